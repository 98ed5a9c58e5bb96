"""The index of words in its folder: opening it, asking it, noticing what other processes made of it.

    home/index/words-2/current            names the generation that is asked; replaced at once, by a rename
    home/index/words-2/<generation>/      one index; readers of an older one keep it until they look again

What it is a copy of is a document of its own, and so committed together with what it says. Every file of it is checked
where it is opened; one that is torn makes the whole unusable, and it is made anew.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from threading import Lock

from tantivy import Index, Searcher
from tantivy import Query as Asked

from academichub.durable import read_current
from academichub.errors import IndexUnusable
from academichub.index.asking import ask_like, ask_passing, wanted_of
from academichub.index.documents import About, about_of
from academichub.index.fields import FORMAT, SCHEMA, equip, words_in
from academichub.index.finding import Counts, Finding, WordsFound
from academichub.model import Paper, PaperId, Query, Snippet
from academichub.ports import Outbox
from academichub.search.snippets import make_snippet

__all__ = ["Freshness", "Opened", "WordIndex", "WordsFound", "index_errors"]


class Freshness(StrEnum):
    """How an index stands to the store it is a copy of."""

    FRESH = "fresh"
    BEHIND = "behind"  # it can be asked, and does not know the newest
    UNUSABLE = "unusable"  # missing, torn, of another version, of another store or of another history of it


@dataclass(frozen=True, slots=True)
class Opened:
    """One commit of one generation."""

    folder: Path
    index: Index
    searcher: Searcher
    about: About
    stamp: tuple[object, ...]
    is_in_place: bool = True  # where its folder cannot be written, it was opened beside it, once
    counts: Counts = field(default_factory=Counts)


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
            generation = self.folder / read_current(self.folder)
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
        if about.token != outbox.token_at(about.seq):
            return Freshness.UNUSABLE
        return Freshness.FRESH if about.seq == last else Freshness.BEHIND

    def search(self, query: Query, limit: int, offset: int = 0, *, with_facets: bool = False) -> WordsFound:
        """Papers that match every term first; where there are few of them, then those that match most, or one.

        Without a term the papers that pass the filters, the newest first. Raises: IndexUnusable.
        """
        opened = self.look()
        with index_errors(opened.folder):
            return Finding(opened.searcher, query, opened.counts).search(limit, offset, with_facets=with_facets)

    def passes(self, paper_id: PaperId, query: Query) -> bool:
        """Whether a paper passes the filters of a query. Raises: IndexUnusable."""
        opened = self.look()
        with index_errors(opened.folder):
            return bool(opened.searcher.search(ask_passing(paper_id, query), 1).hits)

    def similar(self, paper: Paper, limit: int) -> tuple[tuple[PaperId, float], ...]:
        """The papers that share its rarest words, the most alike first, never itself. Raises: IndexUnusable."""
        opened = self.look()
        with index_errors(opened.folder):
            abstract = paper.abstract.plain if paper.abstract else ""
            asked = ask_like(opened.searcher, paper.paper_id, paper.title.plain, abstract)
            return () if asked is None else Finding(opened.searcher, Query()).ranked(asked, limit)[0]

    def snippet(self, text: str, query: Query) -> Snippet | None:
        """The piece of a text that shows why it was found; None where nothing of the query is in it."""
        return make_snippet(text, wanted_of(query), words_in)


def _stamp(generation: Path) -> tuple[object, ...]:
    """Changes with every commit: the library replaces this file."""
    meta = (generation / "meta.json").stat()
    return generation.name, meta.st_ino, meta.st_mtime_ns, meta.st_size


def _open(generation: Path, held: Opened | None) -> Opened:
    stamp = _stamp(generation)
    if held is not None and held.folder == generation and held.is_in_place:
        return _opened(generation, held.index, stamp)
    try:
        return _opened(generation, _reader(generation), stamp)
    except ValueError:  # torn, or in a folder that the library cannot set its lock in: then it is whole
        with _beside(generation) as links:
            return replace(_opened(generation, _reader(links), stamp), is_in_place=False)


def _reader(folder: Path) -> Index:
    index = equip(Index.open(str(folder)))
    index.config_reader("manual")
    return index


def _opened(generation: Path, index: Index, stamp: tuple[object, ...]) -> Opened:
    index.reload()
    searcher = index.searcher()
    (hit,) = searcher.search(Asked.term_query(SCHEMA, "paper_id", "", "basic"), 1).hits
    return Opened(generation, index, searcher, about_of(searcher.doc(hit[1])), stamp)


@contextmanager
def _beside(generation: Path) -> Iterator[Path]:
    """A folder that can be written, with links to the files of one that perhaps cannot.

    A reader has opened all of them when it is made, and keeps them when the links are gone.
    """
    with tempfile.TemporaryDirectory(prefix="academichub-index-") as name:
        shutil.copy(generation / "meta.json", name)
        for path in generation.iterdir():
            if path.suffix != ".lock" and path.name != "meta.json":
                (Path(name) / path.name).symlink_to(path.absolute())
        yield Path(name)
