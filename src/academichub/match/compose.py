"""Compose a work's card from its records: one visible table says which source wins, field by field.

The newest version of each source counts. Among sources, preprint servers come before journals for the text, since they
give the authors' own abstract whole and with its mathematics; a field the winner does not know is taken from the next.
Names (identifiers, DOI of the version of record) are never lost: they are the union. A work is withdrawn where any
source says so of its newest version: a journal's retraction reaches the card of the preprint, and its comment with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from academichub.match.decide import SIGNALS
from academichub.match.titles import render_title, title_source
from academichub.model import Identifiers, Links, Paper, PaperId, Record, RichText
from academichub.taxonomy import field_of
from academichub.text import find_code_link, render

__all__ = ["PRECEDENCE", "abstract_of", "compose"]

PRECEDENCE: tuple[str, ...] = ("arxiv", "biorxiv", "medrxiv")
"""Sources whose record wins over all others, best first; the rest follow in the order they first spoke, those of
SIGNALS last."""

T = TypeVar("T")


def compose(paper_id: PaperId, records: Sequence[Record]) -> Paper:
    """The card of one work. `records` are in the order they were seen, at least one."""
    ranked = _newest_of_each_source(records)
    best = ranked[0]
    abstract = _abstract(ranked)
    return Paper(
        paper_id=paper_id,
        source=best.source,
        title_source=title_source(best.title),
        title=render_title(best.title),
        abstract=abstract.text if abstract is not None else None,
        authors=_first_filled(record.authors for record in ranked),
        categories=tuple(dict.fromkeys(category for record in ranked for category in record.categories)),
        primary_category=_first(record.primary_category for record in ranked),
        field=field_of(best.primary_category, best.source),
        identifiers=_identifiers(ranked),
        links=_links(ranked, abstract.plain if abstract is not None else ""),
        version=best.version,
        posted_on=best.posted_on,
        licence=_first(record.licence for record in ranked),
        comment=_comment(ranked),
        published_doi=_first(record.published_doi for record in ranked),
        withdrawn=any(record.withdrawn for record in ranked),
    )


def abstract_of(records: Sequence[Record]) -> RichText | None:
    """The abstract that the card of these records shows, as spans; None when no source gave one."""
    return _abstract(_newest_of_each_source(records))


def _abstract(ranked: Sequence[Record]) -> RichText | None:
    markup = _first(record.abstract for record in ranked)
    abstract = render(markup) if markup is not None else None
    return abstract if abstract is not None and abstract.plain else None


def _newest_of_each_source(records: Sequence[Record]) -> list[Record]:
    newest: dict[str, Record] = {}
    for record in records:
        held = newest.get(record.source)
        if held is None or (record.version or 0) >= (held.version or 0):
            newest[record.source] = record
    rank = {source: place for place, source in enumerate(PRECEDENCE)}
    return sorted(newest.values(), key=lambda record: rank.get(record.source, len(rank)) + (record.source in SIGNALS))


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


def _first_filled(values: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return next((value for value in values if value), ())


def _identifiers(ranked: Sequence[Record]) -> Identifiers:
    names = [record.identifiers for record in ranked]
    return Identifiers(
        arxiv=_first(name.arxiv for name in names),
        doi=_first(name.doi for name in names) or _first(record.published_doi for record in ranked),
        pmid=_first(name.pmid for name in names),
        pmcid=_first(name.pmcid for name in names),
    )


def _comment(ranked: Sequence[Record]) -> str | None:
    """Who takes a work back says why; that comes before any other remark."""
    said = sorted(ranked, key=lambda record: not record.withdrawn)
    return _first(record.comment for record in said)


def _links(ranked: Sequence[Record], abstract: str) -> Links:
    links = [record.links for record in ranked]
    return Links(
        abstract=_first(link.abstract for link in links),
        pdf=_first(link.pdf for link in links),
        code=_first(link.code for link in links) or find_code_link(abstract),
    )
