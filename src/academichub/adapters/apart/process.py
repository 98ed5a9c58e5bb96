"""One process that reads answers, as the hub sees it: started, given tasks, killed when it takes too long."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from signal import Signals
from typing import BinaryIO, TypeVar

import academichub
from academichub.adapters.apart.wire import READY, Broken, Outcome, Task, decode_outcome, read_frame, write_task

__all__ = ["Lost", "Reader"]

T = TypeVar("T")

_START_S = 30.0
_KEPT = ("LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PATH", "PYTHONHOME", "SYSTEMROOT", "TZ")
"""What a reader gets of our environment: nothing that may hold a key."""


class Lost(Exception):
    """A reader ended without an outcome; the message says how."""


class Reader:
    """One process. Used by one thread at a time."""

    def __init__(self, command: Sequence[str]) -> None:
        """Raises: OSError where it cannot be started; Lost where it does not come up."""
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        )
        self._idle_timer: threading.Timer | None = None
        self.n_tasks = 0
        try:
            if self._within(_START_S, lambda: read_frame(self._stream("stdout"))) != READY:
                raise Lost("the process ended at once")
        except BaseException:
            self.end()
            raise

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def ask(self, task: Task, wall_s: float) -> Outcome:
        """Raises: Lost."""
        self.n_tasks += 1
        return self._within(wall_s, lambda: self._exchange(task))

    def wait(self, idle_s: float, then: Callable[[Reader], None]) -> None:
        """Call `then` when there was nothing to do for so long."""
        self._idle_timer = threading.Timer(idle_s, then, [self])
        self._idle_timer.daemon = True
        self._idle_timer.start()

    def rest(self) -> None:
        if self._idle_timer is not None:
            self._idle_timer.cancel()

    def end(self) -> None:
        self.rest()
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def _exchange(self, task: Task) -> Outcome:
        write_task(self._stream("stdin"), task)
        data = read_frame(self._stream("stdout"))
        if not data:
            raise Broken("it hung up")
        return decode_outcome(data)

    def _within(self, seconds: float, act: Callable[[], T]) -> T:
        """What `act` gives, unless it takes longer: then the process is killed. Raises: Lost."""
        overdue = threading.Event()

        def kill() -> None:
            overdue.set()
            self._process.kill()

        watch = threading.Timer(seconds, kill)
        watch.daemon = True
        watch.start()
        try:
            return act()
        except (OSError, Broken) as error:
            raise Lost(self._how_it_ended(seconds if overdue.is_set() else None)) from error
        finally:
            watch.cancel()

    def _how_it_ended(self, after_s: float | None) -> str:
        if after_s is not None:
            return f"reading it was ended after {after_s:g} s"
        with suppress(subprocess.TimeoutExpired):
            code = self._process.wait(1.0)
            if sys.platform != "win32" and code == -Signals.SIGXCPU:
                return "reading it took more processor time than is given to one answer"
        return "reading it brought the reader down"

    def _stream(self, name: str) -> BinaryIO:
        stream: BinaryIO = getattr(self._process, name)
        return stream


def _environment() -> dict[str, str]:
    """A reader sees the code that we run, wherever it was found, and little else."""
    ours = str(Path(academichub.__file__).parent.parent)
    paths = os.pathsep.join([ours, *filter(None, sys.path)])
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | {"PYTHONPATH": paths}
