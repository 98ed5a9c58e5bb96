"""Writing to the ledger from many coroutines: what comes together is committed together.

A commit that survives loss of power waits for the disk; sixteen answers that arrive at once need one, not sixteen. And
most of what a transaction costs is its statements, however few rows they have: so what can be made again waits for a
transaction that takes a batch of it along. A kill loses that batch and nothing else: sixteen judgements or one second
of them at most, which the next run makes again from the stored answers, at no cost. What was paid, and what may be
spent, never waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from academichub.errors import StoreError
from academichub.store import Ledger, Store

__all__ = ["LedgerQueue"]

T = TypeVar("T")

_TOGETHER_S = 0.005  # longer saves more of the CPU, and is felt beside a quick model's 300 ms: each call waits so long
_SOON_S = 1.0  # how long what is put off waits for a transaction that takes it along
_BATCH = 16  # put off, before the next transaction takes them along


class LedgerQueue:
    """The ledger of one event loop. All that is asked for within five milliseconds is one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._loop = asyncio.get_running_loop()
        self._waiting: list[Callable[[Ledger], Callable[[], None]]] = []
        self._failing: list[Callable[[BaseException], None]] = []
        self._later: list[Callable[[Ledger], None]] = []
        self._soon: asyncio.TimerHandle | None = None

    async def write(self, operation: Callable[[Ledger], T]) -> T:
        """Do it, and return once it is committed. Raises: StoreError, as all do that were to be committed with it."""
        done: asyncio.Future[T] = self._loop.create_future()

        def run(ledger: Ledger) -> Callable[[], None]:
            result = operation(ledger)
            return lambda: None if done.done() else done.set_result(result)

        def fail(error: BaseException) -> None:
            if not done.done():
                done.set_exception(error)

        if not self._waiting:
            self._loop.call_later(_TOGETHER_S, self._commit)
        self._waiting.append(run)
        self._failing.append(fail)
        return await done

    def later(self, operation: Callable[[Ledger], None]) -> None:
        """Do it with the next transaction once sixteen wait, or in a second: for what can be made again from the stored
        answers. A kill before that loses it."""
        self._later.append(operation)
        if self._soon is None:
            self._soon = self._loop.call_later(_SOON_S, self._flush_soon)

    def _flush_soon(self) -> None:
        self._soon = None
        put_off = self._later
        try:
            self.flush()
        except StoreError:
            self._later = [*put_off, *self._later]  # whoever writes next is told

    @contextmanager
    def now(self) -> Iterator[Ledger]:
        """A transaction of its own, which also does what was put off."""
        put_off, self._later = self._later, []
        with self._store.ledger() as ledger:
            for operation in put_off:
                operation(ledger)
            yield ledger

    def flush(self) -> None:
        """Write at once what waits, whether or not anybody waits for it still, and what was put off."""
        if self._waiting:
            self._commit()
        if self._later:
            with self.now():
                pass

    def _is_due(self) -> bool:
        """Whether what was put off waits no longer: there is a batch of it, or its second was over and it failed."""
        return len(self._later) >= _BATCH or self._soon is None

    def _commit(self) -> None:
        waiting, self._waiting = self._waiting, []
        failing, self._failing = self._failing, []
        if not waiting:
            return  # it was flushed meanwhile
        try:
            with self.now() if self._is_due() else self._store.ledger() as ledger:
                told = [run(ledger) for run in waiting]
        except BaseException as error:
            for fail in failing:
                fail(error)
            return
        for tell in told:
            tell()
