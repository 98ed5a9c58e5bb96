"""A text cut short reads the same in both of its readings, and its HTML stays whole."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.model import RichText, Span, Text
from academichub.web.cuts import cut_name, cut_text

TAGS = st.lists(st.sampled_from(["b", "em", "sub", "code"]), max_size=3, unique=True).map(tuple)
SPANS = st.builds(Span, st.text("ab .&<。\n", min_size=1, max_size=40), TAGS)
FORMULAS = st.builds(Span, st.text("xy+", min_size=1, max_size=5), TAGS, st.just("<math><mi>x</mi></math>"))
TEXTS = st.lists(SPANS | FORMULAS, max_size=6).map(lambda spans: RichText(tuple(spans)).text)


class Balance(HTMLParser):
    """Fails where a tag is closed that is not open; `words` is the text, a formula left out."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "br":
            self.open.append(tag)
        else:
            self.words += "\n"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += "" if "math" in self.open else data


def read(html: str) -> str:
    parser = Balance()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser.words


@given(TEXTS, st.integers(0, 120))
def test_a_cut_text_is_a_beginning_of_the_text_in_whole_tags(text: Text, longest: int) -> None:
    cut = cut_text(text, longest)
    if cut is text:
        assert len(text.plain) <= longest
        return
    assert len(cut.plain) <= longest + 2
    assert cut.plain.endswith(" …")
    assert text.plain.startswith(cut.plain.removesuffix(" …"))
    assert read(text.html).startswith(read(cut.html).removesuffix(" …").rstrip())


@given(st.lists(SPANS, max_size=6).map(lambda spans: RichText(tuple(spans)).text), st.integers(0, 120))
def test_without_formulas_both_readings_end_at_the_same_place(text: Text, longest: int) -> None:
    cut = cut_text(text, longest)
    if len(text.html) <= 8 * longest:
        assert read(cut.html).split() == cut.plain.split()


@pytest.mark.parametrize(
    ("plain", "longest", "kept"),
    [
        ("One is here. Two is there. Three", 28, "One is here. Two is there. …"),
        ("One. A second sentence that is long", 20, "One. A second …"),
        ("句一。句二。句三。", 7, "句一。句二。 …"),
        ("一二三四五六七八九十", 5, "一二三四五 …"),
        ("short", 5, "short"),
    ],
)
def test_a_cut_is_made_at_a_sentence_or_a_blank(plain: str, longest: int, kept: str) -> None:
    assert cut_text(RichText((Span(plain),)).text, longest).plain == kept


def test_readings_that_differ_are_cut_to_the_plain_one() -> None:
    assert cut_text(Text("a < b and so on", "something <i>else</i>"), 5).html == "a &lt; b …"


def test_a_name_is_cut_at_a_blank() -> None:
    assert cut_name("The Quiet Sky Collaboration", 16) == "The Quiet Sky …"
    assert cut_name("The Quiet Sky", 13) == "The Quiet Sky"
