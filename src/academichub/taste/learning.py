"""Reading the store's papers, newest first, and what is learned from them. Saves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import numpy as np
import scipy.sparse as sp

from academichub.model import REVISION_KINDS, Line, Paper, PaperId
from academichub.rank.papers import N_CATEGORIES, Papers, read_papers
from academichub.rank.shared import Corpus, learn_shared, look, plain_shared
from academichub.rank.words import N_BUCKETS
from academichub.taste.cards import card_of
from academichub.taste.files import Taste

__all__ = ["N_BACKGROUND", "Papered", "Tell", "learn_taste", "plain_taste"]

Tell = Callable[[int, int], None]
"""Told now and then: how many papers are read, of how many."""

N_BACKGROUND = 2_500
"""Papers of the store that stand for all others when a radar is trained."""
_MOST = 60_000  # papers that are learned from: more take long and teach little more
_CHUNK = 500  # papers read at once
_SEED = 0


class Papered(Protocol):
    """Of the store: what is learned from."""

    @property
    def store_id(self) -> str: ...
    def n_changed(self, since: int = 0) -> int: ...
    def days(self) -> Sequence[tuple[date, int]]: ...
    def outline(self, day: date) -> tuple[Line, ...]: ...
    def papers(self, paper_ids: Sequence[PaperId]) -> dict[PaperId, Paper]: ...


def plain_taste(store: Papered) -> Taste:
    """What needs no learning, of the newest papers: some seconds at the most. An empty store has a taste, too."""
    n_papers = store.n_changed()
    read = _read(store, N_BACKGROUND)
    shared = plain_shared(read.papers)
    return Taste(shared, look(read.papers, shared), store.store_id, n_papers)


def learn_taste(store: Papered, tell: Tell) -> Taste:
    """Some minutes; 1.2 GB for 30,000 papers."""
    n_papers = store.n_changed()
    read = _read(store, _MOST, tell)
    papers = read.papers
    shared = learn_shared(Corpus(papers, read.authors, read.days), seed=_SEED)
    n = len(papers.ids)
    rows = np.sort(np.random.default_rng(_SEED).choice(n, min(N_BACKGROUND, n), replace=False))
    return Taste(shared, look(papers.take(rows), shared), store.store_id, n_papers, is_learned=True)


@dataclass(slots=True)
class _Read:
    """Counted in pieces, so that the texts need not be held."""

    pieces: list[Papers] = field(default_factory=list)
    authors: list[frozenset[str]] = field(default_factory=list)
    days: list[int] = field(default_factory=list)

    @property
    def papers(self) -> Papers:
        if not self.pieces:
            return Papers((), _empty(N_BUCKETS), _empty(N_CATEGORIES), _empty(N_BUCKETS))
        ids = tuple(paper_id for piece in self.pieces for paper_id in piece.ids)
        counts = sp.vstack([piece.counts for piece in self.pieces], "csr")
        categories = sp.vstack([piece.categories for piece in self.pieces], "csr")
        return Papers(ids, counts, categories, sp.vstack([piece.titles for piece in self.pieces], "csr"))


def _empty(n_columns: int) -> sp.csr_matrix:
    return sp.csr_matrix((0, n_columns), dtype=np.float32)


def _read(store: Papered, most: int, tell: Tell | None = None) -> _Read:
    read, n_read, n_all = _Read(), 0, min(most, store.n_changed())
    for day, papers in _newest(store, most):
        cards = [card_of(paper) for paper in papers]
        read.pieces.append(read_papers(cards))
        read.authors += [frozenset(name.casefold() for name in card.authors) for card in cards]
        read.days += [day.toordinal()] * len(cards)
        n_read += len(cards)
        if tell is not None:
            tell(n_read, max(n_all, n_read))
    return read


def _newest(store: Papered, most: int) -> Iterator[tuple[date, list[Paper]]]:
    """Each paper once, by the last day on which it was news; one that was only ever listed as revised is left out."""
    seen: set[PaperId] = set()
    for day, _ in store.days():
        lines = [line.paper_id for line in store.outline(day) if line.kind not in REVISION_KINDS]
        fresh = [paper_id for paper_id in lines if paper_id not in seen][: most - len(seen)]
        seen.update(fresh)
        for start in range(0, len(fresh), _CHUNK):
            yield day, list(store.papers(fresh[start : start + _CHUNK]).values())
        if len(seen) >= most:
            return
