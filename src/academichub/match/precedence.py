"""Which source is believed, field by field: the one table. Pure.

Composing a card follows it, so does the order in which sources are asked for an abstract that is missing, and the page
docs/reference/works.md shows it (`python -m scripts.precedence` writes it there).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from academichub.model import Record

__all__ = ["FEEDS", "PRECEDENCE", "is_feed", "rank_sources"]

FEEDS = "*"
"""Stands for every source that is not named: the feeds of journals, by their ids."""

_DATABASES = ("crossref", "pubmed", "europepmc", "openalex", "semanticscholar", "huggingface", "import")
_PREPRINTS = ("arxiv", "biorxiv", "medrxiv")

PRECEDENCE: Mapping[str, tuple[str, ...]] = {
    # preprint servers give the authors' own text whole, and with its mathematics
    "title": (*_PREPRINTS, FEEDS, *_DATABASES),
    "abstract": (*_PREPRINTS, FEEDS, *_DATABASES),
    # a feed's list is often cut or one string; what a journal registered has families, affiliations and ORCIDs apart
    "authors": (
        *_PREPRINTS,
        "crossref",
        "pubmed",
        "europepmc",
        FEEDS,
        "openalex",
        "semanticscholar",
        "huggingface",
        "import",
    ),
    # databases give their own subjects, in the thousands
    "categories": (*_PREPRINTS, FEEDS, "import", "crossref", "pubmed", "europepmc"),
    "licence": (
        *_PREPRINTS,
        "crossref",
        FEEDS,
        "europepmc",
        "pubmed",
        "openalex",
        "semanticscholar",
        "huggingface",
        "import",
    ),
    "comment": (*_PREPRINTS, FEEDS, *_DATABASES),
    "published_doi": (
        *_PREPRINTS,
        "crossref",
        "pubmed",
        "europepmc",
        FEEDS,
        "openalex",
        "semanticscholar",
        "huggingface",
        "import",
    ),
    "links": (*_PREPRINTS, FEEDS, *_DATABASES),
}
"""For each field the sources in the order in which they are believed. `title` stands for all that is said of the
version shown: its number, its day, its field of research. A source that is not named comes where FEEDS stands, or,
where that does not stand, gives nothing to the field; several such sources follow the order of their ids."""


_NAMED = frozenset(source for sources in PRECEDENCE.values() for source in sources)


def is_feed(source: str) -> bool:
    """Whether FEEDS stands for the source: anybody may write a feed and state in it whatever identifier they like."""
    return source not in _NAMED


def rank_sources(field: str, records: Iterable[Record]) -> list[Record]:
    """The records of the sources that are believed in a field of PRECEDENCE, best first."""
    order = PRECEDENCE[field]
    rank = {source: place for place, source in enumerate(order)}
    places = [(rank.get(FEEDS if is_feed(record.source) else record.source), record) for record in records]
    ranked = [(place, record.source, record) for place, record in places if place is not None]
    return [record for _, _, record in sorted(ranked, key=lambda entry: entry[:2])]
