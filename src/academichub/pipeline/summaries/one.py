"""One paper through the models: ask, judge, ask again with the reasons, go on to the next model, or keep the extract.

Before each call the ledger is looked at: an answer that is stored is judged again, at no cost, and never asked for
twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from academichub.errors import InvalidReply, ModelUnavailable
from academichub.model import Call, CallKind, ChatRequest, Finish, Paper, Summary, SummaryState, SummaryTask
from academichub.pipeline.summaries.asked import Asked, Spent
from academichub.pipeline.summaries.desk import Desk
from academichub.pipeline.summaries.dialects import ask_in_dialect
from academichub.pipeline.summaries.ended import RunEnded, Why
from academichub.pipeline.summaries.jobs import Job
from academichub.store import Ledger
from academichub.summary.drafts import SourceText
from academichub.summary.hygiene import read_source
from academichub.summary.judging import CHECKS_ID, Verdict, judge, summary_of
from academichub.summary.keys import call_key
from academichub.summary.prompt import PROMPT_ID, Correction, build_request
from academichub.summary.reply import schema_id

__all__ = ["Done", "first_call", "is_in_batch", "leave_all", "request_of", "summarise_one"]

_ASKS = 2  # of one model, where it was read and failed a check
_UNREAD_ASKS = 3  # where an answer could not be read


@dataclass(slots=True)
class Done:
    """What has become of one job so far: by language the summary that is valid, or the reason why there is none."""

    job: Job
    valid: dict[str, Summary] = field(default_factory=dict)
    missing: dict[str, SummaryTask] = field(default_factory=dict)  # PENDING or FALLBACK
    spent: Spent = field(default_factory=Spent)

    @property
    def wanted(self) -> tuple[str, ...]:
        return tuple(language for language in self.job.missing if language not in self.valid)

    def leave(self, state: SummaryState, reason: str | None) -> None:
        """What is wanted still is left so."""
        self.missing.update((language, self.job.task(language, state, reason)) for language in self.wanted)


async def summarise_one(desk: Desk, models: Sequence[Asked], done: Done) -> None:
    """Carry a job as far as it goes; the answers are in the store when this returns. Raises: nothing of the models."""
    reasons: list[str] = []
    try:
        for asked in models:
            reasons += await _through_model(desk, asked, done)
            if not done.wanted:
                return
        _leave(desk, done, SummaryState.FALLBACK, reasons[-1] if reasons else None)
    except RunEnded as ended:
        _leave(desk, done, SummaryState.PENDING, ended.why)
    except ModelUnavailable:
        _leave(desk, done, SummaryState.PENDING, Why.UNAVAILABLE)


async def _through_model(desk: Desk, asked: Asked, done: Done) -> list[str]:
    """Ask one model until it has given all that is wanted, or its tries are used up. Returns why it did not."""
    reasons: list[str] = []
    correction: Correction | None = None
    max_tokens: int | None = None
    most = _ASKS
    ask = 0
    source = source_of(done.job.paper)
    while done.wanted and ask < most:
        ask += 1
        languages = _languages(desk, asked, done) if ask == 1 else done.wanted
        request = build_request(source, languages, correction=correction, max_tokens=max_tokens)
        call = await _answered(
            desk, asked, done, request, call_of(done.job, asked.base_url, asked.name, languages, ask)
        )
        if call.raw is None:
            return [*reasons, f"{asked.name}: {call.reason}"]
        verdict = judge(call.raw, call.finish or Finish.STOP, source, languages)
        _keep(desk, asked, done, call, verdict)
        if verdict.findings:
            reasons.append(f"{asked.name}: {verdict.reason}")
        if call.finish is Finish.FILTERED:
            break
        if verdict.is_unread:
            most = _UNREAD_ASKS
            max_tokens = request.max_tokens * 2 if call.finish is Finish.LENGTH else max_tokens
        correction = None if verdict.is_unread else Correction(call.raw, verdict.findings)
    return reasons


def _languages(desk: Desk, asked: Asked, done: Done) -> tuple[str, ...]:
    """What to ask for first: all languages where that was asked before and need not be paid for again."""
    whole = first_call(done.job, asked.base_url, asked.name)
    return done.job.languages if desk.is_known(whole.key) else done.wanted


async def _answered(desk: Desk, asked: Asked, done: Done, request: ChatRequest, call: Call) -> Call:
    """The call with its answer: the stored one, else a new one. Raises: RunEnded, ModelUnavailable."""
    stored = desk.stored(call.key)
    if stored is not None and desk.has_answer(call.key):
        return stored
    if is_in_batch(stored):
        raise RunEnded(Why.BATCH, "handed in with a batch")
    try:
        answer = await ask_in_dialect(desk, asked, call, request)
    except InvalidReply as error:  # the text is longer than the model reads
        return desk.refuse(call, error.message)
    done.spent += answer.spent
    return answer.call


def first_call(job: Job, endpoint: str, model: str) -> Call:
    """The ledger's entry for the first question about a job, in all its languages."""
    return call_of(job, endpoint, model, job.languages, 1)


