"""Import papers from a file of JSON rows, in bulk: the same decide-compose-save path as an update."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice

from academichub.match import admit
from academichub.model import RunReport, SourceReport, SourceState
from academichub.pipeline.extracts import make_extracts
from academichub.pipeline.saving import save_pages
from academichub.pipeline.works import learn_all_strands
from academichub.ports import Progress
from academichub.sources.rows import IMPORT_SOURCE, parse_rows
from academichub.store import Store

__all__ = ["import_papers"]

_BATCH = 2000  # rows a transaction


def import_papers(
    lines: Iterable[bytes], store: Store, clock: Callable[[], datetime], progress: Progress, total: int | None = None
) -> RunReport:
    """Import one paper per line. A bad line becomes a failed entry of the report; the others are saved."""
    progress.started(IMPORT_SOURCE, "import")
    learn_all_strands(store, clock())
    report = SourceReport(IMPORT_SOURCE, SourceState.QUIET)
    numbered = enumerate(lines, start=1)
    while batch := list(islice(numbered, _BATCH)):
        page = admit(parse_rows(batch), clock().date())
        with store.writing() as unit:
            report = _sum(report, save_pages(unit, IMPORT_SOURCE, [page], clock()))
        progress.advanced(IMPORT_SOURCE, report.announced, total)
    progress.finished(report)
    make_extracts(store, clock, progress)
    return RunReport((report,))


def _sum(first: SourceReport, second: SourceReport) -> SourceReport:
    days = [day for day in (first.day, second.day) if day is not None]
    states = list(SourceState)
    failed = first.failed + second.failed
    return SourceReport(
        id=first.id,
        state=SourceState.PARTIAL if failed else min(first.state, second.state, key=states.index),
        day=max(days, default=None),
        announced=first.announced + second.announced,
        new=first.new + second.new,
        revised=first.revised + second.revised,
        joined=first.joined + second.joined,
        unchanged=first.unchanged + second.unchanged,
        failed=failed,
    )
