"""Seven days without any upstream: arXiv, the preprint servers and fifty feeds, each down in its own way.

After it every paper is here, in one edition, on its day; where a feed alone could tell and has dropped entries, the gap
is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest

from academichub import pipeline
from academichub.errors import FetchError
from academichub.model import Kind, ReceiptState, RunReport, SourceId
from academichub.pipeline.progress import SilentProgress
from academichub.ports import Source
from academichub.sample.listing import Journal
from academichub.settings import ArxivSettings, FeedSettings, RxivSettings, Settings, SourcesSettings
from academichub.sources import arxiv, feed, rxiv
from academichub.store import Store
from tests.receipts.newsstand import followed, issns_of, some_journals
from tests.receipts.world import Near, news_of
from tests.upstreams.arxiv import FakeArxiv
from tests.upstreams.calendar import announces, days_between
from tests.upstreams.feeds import FakeFeeds
from tests.upstreams.history import CATEGORIES, History, make_history
from tests.upstreams.registry import FakeRegistry
from tests.upstreams.rxiv import FakeRxiv

FIRST, DOWN, UP, LAST = date(2026, 6, 8), date(2026, 6, 11), date(2026, 6, 18), date(2026, 6, 22)
STRANGERS = tuple(Journal(f"stranger-{n}", f"Stranger {n}", f"https://stranger-{n}.example", "other") for n in range(5))
WAYS: tuple[Callable[[str], bytes], ...] = (
    lambda url: refused("connection refused", url),
    lambda url: refused("status 503", url, 503),
    lambda url: refused("the name is unknown", url),
    lambda url: b"<html><body>We will be back</body></html>",
)


def refused(why: str, url: str, status: int | None = None) -> bytes:
    raise FetchError(why, subject=url, status=status)


class Hub:
    """All sources of one reader over one store; at `now` for everybody."""

    def __init__(self, store: Store, preprints: History, journals: History, length: int) -> None:
        self.store = store
        self.now = datetime.combine(FIRST, datetime.min.time(), UTC)
        known = tuple(journal for journal in journals.journals if journal not in STRANGERS)
        self.arxiv = FakeArxiv(preprints, self.now)
        self.arxiv.oai.page_size = 1_000
        self.rxiv = FakeRxiv(preprints, self.now, page_size=100)
        self.feeds = FakeFeeds(journals, self.now, length)
        self.registry = FakeRegistry(journals, issns_of(known), self.now)
        fakes = {"arxiv.example": self.arxiv, "rxiv.example": self.rxiv, "journals.example": self.feeds}
        self.fetcher = Near({**fakes, "crossref.example": self.registry})
        self.sources = _sources(known, [journal for journal in journals.journals if journal in STRANGERS])

    def clock(self) -> datetime:
        return self.now

    def update(self, day: date) -> RunReport:
        self.now = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=15)
        for fake in (self.arxiv, self.rxiv, self.feeds, self.registry):
            fake.now = self.now
        report = pipeline.update(self.sources, self.fetcher, self.store, self.clock, SilentProgress())
        pipeline.reconcile_due(self.sources, self.fetcher, self.store, self.clock, SilentProgress())
        return report


def _sources(known: Sequence[Journal], strangers: Sequence[Journal]) -> list[Source]:
    chosen = followed(known)
    own = tuple(
        FeedSettings(one.id, f"https://journals.example/feeds/{one.id}", one.name, one.field) for one in strangers
    )
    sources = SourcesSettings(
        arxiv=ArxivSettings(CATEGORIES, "https://arxiv.example/rss", "https://arxiv.example/oai"),
        biorxiv=RxivSettings((), "https://rxiv.example"),
        medrxiv=RxivSettings((), "https://rxiv.example"),
        feed=(*chosen.feed, *own),
        crossref=chosen.crossref,
    )
    settings = Settings(Path(), sources=sources)
    return [*arxiv.configured(settings), *rxiv.configured(settings), *feed.configured(settings)]


def down(hub: Hub, day: date) -> RunReport:
    """An update while every host is down, each in another way, changing from day to day."""
    hosts = sorted(hub.fetcher.fakes)
    ways = {host: WAYS[(at + day.day) % len(WAYS)] for at, host in enumerate(hosts)}
    hub.fetcher.changing = lambda url, body: ways[url.split("/")[2]](url)
    report = hub.update(day)
    hub.fetcher.changing = lambda url, body: body
    return report


@pytest.mark.parametrize(
    ("per_day", "n_feeds"), [(6, 2), pytest.param(1_000, 50, marks=pytest.mark.long)], ids=["small", "whole"]
)
def test_a_week_without_upstreams(per_day: int, n_feeds: int, store: Store) -> None:
    """One feed of ten is one that the catalogue does not know."""
    preprints = make_history(FIRST, LAST, per_day, journals=(), is_terse=True)
    strangers = STRANGERS[: max(n_feeds // 10, 1)]
    stands = (*some_journals(n_feeds - len(strangers)), *strangers)
    journals = make_history(FIRST, LAST, 12, seed=2, journals=stands, is_terse=True)
    hub = Hub(store, preprints, journals, length=3)
    for day in days_between(FIRST, DOWN - timedelta(days=1)):
        hub.update(day)
    for day in days_between(DOWN, UP - timedelta(days=1)):
        assert not any(one.new for one in down(hub, day).sources)
    for day in days_between(UP, LAST + timedelta(days=3)):
        hub.update(day)
    n_missed = check_preprints(hub, preprints) + check_journals(hub, journals)
    assert n_missed > 8 * per_day
    check_manners(hub)


def check_preprints(hub: Hub, history: History) -> int:
    """Returns how many announcements fell into the outage."""
    n_missed = 0
    for name in ("arxiv", "biorxiv", "medrxiv"):
        source = SourceId(name)
        found = news_of(hub.store, source)
        true = {one.key: one.listed_on for one in history.listings[name] if one.kind is Kind.NEW}
        assert set(true) - set(found) == set(), "lost"
        assert {key: days for key, days in found.items() if len(days) > 1} == {}, "in two editions"
        wrong = {key for key, days in found.items() if days != [true[key]]}
        held = {key for key in true if name == "arxiv" and int(key[-2:]) % 20 == 7}
        assert wrong <= held  # by moderators: nothing tells on which of the lost days
        n_missed += len([one for one in history.listings[name] if DOWN <= one.listed_on < UP])
    days = {day for day, _ in hub.store.days()}
    assert days >= {day for day in days_between(FIRST, LAST) if announces(day)}
    (account,) = (one for one in pipeline.accounts_of(hub.sources, hub.store, hub.now, 14) if one.source == "arxiv")
    for day, receipt in account.days:
        if receipt is not None and FIRST <= day <= LAST:
            assert receipt.state is (ReceiptState.FRESH if announces(day) else ReceiptState.QUIET)
            assert not receipt.missing
    return n_missed


def check_journals(hub: Hub, history: History) -> int:
    """Returns how many announcements fell into the outage."""
    accounts = {one.source: one for one in pipeline.accounts_of(hub.sources, hub.store, hub.now, 30)}
    n_lost = 0
    for journal in history.journals:
        account = accounts[SourceId(journal.id)]
        shown = dois_of(hub.store, account.source)
        assert all(n == 1 for n in shown.values())
        lost = [one for one in history.listings[journal.id] if one.doi not in shown]
        if journal in STRANGERS:
            assert lost
            assert all(any(gap.since <= one.listed_on <= gap.until for gap in account.gaps) for one in lost)
            n_lost += len(lost)
        else:
            assert (lost, account.gaps) == ([], ())
    assert n_lost
    missed = chain.from_iterable(history.listings[journal.id] for journal in history.journals)
    return len([one for one in missed if DOWN <= one.listed_on < UP])


def dois_of(store: Store, source: SourceId) -> Mapping[str, int]:
    """In how many editions each work of a journal stands by it."""
    with store.accounts() as book:
        records = {record.key: record.identifiers.doi for record in book.records_since(source, FIRST)}
        listed = book.listings(source, records)
    counts: dict[str, int] = {}
    for key, doi in records.items():
        counts[doi or key] = counts.get(doi or key, 0) + len(listed.get(key, ()))
    return counts


def check_manners(hub: Hub) -> None:
    """Every request names its lane and pace, which the fetcher keeps across processes."""
    paces = {host: (lane, pace) for host, lane, pace in hub.fetcher.lanes}
    assert len(paces) == len(hub.fetcher.lanes)
    assert paces == {
        "arxiv.example": ("arxiv", 3.0),
        "rxiv.example": ("rxiv", 1.0),
        "journals.example": ("journals.example", 1.0),
        "crossref.example": ("crossref", 1.0),
    }
