"""Sentence boundaries in scientific prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.text.sentences import split_sentences


def sentences(plain: str) -> list[str]:
    return [plain[start:end] for start, end in split_sentences(plain)]


@pytest.mark.parametrize(
    "plain",
    [
        "Growth of E. coli and S. aureus, e.g. in broth, was slow (cf. Fig. 3 and Eq. 2 of Smith et al. 2020).",
        "It rose by 0.95 to 1.2e-3 in v2.1.0 of the tool, i.e. the one in Sec. 4.",
        "The tool at https://example.org/a.b?c=d.e runs in the U.S. and the U.K. only.",
        "Dr. J. R. Smith vs. Prof. A. Doe, approx. 5 km apart.",
        "It waits ... and then goes on … as before.",
        "Samples are i.i.d. w.r.t. the prior.",
        "Is it so? asks the Yahoo! team.",
        "We follow Marks et al. (2024) in this.",
        "Use Node.Js, asp.Net, github.com/a.By_b and e.g.As such or i.e.An odd one.",
        "See https://example.org/page.Results?x=module.For/or figs.A and module.Experiments.run there.",
    ],
)
def test_one_sentence(plain: str) -> None:
    assert sentences(plain) == [plain]


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("One ends. Two begins.", ["One ends.", "Two begins."]),
        ("We train a VAR. Using it helps.", ["We train a VAR.", "Using it helps."]),
        ("It cured hepatitis B. We repeat it.", ["It cured hepatitis B.", "We repeat it."]),
        ("As Smith et al. We differ.", ["As Smith et al.", "We differ."]),
        ("It began in 2020. Many joined.", ["It began in 2020.", "Many joined."]),
        ("Why? Because! (As he said.) Then end.", ["Why?", "Because!", "(As he said.)", "Then end."]),
        ("Levels fell. mRNA rose. pH was kept.", ["Levels fell.", "mRNA rose.", "pH was kept."]),
        ("More at https://example.org/x. It is free.", ["More at https://example.org/x.", "It is free."]),
        ("It is “good.” We like it.", ["It is “good.”", "We like it."]),
        ("Two steps. (i) Cut. (ii) Paste.", ["Two steps.", "(i) Cut.", "(ii) Paste."]),
        ("1. Cut it. 2. Paste it.", ["1. Cut it.", "2. Paste it."]),
        ("We saw results.We show more.", ["We saw results.", "We show more."]),
        ("It saves time.Specifically, in rain.", ["It saves time.", "Specifically, in rain."]),
        ("We ease optimization.Extensive experiments end.", ["We ease optimization.", "Extensive experiments end."]),
        ("It is a gap.While LLMs help.A new way.", ["It is a gap.", "While LLMs help.", "A new way."]),
        ("They pass on trust.A new way it is.", ["They pass on trust.", "A new way it is."]),
        ("Of them 12 died.Methods: We count.", ["Of them 12 died.", "Methods: We count."]),
        ("Methods\nWe count, e.g.\nsheep\n", ["Methods", "We count, e.g.", "sheep"]),
        (
            "我们提出方法。效果很好！为什么？“如此。”他说",
            ["我们提出方法。", "效果很好！", "为什么？", "“如此。”", "他说"],
        ),
        ("本研究は重要である。結果を示す。", ["本研究は重要である。", "結果を示す。"]),
        ("It goes on... Then it stops.", ["It goes on...", "Then it stops."]),
        ("It wins. https://x.example/y", ["It wins.", "https://x.example/y"]),
        ("It wins. code: https://x.example", ["It wins.", "code: https://x.example"]),
        ("It wins, see ref. https://x.example", ["It wins, see ref. https://x.example"]),
        (" \n ", []),
        ("", []),
    ],
)
def test_boundaries(plain: str, expected: list[str]) -> None:
    assert sentences(plain) == expected


_PIECES = "We|show|e.g.|et al.|Fig.|3|0.5|E.|coli|end.|end!|(so)|...|…|\n| |结果。|“|.”|Methods:|x.We see|12.Results: A"
_AWKWARD = "time.Results show|e.g.As b|1.|mRNA|U.S.|?|[1]|\u2009|\r\n|)|(|0.|.We|a.We are"
prose = st.lists(st.sampled_from([*_PIECES.split("|"), *_AWKWARD.split("|")]), max_size=25).map(" ".join)


@given(prose | st.text(max_size=80))
def test_ranges_cover_everything_but_space_in_order(plain: str) -> None:
    at = 0
    for start, end in split_sentences(plain):
        assert plain[at:start].strip() == ""
        assert start < end
        assert plain[start:end] == plain[start:end].strip()
        assert "\n" not in plain[start:end]
        at = end
    assert plain[at:].strip() == ""


@given(prose | st.text(max_size=80))
def test_a_sentence_is_one_sentence(plain: str) -> None:
    for sentence in sentences(plain):
        assert sentences(sentence) == [sentence]
