"""One radar's taste as weights, learned from examples and votes; and the scores it gives. Pure.

Five measures of a paper make the score, each put on one scale by how it spreads over papers of the store, then added
by the shared mix. All are straight lines, so a profile is one sparse row and two dense ones, and a hundred thousand
profiles are scored by a few matrix products.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from academichub.rank.papers import View
from academichub.rank.rarity import Vector
from academichub.rank.separate import Weighting, balanced_costs, separate
from academichub.rank.words import Matrix, columns

__all__ = [
    "KINDRED_MIX",
    "MEASURES",
    "PLAIN_MIX",
    "Mix",
    "Profile",
    "Wishes",
    "measure",
    "once_each",
    "recency_of",
    "score",
    "train",
]

MEASURES = ("words", "likeness", "kin", "kin_likeness", "categories")
"""A line between wanted and other papers by words; nearness to the mean of the wanted by words; the same two by learned
place; share of categories."""

Mix = Mapping[str, float]
PLAIN_MIX: Mix = {"words": 1.0, "categories": 0.2}
"""Where nothing has been learned from the store."""
KINDRED_MIX: Mix = {
    "words": 0.63,
    "likeness": -0.42,
    "kin": 0.67,
    "kin_likeness": 0.16,
    "categories": 0.17,
    "likest": 0.27,
    "likest_three": -0.15,
    "titles": 0.13,
    "title_in_texts": -0.30,
    "titles_in_text": -0.16,
}
"""With a metric, before pseudo-readers have said how the measures weigh: right for authors of earlier months. The last
five are of `rank.nearness`. Below zero: what is like all the examples a little is like every paper a little."""

_MOST_WEIGHTS = 2_000
_WEIGHTS_EACH = 100  # for each judged paper, where that is more: hundreds of votes say more than two thousand terms
_COST = 0.11
_LEAST_SPREAD = 1e-4
_HALF_LIFE_DAYS = 365.0


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a reader showed: papers wanted and not wanted, and how many days ago each was said (None: all today)."""

    wanted: View
    unwanted: View | None = None
    wanted_days: Sequence[float] | None = None
    unwanted_days: Sequence[float] | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """Derived, never the truth: made again from the wishes whenever they or the shared part change."""

    buckets: Vector  # sorted int32, at most 2,000, or 100 for each judged paper
    weights: Vector  # float32, of those buckets
    kin: Vector  # (d,)
    categories: Vector  # (N_CATEGORIES,)
    offset: float
    version: str = ""  # of the shared part; a profile of another version scores nothing sensible


def train(wishes: Wishes, background: View, mix: Mix = PLAIN_MIX, version: str = "") -> Profile:
    """The profile of these wishes. `background` is 2,000 to 5,000 papers of the store, the same for all radars.

    The order of examples does not matter, nor a paper named twice beyond its newest mention.
    Raises: ValueError where nothing is wanted.
    """
    wishes = once_each(wishes)
    if not wishes.wanted.ids:
        raise ValueError("a profile needs at least one wanted paper or some words")
    lines, usual = _learn(wishes, background)
    scale = {name: mix.get(name, 0.0) * factor for name, (_, factor) in usual.items()}
    weights = scale["words"] * lines.words + scale["likeness"] * lines.likeness
    n_judged = len(wishes.wanted.ids) + len(_ids(wishes.unwanted))
    buckets = _largest(lines.buckets, weights, max(_MOST_WEIGHTS, _WEIGHTS_EACH * n_judged))
    at = np.searchsorted(lines.buckets, buckets)
    return Profile(
        buckets.astype(np.int32),
        weights[at].astype(np.float32),
        (scale["kin"] * lines.kin + scale["kin_likeness"] * lines.kin_likeness).astype(np.float32),
        (scale["categories"] * lines.categories).astype(np.float32),
        -sum(scale[name] * mean for name, (mean, _) in usual.items()),
        version,
    )


def score(profile: Profile, papers: View) -> Vector:
    """One number a paper, float32; 0 is an everyday paper of the store, 1 about one spread above it."""
    total = columns(papers.words, profile.buckets) @ profile.weights + papers.categories @ profile.categories
    if papers.kin.shape[1]:
        total = total + papers.kin @ profile.kin
    return np.asarray(total + profile.offset, np.float32)


def measure(wishes: Wishes, background: View, papers: View) -> Mapping[str, Vector]:
    """Each measure by itself, on the scale of the background: what the shared mix is learned from."""
    lines, usual = _learn(wishes, background)
    measured = _measured(lines, papers, columns(papers.words, lines.buckets))
    return {name: (v - usual[name][0]) * usual[name][1] for name, v in measured.items()}


