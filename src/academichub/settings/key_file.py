"""Reading the file of a model's key. What is in it never gets into a message."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from shlex import quote

from academichub.settings import Secret
from academichub.settings.llm_checks import parse_key

__all__ = ["read_key_file"]

_MAX_BYTES = 100_000


def read_key_file(home: Path, named: str) -> tuple[str, Secret]:
    """The whole path of a file, and the key in it. A relative path begins in `home`, ~ is the reader's own folder.

    Raises: ValueError when the file cannot be read, others may read it, or it holds no key; the sentence names the
    file and says what to do.
    """
    try:
        path = home / Path(named).expanduser()
    except RuntimeError:
        raise ValueError(f"{named}: no such user is known; write the path in full") from None
    try:
        return str(path), parse_key(_read(path))
    except FileNotFoundError:
        problem = f"there is no such file; write the key into it and run: chmod 600 {quote(str(path))}"
    except OSError as error:
        problem = f"cannot be read: {error.strerror}; name a plain file that you can read"
    except ValueError as error:
        problem = str(error)
    raise ValueError(f"{path}: {problem}")


def _read(path: Path) -> str:
    with open(path, "rb", opener=_open_at_once) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise ValueError("is no plain file; write the key into one")
        if os.name == "posix" and found.st_mode & 0o077:
            raise ValueError(f"others can read it; run: chmod 600 {quote(str(path))}")
        return file.read(_MAX_BYTES).decode("utf-8", errors="replace")  # no error that carries the bytes


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # to open a pipe would wait for its writer
