"""Journals by two channels: the feed has the first word, and what its publisher registered is the truth."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from academichub.model import CheckedBy, ReceiptState, SourceId, Visit
from academichub.settings import CrossrefSettings, FeedSettings, Settings, SourcesSettings
from academichub.sources import crossref, feed
from academichub.store import Store
from tests.receipts.newsstand import Newsstand, issns_of, listings_of, some_journals
from tests.upstreams.history import make_history
from tests.upstreams.reading import visit
from tests.upstreams.registry import FakeRegistry

FIRST, LAST = date(2026, 6, 1), date(2026, 7, 10)
NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)
JOURNALS = some_journals(1)
HISTORY = make_history(FIRST, LAST, per_day=24, journals=JOURNALS)
ID = SourceId(JOURNALS[0].id)


def true(first: date, last: date, source: str = ID) -> dict[str, list[date]]:
    return {one.title: [one.listed_on] for one in HISTORY.listings[source] if first <= one.listed_on <= last}


@pytest.mark.parametrize("names_dois", [True, False])
def test_a_feed_that_tells_all_is_found_whole(store: Store, names_dois: bool) -> None:
    stand = Newsstand(store, HISTORY, NOON)
    stand.feeds.names_dois = names_dois
    measured = stand.live(NOON, 9)
    assert {(one.filled, one.missing, one.error) for one in measured} == {(0, 0, None)}
    assert sum(one.named for one in measured) > 50
    last = NOON.date() + timedelta(days=8)
    assert listings_of(store, ID) == true(FIRST, last)
    for day, receipt in stand.accounts(9)[ID].days:
        if receipt is not None and day <= last - timedelta(days=2):
            assert (receipt.checked_by, receipt.announced) == (CheckedBy.HARVEST, len(true(day, day))), day
            assert receipt.state is (ReceiptState.FRESH if true(day, day) else ReceiptState.QUIET)


@pytest.mark.parametrize("names_dois", [True, False])
def test_what_the_feed_dropped_is_filled_on_its_days_and_the_gap_closes(store: Store, names_dois: bool) -> None:
    stand = Newsstand(store, HISTORY, NOON, length=4)
    stand.feeds.names_dois = names_dois
    stand.update(NOON)
    begun = listings_of(store, ID)
    back = NOON + timedelta(days=14)
    (first,) = stand.update(back)
    assert first.filled > 10
    (gap,) = stand.accounts()[ID].gaps
    assert gap.until >= back.date() - timedelta(days=1)  # the feed has the first word on its last two days
    stand.live(back + timedelta(days=1), 3)
    assert stand.accounts()[ID].gaps == ()
    n_first = min(day for days in begun.values() for day in days)
    assert listings_of(store, ID) == true(n_first, back.date() + timedelta(days=3))


def test_a_paper_that_the_list_told_first_is_not_announced_again_by_the_feed(store: Store) -> None:
    stand = Newsstand(store, HISTORY, NOON)
    stand.feeds.behind = timedelta(days=5)
    stand.feeds.names_dois = False
    measured = stand.live(NOON, 12)
    assert sum(one.filled for one in measured) > 15
    last = NOON.date() + timedelta(days=11)
    listed = listings_of(store, ID)
    assert {title: len(days) for title, days in listed.items()} == dict.fromkeys(listed, 1)
    assert set(true(NOON.date(), last - timedelta(days=2))) <= set(listed)
    title = next(title for title, (day,) in true(NOON.date(), NOON.date()).items())
    (paper,) = [one for one in papers(store, NOON.date()) if one[0] == title]
    assert paper[1:] == (True, True, True)  # the feed's page, its abstract, and the DOI that only the list told


def papers(store: Store, day: date) -> list[tuple[str, bool, bool, bool]]:
    ids = [line.paper_id for line in store.outline(day)]
    cards = [entry.paper for entry in store.entries(day, ids, "en")]
    return [
        (
            card.title.plain,
            f"{JOURNALS[0].site}/papers/" in (card.links.abstract or ""),
            card.abstract is not None,
            card.identifiers.doi is not None,
        )
        for card in cards
    ]


@pytest.mark.parametrize("names_dois", [True, False])
def test_an_entry_that_the_feed_still_shows_after_months_is_not_announced_again(store: Store, names_dois: bool) -> None:
    """The list told of it first, and its paper was listed longer ago than the other channel is looked back for."""
    history = make_history(FIRST, date(2026, 9, 10), per_day=12, journals=JOURNALS, is_terse=True)
    stand = Newsstand(store, history, NOON, length=60)
    stand.feeds.names_dois, stand.feeds.behind = names_dois, timedelta(days=5)
    stand.live(NOON, 12)
    for days in (30, 55, 66, 67, 80):
        stand.update(NOON + timedelta(days=days))
    listed = listings_of(store, ID)
    assert min(day for days in listed.values() for day in days) <= NOON.date()
    assert {title: days for title, days in listed.items() if len(days) > 1} == {}


def test_a_feed_that_has_gone_is_made_up_for(store: Store) -> None:
    stand = Newsstand(store, HISTORY, NOON)
    stand.update(NOON)
    stand.fetcher.failing = lambda url: "/feeds/" in url
    stand.live(NOON + timedelta(days=1), 12)
    until = NOON.date() + timedelta(days=10)
    listed = listings_of(store, ID)
    assert listed == true(FIRST, until)
    days = dict(stand.accounts()[ID].days)
    assert [receipt.state for day in (until, until + timedelta(days=2)) if (receipt := days[day])] == [
        ReceiptState.FRESH if true(until, until) else ReceiptState.QUIET,
        ReceiptState.FAILED,
    ]


def test_an_entry_that_the_feed_spoiled_comes_by_the_list(store: Store) -> None:
    stand = Newsstand(store, HISTORY, NOON)
    stand.update(NOON)
    for n in range(1, 9):
        stand.feeds.n_spoiled = 2 if n < 6 else 0
        stand.update(NOON + timedelta(days=n))
        if n == 2:
            days = dict(stand.accounts(9)[ID].days)
            assert sum(len(receipt.withheld) for receipt in days.values() if receipt is not None) > 1
    listed = listings_of(store, ID)
    assert {title: len(days) for title, days in listed.items()} == dict.fromkeys(
        true(FIRST, NOON.date() + timedelta(days=8)), 1
    )
    days = dict(stand.accounts(9)[ID].days)
    assert {receipt.withheld for day, receipt in days.items() if receipt and day <= date(2026, 6, 16)} == {()}


def test_a_list_that_cannot_be_read_leaves_the_receipts_as_the_feed_made_them(store: Store) -> None:
    stand = Newsstand(store, HISTORY, NOON)
    stand.fetcher.failing = lambda url: "crossref" in url
    measured = stand.live(NOON, 6)
    assert len(measured) == 5
    assert all(one.error is not None and "nobody answers" in one.error for one in measured)
    account = stand.accounts(5)[ID]
    assert account.harvest is not None
    assert account.harvest.reason == measured[-1].error
    assert {receipt.checked_by for _, receipt in account.days if receipt is not None} == {CheckedBy.FEED}
    stand.fetcher.failing = lambda url: False
    assert {one.error for one in stand.live(NOON + timedelta(days=6), 1)} == {None}


def test_a_list_that_names_nothing_of_a_day_with_papers_measures_nothing(store: Store) -> None:
    """An outage may answer 200 with an empty list."""
    stand = Newsstand(store, HISTORY, NOON)
    stand.registry.issns = {}
    assert {(one.named, one.error) for one in stand.live(NOON, 6)} == {(0, None)}
    told = [receipt for _, receipt in stand.accounts(5)[ID].days if receipt is not None and receipt.stored]
    assert {receipt.checked_by for receipt in told} == {CheckedBy.FEED}
    assert any("measures nothing" in (receipt.reason or "") for receipt in told)
    stand.registry.issns = issns_of(JOURNALS)
    stand.live(NOON + timedelta(days=6), 1)
    told = [receipt for _, receipt in stand.accounts(5)[ID].days if receipt is not None and receipt.stored]
    assert CheckedBy.HARVEST in {receipt.checked_by for receipt in told}


def test_a_journal_that_the_catalogue_does_not_know_has_no_list() -> None:
    own = FeedSettings("deltas", "https://journals.example/feeds/deltas")
    known = FeedSettings(ID)
    stranger, journal = feed.configured(Settings(Path(), sources=SourcesSettings(feed=(own, known))))
    assert (hasattr(stranger, "harvest"), hasattr(journal, "harvest")) == (False, True)


def test_the_list_is_asked_over_the_network_as_crossref_wants_it() -> None:
    """By ISSN and date, page by page, with the mail address; papers alone, each on the day it was registered."""
    with FakeRegistry(HISTORY, issns_of(JOURNALS), NOON) as fake:
        fake.page_size = 3
        mirror = CrossrefSettings((), fake.base)
        sources = SourcesSettings(feed=(FeedSettings(ID),), crossref=mirror)
        (journal,) = feed.configured(Settings(Path(), contact="me@example.org", sources=sources))
        assert isinstance(journal, feed.JournalFeed)
        channel = journal.harvest(FIRST + timedelta(days=2), FIRST)
        announcements, failed = visit(channel, NOON)
        asked = list(fake.seen)
    assert failed == []
    assert {one.record.key: one.announced_on for one in announcements} == {
        one.doi: one.listed_on for one in HISTORY.until(ID, NOON.date()) if one.listed_on >= FIRST + timedelta(days=2)
    }
    assert {one.record.source for one in announcements} == {ID}
    assert len(asked) > 3
    assert {one.query["mailto"] for one in asked} == {"me@example.org"}
    assert {tuple(one.query["filter"].split(",")) for one in asked} == {
        (
            *(f"issn:{issn}" for issn in issns_of(JOURNALS)[ID]),
            "from-index-date:2026-06-03",
            "from-created-date:2026-06-03",
            "type:journal-article",
        )
    }


def test_the_first_request_goes_through_the_lane_of_crossref() -> None:
    source = crossref.Crossref(("0028-0836",), CrossrefSettings(), since=FIRST)
    request = source.start(Visit(NOON))
    assert request is not None
    assert (request.lane, request.min_interval_s) == ("crossref", 1.0)
