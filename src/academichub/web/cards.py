"""One entry of an edition as its card shows it. Pure: decides what is said and in what order; the template sets it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from academichub.model import (
    SUMMARY_FIELDS,
    Author,
    Entry,
    FieldId,
    Kind,
    Paper,
    PaperDetails,
    PaperId,
    SourceId,
    Summary,
    Text,
)
from academichub.publish.flagged import flagged_sentences, is_flagged
from academichub.publish.origins import Origin, origin_of
from academichub.publish.since import version_since
from academichub.publish.wording import Wording
from academichub.taxonomy import is_category
from academichub.web.cuts import cut_name, cut_text
from academichub.web.fit import ROOMY, Fit
from academichub.web.links import outside
from academichub.web.marks import mark_sentences
from academichub.web.phrases import Phrase, phrase, spoken

__all__ = [
    "Card",
    "Name",
    "card_of",
    "categories_of",
    "label_of",
    "names_of",
    "shown_origin",
    "summary_fields",
    "title_of",
]

_FOLDED = tuple(name for name in SUMMARY_FIELDS if name != "tldr")
AUTHORS_SHOWN = 3
_CROSS_KINDS = (Kind.CROSS, Kind.REPLACE_CROSS)
LONGEST = 1_000_000  # characters: on a paper's own page nothing is cut
AUTHORS_UNFOLDED = 30  # a longer rest is left to the paper's own page: some papers have three thousand authors


@dataclass(frozen=True, slots=True)
class Name:
    """An author's name, with its language where the script tells."""

    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """`n_left` counts the authors that are neither in `authors` nor in `others`; `also` are the categories beside
    the primary one, which a cross-list (`is_cross`) came into; `also_as` are the other sources that have the work.
    `origin` is None where there is neither a summary nor a wish for one by a model; `goes_on`: the abstract is longer
    than what is here of it; `is_flagged`: some sentence of the abstract reads like an instruction to a model.
    """

    number: int
    paper_id: PaperId
    field: FieldId
    source: str
    entry: Entry
    kind: str
    also: tuple[str, ...]
    also_as: tuple[str, ...]
    is_cross: bool
    is_withdrawn: bool
    since: str | None  # the version that came after the one that was announced
    title: Phrase
    authors: tuple[Name, ...]
    others: tuple[Name, ...]
    n_left: int
    tldr: Phrase | None
    origin: Origin | None
    fields: tuple[tuple[str, Phrase], ...]
    abstract: Phrase | None
    goes_on: bool
    is_flagged: bool
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


def title_of(paper: Paper, w: Wording, longest: int = LONGEST) -> Phrase:
    if not paper.title.plain.strip():
        return phrase(Text(untitled := w("paper.untitled"), untitled), w.language)
    return phrase(cut_text(paper.title, longest))


def _split(authors: Sequence[Author], shown: int) -> tuple[Sequence[Author], Sequence[Author]]:
    """The authors named at once, and the rest; a rest of one is named at once as well."""
    at = len(authors) if len(authors) == shown + 1 else shown
    return authors[:at], authors[at:]


def names_of(authors: Sequence[Author], longest: int = LONGEST) -> tuple[Name, ...]:
    return tuple(Name(cut_name(author.name, longest), spoken(author.name)) for author in authors)


def summary_fields(
    summary: Summary | None, w: Wording, names: Sequence[str] = SUMMARY_FIELDS, longest: int = LONGEST
) -> tuple[tuple[str, Phrase], ...]:
    """(label, text) of those of the named fields that have a text, in the order of the names."""
    if summary is None:
        return ()
    known = ((name, summary.fields.get(name)) for name in names)
    shown = ((name, cut_text(value.text, longest)) for name, value in known if value)
    return tuple((w(f"summary.{name}"), phrase(text, summary.language)) for name, text in shown)


def shown_origin(about: Entry | PaperDetails, w: Wording) -> Origin | None:
    """What is said of the summary; None where there is neither one nor the wish for one by a model."""
    has_summary = about.summary is not None and bool(about.summary.fields)
    return origin_of(about, w) if has_summary or about.task is not None else None


def card_of(number: int, entry: Entry, labels: Mapping[SourceId, str], w: Wording, fit: Fit = ROOMY) -> Card:
    """The card of an entry that stands at `number` (from 1) in what is shown, with as much of it as fits."""
    paper, summary, flagged = entry.paper, entry.summary if fit.point else None, flagged_sentences(entry.paper)
    tldr = summary.fields.get("tldr") if summary else None
    named, rest = _split(paper.authors, AUTHORS_SHOWN)
    unfolds = len(rest) <= AUTHORS_UNFOLDED and sum(len(author.name) for author in rest) <= fit.names
    abstract = cut_text(paper.abstract, fit.abstract) if paper.abstract else None
    return Card(
        number=number,
        paper_id=paper.paper_id,
        field=paper.field,
        source=cut_name(label_of(entry.source, paper.primary_category, labels), 2 * fit.name),
        entry=entry,
        kind=w.kind(entry.kind, entry.version),
        also=tuple(name for name in categories_of(paper) if name != paper.primary_category)[: fit.categories],
        is_cross=entry.kind in _CROSS_KINDS,
        also_as=tuple(labels.get(source, source) for source in paper.sources if source != entry.source),
        is_withdrawn=paper.withdrawn or entry.kind is Kind.WITHDRAWN,
        since=w("works.since.version", n=str(version)) if (version := version_since(entry)) is not None else None,
        title=title_of(paper, w, fit.title),
        authors=names_of(named, fit.name),
        others=names_of(rest, fit.name) if unfolds else (),
        n_left=0 if unfolds else len(rest),
        tldr=phrase(cut_text(tldr.text, fit.point), summary.language) if summary and tldr else None,
        origin=shown_origin(entry, w),
        fields=summary_fields(summary, w, _FOLDED, fit.point),
        abstract=phrase(mark_sentences(abstract, flagged)) if abstract else None,
        goes_on=abstract is not paper.abstract,
        is_flagged=is_flagged(paper),
        links=card_links(paper, w, fit.address),
    )


def card_links(paper: Paper, w: Wording, longest: int = LONGEST) -> tuple[tuple[str, str], ...]:
    """(words, address) of the places to read on; what is not a web address, or longer, is left out."""
    named = (("abstract", paper.links.abstract), ("pdf", paper.links.pdf), ("code", paper.links.code))
    safe = ((name, outside(address)) for name, address in named)
    return tuple((w(f"link.{name}"), address) for name, address in safe if address and len(address) <= longest)
