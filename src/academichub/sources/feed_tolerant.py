"""The last resort for what no XML parser opens and feedparser can read: old dialects, wrong brackets, no root. Private.

feedparser is only asked when the bytes have something like an entry in them, and never about a body that would hang it:
a large one, one with an element of many attributes, or one nested deep. Whatever it raises becomes a ParseError. Its
sanitizer is off, for it deletes text ("a<b"); nothing here is shown without the text room.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser
from lxml import etree

from academichub.errors import ParseError
from academichub.model import Markup
from academichub.sources.feed_links import absolute
from academichub.sources.feed_markup import markup_of, tidy
from academichub.sources.feed_wire import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_ENTRIES,
    WireAuthor,
    WireEntry,
    WireFeed,
    WireLink,
)
from academichub.sources.feed_xml import count_entries, has_entries, within_limits

__all__ = ["read_tolerantly"]

_LARGEST = 2_000_000
"""Bytes; feedparser needs 4 s for as many of well-meant feed, and has no limit of its own."""
_MOST_RAW = 20_000
"""Bytes of the answer kept beside an entry, where the entry's own cannot be told apart."""


def read_tolerantly(body: bytes, base: str, subject: str) -> WireFeed:
    """Read an answer with feedparser.

    Raises: ParseError when it has no entry with a title and an address, and whenever feedparser fails.
    """
    _refuse_what_hangs(body, subject)
    try:
        parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
        entries = [_wire(entry, body[:_MOST_RAW], base) for entry in parsed.entries[:MAX_ENTRIES]]
        n_beyond = len(parsed.entries) - len(entries)
        title = _string(parsed.feed.get("title"))
    except Exception as error:  # 13 of 10,000 mutated feeds raised TypeError, KeyError or UnicodeDecodeError
        raise ParseError("the answer cannot be read as a feed", subject=subject) from error
    if not any(entry.title and (entry.links or parsed.version) for entry in entries):
        raise ParseError("the answer is not a feed", subject=subject)
    return WireFeed(title=title, entries=tuple(entries), n_beyond=n_beyond)


def _refuse_what_hangs(body: bytes, subject: str) -> None:
    if not has_entries(body):
        raise ParseError("the answer is not a feed", subject=subject)
    if len(body) > _LARGEST or count_entries(body) > 2 * MAX_ENTRIES:
        raise ParseError("the answer is damaged, and too large to be mended", subject=subject)
    if max((part.count(b"=") for part in body.split(b"<")), default=0) > 10 * MAX_ATTRIBUTES:
        raise ParseError(f"an element has more than {MAX_ATTRIBUTES} attributes", subject=subject)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root: Any = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is not None:
        within_limits(root, subject)
    if any(error.type_name == "ERR_NAME_TOO_LONG" or "Excessive depth" in error.message for error in parser.error_log):
        raise ParseError(f"elements are nested more than {MAX_DEPTH} deep", subject=subject)


def _wire(entry: Mapping[str, Any], raw: bytes, base: str) -> WireEntry:
    return WireEntry(
        raw=raw,
        id=_string(entry.get("id")),
        title=_detail(entry.get("title_detail")),
        links=tuple(_links(entry, base)),
        bodies=tuple(_bodies(entry)),
        authors=tuple(_authors(entry)),
        dates=tuple(text for name in ("published", "created", "updated") if (text := _string(entry.get(name)))),
        identifiers=tuple(
            text for name in ("prism_doi", "dc_identifier", "prism_url") if (text := _string(entry.get(name)))
        ),
        tags=tuple(text for tag in entry.get("tags", ()) if (text := _string(tag.get("term")))),
    )


def _string(value: object) -> str | None:
    return tidy(value) or None if isinstance(value, str) else None


def _detail(detail: Mapping[str, Any] | None) -> Markup | None:
    """feedparser calls any RSS text HTML; only an Atom feed's "text/plain" is a statement."""
    if not detail:
        return None
    declared = "text" if detail.get("type") == "text/plain" else None
    return markup_of(detail.get("value"), declared)


def _bodies(entry: Mapping[str, Any]) -> Iterator[Markup]:
    for detail in (*entry.get("content", ()), entry.get("summary_detail")):
        if body := _detail(detail):
            yield body


def _links(entry: Mapping[str, Any], base: str) -> Iterator[WireLink]:
    said = entry.get("links") or [{"href": entry.get("link")}]
    for link in said:
        if url := absolute(base, _string(link.get("href"))):
            yield WireLink(url, _string(link.get("rel")) or "alternate", _string(link.get("type")))


def _authors(entry: Mapping[str, Any]) -> Iterator[WireAuthor]:
    for author in entry.get("authors", ()):
        if name := _string(author.get("name")):
            yield WireAuthor(name)
