"""Journals' text: HTML, XHTML and JATS fragments."""

from __future__ import annotations

import pytest

from academichub.model import Markup
from academichub.text import render, tidy
from tests.text.allowed import HTML, html, plain

STRUCTURED = (
    "<jats:title>Abstract</jats:title><jats:sec><jats:title>Background</jats:title>\n<jats:p>The cat sat.</jats:p>"
    "</jats:sec>\n<jats:sec><jats:title>Methods:</jats:title><jats:p>We <jats:italic>saw</jats:italic> it.</jats:p>"
    "</jats:sec>"
)


def test_sections_become_heading_and_text_on_lines_of_their_own() -> None:
    assert plain(STRUCTURED, HTML) == "Background: The cat sat.\nMethods: We saw it."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>BackgroundX</p><p>One.</p>Two.<br/>Three.<div>Four.</div>", "BackgroundX\nOne.\nTwo.\nThree.\nFour."),
        ("<b>Background</b>The cat.<br><b>Results:</b> A dog.", "Background: The cat.\nResults: A dog."),
        ("<p><strong>Conclusions</strong></p><p>It is.</p>", "Conclusions: It is."),
        ("<p>See <b>Results</b> there.</p>", "See Results there."),
        ("<p>Two:</p><ul><li>one</li><li>more</li></ul>", "Two:\n• one\n• more"),
        ("<h4>Highlights</h4><ul><li>one</li></ul>", "Highlights:\n• one"),
        ("<h2>Results</h2>", "Results"),
        ("<p>a\n   b</p>\n\n<p>C.</p>", "a b\nC."),
        ("no tags.\n\nTwo paragraphs.", "no tags.\nTwo paragraphs."),
        # entities
        (
            "&lt;97 &amp;lt;85 &amp;amp; R&amp;D&nbsp;&#177;&#x3b1; &unknown; AT&T ?a=1&parameter",
            "<97 <85 & R&D ±α &unknown; AT&T ?a=1&parameter",
        ),
        # what is no tag
        ("p<i and x>j, for p<i>j, a<b and c>d, p<0.05", "p<i and x>j, for p<i>j, a<b and c>d, p<0.05"),
        ("<ViT<Hybrid<Capsule and <think> and <", "<ViT<Hybrid<Capsule and <think> and <"),
        ("cut off at <i>Dros", "cut off at Dros"),
        # what vanishes
        (
            "a<script>alert('b')</script>c<style>d</style><!-- e -->f<svg><text>g</text></svg><img src='h' alt='i'/>",
            "acf",
        ),
        ("a<script >b", "ab"),
        ("a<!-- b", "a<!-- b"),
        ("<![CDATA[<p>a</p>]]>", "a"),
        # encoded once too often
        (
            "The &lt;i&gt;E. coli&lt;/i&gt; H&amp;lt;sub&amp;gt;2&amp;lt;/sub&amp;gt;O &lt;b&gt; x",
            "The E. coli H2O <b> x",
        ),
        ('&lt;p class="x"&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;', "One.\nTwo."),
        # powers must not change numbers
        ("10<sup>6</sup> cells, 10<sup>-3</sup> M, m<sup>2</sup>, <sup>13</sup>C", "10⁶ cells, 10⁻³ M, m2, 13C"),
        # TeX inside HTML, and money
        (r"\(\alpha\) and $\beta$-cells at $5 and $10 or $20 = cheap", "α and β-cells at $5 and $10 or $20 = cheap"),
    ],
)
def test_plain_reading(source: str, expected: str) -> None:
    assert plain(source, HTML) == expected


def test_inline_elements_become_our_own_tags() -> None:
    source = (
        '<i>a</i> <jats:bold>b</jats:bold> <em class="x" onclick="y">c</em> <a href="z">d</a> x<sub>1</sub> <tt>e</tt>'
    )
    assert html(source, HTML) == "<i>a</i> <b>b</b> <em>c</em> d x<sub>1</sub> <code>e</code>"


MATH = "<mml:math><mml:mi onclick='x'>y</mml:mi><mml:mo>&lt;</mml:mo><mml:mn>1</mml:mn></mml:math>"


@pytest.mark.parametrize(
    "source",
    [
        f"<inline-formula>{MATH}</inline-formula>",
        f"<inline-formula><alternatives><tex-math>y&lt;1</tex-math>{MATH}</alternatives></inline-formula>",
        f"<inline-formula><alternatives>{MATH}<tex-math>y&lt;1</tex-math></alternatives></inline-formula>",
    ],
)
def test_mathml_is_kept_once_without_what_is_not_mathematics(source: str) -> None:
    rich = render(Markup(f"if {source} then", HTML))
    assert rich.text.html == "if <math><mi>y</mi><mo>&lt;</mo><mn>1</mn></math> then"
    assert rich.plain == "if y < 1 then"


def test_tex_of_a_journal_becomes_mathml() -> None:
    source = r"<tex-math>\documentclass{minimal}\begin{document}$$x^{2}$$\end{document}</tex-math>"
    assert html(source, HTML) == "<math><msup><mi>x</mi><mn>2</mn></msup></math>"


@pytest.mark.parametrize(
    ("math", "shown"),
    [
        ("<math><maction><mi>a</mi></maction><mi>b</mi></math>", "ab"),
        ("<math><mtext><img src='x' onerror='y'></mtext></math>", ""),
        (
            "<math><semantics><mi>a</mi><annotation-xml><p>b</p></annotation-xml></semantics></math>",
            "<math><mi>a</mi></math>",
        ),
        ("<math><mi href='javascript:x' style='y'>a</mi></math>", "<math><mi>a</mi></math>"),
        (
            "<math><mspace width='999em'/><mpadded voffset='-9em' width='-9em'><mi>a</mi></mpadded></math>",
            "<math><mspace></mspace><mpadded><mi>a</mi></mpadded></math>",
        ),
        (
            "<math><mfenced><mi>a</mi><mi>b</mi></mfenced></math>",
            "<math><mrow><mo>(</mo><mi>a</mi><mo>,</mo><mi>b</mi><mo>)</mo></mrow></math>",
        ),
        ("<math>" + "<mrow><mi>a</mi>" * 100 + "</mrow>" * 100 + "</math>", "a" * 100),
    ],
)
def test_mathml_that_is_not_only_mathematics(math: str, shown: str) -> None:
    assert html(math, HTML) == shown


def test_tidy_resolves_html_and_keeps_tex() -> None:
    assert tidy(Markup("<p>A  $x^2$ &amp; <i>b</i></p>", HTML)) == "A $x^2$ & b"
