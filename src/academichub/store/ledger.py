"""The ledger: one writing transaction about calls of language models, so that none is paid twice and no cap is passed.

    reserve ──> the request is sent ──> answer ──> the answer is read and checked ──> judge, save_summaries, set_task
       │                                  the raw answer and its cost are committed before anybody reads it
       ├──> release                     it was not served: nothing is spent
       └──> keep_open                   nobody knows: the reservation counts until the day is over

`reserve` and `answer` have to be committed before anybody goes on. What follows may wait for others and be told with
them: a kill loses it, and it is made again from the raw answers, at no cost (pipeline/summaries/writing.py).

Look at `calls` in the transaction that reserves: what another process has asked meanwhile is seen there, and a SENT
call whose process is gone may be asked again, beside the reservation that still stands for its first request.
It decides nothing: which calls are made, and what an answer is worth, comes from the pipeline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection

from academichub.model import Call, Caps, Completion, Dialect, PaperId, Summary, SummaryState, SummaryTask, Usage
from academichub.store import calls, spending, summaries, tasks
from academichub.store.changes import save_changed
from academichub.store.statements import Writes

__all__ = ["Ledger"]


class Ledger:
    """One open writing transaction; where several calls are told in one, each is cheap beside the model's own work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._writes = Writes(connection)
        self._changed: list[PaperId] = []
        self._told: set[str] = set()  # calls that something is put off of
        self._is_behind = False  # the day's sum, by what is put off

    def flush(self) -> None:
        """Write what was put off until now; the store does so before it commits."""
        self._writes.flush()
        self._told.clear()
        self._is_behind = False
        changed, self._changed = self._changed, []
        save_changed(self._connection, changed)

    def _tell_of(self, key: str) -> None:
        """Before a write about a call is put off: rows of one statement are written in one go, whatever came between
        them, so that two writes about one call would not keep their order."""
        if key in self._told:
            self.flush()
        self._told.add(key)

    # What is wished for

    def enqueue(self, wished: Sequence[SummaryTask], at: datetime) -> None:
        """Each becomes PENDING, but where a task of the same text is stored already: that stays as it is."""
        self.flush()
        tasks.enqueue_tasks(self._connection, wished, at)

    def set_task(self, task: SummaryTask, at: datetime) -> None:
        """Where the task stands now; it takes the place of one of another text."""
        tasks.save_task(self._writes, task, at)

    def save_summaries(self, made: Sequence[Summary], at: datetime) -> None:
        """`at` is when those were made that do not say so themselves."""
        summaries.save_summaries(self._writes, made, at)
        self._changed += [summary.paper_id for summary in made]

    # What is asked

    def calls(self, keys: Iterable[str]) -> dict[str, Call]:
        """Those of the calls that are stored."""
        self.flush()
        return calls.select_calls(self._connection, keys)

    def reserve(self, call: Call, tokens: int, micros: int, caps: Caps, at: datetime) -> int | None:
        """Set aside the most that a request can cost, and mark its call as SENT, or as PENDING in its batch.

        `at` says the day (UTC) whose caps count. Returns the id of the reservation, for `answer` or `release`; None
        when it would pass a cap: nothing is written then, and the request must not be sent. What was told before in
        this transaction counts with its true cost.
        """
        if self._is_behind and caps != Caps():
            self.flush()
        spending_id = spending.reserve(self._connection, self._writes, call, tokens, micros, caps, at)
        if spending_id is not None:
            self._tell_of(call.key)
            self._is_behind |= caps == Caps()
            calls.save_asked(self._writes, call, at)
        return spending_id

    def join_batch(self, keys: Iterable[str], batch_id: str) -> None:
        """The calls, reserved one by one, were handed in together: they are PENDING in the batch."""
        self.flush()
        calls.save_batch(self._connection, keys, batch_id)

    def reservations(self, keys: Iterable[str]) -> dict[str, int]:
        """The newest open reservation of each call, as `answer` wants it where another process has reserved."""
        self.flush()
        return spending.select_open(self._connection, keys)

    # What came of it

    def answer(
        self, spending_id: int, key: str, completion: Completion, usage: Usage, micros: int, at: datetime
    ) -> None:
        """Keep the raw answer and what it cost; to be committed before the answer is read. The call is RAW.

        An answer that comes again costs nothing again.
        """
        self._tell_of(key)
        self._is_behind = True
        spending.settle(self._writes, spending_id, key, usage, micros)
        calls.save_answer(self._writes, key, completion, at)

    def release(self, spending_id: int, key: str, reason: str) -> None:
        """The request was not served and cost nothing: the reservation goes, the call is PENDING again."""
        self.flush()
        spending.cancel(self._connection, spending_id, key)
        calls.put_back(self._connection, key, reason)

    def keep_open(self, key: str, reason: str) -> None:
        """The request may have cost something: the reservation stands, the call is PENDING again."""
        self.flush()
        calls.put_back(self._connection, key, reason)

    def judge(self, key: str, state: SummaryState, reason: str | None, checks_id: str) -> None:
        """What the checks of that name said of the answer: VALID, or REJECTED with the reason."""
        self._tell_of(key)
        calls.save_verdict(self._writes, key, state, reason, checks_id)

    # What endpoints understand

    def save_dialect(self, base_url: str, model: str, dialect: Dialect, at: datetime) -> None:
        calls.save_dialect(self._connection, base_url, model, dialect, at)

    def forget_dialect(self, base_url: str, model: str) -> None:
        """It has stopped being true."""
        calls.delete_dialect(self._connection, base_url, model)
