"""RIS files, as Zotero, EndNote, Mendeley and publishers export them, and PubMed's own format, its close kin. Pure.

A line is a tag of two letters (in PubMed's, up to four), a dash and a value; a line without a tag goes on with the
value before it. Values of a tag that is given again are kept in order.

Source: https://en.wikipedia.org/wiki/RIS_(file_format), https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from academichub.model import Unread
from academichub.references.entries import Entry
from academichub.references.people import given_first

__all__ = ["is_ris", "read_ris"]

_TAG = re.compile(r"[ \t\ufeff]{0,3}([A-Z][A-Z0-9]{1,3})[ \t]{0,3}-(?:[ \t]+|$)(.*)", re.A)
_BEGIN = re.compile(r"^[ \t\ufeff]*(?:TY[ \t]{1,3}-|PMID-)[ \t]", re.M)
_LONGEST_ENTRY = 10_000  # lines
_AID = re.compile(r"(\S+)\s*\[(doi|pmc)\]\s*", re.I)
_ARTICLE_IDS = {"doi": "doi", "pmc": "pmcid"}
_TITLES = ("TI", "T1", "CT", "BT")
_Fields = dict[str, list[list[str]]]


def is_ris(text: str) -> bool:
    return _BEGIN.search(text) is not None


def read_ris(text: str) -> Iterator[Entry | Unread]:
    """Each entry in its order; one without its end ends where the next begins."""
    begun, lines = 0, _Lines()
    for number, line in enumerate(text.split("\n"), 1):
        found = _TAG.fullmatch(line)
        if found and found[1] in ("TY", "PMID", "ER"):
            yield from lines.entry(begun)
            begun, lines = number, _Lines()
        lines.add(found[1] if found else "", found[2] if found else line)
    yield from lines.entry(begun)


class _Lines:
    """The lines of one entry, value by value."""

    def __init__(self) -> None:
        self._fields: _Fields = {}
        self._value: list[str] | None = None
        self._n_lines = 0

    def add(self, tag: str, text: str) -> None:
        self._n_lines += 1
        if self._n_lines > _LONGEST_ENTRY:
            return
        if tag:
            self._value = [text.strip()]
            self._fields.setdefault(tag, []).append(self._value)
        elif self._value is not None:
            self._value.append(text.strip())

    def entry(self, begun: int) -> Iterator[Entry | Unread]:
        """The entry that began at this line; none where there are no more than ends and blank lines."""
        if not begun or self._fields.keys() <= {"ER"}:
            return
        if self._n_lines > _LONGEST_ENTRY:
            yield Unread(f"line {begun}", f"it is longer than {_LONGEST_ENTRY:,} lines")
        else:
            yield self._read(f"line {begun}")

    def _read(self, place: str) -> Entry:
        return Entry(
            place=place,
            title=self._first(*_TITLES),
            abstract=self._first("AB", "N2"),
            authors=tuple(map(given_first, self._all("FAU") or self._all("AU", "A1"))),
            named=tuple(self._named()),
            year=self._first("PY", "Y1", "DA", "DP"),
        )

    def _all(self, *tags: str) -> list[str]:
        return [" ".join(filter(None, value)) for tag in tags for value in self._fields.get(tag, [])]

    def _first(self, *tags: str) -> str:
        return next(filter(None, self._all(*tags)), "")

    def _named(self) -> Iterator[tuple[str, str]]:
        yield from (("doi", value) for value in self._all("DO"))
        yield from (("pmid", value) for value in self._all("PMID"))
        yield from (("pmcid", value) for value in self._all("PMC", "C2") if value.upper().startswith("PMC"))
        for value in self._all("AID", "LID"):
            if found := _AID.fullmatch(value):
                yield _ARTICLE_IDS[found[2].lower()], found[1]
        yield from (("journal", value) for value in self._all("JO", "T2", "JF", "M1", "PB"))
        yield from (("lines", "\n".join(value)) for value in self._fields.get("N1", []))
        yield from (("any", value) for value in self._all("UR", "L1", "LK", "L2", "M3", "AN"))
