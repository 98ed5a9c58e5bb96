"""In which dialect to ask a model: the stored one, else the one the ladder finds for the price of a call or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from academichub.errors import InvalidReply, ModelRefused, ModelUnavailable, ModeUnsupported
from academichub.model import Call, CallKind, ChatRequest, Completion, Dialect, Finish, SummaryState
from academichub.pipeline.summaries.asked import Answer, Asked
from academichub.pipeline.summaries.desk import Desk
from academichub.pipeline.summaries.ended import Why
from academichub.pipeline.summaries.ladder import find_dialect
from academichub.summary.reply import parse_reply
from academichub.summary.trial import trial_request, trial_source

__all__ = ["Tried", "ask_in_dialect", "dialect_of", "try_model"]

_TRIED = "trial"  # what judged a trial's answer: it was looked at, and is shown nowhere
_CHANGES = 2  # of the dialect, for one call
_TRIES = 4  # of the whole ladder, where the endpoint is down or gives bare errors


async def ask_in_dialect(desk: Desk, asked: Asked, call: Call, request: ChatRequest) -> Answer:
    """Ask; where the endpoint does not know the dialect (any more), find out which it knows first.

    Raises: RunEnded, ModelUnavailable, InvalidReply.
    """
    for _ in range(_CHANGES):
        dialect = await dialect_of(desk, asked, call.languages)
        try:
            return await desk.ask(asked, call, request, dialect)
        except ModeUnsupported:
            async with asked.finding:
                if asked.dialect == dialect:
                    asked.dialect = None
                    desk.forget_dialect(asked)
    raise desk.lose(asked, Why.REFUSED, "changes its mind about how it wants to be asked")


async def dialect_of(desk: Desk, asked: Asked, languages: Sequence[str]) -> Dialect:
    """The dialect of a model, found out if it is not known. Raises: RunEnded."""
    async with asked.finding:  # the others wait for the first
        if asked.dialect is None:
            await try_model(desk, asked, languages)
        assert asked.dialect is not None
        return asked.dialect


@dataclass(frozen=True, slots=True)
class Tried:
    """The trial's answer that was right, and how long it took."""

    completion: Completion
    seconds: float


async def try_model(desk: Desk, asked: Asked, languages: Sequence[str]) -> Tried:
    """Find out and store the dialect with a trial paper of our own.

    Raises: RunEnded, also where no rung of the ladder holds.
    """
    n_sentences = len(trial_source().sentences)

    def is_right(text: str) -> bool:
        try:
            parse_reply(text, languages, n_sentences)
        except InvalidReply:
            return False
        return True

    trial = _Trial(desk, asked)
    failure = ""
    for attempt in range(_TRIES):
        await desk.pause_before(attempt)
        try:
            dialect, completion = await find_dialect(trial, trial_request(tuple(languages)), is_right)
        except InvalidReply as error:
            raise desk.lose(asked, Why.REFUSED, f"cannot be used: {error.message}") from None
        except (ModeUnsupported, ModelRefused) as error:
            raise desk.lose(asked, Why.REFUSED, f"refuses: {error.message}") from None
        except ModelUnavailable as error:
            failure = error.message
        else:
            asked.dialect = dialect
            desk.save_dialect(asked, dialect)
            return Tried(completion, trial.seconds)
    raise desk.lose(asked, Why.UNAVAILABLE, f"gives no answer: {failure}")


@dataclass(slots=True)
class _Trial:
    """The model as the ladder asks it (ports.ChatModel): each call in its turn and through the ledger."""

    desk: Desk
    asked: Asked
    seconds: float = 0.0  # of the last call, waiting for its turn included

    @property
    def name(self) -> str:
        return self.asked.name

    async def complete(self, request: ChatRequest, dialect: Dialect) -> Completion:
        what = f"{self.asked.base_url}\n{self.name}\n{dialect}\n{request.max_tokens}\n{self.desk.clock().isoformat()}"
        call = Call(sha256(what.encode()).hexdigest(), CallKind.CHECK, self.name)
        began = self.desk.now()
        answer = await self.desk.ask_once(self.asked, call, request, dialect)
        self.seconds = self.desk.now() - began
        self.desk.ledger.later(lambda ledger: ledger.judge(call.key, SummaryState.VALID, None, _TRIED))
        return Completion(answer.call.raw or "", answer.call.finish or Finish.STOP, answer.usage)
