"""JSON Feed 1.1. Pure.

Source: https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from academichub.sample.listing import Journal, Listing

__all__ = ["render_json_feed"]


def render_json_feed(journal: Journal, listings: Sequence[Listing]) -> bytes:
    """The journal's feed, the listings in the order given; a DOI is the `external_url` of its item."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": journal.name,
        "home_page_url": journal.site,
        "feed_url": f"{journal.site}/feed.json",
        "items": [_item(listing) for listing in listings],
    }
    return json.dumps(feed, ensure_ascii=False, indent=2).encode()


def _item(listing: Listing) -> dict[str, object]:
    item: dict[str, object] = {
        "id": listing.key,
        "url": listing.address,
        "title": listing.title,
        "date_published": f"{listing.listed_on}T00:00:00Z",
        "authors": [{"name": author} for author in listing.authors],
    }
    if listing.abstract is not None:
        item["summary" if listing.content is not None else "content_html"] = listing.abstract
    if listing.content is not None:
        item["content_html"] = listing.content
    if listing.doi is not None:
        item["external_url"] = f"https://doi.org/{listing.doi}"
    return item
