"""A search: what was asked, as it was understood; what was found, and why. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from academichub.model.names import PaperId

__all__ = ["Facet", "Hit", "Query", "SearchField", "SearchResult", "Snippet", "Term"]


class SearchField(StrEnum):
    """Where a term must occur. ANY: title, abstract, authors, identifiers or a summary in any language."""

    ANY = "any"
    TITLE = "title"
    ABSTRACT = "abstract"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase of a query, as the reader wrote it but for its marks."""

    text: str
    field: SearchField = SearchField.ANY
    is_phrase: bool = False
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood: never an error, whatever was typed. Filters are exact, and all must hold.

    `identifier`: the whole query is an identifier or an address of a paper, in its canonical form ("arxiv:2606.24854").
    """

    text: str = ""  # as typed, one line
    terms: tuple[Term, ...] = ()
    identifier: str | None = None
    day: date | None = None
    since: date | None = None
    source: str | None = None
    category: str | None = None
    author: str | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing to look for: no term that is not excluded, and no filter."""
        wanted = any(not term.is_excluded for term in self.terms)
        return not (wanted or self.identifier or self.day or self.since or self.source or self.category or self.author)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a paper's text: runs of (characters, whether they matched), plain: whoever shows it escapes it."""

    runs: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One paper found. `by_words` and `by_meaning` are its places (from 1) in the two lists that were fused."""

    paper_id: PaperId
    score: float
    by_words: int | None = None
    by_meaning: int | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a filter and how many of the papers found by words have it."""

    value: str
    n_papers: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of what was found, best first. `facets` are by filter: source, category, year."""

    query: Query
    hits: tuple[Hit, ...] = ()
    n_found: int = 0  # by words; those found by meaning alone are not counted
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=dict)
