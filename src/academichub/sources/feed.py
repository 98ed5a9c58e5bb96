"""Journals and any other feed: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed. Pure.

Owns what is asked for, and what becomes of the answer: announcements in the order of the feed, each of a new paper (a
feed has no word for a revision), on the day that feed_dates.announced_on says. A feed needs no cursor. The formats are
read by feed_xml.py, feed_json.py and, at last, feed_tolerant.py; what their entries mean is feed_entry.py's business;
journals are in catalogue.toml.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from typing import ClassVar
from urllib.parse import urlsplit

from academichub.errors import ConfigError, ParseError
from academichub.model import Announcement, FailedEntry, Kind, Page, Record, Request, Response, SourceId, Visit
from academichub.ports import Calendar
from academichub.settings import FeedSettings, Settings
from academichub.settings.source_checks import SOURCES
from academichub.sources._encodings import charset_of
from academichub.sources.catalogue import load_catalogue
from academichub.sources.crossref import Crossref, of_journal
from academichub.sources.feed_dates import announced_on
from academichub.sources.feed_entry import is_furniture, read_entry
from academichub.sources.feed_json import looks_like_json, read_json
from academichub.sources.feed_tolerant import read_tolerantly
from academichub.sources.feed_wire import MAX_ENTRIES, WireEntry, WireFeed
from academichub.sources.feed_xml import has_entries, read_xml
from academichub.taxonomy import FIELDS, OTHER, is_field

__all__ = ["FeedSource", "JournalFeed", "configured"]

_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_ARXIV_ERRORS = "arxiv.org/api/errors"
_PRECEDENCE = timedelta(days=2)
"""What a publisher registers comes into its feed within so long, if at all: until then the feed has the first word."""


@dataclass(frozen=True, slots=True)
class FeedSource:
    """One feed; `label` is what the front page shows: "Nature (Science)". Implements ports.Source.

    Its address may be anyone's, so its answers are read apart (ports.OfStrangers).
    """

    id: SourceId
    label: str
    url: str
    field: str = OTHER
    names: tuple[str, ...] = ()  # of the journal: no author is called so
    of_strangers: ClassVar[bool] = True

    def start(self, visit: Visit) -> Request:
        """The one request of a visit: a feed has one page."""
        lane = urlsplit(self.url).hostname or ""
        return Request(self.url, accept=_ACCEPT, min_interval_s=1.0, lane=lane, conditional=True)

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        """Read the feed.

        Raises: ParseError when the answer is empty, a web page, XML or JSON of another sort, or an error message in
        the shape of a feed.
        """
        feed = _read(response, self.id)
        records, failed = self._records(feed, visit.today)
        announcements = _announced(records, visit)
        return Page(
            announcements=tuple(announcements),
            failed=tuple(failed),
            day=max((announcement.announced_on for announcement in announcements), default=None),
        )

    def _records(self, feed: WireFeed, today: date) -> tuple[list[Record], list[FailedEntry]]:
        """The records of distinct keys and the entries that could not be read, each in the order of the feed."""
        records: dict[str, Record] = {}
        failed: list[FailedEntry] = []
        names = tuple(name for name in (*self.names, feed.title) if name)
        for entry in feed.entries:
            if isinstance(entry, WireEntry) and entry.title and is_furniture(entry.title):
                continue
            read = self._read(entry, names, today)
            if isinstance(read, FailedEntry):
                failed.append(read)
            else:
                records.setdefault(read.key, read)
        return list(records.values()), [*_beyond(feed), *failed]

    def _read(self, entry: WireEntry | FailedEntry, names: Iterable[str], today: date) -> Record | FailedEntry:
        if isinstance(entry, FailedEntry):
            return entry
        return read_entry(entry, self.id, self.field, today, journal=names)


class _AfterTheFeed:
    """ports.Calendar of a journal: none of its days is due, and its complete list has a day two days later."""

    def announces(self, day: date) -> bool:
        return False

    def due_at(self, day: date) -> datetime:
        return datetime.combine(day, time(), UTC)

    def listed_at(self, day: date) -> datetime:
        return self.due_at(day) + _PRECEDENCE

    def day_at(self, moment: datetime) -> date:
        return moment.astimezone(UTC).date()


@dataclass(frozen=True, slots=True)
class JournalFeed(FeedSource):
    """The feed of a journal that the catalogue knows, measured by what its publisher registers (ports.Harvestable)."""

    complete: Crossref | None = None
    calendar: ClassVar[Calendar] = _AfterTheFeed()
    names_otherwise: ClassVar[bool] = True  # the list has DOIs for keys, the feed whatever it likes

    def harvest(self, since: date, followed_since: date) -> Crossref:
        assert self.complete is not None
        return replace(self.complete, since=since)


def configured(settings: Settings) -> Iterable[FeedSource]:
    """The feeds of the settings in their order.

    Raises: ConfigError naming the id: unknown and without a url, used twice, taken, or with a bad url or field.
    """
    sources: dict[str, FeedSource | None] = {}
    for feed in settings.sources.feed:
        if feed.id in SOURCES or feed.id in sources:
            why = "is another source's" if feed.id in SOURCES else "stands twice among [[sources.feed]]"
            raise ConfigError(f"the id {feed.id!r} {why}; give this feed another id", subject="sources.feed")
        sources[feed.id] = _source(feed, settings)
    return tuple(source for source in sources.values() if source is not None)


def _source(feed: FeedSettings, settings: Settings) -> FeedSource | None:
    """None for a journal without a feed: that is Crossref's to follow."""
    journal = load_catalogue().get(feed.id)
    url = feed.url or (journal.feed if journal else None)
    if url is None and journal is not None:
        return None
    if url is None:
        raise ConfigError(_unknown(feed.id), subject="sources.feed")
    if not _is_web_address(url):
        raise ConfigError(f"the url of {feed.id!r} is no http or https address: {url!r}", subject="sources.feed")
    if feed.field is not None and not is_field(feed.field):
        fields = ", ".join(FIELDS)
        raise ConfigError(f"the field {feed.field!r} of {feed.id!r} is none of: {fields}", subject="sources.feed")
    label = feed.name or (journal.label if journal else feed.id)
    field = feed.field or (journal.field if journal else OTHER)
    known = (journal.title, journal.name, journal.publisher) if journal else ()
    names = (*known, feed.name) if feed.name else known
    if journal is None:
        return FeedSource(SourceId(feed.id), label, url, field, names)
    return JournalFeed(SourceId(feed.id), label, url, field, names, of_journal(journal, feed, settings))


