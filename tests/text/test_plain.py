"""Plain text, white space and single characters, in every format."""

from __future__ import annotations

import pytest

from academichub.model import Markup, MarkupFormat, Span
from academichub.text import render, tidy
from tests.text.allowed import HTML, PLAIN, TEX, html, plain


def test_plain_text_is_only_escaped() -> None:
    text = r"x<y, a<b and c>d, &lt;i&gt; \alpha $x$ {~} <script>alert(1)</script>"
    assert render(Markup(text)).spans == (Span(text),)
    assert "<script" not in html(text, PLAIN)


@pytest.mark.parametrize("markup", list(MarkupFormat))
def test_characters_that_are_no_text_are_cleaned(markup: MarkupFormat) -> None:
    dirty = (
        "e\ufb03cient so\u00adft\u200b \u202eright\u202c\u2066 \x00a\u00a0 \u3000b\ufeff\U000e0041 \ud800 \x1b[0m\u2028"
    )
    assert plain(dirty, markup) == "efficient soft right a b \ufffd [0m"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a \t b\r\n", "a b"),
        ("One.\nTwo.\r\n\r\n\n  Three.", "One.\nTwo.\nThree."),
        ("a hard\nbreak within a\nSentence here.", "a hard break within a Sentence here."),
        ("Points:\n• one\n• two", "Points:\n• one\n• two"),
        ("在这里\n换行 and\nthen", "在这里换行 and then"),
        ("Background: One. Methods: Two. Results: Three.", "Background: One.\nMethods: Two.\nResults: Three."),
        ("We know. Contact: someone.", "We know. Contact: someone."),
    ],
)
def test_breaks_in_plain_text(text: str, expected: str) -> None:
    assert plain(text, PLAIN) == expected
    assert tidy(Markup(text)) == expected


@pytest.mark.parametrize("markup", list(MarkupFormat))
def test_nothing_gives_no_spans(markup: MarkupFormat) -> None:
    assert render(Markup(" \n\u200b ", markup)).spans == ()


def test_spans_are_few_and_blanks_stand_between_them_once() -> None:
    rich = render(Markup("a <b> b </b> <b>c</b><i></i>  d", HTML))
    assert [span.text for span in rich.spans] == ["a ", "b", " ", "c", " d"]
    assert len(render(Markup("\\alpha{} \\beta{} {plain} words", TEX)).spans) == 1
