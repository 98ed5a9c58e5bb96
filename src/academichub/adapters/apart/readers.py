"""The processes that read answers: started when one is needed, kept warm, killed when they take too long.

One answer that hangs or kills its reader costs itself: a ParseError, and a new process for the next. A reader that has
nothing to do for a while is ended. Where no process may be started, answers are read in this one, which is said once.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from signal import Signals
from typing import BinaryIO, TypeVar

import academichub
from academichub.adapters.apart.wire import (
    READY,
    Broken,
    Outcome,
    Task,
    decode_outcome,
    outcome_of,
    read_frame,
    write_task,
)
from academichub.errors import ParseError
from academichub.model import Page, Request, Response, Visit
from academichub.ports import Source

__all__ = ["Readers", "ReadingLimits"]

T = TypeVar("T")

_log = logging.getLogger(__name__)

_START_S = 30.0
_MOST_TASKS = 1_000  # then a process is replaced: memory that libraries forgot is given back
_KEPT = ("LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PATH", "PYTHONHOME", "SYSTEMROOT", "TZ")
"""What a reader gets of our environment: nothing that may hold a key."""


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What reading one answer may take, and how many are read at once."""

    memory_bytes: int = 512 * 1024 * 1024  # of the whole process; the system must know such a limit
    cpu_s: int = 20
    wall_s: float = 60.0
    idle_s: float = 60.0  # a process without work is ended after so long
    processes: int = min(os.cpu_count() or 1, 4)


class _Lost(Exception):
    """A reader ended without an outcome; the message says how."""


class Readers:
    """Thread-safe. No process is started before the first answer."""

    def __init__(
        self, limits: ReadingLimits = ReadingLimits(), program: Sequence[str] = (sys.executable, "-P", "-m")
    ) -> None:
        """`program` runs a Python module that is named after it."""
        self._limits = limits
        self._command = (*program, f"{__package__}.child", str(limits.memory_bytes))
        self._places = threading.BoundedSemaphore(limits.processes)
        self._lock = threading.Lock()
        self._idle: list[_Reader] = []
        self._all: set[_Reader] = set()
        self._is_forbidden = False
        self._has_started = False
        weakref.finalize(self, _end_all, self._all)

    def read(self, source: Source, request: Request, response: Response, visit: Visit) -> Page:
        """What the source makes of an answer. A page of a source that is read apart has a plain Request as its next.

        Raises: ParseError as `source.parse` does; also when the answer takes more time or memory than the limits give,
        or brings the reader down.
        """
        task = Task(source, request, response, visit, self._limits.cpu_s)
        with self._places:
            outcome = self._outcome(task)
        if outcome.page is not None:
            return outcome.page
        if outcome.trace:
            _log.error("reading an answer of %s failed:\n%s", source.id, outcome.trace)
        cause = ValueError(outcome.detail) if outcome.detail else None
        raise ParseError(outcome.error or "it cannot be read", subject=source.id) from cause

    def close(self) -> None:
        """End all processes; the next answer starts a new one."""
        with self._lock:
            self._idle.clear()
        _end_all(self._all)

    def _outcome(self, task: Task) -> Outcome:
        try:
            reader = self._take()
        except _Lost as lost:
            return Outcome(error=str(lost))
        if reader is None:
            return outcome_of(lambda: task.source.parse(task.request, task.response, task.visit))
        try:
            outcome = reader.ask(task, self._limits.wall_s)
        except _Lost as lost:
            self._drop(reader)
            return Outcome(error=str(lost))
        except BaseException:  # a Ctrl-C in between: what it would answer next is not ours to hear
            self._drop(reader)
            raise
        if outcome.is_last or reader.n_tasks >= _MOST_TASKS:
            self._drop(reader)
        else:
            self._give_back(reader)
        return outcome

    def _take(self) -> _Reader | None:
        """A reader without work, or a new one; None where none may be started at all. Raises: _Lost."""
        with self._lock:
            while self._idle:
                reader = self._idle.pop()
                reader.rest()
                if reader.is_running:
                    return reader
                self._drop(reader)
        if self._is_forbidden:
            return None
        try:
            reader = _Reader(self._command)
        except (OSError, ValueError, _Lost) as error:
            if self._has_started:  # a system short of memory, say: not the hour to read it without limits
                raise _Lost(f"no process could be started to read it in ({error})") from error
            self._forbid(error)
            return None
        self._has_started = True
        self._all.add(reader)
        return reader

    def _drop(self, reader: _Reader) -> None:
        reader.end()
        self._all.discard(reader)

    def _forbid(self, error: Exception) -> None:
        with self._lock:
            was_forbidden, self._is_forbidden = self._is_forbidden, True
        if not was_forbidden:
            _log.warning(
                "no process can be started to read feeds in (%s); they are read in this one, without limits of time "
                "and memory",
                error,
            )

    def _give_back(self, reader: _Reader) -> None:
        with self._lock:
            self._idle.append(reader)
            reader.wait(self._limits.idle_s, partial(_retire, weakref.ref(self)))

    def retire(self, reader: _Reader) -> None:
        """End a reader that has nothing to do, unless it was just given something."""
        with self._lock:
            if reader not in self._idle:
                return
            self._idle.remove(reader)
        self._drop(reader)


def _retire(readers: weakref.ref[Readers], reader: _Reader) -> None:
    """As a timer calls it, who must not be what keeps the readers alive."""
    if (alive := readers()) is not None:
        alive.retire(reader)


def _end_all(readers: set[_Reader]) -> None:
    while readers:
        readers.pop().end()


class _Reader:
    """One process. Used by one thread at a time."""

    def __init__(self, command: Sequence[str]) -> None:
        """Raises: OSError where it cannot be started; _Lost where it does not come up."""
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        )
        self._idle_timer: threading.Timer | None = None
        self.n_tasks = 0
        try:
            if self._within(_START_S, lambda: read_frame(self._stream("stdout"))) != READY:
                raise _Lost("the process ended at once")
        except BaseException:
            self.end()
            raise

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def ask(self, task: Task, wall_s: float) -> Outcome:
        """Raises: _Lost."""
        self.n_tasks += 1
        return self._within(wall_s, lambda: self._exchange(task))

    def wait(self, idle_s: float, then: Callable[[_Reader], None]) -> None:
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
        """What `act` gives, unless it takes longer: then the process is killed. Raises: _Lost."""
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
            raise _Lost(self._how_it_ended(seconds if overdue.is_set() else None)) from error
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
