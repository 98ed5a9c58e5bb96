"""BibTeX and BibLaTeX files, as Zotero, JabRef, Mendeley, publishers and people write them. Pure.

A file is cut where an entry begins: at the start of a line, or behind a closing bracket. So an entry whose braces do
not close costs itself alone, and the time is linear in the file. Accents and formulas are left to `entries`.

Source: https://www.ctan.org/pkg/bibtex (btxdoc), https://www.ctan.org/pkg/biblatex
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from academichub.model import Unread
from academichub.references.entries import Entry
from academichub.references.people import in_bibtex

__all__ = ["is_bibtex", "read_bibtex"]

_BEGIN = re.compile(r"(?:^|(?<=[})]))[ \t]*+@[ \t]*+([A-Za-z]+)\s*+([{(])", re.M | re.A)
_KEY = re.compile(r"\s*+([^,{}=\"\n]*+)\s*+(?:,|(?=[})]))")
_BETWEEN = re.compile(r"(?:[\s,]|%[^\n]*+)*+")
_FIELD = re.compile(r"([A-Za-z][\w:.+/-]*+)\s*+=\s*+")
_BARE = re.compile(r"[^\s,{}()#\"=]++")
_JOIN = re.compile(r"\s*+#\s*+")
_BRACES = re.compile(r"[{}]")
_QUOTED = re.compile(r'[{}"]')
_LONGEST_ENTRY = 1_000_000
_LONGEST_VALUE = 250_000
_LONGEST_STRING = 2_000  # one that is made of others that are made of others grows without end
_MOST_STRINGS = 10_000
_NO_ENTRIES = frozenset({"comment", "preamble", "control", "set", "xdata"})
_EPRINTS = {"arxiv": "arxiv", "pubmed": "pmid", "pmid": "pmid", "pmcid": "pmcid", "pmc": "pmcid"}
_JOURNALS = ("journal", "journaltitle", "howpublished", "note", "number", "booktitle")
_ADDRESSES = ("url", "ee", "bdsk-url-1")
_IDENTIFIERS = ("arxiv", "arxivid", "doi", "pmid", "pmcid", "eprint", "archiveprefix", "eprinttype", "volume")
_WANTED = frozenset({"title", "abstract", "author", "year", "date", *_IDENTIFIERS, *_JOURNALS, *_ADDRESSES})


class _Damaged(Exception):
    """Why the rest of an entry cannot be read."""


@dataclass(slots=True)
class _Scanner:
    """One entry's text, with how far it was read."""

    text: str
    at: int
    strings: Mapping[str, str] = field(default_factory=dict)

    def fields(self, closing: str, wanted: Container[str] | None) -> dict[str, str]:
        """The wanted fields up to the end of the entry, by name in lower case; of a doubled one the first.

        Raises: _Damaged.
        """
        found: dict[str, str] = {}
        while not self._ends(closing):
            named = _FIELD.match(self.text, self.at)
            if named is None:
                raise _Damaged(f"a field was expected where it says {self.text[self.at : self.at + 30]!r}")
            self.at = named.end()
            name, value = named[1].lower(), self._value()
            if wanted is None or name in wanted:
                found.setdefault(name, value)
        return found

    def _ends(self, closing: str) -> bool:
        between = _BETWEEN.match(self.text, self.at)
        self.at = between.end() if between else self.at
        if self.at >= len(self.text):
            raise _Damaged("it is not closed before the next one begins")
        return self.text[self.at] == closing

    def _value(self) -> str:
        value = self._part()
        parts, length = [value], len(value)
        while joined := _JOIN.match(self.text, self.at):
            self.at = joined.end()
            value = self._part()
            if length < _LONGEST_VALUE:
                parts.append(value)
                length += len(value)
        return "".join(parts)

    def _part(self) -> str:
        sign = self.text[self.at : self.at + 1]
        if sign == "{":
            return self._enclosed(_BRACES)
        if sign == '"':
            return self._enclosed(_QUOTED)
        bare = _BARE.match(self.text, self.at)
        if bare is None:
            raise _Damaged("a field has no value")
        self.at = bare.end()
        return self.strings.get(bare.group().lower(), bare.group())

    def _enclosed(self, signs: re.Pattern[str]) -> str:
        """What stands between braces, or between quotes outside of braces."""
        start = self.at + 1
        depth = 0
        for sign in signs.finditer(self.text, start):
            if sign.group() == "{":
                depth += 1
            elif sign.group() == "}" and (depth or signs is _QUOTED):
                depth -= 1
            elif depth == 0:
                self.at = sign.end()
                return self.text[start : sign.start()]
        raise _Damaged("a brace or a quote is not closed before the next entry begins")


