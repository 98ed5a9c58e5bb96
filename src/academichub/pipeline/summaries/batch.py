"""Backfills at the price of a batch: hand in many first questions together, and collect the answers in a later run.

A collected answer goes into the ledger as any other; the run that follows finds it there, judges it, and asks again in
person where it failed a check.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from academichub.errors import InvalidReply, ModelUnavailable, ModeUnsupported, SummaryError
from academichub.model import Call, ChatRequest, Completion, Usage
from academichub.pipeline.summaries.asked import Asked
from academichub.pipeline.summaries.desk import Desk
from academichub.pipeline.summaries.dialects import dialect_of
from academichub.pipeline.summaries.ended import Why
from academichub.pipeline.summaries.jobs import Job
from academichub.pipeline.summaries.one import first_call, request_of
from academichub.summary.tokens import bound_tokens

__all__ = ["collect_batches", "hand_in"]

_SHARE = 0.5  # of the price: what OpenAI asks for a batch
_MOST = 10_000  # requests of one batch, of the 50,000 that OpenAI takes


async def hand_in(desk: Desk, asked: Asked, jobs: Sequence[Job]) -> int:
    """Hand in the first question of each job that has no answer yet, as far as the budget goes; returns how many.

    Raises: RunEnded. Jobs that are in a batch then wait with that reason.
    """
    languages = {language for job in jobs for language in job.languages}
    dialect = await dialect_of(desk, asked, sorted(languages))
    chosen = _reserve(desk, asked, jobs)
    if not chosen:
        return 0
    try:
        batch_id = await asked.model.submit({key: request for key, (_, request) in chosen.items()}, dialect)
    except (ModelUnavailable, ModeUnsupported) as error:
        may_cost = isinstance(error, ModelUnavailable) and error.may_cost
        with desk.ledger.now() as ledger:
            for key, (spending, _) in chosen.items():
                if may_cost:
                    ledger.keep_open(key, str(error))
                else:
                    ledger.release(spending, key, str(error))
        raise desk.end(Why.UNAVAILABLE, f"the batch could not be handed in: {error}") from None
    with desk.ledger.now() as ledger:
        ledger.join_batch(tuple(chosen), batch_id)
    desk.look_up(tuple(chosen))
    return len(chosen)


def _reserve(desk: Desk, asked: Asked, jobs: Sequence[Job]) -> dict[str, tuple[int, ChatRequest]]:
    """By key: what was set aside, and the request. In one transaction: all of them are sent, or none."""
    chosen: dict[str, tuple[int, ChatRequest]] = {}
    with desk.ledger.now() as ledger:
        for job in jobs[:_MOST]:
            call = first_call(job.paper, asked.name, job.languages)
            if desk.is_known(call.key):
                continue
            request = request_of(job.paper, job.languages)
            tokens_in = bound_tokens(request)
            micros = _reduced(asked, Usage(tokens_in, request.max_tokens))
            spending = ledger.reserve(call, tokens_in + request.max_tokens, micros, desk.caps, desk.clock())
            if spending is None:
                desk.end(Why.BUDGET, "the day's budget is spent")
                break
            chosen[call.key] = (spending, request)
    return chosen


async def collect_batches(desk: Desk, models: Sequence[Asked]) -> int:
    """Put the answers of finished batches into the ledger; returns how many. Raises: nothing of the models."""
    by_name = {asked.name: asked for asked in models}
    n_answers = 0
    for batch_id, calls in desk.store.open_batches().items():
        asked = by_name.get(calls[0].model)
        if asked is None:
            continue  # a model that is not configured any more; it may be again
        try:
            results = await asked.model.collect(batch_id)
        except InvalidReply:
            results = {}  # it will never give anything: its papers are asked in person
        except SummaryError:
            continue  # the next run asks again
        if results is not None:
            n_answers += _settle(desk, asked, calls, results)
    return n_answers


def _settle(desk: Desk, asked: Asked, calls: Sequence[Call], results: Mapping[str, Completion | SummaryError]) -> int:
    n_answers = 0
    with desk.ledger.now() as ledger:
        open_ids = ledger.reservations([call.key for call in calls])
        for call in calls:
            result = results.get(call.key)
            if isinstance(result, Completion):
                usage = result.usage or Usage(0, 0)
                ledger.answer(open_ids[call.key], call.key, result, usage, _reduced(asked, usage), desk.clock())
                n_answers += 1
            else:
                reason = str(result) if result is not None else "the batch ended without an answer"
                ledger.release(open_ids[call.key], call.key, reason)
    return n_answers


def _reduced(asked: Asked, usage: Usage) -> int:
    return ceil(asked.price.micros(usage) * _SHARE)
