"""arXiv's daily announcements, by RSS or its Atom twin, for any set of categories in one request.

Source: https://info.arxiv.org/help/rss.html and the feeds themselves (checked 2026-11). What it does not do: days
that are past (arxiv_oai.py), and papers beyond the feed's cap, which it reports as missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, pairwise
from urllib.parse import quote

from lxml import etree
from lxml.etree import _Element

from academichub.errors import ParseError
from academichub.model import Announcement, FailedEntry, Page, Request, Response, SourceId, Visit
from academichub.settings import ArxivSettings, Settings
from academichub.sources._arxiv_entry import ARXIV, Fields, Unreadable, announcement, day_in_new_york, fields_of
from academichub.sources.arxiv_calendar import ARXIV_CALENDAR, ArxivCalendar
from academichub.sources.arxiv_oai import ArxivHarvest
from academichub.sources.xml_opening import local_name, open_xml

__all__ = ["MIN_INTERVAL_S", "Arxiv", "configured"]

MIN_INTERVAL_S = 3.0
"""arXiv asks for one connection at a time and three seconds between requests, over all its hosts together."""

_LANE = "arxiv"
_ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8"
_LONGEST_PATH = 1_500
"""Characters of joined categories in one address; more go into several requests."""
_FEED_CAP = 2_000
"""Papers in one feed at most. Source: https://info.arxiv.org/help/rss_specifications.html"""
_MOST_READ = 10_000
"""Entries read of one answer, whatever it holds; what lies beyond is named as one failed entry."""


@dataclass(frozen=True, slots=True)
class Arxiv:
    """The categories of arXiv that a reader follows, as one source."""

    settings: ArxivSettings
    id: SourceId = ARXIV
    label: str = "arXiv"

    @property
    def calendar(self) -> ArxivCalendar:
        return ARXIV_CALENDAR

    def harvest(self, since: date, followed_since: date) -> ArxivHarvest:
        """The complete list, which the feed is measured by (ports.Harvestable)."""
        return ArxivHarvest(self.settings, since, followed_since)

    def start(self, visit: Visit) -> Request | None:
        requests = self._requests()
        return requests[0] if requests else None

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        """Raises: ParseError for an error feed (with arXiv's own words), or what is neither RSS nor Atom."""
        page = _parse_feed(response.body)
        following = self._after(request)
        day = page.day.isoformat() if page.day and following is None else None
        return replace(page, next=following, cursor=day)

    def _after(self, request: Request) -> Request | None:
        planned = self._requests()
        following = (after for before, after in pairwise(planned) if before.url == request.url)
        return next(following, None)

    def _requests(self) -> tuple[Request, ...]:
        base = self.settings.rss_url.rstrip("/")
        paths = tuple(_paths(self.settings.categories))
        one = len(paths) == 1  # "not modified" for the first of several says nothing of the others
        return tuple(Request(f"{base}/{path}", _ACCEPT, MIN_INTERVAL_S, _LANE, conditional=one) for path in paths)


def configured(settings: Settings) -> Iterable[Arxiv]:
    """The arXiv source, where the settings follow it."""
    if settings.sources.arxiv is not None:
        yield Arxiv(settings.sources.arxiv)


def _paths(categories: Iterable[str]) -> Iterator[str]:
    """The categories joined as arXiv's addresses want them, in as few pieces as their length allows."""
    path = ""
    for category in dict.fromkeys(quote(category.strip(), safe="") for category in categories):
        if path and len(path) + 1 + len(category) > _LONGEST_PATH:
            yield path
            path = ""
        path = f"{path}+{category}" if path else category
    if path:
        yield path


