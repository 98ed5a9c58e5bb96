"""Two lists of papers made one: by words and by meaning. Pure.

Source: Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning
methods", SIGIR 2009, whose constant is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from academichub.model import Hit, PaperId

__all__ = ["fuse"]

_K = 60


def fuse(by_words: Sequence[PaperId], by_meaning: Sequence[PaperId]) -> tuple[Hit, ...]:
    """Every paper of either list once, best first: the higher it stands in both, the better. Ties: words first."""
    words = {paper_id: place for place, paper_id in enumerate(by_words, start=1)}
    meaning = {paper_id: place for place, paper_id in enumerate(by_meaning, start=1)}
    hits = [
        Hit(paper_id, _score(words.get(paper_id), meaning.get(paper_id)), words.get(paper_id), meaning.get(paper_id))
        for paper_id in dict.fromkeys((*by_words, *by_meaning))
    ]
    return tuple(sorted(hits, key=lambda hit: -hit.score))


def _score(*places: int | None) -> float:
    return sum(1 / (_K + place) for place in places if place is not None)
