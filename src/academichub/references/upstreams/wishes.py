"""The form of a wish for somebody's papers, whichever upstream it is for. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from academichub.errors import FetchError
from academichub.model import Request, Response, Unread
from academichub.references.entries import Entry

__all__ = ["ReferencesPage", "Wish"]


@dataclass(frozen=True, slots=True)
class ReferencesPage:
    """What one answer held. `n_listed`: how many things it listed, those that are no papers included; `total`: how many
    there are of them in all, where the upstream says so. `next` asks for more.
    """

    entries: tuple[Entry | Unread, ...] = ()
    n_listed: int = 0
    next: Request | None = None
    total: int | None = None


class Wish(Protocol):
    """Somebody's papers at one upstream."""

    @property
    def label(self) -> str:
        """Whose papers they are, for messages: "ORCID 0000-0002-1825-0097"."""
        ...

    def start(self) -> Request: ...

    def read(self, request: Request, response: Response) -> ReferencesPage:
        """Raises: ParseError when the answer as a whole is not what the upstream promises."""
        ...

    def remedy(self, error: FetchError) -> str | None:
        """What the reader can do about an answer that was none; None where waiting is all there is to do."""
        ...
