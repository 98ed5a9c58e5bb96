"""Why a hub has no edition at all, as pages and commands say it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from academichub.model import SourceState, SourceStatus
from academichub.publish.wording import Wording

__all__ = ["SATURDAY", "why_empty"]

SATURDAY = 5
"""As date.weekday() counts: from here on arXiv and most journals rest."""
_A_WEEK = 7
_NOT_USABLE = (SourceState.FAILED, SourceState.PARTIAL, SourceState.NEVER)


def why_empty(statuses: Sequence[SourceStatus], today: date, w: Wording) -> str:
    """Whether the sources were asked, what came of it, and what to do. Which of them failed is said elsewhere."""
    if not statuses:
        return w("empty.no_sources")
    asked = [status.attempted_at for status in statuses if status.attempted_at is not None]
    if not asked:
        return w("empty.hub.text")
    quiet = [status for status in statuses if status.state not in _NOT_USABLE]
    if not quiet:
        return w("empty.hub.unanswered", at=max(asked))
    said = w("empty.hub.quiet" if len(quiet) == len(statuses) else "empty.hub.quiet_some", at=max(asked))
    return w("join.gap").join((said, _what_next(quiet, today, w)))


def _what_next(quiet: Sequence[SourceStatus], today: date, w: Wording) -> str:
    if today.weekday() < SATURDAY:
        return w("empty.hub.again")
    if any(status.id == "arxiv" for status in quiet):
        monday = today + timedelta(days=_A_WEEK - today.weekday())
        return w("empty.hub.weekend", weekday=w.weekday(today), date=monday)
    return w("empty.weekend", date=today, weekday=w.weekday(today))
