"""The mix of measures under which pseudo-readers would have found their own next papers. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from scipy.optimize import minimize

from academichub.rank.nearness import NEARNESS
from academichub.rank.profile import KINDRED_MIX, MEASURES, Mix
from academichub.rank.rarity import Vector

__all__ = ["fit_mix"]

_NAMES = (*MEASURES, *NEARNESS)

_FIRMNESS = 200.0
"""How firmly the mix holds to what it believed before: pseudo-readers of a few weeks are some hundred noisy cases."""


def fit_mix(cases: Iterable[tuple[Mapping[str, Vector], Vector]]) -> Mix:
    """Conditional logit: in each case (one reader, one day) the found papers should win among all of the day.

    The start is `KINDRED_MIX`, held to firmly. A weight may be below zero: what is near to everything is corrected.
    """
    believed = np.array([KINDRED_MIX[name] for name in _NAMES])
    shown = [(_stacked(measured), found / found.sum()) for measured, found in cases]

    def loss(mix: Vector) -> tuple[float, Vector]:
        away = mix - believed
        total, slope = 0.5 * _FIRMNESS * float(away @ away), _FIRMNESS * away
        for measured, share in shown:
            logits = measured @ mix
            chance = np.exp(logits - logits.max())
            chance /= chance.sum()
            total -= float(share @ np.log(chance + 1e-30))
            slope += measured.T @ (chance - share)
        return total, slope

    found = minimize(loss, believed, jac=True, method="L-BFGS-B")
    return {name: float(weight) for name, weight in zip(_NAMES, found.x, strict=True)}


def _stacked(measured: Mapping[str, Vector]) -> Vector:
    return np.stack([measured[name] for name in _NAMES], axis=1)
