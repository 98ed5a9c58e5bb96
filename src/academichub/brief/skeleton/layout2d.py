"""Where each paper stands on a map: near papers near each other, clusters apart. Pure; draws nothing."""

from __future__ import annotations

import numpy as np

from academichub.brief.skeleton.kmeans import middles_of
from academichub.rank.rarity import Vector

__all__ = ["lay_out"]

_ROUNDS = 120
_MARGIN = 0.04
_FILLED = 0.55  # of the map's area that the clusters' discs would cover side by side


def lay_out(points: Vector, labels: Vector) -> Vector:
    """(n, 2) float64, each from 0 to 1, in steps of a ten thousandth; the same points give the same map.

    Each cluster is a disc whose area goes with its papers. Discs begin where the two directions in which clusters
    differ most put them, and push each other apart; inside a disc the papers lie by the two directions of their own.
    """
    n = len(points)
    if not n:
        return np.zeros((0, 2))
    k = int(labels.max()) + 1
    sizes = np.bincount(labels, minlength=k)
    radii = np.sqrt(_FILLED * sizes / n / np.pi)
    centres = _spread(_plane(middles_of(points, labels, k)), radii)
    placed = np.empty((n, 2))
    for label in range(k):
        rows = np.flatnonzero(labels == label)
        placed[rows] = centres[label] + radii[label] * _disc(_plane(points[rows]))
    return np.round(_fitted(placed), 4)


def _plane(points: Vector) -> Vector:
    """(n, 2): by the two directions of largest spread, signs settled. Equal points give zeros."""
    centred = points - points.mean(axis=0)
    if len(points) < 2 or not np.abs(centred).max() > 1e-6:
        return np.zeros((len(points), 2))
    _, _, right = np.linalg.svd(centred.astype(np.float64), full_matrices=False)
    flat = centred @ _two(right).T
    largest = np.abs(flat).argmax(axis=0)
    return np.asarray(flat * np.where(flat[largest, [0, 1]] < 0, -1, 1))


def _two(right: Vector) -> Vector:
    return right[:2] if len(right) > 1 else np.vstack([right, np.zeros_like(right)])


def _disc(flat: Vector) -> Vector:
    """The same directions from the middle, distances by rank: a disc evenly filled."""
    n = len(flat)
    flat = flat + 1e-6 * _sunflower(n)  # equal points lie side by side
    distance = np.hypot(flat[:, 0], flat[:, 1])
    rank = np.empty(n)
    rank[np.argsort(distance.round(9), kind="stable")] = np.arange(n)
    return flat / np.maximum(distance, 1e-12)[:, None] * np.sqrt((rank + 0.5) / n)[:, None]


def _sunflower(n: int) -> Vector:
    turn = np.arange(1, n + 1) * 2.399963
    return np.stack([np.cos(turn), np.sin(turn)], axis=1) * np.sqrt(np.arange(1, n + 1) / n)[:, None]


def _spread(centres: Vector, radii: Vector) -> Vector:
    """The discs moved until hardly any two overlap, all drawn a little to the middle."""
    k = len(centres)
    scale = max(float(np.abs(centres).max()), 1e-9)
    centres = centres / scale * 0.5 + 1e-4 * _sunflower(k)
    apart = (radii[:, None] + radii[None, :]) * 1.08
    for _ in range(_ROUNDS):
        gaps = centres[:, None] - centres[None, :]
        distance = np.maximum(np.hypot(gaps[..., 0], gaps[..., 1]), 1e-9)
        overlap = np.maximum(apart - distance, 0)
        np.fill_diagonal(overlap, 0)
        push = (gaps / distance[..., None] * overlap[..., None]).sum(axis=1)
        centres = centres * 0.985 + 0.4 * push
    return centres


def _fitted(placed: Vector) -> Vector:
    """The whole map stretched to the square, less a margin."""
    low, high = placed.min(axis=0), placed.max(axis=0)
    span = np.where(high - low < 1e-9, 1, high - low)
    inside = np.where(high - low < 1e-9, 0.5, (placed - low) / span)
    return np.asarray(_MARGIN + (1 - 2 * _MARGIN) * inside)
