"""Backfills at the price of a batch: hand in many first questions together, and collect the answers in a later run.

A collected answer goes into the ledger as any other; the run that follows finds it there, judges it, and asks again in
person where it failed a check. A batch is noted under a token of ours before it is handed in, and the token travels
with it: where we were killed before its id could be noted, it is found again by that.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import ceil

from academichub.errors import InvalidReply, ModelRefused, ModelUnavailable, ModeUnsupported, SummaryError
from academichub.model import Call, ChatRequest, Completion, PaperId, Usage
from academichub.pipeline.summaries.asked import Asked
from academichub.pipeline.summaries.desk import Desk
from academichub.pipeline.summaries.dialects import dialect_of
from academichub.pipeline.summaries.ended import Why
from academichub.pipeline.summaries.jobs import Job
from academichub.pipeline.summaries.one import first_call, request_of
from academichub.store import Ledger
from academichub.summary.tokens import bound_tokens

__all__ = ["collect_batches", "hand_in"]

_SHARE = 0.5  # of the price: what OpenAI asks for a batch
_MOST = 10_000  # requests of one batch, of the 50,000 that OpenAI takes
_NOTED = "noted:"  # before the token of a batch whose id is not known yet

Result = Completion | SummaryError


async def hand_in(desk: Desk, asked: Asked, jobs: Sequence[Job]) -> int:
    """Hand in the first question of jobs that have no answer yet, as far as the budget goes; returns how many.

    Raises: RunEnded. Jobs that are in a batch then wait with that reason.
    """
    fresh = list(islice(_fresh(desk, asked, jobs), _MOST))
    if not fresh:
        return 0
    dialect = await dialect_of(desk, asked, fresh[0].languages)
    token = secrets.token_hex(16)
    chosen = _reserve(desk, asked, fresh, token)
    if not chosen:
        return 0
    try:
        batch_id = await asked.model.submit({key: request for key, (_, request) in chosen.items()}, dialect, token)
    except (ModelUnavailable, ModeUnsupported) as error:
        if not (isinstance(error, ModelUnavailable) and error.may_cost):  # else it may have arrived: it stays noted
            with desk.ledger.now() as ledger:
                for key, (spending, _) in chosen.items():
                    ledger.release(spending, key, str(error))
        raise desk.end(Why.UNAVAILABLE, f"the batch could not be handed in: {error}") from None
    with desk.ledger.now() as ledger:
        ledger.join_batch(tuple(chosen), batch_id)
    desk.look_up(tuple(chosen))
    return len(chosen)


def _fresh(desk: Desk, asked: Asked, jobs: Iterable[Job]) -> Iterator[Job]:
    """Jobs of which nothing is there yet; a language that is missing alone is asked for in person."""
    for job in jobs:
        if job.missing == job.languages and not desk.is_known(first_call(job, asked.base_url, asked.name).key):
            yield job


def _reserve(desk: Desk, asked: Asked, jobs: Sequence[Job], token: str) -> dict[str, tuple[int, ChatRequest]]:
    """By key: what was set aside, and the request. In one transaction, which also notes the batch."""
    chosen: dict[str, tuple[int, ChatRequest]] = {}
    with desk.ledger.now() as ledger:
        for job in jobs:
            call = first_call(job, asked.base_url, asked.name)
            request = request_of(job.paper, job.languages)
            tokens_in = bound_tokens(request)
            micros = _reduced(asked, Usage(tokens_in, request.max_tokens))
            spending = ledger.reserve(call, tokens_in + request.max_tokens, micros, desk.caps, desk.clock())
            if spending is None:
                desk.end(Why.BUDGET, "the day's budget is spent")
                break
            chosen[call.key] = (spending, request)
        ledger.join_batch(tuple(chosen), _NOTED + token)
    return chosen


async def collect_batches(desk: Desk, models: Sequence[Asked]) -> int:
    """Put the answers of finished batches into the ledger; returns how many. A model that refuses is lost."""
    by_place = {(asked.base_url, asked.name): asked for asked in models}
    n_answers = 0
    for batch_id, calls in desk.store.open_batches().items():
        asked = by_place.get((calls[0].endpoint, calls[0].model))
        if asked is None:
            continue  # a model that is not configured any more; it may be again
        try:
            results = await _results(desk, asked, batch_id, calls)
        except ModelRefused as error:
            desk.lose(asked, Why.REFUSED, f"refuses: {error.message}")
        except SummaryError:
            continue  # the next run asks again
        else:
            n_answers += _settle(desk, asked, calls, results) if results is not None else 0
    return n_answers


async def _results(desk: Desk, asked: Asked, batch_id: str, calls: Sequence[Call]) -> Mapping[str, Result] | None:
    """What came of a batch; None while it is worked on. Raises: as the model does."""
    if batch_id.startswith(_NOTED):
        found = await asked.model.find(batch_id.removeprefix(_NOTED))
        if found is None:  # it never arrived, or nobody can say
            gone = ModelUnavailable("the batch was not found again", may_cost=True)
            return {call.key: gone for call in calls}
        with desk.ledger.now() as ledger:
            ledger.join_batch([call.key for call in calls], found)
        batch_id = found
    try:
        return await asked.model.collect(batch_id)
    except InvalidReply:
        return {}  # it will never give anything: its papers are asked in person


def _settle(desk: Desk, asked: Asked, calls: Sequence[Call], results: Mapping[str, Result]) -> int:
    n_answers = 0
    bounds = _bounds(desk, calls, results)
    with desk.ledger.now() as ledger:
        open_ids = ledger.reservations([call.key for call in calls])
        for call in calls:
            result = results.get(call.key)
            if isinstance(result, Completion):
                usage = result.usage or bounds[call.key]
                ledger.answer(open_ids[call.key], call.key, result, usage, _reduced(asked, usage), desk.clock())
                n_answers += 1
            else:
                _give_back(ledger, open_ids[call.key], call.key, result)
    return n_answers


def _bounds(desk: Desk, calls: Sequence[Call], results: Mapping[str, Result]) -> dict[str, Usage]:
    """The most that an answer can have taken, where the endpoint does not say."""
    untold = {call.key: call for call in calls if _is_untold(results.get(call.key)) and call.paper_id is not None}
    papers = desk.store.papers([PaperId(str(call.paper_id)) for call in untold.values()])
    bounds: dict[str, Usage] = {}
    for key, call in untold.items():
        result = results[key]
        assert isinstance(result, Completion)
        request = request_of(papers[PaperId(str(call.paper_id))], call.languages)
        bounds[key] = Usage(bound_tokens(request), len(result.text.encode("utf-8", "replace")))
    return bounds


def _is_untold(result: Result | None) -> bool:
    return isinstance(result, Completion) and result.usage is None


def _give_back(ledger: Ledger, spending: int, key: str, error: SummaryError | None) -> None:
    """What was not answered is asked again; it stays counted where the provider may have worked for it."""
    reason = str(error) if error is not None else "the batch ended without an answer"
    if isinstance(error, ModelUnavailable) and error.may_cost:
        ledger.keep_open(key, reason)
    else:
        ledger.release(spending, key, reason)


def _reduced(asked: Asked, usage: Usage) -> int:
    return ceil(asked.price.micros(usage) * _SHARE)
