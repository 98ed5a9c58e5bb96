"""Of which days a briefing is, and when a weekly one is due. Pure."""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["LONGEST_DAYS", "LONGEST_QUESTION", "USUAL_DAYS", "due_window", "window_of_days"]

LONGEST_DAYS = 366
USUAL_DAYS = 7
LONGEST_QUESTION = 500  # characters


def window_of_days(newest: date, n_days: int | None, since: date | None, until: date | None) -> tuple[date, date]:
    """The first and the last day; what is None follows from the others, and from the day of the newest edition.

    From `since` on: so many days, or up to the newest. Else so many days, seven unless said, up to `until` or the
    newest. Both days decide by themselves. Nothing is refused here: the first may come after the last.
    """
    if since is not None and until is not None:
        return since, until
    if since is not None:
        return since, max(since, newest) if n_days is None else _moved(since, n_days - 1)
    last = until or newest
    return _moved(last, 1 - (n_days or USUAL_DAYS)), last


def _moved(day: date, n_days: int) -> date:
    """Within the days there are."""
    return date.fromordinal(min(max(day.toordinal() + n_days, date.min.toordinal()), date.max.toordinal()))


def due_window(weekday: int, n_days: int, today: date) -> tuple[date, date]:
    """The first and the last day of the briefing due last: `n_days` up to the eve of the newest such weekday.

    `weekday` counts from 0, Monday. On that weekday itself the one due is that of the days before it.
    """
    due = today - timedelta(days=(today.weekday() - weekday) % 7)
    return due - timedelta(days=n_days), due - timedelta(days=1)
