"""A search is saved as one text that finds the same."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from academichub.model import Query, SearchField
from academichub.search import parse_query, text_to_save

words = st.text("abcdé.-王", min_size=1, max_size=8).filter(lambda text: any(map(str.isalnum, text)))
values = st.none() | st.lists(words, min_size=1, max_size=2).map(" ".join)
days = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))
filters = st.builds(
    Query, day=days, since=days, source=values, category=values, year=st.none() | st.integers(1000, 2999)
)


@example("0\x1f0", Query())
@given(st.text(max_size=60), filters)
def test_the_saved_text_means_what_text_and_filters_meant(text: str, given_filters: Query) -> None:
    meant = parse_query(text, default=given_filters)
    read = parse_query(text_to_save(text, given_filters))
    kept = ("day", "since", "source", "category", "year")
    assert {name: getattr(read, name) for name in kept} == {name: getattr(meant, name) for name in kept}
    if not given_filters.has_filter:
        assert read.terms == meant.terms


def test_filters_given_beside_the_text_win_over_those_in_it() -> None:
    saved = text_to_save('"river deltas" source:biorxiv', Query(source="arxiv", author="Ann Yang"))
    assert saved == 'source:arxiv author:"Ann Yang" "river deltas" source:biorxiv'
    read = parse_query(saved)
    assert read.source == "arxiv"
    assert [(term.text, term.field) for term in read.terms] == [
        ("Ann Yang", SearchField.AUTHOR),
        ("river deltas", SearchField.ANY),
    ]


def test_a_quotation_mark_in_a_value_ends_nothing() -> None:
    assert parse_query(text_to_save("sand", Query(category='cs"LG'))).category == "cs LG"
