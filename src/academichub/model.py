"""The words of AcademicHub as types: frozen values, standard library only, one type per phase of the data.

    Request -> Response -> Page(Announcement(Record), FailedEntry) -> Change -> Paper -> Entry of an Edition
                                                                                 └-> Summary

A `Record` is what one source said, as the source wrote it; a `Paper` is the work that one or more records describe,
with its text rendered once. Not known is None (or an empty tuple) and never a guess. This module decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from html import escape
from typing import NewType

__all__ = [
    "EXTRACT",
    "NO_IDENTIFIERS",
    "NO_LINKS",
    "REVISION_KINDS",
    "SUMMARY_FIELDS",
    "Announcement",
    "Author",
    "Change",
    "Edition",
    "Entry",
    "FailedEntry",
    "FieldId",
    "Identifiers",
    "Kind",
    "Line",
    "Links",
    "Markup",
    "MarkupFormat",
    "Merged",
    "New",
    "Page",
    "Paper",
    "PaperDetails",
    "PaperId",
    "Record",
    "Request",
    "Response",
    "Revised",
    "RichText",
    "RunReport",
    "SourceId",
    "SourceReport",
    "SourceState",
    "SourceStatus",
    "Span",
    "Summary",
    "SummaryField",
    "Text",
    "Unchanged",
    "Validators",
    "Version",
    "Visit",
]

SourceId = NewType("SourceId", str)
"""`arxiv`, `biorxiv`, `medrxiv`, or a feed's id in hub.toml."""
PaperId = NewType("PaperId", str)
"""`arxiv:2606.24854`, `doi:10.1038/…`, `pmid:…` or `SOURCE:KEY`: the first name the work came under, kept for ever."""
FieldId = NewType("FieldId", str)
"""A field of research, see taxonomy.py."""


class Kind(StrEnum):
    """How a source lists a paper on a day. The first five are arXiv's own words."""

    NEW = "new"
    CROSS = "cross"
    REPLACE = "replace"
    REPLACE_CROSS = "replace-cross"
    ABSONLY = "absonly"
    WITHDRAWN = "withdrawn"

    @property
    def strength(self) -> int:
        """The lower, the more it says: which of several listings of one day is shown."""
        return _STRENGTH.index(self)


_STRENGTH = (Kind.NEW, Kind.CROSS, Kind.WITHDRAWN, Kind.REPLACE, Kind.REPLACE_CROSS, Kind.ABSONLY)


REVISION_KINDS = frozenset({Kind.REPLACE, Kind.REPLACE_CROSS, Kind.ABSONLY, Kind.WITHDRAWN})
"""Listings of a paper that was announced before: never news."""


class MarkupFormat(StrEnum):
    """What the characters of a source's text mean."""

    PLAIN = "plain"
    TEX = "tex"  # plain text with $…$ mathematics and TeX text commands: arXiv
    HTML = "html"  # HTML, XHTML or JATS fragments: journals, bioRxiv, Crossref


@dataclass(frozen=True, slots=True)
class Markup:
    """Text as the source wrote it, with its format named. Never shown as it is."""

    text: str
    format: MarkupFormat = MarkupFormat.PLAIN


@dataclass(frozen=True, slots=True)
class Span:
    """A run of plain characters inside some inline tags, or one formula.

    `mathml` is a complete, safe `<math>` element and `text` its plain reading; a formula is never cut in two.
    """

    text: str
    tags: tuple[str, ...] = ()  # of: b i em strong sub sup code u, outermost first
    mathml: str | None = None

    @property
    def html(self) -> str:
        inner = self.mathml if self.mathml is not None else escape(self.text, quote=False).replace("\n", "<br>")
        opening = "".join(f"<{tag}>" for tag in self.tags)
        closing = "".join(f"</{tag}>" for tag in reversed(self.tags))
        return f"{opening}{inner}{closing}"


@dataclass(frozen=True, slots=True)
class Text:
    """One text, rendered twice: `plain` for search, mail and feeds; `html`, safe inline HTML with MathML, for pages."""

    plain: str
    html: str


