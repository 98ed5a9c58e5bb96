"""A search: what was asked, as it was understood; what was found, and why. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from academichub.model.names import Kind, PaperId, SourceId
from academichub.model.papers import Paper, Summary

__all__ = ["Facet", "Findable", "Found", "Hit", "Query", "SearchField", "SearchResult", "Snippet", "Term"]


class SearchField(StrEnum):
    """Where a term must occur. ANY: title, abstract, authors, identifiers or a summary in any language.

    SOURCE and what follows are those of the filters, and only of terms that are excluded: `-category:cs.LG`.
    """

    ANY = "any"
    TITLE = "title"
    ABSTRACT = "abstract"
    AUTHOR = "author"
    SOURCE = "source"
    CATEGORY = "category"
    DAY = "day"
    SINCE = "since"
    YEAR = "year"


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

    `identifier`: all there is, beside filters, is an identifier or an address of a paper, in its canonical form
    ("arxiv:2606.24854").
    """

    text: str = ""  # as typed, one line
    terms: tuple[Term, ...] = ()
    identifier: str | None = None
    day: date | None = None
    since: date | None = None
    source: str | None = None
    category: str | None = None
    author: str | None = None
    year: int | None = None
    unused: tuple[str, ...] = ()  # filters of the text, as typed, that another one of their kind came before

    @property
    def is_empty(self) -> bool:
        """Nothing to look for: no term that is not excluded, and no filter."""
        wanted = any(not term.is_excluded for term in self.terms)
        return not (wanted or self.identifier or self.has_filter)

    @property
    def has_filter(self) -> bool:
        return any((self.day, self.since, self.source, self.category, self.author, self.year))


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

    @property
    def is_near(self) -> bool:
        """Found by meaning alone: one of the nearest, however far it is."""
        return self.by_words is None and self.by_meaning is not None


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a filter and how many of the papers found by words have it."""

    value: str
    n_papers: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of what was found, best first. `facets` are by filter: source, category, year."""

    query: Query
    named: PaperId | None = None  # the stored paper that the query names, where it passes the filters
    hits: tuple[Hit, ...] = ()
    n_found: int = 0  # by words; those found by meaning alone are not counted
    n_whole: int = 0  # of them, the papers that match every term: they stand first; the others match some terms
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=dict)
    n_unseen: int = 0  # new and changed papers of the store that the index does not know: they cannot be found yet
    n_near: int = 0  # papers found by meaning alone that stand among the others
    by_words_only: str | None = None  # why meaning was not asked, where the settings want it


@dataclass(frozen=True, slots=True)
class Findable:
    """What an index holds of one paper, as of one change. `summaries` are by models, of the present text, in whatever
    languages there are; an extract is made of the abstract's own sentences and adds no word to it.
    """

    seq: int  # of the paper's last change; a later change of any paper has a higher one
    paper: Paper
    names: tuple[str, ...] = ()  # every name the work is known by: "arxiv:2606.24854", "doi:10.1038/…"
    announced: tuple[tuple[SourceId, date], ...] = ()
    summaries: tuple[Summary, ...] = ()
    is_joined: bool = False  # it turned out to be another paper, which is found in its place


@dataclass(frozen=True, slots=True)
class Found:
    """One paper found, with what a list of results shows of it: its newest announcement, None where it has none, and
    the summary in the reader's language."""

    hit: Hit
    paper: Paper
    source: SourceId
    kind: Kind | None = None
    announced_on: date | None = None
    summary: Summary | None = None
    snippet: Snippet | None = None
