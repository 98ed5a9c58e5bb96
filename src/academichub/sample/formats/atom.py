"""Atom, with prism:doi where an entry states one. Pure.

Source: RFC 4287
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lxml import etree

from academichub.sample.formats._xml import ATOM, PRISM, add, document
from academichub.sample.listing import Journal, Listing

__all__ = ["render_atom"]

_EPOCH = date(1970, 1, 1)  # `updated` of a feed that has no entry: the format demands one


def render_atom(journal: Journal, listings: Sequence[Listing]) -> bytes:
    """The journal's feed, the listings in the order given; titles and texts are declared to be HTML."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM, "prism": PRISM})
    add(root, f"{{{ATOM}}}id", f"{journal.site}/feed")
    add(root, f"{{{ATOM}}}title", journal.name)
    add(root, f"{{{ATOM}}}updated", _instant(max((listing.listed_on for listing in listings), default=_EPOCH)))
    add(root, f"{{{ATOM}}}link", rel="alternate", href=journal.site)
    for listing in listings:
        _add_entry(root, listing)
    return document(root)


def _add_entry(root: etree._Element, listing: Listing) -> None:
    entry = add(root, f"{{{ATOM}}}entry")
    add(entry, f"{{{ATOM}}}id", listing.key)
    add(entry, f"{{{ATOM}}}title", listing.title, type="html")
    add(entry, f"{{{ATOM}}}link", rel="alternate", href=listing.address)
    for author in listing.authors:
        add(add(entry, f"{{{ATOM}}}author"), f"{{{ATOM}}}name", author)
    add(entry, f"{{{ATOM}}}published", _instant(listing.listed_on))
    add(entry, f"{{{ATOM}}}updated", _instant(listing.listed_on))
    if listing.abstract is not None:
        add(entry, f"{{{ATOM}}}summary", listing.abstract, type="html")
    if listing.content is not None:
        add(entry, f"{{{ATOM}}}content", listing.content, type="html")
    if listing.doi is not None:
        add(entry, f"{{{PRISM}}}doi", listing.doi)


def _instant(day: date) -> str:
    return f"{day}T00:00:00Z"
