"""How much a term says: by how few papers of the store have it. Pure."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.sparse as sp

from academichub.rank.words import Matrix

__all__ = ["Vector", "rarity_of", "sharpen", "unit_rows", "weigh"]

Vector = Any
"""A numpy array of float32."""


def rarity_of(counts: Matrix) -> Vector:
    """The weight of each bucket, float32: `1 + log((1 + n) / (1 + papers with it))`; 0 for terms in none.

    Where there are fewer than 50 papers every term has weight 1: so few show nothing of what is rare.
    """
    n = counts.shape[0]
    if n < 50:
        return np.ones(counts.shape[1], np.float32)
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    weight = 1 + np.log((1 + n) / (1 + frequency))
    return np.where(frequency < 1, 0, weight).astype(np.float32)


def weigh(counts: Matrix, rarity: Vector) -> Matrix:
    """Rows of unit length: `(1 + log count) * rarity`. A row with no known term stays empty."""
    weighed = counts.copy()
    weighed.data = ((1 + np.log(weighed.data)) * rarity[weighed.indices]).astype(np.float32)
    weighed.eliminate_zeros()
    return unit_rows(weighed)


def sharpen(rows: Matrix, rarity: Vector, power: float) -> Matrix:
    """What `weigh` would have given with `rarity**power`, from the `rows` it gave with `rarity` itself."""
    if power == 1:
        return rows
    data = (rows.data * rarity[rows.indices] ** np.float32(power - 1)).astype(np.float32)
    return unit_rows(sp.csr_matrix((data, rows.indices, rows.indptr), rows.shape))


def unit_rows(matrix: Matrix) -> Matrix:
    """The same rows, each of Euclidean length one; empty rows stay empty. Dense arrays and CSR alike."""
    if not sp.issparse(matrix):
        return matrix / np.maximum(np.sqrt((matrix * matrix).sum(axis=1, keepdims=True)), 1e-8)
    scaled = matrix.copy()
    length = np.sqrt(np.bincount(_rows(matrix), matrix.data**2, minlength=matrix.shape[0]))
    scaled.data = (scaled.data / np.maximum(length, 1e-8)[_rows(matrix)]).astype(np.float32)
    return scaled


def _rows(matrix: Matrix) -> Any:
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
