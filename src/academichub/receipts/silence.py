"""Who has been silent for too long, by its own measure; and where a feed has let entries drop unseen. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from academichub.model import Announcement, Gap, Silence, SourceId

__all__ = ["find_gap", "find_silence"]

_TIMES = 3
_FEWEST = 4  # intervals; fewer are no habit
_SHORTEST = timedelta(days=7)
"""A daily source rests over weekends and holidays: that is no silence yet."""
_OUTAGE = timedelta(days=2)


def find_silence(days: Sequence[date], today: date) -> Silence | None:
    """`days` on which the source announced, the oldest first. Silent: for more than three times its own median
    interval, for longer than ever before, and for more than a week."""
    intervals = [(after - before).days for before, after in pairwise(days)]
    if len(intervals) < _FEWEST:
        return None
    usual, silent = median(intervals), today - days[-1]
    is_long = silent.days > max(_TIMES * usual, max(intervals)) and silent > _SHORTEST
    return Silence(days[-1], usual) if is_long else None


def find_gap(
    source: SourceId, shown: Sequence[Announcement], known: Collection[str], last_visit: date | None, today: date
) -> Gap | None:
    """Where a feed, which shows its newest entries alone, has none that we know: what lay between may have dropped.

    `shown` is all that it shows, `known` the keys we had. None while it was asked so often that nothing can have.
    """
    if last_visit is None or not shown or any(one.record.key in known for one in shown):
        return None
    stated = [one.record.posted_on for one in shown if one.record.posted_on is not None]
    until = min(min(stated, default=today), today)
    if until - last_visit < _OUTAGE:
        return None
    return Gap(source, last_visit, until, "the feed no longer shows what it showed at the last visit")
