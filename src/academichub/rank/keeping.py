"""The shared part as named arrays, for one .npz file, and back again. Pure: reads and writes no file."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from academichub.errors import ParseError
from academichub.rank.metric import Metric
from academichub.rank.rarity import Vector
from academichub.rank.shared import FORMAT, Shared
from academichub.rank.words import N_BUCKETS

__all__ = ["shared_from_arrays", "shared_to_arrays"]

_MOST_POWER = 4.0  # of rarity: more would leave nothing of all but the rarest terms


def shared_to_arrays(shared: Shared) -> dict[str, Vector]:
    """Arrays of numbers and of fixed-length text alone: no pickle is needed to save or load them."""
    arrays = {
        "format": np.array(FORMAT),
        "version": np.array(shared.version),
        "rarity": shared.rarity,
        "power": np.array(shared.power, np.float64),
        "mix_names": np.array(list(shared.mix), dtype=np.str_),
        "mix_weights": np.array(list(shared.mix.values()), np.float64),
    }
    if shared.metric is not None:
        found = shared.metric
        arrays |= {"metric_buckets": found.buckets, "metric_weights": found.weights, "metric_vectors": found.vectors}
    return arrays


def shared_from_arrays(arrays: Mapping[str, Vector]) -> Shared:
    """What `shared_to_arrays` gave.

    Raises: ParseError where a part is missing, does not fit the others, or is of another `FORMAT`.
    """
    found = _number(arrays, "format")
    if found != FORMAT:
        raise ParseError(f"shared part of format {found}, wanted {FORMAT}")
    rarity = _array(arrays, "rarity", (N_BUCKETS,))
    names = [str(name) for name in _array(arrays, "mix_names", (None,))]
    weights = _array(arrays, "mix_weights", (len(names),))
    mix = {name: float(weight) for name, weight in zip(names, weights, strict=True)}
    return Shared(str(_array(arrays, "version", ())[()]), rarity, _metric(arrays), mix, _power(arrays))


def _power(arrays: Mapping[str, Vector]) -> float:
    found = _array(arrays, "power", ())
    if found.dtype.kind != "f" or not 0 < found <= _MOST_POWER:
        raise ParseError(f"shared part: power {found}")
    return float(found)


def _metric(arrays: Mapping[str, Vector]) -> Metric | None:
    if "metric_buckets" not in arrays:
        return None
    buckets = _array(arrays, "metric_buckets", (None,))
    if len(buckets) and not (int(buckets.min()) >= 0 and int(buckets.max()) < N_BUCKETS):
        raise ParseError("shared part: a term outside the buckets")
    weights = _array(arrays, "metric_weights", (len(buckets),))
    return Metric(buckets, weights, _array(arrays, "metric_vectors", (len(buckets), None)))


def _number(arrays: Mapping[str, Vector], name: str) -> int:
    found = _array(arrays, name, ())
    if found.dtype.kind not in "iu":
        raise ParseError(f"shared part: {name} is no whole number")
    return int(found)


def _array(arrays: Mapping[str, Vector], name: str, shape: tuple[int | None, ...]) -> Vector:
    """Any length where `shape` says None."""
    if name not in arrays:
        raise ParseError(f"shared part: no {name}")
    found = np.asarray(arrays[name])
    fits = len(found.shape) == len(shape) and all(w in (None, g) for w, g in zip(shape, found.shape, strict=True))
    if not fits or found.dtype.kind not in "iufU":
        raise ParseError(f"shared part: {name} of shape {found.shape} and type {found.dtype}")
    return found
