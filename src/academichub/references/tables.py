"""CSV files with a head: Zotero's export, and any table with a column of titles or identifiers. Pure.

The columns are known by their names, whatever their order; separators are commas, semicolons or tabs.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence

from academichub.model import Unread
from academichub.references.encodings import lines_of
from academichub.references.entries import Entry
from academichub.references.people import given_first

__all__ = ["is_table", "read_table"]

_COLUMNS = {
    "title": ("title", "article title", "document title", "标题", "题名"),
    "abstract": ("abstract note", "abstract", "摘要"),
    "authors": ("author", "authors", "author full names", "作者"),
    "year": ("publication year", "year", "date", "publication date", "年份"),
    "doi": ("doi",),
    "arxiv": ("arxiv", "arxiv id", "arxiv_id", "arxivid"),
    "pmid": ("pmid", "pubmed id"),
    "pmcid": ("pmcid", "pmc id"),
    "any": ("url", "link", "id", "identifier"),
    "lines": ("extra",),
    "journal": ("publication title", "number", "archive location"),
    "type": ("item type",),
}
_FIELD_OF = {name: field for field, names in _COLUMNS.items() for name in names}
_NAMED = ("doi", "arxiv", "pmid", "pmcid", "any", "lines", "journal")
_TELLING = frozenset({"title", "doi", "arxiv", "pmid", "pmcid"})
_NO_PAPERS = frozenset({"attachment", "note", "annotation"})
_HEAD = 10_000  # characters of a first line that are looked at
_MOST_ROWS = 1_000_000  # blank ones included
_COMMAS = re.compile(r"\s*,\s*")


def is_table(text: str) -> bool:
    """Whether the first line names a column of titles or of identifiers."""
    return not _TELLING.isdisjoint(_columns(text)[1])


def read_table(text: str) -> Iterator[Entry | Unread]:
    """Each row in its order; blank rows are none. Raises nothing: a damaged row is unread."""
    delimiter, columns = _columns(text)
    rows = csv.reader(lines_of(text), delimiter=delimiter)
    begun = 1
    for _ in range(_MOST_ROWS):
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Unread(f"line {begun}", f"the row cannot be read: {error}")
        else:
            if begun > 1 and any(map(str.strip, row)):
                yield from _entry(_cells(row, columns), f"line {begun}")
        begun = rows.line_num + 1
    yield Unread(f"line {begun}", f"it and all after it: no more than {_MOST_ROWS:,} rows are looked at")


def _columns(text: str) -> tuple[str, list[str]]:
    """The separator, and what each column holds ("" for what is not wanted), by the first line."""
    first = text.lstrip("\n")[:_HEAD].partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        names = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error:
        names = []
    return delimiter, [_FIELD_OF.get(name.strip().lower(), "") for name in names]


def _cells(row: Sequence[str], columns: Sequence[str]) -> dict[str, list[str]]:
    cells: dict[str, list[str]] = {}
    for column, cell in zip(columns, row, strict=False):
        if cell.strip():
            cells.setdefault(column, []).append(cell)
    return cells


def _entry(cells: Mapping[str, Sequence[str]], place: str) -> Iterator[Entry]:
    if _first(cells, "type") not in _NO_PAPERS:
        yield Entry(
            place=place,
            title=_first(cells, "title"),
            abstract=_first(cells, "abstract"),
            authors=tuple(_authors(_first(cells, "authors"))),
            named=tuple((kind, cell) for kind in _NAMED for cell in cells.get(kind, ())),
            year=_first(cells, "year"),
        )


def _first(cells: Mapping[str, Sequence[str]], field: str) -> str:
    return cells.get(field, ("",))[0]


def _authors(cell: str) -> Iterator[str]:
    """Names parted by semicolons, as Zotero writes them ("Doe, Jane; Roe, Richard"), or else by commas."""
    if ";" in cell or len(_COMMAS.findall(cell)) == 1:
        yield from (given_first(name) for name in cell.split(";"))
    else:
        yield from _COMMAS.split(cell)
