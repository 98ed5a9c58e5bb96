"""Why a paper stands where it does: the words, the examples and the categories that carried its score. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from academichub.rank.papers import Card, View
from academichub.rank.profile import Profile, Wishes, recency_of
from academichub.rank.rarity import Vector
from academichub.rank.words import alike, bucket_of, is_telling, terms_of

__all__ = ["Reasons", "explain", "near_from"]

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


def explain(profile: Profile, card: Card, paper: View, wishes: Wishes, limits: Limits, limit: int = 5) -> Reasons:
    """`paper` is the view of this one card, under the same shared part as the profile and the wishes.

    Raises: ValueError where `paper` is not exactly that card.
    """
    if paper.ids != (card.paper_id,):
        raise ValueError(f"the view is not of {card.paper_id}")
    taught = _taught(profile, paper, wishes.wanted, wishes.wanted_days, 1)
    unwanted = _taught(profile, paper, wishes.unwanted, wishes.unwanted_days, -1)
    said = [(term, share * taught.others(bucket_of(term))) for term, share in _said(profile, card, paper)]
    return Reasons(
        tuple(sorted(((t, v) for t, v in said if v > 0), key=lambda s: (-s[1], s[0]))[:limit]),
        tuple(sorted(((t, v) for t, v in said if v < 0), key=lambda s: (s[1], s[0]))[:limit]),
        _near(paper, wishes.wanted, taught.by_paper, limits)[:limit],
        _near(paper, wishes.unwanted, unwanted.by_paper, limits)[:limit],
        float((paper.categories @ profile.categories)[0]),
        float((paper.kin @ profile.kin)[0]) if paper.kin.shape[1] else 0.0,
        taught.by_paper.get(card.paper_id, 0.0),
    )


@dataclass(frozen=True, slots=True)
class _Taught:
    """What each judged paper taught of the share that this paper's words carry, and of each bucket the paper's own
    part where it is itself among the judged."""

    by_paper: Mapping[str, float]
    own: Mapping[int, float]

    def others(self, bucket: int) -> float:
        return 1.0 - self.own.get(bucket, 0.0)


def _taught(profile: Profile, paper: View, judged: View | None, days: Sequence[float] | None, sign: int) -> _Taught:
    """The share of each term goes to the judged papers that have it, by how much each has of it and how new it is."""
    if judged is None or not len(profile.buckets):
        return _Taught({}, {})
    buckets, worth = paper.words.indices, paper.words.data
    shares = np.array([_weight(profile, int(bucket)) for bucket in buckets], np.float32) * worth
    shares = np.maximum(sign * shares, 0)
    held = judged.words[:, buckets].toarray() * recency_of(days, len(judged.ids))[:, None]
    parts: Vector = held / np.maximum(held.sum(axis=0), 1e-9)
    totals: dict[str, float] = {}
    for name, total in zip(judged.ids, parts @ shares, strict=True):
        totals[name] = totals.get(name, 0.0) + float(total)
    rows = [row for row, name in enumerate(judged.ids) if name == paper.ids[0]]
    return _Taught(totals, dict(zip(map(int, buckets), map(float, parts[rows].sum(axis=0)), strict=True)))


def _said(profile: Profile, card: Card, paper: View) -> list[tuple[str, float]]:
    """Each telling term of the card that carries weight, once; of two terms in one bucket the first speaks."""
    if not len(profile.buckets):
        return []
    worth = dict(zip(paper.words.indices.tolist(), paper.words.data.tolist(), strict=True))
    seen: set[int] = set()
    said: list[tuple[str, float]] = []
    for term in filter(is_telling, terms_of(card.text)):
        bucket = bucket_of(term)
        if bucket in seen:
            continue
        seen.add(bucket)
        said.append((term, worth.get(bucket, 0.0) * _weight(profile, bucket)))
    return said


def _weight(profile: Profile, bucket: int) -> float:
    at = int(np.searchsorted(profile.buckets, bucket))
    return float(profile.weights[at]) if at < len(profile.buckets) and profile.buckets[at] == bucket else 0.0


def _near(
    paper: View, judged: View | None, taught: Mapping[str, float], limits: Limits
) -> tuple[tuple[str, float], ...]:
    """Those that are near, and not the paper itself; the one that taught most comes first."""
    if judged is None:
        return ()
    close = alike(judged.words, paper.words).ravel()
    near = {name for name, likeness in zip(judged.ids, close, strict=True) if likeness > limits.get(name, 0.0)}
    named = [(name, taught.get(name, 0.0)) for name in near if name != paper.ids[0]]
    return tuple(sorted(named, key=lambda one: (-one[1], one[0])))
