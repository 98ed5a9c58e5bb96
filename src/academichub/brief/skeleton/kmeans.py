"""k-means on unit vectors: Lloyd's rounds from k-means++ starts. Pure; the generator is an argument.

Source: Arthur & Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007; Dhillon & Modha, "Concept
decompositions for large sparse text data using clustering", Machine Learning 42, 2001 (unit vectors).
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from academichub.rank.rarity import Vector, unit_rows

__all__ = ["cluster_points", "middles_of"]

_MOST_ROUNDS = 30
_STARTS = 3


def cluster_points(points: Vector, k: int, rng: np.random.Generator) -> Vector:
    """The cluster of each point, (n,) from 0 to k - 1; the best of three starts. Some may be empty: equal points."""
    k = max(1, min(k, len(points)))
    runs = [_settle(points, _start(points, k, rng)) for _ in range(_STARTS if k > 1 else 1)]
    return max(runs, key=lambda run: run[0])[1]


def middles_of(points: Vector, labels: Vector, k: int) -> Vector:
    """(k, d) unit rows; an empty cluster has zeros."""
    n = len(points)
    members = sp.csr_matrix((np.ones(n, np.float32), (labels, np.arange(n))), (k, n))
    return np.asarray(unit_rows(members @ points), np.float32)


def _start(points: Vector, k: int, rng: np.random.Generator) -> Vector:
    """Points far from each other: each drawn with a chance that grows with its distance from those drawn before."""
    chosen = [int(rng.integers(len(points)))]
    distance = np.full(len(points), np.inf)
    for _ in range(k - 1):
        distance = np.minimum(distance, np.maximum(1 - points @ points[chosen[-1]], 0).astype(np.float64))
        total = distance.sum()
        chosen.append(int(rng.choice(len(points), p=distance / total)) if total > 1e-9 else chosen[-1])
    return points[chosen]


def _settle(points: Vector, middles: Vector) -> tuple[float, Vector]:
    """(sum of the closeness of each point to its middle, the clusters) when no point moves any more."""
    labels = np.full(len(points), -1)
    closeness = 0.0
    for _ in range(_MOST_ROUNDS):
        near = points @ middles.T
        found = near.argmax(axis=1)
        closeness = float(near[np.arange(len(points)), found].sum())
        if (found == labels).all():
            break
        labels = found
        moved = middles_of(points, labels, len(middles))
        empty = ~moved.any(axis=1)
        moved[empty] = middles[empty]
        middles = moved
    return closeness, labels
