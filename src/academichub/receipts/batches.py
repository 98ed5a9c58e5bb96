"""Which announcements of an answer are of another day than it says. Pure.

A feed's dates lag, and a batch comes late, early or in part: yesterday's papers under today's date, or today's under
yesterday's. What tells is the content: a paper is new once, and a batch is known by the papers in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from academichub.model import REVISION_KINDS, Announcement, Kind
from academichub.ports import Calendar

__all__ = ["Batches", "Listed", "sort_batches"]

Listed = tuple[date, Kind, int | None]
"""One listing of a paper: the day, as what, in which version."""

_NEAR = timedelta(days=10)  # a batch that comes again comes soon
_FEWEST = 3  # new papers; fewer do not tell one batch from another
_MOST_KNOWN = 0.1


@dataclass(frozen=True, slots=True)
class Batches:
    """`announcements` stand on their true days; `repeats` were announced before, on the days in `repeated`."""

    announcements: tuple[Announcement, ...]
    repeats: tuple[Announcement, ...] = ()
    repeated: tuple[date, ...] = ()  # the days whose announcements came again
    partly: tuple[date, ...] = ()  # days of which only a part came, the rest being of another day
    moved: tuple[tuple[date, date], ...] = ()  # (stated, true) days of whole batches

    @property
    def stale(self) -> date | None:
        """The day that came again instead of another one; None where anything else came, too."""
        return max(self.repeated, default=None) if not self.announcements else None


def sort_batches(
    announcements: Sequence[Announcement],
    listings: Mapping[str, Sequence[Listed]],
    seen: Mapping[date, int],
    calendar: Calendar,
    now: datetime,
) -> Batches:
    """Sort one answer of a source that has days of announcement.

    `listings`: what the store has, by the source's key; `seen`: how many of each day it had announced so far.
    """
    by_day: dict[date, list[Announcement]] = defaultdict(list)
    for one in announcements:
        by_day[one.announced_on].append(one)
    kept: list[Announcement] = []
    repeats: list[Announcement] = []
    repeated: set[date] = set()
    partly: list[date] = []
    moved: list[tuple[date, date]] = []
    for stated, batch in by_day.items():
        of_others = {id(one): days for one in batch if (days := _days_elsewhere(one, listings, stated))}
        is_suspect = any(one.kind is Kind.NEW and id(one) in of_others for one in batch)
        again = [one for one in batch if id(one) in of_others] if is_suspect else []
        rest = [one for one in batch if one not in again] if again else batch
        true_day = _true_day(stated, rest, listings, seen, calendar, now)
        if true_day != stated:
            moved.append((stated, true_day))
            rest = [replace(one, announced_on=true_day) for one in rest]
        elif again and rest:
            partly.append(stated)
        repeats += again
        repeated |= {day for one in again for day in of_others[id(one)]}
        kept += rest
    return Batches(tuple(kept), tuple(repeats), tuple(sorted(repeated)), tuple(partly), tuple(moved))


def _days_elsewhere(one: Announcement, listings: Mapping[str, Sequence[Listed]], stated: date) -> list[date]:
    """The days not far away on which the very same was listed; none where the stated day has it."""
    same = [day for day, kind, version in listings.get(one.record.key, ()) if _is_same(one, kind, version)]
    return [day for day in same if abs(day - stated) <= _NEAR] if stated not in same else []


def _is_same(one: Announcement, kind: Kind, version: int | None) -> bool:
    if one.kind in REVISION_KINDS:
        return kind in REVISION_KINDS and version == one.record.version
    return kind not in REVISION_KINDS


def _true_day(
    stated: date,
    batch: Sequence[Announcement],
    listings: Mapping[str, Sequence[Listed]],
    seen: Mapping[date, int],
    calendar: Calendar,
    now: datetime,
) -> date:
    """The stated day, unless that day's batch is here already and this is plainly another: then the newest one due."""
    news = [one for one in batch if one.kind is Kind.NEW]
    known = sum(any(day == stated for day, _, _ in listings.get(one.record.key, ())) for one in news)
    if seen.get(stated, 0) < _FEWEST or len(news) < _FEWEST or known > _MOST_KNOWN * len(news):
        return stated
    day = calendar.day_at(now)
    while day > stated and not calendar.announces(day):
        day -= timedelta(days=1)
    return max(day, stated)
