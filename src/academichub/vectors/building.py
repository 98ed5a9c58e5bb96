"""Making the vectors: catching up with the store in small commits, or taking over what is sound into a new generation.

One process writes at a time. Bytes are written and synced before the database says that they count, so a process that
is killed leaves the commit before. A sound vector is taken over where its text is the same.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from academichub.durable import sweep_drafts, sync_path
from academichub.errors import IndexUnusable
from academichub.model import Findable
from academichub.ports import Encoder, Outbox, TextKind
from academichub.vectors.folder import (
    Held,
    State,
    VectorFolder,
    connect,
    hold,
    is_lost,
    read_state,
    row_type,
    vector_errors,
    write_state,
)
from academichub.vectors.nearest import crc_of, decoded, one_thread
from academichub.vectors.texts import key_of, text_of

__all__ = ["Keep", "Tell", "catch_up", "packed", "rebuild", "write_lead"]

Tell = Callable[[int, int], None]
"""Told after each commit: how many papers are done, of how many."""

Keep = Callable[[], bool]
"""Asked before each commit's work: whether to go on."""

_AT_ONCE = 128  # papers of a commit: a second or two of encoding
_N_AXES = 64
_FITS = (2_000, 20_000)  # rows at which the axes are made, and made better
_CHUNK = 20_000  # rows that are projected at once
_MOST_UNUSED = 0.3  # of the rows; from here on they are left out by making the vectors anew


def _always() -> bool:
    return True


def catch_up(vectors: VectorFolder, encoder: Encoder, outbox: Outbox, tell: Tell, keep: Keep = _always) -> int | None:
    """Encode what changed since the last time; where the vectors are of no use, begin anew.

    Returns how many papers were looked at, whatever was left when `keep` said no; None where another process is at it.
    Raises: EncoderError; IndexUnusable when it cannot be written; StoreError. What was committed stays.
    """
    with vector_errors(vectors.folder):
        vectors.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with vectors.alone() as is_alone:
        if not is_alone:
            return None
        _sweep(vectors)
        held = _usable(vectors, encoder, outbox)
        if held is None:
            with vector_errors(vectors.folder):
                generation = _begin(vectors, encoder, outbox)
                vectors.name(generation)
                _sweep_others(vectors, generation)
        elif _is_wasteful(held) or not _is_behind(held, outbox):
            return _renew(vectors, held, encoder, outbox, tell, keep)
        else:
            generation = held.folder
        try:
            return _extend(generation, {}, encoder, outbox, tell, keep)[0]
        except IndexUnusable as error:
            if not _is_torn(error):
                raise
            return _renew(vectors, None, encoder, outbox, tell, keep)


def _is_torn(error: IndexUnusable) -> bool:
    """Whether the database is damaged, not merely locked, read-only or out of room."""
    cause = error.__cause__
    return isinstance(cause, sqlite3.DatabaseError) and not isinstance(cause, sqlite3.OperationalError)


def rebuild(vectors: VectorFolder, encoder: Encoder, outbox: Outbox, tell: Tell, keep: Keep = _always) -> int | None:
    """Make the vectors anew beside the present ones, taking over each that is sound and whose text is the same.

    The present ones are asked until the new ones are whole. Returns and raises as `catch_up`.
    """
    with vector_errors(vectors.folder):
        vectors.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with vectors.alone() as is_alone:
        if not is_alone:
            return None
        _sweep(vectors)
        return _renew(vectors, _usable(vectors, encoder, outbox), encoder, outbox, tell, keep)


def _usable(vectors: VectorFolder, encoder: Encoder, outbox: Outbox) -> Held | None:
    """The present vectors, where they can be gone on with or their rows taken over.

    Raises: IndexUnusable where they are there and cannot be read at present: they would be given up for nothing.
    """
    try:
        held = vectors.look()
    except IndexUnusable as error:
        if not is_lost(error):
            raise
        return None
    return held if held.state.encoder == encoder.id and held.state.store_id == outbox.store_id else None


def _is_behind(held: Held, outbox: Outbox) -> bool:
    """Whether the store has come from where these vectors stand; not so where an older copy of it was restored."""
    seq, token = held.state.seq, held.state.token
    return seq <= outbox.last_seq() and token == (outbox.token_at(seq) or "")


def _is_wasteful(held: Held) -> bool:
    with vector_errors(held.folder), closing(connect(held.folder)) as database:
        (n_used,) = database.execute("SELECT count(*) FROM rows").fetchone()
    return held.state.n_rows > _FITS[0] and n_used < (1 - _MOST_UNUSED) * held.state.n_rows


