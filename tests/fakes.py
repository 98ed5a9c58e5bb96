"""Doubles for the ports that face outwards: a source that announces what it is told, a fetcher that answers from a
dict, a language model that answers from a function.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from academichub.errors import FetchError, SummaryError
from academichub.model import (
    ChatRequest,
    Completion,
    Dialect,
    Page,
    Request,
    Response,
    SourceId,
    Usage,
    Validators,
    Visit,
)
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
            cursor=visit.today.isoformat() if is_last else page.cursor,
            total=page.total,
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


_USAGE = Usage(300, 200)


@dataclass
class FakeModel:
    """ports.BatchModel: answers from a function, or fails as scripted; counts what it was asked."""

    answer: Callable[[ChatRequest], str | Completion | SummaryError]
    name: str = "fake-1"
    latency_s: float = 0.0
    usage: Usage | None = _USAGE
    requests: list[ChatRequest] = field(default_factory=list)
    most_at_once: int = 0
    batches: dict[str, Mapping[str, ChatRequest]] = field(default_factory=dict)
    batch_is_done: bool = False
    tokens: dict[str, str] = field(default_factory=dict)  # of each batch, its token
    _under_way: int = 0

    async def complete(self, request: ChatRequest, dialect: Dialect) -> Completion:
        self.requests.append(request)
        self._under_way += 1
        self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            await asyncio.sleep(self.latency_s)
            answer = self._read(self.answer(request))
        finally:
            self._under_way -= 1
        if isinstance(answer, SummaryError):
            raise answer
        return answer

    def _read(self, answer: str | Completion | SummaryError) -> Completion | SummaryError:
        return Completion(answer, usage=self.usage) if isinstance(answer, str) else answer

    async def submit(self, requests: Mapping[str, ChatRequest], dialect: Dialect, token: str) -> str:
        batch_id = f"batch-{len(self.batches) + 1}"
        self.batches[batch_id] = dict(requests)
        self.tokens[batch_id] = token
        return batch_id

    async def find(self, token: str) -> str | None:
        return next((batch_id for batch_id, its_token in self.tokens.items() if its_token == token), None)

    async def collect(self, batch_id: str) -> Mapping[str, Completion | SummaryError] | None:
        if not self.batch_is_done:
            return None
        return {key: self._read(self.answer(request)) for key, request in self.batches[batch_id].items()}
