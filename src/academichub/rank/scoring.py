"""The scores of one edition for one radar: the one function that pages, commands and backtests call. Pure."""

from __future__ import annotations

from academichub.rank.papers import View
from academichub.rank.profile import Profile, Wishes, score
from academichub.rank.rarity import Vector
from academichub.rank.shared import Shared

__all__ = ["score_edition"]


def score_edition(profile: Profile, wishes: Wishes, papers: View, shared: Shared) -> Vector:
    """One number a paper, float32, comparable within this radar and this edition.

    `papers` are all of the edition that the radar's rules left, `wishes` those the profile was trained from; all of
    them seen under `shared`.
    """
    return score(profile, papers)
