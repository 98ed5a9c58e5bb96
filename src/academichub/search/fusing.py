"""Two lists of papers made one: by words and by meaning. Pure.

Scores are added, not places: reciprocal ranks (Cormack, Clarke and Büttcher, SIGIR 2009) were measured beside and lose
what the scores know, that the first of a list may be far ahead of the second. The figures that the two weights were
chosen by are in docs/decisions/0010-search-by-meaning.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from academichub.model import Hit, PaperId

__all__ = ["ByMeaning", "ByWords", "fuse"]

_WORDS = 0.5  # what the best match of words is worth, beside a cosine
_WHOLE = 0.2  # what it is worth beyond that to match every term


@dataclass(frozen=True, slots=True)
class ByWords:
    """The papers with their scores, best first, of which the first `n_whole` match every term.

    `share`: how much of the query these words are, from 0 to 1.
    """

    hits: Sequence[tuple[PaperId, float]] = ()
    n_whole: int = 0
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class ByMeaning:
    """The nearest papers with their cosines, nearest first; and the cosines of others that have a vector."""

    nearest: Sequence[tuple[PaperId, float]] = ()
    others: Mapping[PaperId, float] | None = None


def fuse(by_words: ByWords, by_meaning: ByMeaning) -> tuple[Hit, ...]:
    """Every paper of either list once, best first. Ties: words first. One without a vector counts as the farthest."""
    words = {paper_id: place for place, (paper_id, _) in enumerate(by_words.hits, start=1)}
    meaning = {paper_id: place for place, (paper_id, _) in enumerate(by_meaning.nearest, start=1)}
    cosines = {**(by_meaning.others or {}), **dict(by_meaning.nearest)}
    farthest = min(cosines.values(), default=0.0)
    scores = dict.fromkeys(meaning, 0.0) | _word_scores(by_words)
    hits = [
        Hit(paper_id, scores[paper_id] + cosines.get(paper_id, farthest), words.get(paper_id), meaning.get(paper_id))
        for paper_id in dict.fromkeys((*words, *meaning))
    ]
    return tuple(sorted(hits, key=lambda hit: -hit.score))


def _word_scores(by_words: ByWords) -> dict[PaperId, float]:
    """As shares of the best; in the order of the list, whatever the scores of a later part of it say."""
    best = max((score for _, score in by_words.hits), default=0.0)
    scores: dict[PaperId, float] = {}
    least = best
    for place, (paper_id, score) in enumerate(by_words.hits):
        least = min(least, score)
        share = least / best if best > 0 else 0.0
        scores[paper_id] = _WORDS * by_words.share * share + (_WHOLE if place < by_words.n_whole else 0.0)
    return scores
