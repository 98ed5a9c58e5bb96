"""What a reader of the front page must know of the sources: which failed, and why there is nothing newer. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, timedelta

from academichub.model import SourceState, SourceStatus
from academichub.publish.emptiness import SATURDAY
from academichub.publish.wording import Wording

__all__ = ["source_notices", "stale_notices"]


_LATE_IN_THE_WEEK = timedelta(days=2)  # Thursday: Friday may have been a holiday


def source_notices(statuses: Sequence[SourceStatus], w: Wording) -> tuple[str, ...]:
    """One line for the sources that failed, one for those that could be read in part."""
    lines = []
    for state in (SourceState.FAILED, SourceState.PARTIAL):
        labels = [status.label for status in statuses if status.state is state]
        if labels:
            lines.append(w(f"notice.{state.value}", labels=w.join(labels)))
    return tuple(lines)


def stale_notices(today: date, newest: date, statuses: Sequence[SourceStatus], w: Wording) -> tuple[str, ...]:
    """Why the newest edition is not today's: a weekend, sources that had nothing, or nobody asked them.

    A weekend excuses an edition that has seen the week's last days; an older one only where the weekend was asked.
    """
    if newest >= today:
        return ()
    answered_at = max((status.succeeded_at for status in statuses if status.succeeded_at), default=None)
    answered_on = answered_at.astimezone(UTC).date() if answered_at is not None else date.min
    saturday = today - timedelta(days=today.weekday() - SATURDAY)
    if today >= saturday and (newest >= saturday - _LATE_IN_THE_WEEK or answered_on >= saturday):
        return (w("empty.weekend", date=today, weekday=w.weekday(today)),)
    if answered_on >= today:
        return (w("empty.day.text", date=today),)
    last = w("footer.never_updated") if answered_at is None else w("footer.updated", at=answered_at)
    return (f"{last}{w('join.sentence')}{w('remedy.update')}",)
