"""The scores of one edition for one radar: the one function that pages, commands and backtests call. Pure."""

from __future__ import annotations

import numpy as np

from academichub.rank.nearness import NEARNESS, nearness
from academichub.rank.papers import View
from academichub.rank.profile import Profile, Wishes, score
from academichub.rank.rarity import Vector
from academichub.rank.shared import Shared

__all__ = ["score_edition"]


def score_edition(profile: Profile, wishes: Wishes, papers: View, shared: Shared) -> Vector:
    """One number a paper, float32, comparable within this radar: the profile's score, and nearness to its examples.

    `papers` are all of the edition that the radar's rules left, `wishes` those the profile was trained from; all of
    them seen under `shared`.
    """
    total = score(profile, papers)
    if any(shared.mix.get(name) for name in NEARNESS):
        for name, values in nearness(wishes, papers).items():
            total = total + shared.mix.get(name, 0.0) * values
    return np.asarray(total, np.float32)
