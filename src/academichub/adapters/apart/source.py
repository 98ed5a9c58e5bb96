"""Sources whose answers are read apart: those whose upstream may be anyone's, as an address in the settings may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from academichub.adapters.apart.readers import Readers
from academichub.model import Page, Request, Response, SourceId, Visit
from academichub.ports import OfStrangers, Source

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


def read_apart(sources: Iterable[Source], readers: Readers) -> tuple[Source, ...]:
    """The sources in their order, those of strangers wrapped."""
    return tuple(ReadApart(source, readers) if isinstance(source, OfStrangers) else source for source in sources)
