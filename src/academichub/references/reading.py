"""A file of references of whatever format: which it is, by its content and its name, and what it holds. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from academichub.errors import ParseError
from academichub.model import ReadReferences, Reference, Unread
from academichub.references.bibtex import is_bibtex, read_bibtex
from academichub.references.doubles import without_doubles
from academichub.references.encodings import text_of_file
from academichub.references.entries import Entry, reference_of
from academichub.references.json_files import is_json, read_json
from academichub.references.lists import is_list, read_list
from academichub.references.rdf import is_rdf, read_rdf
from academichub.references.ris import is_ris, read_ris
from academichub.references.tables import is_table, read_table

__all__ = ["LARGEST_FILE", "MOST_ENTRIES", "MOST_UNREAD", "collected", "read_references"]

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes; a larger file is refused."""
MOST_ENTRIES = 100_000
"""Entries read of one file; what lies beyond is named as unread, once."""
MOST_UNREAD = 1_000
"""Bad entries named one by one; further ones are counted."""


@dataclass(frozen=True, slots=True)
class _Format:
    endings: tuple[str, ...]
    fits: Callable[[str], bool]
    read: Callable[[str], Iterator[Entry | Unread]]


# In the order in which their content is looked at: each is surer of itself than those after it.
_FORMATS = (
    _Format((".json",), is_json, read_json),
    _Format((".rdf", ".xml"), is_rdf, read_rdf),
    _Format((".ris", ".nbib"), is_ris, read_ris),
    _Format((".bib", ".bibtex"), is_bibtex, read_bibtex),
    _Format((".csv", ".tsv"), is_table, read_table),
    _Format((), is_list, read_list),
)


def read_references(data: bytes, name: str) -> ReadReferences:
    """What a file of references holds. `name` is the file's, for messages and where the content could be two things.

    Raises: ParseError, naming the file, when nothing of the whole can be read: too large, no text, no known format.
    """
    subject = PurePath(name).name or None
    try:
        return _read(data, PurePath(name).suffix.lower())
    except ParseError as error:
        raise ParseError(error.message, subject=subject) from error.__cause__


def _read(data: bytes, ending: str) -> ReadReferences:
    if len(data) > LARGEST_FILE:
        raise ParseError(f"the file is larger than {LARGEST_FILE // 1024 // 1024} MiB; split it")
    text = text_of_file(data)
    for format_ in sorted(_FORMATS, key=lambda one: ending not in one.endings):
        if format_.fits(text):
            return collected(format_.read(text))
    raise ParseError(
        "no references were found in it; known are BibTeX, RIS, Zotero's exports (CSL JSON, RDF, CSV), and lists of "
        "DOIs, arXiv ids or addresses"
    )


def collected(entries: Iterable[Entry | Unread], most: int = MOST_ENTRIES) -> ReadReferences:
    """The entries as references, each paper once; no more than `most` entries are read."""
    entries = iter(entries)
    references: list[Reference] = []
    unread: list[Unread] = []
    for entry in islice(entries, most):
        read = reference_of(entry) if isinstance(entry, Entry) else entry
        if isinstance(read, Reference):
            references.append(read)
        else:
            unread.append(read)
    if beyond := next(entries, None):
        unread.insert(0, Unread(beyond.place, f"it and all after it: no more than {most:,} entries are read"))
    if len(unread) > MOST_UNREAD:
        more = len(unread) - MOST_UNREAD
        unread[MOST_UNREAD:] = [Unread("the file", f"{more:,} further entries cannot be read")]
    return ReadReferences(without_doubles(references), tuple(unread))
