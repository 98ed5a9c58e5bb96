"""The index of words in its folder: opening it, asking it, noticing what other processes made of it.

    home/index/words-1/current            names the generation that is asked; replaced at once, by a rename
    home/index/words-1/<generation>/      one index; readers of an older one keep it until they look again

What it is a copy of is a document of its own, and so committed together with what it says. Every file of it is checked
where it is opened; one that is torn makes the whole unusable, and it is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from threading import Lock

from tantivy import DocAddress, Index, Searcher, SearchResult
from tantivy import Query as Asked

from academichub.errors import IndexUnusable
from academichub.index.asking import ask_filters, ask_like, ask_some, ask_whole, wanted_of
from academichub.index.documents import About, about_of
from academichub.index.fields import FORMAT, SCHEMA, equip, words_in
from academichub.model import Facet, Paper, PaperId, Query, Snippet
from academichub.ports import Outbox
from academichub.search.snippets import make_snippet

__all__ = ["CURRENT", "Freshness", "Opened", "WordIndex", "WordsFound", "index_errors"]

CURRENT = "current"
_ENOUGH = 10  # papers that match every term; with fewer, those that match some follow
_MOST_VALUES = 1_000  # of a facet, counted; the caller shows fewer
_FACETS = ("source", "category", "year")
Ask = Callable[[Query], Asked]


class Freshness(StrEnum):
    """How an index stands to the store it is a copy of."""

    FRESH = "fresh"
    BEHIND = "behind"  # it can be asked, and does not know the newest
    UNUSABLE = "unusable"  # missing, torn, of another version or of another store


@dataclass(frozen=True, slots=True)
class WordsFound:
    """Some of the papers found, best first, as (paper, score); how many there are in all, and how many match whole."""

    hits: tuple[tuple[PaperId, float], ...] = ()
    n_found: int = 0
    n_whole: int = 0
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opened:
    """One commit of one generation."""

    folder: Path
    index: Index
    searcher: Searcher
    about: About
    stamp: tuple[object, ...]


@contextmanager
def index_errors(folder: Path) -> Iterator[None]:
    """Whatever the index's library says of its files becomes IndexUnusable; a panic of its own, too."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise IndexUnusable("the search index cannot be read; run academichub reindex", subject=str(folder)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise IndexUnusable("the search index is torn; run academichub reindex", subject=str(folder)) from None


class WordIndex:
    """One index. May be asked from several threads; see building.py for what writes it.

    `folder` holds all its versions; `alone` gives a lock over all processes that write it.
    """

    def __init__(self, folder: Path, alone: Callable[[Path], AbstractContextManager[bool]]) -> None:
        self.folder = folder / f"words-{FORMAT}"
        self._alone = alone
        self._opened: Opened | None = None
        self._turn = Lock()

    def alone(self) -> AbstractContextManager[bool]:
        """The right to write it; False where another process has it."""
        return self._alone(self.folder.parent / "words.lock")

    def look(self) -> Opened:
        """The newest commit. Raises: IndexUnusable."""
        with self._turn, index_errors(self.folder):
            generation = self.folder / (self.folder / CURRENT).read_text(encoding="utf-8").strip()
            held = self._opened
            stamp = _stamp(generation)
            if held is None or held.stamp != stamp:
                self._opened = held = _open(generation, held)
            return held

    def freshness(self, outbox: Outbox) -> Freshness:
        try:
            about = self.look().about
        except IndexUnusable:
            return Freshness.UNUSABLE
        last = outbox.last_seq()
        if about.format != FORMAT or about.store_id != outbox.store_id or about.seq > last:
            return Freshness.UNUSABLE
        return Freshness.FRESH if about.seq == last else Freshness.BEHIND

    def search(self, query: Query, limit: int, offset: int = 0, *, with_facets: bool = False) -> WordsFound:
        """Papers that match every term first; where there are few of them, then those that match most, or one.

        Without a term the papers that pass the filters, the newest first. Raises: IndexUnusable.
        """
        opened = self.look()
        with index_errors(opened.folder):
            return _Asking(opened.searcher, query).search(limit, offset, with_facets=with_facets)

    def similar(self, paper: Paper, limit: int) -> tuple[tuple[PaperId, float], ...]:
        """The papers that share its rarest words, the most alike first, never itself. Raises: IndexUnusable."""
        opened = self.look()
        with index_errors(opened.folder):
            abstract = paper.abstract.plain if paper.abstract else ""
            asked = ask_like(opened.searcher, paper.paper_id, paper.title.plain, abstract)
            return () if asked is None else _Asking(opened.searcher, Query()).ranked(asked, limit)[0]

    def snippet(self, text: str, query: Query) -> Snippet | None:
        """The piece of a text that shows why it was found; None where nothing of the query is in it."""
        return make_snippet(text, wanted_of(query), words_in)


