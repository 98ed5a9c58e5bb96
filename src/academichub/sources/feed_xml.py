"""RSS 0.9x, RSS 1.0 (RDF), RSS 2.0 and Atom, as wire entries: one reader, for their differences are few. Private.

Elements are known by their local name and the family of their namespace (none for the feed's own, dc, prism, content,
cc), whatever the year of the namespace. It reads what stands there; what it means is feed_entry.py's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from itertools import chain, islice

from lxml import etree
from lxml.etree import _Element

from academichub.errors import ParseError
from academichub.model import Markup
from academichub.sources.feed_links import absolute
from academichub.sources.feed_markup import markup_of, tidy
from academichub.sources.feed_salvage import failures, parted, parts_of, raw_pieces, rescued
from academichub.sources.feed_wire import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_ENTRIES,
    WireAuthor,
    WireEntry,
    WireFeed,
    WireLink,
)
from academichub.sources.xml_opening import CUT_SHORT, Opened, local_name, open_xml

__all__ = ["count_entries", "has_entries", "read_xml", "within_limits"]

_FAMILIES = (
    ("purl.org/dc/", "dc"),
    ("prismstandard", "prism"),
    ("modules/prism", "prism"),
    ("modules/content", "content"),
    ("creativecommons", "cc"),
    ("creativeCommons", "cc"),
    ("web.resource.org/cc", "cc"),
    ("w3.org/2005/Atom", ""),
    ("purl.org/atom/", ""),
    ("purl.org/rss/1.0/", ""),
    ("netscape.com", ""),
    ("backend.userland.com", ""),
    ("law.harvard.edu/tech/rss", ""),
)
_NOT_FEEDS = {
    "opml": "a list of feeds (OPML), not a feed",
    "urlset": "a sitemap, not a feed",
    "sitemapindex": "a sitemap, not a feed",
    "pubmedarticleset": "PubMed XML, not a feed",
    "article": "an article in XML, not a feed",
    "error": "an error in XML, not a feed",
}
_TITLES = ("title", "dc:title")
_BODIES = ("content:encoded", "content", "summary", "description", "dc:description", "dc:abstract", "prism:teaser")
_AUTHORS = ("dc:creator", "author", "dc:contributor")
_DATES = (
    *("prism:publicationdate", "dc:date", "pubdate", "published", "dc:issued", "issued", "dc:created"),
    *("prism:coverdate", "updated", "modified", "dc:modified"),
)
_IDENTIFIERS = ("prism:doi", "dc:identifier", "prism:url", "doi", "dc:source")
_TAGS = ("category", "dc:subject", "prism:section", "keywords")
_LICENCES = ("cc:license", "license", "dc:rights", "rights", "prism:copyright", "copyright")
_LICENCE = re.compile(r"https?://(?:www\.)?creativecommons\.org/[\w./-]+")
_ENTRY_TAGS = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(item|entry)[\s>/]", re.IGNORECASE)

_Fields = dict[str, list[_Element]]


def read_xml(body: bytes, base: str, subject: str, charset: str | None = None) -> WireFeed:
    """Read an answer as a feed; `base` is the address it came from, `charset` the encoding that HTTP named.

    An entry that is damaged becomes a FailedEntry with its bytes, and so does any other damage of the answer.
    Raises: ParseError when it is no XML, breaks the limits, or is XML of another sort.
    """
    opened = open_xml(body, subject, charset)
    within_limits(opened.root, subject)
    root = opened.root
    if _local(root).lower() not in ("rss", "rdf", "feed", "channel"):
        what = _NOT_FEEDS.get(_local(root).lower(), f"<{_local(root)[:40]}>, not a feed")
        raise ParseError(f"the answer is {what}", subject=subject)
    channel = next((child for child in root if _key(child.tag) == "channel"), root)
    base = _base(channel, base)
    found = _gathered(opened, body)
    wires = [_wire(element, piece, base) for element, piece in found.whole[:MAX_ENTRIES]]
    return WireFeed(
        title=next((tidy(_text(child)) for child in channel if _key(child.tag) == "title"), None),
        entries=(*wires, *failures(opened, found.broken, body)),
        complete=opened.damage != CUT_SHORT,
        n_beyond=found.n_beyond + max(len(found.whole) - MAX_ENTRIES, 0),
    )


def has_entries(body: bytes) -> bool:
    """Whether the bytes look as if there were entries of a feed in them."""
    return _ENTRY_TAGS.search(body) is not None


def count_entries(body: bytes) -> int:
    """How many start tags of entries the bytes seem to have."""
    return sum(1 for _ in _ENTRY_TAGS.finditer(body))


def within_limits(root: _Element, subject: str) -> None:
    """Raises: ParseError when elements are nested too deep or one has too many attributes."""
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise ParseError(f"elements are nested more than {MAX_DEPTH} deep", subject=subject)
        if event == "start" and len(element.attrib) > MAX_ATTRIBUTES:
            raise ParseError(f"an element has more than {MAX_ATTRIBUTES} attributes", subject=subject)


def _entries(root: _Element) -> Iterator[_Element]:
    """The entries wherever they stand, in their order: beside the channel (RSS 1.0), in it, or in one another."""
    wanted = "entry" if _local(root).lower() == "feed" else "item"
    return (element for element in root.iter() if _key(element.tag) == wanted)


@dataclass(frozen=True, slots=True)
class _Found:
    """The whole entries, each with its bytes; the bytes of the broken ones; and how many were not looked at."""

    whole: list[tuple[_Element, bytes]]
    broken: list[bytes]
    n_beyond: int


def _gathered(opened: Opened, body: bytes) -> _Found:
    """All entries of an answer, but for those after the first MAX_ENTRIES, which are counted."""
    entries = _entries(opened.root)
    elements = list(islice(entries, MAX_ENTRIES))
    n_beyond = opened.n_beyond + sum(1 for _ in entries)
    pieces = raw_pieces(body) if opened.damage is None and not n_beyond else []
    if len(pieces) != len(elements):  # damaged, UTF-16, or an entry inside an entry: as lxml writes them
        pieces = [_bytes(element) for element in elements]
    found = _Found([], [], n_beyond)
    for element, piece in zip(elements, pieces, strict=True):
        split = parted(piece)
        found.broken.extend([split[0]] if split else [])
        found.whole.extend([(part, _bytes(part)) for part in split[1]] if split else [(element, piece)])
    parts = chain.from_iterable(map(parts_of, opened.broken))
    for part in islice(parts, MAX_ENTRIES):
        rescue = rescued(part)
        if rescue is None:
            found.broken.append(part)
        else:
            found.whole.append((rescue, _bytes(rescue)))
    return replace(found, n_beyond=n_beyond + sum(1 for _ in parts))


def _bytes(element: _Element) -> bytes:
    return etree.tostring(element, with_tail=False)


def _wire(element: _Element, raw: bytes, base: str) -> WireEntry:
    fields: _Fields = {}
    for child in element:
        if isinstance(child.tag, str):
            fields.setdefault(_key(child.tag), []).append(child)
    base = absolute(base, element.base) or base
    return WireEntry(
        raw=raw,
        id=_id(element, fields),
        title=next((title for child in _all(fields, _TITLES) if (title := _markup(child))), None),
        links=tuple(_links(fields, base)),
        bodies=tuple(body for child in _all(fields, _BODIES) if (body := _markup(child))),
        authors=tuple(_authors(fields)),
        dates=tuple(text for child in _all(fields, _DATES) if (text := tidy(_text(child)))),
        identifiers=tuple(text for child in _all(fields, _IDENTIFIERS) if (text := tidy(_text(child)))),
        tags=tuple(text for child in _all(fields, _TAGS) if (text := _tag(child))),
        licence=next((found.group() for child in _all(fields, _LICENCES) if (found := _licence(child))), None),
    )


def _all(fields: _Fields, names: tuple[str, ...]) -> Iterator[_Element]:
    return (child for name in names for child in fields.get(name, ()))


def _id(element: _Element, fields: _Fields) -> str | None:
    said = [_text(child) for child in _all(fields, ("guid", "id"))]
    said += [str(value) for name, value in element.attrib.items() if _key(str(name)).endswith("about")]
    return next((text for text in map(tidy, said) if text), None)


def _links(fields: _Fields, base: str) -> Iterator[WireLink]:
    for child in fields.get("link", ()):
        href = child.get("href")
        url = absolute(absolute(base, child.base) or base, _text(child) if href is None else href)
        if url:
            yield WireLink(url, child.get("rel", "alternate"), child.get("type"))
    for child in fields.get("enclosure", ()):
        if url := absolute(base, child.get("url")):
            yield WireLink(url, "enclosure", child.get("type"))
    for child in fields.get("guid", ()):
        named = child.get("isPermaLink", "true").lower() == "true" and _text(child).strip().startswith("http")
        if named and (url := absolute(base, _text(child))):
            yield WireLink(url)


def _authors(fields: _Fields) -> Iterator[WireAuthor]:
    for name in _AUTHORS:
        said = [child for child in fields.get(name, ()) if _text(child).strip()]
        for child in said:
            named = next((part for part in child if _local(part) == "name"), None)
            yield WireAuthor(_text(child)) if named is None else WireAuthor(_text(named), whole=True)
        if said:
            return


def _tag(element: _Element) -> str:
    return tidy(element.get("label") or element.get("term") or _text(element))


def _licence(element: _Element) -> re.Match[str] | None:
    resource = next((str(value) for name, value in element.attrib.items() if str(name).endswith("resource")), "")
    return _LICENCE.search(resource or _text(element))


def _markup(element: _Element) -> Markup | None:
    """The text of an element by its `type`; child elements that were not escaped are the HTML they look like."""
    if len(element):
        return markup_of(_inner(element), "html")
    said = (element.get("type") or "").lower()
    if element.get("mode") == "base64" or (said and "/" in said and not said.endswith(("html", "xml", "plain"))):
        return None  # a picture or a film, inline
    declared = "text" if said in ("text", "text/plain") else "html" if "html" in said else None
    return markup_of(element.text, declared)


def _inner(element: _Element) -> str:
    """What stands inside an element, as HTML: tags by their local names, no namespaces."""
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        if isinstance(child.tag, str):
            name = _local(child)
            attributes = "".join(
                f' {local_name(str(key))}="{escape(str(value))}"' for key, value in child.attrib.items()
            )
            parts.append(f"<{name}{attributes}>{_inner(child)}</{name}>")
        parts.append(escape(child.tail or "", quote=False))
    return "".join(parts)


def _text(element: _Element) -> str:
    return "".join(map(str, element.itertext()))


def _local(element: _Element) -> str:
    return local_name(element.tag) if isinstance(element.tag, str) else ""


def _key(tag: object) -> str:
    """The local name in lower case, with the family of its namespace: "title", "dc:creator", "?:thumbnail"."""
    if not isinstance(tag, str):
        return ""
    name = local_name(tag).lower()
    namespace = tag[1 : tag.rindex("}")] if tag.startswith("{") else ""
    if not namespace:
        prefix = tag.rpartition(":")[0].lower()  # declared nowhere: feeds forget it, and everyone knows what is meant
        return f"{prefix}:{name}" if prefix and prefix not in ("atom", "rss") else name
    family = _family(namespace)
    return f"{family}:{name}" if family else name


@lru_cache(maxsize=256)
def _family(namespace: str) -> str:
    return next((family for part, family in _FAMILIES if part in namespace), "?")


def _base(channel: _Element, base: str) -> str:
    """What relative addresses are relative to: xml:base, else the feed's own site, else where the answer came from."""
    if said := absolute(base, channel.base):
        return said
    for child in channel:
        if _key(child.tag) == "link" and child.get("rel", "alternate") == "alternate":
            return absolute(base, child.get("href") or _text(child)) or base
    return base
