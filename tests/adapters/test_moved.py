"""Where an address has moved for good: what the fetcher says of it, and what the owner of a feed hears."""

from __future__ import annotations

import pytest

from academichub.adapters.http import HttpFetcher
from academichub.adapters.pacing import Pacing
from academichub.model import Page, Request, Response, SourceId, Visit
from academichub.pipeline import update
from academichub.pipeline.progress import SilentProgress
from academichub.settings import FetchSettings
from academichub.store import Store
from tests.adapters.outside import HandClock
from tests.fakes import FakeSource, noon
from tests.samples import DAY, NOON, announced, journal_record
from tests.upstreams.server import FakeUpstream, Reply, Seen


class FakeMoves(FakeUpstream):
    """/301/302/here leads by these redirects, one after the other, to /here."""

    def reply(self, seen: Seen) -> Reply | None:
        first, _, rest = seen.target.removeprefix("/").partition("/")
        if first.isdigit():
            return Reply(status=int(first), headers={"Location": f"/{rest}"})
        return Reply(b"here")


def fetch(fake: FakeUpstream, path: str) -> Response:
    clock = HandClock().clock
    fetcher = HttpFetcher(FetchSettings((fake.host,)), None, pacing=Pacing(None, clock), clock=clock)
    return fetcher.fetch(Request(f"{fake.base}/{path}"))


@pytest.mark.parametrize(
    ("path", "moved_to"),
    [
        ("here", None),
        ("301/here", "/here"),
        ("308/301/here?a=1", "/here?a=1"),
        ("302/here", None),
        ("307/301/here", None),
        ("301/302/here", "/302/here"),
        ("301/302/301/here", "/302/301/here"),
    ],
)
def test_only_what_is_permanent_from_the_beginning_on_counts(path: str, moved_to: str | None) -> None:
    with FakeMoves() as fake:
        response = fetch(fake, path)
        assert response.body == b"here"
        assert response.moved_to == (f"{fake.base}{moved_to}" if moved_to else None)


class MovedFeed(FakeSource):
    """Asks where it always asked, with a key."""

    base = ""

    def start(self, visit: Visit) -> Request:
        return Request(f"{self.base}/301/here?token=s3cret", conditional=True)

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        return self.pages[0]


def test_the_owner_is_told_and_the_feed_is_read_all_the_same(store: Store) -> None:
    feed = MovedFeed([Page((announced(journal_record()),), day=DAY)], id=SourceId("deltas"))
    with FakeMoves() as fake:
        feed.base = fake.base
        clock = HandClock().clock
        fetcher = HttpFetcher(FetchSettings((fake.host,)), None, pacing=Pacing(None, clock), clock=clock)
        (report,) = update([feed], fetcher, store, noon, SilentProgress()).sources
        assert report.moved_to == f"{fake.base}/here?token=•••"
    assert (report.new, report.error) == (1, None)
    opened = Store(store.engine, "x", [(SourceId("deltas"), "Deltas")])
    (status,) = opened.statuses()
    assert status.reason is not None
    assert "has moved for good to" in status.reason
    assert "s3cret" not in status.reason
    assert status.succeeded_at == NOON
