"""Which papers pass what a query demands beside its free words: for papers that were found otherwise, by their meaning.

Demands are the filters, the exclusions, terms of one field, and phrases where nothing stands free of quotes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tantivy import Occur
from tantivy import Query as Asked

from academichub.index.asking import ask_filters, ask_whole
from academichub.index.fields import SCHEMA
from academichub.index.words import WordIndex, index_errors
from academichub.model import PaperId, Query, SearchField, Term

__all__ = ["demands_of", "passing", "passing_all"]


def demands_of(query: Query) -> Query | None:
    """The query without its free words; None where nothing is left."""
    has_free = any(not (term.is_phrase or _demands(term)) for term in query.terms)
    terms = tuple(term for term in query.terms if _demands(term) or (term.is_phrase and not has_free))
    return replace(query, terms=terms) if terms or query.has_filter else None


def passing(words: WordIndex, demands: Query, paper_ids: Iterable[PaperId]) -> frozenset[PaperId]:
    """Those of the papers that pass. Raises: IndexUnusable."""
    wanted = list(paper_ids)
    of_these = Asked.term_set_query(SCHEMA, "paper_id", wanted) if wanted else Asked.empty_query()
    asked = Asked.boolean_query([(Occur.Must, _ask(demands)), (Occur.Must, of_these)])
    return frozenset(_found(words, asked, len(wanted)) or ())


def passing_all(words: WordIndex, demands: Query, at_most: int) -> tuple[PaperId, ...] | None:
    """Every paper that passes; None where there are more than so many. Raises: IndexUnusable."""
    return _found(words, _ask(demands), at_most)


def _found(words: WordIndex, asked: Asked, at_most: int) -> tuple[PaperId, ...] | None:
    opened = words.look()
    with index_errors(opened.folder):
        result = opened.searcher.search(asked, 1, count=True)
        n_found: int = result.count  # type: ignore[attr-defined]  # the library's stub leaves it out
        if n_found > at_most:
            return None
        hits = opened.searcher.search(asked, max(n_found, 1), count=False).hits
        return tuple(PaperId(opened.searcher.doc(address)["paper_id"][0]) for _, address in hits)


def _ask(demands: Query) -> Asked:
    wanted = any(not term.is_excluded for term in demands.terms)
    return ask_whole(demands) if wanted else ask_filters(demands)


def _demands(term: Term) -> bool:
    return term.is_excluded or term.field is not SearchField.ANY
