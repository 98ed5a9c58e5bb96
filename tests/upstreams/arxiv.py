"""Fake arXiv: RSS and OAI-PMH over one history, at a virtual time.

`now` is the upstream's clock; a test moves it. The feed of a day stands from its midnight in New York to the next one
and is empty at weekends and on holidays; its build date changes with every answer while its entity tag does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

from academichub.sample.formats import render_arxiv_error, render_arxiv_rss
from academichub.sample.listing import Listing
from tests.upstreams.arxiv_oai import OaiServer
from tests.upstreams.calendar import NEW_YORK, announces, previous_day
from tests.upstreams.history import History
from tests.upstreams.server import FakeUpstream, Reply, Seen

__all__ = ["FakeArxiv", "without_identifiers"]

_ARCHIVES = frozenset(
    {"astro-ph", "cond-mat", "cs", "econ", "eess", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math", "math-ph"}
    | {"nlin", "nucl-ex", "nucl-th", "physics", "q-bio", "q-fin", "quant-ph", "stat"}
)
_XML = "text/xml; charset=utf-8"


class FakeArxiv(FakeUpstream):
    """Answers /rss/CATEGORIES and /oai.

    `stale`: the feed of the last announcement before today is served again, as when a batch is late. `error`: every
    feed is an error dressed as a feed, with this message and status 200. `n_spoiled`: so many items have lost their
    identifiers. `cap`: so many papers one feed lists at most. `oai` can be programmed too.
    """

    cap = 2_000

    def __init__(self, history: History, now: datetime) -> None:
        super().__init__()
        self.history = history
        self.now = now
        self.stale = False
        self.error: str | None = None
        self.n_spoiled = 0
        self.oai = OaiServer(history)

    @property
    def today(self) -> date:
        """The date in New York."""
        return self.now.astimezone(NEW_YORK).date()

    @property
    def feed_day(self) -> date:
        """The day whose feed is served now."""
        return previous_day(self.today) if self.stale else self.today

    def announced(self) -> Sequence[Listing]:
        """What the served day announces in all categories; empty on a day without announcement."""
        return self.history.on("arxiv", self.feed_day) if announces(self.feed_day) else ()

    def reply(self, seen: Seen) -> Reply | None:
        if seen.path.startswith("/rss/"):
            return self._rss(tuple(seen.path.removeprefix("/rss/").split("+")))
        if seen.path == "/oai":
            return Reply(self.oai.answer(seen.query, self.now), content_type=_XML, etag="")
        return None

    def _rss(self, categories: tuple[str, ...]) -> Reply:
        archives = [category.partition(".")[0] for category in categories]
        unknown = [archive for archive in archives if archive not in _ARCHIVES]
        if unknown:
            message = f"Bad archive '{unknown[0]}'. Valid archive names are: {', '.join(sorted(_ARCHIVES))}."
            return Reply(render_arxiv_error(categories, self.today, message), 400, _XML)
        if self.error is not None:
            return Reply(render_arxiv_error(categories, self.today, self.error), 200, _XML)
        listings = self.announced()[: self.cap]
        built_at = self.now + timedelta(seconds=len(self.seen))
        steady = render_arxiv_rss(categories, self.feed_day, listings)
        body = render_arxiv_rss(categories, self.feed_day, listings, built_at)
        return Reply(without_identifiers(body, self.n_spoiled), 200, _XML, etag=sha256(steady).hexdigest()[:24])


def without_identifiers(feed: bytes, n: int) -> bytes:
    """The feed with the first n items stripped of everything that names the paper."""
    marks = re.compile(rb"<guid[^>]*>[^<]*</guid>|<link>https://arxiv\.org/abs/[^<]*</link>|arXiv:\S+v\d+ Announce")
    head, *items = feed.split(b"<item>")
    spoiled = [marks.sub(b"", item) for item in items[:n]]
    return b"<item>".join([head, *spoiled, *items[n:]])
