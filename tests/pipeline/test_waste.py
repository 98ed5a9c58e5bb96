"""Feeds that have not changed: asked again and again, they cost a question each, and nothing is read a second time.

The ordinary suite polls a few; `pytest -m long` the thousand feeds that are promised.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import pytest

from academichub.adapters.http import HttpFetcher
from academichub.adapters.pacing import Pacing
from academichub.model import Page, Request, Response, SourceId, SourceState, Visit
from academichub.pipeline import update
from academichub.pipeline.progress import SilentProgress
from academichub.settings import FetchSettings
from academichub.sources.feed import FeedSource
from academichub.store import Store
from tests.adapters.outside import HandClock
from tests.samples import NOON
from tests.upstreams.server import FakeUpstream, Reply, Seen

POLLS = 24


class FakeJournals(FakeUpstream):
    """/feeds/N, one entry each, with an entity tag; counts what it sent whole and what it answered 304."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: Counter[int] = Counter()
        self.n_gzip = 0

    def reply(self, seen: Seen) -> Reply:
        number = seen.path.rpartition("/")[2]
        self.n_gzip += seen.headers.get("accept-encoding") == "gzip"
        body = (
            f'<rss version="2.0"><channel><title>Feed {number}</title><item><title>Sand of delta {number}</title>'
            f"<link>https://example.org/{number}</link></item></channel></rss>"
        ).encode()
        reply = Reply(body, content_type="application/rss+xml")
        self.sent[304 if seen.headers.get("if-none-match") == reply.tag else 200] += 1
        return reply


@dataclass
class Counted:
    """A feed that counts how often its answers are read."""

    feed: FeedSource
    n_read: int = field(default=0)

    @property
    def id(self) -> SourceId:
        return self.feed.id

    @property
    def label(self) -> str:
        return self.feed.label

    def start(self, visit: Visit) -> Request:
        return self.feed.start(visit)

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        self.n_read += 1
        return self.feed.parse(request, response, visit)


def _at(now: datetime) -> datetime:
    return now


@pytest.mark.parametrize("n_feeds", [8, pytest.param(1_000, marks=pytest.mark.long)])
def test_what_has_not_changed_is_neither_sent_nor_read_again(store: Store, n_feeds: int) -> None:
    hand = HandClock()
    with FakeJournals() as fake:
        fetcher = HttpFetcher(FetchSettings((fake.host,)), None, pacing=Pacing(None, hand.clock), clock=hand.clock)
        feeds = [
            Counted(FeedSource(SourceId(f"feed-{n}"), f"Feed {n}", f"{fake.base}/feeds/{n}")) for n in range(n_feeds)
        ]
        for poll in range(POLLS + 1):
            hand.at += 3_600
            now = NOON + timedelta(hours=poll)
            report = update(feeds, fetcher, store, partial(_at, now), SilentProgress())
            expected = SourceState.UNCHANGED if poll else SourceState.FRESH
            assert {source.state for source in report.sources} == {expected}
        assert fake.sent == {200: n_feeds, 304: POLLS * n_feeds}
        assert fake.n_gzip == (POLLS + 1) * n_feeds
    assert [feed.n_read for feed in feeds] == [1] * n_feeds
    assert sum(n for _, n in store.days()) == n_feeds
