"""Fake journals: a feed each, in any of the formats, over one history and at a virtual time."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta

from academichub.sample.formats import FEED_TYPES, FEED_WRITERS
from academichub.sample.listing import FeedFormat
from tests.upstreams.history import History
from tests.upstreams.server import FakeUpstream, Reply, Seen

__all__ = ["FakeFeeds", "without_titles"]

_TITLE = re.compile(rb"<title[^>]*>[^<]*</title>")
_ENTRY = re.compile(rb"(?=<(?:item|entry)[ >])")


class FakeFeeds(FakeUpstream):
    """Answers /feeds/JOURNAL with the newest `length` entries published by `now`, newest first.

    `n_spoiled`: so many of them, the newest, have no title. `names_dois`: whether an entry tells its DOI. `behind`: how
    long after it was published an entry comes into the feed.
    """

    def __init__(self, history: History, now: datetime, length: int = 40) -> None:
        super().__init__()
        self.names_dois = True
        self.behind = timedelta()
        self.history = history
        self.now = now
        self.length = length
        self.n_spoiled = 0

    def reply(self, seen: Seen) -> Reply | None:
        name = seen.path.removeprefix("/feeds/")
        journal = next((journal for journal in self.history.journals if journal.id == name), None)
        if journal is None:
            return None
        newest = self.history.until(journal.id, (self.now - self.behind).date())[::-1][: self.length]
        if not self.names_dois:
            newest = tuple(replace(listing, doi=None) for listing in newest)
        body = FEED_WRITERS[journal.format](journal, newest)
        spoiled = without_titles(body, journal.format, self.n_spoiled)
        return Reply(spoiled, content_type=FEED_TYPES[journal.format])


def without_titles(feed: bytes, format: FeedFormat, n: int) -> bytes:
    """The feed with the first n entries stripped of their title."""
    if not n:
        return feed
    if format is FeedFormat.JSON:
        answer = json.loads(feed)
        for item in answer["items"][:n]:
            del item["title"]
        return json.dumps(answer).encode()
    head, *entries = _ENTRY.split(feed)
    spoiled = [_TITLE.sub(b"", entry, count=1) for entry in entries[:n]]
    return b"".join([head, *spoiled, *entries[n:]])
