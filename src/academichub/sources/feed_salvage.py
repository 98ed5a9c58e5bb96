"""Damaged feeds: the bytes of each entry, what can be saved of a broken one, and the names of what cannot. Private.

The rule: an entry is read whole or it is a FailedEntry with its bytes, and no damage is silent. Two repairs lose
nothing and are made: HTML that was not escaped becomes text again, and entries that ran together are parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from lxml import etree
from lxml.etree import _Element

from academichub.model import FailedEntry
from academichub.sources.feed_markup import tidy
from academichub.sources.feed_wire import MAX_ENTRIES
from academichub.sources.xml_opening import CUT_SHORT, Opened

__all__ = ["failures", "parted", "parts_of", "raw_pieces", "rescued"]

_ENTRY = rb"(?:[A-Za-z][\w.-]*:)?(?:item|entry)"
_RAW = re.compile(
    rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->"
    rb"|<(?P<open>" + _ENTRY + rb")(?=[\s/>])(?P<attributes>[^<>]*)>|</(?P<close>" + _ENTRY + rb")\s*>",
    re.DOTALL,
)
_START = re.compile(rb"<" + _ENTRY + rb"(?=[\s>])")
_END = re.compile(rb"</(?:[A-Za-z][\w.-]*:)?(?:item|entry)\s*>")
_OUTER = re.compile(rb"</(?:channel|rss|rdf:RDF|RDF|(?:[A-Za-z][\w.-]*:)?feed)\s*>", re.IGNORECASE)
_NAMES = tuple(
    re.compile(pattern)
    for pattern in (
        r"<(?:guid|id)\b[^<>]*>([^<>]{1,300})<",
        r"rdf:about=\"([^\"<>]{1,300})\"",
        r"<link>([^<>]{1,300})<",
    )
)
_FRAME = (
    '<frame xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{}</frame>'
)
_HTML_FIELDS = tuple(
    (re.compile(rf"<{name}(?:\s[^<>]*)?>"), f"</{name}>")
    for name in ("title", "description", "summary", "content:encoded", "content", "dc:description")
)


def raw_pieces(body: bytes) -> list[bytes]:
    """The bytes of each entry of a well-formed body; comments and CDATA sections are passed over."""
    pieces, start = [], -1
    for tag in _RAW.finditer(body):
        if tag["open"]:
            start = tag.start()
            if tag["attributes"].endswith(b"/"):
                pieces.append(tag.group())
        elif tag["close"] and start >= 0:
            pieces.append(body[start : tag.end()])
            start = -1
    return pieces


def parted(piece: bytes) -> tuple[bytes, list[_Element]] | None:
    """An entry whose CDATA section lost its end and ran over others: its own bytes, and the entries it swallowed.

    None when it is no such entry: one that writes about feeds may well have `<item>` in its text.
    """
    starts = [found.start() for found in _START.finditer(piece)] if b"<![CDATA[" in piece else []
    if not 2 <= len(starts) <= MAX_ENTRIES:
        return None
    swallowed = [
        _parsed(piece[a:b].decode(errors="replace")) for a, b in zip(starts[1:], [*starts[2:], None], strict=True)
    ]
    whole = [element for element in swallowed if element is not None]
    return (piece[: starts[1]], whole) if len(whole) == len(swallowed) else None


def parts_of(piece: bytes) -> Iterator[bytes]:
    """The parts of a broken entry that end as entries do, and what is left after them unless it ends the feed."""
    at = 0
    for end in _END.finditer(piece):
        yield piece[at : end.end()]
        at = end.end()
    rest = piece[at:].strip()
    if _OUTER.sub(b"", rest).strip():
        yield rest


def rescued(part: bytes) -> _Element | None:
    """The entry that a part of a broken one holds after all; None when it cannot be read."""
    text = part.decode(errors="replace")
    element = _parsed(text)
    return _parsed(_with_html_escaped(text)) if element is None else element


def failures(opened: Opened, broken: list[bytes], body: bytes) -> list[FailedEntry]:
    """The damaged entries, and what is wrong with the answer beyond them."""
    cut = opened.damage == CUT_SHORT
    failed = [_failed(piece, "the entry is damaged: it is not well-formed XML") for piece in broken]
    if cut and broken and not _END.search(broken[-1]):
        failed[-1] = _failed(broken[-1], "the answer was cut short in this entry; others may be missing")
    elif cut:
        why = "the answer was cut short; entries may be missing"
        failed.append(FailedEntry("the end of the answer", why, body[-400:]))
    elif opened.damage and not opened.broken:
        failed.append(FailedEntry("the answer", opened.damage, body[:400]))
    return failed


def _failed(piece: bytes, reason: str) -> FailedEntry:
    text = piece.decode(errors="replace")
    names = (tidy(found[1]) for pattern in _NAMES if (found := pattern.search(text)))
    return FailedEntry(next(filter(None, names), "a damaged entry"), reason, piece)


def _parsed(text: str) -> _Element | None:
    """The one entry that a text holds; None when it is not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        frame = etree.fromstring(_FRAME.format(text), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return frame[0] if len(frame) == 1 and not (frame.text or "").strip() else None


def _with_html_escaped(text: str) -> str:
    """The text with what stands inside its title and bodies escaped, where a field stands once."""
    for start, close in _HTML_FIELDS:
        found, end = start.search(text), text.rfind(close)
        if found and end >= found.end() and text.find(close) == end and not start.search(text, found.end()):
            inner = text[found.end() : end].strip().removeprefix("<![CDATA[").removesuffix("]]>")
            text = text[: found.end()] + escape(inner, quote=False) + text[end:]
    return text
