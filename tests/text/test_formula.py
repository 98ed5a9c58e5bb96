"""One formula: what is converted, what is refused, and that nothing escapes."""

from __future__ import annotations

import pytest

from academichub.text.formula import formula


@pytest.mark.parametrize(
    "tex",
    [
        r"\newcommand{\a}{\a\a}\a",
        r"\def\a{b}\a",
        r"\def\aΦ\a",
        r"\style_x{b}",
        r"\href{javascript:alert(1)}{x}",
        r"\class{a}{b}",
        r"\style{position:fixed}{b}",
        "x" * 2001,
        "{" * 31 + "x" + "}" * 31,
        r"\sqrt" * 300 + "x",
        "x^" * 400 + "x",
        r"\frac",
        r"\left(",
        "x_a_b",
    ],
)
def test_what_is_refused_or_broken_is_read_as_text(tex: str) -> None:
    made = formula(tex)
    assert made.mathml is None
    assert made.text
    assert "\\" not in made.text


@pytest.mark.parametrize(
    ("tex", "mathml"),
    [
        (r"\text{<script>alert(1)</script>}", "<mtext>&lt;script&gt;alert(1)&lt;/script&gt;</mtext>"),
        (r"\text{&lt;img&gt;\_x}", "<mtext>&lt;img&gt;_x</mtext>"),
        (r"\method", "<mi>method</mi>"),
        (r"\text{if } x", "<mrow><mtext>if\u00a0</mtext><mi>x</mi></mrow>"),
        (r"\hspace{-9em}x", "<mrow><mspace></mspace><mi>x</mi></mrow>"),
        (r"\color{red}x", "<mstyle><mi>x</mi></mstyle>"),
    ],
)
def test_only_checked_mathml_comes_out(tex: str, mathml: str) -> None:
    assert formula(tex).mathml == f"<math>{mathml}</math>"


def test_a_percent_sign_is_no_comment() -> None:
    assert formula("50% + x").text == "50% + x"


def test_a_displayed_formula_says_so() -> None:
    assert (formula("x", block=True).mathml or "").startswith('<math display="block">')


@pytest.mark.parametrize("tex", [r"\textbf{R}", r"\text{R}", r"\emph{R}", r"\underline{R}", r"\textit {R}"])
def test_a_letter_set_as_text_is_no_mathematics(tex: str) -> None:
    assert (formula(tex).text, formula(tex).mathml) == ("R", None)


@pytest.mark.parametrize("tex", [r"\mathbf{R}", r"\mathrm{R}", r"\text{R}^2", r"\textbf{R}_1"])
def test_a_letter_of_an_alphabet_is(tex: str) -> None:
    assert formula(tex).mathml is not None


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\mathbfΦ", "Φ"),
        (r"\alphaβ", "αβ"),
        (r"\fracαβ", "α/β"),
        (r"x_\alphaβ", "x_αβ"),
        (r"\sqrtπ", "√(π)"),
        (r"\boldsymbolΦ", "Φ"),
        (r"\bfΦ", "Φ"),
        (r"\log我", "log 我"),
        (r"\methodΦ", "methodΦ"),
    ],
)
def test_the_name_of_a_command_is_of_ascii_letters(tex: str, text: str) -> None:
    assert formula(tex).text == text
