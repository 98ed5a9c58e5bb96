"""bioRxiv and medRxiv by their common API: every version posted in a window of days, page by page to the end.

Source: https://api.biorxiv.org/ (`details`, read by name of field; checked 2026-11). The size of a page has changed
before, so the next page begins where the papers received end. The window reaches two days back over the last visit:
papers appear late. Subjects are chosen here, as the API takes one at most.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from academichub.errors import ParseError
from academichub.model import Announcement, FailedEntry, Page, Request, Response, SourceId, Visit
from academichub.settings import RxivSettings, Settings
from academichub.sources._rxiv_entry import Server, Unreadable, announcement, text_of

__all__ = ["MIN_INTERVAL_S", "Rxiv", "configured"]

MIN_INTERVAL_S = 1.0
_LANE = "rxiv"
_ACCEPT = "application/json"
_FIRST_WINDOW = timedelta(days=6)
_OVERLAP = timedelta(days=2)
_MOST_PAPERS = 200_000  # of one visit: half of all that bioRxiv ever posted; a longer list has no end
_ADDRESS = re.compile(r"/(?P<first>\d{4}-\d\d-\d\d)/(?P<last>\d{4}-\d\d-\d\d)/(?P<offset>\d{1,9})(?:/json)?/?$")

_BIORXIV = Server(SourceId("biorxiv"), "bioRxiv")
_MEDRXIV = Server(SourceId("medrxiv"), "medRxiv")


@dataclass(frozen=True, slots=True)
class _NextRequest(Request):
    """A further page: what the page before held (a server that ignores the offset repeats it) and promised in all."""

    previous: str = ""
    promised: int = 0


@dataclass(frozen=True, slots=True)
class _Answer:
    """One page as the API frames it; `total` and `offset` are None where it does not say."""

    rows: tuple[object, ...]
    digest: str = ""
    total: int | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Rxiv:
    """One of the two servers, with the subjects a reader follows there; none means all."""

    server: Server
    settings: RxivSettings

    @property
    def id(self) -> SourceId:
        return self.server.id

    @property
    def label(self) -> str:
        return self.server.label

    def start(self, visit: Visit) -> Request | None:
        return Request(
            self._url(_first_day(visit).isoformat(), visit.today.isoformat(), 0), _ACCEPT, MIN_INTERVAL_S, _LANE
        )

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        """Raises: ParseError for what is not the API's JSON, and for a status other than ok or no posts."""
        answer = _parse_answer(response.body, self.id)
        asked = _ADDRESS.search(request.url)
        offset = int(asked["offset"]) if asked else 0
        page = self._page(answer)
        if fault := _fault(answer, offset, request):
            return replace(page, failed=(*page.failed, FailedEntry("list", fault, b"")))
        end = offset + len(answer.rows)
        if answer.rows and asked and (answer.total is None or end < answer.total):
            url = self._url(asked["first"], asked["last"], end)
            following = _NextRequest(
                url, _ACCEPT, MIN_INTERVAL_S, _LANE, previous=answer.digest, promised=answer.total or 0
            )
            return replace(page, next=following)
        return replace(page, cursor=visit.today.isoformat())

    def _url(self, first: str, last: str, offset: int) -> str:
        return f"{self.settings.api_url.rstrip('/')}/details/{self.id}/{first}/{last}/{offset}/json"

    def _page(self, answer: _Answer) -> Page:
        announcements: list[Announcement] = []
        failed: list[FailedEntry] = []
        wanted = {_subject(subject) for subject in self.settings.subjects}
        for place, row in enumerate(answer.rows, 1):
            try:
                read = announcement(row, self.server)
            except Unreadable as reason:
                failed.append(FailedEntry(_name(row) or f"entry {place}", str(reason), _raw(row)))
                continue
            if not wanted or _subject(read.record.primary_category or "") in wanted:
                announcements.append(read)
        days = [read.announced_on for read in announcements]
        return Page(tuple(_in_version_order(announcements)), tuple(failed), max(days, default=None))


def configured(settings: Settings) -> Iterable[Rxiv]:
    """bioRxiv and medRxiv, where the settings follow them."""
    for server, chosen in ((_BIORXIV, settings.sources.biorxiv), (_MEDRXIV, settings.sources.medrxiv)):
        if chosen is not None:
            yield Rxiv(server, chosen)


def _first_day(visit: Visit) -> date:
    """Where the window begins; a cursor that is no day, or lies in the future, counts as none."""
    try:
        last = date.fromisoformat(visit.cursor or "")
    except ValueError:
        return visit.today - _FIRST_WINDOW
    return last - _OVERLAP if date(2013, 1, 1) <= last <= visit.today else visit.today - _FIRST_WINDOW


def _fault(answer: _Answer, offset: int, request: Request) -> str | None:
    """Why the list cannot be followed further though it is not at its end; None when all is well."""
    before = request if isinstance(request, _NextRequest) else _NextRequest(request.url)
    total = answer.total or before.promised
    if not answer.rows:
        return f"the list ended after {offset:,} of {total:,} papers" if offset < total else None
    if before.previous == answer.digest or (answer.offset is not None and answer.offset != offset):
        return f"the server sent the same page again instead of papers {offset:,} and on, of {total:,}"
    return f"the list has no end: stopped after {offset:,} papers" if offset >= _MOST_PAPERS else None


def _parse_answer(body: bytes, subject: SourceId) -> _Answer:
    """Raises: ParseError."""
    data = _json(body, subject)
    messages = data.get("messages")
    message = messages[0] if isinstance(messages, list) and messages else None
    if not isinstance(message, dict):
        raise ParseError("the answer has no status", subject=subject)
    status = text_of(message.get("status")) or "none"
    if "no posts" in status.lower():
        return _Answer(())
    if status.lower() != "ok":
        raise ParseError(f"the API answered: {status[:200]}", subject=subject)
    rows = data.get("collection")
    if not isinstance(rows, list):
        raise ParseError("the answer has no collection", subject=subject)
    digest = hashlib.sha256(body.partition(b'"collection"')[2]).hexdigest()
    return _Answer(tuple(rows), digest, _count(message.get("total")), _count(message.get("cursor")))


def _json(body: bytes, subject: SourceId) -> dict[str, object]:
    if body.lstrip()[:1] == b"<":
        raise ParseError("a web page came instead of JSON", subject=subject)
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ParseError("the answer is not JSON", subject=subject) from error
    if not isinstance(data, dict):
        raise ParseError("the answer is not a JSON object", subject=subject)
    return data


def _count(value: object) -> int | None:
    """A number of papers, which the API writes as a number or as text; None for anything else."""
    text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _subject(text: str) -> str:
    """A subject as it is compared: case, blanks and underscores do not count."""
    return " ".join(text.casefold().replace("_", " ").split())


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


def _raw(row: object) -> bytes:
    """The record as JSON again; empty where it is nested too deeply to be written."""
    try:
        return json.dumps(row).encode()
    except RecursionError:
        return b""
