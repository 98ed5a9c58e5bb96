"""Whatever is done to the ledger in whatever order, a day's sum is that of its requests, and no cap is passed."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from academichub.model import Caps, Completion, Usage
from academichub.store import Store
from tests.samples import DAY, NOON
from tests.store.cards import call_of

CAPS = Caps(tokens=1000, micros=100)
DAYS = (DAY, DAY + timedelta(days=1))


@cache
def empty_database() -> bytes:
    """Made once: the migrations take longer than a whole example."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hub.db"
        Store.open(path).close()
        return path.read_bytes()


@dataclass
class Request:
    name: str
    day: date
    tokens: int
    micros: int
    spending_id: int
    is_open: bool = True


class LedgerMachine(RuleBasedStateMachine):
    """Holds the ledger against a list of what was asked of it."""

    requests = Bundle("requests")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        (self.folder / "hub.db").write_bytes(empty_database())
        self.store = Store.open(self.folder / "hub.db")
        self.counted: list[Request] = []

    def spent(self, day: date) -> tuple[int, int]:
        on_day = [request for request in self.counted if request.day == day]
        return sum(request.tokens for request in on_day), sum(request.micros for request in on_day)

    @rule(
        target=requests,
        name=st.sampled_from("abcd"),
        day=st.sampled_from(DAYS),
        tokens=st.integers(0, 600),
        micros=st.integers(0, 60),
    )
    def reserve(self, name: str, day: date, tokens: int, micros: int) -> Request | None:
        before = self.spent(day)
        with self.store.ledger() as ledger:
            at = NOON + (day - DAY)
            spending_id = ledger.reserve(call_of(name), tokens, micros, CAPS, at)
        fits = before[0] + tokens <= 1000 and before[1] + micros <= 100
        assert (spending_id is not None) is fits
        if spending_id is None:
            return None
        self.counted.append(Request(name, day, tokens, micros, spending_id))
        return self.counted[-1]

    @rule(request=requests, tokens_in=st.integers(0, 600), tokens_out=st.integers(0, 600), micros=st.integers(0, 60))
    def answer(self, request: Request | None, tokens_in: int, tokens_out: int, micros: int) -> None:
        if request is None:
            return
        tokens_in = min(tokens_in, request.tokens)  # a reservation is the most that a request can cost
        usage = Usage(tokens_in, min(tokens_out, request.tokens - tokens_in))
        micros = min(micros, request.micros)
        with self.store.ledger() as ledger:
            ledger.answer(request.spending_id, call_of(request.name).key, Completion("raw"), usage, micros, NOON)
        if request.is_open:
            request.tokens, request.micros, request.is_open = usage.tokens_in + usage.tokens_out, micros, False

    @rule(request=consumes(requests))
    def release(self, request: Request | None) -> None:
        if request is None:
            return
        with self.store.ledger() as ledger:
            ledger.release(request.spending_id, call_of(request.name).key, "429")
        if request.is_open:
            self.counted.remove(request)

    @rule(request=consumes(requests))
    def keep_open(self, request: Request | None) -> None:
        if request is not None:
            with self.store.ledger() as ledger:
                ledger.keep_open(call_of(request.name).key, "no answer")

    @rule()
    def start_anew(self) -> None:
        self.store.close()
        self.store = Store.open(self.folder / "hub.db")

    @invariant()
    def sums_are_true_and_within_the_caps(self) -> None:
        for day in DAYS:
            spent = self.store.spent_on(day)
            rows = self.store.spend(day, day)
            tokens = sum(row.tokens_in + row.tokens_out for row in rows)
            assert spent == self.spent(day) == (tokens, sum(row.cost_micros for row in rows))
            assert spent[0] <= 1000
            assert spent[1] <= 100
            open_ones = [request for request in self.counted if request.day == day and request.is_open]
            assert sum(row.n_open for row in rows) == len(open_ones)

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)


TestLedgerSums = LedgerMachine.TestCase
TestLedgerSums.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
