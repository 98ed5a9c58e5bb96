"""Journals of the catalogue with their feeds and the registry that measures them, at a virtual time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

from sqlalchemy import select

from academichub import pipeline
from academichub.model import Account, Reconciled, SourceId
from academichub.pipeline.progress import SilentProgress
from academichub.sample.listing import FeedFormat, Journal
from academichub.settings import CrossrefSettings, FeedSettings, Settings, SourcesSettings
from academichub.sources import feed
from academichub.sources.catalogue import load_catalogue
from academichub.store import Store, schema
from academichub.store.codec import paper_from
from tests.receipts.world import Near
from tests.upstreams.feeds import FakeFeeds
from tests.upstreams.history import History
from tests.upstreams.registry import FakeRegistry

__all__ = ["Newsstand", "followed", "issns_of", "listings_of", "some_journals"]

_WITH_FEED = tuple(journal for journal in load_catalogue().values() if journal.feed is not None)


def some_journals(n: int) -> tuple[Journal, ...]:
    """The first so many of the catalogue that have a feed, in all formats."""
    formats = cycle(FeedFormat)
    return tuple(
        Journal(one.id, one.name, f"https://{one.id}.example", one.field, next(formats))
        for one in islice(_WITH_FEED, n)
    )


def issns_of(journals: Sequence[Journal]) -> dict[str, tuple[str, ...]]:
    return {journal.id: load_catalogue()[journal.id].issn for journal in journals}


def followed(journals: Sequence[Journal]) -> SourcesSettings:
    """They at the fakes' addresses; the mirror of Crossref is named by what follows one more journal there."""
    feeds = tuple(FeedSettings(one.id, f"https://journals.example/feeds/{one.id}") for one in journals)
    return SourcesSettings(feed=feeds, crossref=CrossrefSettings((), "https://crossref.example"))


class Newsstand:
    """One store, its journals, and the two channels of each."""

    def __init__(self, store: Store, history: History, now: datetime, length: int = 40) -> None:
        self.store = store
        self.now = now
        self.feeds = FakeFeeds(history, now, length)
        self.registry = FakeRegistry(history, issns_of(history.journals), now)
        self.fetcher = Near({"journals.example": self.feeds, "crossref.example": self.registry})
        settings = Settings(Path(), contact="me@example.org", sources=followed(history.journals))
        self.sources = [*feed.configured(settings)]

    def clock(self) -> datetime:
        return self.now

    def update(self, now: datetime) -> Sequence[Reconciled]:
        """A visit of each, and what is due after it; returns what was measured."""
        self.now = self.feeds.now = self.registry.now = now
        pipeline.update(self.sources, self.fetcher, self.store, self.clock, SilentProgress())
        return pipeline.reconcile_due(self.sources, self.fetcher, self.store, self.clock, SilentProgress())

    def live(self, first: datetime, n_days: int) -> list[Reconciled]:
        """An update on each of so many days."""
        return [one for n in range(n_days) for one in self.update(first + timedelta(days=n))]

    def accounts(self, n_days: int = 60) -> dict[SourceId, Account]:
        return {one.source: one for one in pipeline.accounts_of(self.sources, self.store, self.now, n_days)}


def listings_of(store: Store, source: str) -> dict[str, list[date]]:
    """The days on which each work stands by this source, by the title of its card."""
    found: dict[str, list[date]] = {}
    listed, papers = schema.announcements.c, schema.papers.c
    asked = select(papers.card, listed.day).where(listed.paper_id == papers.paper_id, listed.source == source)
    with store.engine.connect() as connection:
        for card, day in connection.execute(asked.order_by(listed.day)):
            found.setdefault(paper_from(card).title.plain, []).append(day)
    return found
