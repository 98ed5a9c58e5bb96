"""Politeness: one request at a time in each lane, a gap between two, and waits that an upstream asked for or deserves.

Threads of one process take turns by a lock. Processes take turns by a locked file per lane, which also remembers when
the last request ended, how often the upstream has refused us since it last answered, and what rate it told us, so that
a second process, or the next run after a kill, keeps the gap too. A damaged file counts as a request at the time it was
last written.
"""

from __future__ import annotations

import errno
import hashlib
import json
import math
import os
import random
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from academichub.adapters.answers import MAX_RETRY_AFTER_S, format_wait
from academichub.adapters.clock import SYSTEM_CLOCK, Clock
from academichub.errors import FetchError, RateLimited

__all__ = ["LaneState", "Pacing", "Turn"]

if sys.platform != "win32":
    import fcntl

_POLL_S = 0.05
_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,100}")


_FIRST_BACKOFF_S = 30.0
"""After the first refusal without a wish: short enough for a visit to wait out. It doubles with each further one."""
_LONGEST_GAP_S = 60.0
"""What an upstream may ask for as its gap; whoever wants more says so by Retry-After."""


@dataclass(frozen=True, slots=True)
class LaneState:
    """What happened in a lane: when the last request ended, and until when the upstream asked to be left alone.

    Both by the same clock, whichever that is; None when there was none. `n_refused` counts refusals since the last
    answer. `gap_s` is the gap that the upstream last told us to keep.
    """

    last_at: float | None = None
    blocked_until: float | None = None
    n_refused: int = 0
    gap_s: float = 0.0

    def gap_left_s(self, now: float, gap_s: float) -> float:
        """How long until the next request may begin. A clock that was set back costs one gap at most."""
        return 0.0 if self.last_at is None else min(max(self.last_at + gap_s - now, 0.0), gap_s)

    def block_left_s(self, now: float) -> float:
        left = 0.0 if self.blocked_until is None else self.blocked_until - now
        return left if 0.0 < left <= MAX_RETRY_AFTER_S else 0.0


class Turn:
    """One request's turn in its lane. `sent` is to be called when the request goes out, and again when it has gone."""

    def __init__(self, before: LaneState, sent: Callable[[], None]) -> None:
        self.sent = sent
        self.n_refused = before.n_refused
        self.gap_s = before.gap_s
        self.wait_s: float | None = None

    def answered(self) -> None:
        """The upstream answered: what it refused before is forgotten."""
        self.n_refused = 0

    def ask_to_wait(self, seconds: float) -> None:
        """The upstream wants no further request for so long, though it answered."""
        self.wait_s = max(seconds, self.wait_s or 0.0)

    def refused(self, asked_s: float | None, least_s: float, jitter: float) -> None:
        """The upstream did not answer, for it is asked too much; `asked_s` is how long it wants to be left alone.

        It is left alone so long at least; where it said nothing, or refuses again and again, for a time that doubles
        with each refusal up to a day. `jitter` from 0 to 1 takes up to half of that, lest all hubs come back at once.
        """
        self.n_refused += 1
        n_doubled = min(self.n_refused - 1, 20)
        ours_s = _FIRST_BACKOFF_S * 2.0**n_doubled * (1.0 - jitter / 2.0)
        is_own = asked_s is None or self.n_refused > 1
        self.ask_to_wait(min(max(asked_s or 0.0, least_s, ours_s if is_own else 0.0), MAX_RETRY_AFTER_S))

    def keep_gap(self, seconds: float) -> None:
        """The upstream told us how long it wants between two requests, from now on."""
        self.gap_s = min(max(seconds, 0.0), _LONGEST_GAP_S)


