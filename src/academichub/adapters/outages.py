"""Hosts that just could not be reached, or heard the question and never answered: asked again, they fail at once.

A machine without network then knows it within seconds, however many addresses it was to ask; and many feeds of one
silent host cost one wait, not one each. Nothing is kept on disk.
"""

from __future__ import annotations

import threading

from academichub.adapters.clock import Clock
from academichub.errors import FetchError

__all__ = ["Outages"]

REMEMBERED_S = 30.0
SHORT_PATIENCE_S = 2.0


class Outages:
    """Thread-safe. A place is "host:port"."""

    def __init__(self, clock: Clock, remembered_s: float = REMEMBERED_S) -> None:
        self._now = clock.monotonic
        self._remembered_s = remembered_s
        self._lock = threading.Lock()
        self._reasons: dict[str, tuple[float, FetchError]] = {}
        self._n_overdue = 0

    def check(self, place: str) -> None:
        """Raises: the FetchError of the last attempt, if that is recent."""
        with self._lock:
            until, reason = self._reasons.get(place, (0.0, None))
        if reason is not None and self._now() < until:
            raise FetchError(reason.message, subject=reason.subject) from reason.__cause__

    def add(self, place: str, reason: FetchError, overdue: bool) -> None:
        """Remember that a place gave no answer; `overdue` when there was no sign of life at all, not even a refusal."""
        with self._lock:
            self._reasons[place] = (self._now() + self._remembered_s, reason)
            self._n_overdue += overdue

    def clear(self, place: str) -> None:
        """Something was reached: the network is there."""
        with self._lock:
            self._reasons.pop(place, None)
            self._n_overdue = 0

    def patience_s(self, limit_s: float) -> float:
        """How long to wait for a connection: less once two places in a row gave no sign of life."""
        return min(limit_s, SHORT_PATIENCE_S) if self._n_overdue >= 2 else limit_s
