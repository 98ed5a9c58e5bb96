"""Which sections a briefing has and in what order, by its skeleton alone. Pure; their text is sections.py's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from academichub.model import Cluster, SectionKind, Skeleton

__all__ = ["MOST_CLUSTERS", "PlannedSection", "outline_of"]

MOST_CLUSTERS = 12


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """`clusters` are those it is about; several only for the section of the others."""

    kind: SectionKind
    clusters: tuple[Cluster, ...] = ()


def outline_of(skeleton: Skeleton) -> tuple[PlannedSection, ...]:
    """The summary, a section for each of at most twelve clusters, one for the others, trends, bridges, tensions.

    Clusters whose share changed beyond chance stand first, the surest first, then the largest. A section without
    anything in it is left out, but for the summary; a window without papers has that alone.
    """
    if not skeleton.papers:
        return (PlannedSection(SectionKind.SUMMARY),)
    ranked = _ranked(skeleton.clusters)
    chosen, others = ranked[:MOST_CLUSTERS], ranked[MOST_CLUSTERS:]
    planned = [PlannedSection(SectionKind.SUMMARY)]
    planned += [PlannedSection(SectionKind.CLUSTER, (cluster,)) for cluster in chosen]
    if others:
        planned.append(PlannedSection(SectionKind.CLUSTER, tuple(others)))
    planned.append(PlannedSection(SectionKind.TRENDS))
    planned += [PlannedSection(SectionKind.BRIDGES)] if skeleton.bridges else []
    planned += [PlannedSection(SectionKind.TENSIONS)] if skeleton.tensions else []
    return tuple(planned)


def _ranked(clusters: Sequence[Cluster]) -> Sequence[Cluster]:
    """Half of the places by what moved, the rest by size: neither alone says what a window is about."""
    moved = [cluster for cluster in clusters if cluster.trend.is_significant]
    moved.sort(key=lambda cluster: (cluster.trend.p_value or 0.0, -len(cluster.paper_ids), cluster.cluster_id))
    first = moved[: MOST_CLUSTERS // 2]
    rest = [cluster for cluster in clusters if cluster not in first]
    rest.sort(key=lambda cluster: (-len(cluster.paper_ids), cluster.cluster_id))
    return [*first, *rest]
