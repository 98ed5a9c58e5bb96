"""How papers stand in order, and how good a choice of them is. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from academichub.rank.rarity import Vector

__all__ = ["best_first", "precision_recall"]


def best_first(scores: Vector, ids: Sequence[str]) -> list[int]:
    """Rows by falling score; equal scores by rising id, so a tie is the same every time."""
    return sorted(range(len(ids)), key=lambda row: (-float(scores[row]), ids[row]))


def precision_recall(chosen: Collection[str], wanted: Collection[str]) -> tuple[float | None, float | None]:
    """Of what was chosen, the wanted share; of the wanted, the chosen share. None where there is nothing to divide."""
    hits = len(set(chosen) & set(wanted))
    return (hits / len(set(chosen)) if chosen else None, hits / len(set(wanted)) if wanted else None)
