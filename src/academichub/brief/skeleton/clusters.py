"""The papers of a window in groups about one thing, each paper in exactly one. Pure; labels are labels.py's matter.

The groups are sought among the papers of the window and of the weeks before together. Groups fitted to the window alone
would lie where the window happens to be dense, and then nearly every one would seem to have grown since.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from academichub.brief.skeleton.kmeans import cluster_points, middles_of
from academichub.rank.rarity import Vector

__all__ = ["SMALL_WINDOW", "cut_by_content", "group_papers", "largest_allowed", "n_groups", "nearest_first", "numbered"]

_MOST_GROUPS = 60
_LARGEST_SHARE = 0.1
SMALL_WINDOW = 400
"""Papers. Fewer share too few words to be grouped by these alone: fields.py groups them."""
_SMALLEST_SHARE = 0.004
_FEWEST = 3


def n_groups(n: int) -> int:
    """How many groups are sought among n papers: about the root of half of them."""
    return max(1, min(_MOST_GROUPS, round(math.sqrt(n / 2))))


def largest_allowed(n: int) -> int:
    """A tenth of n papers; three where that is fewer."""
    return max(_FEWEST, int(n * _LARGEST_SHARE))


def group_papers(points: Vector, n_now: int, kinds: Sequence[str], seed: int) -> Vector:
    """The group of every paper, 0 the largest in the window. The first `n_now` points are the window's.

    No group has more than a tenth of the window (or three papers), none fewer than three while there is another that
    may take them. A paper whose point is zero goes to the group that has most of its kind. Of equals the first wins.
    """
    if not n_now:
        return np.zeros(len(points), int)
    bounds = max(_FEWEST, int(n_now * _SMALLEST_SHARE)), largest_allowed(n_now)
    labels = _sought(points, n_now, kinds, (n_groups(n_now), *bounds), np.random.default_rng(seed))
    return numbered(labels, n_now)


def cut_by_content(points: Vector, n_now: int, most: int, seed: int) -> Vector:
    """The part of every paper of one field, from 0: none of more than `most` papers of the window, few of less than
    three."""
    k = -(-n_now // most)
    return _sought(points, n_now, [""] * len(points), (k, _FEWEST, most), np.random.default_rng(seed))


def _sought(
    points: Vector, n_now: int, kinds: Sequence[str], bounds: tuple[int, int, int], rng: np.random.Generator
) -> Vector:
    """`bounds`: how many groups are sought, the fewest papers and the most of one."""
    k, fewest, most = bounds
    told = np.flatnonzero(points.any(axis=1))
    labels = np.full(len(points), -1)
    labels[told] = cluster_points(points[told], k, rng) if len(told) else 0
    labels = _placed_by_kind(labels, kinds)
    return _merged(points, _split(points, labels, (n_now, most), rng), n_now, (fewest, most))


def nearest_first(points: Vector, rows: Vector, n: int) -> Sequence[int]:
    """Of these rows the n nearest to their middle, the nearest first."""
    middle = middles_of(points[rows], np.zeros(len(rows), int), 1)[0]
    closeness = points[rows] @ middle
    return [int(rows[at]) for at in np.argsort(-closeness.round(6), kind="stable")[:n]]


def _placed_by_kind(labels: Vector, kinds: Sequence[str]) -> Vector:
    known: dict[str, Counter[int]] = {}
    for label, kind in zip(labels.tolist(), kinds, strict=True):
        if label >= 0:
            known.setdefault(kind, Counter())[label] += 1
    placed = labels.copy()
    for row in np.flatnonzero(labels < 0).tolist():
        counted = known.get(kinds[row])
        placed[row] = min(counted, key=lambda label: (-counted[label], label)) if counted else 0
    return placed


def _split(points: Vector, labels: Vector, bounds: tuple[int, int], rng: np.random.Generator) -> Vector:
    """Every group that is too large in parts, and those again. `bounds`: papers of the window; the most of a group."""
    n_now, most = bounds
    waiting = list(range(int(labels.max()) + 1))
    labels = labels.copy()
    while waiting:
        label = waiting.pop()
        rows = np.flatnonzero(labels == label)
        n = int((rows < n_now).sum())
        if n <= most:
            continue
        parts = cluster_points(points[rows], -(-n // most) + 1, rng)
        if _largest_part(parts, rows, n_now) > 0.9 * n:
            parts = _in_order(points[rows], rows < n_now, most)
        first_new = int(labels.max()) + 1
        labels[rows[parts > 0]] = first_new + parts[parts > 0] - 1
        waiting += [label, *range(first_new, int(labels.max()) + 1)]
    return labels


def _largest_part(parts: Vector, rows: Vector, n_now: int) -> int:
    return int(np.bincount(parts[rows < n_now]).max())


def _in_order(points: Vector, of_window: Vector, most: int) -> Vector:
    """Papers that are all but equal, cut along the direction in which they differ most, so many of the window each."""
    spread = points - points.mean(axis=0)
    _, _, right = np.linalg.svd(spread, full_matrices=False)
    order = np.argsort((spread @ right[0]).round(5), kind="stable")
    parts = np.zeros(len(points), int)
    parts[order] = np.maximum(np.cumsum(of_window[order]) - 1, 0) // most
    return parts


def _merged(points: Vector, labels: Vector, n_now: int, bounds: tuple[int, int]) -> Vector:
    """Groups with too few papers of the window joined to the nearest that has room for them, the smallest first."""
    labels = labels.copy()
    fewest, most = bounds
    stuck: set[int] = set()
    while True:
        counts = np.bincount(labels[:n_now], minlength=int(labels.max()) + 1)
        present = np.unique(labels).tolist()
        small = [label for label in present if counts[label] < fewest and label not in stuck]
        if not small or len(present) < 2:
            return labels
        label = min(small, key=lambda each: (counts[each], each))
        target = _nearest_group(points, labels, label, counts, most)
        if target is None:
            stuck.add(label)
        else:
            labels[labels == label] = target


def _nearest_group(points: Vector, labels: Vector, label: int, counts: Vector, most: int) -> int | None:
    middles = middles_of(points, labels, len(counts))
    closeness = middles @ middles[label]
    fits = (counts > 0) & (counts + counts[label] <= most)
    fits[label] = False
    return int(np.argmax(np.where(fits, closeness, -2))) if fits.any() else None


def numbered(labels: Vector, n_now: int) -> Vector:
    """Renumbered by how many papers of the window each has; of equals the one with the earliest paper first."""
    counts = np.bincount(labels[:n_now], minlength=int(labels.max()) + 1)
    first = {label: row for row, label in reversed(list(enumerate(labels.tolist())))}
    order = sorted(first, key=lambda label: (-counts[label], first[label]))
    place = np.zeros(len(counts), int)
    place[order] = np.arange(len(order))
    return place[labels]