def call_of(job: Job, endpoint: str, model: str, languages: tuple[str, ...], ask: int) -> Call:
    """The ledger's entry for asking this model about the paper's present text."""
    paper = job.paper
    key = call_key(
        paper_id=paper.paper_id,
        version=paper.version,
        text_hash=job.text_hash,
        prompt_id=PROMPT_ID,
        endpoint=endpoint,
        model=model,
        languages=languages,
        schema=schema_id(languages),
        ask=ask,
    )
    return Call(
        key, CallKind.SUMMARY, model, languages, paper.paper_id, job.text_hash, PROMPT_ID, ask, endpoint=endpoint
    )


def _keep(desk: Desk, asked: Asked, done: Done, call: Call, verdict: Verdict) -> None:
    """Have what was found stored with the next transaction; it is all in the stored answer until then."""
    at = desk.clock()
    made = {
        language: summary_of(done.job.paper, draft, asked.name, at)
        for language, draft in verdict.valid.items()
        if language in done.wanted
    }
    state = SummaryState.REJECTED if verdict.findings else SummaryState.VALID
    tasks = [done.job.task(language, SummaryState.VALID) for language in made]

    def write(ledger: Ledger) -> None:
        ledger.judge(call.key, state, verdict.reason, CHECKS_ID)
        ledger.save_summaries(tuple(made.values()), at)
        for task in tasks:
            ledger.set_task(task, at)

    desk.ledger.later(write)
    done.valid.update(made)


def _leave(desk: Desk, done: Done, state: SummaryState, reason: str | None) -> None:
    done.leave(state, reason)
    at = desk.clock()

    def write(ledger: Ledger) -> None:
        for task in done.missing.values():
            ledger.set_task(task, at)

    desk.ledger.later(write)


def leave_all(desk: Desk, asked: Asked, left: Sequence[Done]) -> None:
    """The jobs that were not begun, or cut off, wait in the queue with the reason why the run ended."""
    ended = desk.ended.why if desk.ended is not None else Why.STOPPED
    at = desk.clock()
    with desk.ledger.now() as ledger:
        for done in left:
            in_batch = is_in_batch(desk.stored(first_call(done.job, asked.base_url, asked.name).key))
            done.leave(SummaryState.PENDING, Why.BATCH if in_batch else ended)
            for task in done.missing.values():
                ledger.set_task(task, at)


def is_in_batch(call: Call | None) -> bool:
    """Whether a call was handed in with others, and is not answered yet."""
    return call is not None and call.raw is None and call.batch_id is not None


def source_of(paper: Paper) -> SourceText:
    return read_source(paper.title.plain, paper.abstract.plain if paper.abstract else "")


def request_of(paper: Paper, languages: Sequence[str]) -> ChatRequest:
    """The first question about a paper."""
    return build_request(source_of(paper), languages)
