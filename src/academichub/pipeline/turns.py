"""Turns at an encoder that answers one thread at a time: who searches goes before who fills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Condition
from typing import TYPE_CHECKING

from academichub.ports import Encoder, TextKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["InTurns", "Turns"]

_AT_ONCE = 16  # texts of a turn: half a second of the slowest encoder here; larger batches are no faster


class Turns:
    """A lock that those who search get first. A plain one mostly goes back to whoever just let go of it."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._is_taken = False
        self.n_searching = 0

    @contextmanager
    def soon(self, within_s: float) -> Iterator[bool]:
        """False where it did not become free in time: then nothing is held."""
        with self._changed:
            self.n_searching += 1
            is_ours = self._changed.wait_for(lambda: not self._is_taken, within_s)
            self.n_searching -= 1
            self._is_taken = self._is_taken or is_ours
            self._changed.notify_all()
        try:
            yield is_ours
        finally:
            if is_ours:
                self._let_go()

    @contextmanager
    def behind(self) -> Iterator[None]:
        """Waits as long as it takes."""
        with self._changed:
            self._changed.wait_for(lambda: not (self._is_taken or self.n_searching))
            self._is_taken = True
        try:
            yield
        finally:
            self._let_go()

    def _let_go(self) -> None:
        with self._changed:
            self._is_taken = False
            self._changed.notify_all()


class InTurns:
    """Implements ports.Encoder over one that others search with meanwhile: a turn for every few texts."""

    many_at_once = True

    def __init__(self, encoder: Encoder, turns: Turns) -> None:
        self._encoder = encoder
        self._turns = turns

    @property
    def id(self) -> str:
        return self._encoder.id

    @property
    def n_dimensions(self) -> int:
        with self._turns.behind():
            return self._encoder.n_dimensions

    def encode(self, texts: Sequence[str], kind: TextKind) -> NDArray[np.float32]:
        """Raises: EncoderError."""
        import numpy as np

        parts = [texts[begin : begin + _AT_ONCE] for begin in range(0, len(texts), _AT_ONCE)] or [texts]
        return np.vstack([self._part(part, kind) for part in parts])

    def _part(self, texts: Sequence[str], kind: TextKind) -> NDArray[np.float32]:
        with self._turns.behind():
            return self._encoder.encode(texts, kind)
