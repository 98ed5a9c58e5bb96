"""Checking: ask one source what it answers now, and store nothing.

A source that was never visited asks for its first window, so the answer does not depend on what is stored. Some sources
search before they fetch: its answers are followed until one holds entries, and no further.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from academichub.errors import FetchError, SourceError
from academichub.match import admit
from academichub.model import FailedEntry, Page, SourceId, Visit
from academichub.ports import Fetcher, Source
from academichub.settings.masking import without_keys
from academichub.text import clean_characters, render

__all__ = ["SourceCheck", "check_source"]

_MOST_REQUESTS = 12


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """What one upstream answers. Addresses and reasons hold no key; `seconds` are of all requests together."""

    id: SourceId
    label: str
    address: str | None = None  # of the last request
    n_requests: int = 0
    status: int | None = None  # of the last answer
    n_entries: int = 0  # that could be read
    total: int | None = None  # of the whole visit, where the source says so
    has_more: bool = False
    newest: date | None = None
    title: str | None = None  # of the first entry
    seconds: float = 0.0
    failed: tuple[FailedEntry, ...] = ()
    error: str | None = None

    @property
    def is_well(self) -> bool:
        return self.error is None and not self.failed


def check_source(source: Source, fetcher: Fetcher, clock: Callable[[], datetime]) -> SourceCheck:
    """Ask, politely as ever. A failure of the upstream is in the answer, never raised."""
    began = clock()
    check = _asked(source, fetcher, Visit(began))
    return replace(check, seconds=(clock() - began).total_seconds())


def _asked(source: Source, fetcher: Fetcher, visit: Visit) -> SourceCheck:
    check = SourceCheck(source.id, source.label)
    try:
        request = source.start(visit)
        while request is not None and check.n_requests < _MOST_REQUESTS and not check.n_entries:
            check = replace(check, address=without_keys(request.url), n_requests=check.n_requests + 1, status=None)
            response = fetcher.fetch(request)
            check = replace(check, status=response.status)
            page = admit(source.parse(request, response, visit), visit.today)
            check = _with(check, page)
            request = page.next
    except SourceError as error:
        status = error.status if isinstance(error, FetchError) else check.status
        return replace(check, status=status, error=" ".join(clean_characters(str(error)).split()))
    return check


def _with(check: SourceCheck, page: Page) -> SourceCheck:
    said = page.announcements
    days = [one.announced_on for one in said] + ([page.day] if page.day else [])
    return replace(
        check,
        n_entries=len(said),
        total=page.total,
        has_more=page.next is not None,
        newest=max(days, default=check.newest),
        title=render(said[0].record.title).plain if said else None,
        failed=(*check.failed, *page.failed),
    )
