"""One entry of an edition as its card shows it. Pure: decides what is said and in what order; the template sets it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from academichub.model import SUMMARY_FIELDS, Author, Entry, FieldId, Kind, Paper, PaperId, SourceId, Summary, Text
from academichub.publish.wording import Wording
from academichub.taxonomy import is_category
from academichub.web.links import outside
from academichub.web.phrases import Phrase, phrase, spoken

__all__ = [
    "Card",
    "Name",
    "Origin",
    "card_of",
    "categories_of",
    "label_of",
    "names_of",
    "origin_of",
    "summary_fields",
    "title_of",
]

AUTHORS_SHOWN = 3
_CROSS_KINDS = (Kind.CROSS, Kind.REPLACE_CROSS)
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
    """`n_left` counts the authors that are neither in `authors` nor in `others`; `also` are the categories beside
    the primary one, which a cross-list (`is_cross`) came into.
    """

    number: int
    paper_id: PaperId
    field: FieldId
    source: str
    entry: Entry
    kind: str
    also: tuple[str, ...]
    is_cross: bool
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


def categories_of(paper: Paper) -> tuple[str, ...]:
    """The categories of a paper, without the mere field that a journal of the catalogue carries."""
    return tuple(name for name in paper.categories if is_category(paper.source, name))


def title_of(paper: Paper, w: Wording) -> Phrase:
    if not paper.title.plain.strip():
        return phrase(Text(untitled := w("paper.untitled"), untitled), w.language)
    return phrase(paper.title)


def _split(authors: Sequence[Author], shown: int) -> tuple[Sequence[Author], Sequence[Author]]:
    """The authors named at once, and the rest; a rest of one is named at once as well."""
    at = len(authors) if len(authors) == shown + 1 else shown
    return authors[:at], authors[at:]


def names_of(authors: Sequence[Author]) -> tuple[Name, ...]:
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
    named, rest = _split(paper.authors, AUTHORS_SHOWN)
    unfolds = len(rest) <= AUTHORS_UNFOLDED
    return Card(
        number=number,
        paper_id=paper.paper_id,
        field=paper.field,
        source=label_of(entry.source, paper.primary_category, labels),
        entry=entry,
        kind=w.kind(entry.kind, entry.version),
        also=tuple(name for name in categories_of(paper) if name != paper.primary_category),
        is_cross=entry.kind in _CROSS_KINDS,
        is_withdrawn=paper.withdrawn or entry.kind is Kind.WITHDRAWN,
        title=title_of(paper, w),
        authors=names_of(named),
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
