"""One work: what an announcement changes, the composed paper, its summary. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b

from academichub.model.names import OTHER, FieldId, PaperId, SourceId
from academichub.model.records import NO_IDENTIFIERS, NO_LINKS, Announcement, Author, Identifiers, Links
from academichub.model.texts import Text

__all__ = [
    "EXTRACT",
    "SUMMARY_FIELDS",
    "Change",
    "Merged",
    "New",
    "Paper",
    "Revised",
    "Summary",
    "SummaryField",
    "Unchanged",
]


@dataclass(frozen=True, slots=True)
class New:
    """No stored paper is this work."""

    announcement: Announcement
    paper_id: PaperId


@dataclass(frozen=True, slots=True)
class Revised:
    """A stored paper's own source says something new of it: another version, or other words."""

    announcement: Announcement
    paper_id: PaperId


@dataclass(frozen=True, slots=True)
class Merged:
    """Another source speaks of a stored paper; `reason` says by what the two were joined."""

    announcement: Announcement
    paper_id: PaperId
    reason: str


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The record is stored already, word for word. Its source may still list it on another day, as a cross-list."""

    announcement: Announcement
    paper_id: PaperId


Change = New | Revised | Merged | Unchanged


@dataclass(frozen=True, slots=True)
class Paper:
    """One work, composed from its records and rendered once (match/compose.py has the table of precedence)."""

    paper_id: PaperId
    source: SourceId  # the source whose record gives the title
    title_source: str  # as the authors wrote it: white space tidied, mathematics still TeX, no HTML
    title: Text
    abstract: Text | None = None
    authors: tuple[Author, ...] = ()
    categories: tuple[str, ...] = ()
    primary_category: str | None = None
    field: FieldId = OTHER
    identifiers: Identifiers = NO_IDENTIFIERS
    links: Links = NO_LINKS
    version: int | None = None
    posted_on: date | None = None
    licence: str | None = None
    comment: str | None = None
    published_doi: str | None = None
    withdrawn: bool = False
    sources: tuple[SourceId, ...] = ()  # whoever has the work, `source` first; () on a card of an earlier version
    origins: tuple[tuple[str, SourceId], ...] = ()  # (field, who gave it), of fields that `source` did not give

    @property
    def text_hash(self) -> str:
        """Names the text that a summary is made of: title and abstract as they read plain."""
        text = f"{self.title.plain}\n{self.abstract.plain if self.abstract else ''}"
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


EXTRACT = "extract"
"""The `model` of a summary that was chosen from the authors' own sentences."""

SUMMARY_FIELDS = ("tldr", "motivation", "method", "result", "conclusion")


@dataclass(frozen=True, slots=True)
class SummaryField:
    """One field of a summary. `sentences` are the positions (from 0) of the abstract's sentences it rests on."""

    text: Text
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary of one version of a paper. A field that has no good sentence is absent from `fields`."""

    paper_id: PaperId
    version: int | None
    language: str  # of the text: an extract is in the language of the abstract
    model: str  # EXTRACT, or the name of a language model
    prompt_id: str  # what made it: the tagger's model id, or a prompt's name
    input_hash: str  # of the text it was made of; a model's summary has Paper.text_hash
    fields: Mapping[str, SummaryField] = field(default_factory=dict)
    made_at: datetime | None = None  # None: an extract
    basis: str = "abstract"  # what was read: the abstract, or one day the full text

    @property
    def is_extract(self) -> bool:
        return self.model == EXTRACT
