"""The calendar of a source; a source without one is never late, and its days are those of UTC. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import cast

from academichub.ports import Calendar

__all__ = ["EVERY_DAY", "calendar_of"]


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
