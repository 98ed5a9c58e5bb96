"""The Markdown of a briefing, as a program renders it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.model import Skeleton, Trend
from academichub.publish.briefing.markdown_file import MOST_ROWS, render_markdown
from academichub.publish.briefing.quoting import tidy
from academichub.publish.markdown import escape_cell, escape_line, flatten
from tests.publish.briefing import made
from tests.publish.rendered import elements, render, text_of

_MARKS = st.text(st.sampled_from(r"""ab 1\`*_[]()<>&;#~$!|-+=."'/:^x""" + "\n\té中  \x00\u202e"), max_size=30)
_OURS = {"h1", "h2", "h3", "p", "ul", "li", "strong", "em", "a", "div", "table", "thead", "tbody", "tr", "th", "td"}


@given(_MARKS)
def test_a_text_at_the_start_of_an_item_comes_back_and_makes_no_element(text: str) -> None:
    page = render(f"- {escape_line(text)}\n- {escape_line('- ' + text)}")
    assert elements(page) == [("ul", {}), ("li", {}), ("li", {})]
    assert text_of(page) == f"{flatten(text)}\n{flatten('- ' + text)}".strip()


@given(_MARKS)
def test_a_text_comes_back_in_one_cell_of_a_table(text: str) -> None:
    page = render(f"| A | B |\n| --- | --- |\n| {escape_cell('x' + text)} | y |")
    cells = ["".join(cell.itertext()) for cell in page.iter("td")]
    assert cells == [flatten(f"x{text}"), "y"]


@settings(max_examples=25, deadline=None)
@given(st.one_of(_MARKS, st.text(max_size=40)))
def test_no_text_of_a_stranger_makes_an_element_or_a_link(text: str) -> None:
    page = render(render_markdown(made.poisoned(text)).text)
    assert {tag for tag, _ in elements(page)} <= _OURS
    for tag, attributes in elements(page):
        assert set(attributes) <= {"id", "href", "style"}, tag
        assert re.fullmatch(r"#ref-\d+|https://(doi|arxiv)\.org/.*", attributes.get("href", "#ref-1"))
    seen = tidy(text)
    assert not seen or text_of(page).count(seen) >= 20


def test_every_number_leads_to_its_reference_with_the_sentences() -> None:
    text = render_markdown(made.shown("zh", "zh")).text
    page = render(text)
    ids = {attributes["id"] for _, attributes in elements(page) if "id" in attributes}
    targets = {a["href"][1:] for tag, a in elements(page) if tag == "a" and a["href"].startswith("#")}
    assert targets <= ids
    assert "第 2 句：“节律每天出现两次。”" in text
    assert "舍弃原因：It cites no sentence." in text


def test_chinese_stands_upright_between_its_own_brackets_and_stops() -> None:
    text = render_markdown(made.shown("zh", "zh")).text
    assert "（统计所得）" in text
    assert "- 所提问题：" in text
    assert not re.search(r"(?<!\*)\*(?!\*)[^*\n]*[一-鿿]", text)  # no Han in italics
    assert not re.search(r"[(:][一-鿿]|[一-鿿][(:]", text)
    assert "*(counted)*" in render_markdown(made.shown()).text


def test_a_long_table_is_named_and_left_to_the_other_formats() -> None:
    trends = {f"tide gauge {n}": Trend(9, 3, 0.09, 0.03, 8, 0.01) for n in range(MOST_ROWS + 1)}
    text = render_markdown(made.shown(skeleton=Skeleton(trends=trends), sections=())).text
    assert f"A table of {len(trends)} rows" in text
    assert text.count("tide gauge") < 10


def test_the_places_of_the_map_are_left_to_where_it_is_drawn() -> None:
    shown = made.shown()
    places = shown.table("map")
    assert places is not None
    assert places.title not in render_markdown(shown).text


def test_it_is_the_same_each_time() -> None:
    assert render_markdown(made.shown()) == render_markdown(made.shown())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_states_and_marks_are_said_in_words(language: str) -> None:
    text = render_markdown(made.shown(language, language)).text
    words = {"en": ("counted", "the authors’ words", "revised since"), "zh": ("统计所得", "作者原句", "此后已修订")}
    assert all(word in text for word in words[language])
