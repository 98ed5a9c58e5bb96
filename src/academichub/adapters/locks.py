"""One run of its kind at a time, over all processes: a locked file, whose lock ends with the process that holds it."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from academichub.errors import StoreError

__all__ = ["alone", "take"]

if sys.platform != "win32":
    import fcntl

_HELD = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Hold the lock while the block runs. Gives False, and holds nothing, where another process has it.

    Where the system, or the file system that the path is on, has no such locks, every run is told that it is alone.
    Raises: StoreError.
    """
    if sys.platform == "win32":
        yield True
        return
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror}", subject=str(path)) from None
    try:
        yield take(descriptor)
    finally:
        os.close(descriptor)


def take(descriptor: int) -> bool:
    """Lock an open file if nobody else holds it; whether that is so. What cannot be locked, nobody holds."""
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in _HELD
    return True
