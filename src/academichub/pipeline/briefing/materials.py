"""What a briefing is made from, and who hears how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from academichub.model import BriefStage, Ranked
from academichub.ports import Finder
from academichub.store import Store

__all__ = ["Materials", "Tell"]

Tell = Callable[[BriefStage, int, int | None], object]
"""Hears the stage, how much of it is done, and of how much; what it raises ends the work and comes out."""


@dataclass(frozen=True, slots=True)
class Materials:
    """`passing`: of a radar and a day the papers that pass, the best first."""

    store: Store
    finder: Finder
    passing: Callable[[str, date], Sequence[Ranked]]
