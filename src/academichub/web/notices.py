"""What a reader of the front page must know of the sources: which failed, and why there is nothing newer. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date

from academichub.model import SourceState, SourceStatus
from academichub.publish.wording import Wording

__all__ = ["source_notices", "stale_notices"]


def source_notices(statuses: Sequence[SourceStatus], w: Wording) -> tuple[str, ...]:
    """One line for the sources that failed, one for those that could be read in part."""
    lines = []
    for state in (SourceState.FAILED, SourceState.PARTIAL):
        labels = [status.label for status in statuses if status.state is state]
        if labels:
            lines.append(w(f"notice.{state.value}", labels=w.join(labels)))
    return tuple(lines)


def stale_notices(today: date, newest: date, statuses: Sequence[SourceStatus], w: Wording) -> tuple[str, ...]:
    """Why the newest edition is not today's: a weekend, sources that had nothing, or nobody asked them."""
    if newest >= today:
        return ()
    if today.weekday() >= 5:
        return (w("empty.weekend", date=today, weekday=w.weekday(today)),)
    asked_at = max((status.attempted_at for status in statuses if status.attempted_at), default=None)
    if asked_at is not None and asked_at.astimezone(UTC).date() >= today:
        return (w("empty.day.text", date=today),)
    last = w("footer.never_updated") if asked_at is None else w("footer.updated", at=asked_at)
    return (f"{last}{w('join.clause')}{w('remedy.update')}",)
