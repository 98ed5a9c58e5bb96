"""The hub's own ranker under the same conditions: the shared part sees papers before the first day alone."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import md5
from multiprocessing import get_context
from typing import Any

import numpy as np

from academichub.rank.papers import Card, Papers, View, read_papers
from academichub.rank.profile import Wishes, train
from academichub.rank.scoring import score_edition
from academichub.rank.shared import Corpus, Shared, learn_shared, look, plain_shared
from bench.radar.cases import Row

__all__ = ["Hub", "Learned", "learn"]


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


@dataclass(frozen=True, slots=True)
class Learned:
    """The shared part once for each fold of readers, learned from everybody else."""

    papers: Papers
    known: Sequence[int]
    folds: tuple[frozenset[str], ...]
    shared: tuple[Shared, ...]

    def hub(self, fold: int) -> Hub:
        return self._hub(self.shared[fold])

    def plain(self) -> Hub:
        """With nothing learned but rarity."""
        return self._hub(plain_shared(self.papers.take(self.known)))

    def _hub(self, shared: Shared) -> Hub:
        view = look(self.papers, shared)
        chosen = np.random.default_rng(0).choice(self.known, min(2_500, len(self.known)), replace=False)
        return Hub(view, view.take(np.sort(chosen)), shared)


def learn(rows: Sequence[Row], known: Sequence[int], people: Sequence[str], n_folds: int) -> Learned:
    """No paper by anyone of a fold teaches the metric or the mix by which the fold's readers are ranked."""
    papers = read_papers(Card(r["id"], r["title"], r["summary"] or "", tuple(r["categories"])) for r in rows)
    days = [int(row["listed"].replace("-", "")) for row in rows]
    corpus = Corpus(papers, [row["authors"] for row in rows], days).take(known)
    folds = tuple(fold for fold in _folds(people, n_folds) if fold)
    started = time.perf_counter()
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork"), _remember, (corpus,)) as pool:
        shared = tuple(pool.map(_learn_without, folds))
    print(f"{len(set(people))} readers in {len(folds)} folds; {len(known)} papers before", end=" ")
    print(f"teach in {time.perf_counter() - started:.0f} s: {dict(shared[0].mix)}", flush=True)
    return Learned(papers, known, folds, shared)


def _folds(people: Iterable[str], n: int) -> list[frozenset[str]]:
    """By a hash of the name, so that a reader's fold does not depend on who else is there."""
    found: list[set[str]] = [set() for _ in range(n)]
    for person in people:
        found[int(md5(person.encode()).hexdigest(), 16) % n].add(person)
    return [frozenset(fold) for fold in found]


_corpus: Corpus | None = None  # of a process that learns; too large to be sent with each fold


def _remember(corpus: Corpus) -> None:
    global _corpus
    _corpus = corpus


def _learn_without(people: frozenset[str]) -> Shared:
    assert _corpus is not None
    return learn_shared(_corpus, people)
