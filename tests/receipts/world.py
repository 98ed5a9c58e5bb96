"""A hub and its upstreams in one process at a virtual time: years pass in seconds, and nothing goes over a socket."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

from sqlalchemy import event

from academichub import pipeline
from academichub.errors import FetchError
from academichub.model import REVISION_KINDS, Receipt, Reconciled, Request, Response, RunReport, SourceId, Validators
from academichub.pipeline.progress import SilentProgress
from academichub.ports import Source
from academichub.settings import ArxivSettings, Settings, SourcesSettings
from academichub.sources import arxiv
from academichub.store import Store
from tests.upstreams.arxiv import FakeArxiv
from tests.upstreams.history import CATEGORIES, History
from tests.upstreams.server import FakeUpstream, Seen

__all__ = ["Near", "World", "fresh_store", "news_of"]

ARXIV = SourceId("arxiv")


@dataclass
class Near:
    """ports.Fetcher that asks fakes in the same process. `failing` refuses an address, `changing` alters a body."""

    fakes: dict[str, FakeUpstream]
    failing: Callable[[str], bool] = lambda url: False
    changing: Callable[[str, bytes], bytes] = lambda url, body: body
    asked: list[str] = field(default_factory=list)
    lanes: set[tuple[str, str, float]] = field(default_factory=set)  # host, lane, least seconds between two requests

    def fetch(self, request: Request, validators: Validators | None = None) -> Response:
        self.asked.append(request.url)
        if self.failing(request.url):
            raise FetchError("nobody answers", subject=request.url)
        parts = urlsplit(request.url)
        self.lanes.add((parts.hostname or "", request.lane or "", request.min_interval_s))
        fake = self.fakes[parts.hostname or ""]
        seen = Seen(0.0, "GET", f"{parts.path}?{parts.query}" if parts.query else parts.path, {})
        reply = fake.reply(seen)
        assert reply is not None, request.url
        if reply.status >= 400:
            raise FetchError(f"status {reply.status}", subject=request.url)
        if validators is not None and reply.tag is not None and validators.etag == reply.tag:
            return Response(request.url, 304, b"", validators=validators)
        body = self.changing(request.url, reply.body)
        etag = reply.tag if body is reply.body else None
        return Response(request.url, reply.status, body, reply.content_type, Validators(etag))


class World:
    """One store, its sources, and the fakes they ask; `now` is everybody's clock."""

    def __init__(self, folder: Path, history: History, now: datetime, categories: Sequence[str] = CATEGORIES) -> None:
        self.history = history
        self.arxiv = FakeArxiv(history, now)
        self.fetcher = Near({"arxiv.example": self.arxiv})
        settings = ArxivSettings(tuple(categories), "https://arxiv.example/rss", "https://arxiv.example/oai")
        self.sources: list[Source] = [*arxiv.configured(Settings(folder, sources=SourcesSettings(arxiv=settings)))]
        self.store = fresh_store(folder)
        self.hub_is_off_by = now - now  # how far the hub's own clock is ahead

    @property
    def now(self) -> datetime:
        return self.arxiv.now

    def clock(self) -> datetime:
        return self.arxiv.now + self.hub_is_off_by

    def update(self, now: datetime) -> RunReport:
        """One visit of all sources, and what is due after it."""
        self.arxiv.now = now
        report = pipeline.update(self.sources, self.fetcher, self.store, self.clock, SilentProgress())
        pipeline.reconcile_due(self.sources, self.fetcher, self.store, self.clock, SilentProgress())
        return report

    def reconcile(self, now: datetime, days: int = 7) -> Sequence[Reconciled]:
        self.arxiv.now = now
        return pipeline.reconcile(self.sources, self.fetcher, self.store, self.clock, SilentProgress(), days)

    def receipts(self, source: SourceId = ARXIV) -> dict[date, Receipt]:
        """As they are judged now."""
        accounts = pipeline.accounts_of(self.sources, self.store, self.clock(), 2_000)
        (account,) = (one for one in accounts if one.source == source)
        return {day: receipt for day, receipt in account.days if receipt is not None}

    def close(self) -> None:
        self.store.close()


def fresh_store(folder: Path) -> Store:
    """An empty store, made once and copied, that does not wait for the disk: hundreds of commits would wait for
    seconds, and nobody pulls the plug here."""
    shutil.copyfile(_empty(), folder / "hub.db")
    store = Store.open(folder / "hub.db", [(ARXIV, "arXiv")])
    store.engine.dispose()
    event.listen(store.engine, "connect", lambda connection, record: connection.execute("PRAGMA synchronous=OFF"))
    return store


@cache
def _empty() -> Path:
    path = Path(mkdtemp(prefix="receipts-")) / "empty.db"
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    Store.open(path).close()
    return path


def news_of(store: Store, source: SourceId = ARXIV) -> dict[str, list[date]]:
    """The days on which each paper stands as new, by the source's key."""
    found: dict[str, list[date]] = {}
    with closing(store.engine.raw_connection()) as raw:
        kinds = ", ".join(f"'{kind.value}'" for kind in REVISION_KINDS)
        rows = raw.cursor().execute(
            f"SELECT DISTINCT r.key, a.day FROM announcements a JOIN records r ON r.paper_id = a.paper_id"
            f" AND r.source = a.source WHERE a.source = ? AND a.kind NOT IN ({kinds}, 'cross')",
            (source,),
        )
        for key, day in rows:
            found.setdefault(key, []).append(date.fromisoformat(day))
    return found
