"""One record of bioRxiv's API as an announcement; facts of the format in sources/rxiv.py."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from html.entities import html5

from academichub.identifiers import parse_doi
from academichub.model import (
    Announcement,
    Author,
    Identifiers,
    Kind,
    Links,
    Markup,
    MarkupFormat,
    Record,
    SourceId,
)
from academichub.sources._names import SUFFIX, is_group
from academichub.text import clean_debris
from academichub.text.withdrawal import says_withdrawn

__all__ = ["Server", "Unreadable", "announcement", "text_of"]

_NOT_STORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Titles and abstracts are plain text, where `p<0.05` stands as it is; now and then one comes with its markup left in.
_TAG = (
    r"</?(?:jats:)?(?:i|em|italic|b|strong|bold|su[bp]|u|underline|sc|p|br|sec|title|h[1-6]|span|a)"
    r"(?:\s+[\w:-]+=[^<>]*)?\s*/?>"
)
_MARKED = re.compile(rf"{_TAG}|&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]+);")
_NO_TAG = re.compile(rf"<(?!{_TAG[1:]})")
# Letters that the servers' typesetting could not write come as their names: NF-{kappa}B, 5 {micro}m.
_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi",
    "psi omega",
)
_LETTERS = {
    f"{{{name}}}": html5[f"{name};"]
    for word in " ".join(_GREEK).split()
    for name in (word, word.capitalize())
    if f"{name};" in html5
} | {
    "{varepsilon}": "ε",
    "{vartheta}": "ϑ",
    "{varphi}": "φ",
    "{+/-}": "±",
    "{micro}": "µ",
    "{degrees}": "°",
    "{middle dot}": "·",
    "{infty}": "∞",
    "{infinity}": "∞",
    "{approx}": "≈",
    "{times}": "×",
    "{angstrom}": "Å",
    "{permil}": "‰",
    "{rightarrow}": "→",
}
_NAMED_LETTER = re.compile("|".join(map(re.escape, _LETTERS)))
_SMALL_CAPITALS = re.compile(r"[OC]_SCP(?:LOW|CAP)")
_VERSION = re.compile(r"[1-9][0-9]{0,3}")


class Unreadable(Exception):
    """Why one record cannot be read; becomes a FailedEntry."""


@dataclass(frozen=True, slots=True)
class Server:
    """bioRxiv or medRxiv: its name in the API and in addresses, and its name for readers."""

    id: SourceId
    label: str


def announcement(row: object, server: Server) -> Announcement:
    """Raises: Unreadable, naming what is missing or wrong."""
    if not isinstance(row, dict):
        raise Unreadable("not an object")
    fields = {str(name): text_of(value) for name, value in row.items()}
    record = _record(fields, server)
    kind = Kind.NEW if record.version == 1 else Kind.REPLACE
    day = record.posted_on
    if day is None:
        raise Unreadable("no date")
    return Announcement(record, Kind.WITHDRAWN if record.withdrawn else kind, day)


def text_of(value: object) -> str | None:
    """A field's text, of a number its digits; None for nothing, for "NA" and for what is no text."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**12:
        return str(value)
    text = _NOT_STORABLE.sub("", value).strip() if isinstance(value, str) else ""
    return text if text and text != "NA" else None


def _record(fields: dict[str, str | None], server: Server) -> Record:
    title, doi = _cleaned(fields.get("title") or ""), parse_doi(fields.get("doi") or "")
    if doi is None:
        raise Unreadable("no DOI")
    if not title:
        raise Unreadable("no title")
    version = _version(fields.get("version"))
    abstract = fields.get("abstract")
    subject = fields.get("category")
    return Record(
        source=server.id,
        key=doi,
        title=_markup(title),
        version=version,
        identifiers=Identifiers(doi=doi),
        abstract=_abstract(abstract) if abstract else None,
        authors=_authors(fields.get("authors") or ""),
        categories=(subject.lower(),) if subject else (),
        primary_category=subject.lower() if subject else None,
        posted_on=_day(fields.get("date")),
        licence=fields.get("license"),
        links=_links(server, doi, version),
        published_doi=parse_doi(fields.get("published") or ""),
        withdrawn="withdraw" in (fields.get("type") or "").lower() or says_withdrawn(title, abstract),
    )


def _version(text: str | None) -> int:
    """Without it nobody can tell news from a revision. Raises: Unreadable."""
    if text is None or not _VERSION.fullmatch(text):
        raise Unreadable(f"not a version: {text[:40]}" if text else "no version")
    return int(text)


def _day(text: str | None) -> date:
    """Raises: Unreadable."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        raise Unreadable(f"not a date: {text[:40]}" if text else "no date") from None


def _links(server: Server, doi: str, version: int) -> Links:
    page = f"https://www.{server.id}.org/content/{doi}v{version}"
    return Links(abstract=page, pdf=f"{page}.full.pdf")


def _abstract(text: str) -> Markup | None:
    """None when nothing but debris was there."""
    cleaned = _cleaned(clean_debris(text))
    return _markup(cleaned) if cleaned else None


def _cleaned(text: str) -> str:
    """Small capitals unmarked, and letters for their names in braces, but in TeX, where braces mean another thing."""
    if "{" in text and "\\" not in text:
        text = _NAMED_LETTER.sub(lambda name: _LETTERS[name.group()], text)
    return _SMALL_CAPITALS.sub("", text).strip()


def _markup(text: str) -> Markup:
    """Plain, or HTML where tags or character references were left in; a `<` that opens no tag stays text."""
    if _MARKED.search(text):
        return Markup(_NO_TAG.sub("&lt;", text), MarkupFormat.HTML)
    return Markup(text)


def _authors(text: str) -> tuple[Author, ...]:
    """ "Bee, A. C.; Dee, E.": family name first, joined by semicolons; a name without a comma is taken as it is."""
    names = (_name(piece) for piece in (unescape(text) if "&" in text else text).split(";"))
    return tuple(Author(name, is_group=is_group(name)) for name in names if any(map(str.isalpha, name)))


def _name(piece: str) -> str:
    family, *given = (" ".join(part.split()) for part in piece.split(","))
    suffixes = [part for part in given if SUFFIX.fullmatch(part)]
    return " ".join(part for part in (*(part for part in given if part not in suffixes), family, *suffixes) if part)
