"""One visit of a source: what is asked, what comes back, what it held. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from academichub.model.records import Announcement, FailedEntry

__all__ = ["Page", "Request", "Response", "Validators", "Visit"]


@dataclass(frozen=True, slots=True)
class Request:
    """What a source wants asked. Sources describe requests; only the fetcher makes them: a GET, with a `question` a
    POST of that JSON, which no redirect carries on."""

    url: str
    accept: str = "*/*"
    min_interval_s: float = 1.0  # the least gap between two requests of this `lane`
    lane: str = ""  # requests of one lane go one at a time; empty: the host
    conditional: bool = False  # ask "changed since?"; only where a 304 means that the whole visit has nothing new
    # Further headers, a key's among them: never shown, and never sent to another host than the address's own.
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    question: bytes | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What an upstream gave us to ask "changed since?" with."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """A whole, decoded answer. `status` 304 has an empty body and means not modified."""

    url: str  # the address that answered, after redirects
    status: int
    body: bytes
    content_type: str | None = None
    validators: Validators = Validators()
    headers: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)  # names in lower case
    moved_to: str | None = None  # where the address asked for leads for good, by permanent redirects (301, 308)

    @property
    def not_modified(self) -> bool:
        return self.status == 304


@dataclass(frozen=True, slots=True)
class Visit:
    """What a source may know when it is asked: the time, and what it left at its last visits."""

    now: datetime  # aware, UTC
    cursor: str | None = None  # the source's own text; None on the first visit
    succeeded_at: datetime | None = None  # when it last gave a usable answer, be it "not modified"; aware, UTC

    @property
    def today(self) -> date:
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Page:
    """What one answer held. `next` asks for more; `cursor` of the last page says where the next visit begins; it is
    not set when part of the answer was missing: it then stays what it was, and the next visit asks for the same again.
    On a first visit, which has none to stay, the pages before may say where this one began.
    """

    announcements: tuple[Announcement, ...] = ()
    failed: tuple[FailedEntry, ...] = ()
    day: date | None = None  # the announcement day the answer speaks of
    next: Request | None = None
    cursor: str | None = None
    total: int | None = None  # how many entries the source says the whole visit holds, where it says so
