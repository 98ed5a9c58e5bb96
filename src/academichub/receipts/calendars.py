"""What a source says of its days and keys; one without a calendar is never late, and its days are UTC's. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import cast

from academichub.ports import Calendar

__all__ = ["EVERY_DAY", "calendar_of", "has_days", "names_otherwise"]


class _EveryDay:
    """ports.Calendar of a source that may announce on any day and is due on none."""

    def announces(self, day: date) -> bool:
        return False

    def due_at(self, day: date) -> datetime:
        return datetime.combine(day, time(), UTC)

    def listed_at(self, day: date) -> datetime:
        return self.due_at(day)

    def day_at(self, moment: datetime) -> date:
        return moment.astimezone(UTC).date()


EVERY_DAY: Calendar = _EveryDay()


def calendar_of(source: object) -> Calendar:
    """Its `calendar`, where it has one."""
    return cast(Calendar, getattr(source, "calendar", EVERY_DAY))


def has_days(calendar: Calendar, near: date) -> bool:
    """Whether the calendar has any day on which an announcement is due; `near` is some day of its present."""
    return any(calendar.announces(near + timedelta(days=n)) for n in range(-7, 8))


def names_otherwise(source: object) -> bool:
    """Whether its complete list has other keys than its feed: then an entry of the one may be one of the other."""
    return bool(getattr(source, "names_otherwise", False))
