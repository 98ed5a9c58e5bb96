"""One model as a run asks it, and what asking brings: an answer, and its cost."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from academichub.model import Call, Dialect, Price, Usage
from academichub.pipeline.summaries.ended import RunEnded
from academichub.pipeline.summaries.flow import Flow
from academichub.ports import BatchModel

__all__ = ["Answer", "Asked", "Spent"]


@dataclass(frozen=True, slots=True)
class Spent:
    """What calls have cost."""

    n_calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    micros: int = 0

    def __add__(self, other: Spent) -> Spent:
        return Spent(
            self.n_calls + other.n_calls,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.micros + other.micros,
        )


@dataclass(slots=True)
class Asked:
    """One model as a run asks it: where it is, in which dialect, how fast, for how much.

    The first of a run ends the run when it is lost; another one only leaves its papers waiting.
    """

    model: BatchModel
    base_url: str
    price: Price
    flow: Flow
    is_first: bool = True
    lost: RunEnded | None = None
    n_under_way: int = 0
    dialect: Dialect | None = None  # None: not known yet
    finding: asyncio.Lock = field(default_factory=asyncio.Lock)  # held while the dialect is found out

    @property
    def name(self) -> str:
        return self.model.name


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is stored and paid for. `call.raw` is its text."""

    call: Call
    usage: Usage
    spent: Spent