def _stamp(generation: Path) -> tuple[object, ...]:
    """Changes with every commit: the library replaces this file."""
    meta = (generation / "meta.json").stat()
    return generation.name, meta.st_ino, meta.st_mtime_ns, meta.st_size


def _open(generation: Path, held: Opened | None) -> Opened:
    stamp = _stamp(generation)
    if held is not None and held.folder == generation:
        index = held.index
    else:
        index = equip(Index.open(str(generation)))
        index.config_reader("manual")
    index.reload()
    searcher = index.searcher()
    (hit,) = searcher.search(Asked.term_query(SCHEMA, "paper_id", "", "basic"), 1).hits
    return Opened(generation, index, searcher, about_of(searcher.doc(hit[1])), stamp)


def _paper_id(searcher: Searcher, address: DocAddress) -> PaperId:
    return PaperId(searcher.doc(address)["paper_id"][0])


@dataclass(frozen=True, slots=True)
class _Asking:
    """One query put to one commit."""

    searcher: Searcher
    query: Query

    def search(self, limit: int, offset: int, *, with_facets: bool) -> WordsFound:
        if self.query.is_empty:
            return WordsFound()
        ask: Ask
        if all(term.is_excluded for term in self.query.terms):
            found, ask = self._newest(limit, offset), ask_filters
        else:
            found, ask = self._by_words(limit, offset)
        return replace(found, facets={name: self._facet(name, ask) for name in _FACETS}) if with_facets else found

    def _newest(self, limit: int, offset: int) -> WordsFound:
        asked = ask_filters(self.query)
        result = self.searcher.search(asked, max(limit, 1), count=True, order_by_field="newest", offset=offset)
        hits = tuple((_paper_id(self.searcher, address), 0.0) for _, address in result.hits[:limit])
        return WordsFound(hits, _n(result), _n(result))

    def _by_words(self, limit: int, offset: int) -> tuple[WordsFound, Ask]:
        whole = ask_whole(self.query)
        hits, n_whole = self.ranked(whole, limit, offset)
        n_wanted = sum(not term.is_excluded for term in self.query.terms)
        if n_whole >= _ENOUGH or n_wanted == 1:
            return WordsFound(hits, n_whole, n_whole), ask_whole
        return self._and_some(WordsFound(hits, n_whole, n_whole), whole, limit, offset)

    def _and_some(self, found: WordsFound, whole: Asked, limit: int, offset: int) -> tuple[WordsFound, Ask]:
        """What matches whole, and behind it what matches most terms; where nothing does, one."""
        but = whole if found.n_whole else None
        wanted, begin = limit - len(found.hits), max(0, offset - found.n_whole)
        rest, n_some = self.ranked(ask_some(self.query, whole=but), wanted, begin)
        is_loose = not n_some and not found.n_whole
        if is_loose:
            rest, n_some = self.ranked(ask_some(self.query, one_is_enough=True), wanted, begin)
        ask = partial(ask_some, one_is_enough=is_loose)
        return WordsFound((*found.hits, *rest), found.n_whole + n_some, found.n_whole), ask

    def ranked(self, asked: Asked, limit: int, offset: int = 0) -> tuple[tuple[tuple[PaperId, float], ...], int]:
        """Some of the papers, best first, and how many there are in all."""
        result = self.searcher.search(asked, max(limit, 1), count=True, offset=offset)
        hits = result.hits[: max(limit, 0)]
        return tuple((_paper_id(self.searcher, address), float(score)) for score, address in hits), _n(result)

    def _facet(self, name: str, ask: Ask) -> tuple[Facet, ...]:
        """The values of one filter, the most papers first: how many each would find, beside the other filters."""
        counted = self.searcher.aggregate(
            ask(_without(self.query, name)), {name: {"terms": {"field": name, "size": _MOST_VALUES}}}
        )
        return _ranked(counted[name]["buckets"])


def _without(query: Query, name: str) -> Query:
    """The query without one of its filters."""
    match name:
        case "source":
            return replace(query, source=None)
        case "category":
            return replace(query, category=None)
    return replace(query, year=None)


def _n(result: SearchResult) -> int:
    """How many there are in all, where that was asked for."""
    count: int = result.count  # type: ignore[attr-defined]  # the library's stub leaves it out
    return count


def _ranked(buckets: list[dict[str, object]]) -> tuple[Facet, ...]:
    facets = (Facet(_value(bucket["key"]), int(str(bucket["doc_count"]))) for bucket in buckets)
    return tuple(sorted(facets, key=lambda facet: (-facet.n_papers, facet.value)))


def _value(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)
