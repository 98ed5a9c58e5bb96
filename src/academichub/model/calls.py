"""One call of a language model: what is asked, what comes back, what it costs, where it stands in the ledger. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

from academichub.model.names import PaperId

__all__ = [
    "FREE",
    "Call",
    "CallKind",
    "Caps",
    "ChatRequest",
    "Completion",
    "Dialect",
    "Finish",
    "Message",
    "Price",
    "RateHint",
    "ReplyMode",
    "SpendRow",
    "SummaryState",
    "SummaryTask",
    "Usage",
]


class ReplyMode(StrEnum):
    """How an endpoint is made to answer in JSON, the surest first: the rungs of the ladder that is tried downwards."""

    JSON_SCHEMA = "json_schema"  # response_format json_schema, strict
    JSON_OBJECT_SCHEMA = "json_object+schema"  # response_format json_object with a schema beside it: llama.cpp
    JSON_OBJECT = "json_object"  # response_format json_object; the prompt alone says which keys
    TOOL = "tool"  # one function that must be called; its arguments are the answer
    PROMPT = "prompt"  # nothing but the words of the prompt, and a repair of what comes


@dataclass(frozen=True, slots=True)
class Dialect:
    """What one endpoint and model understand; found out once, stored, and found out anew when it stops being true."""

    mode: ReplyMode = ReplyMode.JSON_SCHEMA
    limit_name: str = "max_tokens"  # or max_completion_tokens
    takes_temperature: bool = True


@dataclass(frozen=True, slots=True)
class Message:
    role: str  # system, user or assistant
    text: str


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """What is asked of a model, whatever its dialect. `schema` is a JSON Schema of an object, without $ref."""

    messages: tuple[Message, ...]
    schema_name: str
    schema: Mapping[str, object]
    max_tokens: int  # of the answer


class Finish(StrEnum):
    """Why the model stopped."""

    STOP = "stop"
    LENGTH = "length"  # cut off at max_tokens: never a whole answer
    FILTERED = "filtered"  # the provider withheld the answer
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the endpoint counted them. `tokens_cached` are those of `tokens_in` that came from its prefix cache."""

    tokens_in: int
    tokens_out: int
    tokens_cached: int = 0


@dataclass(frozen=True, slots=True)
class RateHint:
    """What an answer's headers say of the limits: requests left, and seconds until there are more."""

    remaining: int | None = None
    reset_s: float | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """An answer that came back whole, unread: `text` may be anything. `usage` None: the endpoint says nothing."""

    text: str
    finish: Finish = Finish.STOP
    usage: Usage | None = None
    hint: RateHint | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """Money for a million tokens, in whatever currency the owner counts. `cached` None: the same as `tokens_in`."""

    tokens_in: float = 0.0
    tokens_out: float = 0.0
    cached: float | None = None

    def micros(self, usage: Usage) -> int:
        """The cost in millionths of the currency, rounded up."""
        cached = self.tokens_in if self.cached is None else self.cached
        fresh = usage.tokens_in - usage.tokens_cached
        return ceil(fresh * self.tokens_in + usage.tokens_cached * cached + usage.tokens_out * self.tokens_out)


FREE = Price()


class CallKind(StrEnum):
    """What a call was for."""

    SUMMARY = "summary"
    CHECK = "check"
    OUTLINE = "outline"  # which sections a briefing has
    BRIEF = "brief"  # a section of a briefing


class SummaryState(StrEnum):
    """Where a call or a task stands; a task is PENDING, VALID or FALLBACK."""

    PENDING = "pending"  # in the queue, or in a batch that is not answered yet
    SENT = "sent"  # asked; what became of it is not known yet
    RAW = "raw"  # answered and paid for, not yet read
    VALID = "valid"  # passed every check: the only answer that is ever shown
    REJECTED = "rejected"  # read, and it failed a check
    FALLBACK = "fallback"  # every model's answer was rejected: the extract is shown instead


@dataclass(frozen=True, slots=True)
class SummaryTask:
    """The wish for a summary of one text of a paper in one language. `text_hash` is Paper.text_hash."""

    paper_id: PaperId
    language: str
    text_hash: str
    state: SummaryState = SummaryState.PENDING
    reason: str | None = None  # why it waits, or why the answers were rejected


@dataclass(frozen=True, slots=True)
class Call:
    """One entry of the ledger. `key` is the hash of all that decides the answer (summary/keys.py)."""

    key: str
    kind: CallKind
    model: str
    languages: tuple[str, ...] = ()
    paper_id: PaperId | None = None
    text_hash: str = ""
    prompt_id: str = ""
    ask: int = 1  # 1 is the first; later ones are told what was wrong
    state: SummaryState = SummaryState.PENDING
    reason: str | None = None
    raw: str | None = None  # the answer as it came
    finish: Finish | None = None
    checks_id: str | None = None  # the checks that judged it
    batch_id: str | None = None
    endpoint: str = ""  # its base_url: two servers may call different models by one name


@dataclass(frozen=True, slots=True)
class Caps:
    """What may be spent on one day (UTC), in tokens of input and output together and in millionths; None: no cap."""

    tokens: int | None = None
    micros: int | None = None


@dataclass(frozen=True, slots=True)
class SpendRow:
    """What one model was paid on one day (UTC) for one kind of call. `n_open` calls were sent and never settled: they
    are counted with all that was reserved for them."""

    day: date
    model: str
    kind: CallKind
    n_calls: int
    n_open: int
    tokens_in: int
    tokens_cached: int
    tokens_out: int
    cost_micros: int
