"""How a source stands, and what became of an update run. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from academichub.model.names import SourceId

__all__ = ["DRIFT", "Reconciled", "RunReport", "SourceReport", "SourceState", "SourceStatus"]

DRIFT = 0.05
"""The share of unreadable entries beyond which a visit raises an alert; one entry alone never does beside good ones."""


class SourceState(StrEnum):
    """How a source stands after its last visit."""

    FRESH = "fresh"  # it announced something we did not have
    UNCHANGED = "unchanged"  # it answered, and we had all of it
    QUIET = "quiet"  # it answered and announced nothing: a weekend or a holiday
    PARTIAL = "partial"  # it answered, and some entries could not be read
    FAILED = "failed"  # no usable answer
    NEVER = "never"  # not asked yet


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """What is known of one followed source now."""

    id: SourceId
    label: str
    state: SourceState
    reason: str | None = None
    day: date | None = None  # the newest announcement day we have of it
    n_papers: int = 0  # papers it ever announced to us
    attempted_at: datetime | None = None
    succeeded_at: datetime | None = None
    gone_from: str | None = None  # the address it has left for good, without the query


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What became of one source in one update run. `failed` pairs are (entry id, reason); `joined` counts the
    entries that joined the card of a work that another source had announced."""

    id: SourceId
    state: SourceState
    day: date | None = None
    announced: int = 0
    new: int = 0
    revised: int = 0
    joined: int = 0
    unchanged: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    error: str | None = None  # why there was no usable answer, or why the visit was cut short
    moved_to: str | None = None  # where its address has moved for good

    @property
    def alert(self) -> str | None:
        """What to say where so many entries cannot be read that the upstream may have changed its format.

        None: all is well, or no more than the slips that every upstream makes.
        """
        n = len(self.failed)
        is_slip = n <= DRIFT * self.announced or (n == 1 < self.announced)
        if not n or is_slip:
            return None
        return f"{n} of {self.announced} entries could not be read: the upstream may have changed its format"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What measuring one source by its complete channel came to, over the days from `since` to `until`."""

    id: SourceId
    since: date
    until: date
    named: int = 0  # announcements that the channel names
    filled: int = 0  # papers and listings that were missing here, and are not any more
    moved: int = 0  # listings that stood on a day that was not theirs
    missing: int = 0  # what could not be filled
    error: str | None = None  # why the channel was not read to its end


@dataclass(frozen=True, slots=True)
class RunReport:
    """What one update run did, source by source."""

    sources: tuple[SourceReport, ...] = ()
    reconciled: tuple[Reconciled, ...] = ()  # the sources whose turn it was

    @property
    def reached(self) -> tuple[SourceReport, ...]:
        """The sources that gave a usable answer."""
        return tuple(report for report in self.sources if report.state is not SourceState.FAILED)

    @property
    def all_well(self) -> bool:
        return all(report.error is None and not report.failed for report in self.sources)
