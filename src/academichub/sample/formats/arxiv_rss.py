"""arXiv's RSS: one day's announcements of some categories, and the feed it sends in place of an error. Pure.

Source: https://info.arxiv.org/help/rss_specifications.html and the public serializer of arXiv's feed service, whose
element order, prefixes and description line are kept (checked 2026-11).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from lxml import etree

from academichub.model import Kind
from academichub.sample.formats._xml import ATOM, CONTENT, DC, add, document
from academichub.sample.listing import Listing, kind_seen_from

__all__ = ["NEW_YORK", "render_arxiv_error", "render_arxiv_rss"]

NEW_YORK = ZoneInfo("America/New_York")
_ARXIV = "http://arxiv.org/schemas/atom"
_NAMESPACES = {"arxiv": _ARXIV, "dc": DC, "atom": ATOM, "content": CONTENT}


def render_arxiv_rss(
    categories: Sequence[str], day: date, listings: Sequence[Listing], built_at: datetime | None = None
) -> bytes:
    """The feed of the categories on an announcement day: of the listings, those that belong to the categories.

    Each item bears the day of its listing; a real feed holds listings of its own day alone. `built_at` (aware) is the
    build date that arXiv changes with every answer; None: the day's own midnight, so that equal listings give equal
    bytes.
    """
    wanted = tuple(categories)
    names = ", ".join(wanted)
    root, channel = _channel(
        f"{names} updates on arXiv.org", f"{names} updates on the arXiv.org e-print archive.", wanted
    )
    _date(channel, day, built_at)
    skipped = add(channel, "skipDays")
    add(skipped, "day", "Sunday")
    add(skipped, "day", "Saturday")
    for listing in listings:
        kind = kind_seen_from(listing, wanted)
        if kind is not None:
            _add_item(channel, listing, kind)
    return document(root)


def render_arxiv_error(categories: Sequence[str], day: date, message: str) -> bytes:
    """A feed without items whose title says "Feed error": what arXiv sends where it cannot answer."""
    address = _address(tuple(categories))
    root, channel = _channel(f"Feed error for query: {address}", message, tuple(categories))
    _date(channel, day, None)
    return document(root)


def _channel(title: str, description: str, categories: tuple[str, ...]) -> tuple[etree._Element, etree._Element]:
    root = etree.Element("rss", {"version": "2.0"}, nsmap=_NAMESPACES)
    channel = add(root, "channel")
    address = _address(categories)
    add(channel, "title", title)
    add(channel, "link", address)
    add(channel, "description", description)
    add(channel, f"{{{ATOM}}}link", href=address, rel="self", type="application/rss+xml")
    add(channel, "docs", "http://www.rssboard.org/rss-specification")
    add(channel, "language", "en-us")
    return root, channel


def _date(channel: etree._Element, day: date, built_at: datetime | None) -> None:
    built = built_at if built_at is not None else datetime.combine(day, time(), NEW_YORK)
    add(channel, "lastBuildDate", format_datetime(built.astimezone(UTC)))
    add(channel, "managingEditor", "rss-help@arxiv.org")
    add(channel, "pubDate", _midnight(day))


def _add_item(channel: etree._Element, listing: Listing, kind: Kind) -> None:
    name = f"{listing.key}v{listing.version}"
    item = add(channel, "item")
    add(item, "title", listing.title)
    add(item, "link", f"https://arxiv.org/abs/{listing.key}")
    add(item, "description", f"arXiv:{name} Announce Type: {kind} \nAbstract: {listing.abstract or ''}")
    add(item, "guid", f"oai:arXiv.org:{name}", isPermaLink="false")
    for category in listing.categories:
        add(item, "category", category)
    add(item, "pubDate", _midnight(listing.listed_on))
    add(item, f"{{{_ARXIV}}}announce_type", kind.value)
    if listing.licence is not None:
        add(item, f"{{{DC}}}rights", listing.licence)
    if listing.doi is not None:
        add(item, f"{{{_ARXIV}}}DOI", listing.doi)
    add(item, f"{{{DC}}}creator", ", ".join(listing.authors))


def _midnight(day: date) -> str:
    return format_datetime(datetime.combine(day, time(), NEW_YORK))


def _address(categories: tuple[str, ...]) -> str:
    return f"http://rss.arxiv.org/rss/{'+'.join(categories)}"
