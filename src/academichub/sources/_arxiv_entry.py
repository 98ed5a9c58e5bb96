"""One listing in arXiv's feeds, RSS item or Atom entry, as an announcement; facts of the format in sources/arxiv.py."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from lxml.etree import _Element

from academichub.identifiers import ArxivId, find_doi, parse_arxiv
from academichub.model import (
    REVISION_KINDS,
    Announcement,
    Identifiers,
    Kind,
    Links,
    Markup,
    MarkupFormat,
    Record,
    SourceId,
)
from academichub.sources.author_lists import authors_from_list
from academichub.sources.xml_opening import local_name
from academichub.text.withdrawal import says_withdrawn

__all__ = ["ARXIV", "Fields", "Unreadable", "announcement", "day_in_new_york", "fields_of"]

ARXIV = SourceId("arxiv")

_NEW_YORK = ZoneInfo("America/New_York")
_NEW_YORK_OFFSETS = (timedelta(hours=-4), timedelta(hours=-5))
_KINDS = {kind.value: kind for kind in Kind if kind is not Kind.WITHDRAWN}
# "arXiv:2606.24854v1 Announce Type: cross Abstract: …", in one line or several, any part of it missing.
_PREFIX = re.compile(
    r"\s*(?:arXiv:\s*(?P<id>\S+)\s*)?(?:Announce\s+Type:\s*(?P<kind>[\w-]+)\s*)?(?:Abstract:\s*)?", re.IGNORECASE
)
_RSS_NAMES = {"summary": "description", "id": "guid", "published": "pubDate", "subtitle": "description"}


class Unreadable(Exception):
    """Why one entry cannot be read; becomes a FailedEntry."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The wanted child elements of an item, an entry or a channel: first text of each name, and all categories."""

    texts: dict[str, str]
    categories: tuple[str, ...]

    def get(self, name: str) -> str | None:
        return self.texts.get(name)


@lru_cache(maxsize=256)
def _field_name(tag: str) -> str:
    """RSS's name for an element of either format."""
    name = local_name(tag)
    return _RSS_NAMES.get(name, name)


def fields_of(element: _Element) -> Fields:
    texts: dict[str, str] = {}
    categories: list[str] = []
    for child in element:
        name = _field_name(str(child.tag))
        if name == "category":
            categories.append((child.get("term") or child.text or "").strip())
        elif name == "link":
            texts.setdefault(name, (child.get("href") or child.text or "").strip())
        elif name not in {"item", "entry"}:
            text = ("".join(child.itertext(with_tail=False)) if len(child) else child.text or "").strip()
            if text:
                texts.setdefault(name, text)
    return Fields(texts, tuple(dict.fromkeys(filter(None, categories))))


def announcement(fields: Fields, channel_day: date | None) -> Announcement:
    """Raises: Unreadable, naming what is missing or wrong."""
    description = fields.get("description") or ""
    prefix = _PREFIX.match(description)
    assert prefix is not None  # each of its parts may be missing, and all of them
    stated = (fields.get("announce_type") or prefix["kind"] or "").strip().lower()
    paper = _paper(fields, prefix["id"])
    record = _record(fields, paper, description[prefix.end() :].strip())
    kind = _KINDS.get(stated)
    if kind is None:
        raise Unreadable(f"unknown announce type: {stated[:80]}" if stated else "no announce type")
    stated_day = fields.get("pubDate")
    day = _day(stated_day) if stated_day else channel_day
    if day is None:
        raise Unreadable("no announcement day")
    return Announcement(record, Kind.WITHDRAWN if record.withdrawn and kind in REVISION_KINDS else kind, day)


def _paper(fields: Fields, in_description: str | None) -> ArxivId:
    """The identifier by the guid; failing that, by the description's first words, at last by the link."""
    known: ArxivId | None = None
    for text in (fields.get("guid"), in_description, fields.get("link")):
        paper = parse_arxiv(text) if text else None
        known = paper if known is None or (paper and paper.id == known.id and paper.version) else known
        if known is not None and known.version is not None:
            return known
    if known is None:
        raise Unreadable("no arXiv identifier")
    return known


def _record(fields: Fields, paper: ArxivId, abstract: str) -> Record:
    title = fields.get("title")
    if title is None:
        raise Unreadable("no title")
    doi = fields.get("DOI")
    return Record(
        source=ARXIV,
        key=paper.id,
        title=Markup(title, MarkupFormat.TEX),
        version=paper.version,
        identifiers=Identifiers(arxiv=paper.id),
        abstract=Markup(abstract, MarkupFormat.TEX) if abstract else None,
        authors=authors_from_list(fields.get("creator") or ""),
        categories=fields.categories,
        primary_category=fields.categories[0] if fields.categories else None,
        licence=fields.get("rights"),
        comment=fields.get("journal_reference"),
        links=Links(abstract=ArxivId(paper.id).abstract_url, pdf=paper.pdf_url),
        published_doi=find_doi(doi) if doi else None,
        withdrawn=says_withdrawn(title, abstract),
    )


def _day(text: str) -> date:
    """The day in New York. Raises: Unreadable."""
    day = day_in_new_york(text)
    if day is None:
        raise Unreadable(f"not a date: {text[:80]}")
    return day


@lru_cache(maxsize=64)
def day_in_new_york(text: str | None) -> date | None:
    """Midnight in New York is the announcement day, also where the feed writes the other season's offset for it."""
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text) if "," in text else datetime.fromisoformat(text)
        in_new_york = moment.tzinfo is None or moment.utcoffset() in _NEW_YORK_OFFSETS
        return moment.date() if in_new_york else moment.astimezone(_NEW_YORK).date()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
