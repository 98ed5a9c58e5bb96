"""Lists of feeds in OPML, as readers of feeds exchange them: parsed and rendered. Pure.

Source: http://opml.org/spec2.opml (2.0). A feed is an outline with an address (`xmlUrl`); outlines around it are its
folders. What of it may be followed is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from lxml.etree import _Element

from academichub.errors import ParseError
from academichub.sources.xml_opening import local_name, open_xml
from academichub.text import clean_characters

__all__ = ["MOST_FEEDS", "ListedFeed", "parse_opml", "render_opml"]

MOST_FEEDS = 5_000
_LONGEST = 2_000  # characters of an attribute
_NAMES = ("title", "text")


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """One feed of a list. `url` as the list writes it, sound or not; `folders` are the names around it and of its
    categories, the nearest first; `page`: where its readers go."""

    url: str
    name: str | None = None
    folders: tuple[str, ...] = ()
    page: str | None = None


def parse_opml(body: bytes, subject: str) -> tuple[ListedFeed, ...]:
    """The feeds of a list in their order; an outline without an address is a folder, or a remark.

    Raises: ParseError where it is no OPML, is damaged in any place, or lists more than MOST_FEEDS feeds.
    """
    opened = open_xml(body, subject)
    if local_name(str(opened.root.tag)).lower() != "opml":
        raise ParseError(f"is a <{local_name(str(opened.root.tag))[:40]}>, not a list of feeds (OPML)", subject=subject)
    if opened.damage is not None:
        raise ParseError(f"{opened.damage}; export it anew", subject=subject)
    feeds = [*islice(_feeds(opened.root), MOST_FEEDS + 1)]
    if len(feeds) > MOST_FEEDS:
        raise ParseError(f"lists more than {MOST_FEEDS:,} feeds; take it apart", subject=subject)
    return tuple(feeds)


def _feeds(root: _Element) -> Iterator[ListedFeed]:
    for outline in root.iter():
        if local_name(str(outline.tag)).lower() == "outline" and (url := _address(outline)) is not None:
            yield ListedFeed(url, _name(outline), tuple(_folders(outline)), _attribute(outline, "htmlurl"))


def _address(outline: _Element) -> str | None:
    """Some readers write `url`, and say by the type that it is a feed's."""
    if (url := _attribute(outline, "xmlurl")) is not None:
        return url
    return _attribute(outline, "url") if (_attribute(outline, "type") or "").lower() in ("rss", "atom") else None


def _folders(outline: _Element) -> Iterator[str]:
    for category in (_attribute(outline, "category") or "").split(","):
        if name := category.strip().strip("/").rpartition("/")[2]:
            yield name
    for around in outline.iterancestors():
        if local_name(str(around.tag)).lower() == "outline" and (name := _name(around) or ""):
            yield name


def _name(outline: _Element) -> str | None:
    return next(filter(None, (_attribute(outline, name) for name in _NAMES)), None)


def _attribute(element: _Element, name: str) -> str | None:
    """By its name in any case; on one line, bounded."""
    value = next((value for key, value in element.items() if local_name(str(key)).lower() == name), "")
    return " ".join(clean_characters(str(value)[:_LONGEST]).split()) or None


def render_opml(feeds: Iterable[ListedFeed], title: str, made_at: datetime) -> str:
    """A list that any reader of feeds takes. `made_at` is aware."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"<head><title>{escape(title)}</title><dateCreated>{format_datetime(made_at)}</dateCreated></head>",
        "<body>",
        *map(_outline, feeds),
        "</body>",
        "</opml>",
    ]
    return "\n".join(lines) + "\n"


def _outline(feed: ListedFeed) -> str:
    name = feed.name or feed.url
    pairs = {"type": "rss", "text": name, "title": name, "xmlUrl": feed.url, "htmlUrl": feed.page}
    pairs["category"] = ",".join(f"/{folder}" for folder in feed.folders) or None
    written = " ".join(f"{key}={quoteattr(value)}" for key, value in pairs.items() if value is not None)
    return f"<outline {written}/>"
