"""Save what one visit of a source brought: decided, composed and committed together with the source's cursor."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from academichub.match import compose, decide
from academichub.model import (
    REVISION_KINDS,
    Change,
    Merged,
    New,
    Page,
    Paper,
    PaperId,
    Record,
    Revised,
    SourceId,
    SourceReport,
    SourceState,
    Unchanged,
)
from academichub.pipeline.matching import match_changes, save_matched
from academichub.store import Unit

__all__ = ["compose_cards", "save_pages"]


def save_pages(
    unit: Unit, source: SourceId, pages: Sequence[Page], at: datetime, error: str | None = None
) -> SourceReport:
    """Save the pages of one visit in the open transaction. `error` says why the visit was cut short, if it was."""
    said = (announcement for page in pages for announcement in page.announcements)
    announcements = sorted(said, key=lambda announcement: announcement.announced_on)
    failed = [entry for page in pages for entry in page.failed]
    changes, matched = match_changes(unit, decide(announcements, unit.known(announcements)))
    overtaken = unit.overtaken(changes)
    n_listed = unit.save_changes(changes, compose_cards(unit, changes, overtaken), at, overtaken)
    save_matched(unit, matched, at)
    n_new = n_listed + sum(not isinstance(change, Unchanged) for change in changes)
    unit.save_failed(source, failed, at)
    days = [page.day for page in pages if page.day is not None]
    return SourceReport(
        id=source,
        state=_state(answered=bool(pages), whole=error is None and not failed, n_new=n_new, n=len(announcements)),
        day=max(days, default=None),
        announced=len(announcements) + len(failed),
        new=sum(_is_news(change) for change in changes),
        revised=sum(not isinstance(change, Unchanged | Merged) and not _is_news(change) for change in changes),
        joined=sum(isinstance(change, Merged) for change in changes),
        unchanged=sum(isinstance(change, Unchanged) for change in changes),
        failed=tuple((entry.id, entry.reason) for entry in failed),
        error=error,
    )


def compose_cards(unit: Unit, changes: Sequence[Change], overtaken: Collection[int] = ()) -> list[Paper]:
    """The new cards of all papers that the changes touch, composed from stored and new records together."""
    said: dict[PaperId, list[Record]] = {}
    known = unit.records_of({change.paper_id for change in changes if isinstance(change, Revised | Merged)})
    for place, change in enumerate(changes):
        if not isinstance(change, Unchanged):
            records = said.setdefault(change.paper_id, known.get(change.paper_id, []))
            records.insert(0 if place in overtaken else len(records), change.announcement.record)
    return [compose(paper_id, records) for paper_id, records in said.items()]


def _is_news(change: Change) -> bool:
    """A work that the store did not have, announced as new: a replacement of an old paper is never news."""
    return isinstance(change, New) and change.announcement.kind not in REVISION_KINDS


def _state(*, answered: bool, whole: bool, n_new: int, n: int) -> SourceState:
    if not answered:
        return SourceState.FAILED
    if not whole:
        return SourceState.PARTIAL
    if n_new:
        return SourceState.FRESH
    return SourceState.UNCHANGED if n else SourceState.QUIET
