"""A plain list of identifiers: DOIs, arXiv ids, PMIDs and addresses, one or many to a line; `#` begins a comment. Pure.

Bullets, numbers and words beside an identifier are passed over; what looks like an identifier and is none is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from academichub.model import Unread
from academichub.references.entries import Entry, names_of

__all__ = ["is_list", "read_list"]

_COMMENT = re.compile(r"(?:^|\s)#.*")
_LABEL = re.compile(r"\b(arxiv|doi|pmid|pmcid)\s*:\s+", re.I)
_PARTS = re.compile(r"\s+|[,;|](?=\s*(?:10\.\d{4}|https?://|arxiv:|doi:|pmid:|pmcid:|PMC\d|\d{4}\.\d{4}))", re.I | re.A)
_LINK = re.compile(r"\]\(|[<>()\[\]\"'`]")
_ATTEMPT = re.compile(r"10\.\d|arxiv|doi|pmid|pmc\d|\d{4}\.\d{4}|://", re.I | re.A)
_BULLET = re.compile(r"[\W\d_]*")
_LINE = re.compile(r"\S[^\n]*+")
_MARKUP = re.compile(r"\s*<(?!https?:|doi:|10\.)", re.I)  # a web page names many papers, and is no list
_LOOKED_AT = 1_000
_LONGEST_LINE = 100_000
_LONGEST_SHOWN = 80


def is_list(text: str) -> bool:
    """Whether one of the first lines names a work."""
    if _MARKUP.match(text):
        return False
    return any(isinstance(one, Entry) for one in islice(read_list(text), _LOOKED_AT))


def read_list(text: str) -> Iterator[Entry | Unread]:
    number, counted = 1, 0
    for found in _LINE.finditer(text):
        number += text.count("\n", counted, found.start())
        counted, line = found.start(), found.group()
        yield from _line(_COMMENT.sub("", line[:_LONGEST_LINE]).strip(), f"line {number}")
        if len(line) > _LONGEST_LINE:
            yield Unread(f"line {number}", f"it goes on beyond {_LONGEST_LINE:,} characters, which were not read")


def _line(line: str, place: str) -> Iterator[Entry | Unread]:
    found = False
    for part in _PARTS.split(_LABEL.sub(r"\1:", line)):
        if names := _named(part):
            found = True
            yield Entry(place, named=names)
        elif _ATTEMPT.search(part):
            found = True
            yield Unread(place, f"not an identifier that is known: {_shown(part)}")
    if not found and not _BULLET.fullmatch(line):
        yield Unread(place, f"it names no DOI, arXiv id, PMID or address of a paper: {_shown(line)}")
    elif not found and any(map(str.isdigit, line)):
        yield Unread(place, f"a bare number names no paper (write PMID:{_shown(line)} for PubMed's)")


def _named(part: str) -> tuple[tuple[str, str], ...]:
    """The part if it is a name, as it stands or out of the brackets around it (a Markdown link has two)."""
    if names_of([("any", part)]):
        return (("any", part),)
    pieces = [("any", piece) for piece in _LINK.split(part)] if _LINK.search(part) else []
    return tuple(piece for piece in pieces if names_of([piece]))[:1]


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
