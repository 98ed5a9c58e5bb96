"""Why a paper stands where it does: the words, the examples and the categories that carried its score. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from academichub.rank.nearness import NEARNESS, nearness
from academichub.rank.papers import Card, View
from academichub.rank.profile import PLAIN_MIX, Mix, Profile, Wishes, once_each, recency_of
from academichub.rank.rarity import Vector
from academichub.rank.words import bucket_of, columns, is_telling, terms_of

__all__ = ["Reasons", "explain"]

_NEAR = 0.08  # cosine by words; below it two papers share no more than their field's everyday words

_FROM_THE_OTHER_SIDE = {"titles": "titles", "title_in_texts": "titles_in_text", "titles_in_text": "title_in_texts"}

_Shares = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """Strongest first. All shares are parts of the score, as `score_edition` counts it; negative ones speak against it.

    Words, `everyday`, `categories`, `related` and `nearness` add up to the score, but for what is the same for all
    papers. The share of an example is of what it has in common with the paper: those words, told above as well, that
    speak for it, and what coming near to this one example adds.
    """

    words: tuple[tuple[str, float], ...]
    against: tuple[tuple[str, float], ...]
    examples: tuple[tuple[str, float], ...]  # (paper_id, share): wanted papers it is like
    disliked: tuple[tuple[str, float], ...]  # unwanted papers it is like, by the words they share that speak against it
    categories: float
    related: float  # by the place the store taught, beyond shared words
    everyday: float = 0.0  # turns of phrase: terms with words too common to be named
    nearness: float = 0.0  # to single examples; 0 where nothing was learned


def explain(profile: Profile, card: Card, paper: View, wishes: Wishes, limit: int = 5, mix: Mix = PLAIN_MIX) -> Reasons:
    """`paper` is the view of this one card, under the same shared part, whose mix is given, as profile and wishes.

    Raises: ValueError where `paper` is not exactly that card.
    """
    if paper.ids != (card.paper_id,):
        raise ValueError(f"the view is not of {card.paper_id}")
    everything = _said(profile, card, paper)
    if len(set(wishes.wanted.ids)) < len(wishes.wanted.ids):
        wishes = once_each(wishes)  # it takes a copy of all
    near = _near(paper, wishes, mix)
    said = [(term, share) for term, share in everything if is_telling(term)]
    return Reasons(
        tuple(sorted(((t, v) for t, v in said if v > 0), key=lambda s: (-s[1], s[0]))[:limit]),
        tuple(sorted(((t, v) for t, v in said if v < 0), key=lambda s: (s[1], s[0]))[:limit]),
        _like(paper, wishes.wanted, limit, 1, profile, np.maximum(near, 0)),
        _like(paper, wishes.unwanted, limit, -1, profile, np.zeros(1, np.float32)),
        float((paper.categories @ profile.categories)[0]),
        float((paper.kin @ profile.kin)[0]) if paper.kin.shape[1] else 0.0,
        sum(share for term, share in everything if not is_telling(term)),
        float(near.sum()),
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


def _like(paper: View, others: View | None, limit: int, sign: int, profile: Profile, near: Vector) -> _Shares:
    """Of the papers that it is like, by words, those with the greatest shares; `near` is added to each."""
    if others is None:
        return ()
    buckets = np.sort(paper.words.indices)
    worth = columns(paper.words, buckets).toarray().ravel()
    carried = worth * np.array([_weight(profile, bucket) for bucket in buckets], np.float32)
    held = columns(others.words, buckets)
    likeness: Vector = held @ worth
    shares = near + (held > 0) @ (np.maximum(sign * carried, 0) * sign)
    like = [row for row in range(len(others.ids)) if likeness[row] >= _NEAR and shares[row] * sign > 0]
    order = sorted(like, key=lambda row: (-sign * float(shares[row]), others.ids[row]))[:limit]
    return tuple((others.ids[row], float(shares[row])) for row in order)


def _near(paper: View, wishes: Wishes, mix: Mix) -> Vector:
    """What nearness to each wanted paper adds to the score; they add up to what `score_edition` adds for it."""
    parts = np.zeros(len(wishes.wanted.ids), np.float32)
    if not any(mix.get(name) for name in NEARNESS):
        return parts
    found = nearness(Wishes(paper), wishes.wanted)  # from the other side: of each wanted paper to this one
    share = recency_of(wishes.wanted_days, len(parts))
    share = share / share.sum()
    likest = np.argsort(-found["likest"], kind="stable")[:3]
    parts[likest[0]] += mix.get("likest", 0.0) * found["likest"][likest[0]]
    parts[likest] += mix.get("likest_three", 0.0) * found["likest_three"][likest] / len(likest)
    for name, seen_as in _FROM_THE_OTHER_SIDE.items():
        parts += mix.get(name, 0.0) * share * found[seen_as]
    return parts
