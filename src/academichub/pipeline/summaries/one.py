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

__all__ = ["Done", "first_call", "leave_all", "request_of", "summarise_one"]

_ASKS = 2  # of one model, where it was read and failed a check
_UNREAD_ASKS = 3  # where an answer could not be read


@dataclass(slots=True)
class Done:
    """What became of one job: by language the summary that is valid, or the reason why there is none."""

    job: Job
    valid: dict[str, Summary] = field(default_factory=dict)
    missing: dict[str, SummaryTask] = field(default_factory=dict)  # PENDING or FALLBACK
    spent: Spent = field(default_factory=Spent)

    @property
    def wanted(self) -> tuple[str, ...]:
        return tuple(language for language in self.job.languages if language not in self.valid)


async def summarise_one(desk: Desk, models: Sequence[Asked], job: Job) -> Done:
    """Carry a job as far as it goes; the answers are in the store when this returns. Raises: nothing of the models."""
    done = Done(job)
    reasons: list[str] = []
    try:
        for asked in models:
            reasons += await _through_model(desk, asked, done)
            if not done.wanted:
                return done
        _leave(desk, done, SummaryState.FALLBACK, _last(reasons))
    except RunEnded as ended:
        _leave(desk, done, SummaryState.PENDING, ended.why)
    except ModelUnavailable:
        _leave(desk, done, SummaryState.PENDING, Why.UNAVAILABLE)
    return done


async def _through_model(desk: Desk, asked: Asked, done: Done) -> list[str]:
    """Ask one model until it has given all that is wanted, or its tries are used up. Returns why it did not."""
    reasons: list[str] = []
    correction: Correction | None = None
    max_tokens: int | None = None
    most = _ASKS
    ask = 0
    while done.wanted and ask < most:
        ask += 1
        source = source_of(done.job.paper)
        request = build_request(source, done.wanted, correction=correction, max_tokens=max_tokens)
        call = await _answered(desk, asked, done, request, ask)
        if call.raw is None:
            return [*reasons, f"{asked.name}: {call.reason}"]
        verdict = judge(call.raw, call.finish or Finish.STOP, source, done.wanted)
        _keep(desk, asked, done, call, verdict)
        if verdict.findings:
            reasons.append(f"{asked.name}: {verdict.reason}")
        if call.finish is Finish.FILTERED:
            break
        if verdict.is_unread:
            most = _UNREAD_ASKS
            max_tokens = request.max_tokens * 2 if call.finish is Finish.LENGTH else max_tokens
        correction = None if verdict.is_unread else Correction(call.raw or "", verdict.findings)
    return reasons


async def _answered(desk: Desk, asked: Asked, done: Done, request: ChatRequest, ask: int) -> Call:
    """The call with its answer: the stored one, else a new one. Raises: RunEnded, ModelUnavailable."""
    call = first_call(done.job.paper, asked.name, done.wanted, ask)
    stored = desk.stored(call.key)
    if stored is not None and desk.has_answer(call.key):
        return stored
    if _is_in_batch(stored):
        raise RunEnded(Why.BATCH, "handed in with a batch")
    try:
        answer = await ask_in_dialect(desk, asked, call, request)
    except InvalidReply as error:  # the text is longer than the model reads
        return desk.refuse(call, error.message)
    done.spent += answer.spent
    return answer.call


def first_call(paper: Paper, model: str, languages: Sequence[str], ask: int = 1) -> Call:
    """The ledger's entry for asking this model about the paper's present text."""
    key = call_key(
        paper_id=paper.paper_id,
        version=paper.version,
        text_hash=paper.text_hash,
        prompt_id=PROMPT_ID,
        model=model,
        languages=languages,
        schema=schema_id(languages),
        ask=ask,
    )
    return Call(key, CallKind.SUMMARY, model, tuple(languages), paper.paper_id, paper.text_hash, PROMPT_ID, ask)


def _keep(desk: Desk, asked: Asked, done: Done, call: Call, verdict: Verdict) -> None:
    """Have what was found stored with the next transaction; it is all in the stored answer until then."""
    at = desk.clock()
    paper = done.job.paper
    made = {
        language: summary_of(paper, draft, asked.name, at)
        for language, draft in verdict.valid.items()
        if language in done.wanted
    }
    state = SummaryState.REJECTED if verdict.findings else SummaryState.VALID
    tasks = [_with(task, SummaryState.VALID, None) for task in done.job.tasks if task.language in made]

    def write(ledger: Ledger) -> None:
        ledger.judge(call.key, state, verdict.reason, CHECKS_ID)
        ledger.save_summaries(tuple(made.values()), at)
        for task in tasks:
            ledger.set_task(task, at)

    desk.ledger.later(write)
    done.valid.update(made)


def _leave(desk: Desk, done: Done, state: SummaryState, reason: str | None) -> None:
    done.missing.update(_left(done, state, reason))
    at = desk.clock()

    def write(ledger: Ledger) -> None:
        for task in done.missing.values():
            ledger.set_task(task, at)

    desk.ledger.later(write)


def leave_all(desk: Desk, model: str, jobs: Sequence[Job]) -> list[Done]:
    """The jobs that were not begun, or cut off, wait in the queue with the reason why the run ended."""
    ended = desk.ended.why if desk.ended is not None else Why.STOPPED
    left = [Done(job) for job in jobs]
    with desk.ledger.now() as ledger:
        for done in left:
            reason = (
                Why.BATCH
                if _is_in_batch(desk.stored(first_call(done.job.paper, model, done.job.languages).key))
                else ended
            )
            done.missing.update(_left(done, SummaryState.PENDING, reason))
            for task in done.missing.values():
                ledger.set_task(task, desk.clock())
    return left


def _is_in_batch(call: Call | None) -> bool:
    return call is not None and call.raw is None and call.batch_id is not None


def _left(done: Done, state: SummaryState, reason: str | None) -> dict[str, SummaryTask]:
    return {task.language: _with(task, state, reason) for task in done.job.tasks if task.language in done.wanted}


def _with(task: SummaryTask, state: SummaryState, reason: str | None) -> SummaryTask:
    return SummaryTask(task.paper_id, task.language, task.text_hash, state, reason)


def _last(reasons: Sequence[str]) -> str | None:
    return reasons[-1] if reasons else None


def source_of(paper: Paper) -> SourceText:
    return read_source(paper.title.plain, paper.abstract.plain if paper.abstract else "")


def request_of(paper: Paper, languages: Sequence[str]) -> ChatRequest:
    """The first question about a paper."""
    return build_request(source_of(paper), languages)
