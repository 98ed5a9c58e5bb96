"""Compose a work's card from its records: the table of precedence.py says which source wins, field by field.

The newest version of each source counts, in whatever order they came. A field the winner does not know is taken from
the next, and the card says from whom. Names (identifiers, DOI of the version of record) are never lost: they are the
union; a work that any of its sources has withdrawn or retracted is withdrawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from academichub.match.precedence import rank_sources
from academichub.match.preprints import is_preprint_doi
from academichub.match.titles import render_title, title_source
from academichub.model import NO_LINKS, Identifiers, Links, Paper, PaperId, Record, RichText, SourceId
from academichub.taxonomy import field_of
from academichub.text import find_code_link, render

__all__ = ["abstract_of", "compose", "givers_of"]

T = TypeVar("T")


def compose(paper_id: PaperId, records: Sequence[Record]) -> Paper:
    """The card of one work. `records` are in the order they were last said, at least one."""
    newest = _newest_of_each_source(records)
    best = rank_sources("title", newest)[0]
    given, abstract = _abstract(newest)
    writers, authors = _choice("authors", newest, lambda record: record.authors or None)
    licensed, licence = _choice("licence", newest, lambda record: record.licence)
    commented = _commented(newest)
    _, published_doi = _published(newest)
    _, primary = _choice("categories", newest, lambda record: record.primary_category)
    withdrawn = next((record for record in rank_sources("title", newest) if record.withdrawn), None)
    origins = (("abstract", given), ("authors", writers), ("licence", licensed), ("withdrawn", withdrawn))
    subjects = rank_sources("categories", newest)
    return Paper(
        paper_id=paper_id,
        source=best.source,
        title_source=title_source(best.title),
        title=render_title(best.title),
        abstract=abstract.text if abstract is not None else None,
        authors=authors or (),
        categories=tuple(dict.fromkeys(category for record in subjects for category in record.categories)),
        primary_category=primary,
        field=field_of(best.primary_category, best.source),
        identifiers=_identifiers(rank_sources("published_doi", newest)),
        links=_links(rank_sources("links", newest), abstract.plain if abstract is not None else ""),
        version=best.version,
        posted_on=best.posted_on,
        licence=licence,
        comment=commented.comment if commented is not None else None,
        published_doi=published_doi,
        withdrawn=withdrawn is not None,
        sources=tuple(record.source for record in rank_sources("title", newest)),
        origins=tuple((name, by.source) for name, by in origins if by is not None and by.source != best.source),
    )


def givers_of(records: Sequence[Record]) -> Mapping[str, Record]:
    """Of each field of PRECEDENCE that the card of these records has, the record it is from."""
    newest = _newest_of_each_source(records)
    found = {
        "title": rank_sources("title", newest)[0],
        "abstract": _abstract(newest)[0],
        "authors": _choice("authors", newest, lambda record: record.authors or None)[0],
        "categories": _choice("categories", newest, lambda record: record.categories or None)[0],
        "licence": _choice("licence", newest, lambda record: record.licence)[0],
        "comment": _commented(newest),
        "published_doi": _published(newest)[0],
        "links": _choice("links", newest, lambda record: record.links if record.links != NO_LINKS else None)[0],
    }
    return {name: record for name, record in found.items() if record is not None}


def _commented(newest: Sequence[Record]) -> Record | None:
    """Who takes a work back says why; that comes before any other remark."""
    withdrawn = next((record for record in rank_sources("title", newest) if record.withdrawn), None)
    if withdrawn is not None and withdrawn.comment is not None:
        return withdrawn
    return _choice("comment", newest, lambda record: record.comment)[0]


def abstract_of(records: Sequence[Record]) -> RichText | None:
    """The abstract that the card of these records shows, as spans; None when no source gave one."""
    return _abstract(_newest_of_each_source(records))[1]


def _choice(field: str, records: Sequence[Record], of: Callable[[Record], T | None]) -> tuple[Record | None, T | None]:
    """The first of the sources that knows the field, and what it says."""
    for record in rank_sources(field, records):
        if (value := of(record)) is not None:
            return record, value
    return None, None


def _published(newest: Sequence[Record]) -> tuple[Record | None, str | None]:
    """The DOI of the version of record: what a source states, else the one that an entry which is no preprint has,
    where the card's own DOI is a preprint's."""
    stated = _choice("published_doi", newest, lambda record: record.published_doi)
    own = _identifiers(rank_sources("published_doi", newest)).doi
    if stated[1] is not None or own is None or not is_preprint_doi(own):
        return stated
    return _choice("published_doi", newest, _article_doi)


def _article_doi(record: Record) -> str | None:
    doi = record.identifiers.doi
    return doi if doi is not None and not is_preprint_doi(doi) else None


def _abstract(newest: Sequence[Record]) -> tuple[Record | None, RichText | None]:
    """An abstract in which no word stands is none."""
    for record in rank_sources("abstract", newest):
        if record.abstract is not None and (abstract := render(record.abstract)).plain:
            return record, abstract
    return None, None


def _newest_of_each_source(records: Sequence[Record]) -> list[Record]:
    """The newest version of each, whenever it came; of one version, what is said last."""
    newest: dict[SourceId, Record] = {}
    for record in sorted(records, key=lambda record: record.version or 0):
        held = newest.get(record.source)
        newest[record.source] = record if held is None else _filled(record, held)
    return list(newest.values())


def _filled(record: Record, earlier: Record) -> Record:
    """A DOI of the version of record stays known; of one version, whatever the earlier saying knew besides."""
    if record.version != earlier.version or record.withdrawn != earlier.withdrawn:
        return replace(record, published_doi=record.published_doi or earlier.published_doi)
    return replace(
        record,
        identifiers=_own_identifiers((record, earlier)),
        abstract=record.abstract or earlier.abstract,
        authors=record.authors or earlier.authors,
        categories=tuple(dict.fromkeys((*record.categories, *earlier.categories))),
        primary_category=record.primary_category or earlier.primary_category,
        licence=record.licence or earlier.licence,
        comment=record.comment or earlier.comment,
        links=_stated_links((record, earlier)),
        published_doi=record.published_doi or earlier.published_doi,
    )


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


def _identifiers(ranked: Sequence[Record]) -> Identifiers:
    """Those of the work, among them the DOI of its version of record."""
    names = _own_identifiers(ranked)
    return replace(names, doi=names.doi or _first(record.published_doi for record in ranked))


def _own_identifiers(ranked: Sequence[Record]) -> Identifiers:
    names = [record.identifiers for record in ranked]
    return Identifiers(
        arxiv=_first(name.arxiv for name in names),
        doi=_first(name.doi for name in names),
        pmid=_first(name.pmid for name in names),
        pmcid=_first(name.pmcid for name in names),
    )


def _links(ranked: Sequence[Record], abstract: str) -> Links:
    links = _stated_links(ranked)
    return replace(links, code=links.code or find_code_link(abstract))


def _stated_links(ranked: Sequence[Record]) -> Links:
    links = [record.links for record in ranked]
    return Links(
        abstract=_first(link.abstract for link in links),
        pdf=_first(link.pdf for link in links),
        code=_first(link.code for link in links),
    )
