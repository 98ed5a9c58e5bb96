"""Feeds written for the tests, and the one way in which they are read."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from xml.sax.saxutils import escape

from academichub.model import Page, Record, Response, SourceId, Visit
from academichub.sources.feed import FeedSource

NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" xmlns:cc="http://web.resource.org/cc/" '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
)
ADDRESS = "https://journal.example/feed"
SOURCE = FeedSource(SourceId("journal"), "Journal (Biology)", ADDRESS, "biology", ("Journal of Examples",))
TODAY = datetime(2026, 6, 24, 9, 30, tzinfo=UTC)


def read(body: bytes | str, *, last_visit: date | None = None, url: str = ADDRESS) -> Page:
    """The page that the source makes of a body on 24 June 2026."""
    succeeded_at = None if last_visit is None else datetime.combine(last_visit, time(6), UTC)
    visit = Visit(TODAY, succeeded_at=succeeded_at)
    raw = body.encode() if isinstance(body, str) else body
    return SOURCE.parse(SOURCE.start(visit), Response(url, 200, raw), visit)


def records(body: bytes | str) -> list[Record]:
    """The records of a body of which every entry can be read."""
    page = read(body)
    assert page.failed == ()
    return [announcement.record for announcement in page.announcements]


def rss(*items: str, title: str = "Journal of Examples") -> str:
    """An RSS 2.0 feed of items that are XML already, without their own start and end tags."""
    inner = "\n".join(f"<item>{item}</item>" for item in items)
    channel = f"<title>{title}</title><link>https://journal.example/</link>\n{inner}\n"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {NAMESPACES}><channel>{channel}</channel></rss>'


def item(n: int = 1, title: str = "", **fields: str) -> str:
    """The inside of an RSS item: `dc_creator="…"` is `<dc:creator>`; texts are escaped."""
    said = {
        "title": title or f"Paper {n} of the tests",
        "link": f"https://journal.example/p/{n}",
        "guid": f"p{n}",
    } | fields
    return "".join(
        f"<{name.replace('_', ':', 1)}>{escape(text)}</{name.replace('_', ':', 1)}>"
        for name, text in said.items()
        if text
    )


def only(title: str = "", **fields: str) -> Record:
    """The record of a feed with one item of these fields."""
    (record,) = records(rss(item(1, title, **fields)))
    return record
