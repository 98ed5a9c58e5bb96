"""bioRxiv and medRxiv by their common API: every version posted in a window of days, page by page to the end.

Source: https://api.biorxiv.org/ (`details`, read by name of field; checked 2026-11). The size of a page has changed
before, so the next page begins where the papers received end. The window reaches two days back over the last visit:
papers appear late. Subjects are chosen here, as the API takes one at most.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from academichub.errors import ParseError
from academichub.model import Announcement, FailedEntry, Page, Request, Response, SourceId, Visit
from academichub.settings import RxivSettings, Settings
from academichub.settings.subjects import folded_subject
from academichub.sources._rxiv_entry import Server, Unreadable, announcement, text_of
from academichub.sources.json_pieces import decoded, elements
from academichub.sources.paging import Window, first_day, open_object, with_beginning

__all__ = ["MIN_INTERVAL_S", "Rxiv", "configured"]

MIN_INTERVAL_S = 1.0
_LANE = "rxiv"
_ACCEPT = "application/json"
_WINDOW = Window()
_MOST_PAPERS = 200_000  # of one visit: half of all that bioRxiv ever posted; a longer list has no end
_MOST_ROWS = 10_000  # of one page: a hundred times what the API gives
_MOST_PAGES = 2_500
_FEWEST_A_PAGE = 20  # on average, once so many pages were read: the API never gave fewer than 30
_PATIENCE = 50
_ADDRESS = re.compile(r"/(?P<first>\d{4}-\d\d-\d\d)/(?P<last>\d{4}-\d\d-\d\d)/(?P<offset>\d{1,9})(?:/json)?/?$")

_BIORXIV = Server(SourceId("biorxiv"), "bioRxiv")
_MEDRXIV = Server(SourceId("medrxiv"), "medRxiv")


@dataclass(frozen=True, slots=True)
class _NextRequest(Request):
    """A further page: what the page before held (a server that ignores the offset repeats it) and promised in all."""

    previous: str = ""
    promised: int = 0
    n_pages: int = 0  # read before this one


@dataclass(frozen=True, slots=True)
class _Answer:
    """One page as the API frames it, each row as it is written; `total` and `offset` are None where it does not say.

    `is_cut` says that it held more than _MOST_ROWS rows.
    """

    rows: tuple[str, ...]
    digest: str = ""
    total: int | None = None
    offset: int | None = None
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Rxiv:
    """One of the two servers, with the subjects a reader follows there; none means all."""

    server: Server
    settings: RxivSettings
    since: date | None = None  # None: from two days before the last visit

    def harvest(self, since: date, followed_since: date) -> Rxiv:
        """The same list from an earlier day on (ports.Harvestable): the API has no other channel."""
        return replace(self, since=since)

    @property
    def id(self) -> SourceId:
        return self.server.id

    @property
    def label(self) -> str:
        return self.server.label

    def start(self, visit: Visit) -> Request | None:
        first = self.since or first_day(visit, _WINDOW)
        return Request(self._url(first.isoformat(), visit.today.isoformat(), 0), _ACCEPT, MIN_INTERVAL_S, _LANE)

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        """Raises: ParseError for what is not the API's JSON, and for a status other than ok or no posts."""
        page = self._read(request, response, visit)
        return page if self.since is not None else with_beginning(page, visit, _WINDOW)

    def _read(self, request: Request, response: Response, visit: Visit) -> Page:
        answer = _parse_answer(response.body, self.id)
        asked = _ADDRESS.search(request.url)
        offset = int(asked["offset"]) if asked else 0
        page = self._page(answer)
        if fault := _fault(answer, offset, request):
            return replace(page, failed=(FailedEntry("list", fault, b""), *page.failed))
        end = offset + len(answer.rows)
        if answer.rows and asked and (answer.total is None or end < answer.total):
            url = self._url(asked["first"], asked["last"], end)
            return replace(page, next=_following(url, answer, request))
        return replace(page, cursor=visit.today.isoformat())

    def _url(self, first: str, last: str, offset: int) -> str:
        return f"{self.settings.api_url.rstrip('/')}/details/{self.id}/{first}/{last}/{offset}/json"

    def _page(self, answer: _Answer) -> Page:
        announcements: list[Announcement] = []
        failed: list[FailedEntry] = []
        wanted = {folded_subject(subject) for subject in self.settings.subjects}
        for place, raw in enumerate(answer.rows, 1):
            row = None
            try:
                row = decoded(raw)
                read = announcement(row, self.server)
            except (Unreadable, ValueError) as error:
                reason = str(error) if isinstance(error, Unreadable) else f"not JSON: {error}"
                failed.append(FailedEntry(_name(row) or f"entry {place}", reason, raw.encode()))
                continue
            if not wanted or folded_subject(read.record.primary_category or "") in wanted:
                announcements.append(read)
        days = [read.announced_on for read in announcements]
        return Page(tuple(_in_version_order(announcements)), tuple(failed), max(days, default=None))


