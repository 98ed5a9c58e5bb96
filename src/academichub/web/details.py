"""All that is stored of one paper, as its page shows it. Pure: decides what is said; the template sets it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from academichub.identifiers import address_of
from academichub.model import (
    SUMMARY_FIELDS,
    Given,
    Kind,
    Paper,
    PaperDetails,
    PaperId,
    Record,
    SourceId,
    Suggestion,
    Summary,
    SummaryField,
    Version,
)
from academichub.publish.citation import render_bibtex
from academichub.publish.flagged import flagged_sentences, is_flagged
from academichub.publish.origins import Origin, origin_of_summary
from academichub.publish.wording import Wording
from academichub.publish.works import reason_words
from academichub.text.sentences import split_sentences
from academichub.web.cards import (
    Name,
    card_links,
    categories_of,
    label_of,
    names_of,
    shown_origin,
    summary_fields,
    title_of,
)
from academichub.web.licences import licence_words
from academichub.web.links import identifier_links, outside
from academichub.web.marks import mark_sentences
from academichub.web.phrases import Phrase, phrase

__all__ = ["Earlier", "PaperPage", "Place", "Point", "build_paper"]

_UNFOLDED = 100  # up to here a reader scrolls past the names; a longer list folds behind its first
_NAMED_OF_MANY = 30


@dataclass(frozen=True, slots=True)
class Point:
    """One field of the summary. `basis` pairs the number (from 1) of a sentence of the abstract with its words;
    a verbatim point is those words and nothing else.
    """

    label: str
    text: Phrase
    basis: tuple[tuple[int, str], ...]
    basis_words: str
    is_verbatim: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """A model's summary of an earlier text of the paper. `version` None: not known."""

    version: int | None
    origin: str
    fields: tuple[tuple[str, Phrase], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One source that describes this work, and where it may be read there."""

    source: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Entered:
    """One source's entry of the card, why it is on it, and what takes it off."""

    source: str
    reason: str
    merge_id: int | None


@dataclass(frozen=True, slots=True)
class Suggested:
    """A paper that may be the same work."""

    paper_id: PaperId
    other_id: PaperId
    title: Phrase
    source: str


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A paper's page in the order of reading. `day` is when it was posted or, where nobody says, last announced, and
    then `kind` says how; `edition` is the newest one it stands in. `flagged` are the numbers (from 1) of the sentences
    of the abstract that read like instructions to a model, which `abstract` marks.
    """

    paper: Paper
    title: Phrase
    source: str
    day: date | None
    kind: str | None
    edition: date | None
    authors: tuple[Name, ...]
    others: tuple[Name, ...]
    is_withdrawn: bool
    links: tuple[tuple[str, str], ...]
    points: tuple[Point, ...]
    origin: Origin | None
    earlier: tuple[Earlier, ...]
    abstract: Phrase | None
    flagged: tuple[str, ...]
    is_flagged: bool
    places: tuple[Place, ...]
    identifiers: tuple[tuple[str, str, str], ...]
    published: tuple[str, str] | None
    licence: tuple[str, str | None] | None
    announcements: tuple[tuple[str, date, str], ...]
    versions: tuple[tuple[str, tuple[Version, ...]], ...]
    citation: str
    categories: tuple[str, ...]
    entries: tuple[Entered, ...]
    suggestions: tuple[Suggested, ...]
    given_by: str | None
    withdrawn_by: str
    provenance: tuple[tuple[str, str], ...]


def build_paper(details: PaperDetails, labels: Mapping[SourceId, str], w: Wording) -> PaperPage:
    """The page of a paper; what is not known is None or empty, and the template says so or leaves it out."""
    paper, flagged = details.paper, flagged_sentences(details.paper)
    newest = details.announcements[0] if details.announcements else None
    n_named = len(paper.authors) if len(paper.authors) < _UNFOLDED else _NAMED_OF_MANY
    journal = labels.get(paper.source, paper.source).partition(" (")[0]  # "Nature (Science)" names its field as well
    return PaperPage(
        paper=paper,
        title=title_of(paper, w),
        source=label_of(paper.source, paper.primary_category, labels),
        day=paper.posted_on or (newest[1] if newest else None),
        kind=w.kind(newest[2], paper.version) if newest and not paper.posted_on else None,
        edition=newest[1] if newest else None,
        authors=names_of(paper.authors[:n_named]),
        others=names_of(paper.authors[n_named:]),
        is_withdrawn=paper.withdrawn or any(kind is Kind.WITHDRAWN for *_, kind in details.announcements[:1]),
        links=card_links(paper, w),
        points=_points(paper, details.summary, w),
        origin=shown_origin(details, w),
        earlier=tuple(_earlier(summary, w) for summary in details.earlier),
        abstract=phrase(mark_sentences(paper.abstract, flagged)) if paper.abstract else None,
        flagged=tuple(str(at + 1) for at in flagged),
        is_flagged=is_flagged(paper),
        places=_places(paper.source, details.records, labels),
        identifiers=identifier_links(paper.identifiers),
        published=_published(paper),
        licence=(licence_words(paper.licence, w), outside(paper.licence)) if paper.licence else None,
        announcements=tuple((labels.get(by, by), day, w.kind(kind)) for by, day, kind in details.announcements),
        versions=_versions(details.versions, labels),
        citation=render_bibtex(paper, journal),
        categories=categories_of(paper),
        entries=_entries(details, labels, w) if len(details.joined) > 1 else (),
        suggestions=tuple(_suggested(suggestion, labels) for suggestion in details.suggestions),
        given_by=_giver("abstract", paper, labels),
        provenance=tuple((w(f"given.{given.field}"), _given_words(given, labels, w)) for given in details.given),
        withdrawn_by=_giver("withdrawn", paper, labels) or label_of(paper.source, paper.primary_category, labels),
    )


def _suggested(suggestion: Suggestion, labels: Mapping[SourceId, str]) -> Suggested:
    source = labels.get(suggestion.other_source, suggestion.other_source)
    return Suggested(suggestion.paper_id, suggestion.other_id, phrase(suggestion.other_title), source)


def _giver(field: str, paper: Paper, labels: Mapping[SourceId, str]) -> str | None:
    """Who gave a field, where it is another than the source of the title."""
    source = dict(paper.origins).get(field)
    return labels.get(source, source) if source is not None else None


def _given_words(given: Given, labels: Mapping[SourceId, str], w: Wording) -> str:
    key = "given.asked" if given.asked else "given.line"
    return w(key, source=labels.get(given.source, given.source), day=w.day(given.said_at.date()))


def _entries(details: PaperDetails, labels: Mapping[SourceId, str], w: Wording) -> tuple[Entered, ...]:
    return tuple(
        Entered(
            labels.get(joined.source, joined.source),
            w("works.first") if joined.reason is None else reason_words(joined.reason, w),
            joined.merge_id,
        )
        for joined in details.joined
    )


def _points(paper: Paper, summary: Summary | None, w: Wording) -> tuple[Point, ...]:
    if summary is None:
        return ()
    plain = paper.abstract.plain if paper.abstract else ""
    sentences = tuple(plain[start:end] for start, end in split_sentences(plain))
    known = ((name, summary.fields.get(name)) for name in SUMMARY_FIELDS)
    return tuple(_point(name, value, sentences, summary.language, w) for name, value in known if value)


def _point(name: str, value: SummaryField, sentences: tuple[str, ...], language: str, w: Wording) -> Point:
    basis = tuple((at + 1, sentences[at]) for at in value.sentences if 0 <= at < len(sentences))
    is_verbatim = bool(basis) and " ".join(sentence for _, sentence in basis) == value.text.plain
    words = _basis_words([str(number) for number, _ in basis], w, is_verbatim=is_verbatim)
    return Point(w(f"summary.{name}"), phrase(value.text, language), basis, words, is_verbatim)


def _basis_words(numbers: Sequence[str], w: Wording, *, is_verbatim: bool) -> str:
    """Which sentences a field is, or rests on; empty without any."""
    if not numbers:
        return ""
    if is_verbatim:
        return w("origin.sentences", numbers=w.join(numbers))
    return w("origin.rests_on.one" if len(numbers) == 1 else "origin.rests_on.many", numbers=w.join(numbers))


def _earlier(summary: Summary, w: Wording) -> Earlier:
    return Earlier(summary.version, origin_of_summary(summary, w).long, summary_fields(summary, w))


def _places(own: SourceId, records: tuple[Record, ...], labels: Mapping[SourceId, str]) -> tuple[Place, ...]:
    """The other sources that have this work, each once, by its newest record."""
    newest: dict[tuple[SourceId, str], Record] = {}
    for record in records:
        known = newest.get((record.source, record.key))
        if known is None or (record.version or 0) >= (known.version or 0):
            newest[record.source, record.key] = record
    return tuple(
        Place(label_of(record.source, record.primary_category, labels), outside(record.links.abstract))
        for record in newest.values()
        if record.source != own
    )


def _published(paper: Paper) -> tuple[str, str] | None:
    """(DOI, address) of the version of record, where it is another than the paper's own DOI."""
    if paper.published_doi is None or paper.published_doi == paper.identifiers.doi:
        return None
    return paper.published_doi, address_of("doi", paper.published_doi)


def _versions(
    versions: tuple[Version, ...], labels: Mapping[SourceId, str]
) -> tuple[tuple[str, tuple[Version, ...]], ...]:
    """The versions of each source, in the order stored."""
    runs = groupby(sorted(versions, key=lambda version: version.source), key=lambda version: version.source)
    return tuple((labels.get(source, source), tuple(run)) for source, run in runs)