def _unknown(name: str) -> str:
    close = get_close_matches(name.lower(), load_catalogue(), n=3, cutoff=0.65)
    meant = f" (did you mean {' or '.join(map(repr, close))}?)" if close else ""
    remedy = 'correct the id, or give the address of the feed as url = "https://…"'
    return f"no journal of the catalogue has the id {name!r}{meant}; {remedy}"


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _read(response: Response, subject: str) -> WireFeed:
    body = response.body
    if looks_like_json(body):
        return read_json(body, response.url, subject)
    try:
        feed = read_xml(body, response.url, subject, charset_of(response.content_type))
    except ParseError as refused:
        if not has_entries(body) or "HTML page" in refused.message:
            raise
        feed = read_tolerantly(body, response.url, subject)
    _refuse_error_entries(feed, subject)
    return feed


def _refuse_error_entries(feed: WireFeed, subject: str) -> None:
    """arXiv's query interface answers a bad request with an Atom entry that has the title "Error"."""
    for entry in feed.entries:
        if isinstance(entry, WireEntry) and entry.id and _ARXIV_ERRORS in entry.id:
            text = " ".join(body.text for body in entry.bodies)[:200]
            raise ParseError(f"the upstream answered with an error: {text}", subject=subject)


def _beyond(feed: WireFeed) -> list[FailedEntry]:
    if not feed.n_beyond:
        return []
    name = f"entries {MAX_ENTRIES + 1} to {MAX_ENTRIES + feed.n_beyond}"
    return [FailedEntry(name, f"no more than {MAX_ENTRIES} entries of an answer are read", b"")]


def _announced(records: Iterable[Record], visit: Visit) -> list[Announcement]:
    last = visit.succeeded_at.date() if visit.succeeded_at is not None else None
    return [Announcement(r, Kind.NEW, announced_on(r.posted_on, last, visit.today)) for r in records]
