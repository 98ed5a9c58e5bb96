"""Asking further sources for an abstract that is missing: what was asked, and what came of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from academichub.model.names import PaperId, SourceId
from academichub.model.papers import Paper

__all__ = ["Asked", "Asking", "Filled", "Lacking", "LackingState", "Outcome"]


class Outcome(StrEnum):
    """What asking one source for one paper's abstract came to."""

    FOUND = "found"
    NONE = "none"  # it does not have the paper, or has it without an abstract
    OTHER = "other"  # under the paper's identifier it has another work
    FAILED = "failed"  # no usable answer; says nothing of the paper


@dataclass(frozen=True, slots=True)
class Asking:
    """The last asking of one source for one paper. `n_asked` counts the answers; `again_at` None: it is not asked
    again."""

    paper_id: PaperId
    source: SourceId
    outcome: Outcome
    asked_at: datetime  # aware, UTC
    again_at: datetime | None
    n_asked: int = 0
    reason: str | None = None  # of a failure


@dataclass(frozen=True, slots=True)
class Lacking:
    """A paper without an abstract, with the last asking of each source that was asked for it."""

    paper: Paper
    askings: Mapping[SourceId, Asking] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """What asking one source in one run came to. `n_asked` and `n_found` are papers; `error`: why it was not asked for
    the others."""

    id: SourceId
    label: str
    n_asked: int = 0
    n_found: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """What looking for missing abstracts came to in one run. `n_lacking`: papers of the last weeks that had none,
    before; `n_waiting`: those without one now that are asked for again; `stopped`: why not all whose turn it was were
    asked for: "time" was over, the run was "ended", or there were more than the "most" of the settings.
    """

    n_lacking: int = 0
    asked: tuple[Asked, ...] = ()
    n_waiting: int = 0
    paper_ids: tuple[PaperId, ...] = ()  # that have an abstract now
    stopped: str | None = None

    @property
    def n_filled(self) -> int:
        return len(self.paper_ids)


@dataclass(frozen=True, slots=True)
class LackingState:
    """How it stands with the papers announced in the last weeks: how many have no abstract, how many of those are asked
    for again, how many were found from which source, and why a source that failed last gave no answer. `n_unasked`: of
    those without one, how many have a name to be asked for by and were not asked for yet."""

    n_lacking: int = 0
    n_waiting: int = 0
    found: Mapping[SourceId, int] = field(default_factory=dict)
    failing: Mapping[SourceId, str] = field(default_factory=dict)
    n_unasked: int = 0
