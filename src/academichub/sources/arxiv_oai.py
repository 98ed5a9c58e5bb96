"""arXiv's complete list, by OAI-PMH: every paper whose record changed since a day, with the dates of its versions.

A record is the newest version alone, and its datestamp the last change of any sort; what was announced when follows
from the two: the day of the first version from the hour it was handed in, that of the newest from the datestamp. A list
that breaks off goes on from the last day it had reached, and never quietly ends before its end.

Source: https://www.openarchives.org/OAI/openarchivesprotocol.html, https://info.arxiv.org/help/oa/index.html (2026-11).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256
from urllib.parse import urlencode

from lxml import etree
from lxml.etree import _Element

from academichub.errors import ParseError
from academichub.identifiers import ArxivId, find_doi, parse_arxiv
from academichub.model import (
    Announcement,
    Author,
    FailedEntry,
    Harvested,
    Identifiers,
    Kind,
    Links,
    Markup,
    MarkupFormat,
    Page,
    Record,
    Request,
    Response,
    SourceId,
    Visit,
)
from academichub.settings import ArxivSettings
from academichub.sources._arxiv_entry import ARXIV, Unreadable
from academichub.sources.arxiv_calendar import announced_for
from academichub.sources.author_lists import authors_from_list
from academichub.sources.xml_opening import local_name, open_xml
from academichub.text.withdrawal import says_withdrawn

__all__ = ["ArxivHarvest", "oai_sets"]

_LANE = "arxiv"
_MIN_INTERVAL_S = 3.0
_ACCEPT = "text/xml, application/xml;q=0.9"
_OWN_GROUPS = frozenset({"cs", "econ", "eess", "math", "q-bio", "q-fin", "stat"})
_MOST_SETS = 4
"""Of one group; of more, the group is read whole: a paper that is in several is then sent once."""
_MOST_RESTARTS = 5
_FRESH = timedelta(days=10)
"""A version handed in so long before the datestamp, at most, is what the datestamp speaks of: five working days and a
long weekend. A later datestamp speaks of something else: a cross-list, a journal's name."""


@dataclass(frozen=True, slots=True)
class _Asked(Request):
    """A page of a list: of which set, where the list stands, what the page before held."""

    place: int = 0
    reached: date | None = None  # every record up to the day before is in; None: nothing is
    in_order: bool = True
    previous: str = ""
    n_seen: int = 0
    promised: int = 0
    n_restarts: int = 0


