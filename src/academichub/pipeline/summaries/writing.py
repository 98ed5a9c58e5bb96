"""Writing to the ledger from many coroutines: what comes together is committed together.

A commit that survives loss of power waits for the disk; sixteen answers that arrive at once need one, not sixteen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from academichub.store import Ledger, Store

__all__ = ["LedgerQueue"]

T = TypeVar("T")


class LedgerQueue:
    """The ledger of one event loop. All that is asked for before the loop goes round again is one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._loop = asyncio.get_running_loop()
        self._waiting: list[Callable[[Ledger], Callable[[], None]]] = []
        self._failing: list[Callable[[BaseException], None]] = []
        self._later: list[Callable[[Ledger], None]] = []

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
            self._loop.call_soon(self._commit)
        self._waiting.append(run)
        self._failing.append(fail)
        return await done

    def later(self, operation: Callable[[Ledger], None]) -> None:
        """Do it in the next transaction, whenever that is: for what can be made again from the stored answers."""
        self._later.append(operation)

    @contextmanager
    def now(self) -> Iterator[Ledger]:
        """A transaction of its own, which also does what was put off."""
        put_off, self._later = self._later, []
        with self._store.ledger() as ledger:
            for operation in put_off:
                operation(ledger)
            yield ledger

    def flush(self) -> None:
        """Write what was put off."""
        if self._later:
            with self.now():
                pass

    def _commit(self) -> None:
        waiting, self._waiting = self._waiting, []
        failing, self._failing = self._failing, []
        try:
            with self.now() as ledger:
                told = [run(ledger) for run in waiting]
        except BaseException as error:
            for fail in failing:
                fail(error)
            return
        for tell in told:
            tell()