def _begin(vectors: VectorFolder, encoder: Encoder, outbox: Outbox) -> Path:
    generation = vectors.make()
    with closing(connect(generation)) as database, database:
        write_state(database, State(encoder.id, outbox.store_id))
    return generation


def _renew(vectors: VectorFolder, old: Held | None, encoder: Encoder, outbox: Outbox, tell: Tell, keep: Keep) -> int:
    """Where it stops before the end, or the encoder fails, the part that is done stays and is gone on with."""
    with vector_errors(vectors.folder):
        known = _sound_rows(old) if old is not None else {}
        part = _part(vectors, old, encoder, outbox) if old is not None else None
        generation = part or _begin(vectors, encoder, outbox)
        if old is None:  # there is nothing to ask meanwhile: what is done is of use at once, and is gone on with
            vectors.name(generation)
    try:
        n_done, is_whole = _extend(generation, known, encoder, outbox, tell, keep)
    except IndexUnusable:
        if old is not None:
            shutil.rmtree(generation, ignore_errors=True)
        raise
    with vector_errors(vectors.folder):
        if is_whole:
            vectors.name(generation)
            _sweep_others(vectors, generation)
    return n_done


def _part(vectors: VectorFolder, old: Held, encoder: Encoder, outbox: Outbox) -> Path | None:
    """What an earlier renewal left that did not come to its end, where it can be gone on with."""
    retired = vectors.retired()
    for generation in vectors.folder.iterdir():
        if generation == old.folder or generation in retired or not generation.is_dir():
            continue
        with suppress(IndexUnusable), vector_errors(generation):
            with closing(connect(generation)) as database:
                held = hold(generation, read_state(database))
            of_these = held.state.encoder == encoder.id and held.state.store_id == outbox.store_id
            if of_these and _is_behind(held, outbox):
                return generation
        shutil.rmtree(generation, ignore_errors=True)
    return None


Known = dict[bytes, tuple[Held, int]]
"""Vectors that are there already, by the key of their text."""


def _sound_rows(held: Held) -> Known:
    with closing(connect(held.folder)) as database:
        rows = database.execute("SELECT row, key, crc FROM rows").fetchall()
    n = held.state.n_rows
    return {key: (held, row) for row, key, crc in rows if row < n and crc_of(held.rows[row]) == crc}


def _extend(
    generation: Path, known: Known, encoder: Encoder, outbox: Outbox, tell: Tell, keep: Keep
) -> tuple[int, bool]:
    """How many papers were looked at, and whether nothing is left."""
    with vector_errors(generation), closing(connect(generation)) as database:
        state = read_state(database)
        n_all, n_done = outbox.n_changed(state.seq), 0
        while found := outbox.changed(state.seq, _AT_ONCE):
            if not keep():
                return n_done, False
            token = outbox.token_at(found[-1].seq) or ""
            state = _commit(generation, database, replace(state, token=token), _Batch(found, known, encoder))
            n_done += len(found)
            tell(n_done, max(n_all, n_done))
        return n_done, True


@dataclass(frozen=True, slots=True)
class _Batch:
    """Papers that changed, and where their vectors come from."""

    found: Sequence[Findable]
    known: Known
    encoder: Encoder

    def lacking(self, database: sqlite3.Connection) -> list[tuple[str, bytes, Findable]]:
        """The papers whose text the rows do not have, each once, as they were last."""
        lacking = {}
        for each in self.found:
            if each.is_joined:
                continue
            paper_id, key = each.paper.paper_id, key_of(each.paper)
            row = database.execute("SELECT key FROM rows WHERE paper_id = ?", (paper_id,)).fetchone()
            if row is None or row[0] != key:
                lacking[paper_id] = (paper_id, key, each)
        return list(lacking.values())

    def rows(self, lacking: Sequence[tuple[str, bytes, Findable]]) -> NDArray[np.void]:
        """One row for each. Raises: EncoderError."""
        texts = [text_of(each.paper) or " " for _, key, each in lacking if key not in self.known]
        made = iter(packed(self.encoder.encode(texts, TextKind.PASSAGE))) if texts else iter(())
        taken = [self.known[key] for _, key, _ in lacking if key in self.known]
        kept = iter([held.rows[row] for held, row in taken])
        ordered = [next(kept) if key in self.known else next(made) for _, key, _ in lacking]
        return np.array(ordered, dtype=ordered[0].dtype)


