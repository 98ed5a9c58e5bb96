"""One question through the models: ask, read, have what failed mended once, go on to the next model.

Before each call the ledger is looked at: a stored answer is read again, at no cost, and never asked for twice. What an
answer is worth is the question's to say (brief/writing/calls.py).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Generic, TypeVar

from academichub.brief.claims.verify import VERIFY_ID
from academichub.brief.writing.calls import Question, Read
from academichub.brief.writing.prompting import PROMPT_ID, again
from academichub.errors import InvalidReply, ModelUnavailable
from academichub.model import Call, ChatRequest, Finish, SummaryState
from academichub.pipeline.summaries.asked import Asked
from academichub.pipeline.summaries.desk import Desk
from academichub.pipeline.summaries.dialects import ask_in_dialect
from academichub.pipeline.summaries.ended import RunEnded, Why

__all__ = ["Answered", "Inquiry", "ask_models"]

T = TypeVar("T")

_UNREAD_ASKS = 3  # of one model, where an answer could not be read


@dataclass(slots=True)
class Answered(Generic[T]):
    """What became of a question. `value` None: no answer could be read. `ended`: why not all was asked."""

    value: T | None = None
    stands: bool = False
    model: str | None = None  # whose answer it is
    ended: Why | None = None
    heard: set[str] = field(default_factory=set)  # models that answered, whatever it was worth


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Whom to ask, and in what language. `keys` grows by each call that a question needed, now or in an earlier run."""

    desk: Desk
    models: Sequence[Asked]
    language: str
    keys: list[str] = field(default_factory=list)


async def ask_models(inquiry: Inquiry, question: Question[T]) -> Answered[T]:
    """Ask one model after the other until an answer stands. Raises: nothing of the models."""
    answered: Answered[T] = Answered()
    try:
        for asked in inquiry.models:
            await _through_model(inquiry, asked, question, answered)
            if answered.stands:
                return answered
    except RunEnded as ended:
        answered.ended = ended.why
    except ModelUnavailable:
        answered.ended = Why.UNAVAILABLE
    return answered


async def _through_model(inquiry: Inquiry, asked: Asked, question: Question[T], answered: Answered[T]) -> None:
    """Ask until an answer is read and has been mended, or the tries are used up."""
    request, earlier = question.request, None
    n_unread = ask = 0
    is_mended = False
    while n_unread < _UNREAD_ASKS and not is_mended:
        ask += 1
        call = await _answer(inquiry, asked, request, _call_of(asked, question, inquiry.language, ask))
        if call.raw is None:
            return
        answered.heard.add(asked.name)
        read = question.read(call.raw, call.finish or Finish.STOP, earlier)
        _note(inquiry.desk, call, read)
        is_mended = earlier is not None
        if read.value is None:
            n_unread += 1
            if call.finish is Finish.FILTERED:
                return
            request = request if is_mended else _larger(question.request, call, read, request.max_tokens)
            continue
        _keep(answered, asked, read.value, question)
        if not read.problems:
            return
        earlier = read.value
        request = again(question.request, call.raw, read.problems, numbered=read.is_numbered)


def _keep(answered: Answered[T], asked: Asked, value: T, question: Question[T]) -> None:
    answered.value, answered.stands, answered.model = value, question.stands(value), asked.name


def _larger(first: ChatRequest, call: Call, read: Read[T], max_tokens: int) -> ChatRequest:
    """An answer that was cut off may be longer next time; another is told what was wrong with it."""
    if call.finish is Finish.LENGTH:
        return replace(first, max_tokens=2 * max_tokens)
    return again(first, call.raw or "", read.problems, numbered=False)


async def _answer(inquiry: Inquiry, asked: Asked, request: ChatRequest, call: Call) -> Call:
    """The call with its answer: the stored one, else a new one. Raises: RunEnded, ModelUnavailable."""
    desk = inquiry.desk
    inquiry.keys.append(call.key)
    stored = desk.stored(call.key)
    if stored is not None and desk.has_answer(call.key):
        return stored
    try:
        return (await ask_in_dialect(desk, asked, call, request)).call
    except InvalidReply as error:  # the question is longer than the model reads
        return desk.refuse(call, error.message)


def _call_of(asked: Asked, question: Question[T], language: str, ask: int) -> Call:
    """The ledger's entry: its key is of all that decides the first answer, and of the number of the asking.

    What a later asking is told is not part of it, so that better checks read the stored answers anew.
    """
    text_hash = _digest(asdict(question.request))
    parts = ["brief-call-1", question.kind, PROMPT_ID, asked.base_url, asked.name, language, text_hash, ask]
    return Call(
        _digest(parts),
        question.kind,
        asked.name,
        (language,),
        text_hash=text_hash,
        prompt_id=PROMPT_ID,
        ask=ask,
        endpoint=asked.base_url,
    )


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, separators=(",", ":")).encode("ascii")).hexdigest()


def _note(desk: Desk, call: Call, read: Read[T]) -> None:
    """Have the verdict stored with the next transaction; it is all in the stored answer until then."""
    state = SummaryState.VALID if read.value is not None and not read.problems else SummaryState.REJECTED
    desk.ledger.later(lambda ledger: ledger.judge(call.key, state, read.code, VERIFY_ID))
