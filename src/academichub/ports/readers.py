"""What pages and commands ask of papers: look them up, find them, account for them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from academichub.model import (
    Account,
    Correction,
    Entry,
    Found,
    Gap,
    Hit,
    Line,
    Merge,
    Paper,
    PaperDetails,
    PaperId,
    Query,
    SearchResult,
    SourceStatus,
)

__all__ = ["Accounts", "Finder", "Library", "Works"]


class Library(Protocol):
    """The reading side of the store: what pages, digests and commands show."""

    def days(self) -> Sequence[tuple[date, int]]:
        """Every day that has an edition, newest first, with the number of papers in it."""
        ...

    def outline(self, day: date) -> tuple[Line, ...]:
        """Every paper announced on the day, once, in the order of announcement; empty when there is none."""
        ...

    def entries(self, day: date, paper_ids: Sequence[PaperId], language: str) -> tuple[Entry, ...]:
        """The entries of these papers in that day's edition, in the order asked; unknown ones are left out.

        `language` is the reader's: it decides which summary of a paper is shown.
        """
        ...

    def find(self, name: str) -> PaperId | None:
        """The paper of a paper id, an identifier in any of its forms, or its address; None when not stored."""
        ...

    def find_each(self, names: Collection[str]) -> Mapping[str, PaperId]:
        """As `find`, of thousands at once; a name of no stored paper is absent."""
        ...

    def titled(self, titles: Collection[str]) -> Mapping[str, tuple[PaperId, ...]]:
        """By title, the papers that have or had it, whatever its case and punctuation; one that none has is absent."""
        ...

    def papers(self, paper_ids: Sequence[PaperId]) -> Mapping[PaperId, Paper]:
        """Those of the papers that are stored, in the order asked."""
        ...

    def details(self, paper_id: PaperId, language: str) -> PaperDetails:
        """`language` is the reader's, as in `entries`. Raises: NotFound."""
        ...

    def corrections(self, day: date) -> tuple[Correction, ...]:
        """What turned out after that day about the papers of its edition, which stays as it was."""
        ...

    def statuses(self) -> tuple[SourceStatus, ...]:
        """The followed sources in the order of the settings."""
        ...


class Accounts(Protocol):
    """What became of all that the followed sources announced. Each method raises StoreError when the database fails."""

    def over(self, n_days: int) -> Sequence[Account]:
        """The sources in the order of the settings, each over so many days up to today, as it stands now."""
        ...

    def gaps(self, day: date) -> Sequence[Gap]:
        """The gaps in which the day lies, of whatever source."""
        ...


class Works(Protocol):
    """What a reader decides of works. Papers are named by any of their names.

    Every method raises StoreError, NotFound for what is not stored, and ConfigError, saying why, for what cannot be.
    """

    def join(self, one: str, other: str) -> PaperId:
        """Make one card of two; returns the paper they are now."""
        ...

    def part(self, merge_id: int) -> Merge:
        """Take a merge back; what it brought stands apart again, and is never joined by itself."""
        ...

    def refuse(self, one: str, other: str) -> None:
        """Two cards are two works, whatever speaks for one."""
        ...


class Finder(Protocol):
    """Searching: what pages and commands ask of the index and the store together."""

    def search(
        self, text: str, filters: Query | None = None, *, limit: int = 20, offset: int = 0, with_facets: bool = False
    ) -> SearchResult:
        """What a reader's words find; any text is a query. Raises: IndexUnusable; StoreError."""
        ...

    def similar(self, paper_id: PaperId, limit: int = 5) -> tuple[Hit, ...]:
        """The papers most like a stored one; empty where there is no index."""
        ...

    def show(self, hits: Iterable[Hit], query: Query, language: str) -> tuple[Found, ...]:
        """What a list shows of the papers found, in their order."""
        ...
