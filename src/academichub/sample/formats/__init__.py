"""The wire formats of the upstreams, written from listings: the inverse of the sources. Pure.

One file per format; `FEED_WRITERS` names those of journals. Nothing here reads, and nothing here knows a record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from academichub.sample.formats.arxiv_rss import render_arxiv_error, render_arxiv_rss
from academichub.sample.formats.atom import render_atom
from academichub.sample.formats.json_feed import render_json_feed
from academichub.sample.formats.rss1 import render_rss1
from academichub.sample.formats.rss2 import render_rss2
from academichub.sample.formats.rxiv_json import RxivQuery, render_rxiv_page
from academichub.sample.listing import FeedFormat, Journal, Listing

__all__ = [
    "FEED_TYPES",
    "FEED_WRITERS",
    "RxivQuery",
    "render_arxiv_error",
    "render_arxiv_rss",
    "render_atom",
    "render_json_feed",
    "render_rss1",
    "render_rss2",
    "render_rxiv_page",
]

FEED_WRITERS: Mapping[FeedFormat, Callable[[Journal, Sequence[Listing]], bytes]] = {
    FeedFormat.RSS2: render_rss2,
    FeedFormat.RSS1: render_rss1,
    FeedFormat.ATOM: render_atom,
    FeedFormat.JSON: render_json_feed,
}
"""The writer of each feed format."""

FEED_TYPES: Mapping[FeedFormat, str] = {
    FeedFormat.RSS2: "application/rss+xml; charset=utf-8",
    FeedFormat.RSS1: "application/rdf+xml; charset=utf-8",
    FeedFormat.ATOM: "application/atom+xml; charset=utf-8",
    FeedFormat.JSON: "application/feed+json; charset=utf-8",
}
"""The content type each feed format is served under."""
