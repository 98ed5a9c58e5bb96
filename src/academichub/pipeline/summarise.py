"""Give each paper whose present text has none its extract, batch by batch; may be stopped and taken up at any point."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from academichub.match import abstract_of
from academichub.model import Paper, Record, Summary
from academichub.ports import Progress
from academichub.store import Store
from academichub.summary import EXTRACT_ID, extract
from academichub.text import language_of

__all__ = ["summarise"]

_BATCH = 200  # papers a transaction: about 0.2 s of the write lock


def summarise(store: Store, clock: Callable[[], datetime], progress: Progress) -> int:
    """Extract until no paper is without. Returns how many papers were done."""
    n_done = 0
    while n_batch := _summarise_batch(store, clock):
        n_done += n_batch
        progress.summarised(n_done)
    return n_done


def _summarise_batch(store: Store, clock: Callable[[], datetime]) -> int:
    with store.writing() as unit:
        papers = unit.papers_without_extract(EXTRACT_ID, _BATCH)
        records = unit.records_of([paper.paper_id for paper in papers])
        extracts = [_extract(paper, records[paper.paper_id]) for paper in papers]
        summaries = [summary for summary in extracts if summary is not None and summary.fields]
        unit.save_extracts([paper.paper_id for paper in papers], summaries, EXTRACT_ID, clock())
    return len(papers)


def _extract(paper: Paper, records: list[Record]) -> Summary | None:
    abstract = abstract_of(records)
    if abstract is None:
        return None
    return extract(paper.paper_id, paper.version, abstract, language_of(abstract.plain))
