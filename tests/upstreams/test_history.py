"""The history is deterministic, true to the calendar, and has everything real days have."""

from __future__ import annotations

from datetime import date

import pytest

from academichub.model import Kind
from tests.upstreams.calendar import HOLIDAYS, announces, harvestable_at, midnight, next_day, previous_day
from tests.upstreams.history import JOURNALS, History, make_history

FIRST, LAST = date(2026, 5, 18), date(2026, 7, 10)
HISTORY = make_history(FIRST, LAST, per_day=24)


def test_arxiv_rests_at_weekends_and_on_its_holidays() -> None:
    assert announces(date(2026, 6, 16))
    assert not announces(date(2026, 6, 20))
    assert not announces(date(2026, 6, 19))  # a Friday, and a holiday
    assert next_day(date(2026, 6, 18)) == date(2026, 6, 22)
    assert previous_day(date(2026, 6, 22)) == date(2026, 6, 18)
    assert {day.year for day in HOLIDAYS} == {2026, 2027, 2028, 2029}
    assert all(day.weekday() < 5 for day in HOLIDAYS)


def test_midnight_in_new_york_follows_the_season() -> None:
    assert midnight(date(2026, 6, 16)).hour == 4
    assert midnight(date(2026, 12, 15)).hour == 5
    assert harvestable_at(date(2026, 6, 16)).isoformat() == "2026-06-16T02:30:00+00:00"


def test_the_same_seed_tells_the_same_history() -> None:
    assert make_history(FIRST, LAST, per_day=24) == HISTORY
    assert make_history(FIRST, LAST, per_day=24, seed=2) != HISTORY


def test_listings_keep_to_the_days() -> None:
    assert set(HISTORY.listings) == {"arxiv", "biorxiv", "medrxiv", *(journal.id for journal in JOURNALS)}
    for source, listings in HISTORY.listings.items():
        days = [listing.listed_on for listing in listings]
        assert days == sorted(days), source
        assert all(FIRST <= day <= LAST for day in days)
    assert all(announces(listing.listed_on) for listing in HISTORY.listings["arxiv"])
    assert any(listing.listed_on.weekday() >= 5 for listing in HISTORY.listings["biorxiv"])


def test_every_version_is_listed_once_and_follows_the_one_before() -> None:
    for source, listings in HISTORY.listings.items():
        for key in {listing.key for listing in listings}:
            lives = [listing for listing in listings if listing.key == key]
            versions = [listing.version for listing in lives if listing.kind not in {Kind.CROSS, Kind.ABSONLY}]
            assert versions == list(range(1, len(versions) + 1)), (source, key)
            assert lives[0].kind is Kind.NEW


def test_it_has_what_real_days_have() -> None:
    arxiv = HISTORY.listings["arxiv"]
    assert {listing.kind for listing in arxiv} == {Kind.NEW, Kind.CROSS, Kind.REPLACE, Kind.ABSONLY, Kind.WITHDRAWN}
    assert max(listing.version for listing in arxiv) == 3
    cross_listed = sum(len(listing.categories) > 1 for listing in arxiv) / len(arxiv)
    assert 0.35 < cross_listed < 0.6
    assert any(listing.kind is Kind.WITHDRAWN for listing in HISTORY.listings["medrxiv"])


def test_a_published_preprint_has_its_journals_doi() -> None:
    named = {listing.doi for listing in HISTORY.listings["arxiv"] if listing.doi}
    entries = {one.doi: one for journal in JOURNALS for one in HISTORY.listings[journal.id] if one.doi in named}
    assert named == set(entries)
    titles = {listing.doi: listing.title for listing in HISTORY.listings["arxiv"] if listing.doi}
    assert named
    assert all(entries[doi].title == title for doi, title in titles.items())


def test_works_are_told_apart() -> None:
    firsts = [one for listings in HISTORY.listings.values() for one in listings if one.kind is Kind.NEW]
    keys = [one.key for one in firsts]
    assert len(set(keys)) == len(keys)
    preprints = {one.title for source in ("arxiv", "biorxiv", "medrxiv") for one in HISTORY.listings[source]}
    assert len(preprints) >= sum(len({one.key for one in HISTORY.listings[s]}) for s in ("arxiv", "biorxiv", "medrxiv"))


def test_thousands_and_no_more_than_can_be_numbered() -> None:
    many = make_history(date(2026, 6, 1), date(2026, 6, 5), per_day=1_000)
    assert len(many.on("arxiv", date(2026, 6, 1))) >= 1_000
    with pytest.raises(ValueError, match="smaller"):
        make_history(date(2026, 6, 1), date(2026, 6, 2), per_day=6_000)


def test_until_is_what_came_before() -> None:
    history: History = HISTORY
    before = history.until("arxiv", date(2026, 6, 3))
    assert before == tuple(one for one in history.listings["arxiv"] if one.listed_on <= date(2026, 6, 3))
    assert history.on("arxiv", date(2026, 6, 3)) == before[-len(history.on("arxiv", date(2026, 6, 3))) :]
    assert history.on("unheard-of", FIRST) == ()
