"""Update: visit every source, save what it announced, and give each new paper its extract.

source.start → fetch → source.parse → (next page) …   in threads, one visit per source
decide → compose → save with cursor                    one transaction per visit, in the calling thread
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from academichub.errors import FetchError, Gone, SourceError
from academichub.match import admit
from academichub.model import Page, Request, RunReport, SourceReport, SourceState, Validators
from academichub.pipeline.extracts import make_extracts
from academichub.pipeline.leaving import as_gone, resting
from academichub.pipeline.receipting import release_withheld, sort_pages, write_receipts
from academichub.pipeline.saving import save_pages
from academichub.pipeline.twins import under_known_keys
from academichub.pipeline.works import learn_all_strands
from academichub.ports import Fetcher, Progress, Source
from academichub.settings.masking import without_keys
from academichub.store import Store
from academichub.text import clean_characters

__all__ = ["VisitMap", "Visited", "in_turn", "update"]


@dataclass(frozen=True, slots=True)
class Budget:
    """How much of one source a single visit takes: beyond it the visit ends, and the next one asks again.

    A month of bioRxiv is about 200 pages and 6,000 entries. An upstream that never ends must not keep the others
    waiting.
    """

    pages: int = 1_000
    entries: int = 50_000
    seconds: float = 600.0


_BUDGET = Budget()


@dataclass(frozen=True, slots=True)
class Visited:
    """One visit, read to its end or to its first error."""

    source: Source
    pages: tuple[Page, ...] = ()
    validators: tuple[str, Validators] | None = None  # of the one conditional request, with its address
    not_modified: bool = False
    moved_to: str | None = None
    error: SourceError | None = None
    is_resting: bool = False  # it has gone, and was not asked

    @property
    def gone_from(self) -> str | None:
        """The address that the source has left for good, without its query."""
        return self.error.address if isinstance(self.error, Gone) else None


def in_turn(visit: Callable[[Source], Visited], sources: Iterable[Source]) -> Iterator[Visited]:
    """The plain VisitMap: one source after the other."""
    return map(visit, sources)


VisitMap = Callable[[Callable[[Source], Visited], Iterable[Source]], Iterable[Visited]]
"""Like the built-in map over the sources, but free to run in parallel and to yield in any order."""


def update(
    sources: Sequence[Source],
    fetcher: Fetcher,
    store: Store,
    clock: Callable[[], datetime],
    progress: Progress,
    visit_map: VisitMap = in_turn,
) -> RunReport:
    """Visit the sources and return what became of each, in the order given. One source's failure is its own."""
    learn_all_strands(store, clock())
    reports: dict[str, SourceReport] = {}
    for collected in visit_map(lambda source: _collect(source, fetcher, store, clock, progress), sources):
        report = _save(collected, store, clock())
        progress.finished(report)
        reports[report.id] = report
    make_extracts(store, clock, progress)
    return RunReport(tuple(reports[source.id] for source in sources))


def _collect(
    source: Source, fetcher: Fetcher, store: Store, clock: Callable[[], datetime], progress: Progress
) -> Visited:
    progress.started(source.id, source.label)
    visit = store.visit(source.id, clock())
    pages: list[Page] = []
    validators: tuple[str, Validators] | None = None
    moved_to: str | None = None
    n_read = 0
    try:
        request = source.start(visit)
        if request is not None and (gone := resting(store.status(source.id), request, visit.now)) is not None:
            return Visited(source, error=gone, is_resting=True)
        while request is not None:
            response = fetcher.fetch(request, _validators(store, source, request))
            if response.not_modified:
                return Visited(source, tuple(pages), not_modified=True)
            if request.conditional and response.moved_to is not None:
                moved_to = without_keys(response.moved_to)
            page = admit(source.parse(request, response, visit), visit.today)
            pages.append(page)
            validators = (request.url, response.validators) if request.conditional else validators
            n_read += len(page.announcements) + len(page.failed)
            progress.advanced(source.id, n_read, page.total)
            request = page.next
            if request is not None:
                _check_budget(source, len(pages), n_read, (clock() - visit.now).total_seconds())
    except FetchError as error:
        if pages or request is None:
            return Visited(source, tuple(pages), error=error)
        return Visited(source, error=as_gone(error, request, source.id, store, clock()))
    except SourceError as error:
        return Visited(source, tuple(pages), error=error)
    return Visited(source, tuple(pages), validators, moved_to=moved_to)


def _check_budget(source: Source, n_pages: int, n_read: int, spent_s: float, budget: Budget = _BUDGET) -> None:
    if n_pages >= budget.pages or n_read >= budget.entries or spent_s >= budget.seconds:
        raise SourceError(
            f"the visit was ended after {n_pages} pages, {n_read} entries and {spent_s:.0f} s, and there was more",
            subject=source.id,
        )


def _validators(store: Store, source: Source, request: Request) -> Validators | None:
    return store.validators(source.id, request.url) if request.conditional else None


def _save(collected: Visited, store: Store, at: datetime) -> SourceReport:
    """Everything one visit brought, and where the source now stands, in one transaction."""
    source = collected.source.id
    error = " ".join(clean_characters(str(collected.error)).split()) if collected.error is not None else None
    last_visit = store.visit(source, at).succeeded_at
    with store.writing() as unit:
        pages = under_known_keys(unit, collected.source, collected.pages, at)
        brought = sort_pages(unit, collected.source, pages, at)
        known = unit.accounts.stored(source, (one.record.key for one in brought.announcements))
        if collected.not_modified:
            report = SourceReport(source, SourceState.UNCHANGED)
        else:
            report = save_pages(unit, source, brought.pages, at, error)
            if report.state is SourceState.QUIET and brought.batches is not None and brought.batches.repeats:
                report = replace(report, state=SourceState.UNCHANGED)  # it said again what it had said before
        report = replace(report, moved_to=collected.moved_to)
        whole = report.error is None and not report.failed
        if whole and collected.validators is not None:
            unit.save_validators(source, *collected.validators)
        cursor = next((page.cursor for page in reversed(collected.pages) if page.cursor is not None), None)
        if not collected.is_resting:
            reason, gone_from = _reason(report), collected.gone_from
            unit.save_state(source, report.state, at, reason=reason, day=report.day, cursor=cursor, gone_from=gone_from)
        cut = _how_much_of_it(collected.pages, error)
        write_receipts(unit, collected.source, brought, known, at, error=cut, last_visit=last_visit)
        release_withheld(unit, collected.source, collected.pages, at)
    return report


def _how_much_of_it(pages: Sequence[Page], error: str | None) -> str | None:
    """Why a visit was cut, and after how much of the list, where the source has said how long it is."""
    total = next((page.total for page in pages if page.total is not None), None)
    n_read = sum(len(page.announcements) + len(page.failed) for page in pages)
    if error is None or total is None or n_read >= total:
        return error
    return f"{error}; {n_read:,} of {total:,} entries had been read"


def _reason(report: SourceReport) -> str | None:
    """Why a source stands as it does, for whoever looks later; None where all went well."""
    failures = "; ".join(dict.fromkeys(reason for _, reason in report.failed[:3]))
    moved = f"its address has moved for good to {report.moved_to}; put that into hub.toml" if report.moved_to else None
    return report.error or ": ".join(filter(None, (report.alert, failures))) or moved
