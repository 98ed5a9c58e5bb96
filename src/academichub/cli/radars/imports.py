"""Examples for a radar: papers named by hand, files of references, publications, libraries; what came of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from academichub.cli.radars.desk import Desk
from academichub.cli.waiting import Waiting
from academichub.errors import ConfigError, ParseError
from academichub.model import MOST_EXAMPLES, Example, ReadReferences, Unread
from academichub.pipeline.referencing import fetch_references
from academichub.references import LARGEST_FILE, read_references
from academichub.references.exampling import Exampled, examples_of, examples_of_papers
from academichub.references.upstreams import Wish, arxiv_author, orcid_works, zotero_library
from academichub.references.upstreams.arxiv import ARXIV_API, ARXIV_AUTHORS
from academichub.references.upstreams.orcid import ORCID_API
from academichub.references.upstreams.zotero import ZOTERO_API

__all__ = ["Gathered", "Wanted", "gather", "tell_unread", "wanted_of"]

_MOST_NAMED = 20  # entries that could not be read
_LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where examples are asked from, as the options name them."""

    papers: Sequence[str] = ()
    files: Sequence[Path] = ()
    orcid: str | None = None
    arxiv_author: str | None = None
    zotero: str | None = None


def wanted_of(given: Mapping[str, Any]) -> Wanted:
    """Of the options of `radar add` and `radar edit`, by their names."""
    return Wanted(given["example"] or (), given["from_"] or (), given["orcid"], given["arxiv_author"], given["zotero"])


@dataclass(frozen=True, slots=True)
class Gathered:
    """Examples from all places, and what could not be read: (place, entry)."""

    examples: tuple[Example, ...] = ()
    unread: tuple[tuple[str, Unread], ...] = ()


def gather(desk: Desk, wanted: Wanted) -> Gathered:
    """Ask everything that is wanted.

    Raises: NotFound for an unknown paper; ConfigError for a file of which nothing can be read, and for more papers than
    a radar holds, before any of them is looked up; FetchError, ParseError for an upstream.
    """
    at = desk.hub.clock()
    examples = list(examples_of_papers([desk.paper(name) for name in wanted.papers], desk.hub.store, at))
    unread: list[tuple[str, Unread]] = []
    asked: list[tuple[str, ReadReferences]] = []
    for origin, read in _asked(desk, wanted):
        bad = [(origin, entry) for entry in read.unread]
        if not read.references:
            tell_unread(desk, bad)
            raise ConfigError(desk.words("examples.nothing"), subject=origin)
        asked.append((origin, read))
        unread += bad
        if (n := sum(len(each.references) for _, each in asked)) > MOST_EXAMPLES:
            raise ConfigError(desk.words("examples.too_many", n=n, most=MOST_EXAMPLES), subject=origin)
    for origin, read in asked:
        taken = examples_of(read.references, desk.hub.store, at, origin)
        _tell_taken(desk, origin, taken)
        examples += taken.examples
    return Gathered(tuple({example.key: example for example in examples}.values()), tuple(unread))


def _asked(desk: Desk, wanted: Wanted) -> Iterator[tuple[str, ReadReferences]]:
    wishes = tuple(_wishes(wanted, desk.session.environ))  # a slip of the hand in one is named before any is asked
    for path in wanted.files:
        yield path.name, _read_file(path)
    for wish in wishes:
        with Waiting(desk.session.err, desk.words("examples.asking", origin=wish.label)):
            read = fetch_references(wish, desk.hub.fetcher)
        yield wish.label, read


def _wishes(wanted: Wanted, environ: Mapping[str, str]) -> Iterator[Wish]:
    """Raises: ConfigError for what names nobody and no library."""
    if wanted.orcid is not None:
        yield orcid_works(wanted.orcid, environ.get("ORCID_API_URL") or ORCID_API)
    if wanted.arxiv_author is not None:
        authors, papers = environ.get("ARXIV_AUTHORS_URL"), environ.get("ARXIV_API_URL")
        yield arxiv_author(wanted.arxiv_author, authors or ARXIV_AUTHORS, papers or ARXIV_API)
    if wanted.zotero is not None:
        key, address = environ.get("ZOTERO_API_KEY"), environ.get("ZOTERO_API_URL")
        yield zotero_library(wanted.zotero, key or None, address or ZOTERO_API)


def _read_file(path: Path) -> ReadReferences:
    """Raises: ConfigError."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        return read_references(data, path.name)
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", subject=str(path)) from None
    except ParseError as error:
        raise ConfigError(error.message, subject=str(path)) from None


def _tell_taken(desk: Desk, origin: str, taken: Exampled) -> None:
    examples = taken.examples
    n_stored = sum(example.paper_id is not None for example in examples)
    n_bare = sum(example.paper_id is None and not example.abstract for example in examples)
    desk.session.say(desk.words("examples.taken", origin=origin, n=len(examples), stored=n_stored))
    if n_bare:
        desk.session.say(desk.words("examples.bare", origin=origin, n=n_bare))
    if taken.unclear:
        first = taken.unclear[0][:_LONGEST_TITLE]
        desk.session.say(desk.words("examples.unclear", origin=origin, n=len(taken.unclear), title=first))


def tell_unread(desk: Desk, unread: Sequence[tuple[str, Unread]]) -> None:
    """Each entry that could not be read and why, on standard error."""
    for origin, entry in unread[:_MOST_NAMED]:
        desk.session.say(desk.words("examples.unread", origin=origin, place=entry.place, reason=entry.reason))
    if len(unread) > _MOST_NAMED:
        desk.session.say(desk.words("update.more_failed", n=len(unread) - _MOST_NAMED))
