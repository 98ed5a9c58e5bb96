"""Why a paper stands where it does: the words, the examples and the categories that carried its score. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from academichub.rank.papers import Card, View
from academichub.rank.profile import Profile, Wishes
from academichub.rank.rarity import Vector
from academichub.rank.words import alike, bucket_of, is_telling, terms_of

__all__ = ["Reasons", "explain"]

_NEAR = 0.08  # cosine by words; below it two papers share no more than their field's everyday words


@dataclass(frozen=True, slots=True)
class Reasons:
    """Strongest first. Shares are parts of the score, as `score` counts it; negative words speak against the paper."""

    words: tuple[tuple[str, float], ...]
    against: tuple[tuple[str, float], ...]
    examples: tuple[tuple[str, float], ...]  # (paper_id, cosine): wanted papers it is like
    disliked: tuple[tuple[str, float], ...]  # unwanted papers it is like
    categories: float
    related: float  # by the place the store taught, beyond shared words
    everyday: float = 0.0  # turns of phrase: terms with words too common to be named


def explain(profile: Profile, card: Card, paper: View, wishes: Wishes, limit: int = 5) -> Reasons:
    """`paper` is the view of this one card, under the same shared part as the profile and the wishes.

    Raises: ValueError where `paper` is not exactly that card.
    """
    if paper.ids != (card.paper_id,):
        raise ValueError(f"the view is not of {card.paper_id}")
    everything = _said(profile, card, paper)
    said = [(term, share) for term, share in everything if is_telling(term)]
    return Reasons(
        tuple(sorted(((t, v) for t, v in said if v > 0), key=lambda s: (-s[1], s[0]))[:limit]),
        tuple(sorted(((t, v) for t, v in said if v < 0), key=lambda s: (s[1], s[0]))[:limit]),
        _like(paper, wishes.wanted, limit),
        _like(paper, wishes.unwanted, limit),
        float((paper.categories @ profile.categories)[0]),
        float((paper.kin @ profile.kin)[0]) if paper.kin.shape[1] else 0.0,
        sum(share for term, share in everything if not is_telling(term)),
    )


def _said(profile: Profile, card: Card, paper: View) -> list[tuple[str, float]]:
    """Each term of the card that carries weight, once; of two terms in one bucket the first speaks."""
    if not len(profile.buckets):
        return []
    worth = dict(zip(paper.words.indices.tolist(), paper.words.data.tolist(), strict=True))
    seen: set[int] = set()
    said: list[tuple[str, float]] = []
    for term in terms_of(card.text):
        bucket = bucket_of(term)
        if bucket in seen:
            continue
        seen.add(bucket)
        said.append((term, worth.get(bucket, 0.0) * _weight(profile, bucket)))
    return said


def _weight(profile: Profile, bucket: int) -> float:
    at = int(np.searchsorted(profile.buckets, bucket))
    return float(profile.weights[at]) if at < len(profile.buckets) and profile.buckets[at] == bucket else 0.0


def _like(paper: View, others: View | None, limit: int) -> tuple[tuple[str, float], ...]:
    if others is None:
        return ()
    near: Vector = alike(others.words, paper.words).ravel()
    return tuple(_strongest(others.ids, near, limit))


def _strongest(ids: Sequence[str], near: Vector, limit: int) -> list[tuple[str, float]]:
    order = sorted(range(len(ids)), key=lambda row: (-float(near[row]), ids[row]))[:limit]
    return [(ids[row], float(near[row])) for row in order if near[row] >= _NEAR]
