"""RSS 2.0 with the dc, prism and content modules, as journals send it. Pure.

Source: https://www.rssboard.org/rss-specification
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from email.utils import format_datetime

from lxml import etree

from academichub.sample.formats._xml import CONTENT, DC, PRISM, add, document
from academichub.sample.listing import Journal, Listing

__all__ = ["render_rss2"]


def render_rss2(journal: Journal, listings: Sequence[Listing]) -> bytes:
    """The journal's feed, the listings in the order given; the DOI of an entry stands in prism:doi."""
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"dc": DC, "prism": PRISM, "content": CONTENT})
    channel = add(root, "channel")
    add(channel, "title", journal.name)
    add(channel, "link", journal.site)
    add(channel, "description", f"Latest papers of {journal.name}")
    add(channel, "language", "en")
    if listings:
        add(channel, "pubDate", _midnight(max(listing.listed_on for listing in listings)))
    for listing in listings:
        _add_item(channel, journal, listing)
    return document(root)


def _add_item(channel: etree._Element, journal: Journal, listing: Listing) -> None:
    item = add(channel, "item")
    add(item, "title", listing.title)
    add(item, "link", listing.address)
    add(item, "guid", listing.key, isPermaLink="true" if listing.key == listing.address else "false")
    if listing.abstract is not None:
        add(item, "description", listing.abstract)
    if listing.content is not None:
        add(item, f"{{{CONTENT}}}encoded").text = etree.CDATA(listing.content)
    for author in listing.authors:
        add(item, f"{{{DC}}}creator", author)
    add(item, "pubDate", _midnight(listing.listed_on))
    add(item, f"{{{DC}}}date", listing.listed_on.isoformat())
    add(item, f"{{{PRISM}}}publicationName", journal.name)
    if listing.doi is not None:
        add(item, f"{{{PRISM}}}doi", listing.doi)


def _midnight(day: date) -> str:
    return format_datetime(datetime.combine(day, time(), UTC), usegmt=True)
