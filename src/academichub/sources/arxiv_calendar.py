"""When arXiv announces, in New York: on weekdays but its holidays; and on which day what was handed in is announced.

A day is the date of its feed, which appears at midnight; the mailing went out at 20:00 the evening before, and the
complete list has the day from about 22:30 on. Nothing here is believed against an answer: an announcement that comes on
a holiday is one, and the calendar only tells whether to wait for it.

Source: https://info.arxiv.org/help/availability.html (holidays of 2026, checked 2026-11).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

__all__ = ["ARXIV_CALENDAR", "ArxivCalendar", "announced_for"]

_NEW_YORK = ZoneInfo("America/New_York")
_DAY = timedelta(days=1)
_DEADLINE = time(14)
_LISTED_AT = time(22, 30)
_STATED = {
    2026: ((1, 1), (1, 19), (6, 19), (7, 3), (9, 7), (11, 26), (12, 25), (12, 29), (12, 31)),
}
"""Holidays as arXiv states them, by year; for a year that is not here those that every year has."""
_MONDAY, _THURSDAY = 0, 3


class ArxivCalendar:
    """ports.Calendar of arXiv."""

    def announces(self, day: date) -> bool:
        """Whether an announcement is due on the day."""
        return day.weekday() < 5 and day not in _holidays(day.year)

    def due_at(self, day: date) -> datetime:
        """When the feed of the day appears: midnight in New York. Aware, UTC."""
        return datetime.combine(day, time(), _NEW_YORK).astimezone(UTC)

    def listed_at(self, day: date) -> datetime:
        """When the complete list has the day: the evening before. Aware, UTC."""
        return datetime.combine(day - _DAY, _LISTED_AT, _NEW_YORK).astimezone(UTC)

    def day_at(self, moment: datetime) -> date:
        return moment.astimezone(_NEW_YORK).date()


ARXIV_CALENDAR = ArxivCalendar()


def announced_for(submitted_at: datetime, *, with_holidays: bool = True) -> date:
    """The first day on which a submission can be announced; moderators may hold it for longer.

    Without holidays: the earliest day in any reading of arXiv's list of them.
    """
    local = submitted_at.astimezone(_NEW_YORK)
    deadline = local.date() if local.time() < _DEADLINE else local.date() + _DAY
    while deadline.weekday() > 4:
        deadline += _DAY
    day = deadline + _DAY
    while day.weekday() > 4 or (with_holidays and not ARXIV_CALENDAR.announces(day)):
        day += _DAY
    return day


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    if year in _STATED:
        return frozenset(date(year, month, day) for month, day in _STATED[year])
    fixed = {date(year, 1, 1), date(year, 6, 19), date(year, 7, 4), date(year, 12, 25), date(year + 1, 1, 1)}
    moving = {_nth(year, 1, _MONDAY, 3), _nth(year, 9, _MONDAY, 1), _nth(year, 11, _THURSDAY, 4)}
    return frozenset(_observed(day) for day in fixed) | moving


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _observed(day: date) -> date:
    """A holiday at a weekend is kept on the weekday beside it."""
    return day + {5: -_DAY, 6: _DAY}.get(day.weekday(), timedelta())
