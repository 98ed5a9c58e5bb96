"""The processes that read answers: started when one is needed, kept warm, killed when they take too long.

One answer that hangs or kills its reader costs itself: a ParseError, and a new process for the next. A reader that has
nothing to do for a while is ended. Where no process may be started, answers are read in this one, which is said once.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from academichub.adapters.apart.process import Lost, Reader
from academichub.adapters.apart.wire import Outcome, Task, outcome_of
from academichub.errors import ParseError
from academichub.model import Page, Request, Response, Visit
from academichub.ports import Source

__all__ = ["Readers", "ReadingLimits"]


_log = logging.getLogger(__name__)

_MOST_TASKS = 1_000  # then a process is replaced: memory that libraries forgot is given back


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What reading one answer may take, and how many are read at once."""

    memory_bytes: int = 512 * 1024 * 1024  # of the whole process; the system must know such a limit
    cpu_s: int = 20
    wall_s: float = 60.0
    idle_s: float = 60.0  # a process without work is ended after so long
    processes: int = min(os.cpu_count() or 1, 4)


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
        self._idle: list[Reader] = []
        self._all: set[Reader] = set()
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
        except Lost as lost:
            return Outcome(error=str(lost))
        if reader is None:
            return outcome_of(lambda: task.source.parse(task.request, task.response, task.visit))
        try:
            outcome = reader.ask(task, self._limits.wall_s)
        except Lost as lost:
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

    def _take(self) -> Reader | None:
        """A reader without work, or a new one; None where none may be started at all. Raises: Lost."""
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
            reader = Reader(self._command)
        except (OSError, ValueError, Lost) as error:
            if self._has_started:  # a system short of memory, say: not the hour to read it without limits
                raise Lost(f"no process could be started to read it in ({error})") from error
            self._forbid(error)
            return None
        self._has_started = True
        self._all.add(reader)
        return reader

    def _drop(self, reader: Reader) -> None:
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

    def _give_back(self, reader: Reader) -> None:
        with self._lock:
            self._idle.append(reader)
            reader.wait(self._limits.idle_s, partial(_retire, weakref.ref(self)))

    def retire(self, reader: Reader) -> None:
        """End a reader that has nothing to do, unless it was just given something."""
        with self._lock:
            if reader not in self._idle:
                return
            self._idle.remove(reader)
        self._drop(reader)


def _retire(readers: weakref.ref[Readers], reader: Reader) -> None:
    """As a timer calls it, who must not be what keeps the readers alive."""
    if (alive := readers()) is not None:
        alive.retire(reader)


def _end_all(readers: set[Reader]) -> None:
    while readers:
        readers.pop().end()
