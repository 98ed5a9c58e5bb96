"""One source's two channels name a work by two keys: which of them are one, and what its record says then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from academichub.match import find_twins, record_hash, with_rest
from academichub.model import Identifiers, Markup, Record
from tests.pipeline.families import people, record

TITLE = "Sediment budgets of a tidal basin under rising seas"
PAGE, DOI = "https://deltas.example/7", "10.5555/deltas.7"


def told(key: str = PAGE, title: str = TITLE, doi: str | None = None, **changes: object) -> Record:
    return record("deltas", key, 1, title, identifiers=Identifiers(doi=doi), **changes)


REGISTERED = told(DOI, doi=DOI)


@pytest.mark.parametrize(
    ("entry", "is_one"),
    [
        (told(doi=DOI), True),
        (told(doi=DOI, title="Another title altogether, as a feed may have it"), True),
        (told(title="SEDIMENT budgets of a tidal-basin, under rising seas."), True),
        (told(authors=()), True),
        (told(title=f"{TITLE}: an assessment"), True),
        (told(doi="10.5555/deltas.8"), False),
        (told(authors=people(77)), False),
        (told(title="Tides of another estuary in quiet years"), False),
        (told("10.5555/deltas.9", doi="10.5555/deltas.9"), False),
    ],
)
def test_what_a_feed_and_a_complete_list_tell_of_one_work(entry: Record, is_one: bool) -> None:
    for fresh, held in ((entry, REGISTERED), (REGISTERED, entry)):
        assert find_twins([fresh], [held]) == ({fresh.key: held} if is_one else {})


def test_titles_that_stand_over_many_works_name_none() -> None:
    assert find_twins([told(title="Editorial", authors=())], [told(DOI, "Editorial", DOI)]) == {}


def test_two_entries_of_a_feed_are_two_works_and_each_has_one_twin() -> None:
    entries = [told(), told("https://deltas.example/8")]
    assert find_twins([entries[0]], [entries[1]]) == {}
    assert find_twins(entries, [REGISTERED]) == {PAGE: REGISTERED}


def test_a_regular_part_goes_to_those_who_wrote_it() -> None:
    """One title and other authors: the entry's own author has it, wherever the list names the others."""
    weekly = "Images in clinical medicine of the week"
    listed = [told(f"10.5555/{n}", weekly, f"10.5555/{n}", authors=people(n)) for n in range(4)]
    entry, bare = told(title=weekly, authors=people(2)), told("https://deltas.example/8", weekly, authors=())
    assert find_twins([entry], listed) == {PAGE: listed[2]}
    assert find_twins(listed, [entry]) == {"10.5555/2": entry}
    assert find_twins([bare, entry], listed) == {PAGE: listed[2], bare.key: listed[0]}
    assert find_twins([entry], listed[:2]) == {}


def test_companions_that_differ_in_a_sign_are_no_twins() -> None:
    entry, companion = told(title="Outcomes of HER2+ tumours in women"), "Outcomes of HER2− tumours in women"
    listed = [told(DOI, companion, DOI), told("10.5555/2", entry.title.text, "10.5555/2")]
    assert find_twins([entry], listed[:1]) == {}
    assert find_twins([entry], listed) == {PAGE: listed[1]}


def test_what_is_stored_under_its_own_key_is_looked_for_no_further() -> None:
    assert find_twins([REGISTERED], [REGISTERED, told(doi=DOI)]) in ({}, {DOI: told(doi=DOI)})
    assert find_twins([told()], [told(), REGISTERED]) == {}


def test_the_feeds_word_stands_and_the_list_fills_in_the_rest() -> None:
    entry = replace(told(title="The feed's title"), abstract=None, authors=(), posted_on=date(2026, 6, 3))
    twin = replace(
        REGISTERED,
        abstract=Markup("Seas rise."),
        authors=people(3),
        posted_on=date(2026, 6, 1),
        withdrawn=True,
    )
    whole = with_rest(entry, twin)
    assert (whole.key, whole.identifiers.doi, whole.title.text) == (DOI, DOI, "The feed's title")
    assert (whole.abstract, whole.authors) == (twin.abstract, twin.authors)
    assert (whole.posted_on, whole.withdrawn) == (date(2026, 6, 3), True)
    assert record_hash(with_rest(entry, whole)) == record_hash(whole)