@dataclass(frozen=True, slots=True)
class ArxivHarvest:
    """One visit tells all that changed since a day in the followed categories. Implements ports.Source."""

    settings: ArxivSettings
    since: date
    followed_since: date
    id: SourceId = ARXIV
    label: str = "arXiv"

    def start(self, visit: Visit) -> Request | None:
        return self._first(0)

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        """Raises: ParseError for an error in the protocol's words, what is no answer of it, and a page that was cut,
        is empty in the middle of a list, or came before."""
        asked = request if isinstance(request, _Asked) else _Asked(request.url)
        opened = open_xml(response.body, ARXIV)
        if opened.damage is not None:
            raise ParseError(opened.damage, subject=ARXIV)
        code, message = _error(opened.root)
        if code == "badResumptionToken":
            return Page(next=self._restarted(asked))
        if code == "noRecordsMatch":
            self._check_whole(asked)
            return Page(next=self._first(asked.place + 1))
        if code is not None:
            raise ParseError(f"arXiv answered with an error: {message or code}", subject=ARXIV)
        return self._page(opened.root, asked)

    def _page(self, root: _Element, asked: _Asked) -> Page:
        body = next(root.iterchildren("{*}ListRecords"), None)
        if body is None:
            raise ParseError(
                f"neither a list nor an error: the answer is a <{local_name(str(root.tag))}>", subject=ARXIV
            )
        records = [*body.iterchildren("{*}record")]
        if not records:
            raise ParseError("a page of the list is empty", subject=ARXIV)
        digest = sha256("\n".join(_text(record, "identifier") or "" for record in records).encode()).hexdigest()
        if digest == asked.previous:
            raise ParseError("the same page of the list came again", subject=ARXIV)
        announcements: list[Announcement] = []
        failed: list[FailedEntry] = []
        for place, record in enumerate(records, 1):
            try:
                announcements.extend(self._read(record))
            except Unreadable as reason:
                name = _text(record, "identifier") or f"record {place}"
                failed.append(FailedEntry(name, str(reason), etree.tostring(record, with_tail=False)))
        token = next(body.iterchildren("{*}resumptionToken"), None)
        stands = _moved_on(asked, records, digest, token)
        return Page(tuple(announcements), tuple(failed), next=self._following(stands, token))

    def _following(self, stands: _Asked, token: _Element | None) -> Request | None:
        text = (token.text or "").strip() if token is not None else ""
        if text:
            return replace(stands, url=self._url(resumptionToken=text))
        self._check_whole(stands)
        return self._first(stands.place + 1)

    def _check_whole(self, asked: _Asked) -> None:
        if asked.n_seen < asked.promised:
            raise ParseError(f"the list ended after {asked.n_seen:,} of {asked.promised:,} records", subject=ARXIV)

    def _restarted(self, asked: _Asked) -> Request:
        if asked.n_restarts >= _MOST_RESTARTS:
            raise ParseError("arXiv refused its own resumption tokens again and again", subject=ARXIV)
        since = asked.reached if asked.reached is not None and asked.in_order else self.since
        first = self._asking(asked.place, since)
        return replace(first, reached=since, n_restarts=asked.n_restarts + 1)

    def _first(self, place: int) -> _Asked | None:
        return self._asking(place, self.since) if place < len(oai_sets(self.settings.categories)) else None

    def _asking(self, place: int, since: date) -> _Asked:
        chosen = oai_sets(self.settings.categories)[place]
        url = self._url(metadataPrefix="arXivRaw", set=chosen, **{"from": since.isoformat()})
        return _Asked(url, _ACCEPT, _MIN_INTERVAL_S, _LANE, place=place)

    def _url(self, **query: str) -> str:
        return f"{self.settings.oai_url}?{urlencode({'verb': 'ListRecords', **query})}"

    def _read(self, element: _Element) -> Iterator[Harvested]:
        """What the record says was announced, the first version first. Raises: Unreadable."""
        header = next(element.iterchildren("{*}header"), None)
        if header is not None and header.get("status") == "deleted":
            return  # arXiv takes nothing back that was announced: a withdrawal is a version
        changed_on = _day(_text(element, "datestamp"))
        body = next(iter(next(element.iterchildren("{*}metadata"), ())), None)
        if body is None:
            raise Unreadable("no metadata")
        versions = _versions(body)
        record = _record(body, versions)
        if self._is_followed(record.categories):
            yield from self._announced(record, versions, changed_on)

    def _announced(self, record: Record, versions: Sequence[datetime], changed_on: date) -> Iterator[Harvested]:
        at_home = self._is_followed(record.categories[:1])
        news = Kind.NEW if at_home else Kind.CROSS
        first = min(announced_for(versions[0]), changed_on)
        earliest = min(announced_for(versions[0], with_holidays=False), first)
        is_recent = changed_on - announced_for(versions[-1]) <= _FRESH
        if first >= self.since:
            yield Harvested(record, news, first, earliest, changed_on)
        elif len(versions) == 1:  # announced before, or held by the moderators until now
            is_sure = first >= self.followed_since
            yield Harvested(record, news, changed_on, earliest, changed_on, is_sure=is_sure)
        elif first < changed_on:  # so were some of these; their numbers may tell
            yield Harvested(record, news, first, earliest, changed_on, is_sure=False)
        if len(versions) > 1 and is_recent:
            kind = Kind.REPLACE if at_home else Kind.REPLACE_CROSS
            yield Harvested(record, Kind.WITHDRAWN if record.withdrawn else kind, changed_on, changed_on, changed_on)
        elif changed_on > first and (len(versions) > 1 or not is_recent):
            kind = Kind.ABSONLY if at_home else Kind.CROSS
            yield Harvested(record, kind, changed_on, changed_on, changed_on, is_sure=False)

    def _is_followed(self, categories: Sequence[str]) -> bool:
        return any(
            category == wanted or category.startswith(f"{wanted}.")
            for category in categories
            for wanted in self.settings.categories
        )


def oai_sets(categories: Sequence[str]) -> tuple[str, ...]:
    """The sets that hold the categories: "cs:cs:CV", "physics:quant-ph"; of many in a group, the group."""
    groups: dict[str, dict[str, None]] = {}
    for category in categories:
        archive, _, subject = category.strip().partition(".")
        group = archive if archive in _OWN_GROUPS else "physics"
        groups.setdefault(group, {})[":".join(filter(None, (group, archive, subject)))] = None
    return tuple(name for group, sets in groups.items() for name in ((group,) if len(sets) > _MOST_SETS else sets))


