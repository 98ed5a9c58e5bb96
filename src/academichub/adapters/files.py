"""Writing documents to files: whole or not at all, never through what somebody planted in the way."""

from __future__ import annotations

from pathlib import Path

from academichub.durable import write_whole
from academichub.errors import PublishError
from academichub.publish.document import Document

__all__ = ["make_folder", "write_document"]


def make_folder(folder: Path) -> None:
    """Raises: PublishError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PublishError(f"the folder cannot be made: {error.strerror}", subject=str(folder)) from None


def write_document(document: Document, path: Path) -> bool:
    """Write a document to a file, whole or not at all; False where the file says the same already.

    A link is followed. Raises: PublishError.
    """
    body = document.text.encode()
    try:
        target = path.resolve()
        if target.is_file() and target.read_bytes() == body:
            return False
        write_whole(target, lambda file: file.write(body))
    except OSError as error:
        raise PublishError(f"cannot be written: {error.strerror}", subject=str(path)) from None
    return True
