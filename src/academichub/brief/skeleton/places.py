"""Every paper as a point among the others: words weighed by rarity, then the directions in which papers differ most.

Pure. Owns the space in which clusters and neighbours are sought; what the papers say in it is not its matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from academichub.rank.rarity import Vector, rarity_of, unit_rows, weigh
from academichub.rank.words import Matrix, count_terms

__all__ = ["N_DIRECTIONS", "beside_fields", "points_of", "weighed_words"]

N_DIRECTIONS = 80
_N_TERMS = 30_000
_SPARE = 16  # directions sought beside those kept, as the source advises
_STEPS = 2
_ENOUGH = 400
_OF_FIELD = 0.7


def weighed_words(texts: Iterable[str]) -> Matrix:
    """Unit rows of the commonest 30,000 words and pairs of words that two texts share, CSR of (texts, terms)."""
    counts = count_terms(texts)
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    chosen = np.argsort(-frequency, kind="stable")[:_N_TERMS]
    chosen = np.sort(chosen[frequency[chosen] > 1])
    return weigh(counts[:, chosen].tocsr(), rarity_of(counts)[chosen])


def points_of(words: Matrix, seed: int) -> Vector:
    """(texts, at most 80) float32, unit rows; a text without any shared word has zeros. The seed alone decides.

    Source: Halko, Martinsson & Tropp, "Finding structure with randomness", SIAM Review 53, 2011 (two power steps).
    """
    n_directions = min(N_DIRECTIONS, *words.shape)
    if n_directions < 2 or not words.nnz:
        return np.zeros((words.shape[0], 1), np.float32)
    width = min(n_directions + _SPARE, *words.shape)
    sketch = words @ np.random.default_rng(seed).standard_normal((words.shape[1], width), np.float32)
    for _ in range(_STEPS):
        basis, _ = np.linalg.qr(sketch)
        sketch = words @ np.linalg.qr(words.T @ basis)[0]
    basis, _ = np.linalg.qr(sketch)
    _, _, right = np.linalg.svd((words.T @ basis).T, full_matrices=False)
    directions = _settled(right[:n_directions])
    return np.asarray(unit_rows(words @ directions.T), np.float32)


def beside_fields(points: Vector, fields: Sequence[str]) -> Vector:
    """The points drawn together by field, (n, more) unit rows: few papers share few words, and their field says more.

    Of several hundred papers and more the points are left as they are.
    """
    if len(points) >= _ENOUGH:
        return points
    names = sorted(set(fields))
    beside = np.zeros((len(fields), len(names)), np.float32)
    beside[np.arange(len(fields)), [names.index(field) for field in fields]] = _OF_FIELD
    return np.asarray(unit_rows(np.hstack([points, beside])), np.float32)


def _settled(directions: Vector) -> Vector:
    """Each direction turned so that its largest part is positive: its sign is otherwise chance."""
    largest = np.abs(directions).argmax(axis=1)
    signs = np.sign(directions[np.arange(len(directions)), largest])
    return directions * np.where(signs == 0, 1, signs)[:, None]
