"""Fake bioRxiv and medRxiv: the details API over one history, at a virtual time."""

from __future__ import annotations

import json
import re
from datetime import date, datetime

from academichub.sample.formats import RxivQuery, render_rxiv_page
from tests.upstreams.history import History
from tests.upstreams.server import FakeUpstream, Reply, Seen

__all__ = ["FakeRxiv", "without_dois"]

_DETAILS = re.compile(r"/details/(biorxiv|medrxiv)/(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)/(\d+)(?:/json)?")


class FakeRxiv(FakeUpstream):
    """Answers /details/SERVER/FROM/TO/CURSOR/json with what was posted by `now`.

    `page_size` may change in the middle of a visit, as it did in 2025. `n_spoiled`: so many rows of each page have
    no DOI.
    """

    def __init__(self, history: History, now: datetime, page_size: int = 30) -> None:
        super().__init__()
        self.history = history
        self.now = now
        self.page_size = page_size
        self.n_spoiled = 0

    def reply(self, seen: Seen) -> Reply | None:
        match = _DETAILS.fullmatch(seen.path)
        if match is None:
            return None
        server, first, last, cursor = match.groups()
        subject = seen.query.get("category", "").replace("_", " ") or None
        query = RxivQuery(server, date.fromisoformat(first), date.fromisoformat(last), int(cursor), subject)
        page = render_rxiv_page(query, self.history.until(server, self.now.date()), self.page_size)
        return Reply(without_dois(page, self.n_spoiled), content_type="application/json; charset=utf-8")


def without_dois(page: bytes, n: int) -> bytes:
    """The page with the first n rows stripped of their DOI."""
    if not n:
        return page
    answer = json.loads(page)
    for row in answer["collection"][:n]:
        del row["doi"]
    return json.dumps(answer).encode()
