"""Doubles for the ports that face outwards: a source that announces what it is told, a fetcher that answers from a
dict.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from academichub.errors import FetchError
from academichub.model import Page, Request, Response, SourceId, Validators, Visit
from tests.samples import NOON

ARXIV = SourceId("arxiv")


@dataclass
class FakeSource:
    """Announces the given pages, one request each; the last page carries the cursor."""

    pages: list[Page]
    id: SourceId = ARXIV
    conditional: bool = True
    visits: list[Visit] = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.id

    def _request(self, number: int) -> Request:
        return Request(f"https://{self.id}.example/{number}", conditional=self.conditional)

    def start(self, visit: Visit) -> Request | None:
        self.visits.append(visit)
        return self._request(0) if self.pages else None

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        number = int(request.url.rpartition("/")[2])
        page = self.pages[number]
        is_last = number + 1 == len(self.pages)
        return Page(
            page.announcements,
            page.failed,
            page.day,
            next=None if is_last else self._request(number + 1),
            cursor=visit.today.isoformat() if is_last else None,
        )


@dataclass
class FakeFetcher:
    """Answers every request with `etag`, or 304 when asked with it; addresses in `failing` fail."""

    etag: str | None = None
    failing: set[str] = field(default_factory=set)
    asked: list[tuple[str, Validators | None]] = field(default_factory=list)

    def fetch(self, request: Request, validators: Validators | None = None) -> Response:
        self.asked.append((request.url, validators))
        if request.url in self.failing:
            raise FetchError("no connection", subject=request.url)
        if validators is not None and validators.etag is not None and validators.etag == self.etag:
            return Response(request.url, 304, b"", validators=validators)
        return Response(request.url, 200, b"answer", validators=Validators(self.etag))


def noon() -> datetime:
    return NOON
