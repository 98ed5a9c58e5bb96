"""Writing documents to files: whole or not at all, never through what somebody planted in the way."""

from __future__ import annotations

from errno import EINVAL, EISDIR
from os import strerror, umask
from pathlib import Path
from stat import S_IMODE
from tempfile import TemporaryFile

from academichub.durable import write_whole
from academichub.errors import PublishError
from academichub.publish.document import Document

__all__ = ["check_writable", "make_folder", "write_document"]

_PRIVATE = 0o600


def make_folder(folder: Path) -> None:
    """Raises: PublishError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PublishError(f"the folder cannot be made: {error.strerror}", subject=str(folder)) from None


def check_writable(path: Path) -> None:
    """Whether a document may be written there, found by writing beside it. Raises: PublishError, with the reason."""
    try:
        target = path.resolve()
        _check_kind(target)
        with TemporaryFile(prefix=f".{target.name}.", dir=target.parent):
            pass
    except OSError as error:
        raise PublishError(error.strerror or str(error), subject=str(path)) from None


def _check_kind(target: Path) -> None:
    """Raises: OSError where a folder, a device or a pipe is there: to replace it by a file would destroy it."""
    if target.is_dir():
        raise IsADirectoryError(EISDIR, strerror(EISDIR))
    if target.exists() and not target.is_file():
        raise OSError(EINVAL, "it is a device or a pipe, and no file")


def _mode(target: Path) -> int:
    if target.exists():
        return S_IMODE(target.stat().st_mode)
    umask(mask := umask(0o077))  # there is no other way to read it
    return 0o666 & ~mask


def write_document(document: Document | bytes, path: Path, *, is_private: bool = False) -> bool:
    """Write a document, bytes as they are, to a file, whole or not at all; False where the file says the same already.

    A link is followed. A new file is for whom the umask lets read it, another stays for whom it was; what `is_private`
    is for its owner alone in either case.

    Raises: PublishError.
    """
    body = document if isinstance(document, bytes) else document.text.encode()
    try:
        target = path.resolve()
        _check_kind(target)
        if target.is_file() and target.read_bytes() == body:
            if is_private:
                target.chmod(_PRIVATE)
            return False
        write_whole(target, lambda file: file.write(body), mode=_PRIVATE if is_private else _mode(target))
    except OSError as error:
        raise PublishError(f"cannot be written: {error.strerror}", subject=str(path)) from None
    return True
