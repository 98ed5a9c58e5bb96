"""Marks change nothing but what they mark, whatever stands in the text."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from academichub.model import RichText, Span, Text
from academichub.text.sentences import split_sentences
from academichub.web.marks import mark_sentences

_words = st.text(st.sampled_from("ab <&>\"';. \n"), max_size=12) | st.sampled_from(
    ["One is. ", "Two are! ", "&amp; ", "x < y. Z"]
)
_spans = st.lists(
    st.builds(Span, _words, st.lists(st.sampled_from(["b", "em", "sub"]), max_size=2).map(tuple))
    | st.sampled_from(
        [Span("α", mathml="<math><mi>α</mi></math>"), Span("x < 2", mathml="<math><mo>&lt;</mo></math>")]
    ),
    max_size=8,
)


def _marked(text: Text) -> list[str]:
    return re.findall(r"<mark>(.*?)</mark>", text.html, re.DOTALL)


@given(_spans, st.sets(st.integers(0, 4)))
def test_without_the_marks_it_is_the_same(spans: list[Span], positions: set[int]) -> None:
    text = RichText(tuple(spans)).text
    marked = mark_sentences(text, sorted(positions))
    assert marked.plain == text.plain
    assert re.sub(r"</?mark>", "", marked.html) == text.html
    assert not [run for run in _marked(marked) if re.search(r"<(?!/?m)|<br>", run)]


@given(st.lists(st.builds(Span, _words, st.sampled_from([(), ("b",), ("em", "sub")])), max_size=8), st.integers(0, 3))
def test_without_mathematics_the_marked_words_are_the_sentence(spans: list[Span], position: int) -> None:
    text = RichText(tuple(spans)).text
    sentences = [text.plain[start:end] for start, end in split_sentences(text.plain)]
    wanted = sentences[position] if position < len(sentences) else ""
    assert "".join(unescape(run) for run in _marked(mark_sentences(text, [position]))) == wanted


def test_a_sentence_behind_and_around_formulas_is_found() -> None:
    alpha = Span("α", mathml="<math><mi>α</mi></math>")
    text = RichText((Span("For "), alpha, Span(" we see. Now "), alpha, Span(" <obeys>. End."))).text
    assert _marked(mark_sentences(text, [1])) == ["Now ", "<math><mi>α</mi></math>", " &lt;obeys&gt;."]


def test_where_the_two_readings_differ_nothing_is_marked() -> None:
    text = Text("One is. Two are.", "One was. Two are.")
    assert mark_sentences(text, [1]) is text
