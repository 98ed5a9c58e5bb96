"""Why a paper stands where it does: the words, the examples and the categories that carried its score. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from academichub.rank.papers import Card, View
from academichub.rank.profile import Profile, Wishes, recency_of
from academichub.rank.rarity import Vector
from academichub.rank.words import Matrix, alike, placed_terms, telling

__all__ = ["Lessons", "Reasons", "explain", "lessons_of", "near_from"]

_NEAR = 2.0  # spreads above the typical likeness: one everyday paper in thirty comes so near

Limits = Mapping[str, float]
"""By judged paper: the cosine by words from which another one is told to be like it."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Strongest first. Shares are parts of the score, as `score` counts it; negative words speak against the paper.

    `examples` are the wanted papers that it is like, and what of its words' share each of them taught; a paper that is
    itself among them is told by `own` alone. `disliked`: the unwanted ones, in like manner.
    """

    words: tuple[tuple[str, float], ...]
    against: tuple[tuple[str, float], ...]
    examples: tuple[tuple[str, float], ...]
    disliked: tuple[tuple[str, float], ...]
    categories: float
    related: float  # by the place the store taught, beyond shared words
    own: float = 0.0


def near_from(judged: View, background: View) -> Limits:
    """From which likeness on a paper is near to each: well above what everyday papers have with it."""
    others = background.without(set(judged.ids))
    if not others.ids:
        return dict.fromkeys(judged.ids, 0.0)
    close = alike(others.words, judged.words)
    limits = close.mean(axis=0) + _NEAR * close.std(axis=0)
    return dict(zip(judged.ids, map(float, limits), strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    """Papers on one side, column by column, so that the terms of one paper are found in all of them at once."""

    ids: tuple[str, ...]
    terms: Vector  # the buckets that occur at all, sorted
    columns: Matrix  # CSC: the judged papers by these terms
    recency: Vector

    def meeting(self, paper: View) -> tuple[Vector, Vector]:
        """Where in the paper's words the terms stand that it shares with any of these; how much each of these has of
        them, (judged, terms)."""
        buckets = paper.words.indices
        places = np.minimum(np.searchsorted(self.terms, buckets), max(len(self.terms) - 1, 0))
        shared = np.flatnonzero(self.terms[places] == buckets) if len(self.terms) else np.zeros(0, int)
        return shared, self.columns[:, places[shared]].toarray()


@dataclass(frozen=True, slots=True, eq=False)
class Lessons:
    """What the reasons of one radar are looked for in; made once for all papers."""

    wanted: _Judged
    unwanted: _Judged
    limits: Limits


def lessons_of(wishes: Wishes, limits: Limits) -> Lessons:
    """`limits` as `near_from` gives them; a judged paper without one is near to whatever shares a word with it."""
    return Lessons(_judged(wishes.wanted, wishes.wanted_days), _judged(wishes.unwanted, wishes.unwanted_days), limits)


def _judged(view: View | None, days: Sequence[float] | None) -> _Judged:
    if view is None:
        return _Judged((), np.zeros(0, np.int32), sp.csc_matrix((0, 0), dtype=np.float32), np.zeros(0, np.float32))
    recency = recency_of(days, len(view.ids))
    rows = sorted(range(len(view.ids)), key=lambda row: (view.ids[row], recency[row]))  # any order gives the same sums
    words = view.words[rows]
    terms, places = np.unique(words.indices, return_inverse=True)
    compact = sp.csr_matrix((words.data, places, words.indptr), words.shape[:1] + terms.shape)
    return _Judged(tuple(view.ids[row] for row in rows), terms, compact.tocsc(), recency[rows])


def explain(profile: Profile, card: Card, paper: View, lessons: Lessons, limit: int = 5) -> Reasons:
    """`paper` is the view of this one card, under the same shared part as the profile and the lessons.

    Raises: ValueError where `paper` is not exactly that card.
    """
    if paper.ids != (card.paper_id,):
        raise ValueError(f"the view is not of {card.paper_id}")
    carried = paper.words.data * _weights(profile, paper.words.indices)
    taught = _taught(paper, np.maximum(carried, 0), lessons.wanted, lessons.limits)
    unwanted = _taught(paper, np.maximum(-carried, 0), lessons.unwanted, lessons.limits)
    said = [(term, share * taught.others(bucket)) for term, bucket, share in _said(card, paper, carried)]
    return Reasons(
        tuple(sorted(((t, v) for t, v in said if v > 0), key=lambda s: (-s[1], s[0]))[:limit]),
        tuple(sorted(((t, v) for t, v in said if v < 0), key=lambda s: (s[1], s[0]))[:limit]),
        taught.near[:limit],
        unwanted.near[:limit],
        float((paper.categories @ profile.categories)[0]),
        float((paper.kin @ profile.kin)[0]) if paper.kin.shape[1] else 0.0,
        taught.itself,
    )


def _weights(profile: Profile, buckets: Vector) -> Vector:
    """The profile's weight of each bucket; 0 where it has none."""
    if not len(profile.buckets):
        return np.zeros(len(buckets), np.float32)
    places = np.minimum(np.searchsorted(profile.buckets, buckets), len(profile.buckets) - 1)
    return np.where(profile.buckets[places] == buckets, profile.weights[places], np.float32(0))


@dataclass(frozen=True, slots=True)
class _Taught:
    """`near`: the judged papers that are near, and not the paper itself, with what each taught of the share that this
    paper's words carry; the one that taught most comes first. `itself`: what the paper taught, where it is judged; of
    each bucket its own part."""

    near: tuple[tuple[str, float], ...]
    itself: float
    own: Mapping[int, float]

    def others(self, bucket: int) -> float:
        return 1.0 - self.own.get(bucket, 0.0)


def _taught(paper: View, shares: Vector, judged: _Judged, limits: Limits) -> _Taught:
    """The share of each term goes to the judged papers that have it, by how much each has of it and how new it is."""
    shared, has = judged.meeting(paper)
    held = has * judged.recency[:, None]
    parts: Vector = held / np.maximum(held.sum(axis=0), 1e-9)
    totals: dict[str, float] = {}
    for name, total in zip(judged.ids, (parts @ shares[shared]).tolist(), strict=True):
        totals[name] = totals.get(name, 0.0) + total
    close = (has @ paper.words.data[shared]).tolist()
    near = {name for name, likeness in zip(judged.ids, close, strict=True) if likeness > limits.get(name, 0.0)}
    own = paper.ids[0]
    told = sorted(((name, totals[name]) for name in near if name != own), key=lambda one: (-one[1], one[0]))
    rows = [row for row, name in enumerate(judged.ids) if name == own]
    of_own = zip(paper.words.indices[shared].tolist(), parts[rows].sum(axis=0).tolist(), strict=True) if rows else ()
    return _Taught(tuple(told), totals.get(own, 0.0), dict(of_own))


def _said(card: Card, paper: View, carried: Vector) -> Iterator[tuple[str, int, float]]:
    """Each telling term of the card that carries weight, once; of two terms in one bucket the first speaks."""
    heavy = (carried != 0) & telling(paper.words.indices)
    shares = dict(zip(paper.words.indices[heavy].tolist(), carried[heavy].tolist(), strict=True))
    for term, bucket in placed_terms(card.text):
        share = shares.pop(bucket, None)
        if share is not None:
            yield term, bucket, share
