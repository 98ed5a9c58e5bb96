"""Several coroutines of one run at once: they end in good order, and what was paid is written down."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from contextlib import suppress
from typing import Any

from academichub.errors import StoreError
from academichub.pipeline.summaries.desk import Desk

__all__ = ["run_together"]


async def run_together(desk: Desk, work: Iterable[Coroutine[Any, Any, None]], drain_s: float) -> None:
    """Run all to their ends. Once the desk's run is over, calls under way get `drain_s` seconds to end.

    An error in one ends the others and is raised. One that is cut off late is none.
    """
    workers = [asyncio.create_task(each) for each in work]
    drain = asyncio.create_task(_cancel_late(desk, workers, drain_s))
    try:
        await _all(workers)
    finally:
        drain.cancel()
        with suppress(StoreError):  # it is met again by the caller, or raised already
            desk.ledger.flush()  # an answer is paid for, also where its worker was cancelled meanwhile


async def _all(workers: Sequence[asyncio.Task[None]]) -> None:
    if not workers:
        return
    ended, others = await asyncio.wait(workers, return_when=asyncio.FIRST_EXCEPTION)
    for worker in others:
        worker.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    for worker in ended:
        if not worker.cancelled() and (error := worker.exception()) is not None:
            raise error


async def _cancel_late(desk: Desk, workers: Sequence[asyncio.Task[None]], drain_s: float) -> None:
    await desk.over.wait()
    await asyncio.sleep(drain_s)
    for worker in workers:
        worker.cancel()