@dataclass(frozen=True, slots=True)
class RichText:
    """Rendered text as spans, so that a piece of the plain reading can be shown with its mathematics."""

    spans: tuple[Span, ...] = ()

    @property
    def plain(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def text(self) -> Text:
        return Text(self.plain, "".join(span.html for span in self.spans))

    def slice(self, start: int, end: int) -> Text:
        """The characters start..end of `plain` as Text; a formula that begins inside is taken whole."""
        pieces: list[Span] = []
        at = 0
        for span in self.spans:
            lo, hi = max(start - at, 0), min(end - at, len(span.text))
            if lo < hi and (span.mathml is None or lo == 0):
                whole = span.mathml is not None or (lo, hi) == (0, len(span.text))
                pieces.append(span if whole else Span(span.text[lo:hi], span.tags))
            at += len(span.text)
        return RichText(tuple(pieces)).text


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


@dataclass(frozen=True, slots=True)
class Request:
    """A GET that a source wants made. Sources describe requests; only the fetcher makes them."""

    url: str
    accept: str = "*/*"
    min_interval_s: float = 1.0  # the least gap between two requests of this `lane`
    lane: str = ""  # requests of one lane go one at a time; empty: the host
    conditional: bool = False  # ask "changed since?"; only where a 304 means that the whole visit has nothing new


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
    """What one answer held. `next` asks for more; `cursor` is set on the last page only, and not when part of the
    answer was missing: it then stays what it was, and the next visit asks for the same again.
    """

    announcements: tuple[Announcement, ...] = ()
    failed: tuple[FailedEntry, ...] = ()
    day: date | None = None  # the announcement day the answer speaks of
    next: Request | None = None
    cursor: str | None = None
    total: int | None = None  # how many entries the source says the whole visit holds, where it says so


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
    field: FieldId = FieldId("other")
    identifiers: Identifiers = NO_IDENTIFIERS
    links: Links = NO_LINKS
    version: int | None = None
    posted_on: date | None = None
    licence: str | None = None
    comment: str | None = None
    published_doi: str | None = None
    withdrawn: bool = False


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
    input_hash: str
    fields: Mapping[str, SummaryField] = field(default_factory=dict)

    @property
    def is_extract(self) -> bool:
        return self.model == EXTRACT


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper in one day's edition: how it was announced, the paper, its summary if there is one."""

    paper: Paper
    kind: Kind
    source: SourceId  # the source that announced it (the strongest kind wins where several did)
    announced_on: date
    version: int | None
    summary: Summary | None = None
    also: tuple[SourceId, ...] = ()  # the other sources that announced it on the day


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


@dataclass(frozen=True, slots=True)
class PaperDetails:
    """All that is stored of one paper: newest announcement first, oldest version first."""

    paper: Paper
    records: tuple[Record, ...]
    versions: tuple[Version, ...]
    announcements: tuple[tuple[SourceId, date, Kind], ...]
    summary: Summary | None = None


class SourceState(StrEnum):
    """How a source stands after its last visit."""

    FRESH = "fresh"  # it announced something we did not have
    UNCHANGED = "unchanged"  # it answered, and we had all of it
    QUIET = "quiet"  # it answered and announced nothing: a weekend or a holiday
    PARTIAL = "partial"  # it answered, and some entries could not be read
    FAILED = "failed"  # no usable answer
    NEVER = "never"  # not asked yet


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """What is known of one followed source now."""

    id: SourceId
    label: str
    state: SourceState
    reason: str | None = None
    day: date | None = None  # the newest announcement day we have of it
    n_papers: int = 0  # papers it ever announced to us
    attempted_at: datetime | None = None
    succeeded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What became of one source in one update run. `failed` pairs are (entry id, reason)."""

    id: SourceId
    state: SourceState
    day: date | None = None
    announced: int = 0
    new: int = 0
    revised: int = 0
    unchanged: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    error: str | None = None  # why there was no usable answer, or why the visit was cut short


@dataclass(frozen=True, slots=True)
class RunReport:
    """What one update run did, source by source."""

    sources: tuple[SourceReport, ...] = ()

    @property
    def reached(self) -> tuple[SourceReport, ...]:
        """The sources that gave a usable answer."""
        return tuple(report for report in self.sources if report.state is not SourceState.FAILED)

    @property
    def all_well(self) -> bool:
        return all(report.error is None and not report.failed for report in self.sources)
