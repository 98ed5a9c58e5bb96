"""What the pages of the sample edition look up: invented papers, beside the true state of the reader's own sources."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from academichub.model import Correction, Entry, Line, Paper, PaperDetails, PaperId, SourceStatus
from academichub.store import Store

__all__ = ["SampleOnShow"]


@dataclass(frozen=True, slots=True)
class SampleOnShow:
    """The sample's papers with the true state of the reader's own sources (ports.Library)."""

    sample: Store
    own: Store

    def days(self) -> Sequence[tuple[date, int]]:
        return self.sample.days()

    def outline(self, day: date) -> tuple[Line, ...]:
        return self.sample.outline(day)

    def entries(self, day: date, paper_ids: Sequence[PaperId], language: str) -> tuple[Entry, ...]:
        return self.sample.entries(day, paper_ids, language)

    def find(self, name: str) -> PaperId | None:
        return self.sample.find(name)

    def find_each(self, names: Collection[str]) -> Mapping[str, PaperId]:
        return self.sample.find_each(names)

    def titled(self, titles: Collection[str]) -> Mapping[str, tuple[PaperId, ...]]:
        return self.sample.titled(titles)

    def papers(self, paper_ids: Sequence[PaperId]) -> Mapping[PaperId, Paper]:
        return self.sample.papers(paper_ids)

    def details(self, paper_id: PaperId, language: str) -> PaperDetails:
        return self.sample.details(paper_id, language)

    def corrections(self, day: date) -> tuple[Correction, ...]:
        return self.sample.corrections(day)

    def statuses(self) -> tuple[SourceStatus, ...]:
        return self.own.statuses()
