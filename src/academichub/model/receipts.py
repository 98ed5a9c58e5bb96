"""What became of everything a source announced: a receipt for each day, and the gaps that nothing can close. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from academichub.model.names import SourceId

__all__ = ["CheckedBy", "Gap", "Harvest", "Receipt", "ReceiptState"]


class ReceiptState(StrEnum):
    """How a source stands on one day of its own calendar."""

    FRESH = "fresh"  # it announced, and what it announced is here
    WAITING = "waiting"  # an announcement is due and has not come yet
    QUIET = "quiet"  # none is due: a weekend, a holiday, a feed between two issues
    STALLED = "stalled"  # none came within 26 hours after it was due
    FAILED = "failed"  # no usable answer


class CheckedBy(StrEnum):
    """Which channel said what was announced."""

    FEED = "feed"  # the quick one: a feed, or the only one that the source has
    HARVEST = "harvest"  # the complete one: a list by date, such as OAI-PMH


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a source announced for a day, and what became of it.

    `announced` counts papers and entries that could not be read; it equals stored + withheld + missing. `stored` papers
    are in the store; `shown` of them stand in the edition of the day. `withheld` pairs are (entry id, reason); `missing`
    are the source's keys of papers that were announced and are not here.
    """

    source: SourceId
    day: date
    announced: int = 0
    stored: int = 0
    shown: int = 0
    withheld: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    state: ReceiptState = ReceiptState.WAITING
    reason: str | None = None
    checked_by: CheckedBy | None = None  # None: by no answer, the calendar alone
    checked_at: datetime | None = None  # aware, UTC


@dataclass(frozen=True, slots=True)
class Gap:
    """From `since` to `until`, both included, papers of the source may be missing, and no channel can tell."""

    source: SourceId
    since: date
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Harvest:
    """How far the complete channel of a source was read."""

    source: SourceId
    done_until: date | None = None  # the last day that was read to its end, in the source's calendar
    suspected_since: date | None = None  # the first day on which the quick channel may have lost something
    attempted_at: datetime | None = None
    succeeded_at: datetime | None = None
    reason: str | None = None  # why the last attempt did not come to its end
