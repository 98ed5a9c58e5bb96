"""A hub in small for the tests of the whole way in: real sockets, real sources, a real store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from academichub.adapters.http import HttpFetcher, Limits
from academichub.model import SourceId, SourceReport
from academichub.pipeline import update
from academichub.pipeline.progress import SilentProgress
from academichub.ports import Source
from academichub.sources.feed import FeedSource
from academichub.store import Store
from tests.adapters.outside import HandClock, fetcher_for
from tests.upstreams.loopback import Loopback

__all__ = ["NOON", "Updates", "feed_at"]

NOON = datetime(2026, 6, 24, 12, tzinfo=UTC)


def feed_at(url: str, name: str = "journal") -> FeedSource:
    return FeedSource(SourceId(name), name.title(), url)


@dataclass
class Updates:
    """Updates of one store from a server on loopback; time passes in waits alone, and none of it is real."""

    server: Loopback
    store: Store
    limits: Limits | None = None
    hand: HandClock = field(default_factory=HandClock)

    def __post_init__(self) -> None:
        self.fetcher: HttpFetcher = fetcher_for(self.server, limits=self.limits, clock=self.hand.clock)

    def run(self, sources: Sequence[Source], at: datetime = NOON) -> dict[str, SourceReport]:
        self.hand.at += 86_400  # whatever was asked of us is over
        reports = update(sources, self.fetcher, self.store, lambda: at, SilentProgress()).sources
        return {report.id: report for report in reports}
