"""Ending a run early, from a signal or from another thread: no call begins any more, those under way are waited for."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock

__all__ = ["Stop"]


class Stop:
    """Set once, by anyone. Who runs is called back at once, in the thread that sets it."""

    def __init__(self) -> None:
        self._lock = RLock()  # a signal may come while its own thread holds it
        self._called: list[Callable[[], object]] = []
        self._is_set = False

    @property
    def is_set(self) -> bool:
        return self._is_set

    def set(self) -> None:
        with self._lock:
            first, self._is_set = not self._is_set, True
            called = list(self._called)
        for call in called if first else ():
            call()

    def when_set(self, call: Callable[[], object]) -> None:
        """Call back once it is set; at once, where it is set already."""
        with self._lock:
            self._called.append(call)
            already = self._is_set
        if already:
            call()
