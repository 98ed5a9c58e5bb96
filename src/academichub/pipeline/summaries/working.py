"""Many papers at once: workers that take one job after the other, end in good order, and leave nothing half told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress

from academichub.errors import StoreError
from academichub.model import Summary, SummaryOutcome, SummaryState, SummaryTask
from academichub.pipeline.summaries.asked import Asked, Spent
from academichub.pipeline.summaries.desk import Desk
from academichub.pipeline.summaries.jobs import Job
from academichub.pipeline.summaries.one import Done, first_call, leave_all, summarise_one
from academichub.ports import SummaryProgress

__all__ = ["work_through"]


async def work_through(
    desk: Desk, models: Sequence[Asked], jobs: Sequence[Job], n_workers: int, progress: SummaryProgress, drain_s: float
) -> list[SummaryOutcome]:
    """Do the jobs, `n_workers` at once, begun in their order; the outcomes are in that order, too.

    Once the run is over, calls under way get `drain_s` seconds to end.
    """
    dones = [Done(job) for job in jobs]
    waiting = iter(dones)
    finished: set[int] = set()

    async def work() -> None:
        for done in waiting:
            if desk.ended is not None and not desk.has_answer(_first_key(models[0], done.job)):
                continue  # left in the queue with the others, below
            await summarise_one(desk, models, done)
            finished.add(id(done))
            for outcome in _outcomes(done):
                progress.advanced(outcome, desk.spent.micros)

    workers = [asyncio.create_task(work()) for _ in range(min(n_workers, len(jobs)))]
    drain = asyncio.create_task(_cancel_late(desk, workers, drain_s))
    try:
        await _all(workers)
    finally:
        drain.cancel()
        with suppress(StoreError):  # it is met again below, or raised already
            desk.ledger.flush()  # an answer is paid for, also where its worker was cancelled meanwhile
    leave_all(desk, models[0], [done for done in dones if id(done) not in finished])
    return [outcome for done in dones for outcome in _outcomes(done)]


def _first_key(asked: Asked, job: Job) -> str:
    return first_call(job, asked.base_url, asked.name).key


async def _all(workers: Sequence[asyncio.Task[None]]) -> None:
    """Wait for all; an error ends the others and is raised. A worker that was cancelled late is none."""
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
    """Once the run is over, calls under way get some time to end."""
    await desk.over.wait()
    await asyncio.sleep(drain_s)
    for worker in workers:
        worker.cancel()


def _outcomes(done: Done) -> Iterator[SummaryOutcome]:
    spent = done.spent
    for language in done.job.missing:
        yield _outcome(done, language, spent)
        spent = Spent()


def _outcome(done: Done, language: str, spent: Spent) -> SummaryOutcome:
    summary: Summary | None = done.valid.get(language)
    task: SummaryTask | None = done.missing.get(language)
    return SummaryOutcome(
        paper_id=done.job.paper.paper_id,
        language=language,
        state=SummaryState.VALID if summary else task.state if task else SummaryState.PENDING,
        fields={name: one.text.plain for name, one in summary.fields.items()} if summary else {},
        model=summary.model if summary else None,
        reason=task.reason if task else None,
        tokens_in=spent.tokens_in,
        tokens_out=spent.tokens_out,
        cost_micros=spent.micros,
    )
