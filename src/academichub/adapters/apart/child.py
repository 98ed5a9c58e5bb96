"""The process that reads answers: `python -m academichub.adapters.apart.child MEMORY_BYTES`, fed by its standard input.

It limits itself before the first byte of a stranger: memory, no file may be written, no core left behind; and for each
task, processor time. Where the system knows no such limit (macOS: memory; Windows: all of them) it goes on without,
and the deadline of the hub remains.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import BinaryIO

from academichub.adapters.apart.wire import (
    READY,
    Broken,
    Outcome,
    encode_outcome,
    outcome_of,
    read_task,
    write_frame,
)
from academichub.sources import feed  # so that the first task need not wait for the parsers' import

__all__ = ["main"]

if sys.platform != "win32":
    import resource

_TOO_LARGE = "reading it takes more memory than is given to one answer"


def main(memory_bytes: int) -> None:
    assert feed
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the hub's; when it ends, our input does
    tasks, outcomes = sys.stdin.buffer, _own_output()
    _limit_all(memory_bytes)
    write_frame(outcomes, READY)
    try:
        while _work(tasks, outcomes):
            pass
    except (Broken, BrokenPipeError):
        return


def _work(tasks: BinaryIO, outcomes: BinaryIO) -> bool:
    """One task; whether to go on. Who ran out of memory once is not to be trusted with more."""
    try:
        task = read_task(tasks)
        if task is None:
            return False
        _limit_processor(task.cpu_s)
        outcome = outcome_of(lambda: task.source.parse(task.request, task.response, task.visit))
        encoded = encode_outcome(outcome)
    except MemoryError:
        write_frame(outcomes, encode_outcome(Outcome(error=_TOO_LARGE, is_last=True)))
        return False
    write_frame(outcomes, encoded)
    return True


def _own_output() -> BinaryIO:
    """Standard output for ourselves alone: what a library prints must not stand among our frames."""
    own = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return own


def _limit_all(memory_bytes: int) -> None:
    if sys.platform != "win32":
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_AS, memory_bytes)


def _limit_processor(seconds: int) -> None:
    """From now on; the kernel ends a process that goes beyond."""
    if sys.platform != "win32":
        _limit(resource.RLIMIT_CPU, int(time.process_time()) + 1 + seconds)


def _limit(kind: int, value: int) -> None:
    if sys.platform != "win32":
        _, hard = resource.getrlimit(kind)
        try:
            resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
        except (ValueError, OSError):  # macOS knows RLIMIT_AS and refuses to set it
            return


if __name__ == "__main__":
    main(int(sys.argv[1]))
