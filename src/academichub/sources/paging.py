"""Lists that come page by page: from which day they are asked for, how they go on, and how they end badly. Pure.

Every API of this kind is asked for a window of days that reaches back over the last visit, and to its last page. What
one row means is the source's own business; that a bad one costs itself alone is decided here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from academichub.errors import ParseError
from academichub.model import Announcement, FailedEntry, Page, Request, Visit
from academichub.sources.json_pieces import decoded, elements, members, text_of_body
from academichub.sources.json_values import Json, text_of

__all__ = [
    "MOST_ROWS",
    "PagedRequest",
    "Unreadable",
    "Window",
    "first_day",
    "followed_by",
    "open_list",
    "open_object",
    "open_rows",
    "page_of",
    "rows_of",
    "value_of",
    "with_beginning",
]

MOST_ROWS = 10_000
"""Rows read of one page, ten times what any of the APIs gives."""
_REASONS = ("message", "errMsg", "error")
"""The members in which upstreams say what is wrong, the most telling first."""
_EARLIEST = date(2013, 1, 1)  # no hub is older: such a cursor is damage


class Unreadable(Exception):
    """Why one row cannot be read; becomes a FailedEntry."""


@dataclass(frozen=True, slots=True, repr=False)
class PagedRequest(Request):
    """A request of one list: how many rows the pages before it held, and the digest of the last of them.

    It is never shown whole, for a key may be in its address.
    """

    n_read: int = 0
    previous: str = ""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.url.partition('?')[0]!r}, n_read={self.n_read})"


@dataclass(frozen=True, slots=True)
class Window:
    """How far back a list is asked for: at the first visit, and behind the last one at any other."""

    first: timedelta = timedelta(days=6)
    overlap: timedelta = timedelta(days=2)


def first_day(visit: Visit, window: Window) -> date:
    """Where the window begins; a cursor that is no day, or lies in the future, counts as none."""
    try:
        last = date.fromisoformat(visit.cursor or "")
    except ValueError:
        return visit.today - window.first
    return last - window.overlap if _EARLIEST <= last <= visit.today else visit.today - window.first


def with_beginning(page: Page, visit: Visit, window: Window) -> Page:
    """The page of a first visit that is not its last, with the cursor of the window's own beginning: where such a visit
    is cut, the next one begins there, however late it comes. Any other visit has its last cursor for that."""
    if visit.cursor is not None or page.cursor is not None:
        return page
    return replace(page, cursor=min(first_day(visit, window) + window.overlap, visit.today).isoformat())


def open_object(body: bytes, subject: str) -> dict[str, str]:
    """The members of a JSON object, each as it is written. Raises: ParseError for anything else."""
    text = _opened(body, subject)
    try:
        return members(text)
    except ValueError as error:
        what = "is not a JSON object" if text[:1].isalnum() or text[:1] in ("[", '"', "-") else "is not JSON"
        raise ParseError(f"the answer {what}", subject=subject) from error


def open_list(body: bytes, subject: str) -> tuple[str, ...]:
    """The elements of a JSON list, each as it is written. Raises: ParseError for anything else."""
    text = _opened(body, subject)
    try:
        return rows_of(text)
    except ValueError as error:
        raise ParseError("the answer is not a JSON list", subject=subject) from error


def open_rows(
    body: bytes, subject: str, label: str, what: str, rows: Callable[[Mapping[str, str]], Sequence[str]]
) -> tuple[Mapping[str, str], Sequence[str]]:
    """The members of an answer and its rows; `rows` finds them, and raises KeyError, ValueError or ParseError where
    there are none. Raises: ParseError, with what the upstream itself says is wrong where it does.
    """
    answer = open_object(body, subject)
    try:
        return answer, rows(answer)
    except (ParseError, KeyError, ValueError):
        said = (text_of(value_of(answer.get(name))) for name in _REASONS)
        why = next(filter(None, said), f"no list of {what}")
        raise ParseError(f"{label} answered: {why[:200]}", subject=subject) from None


def rows_of(text: str) -> tuple[str, ...]:
    """The elements of a list, no more than MOST_ROWS and one. Raises: ValueError where there is no list."""
    return tuple(islice(elements(text), MOST_ROWS + 1))


def value_of(text: str | None) -> object:
    """The value of a member as it is written; None where it is missing or broken."""
    try:
        return decoded(text) if text is not None else None
    except ValueError:
        return None


def _opened(body: bytes, subject: str) -> str:
    text = text_of_body(body).lstrip()
    if text[:1] == "<":
        raise ParseError("a web page came instead of JSON", subject=subject)
    return text


def page_of(rows: Sequence[str], read: Callable[[Json], Announcement | None], names: Iterable[str]) -> Page:
    """What the rows announce. `read` gives None for a row that is no paper, and raises Unreadable, naming what is
    wrong; `names` are the members that name a row that cannot be read, the best first.
    """
    announcements: dict[str, Announcement] = {}
    failed: list[FailedEntry] = []
    if len(rows) > MOST_ROWS:
        failed.append(FailedEntry("list", f"no more than {MOST_ROWS:,} entries of a page are read", b""))
    for place, raw in enumerate(rows[:MOST_ROWS], 1):
        row: object = None
        try:
            row = decoded(raw)
            if not isinstance(row, dict):
                raise Unreadable("not an object")
            said = read(Json(row))
        except (Unreadable, ValueError) as error:
            reason = str(error) if isinstance(error, Unreadable) else f"not JSON: {error}"
            failed.append(FailedEntry(_name(row, names) or f"entry {place}", reason, raw.encode()))
            continue
        if said is not None:
            announcements.setdefault(said.record.key, said)
    days = [said.announced_on for said in announcements.values()]
    return Page(tuple(announcements.values()), tuple(failed), max(days, default=None))


def _name(row: object, names: Iterable[str]) -> str | None:
    return next(filter(None, (text_of(row.get(name)) for name in names)), None) if isinstance(row, dict) else None


def followed_by(
    page: Page, request: Request, rows: Sequence[str], total: int | None, following: PagedRequest | None, cursor: str
) -> Page:
    """The page with what comes after it: `following`, unless the list is at its end; the cursor where it is whole.

    `total`: how many rows the list holds in all, None where that is not known or not to be trusted. A list that ends
    early, or repeats its page, is a failure, and asked for again at the next visit.
    """
    before = request if isinstance(request, PagedRequest) else PagedRequest(request.url)
    digest = hashlib.sha256("\n".join(rows).encode(errors="replace")).hexdigest()
    n_read = before.n_read + len(rows)
    page = replace(page, total=total)
    if rows and digest == before.previous:
        return _broken(page, f"the server sent the same page again instead of entries {before.n_read:,} and on")
    if len(rows) > MOST_ROWS:
        return page
    if rows and following is not None and (total is None or n_read < total):
        return replace(page, next=replace(following, n_read=n_read, previous=digest))
    if total is not None and n_read < total:
        return _broken(page, f"the list ended after {n_read:,} of {total:,} entries")
    return replace(page, cursor=cursor)


def _broken(page: Page, why: str) -> Page:
    return replace(page, failed=(FailedEntry("list", why, b""), *page.failed))