def _moved_on(asked: _Asked, records: Sequence[_Element], digest: str, token: _Element | None) -> _Asked:
    """Where the list stands after the page."""
    days = [day for record in records if (day := _known_day(_text(record, "datestamp")))]
    reached = asked.reached
    in_order = asked.in_order and days == sorted(days)
    if days:
        in_order = in_order and (reached is None or days[0] >= reached)
        reached = max(days)
    size = token.get("completeListSize", "") if token is not None else ""
    promised = int(size) if size.isascii() and size.isdigit() and len(size) < 10 else asked.promised
    return replace(
        asked,
        reached=reached,
        in_order=in_order,
        previous=digest,
        n_seen=asked.n_seen + len(records),
        promised=promised,
    )


def _error(root: _Element) -> tuple[str | None, str | None]:
    if local_name(str(root.tag)) != "OAI-PMH":
        raise ParseError(f"no answer of OAI-PMH: it is a <{local_name(str(root.tag))}>", subject=ARXIV)
    error = next(root.iterchildren("{*}error"), None)
    return (error.get("code") or "error", error.text) if error is not None else (None, None)


def _text(element: _Element, name: str) -> str | None:
    """The text of the first such child, or of such a one of the header, without its ends; None where there is none."""
    found = next(element.iterchildren(f"{{*}}{name}"), None)
    if found is None and (header := next(element.iterchildren("{*}header"), None)) is not None:
        found = next(header.iterchildren(f"{{*}}{name}"), None)
    text = "".join(found.itertext()).strip() if found is not None else ""
    return text or None


def _known_day(text: str | None) -> date | None:
    """A record whose datestamp cannot be read fails by itself; how far the list was read is told by the others."""
    try:
        return _day(text)
    except Unreadable:
        return None


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        raise Unreadable(f"no datestamp: {(text or '')[:40]!r}") from None


def _versions(body: _Element) -> tuple[datetime, ...]:
    """When each version was handed in, the first one first. Raises: Unreadable."""
    stated = [text for version in body.iterchildren("{*}version") if (text := _text(version, "date"))]
    if not stated:  # the format "arXiv" knows the days of the first and the last one
        stated = [text for name in ("created", "updated") if (text := _text(body, name))]
    if not stated:
        raise Unreadable("no date of any version")
    return tuple(map(_moment, stated))


def _moment(text: str) -> datetime:
    try:
        moment = parsedate_to_datetime(text) if "," in text else datetime.fromisoformat(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        raise Unreadable(f"not a date: {text[:80]}") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _record(body: _Element, versions: Sequence[datetime]) -> Record:
    paper, title = parse_arxiv(_text(body, "id") or ""), _text(body, "title")
    if paper is None:
        raise Unreadable("no arXiv identifier")
    if title is None:
        raise Unreadable("no title")
    named = ArxivId(paper.id)
    abstract, comment, doi = _text(body, "abstract"), _text(body, "comments"), _text(body, "doi")
    categories = tuple(dict.fromkeys((_text(body, "categories") or "").split()))
    return Record(
        source=ARXIV,
        key=paper.id,
        title=Markup(title, MarkupFormat.TEX),
        version=len(versions),
        identifiers=Identifiers(arxiv=paper.id),
        abstract=Markup(abstract, MarkupFormat.TEX) if abstract else None,
        authors=_authors(body),
        categories=categories,
        primary_category=categories[0] if categories else None,
        licence=_text(body, "license"),
        comment=comment,
        links=Links(abstract=named.abstract_url, pdf=named.pdf_url),
        published_doi=find_doi(doi) if doi else None,
        withdrawn=says_withdrawn(title, abstract or "") or says_withdrawn(title, comment or ""),
    )


def _authors(body: _Element) -> tuple[Author, ...]:
    listed = next(body.iterchildren("{*}authors"), None)
    if listed is None:
        return ()
    people = [*listed.iterchildren("{*}author")]
    if not people:
        return authors_from_list(" ".join("".join(listed.itertext()).split()))
    names = (" ".join(filter(None, (_text(p, "forenames"), _text(p, "keyname"), _text(p, "suffix")))) for p in people)
    return tuple(Author(name) for name in names if name)
