"""The files of the vectors, and the small database that says which of their bytes count.

    home/vectors/current                    names the generation that is asked; replaced at once, by a rename
    home/vectors/GENERATION/rows.db         paper, key of its text, checksum of each row; encoder, store, change reached
    home/vectors/GENERATION/rows.bin        a scale and one byte for each dimension, row after row
    home/vectors/GENERATION/lead-N.bin      the rows in the few directions in which the first N of them differ most
    home/vectors/GENERATION/axes-N.npy      these directions
    home/vectors/GENERATION/retired         it is asked no more; who has it open keeps it until the next run

Rows are only ever added. What is behind the number of rows that the database has committed was left by a kill and is
written over; a row that no paper refers to any more is skipped. Each row found is checked against its checksum.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from errno import ENOENT
from pathlib import Path
from threading import Lock
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from academichub.durable import read_current, write_current
from academichub.errors import IndexUnusable

__all__ = ["FORMAT", "Held", "State", "VectorFolder", "is_lost", "row_type", "vector_errors"]

FORMAT = 1
_RETIRED = "retired"
_WAIT_S = 10.0
_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE rows (
    row INTEGER PRIMARY KEY, paper_id TEXT NOT NULL UNIQUE, key BLOB NOT NULL, crc INTEGER NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class State:
    """What is committed. `seq`: the change of the store that is reached, `token`: which saving gave it; `n_rows`: of
    the file, those unused too; `n_fitted`: rows that the lead was made from, 0 while there is none."""

    encoder: str
    store_id: str
    n_dimensions: int = 0
    seq: int = 0
    n_rows: int = 0
    n_fitted: int = 0
    format: int = FORMAT
    token: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """One commit, ready to be asked. `lead` and `axes` are None while there are few rows."""

    folder: Path
    state: State
    rows: NDArray[np.void]
    lead: NDArray[np.float32] | None
    axes: NDArray[np.float32] | None


def row_type(n_dimensions: int) -> np.dtype[np.void]:
    return np.dtype([("scale", "<f4"), ("codes", "i1", (n_dimensions,))])


@contextmanager
def vector_errors(folder: Path) -> Iterator[None]:
    """Whatever goes wrong with the files becomes IndexUnusable."""
    try:
        yield
    except (OSError, sqlite3.Error, ValueError, KeyError, TypeError, EOFError) as error:
        raise IndexUnusable("the vectors cannot be read or written", subject=str(folder)) from error


def is_lost(error: IndexUnusable) -> bool:
    """Whether files are missing, torn or of another format; not so where they are locked, barred or out of room."""
    cause = error.__cause__
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode == sqlite3.SQLITE_ERROR  # it opens, and has not our tables
    return isinstance(cause, sqlite3.Error | FileNotFoundError | ValueError | KeyError | TypeError | EOFError)


class VectorFolder:
    """The vectors of one home. May be asked from several threads; see building.py for what writes it.

    `alone` gives a lock over all processes that write it.
    """

    def __init__(self, folder: Path, alone: Callable[[Path], AbstractContextManager[bool]]) -> None:
        self.folder = folder
        self._alone = alone
        self._held: Held | None = None
        self._turn = Lock()

    def alone(self) -> AbstractContextManager[bool]:
        """The right to write; False where another process has it. Raises: StoreError."""
        return self._alone(self.folder / "vectors.lock")

    def look(self) -> Held:
        """The newest commit. Raises: IndexUnusable."""
        with self._turn, vector_errors(self.folder):
            try:
                return self._newest()
            except FileNotFoundError:  # a writer may have replaced it between two of our steps
                return self._newest()

    def _newest(self) -> Held:
        generation = self.folder / read_current(self.folder)
        with closing(connect(generation)) as database:
            state = read_state(database)
        held = self._held
        if held is None or held.folder != generation or held.state != state:
            self._held = held = hold(generation, state)
        return held

    def make(self) -> Path:
        """A new generation, which nobody asks yet."""
        generation = self.folder / uuid4().hex
        generation.mkdir(parents=True, mode=0o700)
        with closing(sqlite3.connect(generation / "rows.db")) as database:
            database.executescript(_TABLES)
        (generation / "rows.bin").touch()
        return generation

    def name(self, generation: Path) -> None:
        """From here on this generation is the one that is asked. The one before stays for those who have it open."""
        before = self.present()
        if before is not None and before != generation and before.is_dir():
            (before / _RETIRED).touch()
        write_current(self.folder, generation.name)

    def present(self) -> Path | None:
        """The generation that is asked, whole or not; None where none is named."""
        try:
            return self.folder / read_current(self.folder)
        except (OSError, ValueError):
            return None

    def retired(self) -> list[Path]:
        """The generations that were asked once, and are not any more."""
        present = self.present()
        return [mark.parent for mark in self.folder.glob(f"*/{_RETIRED}") if mark.parent != present]


def connect(generation: Path) -> sqlite3.Connection:
    """The database of a generation that is there; for each use its own, as threads may not share one."""
    if not (path := generation / "rows.db").exists():  # SQLite says the same of it as of one that is barred
        raise FileNotFoundError(ENOENT, "No such file", str(path))
    return sqlite3.connect(f"file:{path}?mode=rw", uri=True, timeout=_WAIT_S)


def read_state(database: sqlite3.Connection) -> State:
    about = dict(database.execute("SELECT name, value FROM about"))
    numbers = {name: int(about[name]) for name in ("n_dimensions", "seq", "n_rows", "n_fitted", "format")}
    return State(about["encoder"], about["store_id"], token=about["token"], **numbers)


def write_state(database: sqlite3.Connection, state: State) -> None:
    told = {name: str(getattr(state, name)) for name in State.__dataclass_fields__}
    database.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", told.items())


def hold(generation: Path, state: State) -> Held:
    """Map what is committed; a file that is too short raises ValueError."""
    if state.format != FORMAT:
        raise ValueError(f"format {state.format}")
    kind = row_type(state.n_dimensions)
    if not state.n_rows:
        return Held(generation, state, np.empty(0, kind), None, None)
    rows = np.memmap(generation / "rows.bin", kind, "r", shape=(state.n_rows,))
    if not state.n_fitted:
        return Held(generation, state, rows, None, None)
    axes: NDArray[np.float32] = np.load(generation / f"axes-{state.n_fitted}.npy", allow_pickle=False)
    if axes.ndim != 2 or len(axes) != state.n_dimensions:
        raise ValueError("axes of another shape")
    shape = (state.n_rows, axes.shape[1])
    lead = np.memmap(generation / f"lead-{state.n_fitted}.bin", np.float32, "r", shape=shape)
    return Held(generation, state, rows, lead, axes)