class Pacing:
    """Hands out turns. Thread-safe; `folder` None keeps the gaps of this process alone."""

    def __init__(
        self,
        folder: Path | None,
        clock: Clock = SYSTEM_CLOCK,
        *,
        longest_wait_s: float = 30.0,
        longest_queue_s: float = 180.0,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.jitter = jitter
        self._folder = folder
        self._clock = clock
        self._longest_wait_s = longest_wait_s
        self._longest_queue_s = longest_queue_s
        self._lanes: dict[str, _Lane] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, lane: str, gap_s: float) -> Iterator[Turn]:
        """Wait until the lane is free and the gap since its last request, in seconds, is over; then hold the lane.

        Raises: RateLimited at once, when the upstream asked for a wait of which more than `longest_wait_s` is left;
        FetchError when another process holds the lane too long, or the folder cannot be written.
        """
        with self._lock:
            place = self._lanes.setdefault(lane, _Lane())
        with place.lock, _opened(self._folder, lane) as ledger:
            self._queue(ledger, lane)
            before = self._wait(place, ledger, lane, gap_s)

            def sent() -> None:
                ledger.save(LaneState(self._clock.wall(), None, before.n_refused, before.gap_s))

            sent()  # a kill from here on still leaves a trace of this request
            turn = Turn(before, sent)
            try:
                yield turn
            finally:
                place.state = _after(self._clock.monotonic(), turn)
                ledger.save(_after(self._clock.wall(), turn))

    def _queue(self, ledger: _Ledger, lane: str) -> None:
        give_up_at = self._clock.monotonic() + self._longest_queue_s
        while not ledger.take():
            if self._clock.monotonic() >= give_up_at:
                waited = format_wait(self._longest_queue_s)
                raise FetchError(f"another AcademicHub has been asking for {waited}; try later", subject=lane)
            self._clock.sleep(_POLL_S)

    def _wait(self, place: _Lane, ledger: _Ledger, lane: str, gap_s: float) -> LaneState:
        """Returns what was last known of the lane, by whichever process."""
        written = ledger.load()
        last = place.state if written is None else written
        gap_s = max(gap_s, last.gap_s)
        seen = [(place.state, self._clock.monotonic())]
        seen += [] if written is None else [(written, self._clock.wall())]
        blocked_s = max(state.block_left_s(now) for state, now in seen)
        if blocked_s > self._longest_wait_s:
            wait = format_wait(blocked_s)
            message = f"asked us to wait; not asked again for another {wait}"
            raise RateLimited(message, subject=lane, retry_after_s=blocked_s)
        wait_s = max(blocked_s, *(state.gap_left_s(now, gap_s) for state, now in seen))
        if wait_s > 0:
            self._clock.sleep(wait_s)
        return last


class _Lane:
    """A lane as this process knows it; `state` is by the monotonic clock."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.state = LaneState()


def _after(now: float, turn: Turn) -> LaneState:
    return LaneState(now, None if turn.wait_s is None else now + turn.wait_s, turn.n_refused, turn.gap_s)


class _Ledger:
    """A lane as all processes know it: a file, whose lock ends with the process; times are by the wall clock."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    def take(self) -> bool:
        """Whether the lane is ours now; it stays so until the file is closed."""
        if self._descriptor is None or sys.platform == "win32":
            return True
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                return False
            raise FetchError("the file that keeps the pace cannot be locked") from error
        return True

    def load(self) -> LaneState | None:
        """None where nothing is kept on disk."""
        if self._descriptor is None:
            return None
        try:
            text = os.pread(self._descriptor, 4096, 0)
            return _parse_state(text, os.fstat(self._descriptor).st_mtime)
        except OSError as error:
            raise FetchError("the file that keeps the pace cannot be read") from error

    def save(self, state: LaneState) -> None:
        if self._descriptor is None:
            return
        told = [state.last_at, state.blocked_until, state.n_refused, state.gap_s]
        text = json.dumps(told).encode().ljust(96)
        try:
            os.pwrite(self._descriptor, text, 0)
            os.ftruncate(self._descriptor, len(text))
        except OSError as error:
            raise FetchError("the file that keeps the pace cannot be written") from error


def _parse_state(text: bytes, written_at: float) -> LaneState:
    """Read what save wrote; `written_at` stands in where the file is damaged."""
    if not text:
        return LaneState()
    try:
        last_at, blocked_until, n_refused, gap_s = (*json.loads(text), 0, 0.0)[:4]
        state = LaneState(
            float(last_at), None if blocked_until is None else float(blocked_until), int(n_refused), float(gap_s)
        )
    except (ValueError, TypeError, OverflowError, RecursionError):
        return LaneState(written_at)
    is_sound = math.isfinite(state.last_at or 0.0) and state.n_refused >= 0 and 0.0 <= state.gap_s <= _LONGEST_GAP_S
    return state if is_sound else LaneState(written_at)


@contextmanager
def _opened(folder: Path | None, lane: str) -> Iterator[_Ledger]:
    if folder is None or sys.platform == "win32":  # no flock, no pread: each process keeps its own pace
        yield _Ledger(None)
        return
    path = folder / f"{_file_name(lane)}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        raise FetchError(f"the pace cannot be kept, for {path} cannot be written") from error
    try:
        yield _Ledger(descriptor)
    finally:
        os.close(descriptor)


def _file_name(lane: str) -> str:
    if _PLAIN_NAME.fullmatch(lane):
        return lane
    return hashlib.sha256(lane.encode("utf-8", "surrogatepass")).hexdigest()[:32]
