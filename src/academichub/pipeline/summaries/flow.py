"""How fast to ask an endpoint: as fast as it lets us, slower when it says so, not at all while it is down.

Decides, and waits for nothing: whoever asks is told how long to wait. Times are seconds of one monotonic clock.

- The limit of calls at once begins at 8, doubles with each window of answers until the first trouble, then grows by one
  a window. A window is as many answers as the limit allows calls.
- A 429 halves it, once in each pause: with sixteen calls under way sixteen answers say the same thing.
- A wait of more than two minutes is left to the next run.
- Eight failures without an answer between them open the breaker. One call then tries, after 5, 15 and 30 seconds; when
  all have failed, the endpoint is taken to be down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from academichub.model import RateHint

__all__ = ["Flow", "Pauses"]

_FIRST_LIMIT = 8
_BREAKS_AFTER = 8  # failures in a row
_LONGEST_PAUSE_S = 120.0
_MOST_PAUSES = 12  # in a row, without an answer between them


@dataclass(frozen=True, slots=True)
class Pauses:
    """How long to wait, in seconds: after a 429 that names no time (doubled with each in a row), and with the breaker
    open, before each trial."""

    busy_s: float = 1.0
    open_s: Sequence[float] = (5.0, 15.0, 30.0)


_PAUSES = Pauses()


class Flow:
    """The state of one endpoint. `most` is the owner's cap on calls at once."""

    def __init__(self, most: int, pauses: Pauses = _PAUSES) -> None:
        self._most = most
        self._pauses = pauses
        self.limit = min(most, _FIRST_LIMIT)
        self._doubling = True
        self._clean = 0  # answers in this window
        self._paused_until = 0.0
        self._n_pauses = 0  # in a row
        self._failures = 0  # in a row
        self._n_open = 0  # in a row
        self.down: str | None = None  # why the endpoint is taken to be down

    def wait_s(self, n_under_way: int, now: float) -> float | None:
        """How long until one more call may begin: 0 at once, None when a call under way has to end first."""
        if now < self._paused_until:
            return self._paused_until - now
        return 0.0 if n_under_way < (1 if self._n_open else self.limit) else None

    def answered(self, hint: RateHint | None, now: float) -> None:
        """A call came back, whatever its answer is worth."""
        self._failures = self._n_open = self._n_pauses = 0
        self._clean += 1
        if self._clean >= self.limit:
            self._clean = 0
            self.limit = min(self.limit * 2 if self._doubling else self.limit + 1, self._most)
        if hint is not None and hint.remaining == 0 and hint.reset_s:
            self._pause(hint.reset_s, now)

    def busy(self, retry_after_s: float | None, jitter: float, now: float) -> None:
        """The endpoint asked us to slow down. `jitter` (0 to 1) spreads those who wait for the same moment."""
        self._n_pauses += now >= self._paused_until
        if now >= self._paused_until:
            self._slow_down()
        asked = self._pauses.busy_s * 2 ** (self._n_pauses - 1) if retry_after_s is None else retry_after_s
        self._pause(asked + jitter * min(self._pauses.busy_s, 1.0), now)
        if asked > _LONGEST_PAUSE_S:
            self.down = f"asked for a wait of {asked:.0f} s"
        elif self._n_pauses > _MOST_PAUSES:
            self.down = "has been busy all the time"

    def failed(self, now: float) -> None:
        """A call got no answer."""
        self._doubling = False
        self._failures += 1
        if self._n_open or self._failures >= _BREAKS_AFTER:
            self._open(now)

    def _open(self, now: float) -> None:
        if now < self._paused_until:
            return  # the others that were under way when it opened
        if self._n_open == len(self._pauses.open_s):
            self.down = "does not answer"
            return
        self._pause(self._pauses.open_s[self._n_open], now)
        self._n_open += 1

    def _slow_down(self) -> None:
        self._doubling = False
        self._clean = 0
        self.limit = max(1, self.limit // 2)

    def _pause(self, seconds: float, now: float) -> None:
        self._paused_until = max(self._paused_until, now + min(seconds, _LONGEST_PAUSE_S))
