"""One entry of an edition as its card shows it. Pure: decides what is said and in what order; the template sets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from academichub.model import SUMMARY_FIELDS, Author, Entry, FieldId, Kind, Paper, PaperId, SourceId, Summary, Text
from academichub.publish.wording import Wording
from academichub.taxonomy import is_category
from academichub.web.links import outside
from academichub.web.phrases import Phrase, phrase, spoken

__all__ = [
    "AUTHORS_UNFOLDED",
    "Card",
    "Name",
    "Origin",
    "card_of",
    "label_of",
    "names_of",
    "origin_of",
    "summary_fields",
    "title_of",
]

AUTHORS_SHOWN = 3
AUTHORS_UNFOLDED = 30  # a longer rest is left to the paper's own page: some papers have three thousand authors


@dataclass(frozen=True, slots=True)
class Name:
    """An author's name, with its language where the script tells."""

    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a summary comes from: a word for the margin, a line for whoever asks."""

    short: str
    long: str


@dataclass(frozen=True, slots=True)
class Card:
    """`n_left` counts the authors that are neither in `authors` nor in `others`."""

    number: int
    paper_id: PaperId
    field: FieldId
    source: str
    entry: Entry
    kind: str
    is_withdrawn: bool
    title: Phrase
    authors: tuple[Name, ...]
    others: tuple[Name, ...]
    n_left: int
    tldr: Phrase | None
    origin: Origin | None
    fields: tuple[tuple[str, Phrase], ...]
    abstract: Phrase | None
    links: tuple[tuple[str, str], ...]


def label_of(source: SourceId, category: str | None, labels: Mapping[SourceId, str]) -> str:
    """`arXiv (cs.CV)`; a journal's own label says its field already: `Nature (Science)`."""
    label = labels.get(source, source)
    if category is None or not is_category(source, category) or label.endswith(")"):
        return label
    return f"{label} ({category})"


def title_of(paper: Paper, w: Wording) -> Phrase:
    if not paper.title.plain.strip():
        return phrase(Text(untitled := w("paper.untitled"), untitled), w.language)
    return phrase(paper.title)


def names_of(authors: tuple[Author, ...]) -> tuple[Name, ...]:
    return tuple(Name(author.name, spoken(author.name)) for author in authors)


def origin_of(summary: Summary, w: Wording) -> Origin:
    short = w("origin.extract") if summary.is_extract else w("origin.model", model=summary.model)
    return Origin(short, w.origin(summary))


def summary_fields(summary: Summary | None, w: Wording) -> tuple[tuple[str, Phrase], ...]:
    """(label, text) of every field that has a text, the TL;DR apart, in the order of reading."""
    if summary is None:
        return ()
    known = ((name, summary.fields.get(name)) for name in SUMMARY_FIELDS if name != "tldr")
    return tuple((w(f"summary.{name}"), phrase(value.text, summary.language)) for name, value in known if value)


def card_of(number: int, entry: Entry, labels: Mapping[SourceId, str], w: Wording) -> Card:
    """The card of an entry that stands at `number` (from 1) in what is shown."""
    paper, summary = entry.paper, entry.summary
    tldr = summary.fields.get("tldr") if summary else None
    rest = paper.authors[AUTHORS_SHOWN:]
    unfolds = len(rest) <= AUTHORS_UNFOLDED
    return Card(
        number=number,
        paper_id=paper.paper_id,
        field=paper.field,
        source=label_of(entry.source, paper.primary_category, labels),
        entry=entry,
        kind=w.kind(entry.kind, entry.version),
        is_withdrawn=paper.withdrawn or entry.kind is Kind.WITHDRAWN,
        title=title_of(paper, w),
        authors=names_of(paper.authors[:AUTHORS_SHOWN]),
        others=names_of(rest) if unfolds else (),
        n_left=0 if unfolds else len(rest),
        tldr=phrase(tldr.text, summary.language) if summary and tldr else None,
        origin=origin_of(summary, w) if summary and summary.fields else None,
        fields=summary_fields(summary, w),
        abstract=phrase(paper.abstract) if paper.abstract else None,
        links=card_links(paper, w),
    )


def card_links(paper: Paper, w: Wording) -> tuple[tuple[str, str], ...]:
    """(words, address) of the places to read on; what is not a web address is left out."""
    named = (("abstract", paper.links.abstract), ("pdf", paper.links.pdf), ("code", paper.links.code))
    safe = ((name, outside(address)) for name, address in named)
    return tuple((w(f"link.{name}"), address) for name, address in safe if address)
