"""What a source said: one record of one version of a paper, and the listing of it on a day. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from academichub.model.names import Kind, SourceId
from academichub.model.texts import Markup

__all__ = ["NO_IDENTIFIERS", "NO_LINKS", "Announcement", "Author", "FailedEntry", "Identifiers", "Links", "Record"]


@dataclass(frozen=True, slots=True)
class Author:
    """One author as listed. `is_group` marks a collaboration or consortium rather than a person."""

    name: str
    affiliation: str | None = None
    orcid: str | None = None
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Names of one work, normalised (see identifiers.py); arxiv carries no version, doi is in lower case."""

    arxiv: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None


NO_IDENTIFIERS = Identifiers()


@dataclass(frozen=True, slots=True)
class Links:
    """Where to read on; absolute http(s) addresses."""

    abstract: str | None = None
    pdf: str | None = None
    code: str | None = None


NO_LINKS = Links()


@dataclass(frozen=True, slots=True)
class Record:
    """What one source said of one version of a paper."""

    source: SourceId
    key: str  # the source's own name for the work, without version: "2606.24854", a DOI, a feed's guid
    title: Markup
    version: int | None = None
    identifiers: Identifiers = NO_IDENTIFIERS
    abstract: Markup | None = None
    authors: tuple[Author, ...] = ()
    categories: tuple[str, ...] = ()
    primary_category: str | None = None
    posted_on: date | None = None  # when the source says this version appeared
    licence: str | None = None
    comment: str | None = None
    links: Links = NO_LINKS
    published_doi: str | None = None  # version of record, where a preprint server states it
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Announcement:
    """A source lists a paper on a day. `announced_on` is the day in the source's own calendar."""

    record: Record
    kind: Kind
    announced_on: date


@dataclass(frozen=True, slots=True)
class FailedEntry:
    """One entry of an answer that could not be read: it costs itself alone, and its bytes are kept."""

    id: str  # the best name we have for it: its identifier, its link, or "entry 17"
    reason: str
    raw: bytes
