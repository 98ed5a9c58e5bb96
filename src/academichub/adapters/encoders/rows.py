"""Rows of length 1, or none at all: what a model gave, made what the port promises."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from academichub.errors import EncoderError

__all__ = ["as_unit_rows"]

_SHORTEST = 1e-6


def as_unit_rows(values: object, n_rows: int, model: str) -> NDArray[np.float32]:
    """Raises: EncoderError where these are not `n_rows` rows of numbers that have a direction."""
    try:
        rows = np.asarray(cast(ArrayLike, values), dtype=np.float32)
    except (ValueError, TypeError, OverflowError):
        rows = np.empty(0, np.float32)
    if rows.ndim != 2 or len(rows) != n_rows or not rows.shape[1]:
        raise EncoderError("did not give one row of numbers for each text; choose another encoder", subject=model)
    with np.errstate(over="ignore", invalid="ignore"):
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or (lengths < _SHORTEST).any():
        raise EncoderError("gave numbers that have no direction; choose another encoder", subject=model)
    unit: NDArray[np.float32] = rows / lengths
    return unit
