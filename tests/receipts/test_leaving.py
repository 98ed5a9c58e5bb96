"""An address that has gone for good: told, asked once a week, and nothing of it deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from academichub.errors import FetchError
from academichub.model import Page, ReceiptState, Request, Response, SourceId, SourceState, Validators
from academichub.pipeline import accounts_of, update
from academichub.pipeline.progress import SilentProgress
from academichub.publish.receipts import why
from academichub.publish.wording import wording
from academichub.store import Store
from tests.fakes import FakeSource
from tests.samples import announced, journal_record

NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ID = SourceId("deltas")


@dataclass
class Answering:
    """ports.Fetcher whose every answer is of this status; 0: nobody answers."""

    status: int = 200
    n_asked: int = 0

    def fetch(self, request: Request, validators: Validators | None = None) -> Response:
        self.n_asked += 1
        if self.status != 200:
            raise FetchError(f"answered {self.status}", subject=request.url, status=self.status or None)
        return Response(request.url, 200, b"answer")


def source(name: str = ID) -> FakeSource:
    record = journal_record()
    return FakeSource([Page((announced(record, day=NOON.date()),), (), NOON.date())], id=SourceId(name))


def live(store: Store, fetcher: Answering, on: Iterable[int], asked: FakeSource | None = None) -> list[int]:
    """An update on each of these days; on which of them the source was asked."""
    days = []
    for n in on:
        before = fetcher.n_asked
        update([asked or source()], fetcher, store, lambda n=n: NOON + n * DAY, SilentProgress())  # type: ignore[misc]
        days += [n] if fetcher.n_asked > before else []
    return days


DAYS = [*range(1, 17)]
MONTH = [1, 2, *range(28, 46)]
SOME = [1, 2, 29, 30, 31, 32, 33, 44]
WEEKLY_AT_ONCE = [1, 8, 15]
WEEKLY_AFTER_A_MONTH = [1, 2, 28, 29, 30, 37, 44]


@pytest.mark.parametrize(
    ("status", "days", "expected"),
    [
        (410, DAYS, WEEKLY_AT_ONCE),
        (404, MONTH, WEEKLY_AFTER_A_MONTH),
        *((status, SOME, SOME) for status in (0, 301, 400, 401, 403, 408, 429, 451, 500, 502, 503, 504)),
    ],
)
def test_what_has_gone_is_asked_once_a_week_and_all_else_daily(
    status: int, days: list[int], expected: list[int], store: Store
) -> None:
    fetcher = Answering()
    assert live(store, fetcher, [0]) == [0]
    fetcher.status = status
    assert live(store, fetcher, days) == expected
    is_gone = expected != days
    told = store.status(ID)
    assert told.state is SourceState.FAILED
    assert (told.gone_from is not None) is is_gone
    assert ("give its new address in hub.toml, or take it out" in (told.reason or "")) is is_gone
    (account,) = accounts_of([source()], store, NOON + days[-1] * DAY)
    (_, receipt) = account.days[-1]
    assert receipt is not None
    assert receipt.state is ReceiptState.FAILED
    assert ("asked once a week" in why(receipt, wording("en"))) is is_gone
    assert [n for _, n in store.days()] == [1]  # nothing of it is deleted


def test_a_source_that_never_answered_has_thirty_days_too(store: Store) -> None:
    assert live(store, Answering(404), [0, *range(27, 40)]) == [0, 27, 28, 29, 30, 37]


def test_it_is_there_again_with_its_first_answer(store: Store) -> None:
    fetcher = Answering(410)
    live(store, fetcher, range(5))
    fetcher.status = 200
    assert live(store, fetcher, range(5, 15)) == [7, 8, 9, 10, 11, 12, 13, 14]
    assert store.status(ID).state is not SourceState.FAILED


@dataclass
class Moved(FakeSource):
    def _request(self, number: int) -> Request:
        return Request(f"https://elsewhere.example/{number}")


@pytest.mark.parametrize("status", [404, 410])
def test_a_new_address_is_asked_at_once(status: int, store: Store) -> None:
    fetcher = Answering(status)
    live(store, fetcher, [0, *range(30, 35)])
    fetcher.status = 200
    moved = Moved(source().pages, id=ID)
    assert live(store, fetcher, [35, 36], moved) == [35, 36]
    assert store.status(ID).state is not SourceState.FAILED


@pytest.mark.parametrize("reset", [lambda fetcher: 200, lambda fetcher: 503])
def test_thirty_days_count_from_the_last_answer(reset: Callable[[Answering], int], store: Store) -> None:
    fetcher = Answering()
    live(store, fetcher, [0])
    fetcher.status = 404
    live(store, fetcher, range(1, 21))
    fetcher.status = reset(fetcher)
    live(store, fetcher, [21])
    fetcher.status = 404
    asked = live(store, fetcher, range(22, 42))
    assert len(asked) == (20 if reset(fetcher) == 200 else 10)
