"""Which stored papers are kindred: those that share authors. The pairs teach the metric. Pure.

One shared name proves little (homonyms), two shared names prove much: in a year's papers, pairs with two names in
common are twice as near in words as pairs with one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp

__all__ = ["Pairs", "kindred_pairs"]

_MOST_AUTHORS = 40  # a paper of more says little of any one of them
_MOST_PAPERS = 80  # a name on more is several people
_FEW_PAPERS = 4  # a name on this few is likely one person
_SINGLE_NAME = 0.2  # how often such a pair is taken, beside .67 for two names and 1 for more


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows of kindred papers, first < second, and how much each pair proves (0 to 1)."""

    first: Any  # int array
    second: Any  # int array
    weight: Any  # float array


def kindred_pairs(authors: Sequence[Collection[str]], excluded: Collection[str] = ()) -> Pairs:
    """The pairs among papers of these authors; no pair has a paper by anyone of `excluded`."""
    barred = frozenset(excluded)
    usable = [r for r, names in enumerate(authors) if len(names) <= _MOST_AUTHORS and barred.isdisjoint(names)]
    written = _incidence([authors[row] for row in usable])
    n_papers = np.asarray(written.sum(axis=0)).ravel()
    shared = _overlap(written[:, (n_papers > 1) & (n_papers <= _MOST_PAPERS)])
    single = _overlap(written[:, (n_papers > 1) & (n_papers <= _FEW_PAPERS)])
    proof = shared.copy()
    proof.data = np.where(shared.data >= 3, 1.0, np.where(shared.data >= 2, 0.67, 0.0))
    single.data = np.full(len(single.data), _SINGLE_NAME)
    proof = proof.maximum(single).tocoo()
    real = proof.data > 0
    rows = np.array(usable, int)
    return Pairs(rows[proof.row[real]], rows[proof.col[real]], proof.data[real])


def _incidence(authors: Sequence[Collection[str]]) -> Any:
    known: dict[str, int] = {}
    rows, columns = [], []
    for row, names in enumerate(authors):
        for name in sorted(set(names)):
            rows.append(row)
            columns.append(known.setdefault(name, len(known)))
    return sp.csr_matrix((np.ones(len(rows)), (rows, columns)), (len(authors), len(known)))


def _overlap(written: Any) -> Any:
    return sp.triu(written @ written.T, k=1).tocsr()
