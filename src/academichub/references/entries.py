"""One entry of any format becomes a Reference: its text plain, its names normal, its year a number. Pure.

The formats' own modules fill in an `Entry` with what stands in the file; what it means is decided here, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from academichub.identifiers import parse_any, parse_arxiv, parse_doi, parse_pmcid, parse_pmid
from academichub.model import Identifiers, Markup, MarkupFormat, Reference, Unread
from academichub.text import render

__all__ = [
    "LONGEST_ABSTRACT",
    "LONGEST_TITLE",
    "MOST_AUTHORS",
    "MOST_NAMES",
    "Entry",
    "names_of",
    "reference_of",
    "year_in",
]

LONGEST_TITLE = 2_000
"""Characters; an entry with a longer title is damaged, and not read."""
LONGEST_ABSTRACT = 20_000
"""Characters; what lies beyond is left out."""
MOST_AUTHORS = 5_000
MOST_NAMES = 20
"""Identifiers of one paper. Without a limit, entries that each share a name with the next would grow into one."""

_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)", re.A)
_NAMED = re.compile(r"^[ \t]*(arxiv|doi|pmid|pmcid)(?:[ \t]+id)?[ \t]*:[ \t]*(\S+)", re.A | re.I | re.M)
_ARXIV_INSIDE = re.compile(r"\barxiv[:\s]\s*([\w.-]+(?:/\d+)?)", re.A | re.I)
_TEX_SIGNS = ("\\", "$")
# Tags that libraries are known to hold; `a <b and c> d` is mathematics.
_HTML = re.compile(
    r"</?(?:i|b|u|em|strong|su[bp]|inf|span|p|br|div|sc|scp|title|italic|bold|math|(?:jats|mml):[a-z-]+)"
    r"(?:\s+[\w:-]+\s*=[^<>]{0,300})?\s*/?>|&(?:#\w{1,7}|[A-Za-z]\w{1,10});",
    re.I,
)
# What no rule of the text room changes: most names and titles, at a tenth of the time.
_ORDINARY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.,:()]|[ -](?=[A-Za-z0-9(]))*+")
_SCHEMES = ("arxiv", "doi", "pmid", "pmcid")


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in the file. `named` are pairs of what a value is said to be ("doi", "arxiv", "pmid", "pmcid"; "any"
    for an address or a value without label; "lines" for a note with labelled lines; "journal") and the value.
    """

    place: str
    title: str = ""
    abstract: str = ""
    authors: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    year: str = ""
    is_tex: bool = False


def reference_of(entry: Entry) -> Reference | Unread:
    """The reference, or why there is none. Never raises."""
    if len(entry.title) > LONGEST_TITLE:
        return Unread(entry.place, f"its title is longer than {LONGEST_TITLE:,} characters")
    title = _on_one_line(_plain(entry.title, entry.is_tex))
    identifiers = names_of(entry.named)
    if not any(map(str.isalnum, title)):
        title = ""
    if not title and not identifiers:
        return Unread(entry.place, "it has neither a title nor an identifier that can be read")
    return Reference(
        title=title,
        abstract=_plain(_cut(entry.abstract), entry.is_tex).strip(),
        authors=tuple(_names(entry.authors, entry.is_tex)),
        identifiers=identifiers,
        year=year_in(entry.year),
    )


def year_in(text: str) -> int | None:
    """The first year in a date of any form; None where none stands there in four digits."""
    found = _YEAR.search(text[:200])
    return int(found.group()) if found else None


def names_of(named: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The names that can be read in pairs as in `Entry.named`, each once, by scheme in the order of the store's."""
    found: dict[str, None] = {}
    for kind, value in named:
        for name in _read(kind, value.strip()):
            found.setdefault(name)
    ordered = sorted(found, key=lambda name: _SCHEMES.index(name.partition(":")[0]))
    return tuple(ordered[:MOST_NAMES])


def _read(kind: str, value: str) -> Iterator[str]:
    if kind == "lines":
        for label, rest in _NAMED.findall(value[:LONGEST_ABSTRACT]):
            yield from _read(label.lower(), rest)
    elif kind == "journal":
        for rest in _ARXIV_INSIDE.findall(value[:LONGEST_TITLE]):
            yield from _read("arxiv", rest)
    else:
        yield from _stored(_parsed(kind, value))


def _parsed(kind: str, value: str) -> Identifiers:
    if kind == "arxiv":
        arxiv = parse_arxiv(value)
        return Identifiers(arxiv=arxiv.id) if arxiv else Identifiers()
    if kind == "pmid":
        return Identifiers(pmid=parse_pmid(value))
    if kind == "pmcid":
        return Identifiers(pmcid=parse_pmcid(value) or parse_pmcid(f"PMC{value}"))
    named = parse_any(value)
    return named if kind != "doi" or named.doi else Identifiers(doi=parse_doi(value))


def _stored(identifiers: Identifiers) -> Iterator[str]:
    for scheme in _SCHEMES:
        if value := getattr(identifiers, scheme):
            yield f"{scheme}:{value}"


def _plain(text: str, is_tex: bool) -> str:
    """The text without markup. What is no TeX file may still hold formulas: arXiv's titles are copied with theirs."""
    if not text or _ORDINARY.fullmatch(text):
        return text
    if is_tex:
        text = render(Markup(text, MarkupFormat.TEX)).plain
    if _HTML.search(text):
        return render(Markup(text, MarkupFormat.HTML)).plain
    has_tex = not is_tex and any(sign in text for sign in _TEX_SIGNS)
    return render(Markup(text, MarkupFormat.TEX if has_tex else MarkupFormat.PLAIN)).plain


def _names(names: Iterable[str], is_tex: bool) -> Iterator[str]:
    for _, name in zip(range(MOST_AUTHORS), names, strict=False):
        plain = _on_one_line(_plain(name[:LONGEST_TITLE], is_tex))
        if any(map(str.isalpha, plain)):
            yield plain


def _cut(text: str) -> str:
    """No more than can be an abstract, up to a whole word."""
    return text if len(text) <= LONGEST_ABSTRACT else text[:LONGEST_ABSTRACT].rpartition(" ")[0]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
