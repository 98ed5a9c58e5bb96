"""What the ranker sees of papers: their terms, their categories, their place among related papers. Pure.

A `Card` is what a rule may ask of one paper. A `View` is many papers as numbers, made once for all radars.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
import scipy.sparse as sp

from academichub.rank.rarity import Vector, unit_rows
from academichub.rank.words import Matrix, count_terms

__all__ = ["N_CATEGORIES", "Card", "Papers", "View", "read_papers"]

N_CATEGORIES = 1 << 12


@dataclass(frozen=True, slots=True)
class Card:
    """One paper as plain text. Authors as the hub names a person: a name, or better an ORCID."""

    paper_id: str
    title: str
    abstract: str = ""
    categories: tuple[str, ...] = ()  # the primary one first
    authors: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The title a line, the abstract another: no phrase goes from one to the other."""
        return f"{' '.join(self.title.split())}\n{' '.join(self.abstract.split())}"


@dataclass(frozen=True, slots=True)
class Papers:
    """Many papers, counted but not yet weighed. Row i of all three matrices is `ids[i]`."""

    ids: tuple[str, ...]
    counts: Matrix  # (n, N_BUCKETS)
    categories: Matrix  # (n, N_CATEGORIES), unit rows, the primary category twice as long
    titles: Matrix  # (n, N_BUCKETS), the counts of the titles alone

    def take(self, rows: Sequence[int] | Any) -> Papers:
        ids = tuple(self.ids[row] for row in rows)
        return Papers(ids, self.counts[rows], self.categories[rows], self.titles[rows])


@dataclass(frozen=True, slots=True)
class View:
    """Many papers, weighed by one version of what the store taught. Row i of all four is `ids[i]`."""

    ids: tuple[str, ...]
    words: Matrix  # (n, N_BUCKETS), unit rows
    kin: Vector  # (n, d) dense unit rows; d is 0 where nothing has been learned
    categories: Matrix
    titles: Matrix  # (n, N_BUCKETS), unit rows of the titles alone

    def take(self, rows: Sequence[int] | Any) -> View:
        ids = tuple(self.ids[row] for row in rows)
        return View(ids, self.words[rows], self.kin[rows], self.categories[rows], self.titles[rows])

    def without(self, ids: Collection[str]) -> View:
        return self.take([row for row, paper_id in enumerate(self.ids) if paper_id not in ids])


def read_papers(cards: Iterable[Card]) -> Papers:
    kept = tuple(cards)
    counts, titles = count_terms(card.text for card in kept), count_terms(" ".join(card.title.split()) for card in kept)
    categories = _categories([card.categories for card in kept])
    return Papers(tuple(card.paper_id for card in kept), counts, categories, titles)


def _categories(listed: Sequence[Sequence[str]]) -> Matrix:
    rows, columns, values = [], [], []
    for row, names in enumerate(listed):
        for place, name in enumerate(dict.fromkeys(names)):
            rows.append(row)
            columns.append(crc32(name.encode("utf-8", "surrogatepass")) % N_CATEGORIES)
            values.append(1.0 if place else 2.0)
    shape = (len(listed), N_CATEGORIES)
    return unit_rows(sp.csr_matrix((np.array(values, np.float32), (rows, columns)), shape))
