"""Search: from what a reader typed to papers with the piece of text that shows why.

    parse_query ─▶ an identifier? ─▶ the store        the papers found ─▶ entries, snippets
                └▶ words ─▶ index ─┐
                   (meaning) ──────┴▶ fuse

The index is looked after on the way: where it lags a little, it is brought up to date; where it cannot be used, a small
store's is made anew, and for a large one the error says what to run. What it still lacks is told with each result.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from academichub.errors import IndexUnusable, StoreError
from academichub.index import Freshness, WordIndex, WordsFound, catch_up
from academichub.model import SUMMARY_FIELDS, Entry, Found, Hit, Paper, PaperId, Query, SearchResult, Snippet
from academichub.pipeline.meaning import Meaning
from academichub.search import ByMeaning, ByWords, fuse, latin_part, parse_query
from academichub.store import Store

__all__ = ["DEEPEST", "SMALL", "Finder"]

SMALL = 20_000
"""Papers whose index is made within some seconds: it may be, when somebody searches."""
DEEPEST = 1_000
"""The last place of a list that is given out; further on, the query has to say more."""
_LITTLE = 10_000  # changed papers that are taken up when somebody searches: a few seconds, once
_FUSED = 200  # places of each list that are fused
_FUSED_ALIKE = 50


@dataclass(frozen=True, slots=True)
class Finder:
    """ports.Finder over one store and its index. Without `by_meaning`, words alone."""

    store: Store
    words: WordIndex
    by_meaning: Meaning | None = None

    def search(
        self, text: str, filters: Query | None = None, *, limit: int = 20, offset: int = 0, with_facets: bool = False
    ) -> SearchResult:
        """What a reader's words find. `filters` brings those given beside the words, and these win over theirs.

        Any text is a query. Raises: IndexUnusable when there is no index and the store is too large to make one now.
        """
        query = parse_query(text, default=filters)
        named = self.store.find(query.identifier) if query.identifier else None
        if named is not None and not query.has_filter:
            return _only(named, query)
        n_unseen = self._look_after()
        if named is not None and self.words.passes(named, query):
            return _only(named, query)
        offset = min(offset, DEEPEST)
        limit = min(limit, DEEPEST - offset)
        if self.by_meaning is not None and query.terms:
            found = self._fused(self.by_meaning, query, limit, offset, with_facets)
        else:
            found = self._plain(query, limit, offset, with_facets)
        return replace(found, n_unseen=n_unseen)

    def similar(self, paper_id: PaperId, limit: int = 5) -> tuple[Hit, ...]:
        """The papers that are most like a stored one, by their rarest words and, where there are vectors, by meaning.

        Empty where there is no index.

        Raises: StoreError.
        """
        paper = self.store.papers([paper_id]).get(paper_id)
        try:
            self._look_after()
            alike = self.words.similar(paper, _FUSED_ALIKE if self.by_meaning else limit) if paper is not None else ()
        except IndexUnusable:
            return ()
        near = ByMeaning()
        if self.by_meaning is not None and paper is not None:
            near = self.by_meaning.like(paper, _FUSED_ALIKE, [found for found, _ in alike])
        if near.nearest:
            return fuse(ByWords(alike), near)[:limit]
        return tuple(Hit(found, score, by_words=place) for place, (found, score) in enumerate(alike[:limit], start=1))

    def show(self, hits: Iterable[Hit], query: Query, language: str) -> tuple[Found, ...]:
        """What a list shows of the papers found, in their order; one that is not stored any more is left out."""
        wanted = list(hits)
        paper_ids = [hit.paper_id for hit in wanted]
        entries = self.store.newest_entries(paper_ids, language)
        papers = self.store.papers([paper_id for paper_id in paper_ids if paper_id not in entries])
        shown = ((hit, entries.get(hit.paper_id), papers.get(hit.paper_id)) for hit in wanted)
        return tuple(found for each in shown if (found := self._found(*each, query)) is not None)

    def _found(self, hit: Hit, entry: Entry | None, paper: Paper | None, query: Query) -> Found | None:
        if entry is None:
            return Found(hit, paper, paper.source, snippet=self._snippet(paper, None, query)) if paper else None
        snippet = self._snippet(entry.paper, entry, query)
        return Found(hit, entry.paper, entry.source, entry.kind, entry.announced_on, entry.summary, snippet)

    def _snippet(self, paper: Paper, entry: Entry | None, query: Query) -> Snippet | None:
        """Out of the abstract, else out of the reader's summary."""
        texts = [paper.abstract.plain] if paper.abstract else []
        if entry is not None and entry.summary is not None:
            points = entry.summary.fields
            texts += [points[name].text.plain for name in SUMMARY_FIELDS if name in points]
        return next((found for text in texts if (found := self.words.snippet(text, query)) is not None), None)

    def _plain(self, query: Query, limit: int, offset: int, with_facets: bool) -> SearchResult:
        found = self.words.search(query, limit, offset, with_facets=with_facets)
        places = enumerate(found.hits, start=offset + 1)
        hits = tuple(Hit(paper_id, score, by_words=place) for place, (paper_id, score) in places)
        return SearchResult(query, None, hits, found.n_found, found.n_whole, found.facets)

    def _fused(self, by_meaning: Meaning, query: Query, limit: int, offset: int, with_facets: bool) -> SearchResult:
        """The first of both lists made one; behind them, the other papers found by words."""
        found = self.words.search(query, _FUSED, with_facets=with_facets)
        by_words = self._with_latin(query, found)
        near, why_not = by_meaning.near(query, _FUSED, [paper_id for paper_id, _ in by_words.hits])
        if not near.nearest:
            return replace(self._plain(query, limit, offset, with_facets), by_words_only=why_not)
        fused = fuse(by_words, near)
        hits = fused[offset : offset + limit]
        n_words = len(found.hits)
        if len(hits) < limit and found.n_found > n_words:
            behind = self.words.search(query, limit - len(hits), n_words + max(0, offset - len(fused)))
            known = {hit.paper_id for hit in fused}
            hits += tuple(Hit(paper_id, score) for paper_id, score in behind.hits if paper_id not in known)
        counted = {paper_id for paper_id, _ in found.hits}
        n_near = sum(hit.paper_id not in counted for hit in fused)
        return SearchResult(query, None, hits, found.n_found, found.n_whole, found.facets, n_near=n_near)

    def _with_latin(self, query: Query, found: WordsFound) -> ByWords:
        """What words find. Where no paper matches the whole query, those with its Latin words come first.

        The others stay behind them and say nothing beside a cosine: they match a part of the query as well, but none
        that is known to be in the same words in another language.
        """
        part = latin_part(query) if not found.n_whole else None
        if part is None:
            return ByWords(found.hits, found.n_whole)
        first = self.words.search(part[0], _FUSED).hits
        known = {paper_id for paper_id, _ in first}
        others = tuple((paper_id, 0.0) for paper_id, _ in found.hits if paper_id not in known)
        return ByWords((*first, *others), share=part[1])

    def _look_after(self) -> int:
        """Bring the index up to date where that is a matter of a moment; another process may be at it already.

        Returns how many papers it lacks in spite of that. Raises: IndexUnusable where it cannot be asked.
        """
        freshness = self.words.freshness(self.store)
        if freshness is Freshness.FRESH:
            return 0
        n_unseen = self._n_unseen() if freshness is Freshness.BEHIND else self.store.n_changed()
        if n_unseen > (_LITTLE if freshness is Freshness.BEHIND else SMALL):
            return self._n_unseen()
        with suppress(StoreError):  # on a medium that is read-only: what is there can still be asked
            catch_up(self.words, self.store, _silent)
        return self._n_unseen()

    def _n_unseen(self) -> int:
        """Papers that the index lacks. Raises: IndexUnusable."""
        about = self.words.look().about
        if self.words.freshness(self.store) is Freshness.UNUSABLE:
            raise IndexUnusable(
                "the search index is not of this database; run academichub reindex", subject=str(self.words.folder)
            )
        return self.store.n_changed(about.seq)


def _only(named: PaperId, query: Query) -> SearchResult:
    return SearchResult(query, named, (Hit(named, 1.0, by_words=1),), n_found=1, n_whole=1)


def _silent(_n_done: int, _n_all: int) -> None:
    pass
