"""When a weekly briefing is due, and of which days. Pure."""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["due_window"]


def due_window(weekday: int, n_days: int, today: date) -> tuple[date, date]:
    """The first and the last day of the briefing due last: `n_days` up to the eve of the newest such weekday.

    `weekday` counts from 0, Monday. On that weekday itself the one due is that of the days before it.
    """
    due = today - timedelta(days=(today.weekday() - weekday) % 7)
    return due - timedelta(days=n_days), due - timedelta(days=1)
