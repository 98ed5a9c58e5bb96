"""How good an order is: reciprocal rank, recall, area under the curve, work saved."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from academichub.rank.rarity import Vector

__all__ = ["Measured", "area", "found_in", "work_saved"]


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one order: one over the first wanted place, shares of the wanted in the first 10 and 25, and the area."""

    mrr: float
    recall_10: float
    recall_25: float
    auc: float


def found_in(order: Sequence[str], wanted: Collection[str]) -> Measured:
    """Raises: ValueError where none of `wanted` is in `order`."""
    places = _places(order, wanted)
    shares = [float((places <= k).sum() / len(places)) for k in (10, 25)]
    return Measured(1 / float(places[0]), shares[0], shares[1], area(order, wanted))


def area(order: Sequence[str], wanted: Collection[str]) -> float:
    """The chance that a wanted paper stands before another one; 1 where there is no other."""
    places = _places(order, wanted)
    n, k = len(order), len(places)
    return float((n - places).sum() - k * (k - 1) / 2) / (k * (n - k)) if n > k else 1.0


def work_saved(order: Sequence[str], wanted: Collection[str], recall: float = 0.95) -> float:
    """The share of papers that need not be read to find `recall` of the wanted, less what chance would save (WSS).

    Source: Cohen et al., "Reducing workload in systematic review preparation", JAMIA 13(2), 2006.
    """
    places = _places(order, wanted)
    last = places[int(np.ceil(recall * len(places))) - 1]
    return float(1 - last / len(order) - (1 - recall))


def _places(order: Sequence[str], wanted: Collection[str]) -> Vector:
    kept = frozenset(wanted)
    places = np.array([place for place, paper_id in enumerate(order, 1) if paper_id in kept])
    if not len(places):
        raise ValueError("none of the wanted papers is in the order")
    return places
