"""RSS 1.0: an RDF list of contents followed by the items, with dc, prism and content modules. Pure.

Source: https://web.resource.org/rss/1.0/spec
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from academichub.sample.formats._xml import CONTENT, DC, PRISM, add, document
from academichub.sample.listing import Journal, Listing

__all__ = ["render_rss1"]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RSS = "http://purl.org/rss/1.0/"
_NAMESPACES = {None: _RSS, "rdf": _RDF, "dc": DC, "prism": PRISM, "content": CONTENT}


def render_rss1(journal: Journal, listings: Sequence[Listing]) -> bytes:
    """The journal's feed, the listings in the order given; the DOI of an entry stands in dc:identifier."""
    root = etree.Element(f"{{{_RDF}}}RDF", nsmap=_NAMESPACES)
    channel = add(root, f"{{{_RSS}}}channel", None, **{f"{{{_RDF}}}about": journal.site})
    add(channel, f"{{{_RSS}}}title", journal.name)
    add(channel, f"{{{_RSS}}}link", journal.site)
    add(channel, f"{{{_RSS}}}description", f"Latest papers of {journal.name}")
    sequence = add(add(channel, f"{{{_RSS}}}items"), f"{{{_RDF}}}Seq")
    for listing in listings:
        add(sequence, f"{{{_RDF}}}li", None, **{f"{{{_RDF}}}resource": listing.key})
    for listing in listings:
        _add_item(root, journal, listing)
    return document(root)


def _add_item(root: etree._Element, journal: Journal, listing: Listing) -> None:
    item = add(root, f"{{{_RSS}}}item", None, **{f"{{{_RDF}}}about": listing.key})
    add(item, f"{{{_RSS}}}title", listing.title)
    add(item, f"{{{_RSS}}}link", listing.address)
    if listing.abstract is not None:
        add(item, f"{{{_RSS}}}description", listing.abstract)
    if listing.content is not None:
        add(item, f"{{{CONTENT}}}encoded", listing.content)
    for author in listing.authors:
        add(item, f"{{{DC}}}creator", author)
    add(item, f"{{{DC}}}date", listing.listed_on.isoformat())
    add(item, f"{{{DC}}}source", f"{journal.name}, Published online: {listing.listed_on}")
    if listing.doi is not None:
        add(item, f"{{{DC}}}identifier", f"doi:{listing.doi}")
    add(item, f"{{{PRISM}}}publicationName", journal.name)
