"""Files that are there whole or not at all, and the one name in a folder that says which generation of a copy is asked.

    FOLDER/current        holds the name of a file or a folder beside it
    FOLDER/.current.…     a draft of it, which a kill has left

What a name leads to is on the disk before the name is, and a name takes the place of the one before at once. So after a
kill or a loss of power there is the old one or the new one, and never one that leads nowhere.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

__all__ = ["CURRENT", "Sync", "read_current", "sweep_drafts", "sync_path", "write_current", "write_whole"]

CURRENT = "current"

Sync = Callable[[Path], None]
"""Returns when the content of a file, or the names in a folder, are on the disk."""


def sync_path(path: Path) -> None:
    """Raises: OSError. A folder that the system cannot bring to the disk by itself is left to it."""
    if path.is_dir():
        with suppress(OSError):
            _sync(path, os.O_RDONLY)
    else:
        _sync(path, os.O_RDWR)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(
    path: Path, fill: Callable[[IO[bytes]], object], sync: Sync = sync_path, mode: int | None = None
) -> None:
    """Put what `fill` writes in the place of the file. The draft lies beside it under a name that nobody can foresee.

    `mode`: who may read it; None: its owner alone.
    On the disk when this returns. Raises: OSError, and whatever `fill` raises; then the file is as it was.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            fill(file)
        if mode is not None:
            draft.chmod(mode)
        sync(draft)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync(path.parent)


def read_current(folder: Path) -> str:
    """The name of what is asked in this folder.

    Raises: OSError, FileNotFoundError where nothing was named yet; ValueError for what names nothing in this folder.
    """
    name = (folder / CURRENT).read_text(encoding="utf-8").strip()
    if name != Path(name).name or name in ("", "..", CURRENT):
        raise ValueError(f"{name[:40]!r} is no name")
    return name


def write_current(folder: Path, name: str, sync: Sync = sync_path) -> None:
    """From here on that file or folder is the one that is asked. What its files hold is on the disk already.

    Raises: OSError.
    """
    sync(folder / name)
    sync(folder)
    write_whole(folder / CURRENT, lambda file: file.write(name.encode()), sync)


def sweep_drafts(folder: Path) -> None:
    """Remove what a kill has left of a naming. Only who alone may name comes here."""
    for draft in folder.glob(f".{CURRENT}.*"):
        with suppress(OSError):
            draft.unlink()