def configured(settings: Settings) -> Iterable[Rxiv]:
    """bioRxiv and medRxiv, where the settings follow them."""
    for server, chosen in ((_BIORXIV, settings.sources.biorxiv), (_MEDRXIV, settings.sources.medrxiv)):
        if chosen is not None:
            yield Rxiv(server, chosen)


def _following(url: str, answer: _Answer, request: Request) -> _NextRequest:
    """The request for the page after `answer`, which came for `request`."""
    n_pages = request.n_pages + 1 if isinstance(request, _NextRequest) else 1
    return _NextRequest(
        url, _ACCEPT, MIN_INTERVAL_S, _LANE, previous=answer.digest, promised=answer.total or 0, n_pages=n_pages
    )


def _fault(answer: _Answer, offset: int, request: Request) -> str | None:
    """Why the list cannot be followed further though it is not at its end; None when all is well."""
    before = request if isinstance(request, _NextRequest) else _NextRequest(request.url)
    total = answer.total or before.promised
    if not answer.rows:
        return f"the list ended after {offset:,} of {total:,} papers" if offset < total else None
    if before.previous == answer.digest or (answer.offset is not None and answer.offset != offset):
        return f"the server sent the same page again instead of papers {offset:,} and on, of {total:,}"
    if answer.is_cut:
        return f"no more than {_MOST_ROWS:,} papers of a page are read"
    end, n_pages = offset + len(answer.rows), before.n_pages + 1
    if n_pages >= _PATIENCE and end < _FEWEST_A_PAGE * n_pages and not 0 < total <= end:
        return f"the list comes too slowly: stopped after {end:,} papers on {n_pages} pages"
    is_endless = offset >= _MOST_PAPERS or n_pages > _MOST_PAGES
    return f"the list has no end: stopped after {end:,} papers" if is_endless else None


def _parse_answer(body: bytes, subject: SourceId) -> _Answer:
    """Raises: ParseError."""
    found = open_object(body, subject)
    message = _message(found.get("messages", ""), subject)
    status = text_of(message.get("status")) or "none"
    if "no posts" in status.lower():
        return _Answer(())
    if status.lower() != "ok":
        raise ParseError(f"the API answered: {status[:200]}", subject=subject)
    try:
        rows = tuple(islice(elements(found.get("collection", "")), _MOST_ROWS + 1))
    except ValueError as error:
        raise ParseError("the answer has no collection", subject=subject) from error
    digest = hashlib.sha256(body.partition(b'"collection"')[2]).hexdigest()
    total, offset = _count(message.get("total")), _count(message.get("cursor"))
    return _Answer(rows[:_MOST_ROWS], digest, total, offset, is_cut=len(rows) > _MOST_ROWS)


def _message(text: str, subject: SourceId) -> dict[str, object]:
    """Raises: ParseError."""
    try:
        message = decoded(next(elements(text), ""))
    except ValueError:
        message = None
    if not isinstance(message, dict):
        raise ParseError("the answer has no status", subject=subject)
    return message


def _count(value: object) -> int | None:
    """A number of papers, which the API writes as a number or as text; None for anything else."""
    text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _in_version_order(announcements: Iterable[Announcement]) -> Iterator[Announcement]:
    """In the order of the answer, but for the versions of one paper: the older first, each once."""
    papers: dict[str, dict[int, Announcement]] = {}
    for read in announcements:
        papers.setdefault(read.record.key, {}).setdefault(read.record.version or 0, read)
    for versions in papers.values():
        yield from (versions[number] for number in sorted(versions))


def _name(row: object) -> str | None:
    """The best name of a record that could not be read."""
    return (text_of(row.get("doi")) or text_of(row.get("title"))) if isinstance(row, dict) else None
