"""Editions: read one day from the store, render it as a digest, write it where readers find it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from academichub.errors import PublishError
from academichub.model import Edition, SourceId
from academichub.ports import Library
from academichub.publish.digest import render_digest
from academichub.publish.document import Document

__all__ = ["DigestOrder", "digest", "edition_of", "make_folder", "newest_day", "write_document"]


@dataclass(frozen=True, slots=True)
class DigestOrder:
    """What digest is wanted. No categories means all; `followed` gives the order of the sections."""

    day: date
    categories: tuple[str, ...]
    language: str
    followed: tuple[str, ...]
    labels: Mapping[SourceId, str]
    is_sample: bool = False


def newest_day(library: Library) -> date | None:
    """The day of the newest edition; None while nothing was announced."""
    days = library.days()
    return days[0][0] if days else None


def edition_of(library: Library, day: date) -> Edition:
    """The whole edition of a day; without entries where nothing was announced."""
    lines = library.outline(day)
    return Edition(day, library.entries(day, [line.paper_id for line in lines]))


def digest(library: Library, order: DigestOrder) -> Document:
    return render_digest(
        edition_of(library, order.day),
        categories=order.categories,
        language=order.language,
        order=order.followed,
        sample=order.is_sample,
        labels=order.labels,
    )


def make_folder(folder: Path) -> None:
    """Raises: PublishError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PublishError(f"the folder cannot be made: {error.strerror}", subject=str(folder)) from None


def write_document(document: Document, path: Path) -> bool:
    """Write a document to a file, whole or not at all; False where the file says the same already.

    The draft lies beside it under a name that nobody can foresee; a link is followed. Raises: PublishError.
    """
    body = document.text.encode()
    try:
        target = path.resolve()
        if target.is_file() and target.read_bytes() == body:
            return False
        _replace(target, body)
    except OSError as error:
        raise PublishError(f"cannot be written: {error.strerror}", subject=str(path)) from None
    return True


def _replace(target: Path, body: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