def _parse_feed(body: bytes) -> Page:
    opened = open_xml(body, ARXIV)
    channel, listed = _channel(opened.root)
    entries = [*islice(listed, _MOST_READ)]
    about = fields_of(channel)
    _refuse_error_feed(about)
    day = day_in_new_york(about.get("pubDate"))
    announcements: list[Announcement] = []
    failed = _beyond(opened.n_beyond + sum(1 for _ in listed))  # first: of very many failures the last are not kept
    for place, entry in enumerate(entries, 1):
        fields = fields_of(entry)
        _refuse_error_entry(fields)
        try:
            announcements.append(announcement(fields, day))
        except Unreadable as reason:
            raw = etree.tostring(entry, with_tail=False)
            failed.append(FailedEntry(_name(fields) or f"entry {place}", str(reason), raw))
    failed += [FailedEntry(_name_in(raw), "the entry is damaged", raw) for raw in opened.broken]
    failed += _missing(opened.damage, len(entries))
    days = [listed.announced_on for listed in announcements]
    return Page(tuple(_merged(announcements)), tuple(failed), day or max(days, default=None))


def _channel(root: _Element) -> tuple[_Element, Iterator[_Element]]:
    name = local_name(str(root.tag))
    if name == "feed":
        return root, root.iterchildren("{*}entry")
    channel = next(root.iterchildren("{*}channel"), None) if name == "rss" else None
    if channel is None:
        raise ParseError(f"neither RSS nor Atom: the answer is a <{name}>", subject=ARXIV)
    return channel, channel.iterchildren("{*}item")


def _refuse_error_feed(about: Fields) -> None:
    """arXiv answers a bad question with a feed that has no papers, titled as an error."""
    title, message = about.get("title") or "", about.get("description") or ""
    if title.lower().startswith("feed error") or message.startswith("Bad archive"):
        raise ParseError(f"arXiv answered with an error: {message or title}", subject=ARXIV)


def _refuse_error_entry(fields: Fields) -> None:
    if "arxiv.org/api/errors" in (fields.get("guid") or "") or (
        fields.get("title") == "Error" and not fields.categories
    ):
        message = fields.get("description") or "no reason given"
        raise ParseError(f"arXiv answered with an error: {message}", subject=ARXIV)


def _beyond(n: int) -> list[FailedEntry]:
    return [FailedEntry("feed", f"{n:,} further entries: no more than {_MOST_READ:,} are read", b"")] if n else []


def _missing(damage: str | None, n_entries: int) -> Iterator[FailedEntry]:
    """What is known to be lost, though no entry of it was seen."""
    if n_entries >= _FEED_CAP:
        yield FailedEntry("feed", f"the feed holds at most {_FEED_CAP:,} papers: the day may have more", b"")
    if damage is not None:
        yield FailedEntry("feed", damage, b"")


def _merged(announcements: Iterable[Announcement]) -> Iterator[Announcement]:
    """A paper that several of the categories list is announced once a day: by its newest version and strongest kind."""
    papers: dict[tuple[str, date], Announcement] = {}
    for listed in announcements:
        key = (listed.record.key, listed.announced_on)
        earlier = papers.get(key)
        papers[key] = listed if earlier is None else _one_of(earlier, listed)
    yield from papers.values()


def _one_of(first: Announcement, second: Announcement) -> Announcement:
    newest = max(first.record, second.record, key=lambda record: record.version or 0)
    categories = dict.fromkeys((*newest.categories, *first.record.categories, *second.record.categories))
    primary = newest.primary_category or next(iter(categories), None)
    record = replace(newest, categories=tuple(categories), primary_category=primary)
    return Announcement(record, min(first.kind, second.kind, key=lambda kind: kind.strength), first.announced_on)


def _name(fields: Fields) -> str | None:
    """The best name of an entry that could not be read."""
    return fields.get("guid") or fields.get("link") or fields.get("title")


def _name_in(raw: bytes) -> str:
    found = re.search(rb"oai:arXiv\.org:([^<\s]{1,40})|arXiv:([^<\s]{1,40})", raw)
    return (found.group(1) or found.group(2)).decode(errors="replace") if found else "damaged entry"
