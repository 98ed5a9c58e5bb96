"""A briefing made again later: which days it is about, what has changed since, what became of its papers. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from academichub.model import (
    BriefChange,
    BriefChangeKind,
    Briefing,
    BriefOrder,
    Cluster,
    Paper,
    PaperId,
    PaperNow,
)

__all__ = ["changes_between", "papers_now", "renewed_order"]

_SAME_PAPERS = 0.5  # of the smaller of two clusters
_SAME_TERMS = 1 / 3  # of all terms of both


def renewed_order(order: BriefOrder, newest: date | None) -> BriefOrder:
    """The same order, of as many days up to the newest edition; of the same days where no later edition is stored."""
    if newest is None or newest <= order.until:
        return order
    return replace(order, since=newest - (order.until - order.since), until=newest)


def papers_now(text_hashes: Mapping[PaperId, str], stored: Mapping[PaperId, Paper]) -> dict[PaperId, PaperNow]:
    """What has become of papers whose texts had these hashes; those as they were are left out."""
    found = ((paper_id, _now(text_hash, stored.get(paper_id))) for paper_id, text_hash in text_hashes.items())
    return {paper_id: now for paper_id, now in found if now is not None}


def _now(text_hash: str, paper: Paper | None) -> PaperNow | None:
    if paper is None:
        return PaperNow.MISSING
    if paper.withdrawn:
        return PaperNow.WITHDRAWN
    return PaperNow.REVISED if paper.text_hash != text_hash else None


def changes_between(earlier: Briefing, renewed: Briefing, now: Mapping[PaperId, PaperNow]) -> tuple[BriefChange, ...]:
    """What is otherwise than in the earlier one; `now` is what has become of the earlier one's papers.

    One change for each kind that there is, and one for each cluster that came or went. A paper that was withdrawn is
    not told among those that left. Clusters are the same where they share papers, a label, or enough of their terms.
    """
    had = [paper.paper_id for paper in earlier.skeleton.papers]
    has = [paper.paper_id for paper in renewed.skeleton.papers]
    withdrawn = [paper_id for paper_id in had if now.get(paper_id) is PaperNow.WITHDRAWN]
    papers = {
        BriefChangeKind.NEW: _without(has, had),
        BriefChangeKind.REVISED: [paper_id for paper_id in had if now.get(paper_id) is PaperNow.REVISED],
        BriefChangeKind.WITHDRAWN: withdrawn,
        BriefChangeKind.LEFT: _without(had, [*has, *withdrawn]),
    }
    told = [BriefChange(kind, tuple(paper_ids)) for kind, paper_ids in papers.items() if paper_ids]
    before, after = earlier.skeleton.clusters, renewed.skeleton.clusters
    came = _clusters(BriefChangeKind.CLUSTER_NEW, after, before)
    return (*told, *came, *_clusters(BriefChangeKind.CLUSTER_GONE, before, after))


def _without(paper_ids: Sequence[PaperId], others: Sequence[PaperId]) -> list[PaperId]:
    known = set(others)
    return [paper_id for paper_id in paper_ids if paper_id not in known]


def _clusters(kind: BriefChangeKind, clusters: Sequence[Cluster], others: Sequence[Cluster]) -> Iterator[BriefChange]:
    for cluster in clusters:
        if not any(_is_same(cluster, other) for other in others):
            yield BriefChange(kind, cluster.paper_ids, cluster.label)


def _is_same(one: Cluster, other: Cluster) -> bool:
    if one.label.casefold() == other.label.casefold():
        return True
    shared = len(set(one.paper_ids) & set(other.paper_ids))
    if shared >= _SAME_PAPERS * max(1, min(len(one.paper_ids), len(other.paper_ids))):
        return True
    terms = {term.casefold() for term in one.terms}, {term.casefold() for term in other.terms}
    return len(terms[0] & terms[1]) >= _SAME_TERMS * max(1, len(terms[0] | terms[1]))