def packed(vectors: NDArray[np.float32]) -> NDArray[np.void]:
    """Unit rows as rows.bin has them: one byte a dimension, of the largest of which a row's scale is 1/127."""
    scale = np.abs(vectors).max(axis=1) / 127
    rows = np.empty(len(vectors), row_type(vectors.shape[1]))
    rows["scale"] = scale
    rows["codes"] = np.rint(vectors / scale[:, None])
    return rows


def _commit(generation: Path, database: sqlite3.Connection, state: State, batch: _Batch) -> State:
    reached = replace(state, seq=batch.found[-1].seq)
    lacking = batch.lacking(database)
    if lacking:
        rows = batch.rows(lacking)
        n_dimensions = rows.dtype["codes"].shape[0]
        if state.n_rows and n_dimensions != state.n_dimensions:
            raise IndexUnusable("the encoder gives vectors of another length now; remove it", subject=str(generation))
        reached = replace(reached, n_dimensions=n_dimensions, n_rows=state.n_rows + len(rows))
        _write_at(generation / "rows.bin", state.n_rows * rows.dtype.itemsize, rows.tobytes())
        reached = _lead(generation, state, reached, rows)
    with database:
        for at, (paper_id, key, _) in enumerate(lacking):
            told = (state.n_rows + at, paper_id, key, crc_of(rows[at]))
            database.execute("DELETE FROM rows WHERE paper_id = ?", (paper_id,))
            database.execute("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?)", told)
        gone = [(each.paper.paper_id,) for each in batch.found if each.is_joined]
        database.executemany("DELETE FROM rows WHERE paper_id = ?", gone)
        write_state(database, reached)
    if reached.n_fitted != state.n_fitted and state.n_fitted:
        for name in (f"lead-{state.n_fitted}.bin", f"axes-{state.n_fitted}.npy"):
            (generation / name).unlink(missing_ok=True)
    return reached


def _lead(generation: Path, before: State, reached: State, rows: NDArray[np.void]) -> State:
    """Write the new rows' part of the lead, or make it from all rows where there are enough for better axes."""
    due = [n for n in _FITS if before.n_fitted < n <= reached.n_rows]
    if due:
        held = hold(generation, replace(reached, n_fitted=0))
        write_lead(generation, held, due[-1])
        return replace(reached, n_fitted=due[-1])
    if before.n_fitted:
        axes = np.load(generation / f"axes-{before.n_fitted}.npy", allow_pickle=False)
        lead = _projected(rows, axes)
        _write_at(generation / f"lead-{before.n_fitted}.bin", before.n_rows * axes.shape[1] * 4, lead.tobytes())
    return reached


def write_lead(generation: Path, held: Held, n_fitted: int) -> None:
    """All rows in the directions in which the first `n_fitted` of them differ most; and these directions."""
    sample = decoded(held.rows[:n_fitted])
    with one_thread():
        _, directions = np.linalg.eigh(sample.T @ sample)  # in the order of how much the rows differ in them
    axes = np.ascontiguousarray(directions[:, ::-1][:, : min(_N_AXES, sample.shape[1])], dtype=np.float32)
    np.save(generation / f"axes-{n_fitted}.npy", axes)
    sync_path(generation / f"axes-{n_fitted}.npy")
    path = generation / f"lead-{n_fitted}.bin"
    path.write_bytes(b"")
    for begin in range(0, held.state.n_rows, _CHUNK):
        lead = _projected(held.rows[begin : begin + _CHUNK], axes)
        _write_at(path, begin * axes.shape[1] * 4, lead.tobytes())


def _projected(rows: NDArray[np.void], axes: NDArray[np.float32]) -> NDArray[np.float32]:
    with one_thread():
        lead: NDArray[np.float32] = np.ascontiguousarray(decoded(rows) @ axes, dtype=np.float32)
    return lead


def _write_at(path: Path, offset: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.truncate(offset)  # what a kill left behind the last commit
        file.seek(offset)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sweep(vectors: VectorFolder) -> None:
    """Remove what was retired in an earlier run: nobody has it open by now."""
    with vector_errors(vectors.folder):
        for generation in vectors.retired():
            shutil.rmtree(generation, ignore_errors=True)
        sweep_drafts(vectors.folder)


def _sweep_others(vectors: VectorFolder, kept: Path) -> None:
    """Remove every other generation but those just retired."""
    spared = {kept, *vectors.retired()}
    for path in vectors.folder.iterdir():
        if path.is_dir() and path not in spared:
            shutil.rmtree(path, ignore_errors=True)
