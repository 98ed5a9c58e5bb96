"""Many papers at once: workers that take one job after the other, end in good order, and leave nothing half told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from academichub.model import Summary, SummaryOutcome, SummaryState, SummaryTask
from academichub.pipeline.summaries.asked import Asked, Spent
from academichub.pipeline.summaries.desk import Desk
from academichub.pipeline.summaries.jobs import Job
from academichub.pipeline.summaries.one import Done, first_call, leave_all, summarise_one
from academichub.pipeline.summaries.together import run_together
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

    await run_together(desk, [work() for _ in range(min(n_workers, len(jobs)))], drain_s)
    leave_all(desk, models[0], [done for done in dones if id(done) not in finished])
    return [outcome for done in dones for outcome in _outcomes(done)]


def _first_key(asked: Asked, job: Job) -> str:
    return first_call(job, asked.base_url, asked.name).key


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
