"""Sources whose answers are read apart: those whose upstream may be anyone's, as an address in the settings may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from academichub.adapters.apart.readers import Readers
from academichub.model import Page, Request, Response, SourceId, Visit
from academichub.ports import Calendar, Harvestable, OfStrangers, Source
from academichub.receipts import calendar_of, names_otherwise

__all__ = ["ReadApart", "read_apart"]


@dataclass(frozen=True, slots=True)
class ReadApart:
    """Another source, but that its answers are read in a process of their own. Implements ports.Source."""

    source: Source
    readers: Readers

    @property
    def id(self) -> SourceId:
        return self.source.id

    @property
    def label(self) -> str:
        return self.source.label

    def start(self, visit: Visit) -> Request | None:
        return self.source.start(visit)

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        """Raises: ParseError as the source does, and for an answer that takes too long or too much memory to read."""
        return self.readers.read(self.source, request, response, visit)


@dataclass(frozen=True, slots=True)
class MeasuredApart(ReadApart):
    """One that has a complete list beside it (ports.Harvestable); the list is read apart where it is a stranger's."""

    @property
    def calendar(self) -> Calendar:
        return calendar_of(self.source)

    @property
    def names_otherwise(self) -> bool:
        return names_otherwise(self.source)

    def harvest(self, since: date, followed_since: date) -> Source:
        return _read_apart(cast(Harvestable, self.source).harvest(since, followed_since), self.readers)


def read_apart(sources: Iterable[Source], readers: Readers) -> tuple[Source, ...]:
    """The sources in their order, those of strangers wrapped."""
    return tuple(_read_apart(source, readers) for source in sources)


def _read_apart(source: Source, readers: Readers) -> Source:
    if not isinstance(source, OfStrangers):
        return source
    return (MeasuredApart if hasattr(source, "harvest") else ReadApart)(source, readers)
