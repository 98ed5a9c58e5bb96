"""The hub's own ranker under the same conditions: the shared part sees papers before the first day alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from academichub.rank.papers import Card, View, read_papers
from academichub.rank.profile import Wishes, train
from academichub.rank.scoring import score_edition
from academichub.rank.shared import Corpus, Shared, learn_shared, look, plain_shared
from bench.radar.cases import Row

__all__ = ["Hub", "open_hub"]


@dataclass(frozen=True, slots=True)
class Hub:
    view: View
    background: View
    shared: Shared

    def rank(self, seeds: Sequence[int], rows: Sequence[int]) -> Any:
        """Scores of `rows`, from the words of `seeds` alone."""
        wishes = Wishes(self.view.take(seeds))
        profile = train(wishes, self.background, self.shared.mix, self.shared.version)
        return score_edition(profile, wishes, self.view.take(rows), self.shared)


def open_hub(rows: Sequence[Row], known: Sequence[int], excluded: Collection[str]) -> tuple[Hub, Hub]:
    """With and without the learned shared part. No paper by anyone of `excluded` teaches the metric or the mix."""
    papers = read_papers(Card(r["id"], r["title"], r["summary"] or "", tuple(r["categories"])) for r in rows)
    days = [int(row["listed"].replace("-", "")) for row in rows]
    store = Corpus(papers, [row["authors"] for row in rows], days).take(known)
    return (
        _hub(papers, known, learn_shared(store, excluded)),
        _hub(papers, known, plain_shared(store.papers)),
    )


def _hub(papers: Any, known: Sequence[int], shared: Shared) -> Hub:
    view = look(papers, shared)
    chosen = np.random.default_rng(0).choice(known, min(2_500, len(known)), replace=False)
    return Hub(view, view.take(np.sort(chosen)), shared)
