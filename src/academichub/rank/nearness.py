"""How near papers come to single wanted papers and to their titles: what no one line through all of them says. Pure.

A reader with several topics wants what is like any one of them. This needs every example beside every paper, so it is
counted for one radar at a time and not for very many at once.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from academichub.rank.papers import View
from academichub.rank.profile import Wishes, once_each, recency_of
from academichub.rank.rarity import Vector
from academichub.rank.words import alike

__all__ = ["NEARNESS", "nearness"]

NEARNESS = ("likest", "likest_three", "titles", "title_in_texts", "titles_in_text")
"""Likeness by words to the likest wanted paper, and to the likest three; then of title to titles, of title to texts and
of text to titles."""

_SCALES = {"likest": 100.0, "likest_three": 140.0, "titles": 170.0, "title_in_texts": 250.0, "titles_in_text": 250.0}
"""One over how far these cosines spread over a day's papers, so that kinds are on a scale with a profile's measures."""


def nearness(wishes: Wishes, papers: View) -> Mapping[str, Vector]:
    """Each kind by itself, in spreads."""
    wishes = once_each(wishes)
    wanted = wishes.wanted
    recency = recency_of(wishes.wanted_days, len(wanted.ids))
    share = recency / recency.sum()
    close = alike(papers.words, wanted.words)
    found = {
        "likest": close.max(axis=1),
        "likest_three": -np.partition(-close, min(3, close.shape[1]) - 1, axis=1)[:, :3].mean(axis=1),
        "titles": alike(papers.titles, wanted.titles) @ share,
        "title_in_texts": alike(papers.titles, wanted.words) @ share,
        "titles_in_text": alike(papers.words, wanted.titles) @ share,
    }
    return {name: np.asarray(_SCALES[name] * values, np.float32) for name, values in found.items()}
