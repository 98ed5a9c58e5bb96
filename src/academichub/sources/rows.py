"""Papers as JSON rows, one a line, as a harvest of arXiv is often kept: for bulk import and for tests.

A row has `id` (an arXiv id, a version allowed), `title`, and as known `authors` (names), `categories` (primary first),
`comment`, `summary` or `abstract`, and `listed` (ISO date). A row without id, title or day is refused: it could not be
placed in an edition. Nothing is fetched here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from academichub.identifiers import parse_arxiv
from academichub.model import (
    Announcement,
    Author,
    FailedEntry,
    Identifiers,
    Kind,
    Links,
    Markup,
    MarkupFormat,
    Page,
    Record,
    SourceId,
)
from academichub.sources._names import SUFFIX
from academichub.sources.author_lists import authors_from_list

__all__ = ["IMPORT_SOURCE", "parse_rows"]

IMPORT_SOURCE = SourceId("arxiv")


class _Row(msgspec.Struct):
    """The wire format."""

    id: str
    title: str
    listed: date
    authors: list[str] = []
    categories: list[str] = []
    comment: str | None = None
    summary: str | None = None
    abstract: str | None = None


_RUN_TOGETHER = re.compile(r"(?<=[a-z])and (?=[A-Z])")  # "Ann Kongand Bo Xingand Cy Li"
_FEWEST_JOINTS = 3  # fewer may be names: "Rolland Garros"
_INVERTED = re.compile(r"(?P<family>[^\s,()]+),\s*(?P<given>[^,()]+)")  # "Example, Ada" is one person
_DEBRIS = "/\\:;, \t\n"

_decoder = msgspec.json.Decoder(_Row)


def parse_rows(numbered: Iterable[tuple[int, bytes]]) -> Page:
    """Read rows with their line numbers; blank lines are passed over, a bad one becomes a FailedEntry."""
    announcements: list[Announcement] = []
    failed: list[FailedEntry] = []
    for number, line in numbered:
        if not line.strip():
            continue
        try:
            announcements.append(_announcement(_decoder.decode(line)))
        except (msgspec.DecodeError, ValueError, RecursionError) as error:
            failed.append(FailedEntry(f"line {number}", str(error), line))
    days = [announcement.announced_on for announcement in announcements]
    return Page(tuple(announcements), tuple(failed), day=max(days, default=None))


def _announcement(row: _Row) -> Announcement:
    name = parse_arxiv(row.id)
    if name is None:
        raise ValueError(f"{row.id!r} is not an arXiv identifier")
    if not row.title.strip():
        raise ValueError("the title is empty")
    return Announcement(_record(row, name.id, name.version), Kind.NEW, row.listed)


def _record(row: _Row, arxiv_id: str, version: int | None) -> Record:
    abstract: Any = row.summary or row.abstract
    return Record(
        source=IMPORT_SOURCE,
        key=arxiv_id,
        version=version or 1,
        identifiers=Identifiers(arxiv=arxiv_id),
        title=Markup(row.title, MarkupFormat.TEX),
        abstract=Markup(abstract, MarkupFormat.TEX) if abstract and abstract.strip() else None,
        authors=tuple(author for name in row.authors for author in _authors(name)),
        categories=tuple(row.categories),
        primary_category=row.categories[0] if row.categories else None,
        posted_on=row.listed,
        comment=row.comment,
        links=Links(f"https://arxiv.org/abs/{arxiv_id}", f"https://arxiv.org/pdf/{arxiv_id}"),
    )


def _authors(name: str) -> tuple[Author, ...]:
    """The authors in one entry of a row's list, read as arXiv's are; () where no name is left."""
    name = name.strip(_DEBRIS)
    parts = _RUN_TOGETHER.split(name)
    if len(parts) > _FEWEST_JOINTS and all(" " in part.strip() for part in parts):
        return authors_from_list(", ".join(parts))
    if (inverted := _INVERTED.fullmatch(name)) and not SUFFIX.fullmatch(inverted["given"]):
        name = f"{inverted['given']} {inverted['family']}"
    return authors_from_list(name.removeprefix("and ").removesuffix(" and"))