def is_bibtex(text: str) -> bool:
    return _BEGIN.search(text) is not None


def read_bibtex(text: str) -> Iterator[Entry | Unread]:
    """Each entry in its order; comments, preambles and strings are no entries."""
    strings: dict[str, str] = {}
    line, counted = 1, 0
    for begin, end in _pieces(text):
        line += text.count("\n", counted, begin.start())
        counted = begin.start()
        kind = begin[1].lower()
        if kind in _NO_ENTRIES:
            continue
        place = f"line {line + begin.group().count(chr(10), 0, begin.group().index('@'))}"
        piece = text[begin.end() : min(end, begin.end() + _LONGEST_ENTRY + 1)]
        if kind == "string":
            if len(strings) < _MOST_STRINGS:
                strings.update(_strings(piece, begin[2], strings))
        else:
            yield _entry(piece, begin[2], place, strings)


def _pieces(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Where each entry begins, and where it ends at the latest."""
    before: re.Match[str] | None = None
    for begin in _BEGIN.finditer(text):
        if before is not None:
            yield before, begin.start()
        before = begin
    if before is not None:
        yield before, len(text)


def _strings(piece: str, opening: str, known: Mapping[str, str]) -> dict[str, str]:
    try:
        found = _Scanner(piece, 0, known).fields(_closing(opening), None)
    except _Damaged:
        return {}  # what uses it shows the bare name
    return {name: value[:_LONGEST_STRING] for name, value in found.items()}


def _closing(opening: str) -> str:
    return "}" if opening == "{" else ")"


def _entry(piece: str, opening: str, place: str, strings: Mapping[str, str]) -> Entry | Unread:
    found = _KEY.match(piece)
    key = found[1].strip()[:100] if found else ""
    place = f"{place}, {key}" if key else place
    if len(piece) > _LONGEST_ENTRY:
        return Unread(place, f"it is longer than {_LONGEST_ENTRY:,} characters")
    try:
        fields = _Scanner(piece, found.end() if found else 0, strings).fields(_closing(opening), _WANTED)
    except _Damaged as damage:
        return Unread(place, str(damage))
    return _read(fields, place)


def _read(fields: Mapping[str, str], place: str) -> Entry:
    return Entry(
        place=place,
        title=fields.get("title", ""),
        abstract=fields.get("abstract", ""),
        authors=tuple(in_bibtex(fields.get("author", ""))),
        named=tuple(_named(fields)),
        year=fields.get("year") or fields.get("date") or "",
        is_tex=True,
    )


def _named(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    plain = {name: _without_escapes(value) for name, value in fields.items() if name not in ("title", "abstract")}
    if eprint := plain.get("eprint"):
        kind = plain.get("archiveprefix") or plain.get("eprinttype") or "arxiv"
        if kind.lower() in _EPRINTS:
            yield _EPRINTS[kind.lower()], eprint
    for kind in ("arxiv", "doi", "pmid", "pmcid"):
        if kind in plain:
            yield kind, plain[kind]
    if "arxivid" in plain:  # Mendeley
        yield "arxiv", plain["arxivid"]
    if plain.get("volume", "").startswith("abs/"):  # dblp: journal = {CoRR}, volume = {abs/2606.24854}
        yield "arxiv", plain["volume"].removeprefix("abs/")
    yield from (("journal", plain[name]) for name in _JOURNALS if name in plain)
    if "note" in plain:
        yield "lines", plain["note"]
    yield from (("any", plain[name]) for name in _ADDRESSES if name in plain)


def _without_escapes(value: str) -> str:
    """Identifiers and addresses as they are meant: `10.1007/978-3\\_4`, `{\\_}`, `\\url{https://…}`."""
    value = value.replace("\\url", "").replace("{", "").replace("}", "")
    return value.replace("\\", "") if "\\" in value else value
