"""What an address asks for, and that the counts beside the filters are what a reader gets."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.model import FieldId, Kind, Line, PaperId, SourceId
from academichub.web.query import FILTERS, BadQuery, Query, count_options, parse_query, select

SOURCES = ("arxiv", "biorxiv", "nature")
FIELDS = ("physics", "biology", "neuroscience")
CATEGORIES = ("cs.CV", "cs.LG", "neuroscience", "physics")


@st.composite
def lines(draw: st.DrawFn) -> tuple[Line, ...]:
    n = draw(st.integers(0, 12))
    return tuple(
        Line(
            PaperId(f"p:{number}"),
            SourceId(draw(st.sampled_from(SOURCES))),
            Kind.NEW,
            FieldId(draw(st.sampled_from(FIELDS))),
            draw(st.sampled_from((*CATEGORIES, None))),
            tuple(draw(st.lists(st.sampled_from(CATEGORIES), max_size=3))),
            True,
        )
        for number in range(n)
    )


queries = st.builds(
    Query,
    language=st.just("en"),
    source=st.sampled_from([None, *map(SourceId, SOURCES)]),
    field=st.sampled_from([None, *map(FieldId, FIELDS)]),
    category=st.sampled_from([None, *CATEGORIES, "no such"]),
    page=st.integers(1, 9),
)


@given(lines(), queries)
def test_a_count_is_what_its_link_shows(day: tuple[Line, ...], query: Query) -> None:
    for name in FILTERS:
        for option in count_options(day, query, name):
            assert option.n == len(select(day, query.having(name, option.value)))
            assert option.chosen is ((name, option.value) in query.filters)


@given(queries, st.sampled_from(["en", "zh"]))
def test_a_written_query_is_read_back(query: Query, default: str) -> None:
    text = query.encode(default)
    pairs = [(name, value.replace("+", " ")) for name, _, value in (p.partition("=") for p in text[1:].split("&"))]
    assert parse_query([pair for pair in pairs if pair[0]], default) == query


def test_the_default_language_is_not_written() -> None:
    assert Query("en").encode("en") == ""
    assert Query("zh").encode("en") == "?language=zh"


def test_a_journal_s_field_is_no_category_but_a_server_s_category_of_the_same_name_is() -> None:
    journal, server = (
        Line(PaperId(source), SourceId(source), Kind.NEW, FieldId("neuroscience"), "neuroscience", (), True)
        for source in ("nature", "biorxiv")
    )
    assert [o.n for o in count_options((journal, server), Query("en"), "category")] == [1]
    assert select((journal, server), Query("en", category="neuroscience")) == (server,)


@pytest.mark.parametrize(
    "pair",
    [
        ("language", "fr"),
        ("language", "EN"),
        ("page", "0"),
        ("page", "-1"),
        ("page", "1e3"),
        ("page", "٣"),
        ("page", "9" * 40),
        ("source", "x" * 201),
        ("category", "a\x00b"),
        ("field", "a\nb"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(pair: tuple[str, str]) -> None:
    with pytest.raises(BadQuery) as refusal:
        parse_query([pair], "en")
    assert refusal.value.name == pair[0]
    assert len(refusal.value.value) <= 40


def test_a_parameter_given_twice_is_refused_and_a_foreign_one_is_ignored() -> None:
    assert parse_query([("utm_source", "x"), ("utm_source", "y"), ("page", "")], "zh") == Query("zh")
    with pytest.raises(BadQuery):
        parse_query([("field", "physics"), ("field", "biology")], "en")


@given(st.lists(st.tuples(st.sampled_from([*FILTERS, "language", "page", "x"]), st.text(max_size=30)), max_size=4))
def test_nothing_but_a_refusal_escapes(pairs: list[tuple[str, str]]) -> None:
    with suppress(BadQuery):
        assert parse_query(pairs, "en").page >= 1
