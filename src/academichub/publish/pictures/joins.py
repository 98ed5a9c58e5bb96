"""How many bridges and shared clusters join each pair of fields: the figures behind the heat map. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from academichub.model import FieldId, PaperId, Skeleton
from academichub.publish.pictures.palette import ordered

__all__ = ["Join", "joins_of"]


@dataclass(frozen=True, slots=True)
class Join:
    """Two fields, in the order of the taxonomy.

    `n_bridges` have papers of both. `n_beside`: pairs of papers, one of each field, that can be made within clusters,
    each paper used once. `n_smaller`: papers of the smaller of the two fields.
    """

    fields: tuple[FieldId, FieldId]
    n_bridges: int
    n_beside: int
    n_smaller: int


def joins_of(skeleton: Skeleton) -> tuple[Join, ...]:
    """Every pair of the fields that have a paper, those that nothing joins included."""
    field_of = {paper.paper_id: _known(paper.field) for paper in skeleton.papers}
    n_of = Counter(field_of.values())
    bridges = Counter(
        pair for bridge in skeleton.bridges for pair in combinations(ordered(_fields(bridge.paper_ids, field_of)), 2)
    )
    beside: Counter[tuple[FieldId, FieldId]] = Counter()
    for cluster in skeleton.clusters:
        counts = Counter(_fields(cluster.paper_ids, field_of))
        for one, other in combinations(ordered(counts), 2):
            beside[one, other] += min(counts[one], counts[other])
    return tuple(
        Join(pair, bridges[pair], beside[pair], min(n_of[pair[0]], n_of[pair[1]]))
        for pair in combinations(ordered(n_of), 2)
    )


def _known(field: FieldId) -> FieldId:
    return next(iter(ordered([field])))


def _fields(paper_ids: Iterable[PaperId], field_of: dict[PaperId, FieldId]) -> Iterator[FieldId]:
    return (field_of[each] for each in paper_ids if each in field_of)
