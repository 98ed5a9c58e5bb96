"""What is known of a window of papers without any model, from the papers alone. Pure.

Papers in, Skeleton out: the same order and papers give the same skeleton, in whatever order the papers come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from academichub.brief.select import select_papers
from academichub.brief.skeleton.bridges import find_bridges
from academichub.brief.skeleton.clusters import SMALL_WINDOW, group_papers, nearest_first
from academichub.brief.skeleton.fields import group_by_fields
from academichub.brief.skeleton.labels import Labelled, is_several, label_clusters
from academichub.brief.skeleton.layout2d import lay_out
from academichub.brief.skeleton.naming import by_phrases, names_of
from academichub.brief.skeleton.neighbours import Space
from academichub.brief.skeleton.places import beside_fields, points_of, weighed_words
from academichub.brief.skeleton.tensions import find_tensions
from academichub.brief.skeleton.trends import Span, phrase_trends, span_of, trends_of
from academichub.brief.words.phrases import Phrases, read_phrases, text_of_paper
from academichub.model import BriefOrder, BriefPaper, BriefStage, Cluster, Skeleton, Trend
from academichub.publish.wording import Wording, wording
from academichub.rank.rarity import Vector

__all__ = ["SKELETON_ID", "build_skeleton"]

SKELETON_ID = "skeleton-8"
"""Changes with any rule of this room that changes a skeleton."""

_N_REPRESENTATIVES = 5
_WORD_SHARE = 1 / 3  # of a cluster's papers that must have a single word: in fewer it is often meant in two ways


@dataclass(frozen=True, slots=True)
class _Read:
    """Papers of the window and before it, read: row i of `phrases.now` and of `points` is `papers[i]`."""

    papers: tuple[BriefPaper, ...]
    before: tuple[BriefPaper, ...]
    phrases: Phrases
    space: Space
    points: Vector  # (papers, then before; d)


def build_skeleton(
    order: BriefOrder,
    papers: Iterable[BriefPaper],
    before: Iterable[BriefPaper] = (),
    tell: Callable[[BriefStage], object] = lambda stage: None,
) -> Skeleton:
    """The skeleton of the order's window.

    `before`: papers of the weeks before, chosen by the same fields and radar, for the trends; those not before
    `order.since` or of other fields are left out. `tell` hears each stage as it begins. About nine seconds of one core
    for 2,000 papers with 8,000 before them.
    """
    tell(BriefStage.SELECT)
    chosen = select_papers(papers, order)
    if not chosen:
        return Skeleton(n_before=len(_earlier(before, order)))
    read = _read(chosen, _earlier(before, order), order.seed, tell)
    tell(BriefStage.CLUSTERS)
    labels = _grouped(read, order.seed)
    clusters = _clusters(read, labels, span := span_of(order.since, len(chosen), read.before), wording(order.language))
    tell(BriefStage.TRENDS)
    trends = phrase_trends(read.phrases, span)
    tell(BriefStage.BRIDGES)
    bridges = find_bridges(chosen, read.phrases, read.space)
    tell(BriefStage.TENSIONS)
    tensions = find_tensions(chosen, read.phrases, read.space)
    placed = _placed(chosen, lay_out(read.points[: len(chosen)], labels[: len(chosen)]))
    return Skeleton(placed, clusters, bridges, trends, tensions, len(read.before))


def _earlier(before: Iterable[BriefPaper], order: BriefOrder) -> tuple[BriefPaper, ...]:
    fit = {
        paper.paper_id: paper
        for paper in sorted(before, key=lambda paper: (paper.announced_on, paper.title), reverse=True)
        if paper.announced_on < order.since and (not order.fields or paper.field in order.fields)
    }
    return tuple(sorted(fit.values(), key=lambda paper: (paper.announced_on, paper.paper_id)))


def _read(
    papers: tuple[BriefPaper, ...], before: tuple[BriefPaper, ...], seed: int, tell: Callable[[BriefStage], object]
) -> _Read:
    now = [text_of_paper(paper) for paper in papers]
    known = {paper.paper_id for paper in papers}
    before = tuple(paper for paper in before if paper.paper_id not in known)
    earlier = [text_of_paper(paper) for paper in before]
    tell(BriefStage.PHRASES)
    phrases = read_phrases(now, earlier)
    tell(BriefStage.PLACES)
    words = weighed_words([*now, *earlier])
    points = points_of(words, seed)
    space = Space(points[: len(now)], words[: len(now)])
    return _Read(papers, before, phrases, space, points)


def _grouped(read: _Read, seed: int) -> Vector:
    papers, n_now = (*read.papers, *read.before), len(read.papers)
    if n_now < SMALL_WINDOW:
        return group_by_fields(papers, read.points, n_now, seed)
    points = beside_fields(read.points, [paper.field for paper in papers])
    kinds = [next(iter(paper.categories), paper.field) for paper in papers]
    return group_papers(points, n_now, kinds, seed)


def _clusters(read: _Read, labels: Vector, span: Span, w: Wording) -> tuple[Cluster, ...]:
    n = len(read.papers)
    now, k = labels[:n], int(labels[:n].max()) + 1
    named = label_clusters(read.phrases, now, k)
    counts = np.bincount(now, minlength=k), np.bincount(labels[n:], minlength=k)
    trends = trends_of(list(zip(counts[0].tolist(), counts[1].tolist(), strict=False))[:k], span)
    texts = names_of(read.papers, read.phrases, now, named, w)
    return tuple(_cluster(read, (number, texts[number]), now, named[number], trends[number]) for number in range(k))


def _cluster(read: _Read, name: tuple[int, str], now: Vector, label: Labelled, trend: Trend) -> Cluster:
    number, text = name
    rows = np.flatnonzero(now == number)
    members = [read.papers[row] for row in rows]
    fields = Counter(paper.field for paper in members)
    return Cluster(
        cluster_id=number,
        label=text,
        terms=tuple(read.phrases.shown(column) for column in _terms(read.phrases, rows, label)),
        paper_ids=tuple(paper.paper_id for paper in members),
        representatives=tuple(
            read.papers[row].paper_id for row in nearest_first(read.points, rows, _N_REPRESENTATIVES)
        ),
        trend=trend,
        fields=dict(sorted(fields.items(), key=lambda item: (-item[1], item[0]))),
        n_named=label.n_having if text == by_phrases(read.phrases, label) else None,
    )


def _terms(phrases: Phrases, rows: Vector, label: Labelled) -> Iterator[int]:
    """Phrases, and the single words of many of the papers."""
    held = phrases.now[rows]
    for column in label.terms:
        if is_several(phrases.names[column]) or held[:, [column]].sum() >= _WORD_SHARE * len(rows):
            yield column


def _placed(papers: Sequence[BriefPaper], places: Vector) -> tuple[BriefPaper, ...]:
    return tuple(replace(paper, place=(x, y)) for paper, (x, y) in zip(papers, places.tolist(), strict=True))
