"""One taste as a file of arrays, and back again; what is torn, foreign or of another format is no taste."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp

from academichub.durable import write_whole
from academichub.errors import HubError
from academichub.rank.keeping import shared_from_arrays, shared_to_arrays
from academichub.rank.papers import N_CATEGORIES, View
from academichub.rank.shared import Shared
from academichub.rank.words import N_BUCKETS

__all__ = ["Taste", "read_taste", "write_taste"]


@dataclass(frozen=True, slots=True)
class Taste:
    """What the papers of one store taught. `background` is everyday papers, against which radars are measured.

    `n_papers`: how many the store had then. `is_learned` False: the plain part alone, which costs a moment to make.
    """

    shared: Shared
    background: View
    store_id: str
    n_papers: int
    is_learned: bool = False

    @property
    def version(self) -> str:
        return self.shared.version


def write_taste(taste: Taste, path: Path) -> None:
    """Whole or not at all; on the disk when this returns. Raises: OSError."""
    write_whole(path, lambda file: np.savez(file, **_arrays(taste)))


def read_taste(path: Path) -> Taste | None:
    """None where the file is no whole taste of this format."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            return _taste({name: kept[name] for name in kept.files})
    except (OSError, EOFError, ValueError, KeyError, IndexError, zipfile.BadZipFile, zlib.error, HubError):
        return None


def _arrays(taste: Taste) -> dict[str, Any]:
    background = taste.background
    return {
        **{f"shared.{name}": array for name, array in shared_to_arrays(taste.shared).items()},
        **_matrix_arrays("words", background.words),
        **_matrix_arrays("titles", background.titles),
        **_matrix_arrays("categories", background.categories),
        "kin": background.kin,
        "ids": np.array(background.ids, dtype=np.str_),
        "store_id": np.array(taste.store_id),
        "n_papers": np.array(taste.n_papers),
        "is_learned": np.array(int(taste.is_learned)),
    }


def _taste(arrays: Mapping[str, Any]) -> Taste:
    """Raises: KeyError, ValueError, ParseError."""
    shared = shared_from_arrays({name[7:]: array for name, array in arrays.items() if name.startswith("shared.")})
    ids = tuple(str(paper_id) for paper_id in arrays["ids"])
    words = _matrix(arrays, "words", (len(ids), N_BUCKETS))
    kin = arrays["kin"]
    if kin.shape != (len(ids), shared.metric.vectors.shape[1] if shared.metric is not None else 0):
        raise ValueError("the places of the background do not fit the metric")
    categories = _matrix(arrays, "categories", (len(ids), N_CATEGORIES))
    background = View(ids, words, kin, categories, _matrix(arrays, "titles", (len(ids), N_BUCKETS)))
    number, learned = int(arrays["n_papers"][()]), bool(arrays["is_learned"][()])
    return Taste(shared, background, str(arrays["store_id"][()]), number, learned)


def _matrix_arrays(name: str, matrix: Any) -> dict[str, Any]:
    return {f"{name}.data": matrix.data, f"{name}.indices": matrix.indices, f"{name}.indptr": matrix.indptr}


def _matrix(arrays: Mapping[str, Any], name: str, shape: tuple[int, int]) -> Any:
    parts = (arrays[f"{name}.data"], arrays[f"{name}.indices"], arrays[f"{name}.indptr"])
    matrix = sp.csr_matrix(parts, shape)
    matrix.check_format(full_check=True)
    return matrix
