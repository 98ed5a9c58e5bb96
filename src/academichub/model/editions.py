"""What is read from the store: a day's edition in whole or in outline, and one paper with all that is known. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from academichub.model.calls import SummaryTask
from academichub.model.names import FieldId, Kind, PaperId, SourceId
from academichub.model.papers import Paper, Summary
from academichub.model.records import Record
from academichub.model.texts import Text
from academichub.model.works import Joined, Suggestion

__all__ = ["Correction", "Edition", "Entry", "Given", "Line", "PaperDetails", "Version"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper in one day's edition: how it was announced, the paper, its summary if there is one.

    `summary` is the reader's: by a model in their language where one is valid for the present text, else the extract.
    `task` says what became of the wish for one by a model in their language; None where none was asked.
    """

    paper: Paper
    kind: Kind
    source: SourceId  # the source that announced it (the strongest kind wins where several did)
    announced_on: date
    version: int | None
    summary: Summary | None = None
    also: tuple[SourceId, ...] = ()  # the other sources that announced it on the day
    task: SummaryTask | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One day's publication: every announced paper of the day once, in a fixed order. May be empty."""

    day: date
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """The little that ordering, counting and filtering an edition need of one entry."""

    paper_id: PaperId
    source: SourceId
    kind: Kind
    field: FieldId
    primary_category: str | None
    categories: tuple[str, ...]
    has_abstract: bool
    also: tuple[SourceId, ...] = ()  # the other sources that announced it on the day
    is_withdrawn: bool = False

    @property
    def sources(self) -> tuple[SourceId, ...]:
        return (self.source, *self.also)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a paper as one source gave it, and when we first saw it."""

    source: SourceId
    number: int | None
    posted_on: date | None
    seen_at: datetime
    title: str  # plain text
    withdrawn: bool = False
    changed: tuple[str, ...] | None = None  # of title, abstract, authors: since the one before; None: it is the first


@dataclass(frozen=True, slots=True)
class Correction:
    """What turned out after an edition was published, which itself stays as it was. `made_on` None: the paper was
    withdrawn since; else it had two places in the edition, which became one card on that day."""

    paper_id: PaperId
    title: Text
    made_on: date | None


@dataclass(frozen=True, slots=True)
class Given:
    """Who gave one field of a card, and when it first said so. `asked`: it did not announce the paper, but was asked
    for it, as the card lacked its abstract."""

    field: str
    source: SourceId
    said_at: datetime  # aware, UTC
    asked: bool = False


@dataclass(frozen=True, slots=True)
class PaperDetails:
    """All that is stored of one paper: newest announcement first, oldest version first."""

    paper: Paper
    records: tuple[Record, ...]
    versions: tuple[Version, ...]
    announcements: tuple[tuple[SourceId, date, Kind], ...]
    summary: Summary | None = None  # as in Entry
    task: SummaryTask | None = None
    earlier: tuple[Summary, ...] = ()  # summaries by models of earlier texts, newest first
    joined: tuple[Joined, ...] = ()  # the entries the card is made of, the one the others came to first
    suggestions: tuple[Suggestion, ...] = ()  # papers that may be the same work, the likeliest first
    given: tuple[Given, ...] = ()  # the fields of the card that somebody gave, in the order of match.PRECEDENCE
