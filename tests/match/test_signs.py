"""Signs in titles: what is one, what is none, and when two titles differ in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.match.signs import signs_differ, signs_of


@pytest.mark.parametrize(
    ("title", "signs"),
    [
        ("Tumours of HER2+ and ER- patients", "+ −"),
        ("Tumours of HER2-/ER+ patients", "− +"),
        ("Tumours of PD-L1– patients", "−"),
        ("Decays B^+ → K^+ νν̅", "+ +"),
        ("Decays B− → K− νν̄", "− −"),
        ("Decays B⁺→K⁺νν̄", "+ +"),
        (r"Decays $B^{+} \to D^{*-}$ at $p\leq 2$", "+ − ≤"),
        ("Decays B0 -> D^(*-) and B^0 --> D∗−", "0 − 0 −"),
        ("e^+e^- and e+e−", "+ − + −"),
        ("Ca2+, Ca²⁺, Ca<sup>2+</sup> and Ca^(2+)", "+ + + +"),
        ("Rates of 10⁻³ and of 10^-3", "− −"),
        ("Bounds for p >= 2, q ≥ 2 and r>2", "≥ ≥ >"),
        ("Learning C++ and C# by examples", "++ #"),
        ("Effects of (+)- and (−)-catechin", "+ −"),
        ("COVID-19: a state-of-the-art review – of 1990–2019", ""),
        ("Pre- and post-treatment of T- and B-cell types", ""),
        ("The lepton+jets channel, π0 and <i>E. coli</i> in 20 districts", ""),
        ("O(n^2) and L^p", ""),
        ("", ""),
    ],
)
def test_signs_of_a_title(title: str, signs: str) -> None:
    assert " ".join(sign for _, sign in signs_of(title)) == signs


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("HER2+ tumours", "HER2− tumours", True),
        ("HER2+/ER− tumours", "HER2−/ER+ tumours", True),
        ("HER2-/ER+ tumours", "ER+/HER2− tumours", False),
        ("HER2+ tumours", "HER2 tumours", False),
        ("HER2+ and ER− tumours", "HER2+ and ER tumours", False),
        ("π^+π^- pairs", "pi+ pi- pairs", False),
        ("B^0 decays", "B^+ decays", True),
        ("p > 2", "p < 2", True),
        ("p ≤ 2", r"$p \leq 2$", False),
        ("C++", "C#", True),
    ],
)
def test_titles_differ_in_signs_where_neither_has_all_of_the_other(one: str, other: str, differ: bool) -> None:
    assert signs_differ(one, other) is signs_differ(other, one) is differ


@given(st.text(alphabet="aB2 +-−–^(){}$<>≤#⁺⁻⁰\\/,0"))
def test_no_title_differs_from_itself(title: str) -> None:
    assert not signs_differ(title, title)
    assert not signs_differ(title, "")
