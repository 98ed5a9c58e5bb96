"""One query put to one commit of the index: what is found, in which order, how many there are, and of what.

Papers stand in tiers, each ranked by its score: those with every term in their titles, those with every term, and,
where those are few, those with some. A tier is asked only where the page reaches into it, and the papers are counted
without being scored: to score each of 300,000 papers with a broad topic took 28 ms, to count them takes a few.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol, TypeVar, cast

from tantivy import DocAddress, Searcher, SearchResult
from tantivy import Query as Asked

from academichub.index.asking import ask_filters, ask_some, ask_titled, ask_whole
from academichub.model import Facet, PaperId, Query

__all__ = ["Counts", "Finding", "WordsFound"]

_ENOUGH = 10  # papers that match every term; with fewer, those that match some follow
_FEW_TITLED = 5_000  # papers whose whole text is scored, too; of more, the titles alone tell enough
_COUNTS_HELD = 200  # facets of a query have up to some hundred values
_MOST_VALUES = 1_000  # of a facet, counted; the caller shows fewer
_FACETS = ("source", "category", "year")
T = TypeVar("T")
Ask = Callable[[Query], Asked]
Ranked = tuple[tuple[PaperId, float], ...]


class _Reach(Protocol):
    """What is taken for found of a query, but not the papers of `but`."""

    def __call__(self, query: Query, *, but: Asked | None = None) -> Asked: ...


@dataclass(frozen=True, slots=True)
class WordsFound:
    """Some of the papers found, best first, as (paper, score); how many there are in all, and how many match whole.

    A score is of its tier: a paper of a later one may have a higher one.
    """

    hits: Ranked = ()
    n_found: int = 0
    n_whole: int = 0
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted in one commit, for the pages that follow the first; the oldest are forgotten."""

    held: dict[tuple[str, Query], object] = field(default_factory=dict)

    def of(self, what: str, query: Query, count: Callable[[], T]) -> T:
        key = (what, replace(query, text="", identifier=None))
        if key in self.held:
            return cast(T, self.held[key])
        counted = self.held[key] = count()
        for oldest in list(self.held)[:-_COUNTS_HELD]:
            self.held.pop(oldest, None)
        return counted


@dataclass(frozen=True, slots=True)
class Finding:
    """One query put to one commit."""

    searcher: Searcher
    query: Query
    counts: Counts = field(default_factory=Counts)

    def search(self, limit: int, offset: int, *, with_facets: bool) -> WordsFound:
        if self.query.is_empty:
            return WordsFound()
        ask: Ask
        if all(term.is_excluded for term in self.query.terms):
            found, ask = self._newest(limit, offset), ask_filters
        else:
            found, ask = self._by_words(limit, offset)
        if not with_facets:
            return found
        return replace(found, facets=self.counts.of("facets", self.query, lambda: self._facets(ask)))

    def ranked(self, asked: Asked, limit: int, offset: int = 0) -> tuple[Ranked, int]:
        """Some of the papers, best first, and how many there are in all."""
        result = self.searcher.search(asked, max(limit, 1), count=True, offset=offset)
        hits = result.hits[: max(limit, 0)]
        return tuple((_paper_id(self.searcher, address), float(score)) for score, address in hits), _n(result)

    def _newest(self, limit: int, offset: int) -> WordsFound:
        asked = ask_filters(self.query)
        result = self.searcher.search(asked, max(limit, 1), count=True, order_by_field="newest", offset=offset)
        hits = tuple((_paper_id(self.searcher, address), 0.0) for _, address in result.hits[:limit])
        return WordsFound(hits, _n(result), _n(result))

    def _by_words(self, limit: int, offset: int) -> tuple[WordsFound, _Reach]:
        whole = ask_whole(self.query)
        hits, n_whole = self._whole(limit, offset)
        n_whole = self.counts.of("whole", self.query, lambda: self._count(whole)) if n_whole is None else n_whole
        ask = self._reach(n_whole)
        if ask is ask_whole:
            return WordsFound(hits, n_whole, n_whole), ask
        but = whole if n_whole else None
        rest, n_rest = self.ranked(ask(self.query, but=but), limit - len(hits), max(0, offset - n_whole))
        return WordsFound((*hits, *rest), n_whole + n_rest, n_whole), ask

    def _whole(self, limit: int, offset: int) -> tuple[Ranked, int | None]:
        """What matches every term, in its title first; and how many papers do, None where the page did not need it."""
        titled = ask_titled(self.query, with_text=False)
        hits, n_titled = self.ranked(titled, limit, offset)
        if 1 < n_titled <= _FEW_TITLED:
            hits, _ = self.ranked(ask_titled(self.query, with_text=True), limit, offset)
        if len(hits) >= limit:
            return hits, None
        more, n = self.ranked(ask_whole(self.query, but=titled), limit - len(hits), max(0, offset - n_titled))
        return (*hits, *more), n_titled + n

    def _reach(self, n_whole: int) -> _Reach:
        """What is taken for found: papers with every term, with most, or with one.

        The filters that are offered with counts have no say in it, so that each finds what was counted.
        """
        if sum(not term.is_excluded for term in self.query.terms) == 1:
            return ask_whole
        wide = replace(self.query, source=None, category=None, year=None)
        n_wide = n_whole if wide == self.query else self._count(ask_whole(wide))
        if n_wide >= _ENOUGH:
            return ask_whole
        return ask_some if n_wide or self._count(ask_some(wide)) else partial(ask_some, one_is_enough=True)

    def _count(self, asked: Asked) -> int:
        """How many papers there are, none of them scored."""
        return _n(self.searcher.search(Asked.const_score_query(asked, 0.0), 1, count=True))

    def _facets(self, ask: Ask) -> dict[str, tuple[Facet, ...]]:
        """The values of each filter, the most papers first: how many each would find, beside the other filters."""
        chosen = [name for name in _FACETS if getattr(self.query, name) is not None]
        free = [name for name in _FACETS if name not in chosen]
        counted = self._counted(ask(self.query), free)
        for name in chosen:
            counted |= self._counted(ask(replace(self.query, **{name: None})), [name])  # type: ignore[arg-type]
        return {name: counted[name] for name in _FACETS}

    def _counted(self, asked: Asked, names: Sequence[str]) -> dict[str, tuple[Facet, ...]]:
        if not names:
            return {}
        wanted = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in names}
        found = self.searcher.aggregate(asked, wanted)
        return {name: _largest_first(found[name]["buckets"]) for name in names}


def _paper_id(searcher: Searcher, address: DocAddress) -> PaperId:
    return PaperId(searcher.doc(address)["paper_id"][0])


def _n(result: SearchResult) -> int:
    """How many there are in all, where that was asked for."""
    count: int = result.count  # type: ignore[attr-defined]  # the library's stub leaves it out
    return count


def _largest_first(buckets: Sequence[Mapping[str, object]]) -> tuple[Facet, ...]:
    facets = (Facet(_value(bucket["key"]), int(str(bucket["doc_count"]))) for bucket in buckets)
    return tuple(sorted(facets, key=lambda facet: (-facet.n_papers, facet.value)))


def _value(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)
