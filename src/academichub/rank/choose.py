"""Which papers fill a page: the best, no two alike; and which one to ask about. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from academichub.rank.measures import best_first
from academichub.rank.papers import View
from academichub.rank.rarity import Vector
from academichub.rank.words import alike

__all__ = ["ask_about", "assign", "diversify"]


def diversify(scores: Vector, papers: View, quota: int, sameness: float = 0.3) -> list[int]:
    """At most `quota` rows, best first, each paying for its likeness to those before it; ties by id.

    A row's score falls by `sameness` spreads of all scores for each unit of cosine to the likest row taken. 0 gives
    the plain order. Source: Carbonell & Goldstein, "The use of MMR", SIGIR 1998.
    """
    order = best_first(scores, papers.ids)[: max(quota * 5, quota)]
    spread = float(np.std(scores)) or 1.0
    closeness = _closeness(papers.take(order))
    left, taken = list(range(len(order))), list[int]()
    likest = np.zeros(len(order))
    while left and len(taken) < quota:
        best = max(left, key=lambda i: (float(scores[order[i]]) - sameness * spread * likest[i], -i))
        left.remove(best)
        taken.append(best)
        likest = np.maximum(likest, closeness[best])
    return [order[i] for i in taken]


def _closeness(papers: View) -> Vector:
    return np.asarray(alike(papers.words, papers.words))


def assign(scores: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    """The one radar that shows each paper: where it scores best; ties go to the first radar by name.

    `scores` is by radar, then by paper.
    """
    best: dict[str, tuple[float, str]] = {}
    for radar in sorted(scores):
        for paper_id, value in scores[radar].items():
            if paper_id not in best or value > best[paper_id][0]:
                best[paper_id] = (value, radar)
    return {paper_id: radar for paper_id, (_, radar) in best.items()}


def ask_about(scores: Vector, ids: Sequence[str], shown: Collection[str], quota: int) -> str | None:
    """The paper whose answer would teach most: the one nearest the edge of the page, and not on it.

    The edge is half way between the last score that fits the quota and the first that does not. None where nothing
    is left to ask about.
    """
    order = best_first(scores, ids)
    rest = [row for row in order if ids[row] not in shown]
    if not rest:
        return None
    around = [float(scores[row]) for row in order[max(0, quota - 1) : quota + 1]]
    edge = sum(around) / len(around) if around else float(scores[order[-1]])
    return ids[min(rest, key=lambda row: (abs(float(scores[row]) - edge), ids[row]))]
