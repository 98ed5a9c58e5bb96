"""What is known of a window of papers without any model, from the papers alone. Pure.

Papers in, Skeleton out: the same order and papers give the same skeleton, in whatever order the papers come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from academichub.brief.select import select_papers
from academichub.brief.skeleton.bridges import find_bridges
from academichub.brief.skeleton.clusters import group_papers, nearest_first
from academichub.brief.skeleton.labels import Labelled, is_several, label_clusters
from academichub.brief.skeleton.layout2d import lay_out
from academichub.brief.skeleton.neighbours import Space
from academichub.brief.skeleton.places import beside_fields, points_of, weighed_words
from academichub.brief.skeleton.tensions import find_tensions
from academichub.brief.skeleton.trends import Span, phrase_trends, span_of, trends_of
from academichub.brief.words.phrases import Phrases, read_phrases, text_of_paper
from academichub.model import BriefOrder, BriefPaper, BriefStage, Cluster, Skeleton, Trend
from academichub.publish.wording import Wording, wording
from academichub.rank.rarity import Vector

__all__ = ["SKELETON_ID", "build_skeleton"]

SKELETON_ID = "skeleton-4"
"""Changes with any rule of this room that changes a skeleton."""

_N_REPRESENTATIVES = 5
_FEW = 150
"""Papers; of fewer, what a cluster is about may be said in one title alone."""
_FIELDS_NAMED = 2  # of a group that has no label
_FIRST_HAN = "\u3400"
_PHRASE_SHARE, _WORD_SHARE = 0.25, 1 / 3
"""Of a cluster's papers, in a window of few, that must have the phrase or the word it is called by."""


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
    points = beside_fields(read.points, [paper.field for paper in (*read.papers, *read.before)])
    labels = group_papers(points, len(chosen), _kinds(read), order.seed)
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
    phrases = read_phrases(now, earlier, 1 if len(now) < _FEW else 2)
    tell(BriefStage.PLACES)
    words = weighed_words([*now, *earlier])
    points = points_of(words, seed)
    space = Space(points[: len(now)], words[: len(now)])
    return _Read(papers, before, phrases, space, points)


def _kinds(read: _Read) -> Sequence[str]:
    return [next(iter(paper.categories), paper.field) for paper in (*read.papers, *read.before)]


def _clusters(read: _Read, labels: Vector, span: Span, w: Wording) -> tuple[Cluster, ...]:
    n = len(read.papers)
    now, k = labels[:n], int(labels[:n].max()) + 1
    named = label_clusters(read.phrases, now, k)
    counts = np.bincount(now, minlength=k), np.bincount(labels[n:], minlength=k)
    trends = trends_of(list(zip(counts[0].tolist(), counts[1].tolist(), strict=False))[:k], span)
    texts = _texts(read, now, named, w)
    return tuple(_cluster(read, (number, texts[number]), now, named[number], trends[number]) for number in range(k))


def _texts(read: _Read, now: Vector, named: Sequence[Labelled], w: Wording) -> Sequence[str]:
    """The labels as text. In a small window a phrase of few papers tells nothing, and the fields are named instead.

    What tells two apart that are written alike is the best term of each, else a number.
    """
    texts = [_text(read, np.flatnonzero(now == number), label, w) for number, label in enumerate(named)]
    alike = Counter(text.casefold() for text in texts)
    told: list[str] = []
    for number, (text, label) in enumerate(zip(texts, named, strict=True)):
        several = next((at for at in label.terms if is_several(read.phrases.names[at])), None)
        if alike[text.casefold()] > 1 and several is not None:
            text = f"{text}{w('join.colon')}{read.phrases.shown(several)}"
        is_new = text.casefold() not in {each.casefold() for each in told}
        told.append(text if is_new else f"{text} ({number + 1})")
    return told


def _text(read: _Read, rows: Vector, label: Labelled, w: Wording) -> str:
    """A cluster's label; a single word that is no name after its field. Without a label the fields are named."""
    counts = Counter(read.papers[row].field for row in rows)
    common = sorted(counts, key=lambda field: (-counts[field], field))
    if label.columns and (len(read.papers) >= _FEW or _is_telling(read.phrases, label, len(rows))):
        written = [read.phrases.shown(column) for column in label.columns]
        is_word = len(written) == 1 and not is_several(read.phrases.names[label.columns[0]])
        is_generic = is_word and written[0][1:] == written[0][1:].lower() and written[0][0] < _FIRST_HAN
        return f"{w.field(common[0])}{w('join.colon')}{written[0]}" if is_generic else " / ".join(written)
    if len(common) == 1:
        return w.field(common[0])
    named = w.join(w.field(field) for field in common[:_FIELDS_NAMED])
    return w("brief.others_more" if len(common) > _FIELDS_NAMED else "brief.others", fields=named)


def _is_telling(phrases: Phrases, label: Labelled, n: int) -> bool:
    is_phrase = len(label.columns) == 1 and is_several(phrases.names[label.columns[0]])
    return (
        label.n_having >= (2 if is_phrase else 3)
        and label.n_having >= (_PHRASE_SHARE if is_phrase else _WORD_SHARE) * n
    )


def _cluster(read: _Read, name: tuple[int, str], now: Vector, label: Labelled, trend: Trend) -> Cluster:
    number, text = name
    rows = np.flatnonzero(now == number)
    members = [read.papers[row] for row in rows]
    fields = Counter(paper.field for paper in members)
    return Cluster(
        cluster_id=number,
        label=text,
        terms=tuple(read.phrases.shown(column) for column in label.terms),
        paper_ids=tuple(paper.paper_id for paper in members),
        representatives=tuple(
            read.papers[row].paper_id for row in nearest_first(read.points, rows, _N_REPRESENTATIVES)
        ),
        trend=trend,
        fields=dict(sorted(fields.items(), key=lambda item: (-item[1], item[0]))),
    )


def _placed(papers: Sequence[BriefPaper], places: Vector) -> tuple[BriefPaper, ...]:
    return tuple(replace(paper, place=(x, y)) for paper, (x, y) in zip(papers, places.tolist(), strict=True))
