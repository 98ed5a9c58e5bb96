"""What the pipeline asks of an upstream, and of who fetches its answers. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from academichub.model import (
    Identifiers,
    Page,
    Request,
    Response,
    SourceId,
    Validators,
    Visit,
)

if TYPE_CHECKING:
    from academichub.settings import Settings


__all__ = ["Calendar", "Fetcher", "Harvestable", "Lookup", "OfStrangers", "Source", "SourceFactory"]


class Source(Protocol):
    """One upstream, without I/O: says what to ask for, and reads the answer.

    To add one, write a module like sources/arxiv.py and register its factory under the entry point group
    `academichub.sources`; nothing else is edited.
    """

    @property
    def id(self) -> SourceId: ...

    @property
    def label(self) -> str:
        """Its name as readers know it: "arXiv", "Nature"."""
        ...

    def start(self, visit: Visit) -> Request | None:
        """The first request of a visit; None when there is nothing to ask today."""
        ...

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        """Read one answer (never a 304). One bad entry becomes a FailedEntry.

        Raises: ParseError when the answer as a whole is not what the format promises, an upstream's error
        message dressed as content included.
        """
        ...


@runtime_checkable
class OfStrangers(Protocol):
    """A Source whose upstream may be anyone's, with this mark: its answers are read in a process of their own.

    Its objects can be pickled, and the `next` of its pages is a plain Request.
    """

    of_strangers: ClassVar[bool]


class SourceFactory(Protocol):
    """What an entry point of the group `academichub.sources` names."""

    def __call__(self, settings: Settings) -> Iterable[Source]:
        """The sources that the settings ask for, in the order of the file; none if not configured."""
        ...


class Fetcher(Protocol):
    """The one function through which every byte from outside comes."""

    def fetch(self, request: Request, validators: Validators | None = None) -> Response:
        """Make the request, politely; validators make it conditional.

        Raises: FetchError (RateLimited, Refused) naming the host and the reason; never another exception.
        """
        ...


class Lookup(Protocol):
    """An upstream that can be asked for single works by their identifiers, many at once."""

    @property
    def id(self) -> SourceId: ...

    @property
    def label(self) -> str: ...

    @property
    def most_at_once(self) -> int:
        """How many works one visit may ask for."""
        ...

    def takes(self, names: Identifiers) -> bool:
        """Whether a work can be asked for by these."""
        ...

    def works(self, names: Sequence[Identifiers]) -> Source:
        """A source of the same id whose one visit tells what the upstream has under these; all of them it takes."""
        ...


class Calendar(Protocol):
    """When a source announces, in its own calendar of days."""

    def announces(self, day: date) -> bool:
        """Whether an announcement is due on the day."""
        ...

    def due_at(self, day: date) -> datetime:
        """When the quick channel has the day; aware, UTC."""
        ...

    def listed_at(self, day: date) -> datetime:
        """When the complete channel has the day; aware, UTC."""
        ...

    def day_at(self, moment: datetime) -> date:
        """The day that it is there at an aware moment."""
        ...


class Harvestable(Protocol):
    """A Source that can tell again, and completely, what it announced on days that are past.

    One that has days on which it is due to announce has a `calendar: Calendar` beside. One whose complete list has
    other keys than its feed says `names_otherwise = True`.
    """

    @property
    def id(self) -> SourceId: ...

    def harvest(self, since: date, followed_since: date) -> Source:
        """A source of the same id whose one visit tells all from that day on.

        `followed_since`: the first day of which anything of it is stored.
        """
        ...
