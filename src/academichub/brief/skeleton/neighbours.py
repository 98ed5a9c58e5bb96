"""Pairs of papers that stand near each other. Pure; what a pair means is bridges.py's and tensions.py's matter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from academichub.rank.rarity import Vector
from academichub.rank.words import Matrix

__all__ = ["Pair", "Space", "near_pairs"]

_BLOCK = 512

Pair = tuple[int, int, float]
"""Two rows, the lower first, and how close they are (cosine, 0 to 1)."""


class Space:
    """Papers by their points and by their words; closeness is the mean of both cosines, and 0 where they disagree.

    Points alone find papers of one large subject alike, words alone miss what is said in other words.
    """

    def __init__(self, points: Vector, words: Matrix) -> None:
        self.points, self.words = points, words

    def __len__(self) -> int:
        return len(self.points)

    def closeness(self, first: int, second: int) -> float:
        return float(self.all_closeness([first], [second])[0])

    def all_closeness(self, firsts: Sequence[int], seconds: Sequence[int]) -> Vector:
        """Of each two rows, to four places. Words enter by their root: their cosine is small even for close papers."""
        by_points = (self.points[firsts] * self.points[seconds]).sum(axis=1)
        by_words = np.asarray(self.words[firsts].multiply(self.words[seconds]).sum(axis=1)).ravel()
        both = (by_points + np.sqrt(np.maximum(by_words, 0))) / 2
        return np.where((by_points > 0) & (by_words > 0), np.clip(both, 0, 1), 0).round(4)


def near_pairs(space: Space, wanted: Vector | None, n_each: int, least: float) -> Sequence[Pair]:
    """The pairs of a paper and one of its `n_each` nearest by points, each once, the closest first.

    `wanted`: (n, n) of bool, which pairs count; None: all. `least`: of the cosine of their points.
    """
    found: set[tuple[int, int]] = set()
    n = len(space)
    for start in range(0, n, _BLOCK):
        rows = np.arange(start, min(start + _BLOCK, n))
        near = space.points[rows] @ space.points.T
        near[np.arange(len(rows)), rows] = -1
        if wanted is not None:
            near = np.where(wanted[rows], near, -1)
        best = np.argpartition(-near, min(n_each, n - 1), axis=1)[:, :n_each]
        for at, row in enumerate(rows.tolist()):
            found.update((min(row, other), max(row, other)) for other in best[at].tolist() if near[at, other] >= least)
    if not found:
        return []
    firsts, seconds = (list(side) for side in zip(*sorted(found), strict=True))
    pairs = zip(firsts, seconds, space.all_closeness(firsts, seconds).tolist(), strict=True)
    return sorted((pair for pair in pairs if pair[2] > 0), key=lambda pair: (-pair[2], pair[:2]))