def _learn(wishes: Wishes, background: View) -> tuple[_Lines, Mapping[str, tuple[float, float]]]:
    """The lines, and how each spreads over the papers nobody judged."""
    others = background.without({*wishes.wanted.ids, *_ids(wishes.unwanted)})
    judged = [view for view in (wishes.wanted, wishes.unwanted) if view is not None]
    buckets = np.unique(np.concatenate([view.words.indices for view in judged]))
    known = columns(others.words, buckets)
    words = sp.vstack([*(columns(view.words, buckets) for view in judged), known], "csr")
    lines = _lines(wishes, others, (buckets, words))
    return lines, {name: _usual(values) for name, values in _measured(lines, others, known).items()}


def _usual(values: Vector) -> tuple[float, float]:
    """Mean, and one over the spread; 0 for a measure that is the same for all papers, since it tells nothing."""
    spread = float(values.std()) if len(values) else 0.0
    return (float(values.mean()), 1 / spread) if spread > _LEAST_SPREAD else (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Lines:
    buckets: Vector
    words: Vector
    likeness: Vector
    kin: Vector
    kin_likeness: Vector
    categories: Vector


def _lines(wishes: Wishes, others: View, shown: tuple[Vector, Matrix]) -> _Lines:
    """`shown` is the judged papers' buckets, and the words of wanted, unwanted and others in those columns."""
    wanted, (buckets, rows) = wishes.wanted, shown
    recency = recency_of(wishes.wanted_days, len(wanted.ids))
    sides, costs = _sides(wishes, others, recency)
    words, _ = separate(rows, sides, costs)
    kin = np.zeros(0, np.float32)
    if wanted.kin.shape[1]:
        views = [view for view in (wanted, wishes.unwanted, others) if view is not None]
        kin, _ = separate(np.concatenate([view.kin for view in views]), sides, costs)
    share = recency / recency.sum()
    likeness = rows[: len(share)].T @ share
    return _Lines(buckets, words, likeness, kin, share @ wanted.kin, wanted.categories.T @ share)


def _sides(wishes: Wishes, others: View, recency: Vector) -> tuple[Vector, Vector]:
    n_unwanted = len(_ids(wishes.unwanted))
    sides = np.full(len(recency) + n_unwanted + len(others.ids), -1, np.float32)
    sides[: len(recency)] = 1
    against = recency_of(wishes.unwanted_days, n_unwanted)
    return sides, balanced_costs(Weighting(recency, against, len(others.ids))) * _COST


def _measured(lines: _Lines, papers: View, known: Matrix) -> dict[str, Vector]:
    """`known` is the papers' words in the columns of the lines."""
    measured = {
        "words": known @ lines.words,
        "likeness": known @ lines.likeness,
        "categories": papers.categories @ lines.categories,
    }
    nothing = np.zeros(len(papers.ids), np.float32)
    learned = papers.kin.shape[1] > 0
    measured["kin"] = papers.kin @ lines.kin if learned else nothing
    measured["kin_likeness"] = papers.kin @ lines.kin_likeness if learned else nothing
    return measured


def recency_of(days: Sequence[float] | None, n: int) -> Vector:
    """Halves in a year: taste changes slowly, and a paper of last spring still says what a reader works on."""
    if days is None:
        return np.ones(n, np.float32)
    return np.power(0.5, np.maximum(np.asarray(days, np.float32), 0) / _HALF_LIFE_DAYS)


def _largest(buckets: Vector, weights: Vector, limit: int) -> Vector:
    chosen = np.lexsort((buckets, -np.abs(weights)))[:limit]
    return np.sort(buckets[chosen[weights[chosen] != 0]])


def _ids(view: View | None) -> tuple[str, ...]:
    return view.ids if view is not None else ()


def once_each(wishes: Wishes) -> Wishes:
    """Each paper once, by its newest mention, in the order of ids: so order and repetition cannot matter."""
    wanted, wanted_days = _newest(wishes.wanted, wishes.wanted_days)
    if wishes.unwanted is None or not wishes.unwanted.ids:
        return Wishes(wanted, None, wanted_days)
    unwanted, unwanted_days = _newest(wishes.unwanted, wishes.unwanted_days)
    return Wishes(wanted, unwanted, wanted_days, unwanted_days)


def _newest(view: View, days: Sequence[float] | None) -> tuple[View, Sequence[float]]:
    said = list(days) if days is not None else [0.0] * len(view.ids)
    first: dict[str, int] = {}
    for row in sorted(range(len(view.ids)), key=lambda row: (view.ids[row], said[row])):
        first.setdefault(view.ids[row], row)
    rows = list(first.values())
    return view.take(rows), [said[row] for row in rows]
