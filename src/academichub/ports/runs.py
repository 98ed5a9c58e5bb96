"""Who follows what a run does: copies of the store, and watchers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from academichub.model import (
    Findable,
    SourceId,
    SourceReport,
    SummaryEstimate,
    SummaryOutcome,
)

__all__ = ["Outbox", "Progress", "SummaryProgress"]


class Outbox(Protocol):
    """What a copy of the store, such as an index, has to catch up with. Each change has a higher number."""

    @property
    def store_id(self) -> str:
        """Tells this store from every other."""
        ...

    def last_seq(self) -> int:
        """The number of the last change; 0 where there is none."""
        ...

    def token_at(self, seq: int) -> str | None:
        """What tells the history up to that change from every other, a restored copy's included.

        None: it is not remembered, as the change is too long ago or was made before there were tokens.
        """
        ...

    def n_changed(self, since: int = 0) -> int:
        """How many papers have changed after the change of that number."""
        ...

    def changed(self, since: int, limit: int) -> Sequence[Findable]:
        """The papers that have changed after it, in the order of their last changes."""
        ...


class Progress(Protocol):
    """Who watches an update run. Called from several threads."""

    def started(self, source: SourceId, label: str) -> None: ...

    def advanced(self, source: SourceId, n_read: int, total: int | None) -> None:
        """`n_read` entries were read so far, of `total` where the source said how many."""
        ...

    def finished(self, report: SourceReport) -> None: ...

    def summarised(self, n_done: int) -> None:
        """So many papers have got their extract in this run."""
        ...


class SummaryProgress(Protocol):
    """Who watches a run of the language models. Called from one thread."""

    def planned(self, estimate: SummaryEstimate) -> None:
        """Called once, before the first call."""
        ...

    def advanced(self, outcome: SummaryOutcome, cost_micros: int) -> None:
        """One more paper and language is settled for this run; `cost_micros` is what the run has cost so far."""
        ...
