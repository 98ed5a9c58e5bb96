"""Which papers of a window a briefing reads. Pure. What a radar bars never comes here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b

from academichub.model import BriefOrder, BriefPaper, FieldId

__all__ = ["select_papers"]

_Stratum = tuple[date, FieldId]


def select_papers(papers: Iterable[BriefPaper], order: BriefOrder) -> tuple[BriefPaper, ...]:
    """The papers of the order's days and fields, at most `most_papers`, in the order of day and then of id.

    Where there are more, every day and field keeps its share of them, and within a day and field the seed draws. The
    order in which papers are given makes no difference; of two with one id, the one announced first is taken.
    """
    found = _within(papers, order)
    if len(found) > order.most_papers:
        found = _drawn(found, order)
    return tuple(sorted(found, key=lambda paper: (paper.announced_on, paper.paper_id)))


def _within(papers: Iterable[BriefPaper], order: BriefOrder) -> Sequence[BriefPaper]:
    fit = (
        paper
        for paper in papers
        if order.since <= paper.announced_on <= order.until and (not order.fields or paper.field in order.fields)
    )
    first: dict[str, BriefPaper] = {}
    for paper in sorted(fit, key=lambda paper: (paper.announced_on, paper.source, paper.title)):
        first.setdefault(paper.paper_id, paper)
    return list(first.values())


def _drawn(found: Sequence[BriefPaper], order: BriefOrder) -> Sequence[BriefPaper]:
    """Each day and field gives its papers at even steps from 0 to 1; the lowest places over all are taken.

    So a stratum of s papers among n gives s/n of what is wanted, to within one paper.
    """
    strata: dict[_Stratum, list[BriefPaper]] = defaultdict(list)
    for paper in found:
        strata[paper.announced_on, paper.field].append(paper)
    placed: list[tuple[float, bytes, BriefPaper]] = []
    for members in strata.values():
        members.sort(key=lambda paper: _lot(paper, order.seed))
        placed += [((turn + 0.5) / len(members), _lot(paper, order.seed), paper) for turn, paper in enumerate(members)]
    placed.sort(key=lambda each: each[:2])
    return [paper for _, _, paper in placed[: max(0, order.most_papers)]]


def _lot(paper: BriefPaper, seed: int) -> bytes:
    return blake2b(f"{seed}\0{paper.paper_id}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
