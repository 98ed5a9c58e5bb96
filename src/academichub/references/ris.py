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
_BEGIN = re.compile(r"^[ \t\ufeff]{0,3}(?:TY[ \t]{1,3}-|PMID-)[ \t]", re.M)
_LONGEST_ENTRY = 1_000_000  # characters
_AID = re.compile(r"(\S+)\s*\[(doi|pmc)\]\s*", re.I)
_ARTICLE_IDS = {"doi": "doi", "pmc": "pmcid"}
_TITLES = ("TI", "T1", "CT", "BT")


def is_ris(text: str) -> bool:
    return _BEGIN.search(text) is not None


def read_ris(text: str) -> Iterator[Entry | Unread]:
    """Each entry in its order; one without its end ends where the next begins."""
    line, counted = 1, 0
    for start, end in _pieces(text):
        line += text.count("\n", counted, start)
        counted, place = start, f"line {line}"
        if end - start > _LONGEST_ENTRY:
            yield Unread(place, f"it is longer than {_LONGEST_ENTRY:,} characters")
        else:
            yield _Values(text[start:end]).entry(place)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where each entry begins, and where the next one does."""
    before = -1
    for begin in _BEGIN.finditer(text):
        if before >= 0:
            yield before, begin.start()
        before = begin.start()
    if before >= 0:
        yield before, len(text)


class _Values:
    """The values of one entry, by tag; what stands behind its end is no part of it."""

    def __init__(self, piece: str) -> None:
        self._fields: dict[str, list[list[str]]] = {}
        value: list[str] = []
        for line in piece.split("\n"):
            found = _TAG.fullmatch(line)
            if found is None:
                value.append(line.strip())
            elif found[1] == "ER":
                break
            else:
                value = [found[2].strip()]
                self._fields.setdefault(found[1], []).append(value)

    def entry(self, place: str) -> Entry:
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
