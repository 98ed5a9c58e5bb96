"""Journals through Crossref: every work under their ISSNs that came or changed since a day, page by page to the end.

Source: https://api.crossref.org (`works`, read by name of member; checked 2026-11) and
https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/. It is asked by the day on
which a work was indexed, so nothing that was late is lost; what was registered long before is left out, for Crossref
indexes a work anew each time somebody cites it. A notice of retraction or correction names an older work: that is
asked for, too, and announced as withdrawn or revised on the day of the notice. How fast to ask is what the answers'
`X-Rate-Limit` headers say, which the fetcher obeys; this source asks once a second.

A journal of the catalogue without the address of a feed is followed here, under its own id and name. One with a feed
is measured here: its complete list names what its publisher registered as new, and nothing of notices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from urllib.parse import urlencode

from academichub.errors import ConfigError, ParseError
from academichub.identifiers import parse_issn
from academichub.model import Announcement, FailedEntry, Kind, Page, Request, Response, SourceId, Visit
from academichub.settings import CrossrefSettings, FeedSettings, Settings
from academichub.sources._crossref_work import Notice, announcement, is_news, notices_in
from academichub.sources.catalogue import Journal, field_by_issn, load_catalogue
from academichub.sources.feed_entry import is_furniture, notice_of
from academichub.sources.feed_markup import plain_of
from academichub.sources.json_values import Json, count_of, text_of
from academichub.sources.paging import (
    PagedRequest,
    Window,
    first_day,
    followed_by,
    open_object,
    page_of,
    rows_of,
    value_of,
    with_beginning,
)

__all__ = [
    "CROSSREF",
    "INTERVAL_S",
    "LANE",
    "NAMES",
    "Crossref",
    "configured",
    "of_journal",
    "works_address",
    "works_in",
]

CROSSREF = SourceId("crossref")
LANE = "crossref"
_ACCEPT = "application/json"
INTERVAL_S = 1.0
_WINDOW = Window()
_NEWS = timedelta(days=14)  # what was registered earlier than that before the window is no news
_ROWS = 200
_MOST_ISSNS = 100  # in one address; more go into several lists
_MOST_NOTICES = 400  # of one visit
_MOST_READ = 10_000  # notices of one page
_NOTICES_AT_ONCE = 20
_SELECT = (
    "DOI,title,author,abstract,created,issued,published,published-online,published-print,type,ISSN,license,relation,"
    "update-to,updated-by"
)
NAMES = ("DOI", "title")


@dataclass(frozen=True, slots=True, repr=False)
class _Request(PagedRequest):
    """`part`: which share of the ISSNs; `notices`: of works that are still to be asked for, `asked` now; `n_passed`:
    how many more there were than are asked for."""

    part: int = 0
    notices: tuple[Notice, ...] = ()
    n_passed: int = 0
    asked: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Crossref:
    """Some journals by their ISSNs, as one source. `fields`: the field of research of each ISSN that is known.

    With `since` it is the complete list that a feed is measured by: what was registered as new from that day on.
    """

    issns: tuple[str, ...]
    settings: CrossrefSettings
    id: SourceId = CROSSREF
    label: str = "Crossref"
    mail: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None

    def start(self, visit: Visit) -> Request | None:
        return self._list(visit, 0) if self.issns else None

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        """Raises: ParseError for what is not Crossref's list of works, an error of its own included."""
        page = self._read(request, response, visit)
        return page if self.since is not None else with_beginning(page, visit, _WINDOW)

    def _read(self, request: Request, response: Response, visit: Visit) -> Page:
        asked = request if isinstance(request, _Request) else _Request(request.url)
        message, rows = works_in(response.body, self.id)
        if asked.asked:
            return self._after_notices(self._noticed(rows, asked, visit), asked, visit)
        page = page_of(rows, self._paper, NAMES)
        found = _notices(rows) if self.since is None else ()
        notices = tuple(dict.fromkeys((*asked.notices, *islice(found, _MOST_READ))))
        n_passed = asked.n_passed + max(0, len(notices) - _MOST_NOTICES)
        asked = replace(asked, notices=notices[:_MOST_NOTICES], n_passed=n_passed)
        return self._after(page, asked, rows, message, visit)

    def _paper(self, work: Json) -> Announcement | None:
        """None for what holds an issue together and is no paper. Raises: Unreadable."""
        said = announcement(work, self.id, self.fields)
        if is_furniture(said.record.title):
            return None
        if self.since is None:
            return said
        is_paper = is_news(work) and notice_of(plain_of(said.record.title)) is None
        return replace(said, kind=Kind.NEW) if is_paper else None

    def _after(
        self, page: Page, asked: _Request, rows: tuple[str, ...], message: Mapping[str, str], visit: Visit
    ) -> Page:
        following = self._page_after(asked, message.get("next-cursor"), visit)
        page = followed_by(page, asked, rows, count_of(value_of(message.get("total-results"))), following, "whole")
        if self._n_parts > 1:
            page = replace(page, total=None)
        if page.cursor is None:
            return page
        page = replace(page, cursor=None)
        if asked.part + 1 < self._n_parts:
            following = self._list(visit, asked.part + 1)
            return replace(page, next=replace(following, notices=asked.notices, n_passed=asked.n_passed))
        return self._after_notices(_with_passed(page, asked.n_passed), asked, visit)

    def _after_notices(self, page: Page, asked: _Request, visit: Visit) -> Page:
        now, later = asked.notices[:_NOTICES_AT_ONCE], asked.notices[_NOTICES_AT_ONCE:]
        if not now:
            return replace(page, cursor=visit.today.isoformat())
        filters = ",".join(f"doi:{doi}" for doi in dict.fromkeys(notice.doi for notice in now))
        url = self._url(filter=filters, rows=str(_NOTICES_AT_ONCE))
        return replace(page, next=_Request(url, _ACCEPT, INTERVAL_S, LANE, notices=later, asked=now))

    def _noticed(self, rows: tuple[str, ...], asked: _Request, visit: Visit) -> Page:
        """The works that notices speak of, announced on the day of the notice."""
        days = {notice.doi: notice.on for notice in asked.asked}

        def read(work: Json) -> Announcement:
            said = announcement(work, self.id, self.fields, asked.asked)
            kind = Kind.WITHDRAWN if said.record.withdrawn else Kind.REPLACE
            return Announcement(said.record, kind, days.get(said.record.key) or visit.today)

        return page_of(rows, read, NAMES)

    @property
    def _n_parts(self) -> int:
        return -(-len(self.issns) // _MOST_ISSNS)

    def _list(self, visit: Visit, part: int) -> _Request:
        return _Request(self._works(visit, part, "*"), _ACCEPT, INTERVAL_S, LANE, part=part)

    def _page_after(self, asked: _Request, cursor: str | None, visit: Visit) -> _Request | None:
        """Crossref may give every page the same cursor: it marks the list, and the server counts."""
        token = text_of(value_of(cursor))
        if token is None:
            return None
        url = self._works(visit, asked.part, token)
        return _Request(url, _ACCEPT, INTERVAL_S, LANE, part=asked.part, notices=asked.notices, n_passed=asked.n_passed)

    def _works(self, visit: Visit, part: int, cursor: str) -> str:
        since = self.since or first_day(visit, _WINDOW)
        issns = self.issns[part * _MOST_ISSNS : (part + 1) * _MOST_ISSNS]
        filters = [f"issn:{issn}" for issn in issns]
        filters += [
            f"from-index-date:{since}",
            f"from-created-date:{since if self.since is not None else _registered(visit, since)}",
            "type:journal-article",
        ]
        return self._url(filter=",".join(filters), rows=str(_ROWS), cursor=cursor)

    def _url(self, **parameters: str) -> str:
        return works_address(self.settings, self.mail, **parameters)


def _with_passed(page: Page, n_passed: int) -> Page:
    """The page, with what is said of notices that are not followed."""
    if not n_passed:
        return page
    why = f"of {n_passed:,} notices beyond {_MOST_NOTICES:,} the works that they speak of were not asked for"
    return replace(page, failed=(*page.failed, FailedEntry("notices", why, b"")))


def works_address(settings: CrossrefSettings, mail: str | None, **parameters: str) -> str:
    """Where works are asked for, with a mail address for Crossref's polite pool."""
    parameters["select"] = _SELECT
    if mail is not None:
        parameters["mailto"] = mail
    return f"{settings.api_url.rstrip('/')}/works?{urlencode(parameters, safe=':,*/')}"


def configured(settings: Settings) -> Iterable[Crossref]:
    """The journals of [sources.crossref] as one source, and each followed journal without a feed as its own.

    Raises: ConfigError for an id that the catalogue does not have.
    """
    chosen = settings.sources.crossref
    if chosen is not None and chosen.journals:
        issns = tuple(dict.fromkeys(issn for name in chosen.journals for issn in _issns(name)))
        yield Crossref(issns, chosen, mail=_mail(settings), fields=field_by_issn())
    for feed in settings.sources.feed:
        journal = load_catalogue().get(feed.id)
        if journal is not None and journal.feed is None and feed.url is None:
            yield of_journal(journal, feed, settings)


def of_journal(journal: Journal, feed: FeedSettings, settings: Settings) -> Crossref:
    """One journal of the catalogue, under the id and the name that the settings follow it by."""
    chosen = settings.sources.crossref or CrossrefSettings()
    label = feed.name or journal.label
    fields = dict.fromkeys(journal.issn, feed.field or journal.field)
    return Crossref(journal.issn, chosen, SourceId(feed.id), label, _mail(settings), fields)


def _mail(settings: Settings) -> str | None:
    return settings.contact if settings.contact and "://" not in settings.contact else None


def _issns(name: str) -> tuple[str, ...]:
    if issn := parse_issn(name):
        return (issn,)
    journal = load_catalogue().get(name)
    if journal is None:
        raise ConfigError(
            f"no journal of the catalogue has the id {name!r}; see `academichub sources --catalogue`, or give its ISSN",
            subject="sources.crossref",
        )
    return journal.issn


def _registered(visit: Visit, since: date) -> date:
    """From which day on works may have been registered. Nothing from before the journal was followed, at first."""
    return since if visit.cursor is None else since - _NEWS


def works_in(body: bytes, subject: str) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The members of an answer's message, and its rows. Raises: ParseError."""
    message = _message(body, subject)
    try:
        return message, rows_of(message.get("items", ""))
    except ValueError as error:
        raise ParseError("the answer has no list of works", subject=subject) from error


def _message(body: bytes, subject: str) -> Mapping[str, str]:
    """Raises: ParseError."""
    answer = open_object(body, subject)
    if (status := text_of(value_of(answer.get("status")))) != "ok":
        why = " ".join((answer.get("message") or "no reason given").split())[:200]
        raise ParseError(f"Crossref answered {status or 'without a status'}: {why}", subject=subject)
    return open_object(answer.get("message", "").encode(errors="replace"), subject)


def _notices(rows: Iterable[str]) -> Iterator[Notice]:
    for row in rows:
        if "update-to" in row and isinstance(work := value_of(row), dict):
            yield from (notice for notice in notices_in(Json(work)) if "," not in notice.doi)
