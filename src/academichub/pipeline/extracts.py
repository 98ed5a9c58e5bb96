"""Give each paper whose present text has none its extract, batch by batch; may be stopped and taken up at any point."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from academichub.match import abstract_of
from academichub.model import EXTRACT, Paper, Record, Summary
from academichub.ports import Progress
from academichub.store import Store
from academichub.summary import EXTRACT_ID, extract
from academichub.text import language_of

__all__ = ["make_extracts"]

_BATCH = 200  # papers a transaction: about 0.2 s of the write lock


def make_extracts(store: Store, clock: Callable[[], datetime], progress: Progress) -> int:
    """Extract until no paper is without. Returns how many papers were done."""
    n_done = 0
    while n_batch := _extract_batch(store, clock):
        n_done += n_batch
        progress.summarised(n_done)
    return n_done


def _extract_batch(store: Store, clock: Callable[[], datetime]) -> int:
    with store.writing() as unit:
        papers = unit.papers_without_extract(EXTRACT_ID, _BATCH)
        records = unit.records_of([paper.paper_id for paper in papers])
        summaries = [_extract(paper, records[paper.paper_id]) for paper in papers]
        unit.save_extracts(summaries, EXTRACT_ID, clock())
    return len(papers)


def _extract(paper: Paper, records: list[Record]) -> Summary:
    """Without fields where there is nothing to choose from: no abstract, or a withdrawn work, whose text is the notice.

    Such a summary is saved, too, so that no extract of an earlier text is shown for the present one.
    """
    abstract = abstract_of(records)
    if abstract is None or paper.withdrawn:
        return Summary(paper.paper_id, paper.version, "und", EXTRACT, EXTRACT_ID, input_hash="")
    return extract(paper.paper_id, paper.version, abstract, language_of(abstract.plain))
