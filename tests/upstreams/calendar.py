"""When arXiv announces: weekdays but its holidays, at midnight in New York; when OAI-PMH follows. Pure.

Source: https://info.arxiv.org/help/availability.html (holidays of 2026; those of later years are invented). A day
without announcement has an empty feed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

__all__ = [
    "HOLIDAYS",
    "NEW_YORK",
    "announces",
    "days_between",
    "handed_in_at",
    "harvestable_at",
    "midnight",
    "next_day",
    "previous_day",
]

NEW_YORK = ZoneInfo("America/New_York")

HOLIDAYS = frozenset(
    date(2026, month, day)
    for month, day in ((1, 1), (1, 19), (6, 19), (7, 3), (9, 7), (11, 26), (12, 25), (12, 29), (12, 31))
) | {
    *(
        date(2027, month, day)
        for month, day in ((1, 1), (1, 18), (6, 18), (7, 5), (9, 6), (11, 25), (12, 24), (12, 31))
    ),
    *(date(2028, month, day) for month, day in ((1, 17), (6, 19), (7, 4), (9, 4), (11, 23), (12, 25))),
    *(date(2029, month, day) for month, day in ((1, 1), (1, 15), (6, 19), (7, 4), (9, 3), (11, 22), (12, 25))),
}
_DAY = timedelta(days=1)


def announces(day: date) -> bool:
    """Whether arXiv announces papers dated this day."""
    return day.weekday() < 5 and day not in HOLIDAYS


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from first to last, both included."""
    while first <= last:
        yield first
        first += _DAY


def next_day(day: date, steps: int = 1) -> date:
    """The announcement day `steps` announcements after a day (which need not be one itself)."""
    for _ in range(steps):
        day += _DAY
        while not announces(day):
            day += _DAY
    return day


def previous_day(day: date) -> date:
    """The last announcement day before a day."""
    day -= _DAY
    while not announces(day):
        day -= _DAY
    return day


def midnight(day: date) -> datetime:
    """The instant, in UTC, at which the feed of the day appears: 00:00 in New York, 04:00 or 05:00 here."""
    return datetime.combine(day, time(), NEW_YORK).astimezone(UTC)


def harvestable_at(day: date) -> datetime:
    """The instant, in UTC, at which OAI-PMH holds what is announced with the day's date: 22:30 the evening before."""
    return datetime.combine(day - _DAY, time(22, 30), NEW_YORK).astimezone(UTC)


def handed_in_at(day: date, n_held: int = 0) -> datetime:
    """When, in UTC, a paper announced on the day was handed in: at noon on the last weekday before, but for those that
    moderators held over so many announcements."""
    for _ in range(n_held):
        day = previous_day(day)
    day -= _DAY
    while day.weekday() > 4:
        day -= _DAY
    return datetime.combine(day, time(12), NEW_YORK).astimezone(UTC)
