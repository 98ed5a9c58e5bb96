"""A run of the language models: plan, estimate, ask, say what became of each paper.

Whatever ends a run, every paper that was wanted is left in the store as valid, as fallback, or waiting with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache

from academichub.model import (
    ModelCheck,
    SummaryEstimate,
    SummaryOrder,
    SummaryOutcome,
    SummaryReport,
    SummaryState,
    Usage,
)
from academichub.pipeline.summaries.asked import Asked
from academichub.pipeline.summaries.batch import collect_batches, hand_in
from academichub.pipeline.summaries.desk import Desk
from academichub.pipeline.summaries.ended import RunEnded, Why
from academichub.pipeline.summaries.jobs import Job, Plan, plan_jobs
from academichub.pipeline.summaries.office import PACE, Office, Pace, caps_of, models_of, price_of
from academichub.pipeline.summaries.one import first_call
from academichub.pipeline.summaries.stop import Stop
from academichub.pipeline.summaries.trial import check_model
from academichub.pipeline.summaries.working import work_through
from academichub.ports import BatchModel, SummaryProgress
from academichub.summary.tokens import expected_text_tokens, expected_tokens
from academichub.summary.trial import trial_request, trial_source

__all__ = ["check_models", "enqueue", "estimate", "plan", "summarise"]

_TOKENS_OUT = 240  # of the five fields in one language, as models write them


def estimate(office: Office, plan: Plan) -> SummaryEstimate:
    """What the plan will cost if the first model's answers pass: a guess. What it has answered before costs nothing."""
    model = office.settings.models[0]
    keys = {first_call(job, model.base_url, model.model).key: job for job in plan.jobs}
    with office.store.ledger() as ledger:
        answered = {key for key, call in ledger.calls(keys).items() if call.raw is not None}
    asking = [job for key, job in keys.items() if key not in answered]
    tokens_in = round(sum(_expected_tokens(job) for job in asking))
    tokens_out = sum(_TOKENS_OUT * len(job.missing) for job in asking)
    price = price_of(model)
    return SummaryEstimate(
        n_papers=len(plan.jobs),
        n_summaries=sum(len(job.missing) for job in plan.jobs),
        n_calls=len(asking),
        n_done=plan.n_done,
        tokens_in=tokens_in,
        tokens_out=tokens_out,
        cost_micros=None if price is None else price.micros(Usage(tokens_in, tokens_out)),
    )


def _expected_tokens(job: Job) -> float:
    paper = job.paper
    text = f"{paper.title.plain}\n{paper.abstract.plain if paper.abstract else ''}"
    return expected_text_tokens(text) + _frame_tokens(job.missing)


@cache
def _frame_tokens(languages: tuple[str, ...]) -> float:
    """What a request holds beside its paper, as the trial's shows."""
    return expected_tokens(trial_request(languages)) - expected_text_tokens(trial_source().plain)


def enqueue(office: Office, order: SummaryOrder) -> None:
    """Put the papers of an order into the queue, for another run to do. Raises: NotFound, StoreError."""
    _enqueue(office, plan(office, order).jobs)


def plan(office: Office, order: SummaryOrder) -> Plan:
    """What an order asks for that is not there yet. Raises: NotFound."""
    return plan_jobs(office.store, order, order.languages or office.languages)


async def summarise(
    office: Office,
    models: Sequence[BatchModel],
    order: SummaryOrder,
    progress: SummaryProgress,
    stop: Stop,
    *,
    within_s: float | None = None,
    pace: Pace = PACE,
) -> SummaryReport:
    """Do an order. `within_s`: no call begins later than so many seconds from now.

    Raises: NotFound, StoreError; the models' failures are told in the report.
    """
    hours = None if order.at_once else office.settings.off_peak
    caps = caps_of(office.settings)
    at_once = office.settings.concurrency
    desk = Desk(
        office.store,
        office.clock,
        caps,
        stop,
        at_once=at_once,
        hours=hours,
        within_s=within_s,
        backoff_s=pace.backoff_s,
    )
    asked = models_of(office, models, pace)
    await collect_batches(desk, asked)
    planned = plan(office, order)
    progress.planned(estimate(office, planned))
    _enqueue(office, planned.jobs)
    desk.look_up([first_call(job, asked[0].base_url, asked[0].name).key for job in planned.jobs])
    if order.batch and planned.jobs:
        await _hand_in(desk, asked[0], planned.jobs)
    outcomes = await work_through(desk, asked, planned.jobs, 2 * at_once, progress, pace.drain_s)
    spent = desk.spent
    ended = _why_waiting(desk, asked, outcomes) if _is_waiting(outcomes) else None
    return SummaryReport(
        outcomes=tuple(outcomes),
        stopped=ended.message if ended else None,
        why=ended.why.value if ended else None,
        n_calls=spent.n_calls,
        tokens_in=spent.tokens_in,
        tokens_out=spent.tokens_out,
        cost_micros=spent.micros,
    )


def _why_waiting(desk: Desk, models: Sequence[Asked], outcomes: Sequence[SummaryOutcome]) -> RunEnded:
    """Why not all was done: the run ended, a model was lost, all is in a batch, or some got no answer at all."""
    lost = next((asked.lost for asked in models if asked.lost is not None), None)
    if ended := desk.ended or lost:
        return ended
    if all(outcome.reason == Why.BATCH for outcome in outcomes if outcome.state is SummaryState.PENDING):
        return RunEnded(Why.BATCH, "a batch is being worked on; a later run collects the answers")
    return RunEnded(Why.UNAVAILABLE, "some papers got no answer in several tries")


async def _hand_in(desk: Desk, asked: Asked, jobs: Sequence[Job]) -> None:
    with suppress(RunEnded):
        if n := await hand_in(desk, asked, jobs):
            desk.end(Why.BATCH, f"{n} papers were handed in as a batch; a later run collects the answers")


def _is_waiting(outcomes: Sequence[SummaryOutcome]) -> bool:
    return any(outcome.state is SummaryState.PENDING for outcome in outcomes)


async def check_models(
    office: Office, models: Sequence[BatchModel], languages: Sequence[str], pace: Pace = PACE
) -> list[ModelCheck]:
    """Try each configured model with a paper of our own. Raises: StoreError; the models' failures are told."""
    checks: list[ModelCheck] = []
    for asked, settings in zip(models_of(office, models, pace), office.settings.models, strict=True):
        desk = Desk(office.store, office.clock, caps_of(office.settings), Stop(), at_once=1, backoff_s=pace.backoff_s)
        asked = replace(asked, dialect=None)
        checks.append(await check_model(desk, asked, languages or office.languages, price_of(settings)))
        desk.ledger.flush()
    return checks


def _enqueue(office: Office, jobs: Sequence[Job]) -> None:
    with office.store.ledger() as ledger:
        ledger.enqueue([task for job in jobs for task in job.tasks], office.clock())
