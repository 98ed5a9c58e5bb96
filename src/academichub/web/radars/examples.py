"""Example papers out of what a reader typed or sent as a file, and what of it could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from academichub.errors import NotFound, ParseError
from academichub.model import Example, PaperId, Reference, Unread
from academichub.ports import Library
from academichub.references import read_references
from academichub.web.radars.form import Fault

__all__ = ["Brought", "example_of", "read_examples", "read_typed"]


@dataclass(frozen=True, slots=True)
class Brought:
    """`n_unknown` of the examples are names of papers that are not stored, of which nothing is known."""

    examples: tuple[Example, ...] = ()
    unread: tuple[Unread, ...] = ()
    faults: tuple[Fault, ...] = ()
    n_unknown: int = 0
    file: str = ""

    def __add__(self, other: Brought) -> Brought:
        return Brought(
            self.examples + other.examples,
            self.unread + other.unread,
            self.faults + other.faults,
            self.n_unknown + other.n_unknown,
            self.file or other.file,
        )


def read_examples(data: bytes, library: Library, language: str, now: datetime, *, file: str = "") -> Brought:
    """The papers that a list or a file of references names. `file` is its name; empty: it was typed."""
    try:
        read = read_references(data, file or "typed.txt")
    except ParseError as error:
        return Brought(faults=(Fault("file" if file else "examples", "form.fault.unreadable", error.message),))
    examples = tuple(_example(reference, library, language, now, file) for reference in read.references)
    n_unknown = sum(not example.abstract and example.paper_id is None for example in examples)
    return Brought(examples, read.unread, (), n_unknown, file)


def _example(reference: Reference, library: Library, language: str, now: datetime, file: str) -> Example:
    stored = _stored(reference.identifiers, library)
    if stored is not None:
        return example_of(stored, library, language, now, file)
    title = reference.title or reference.identifiers[0]
    key = reference.identifiers[0] if reference.identifiers else " ".join(title.casefold().split())
    return Example(key, title, now, reference.abstract, None, file)


def _stored(names: Sequence[str], library: Library) -> PaperId | None:
    return next((found for name in names if (found := library.find(name)) is not None), None)


def example_of(paper_id: PaperId, library: Library, language: str, now: datetime, origin: str = "") -> Example:
    """A stored paper as an example. Raises: NotFound."""
    paper = library.details(paper_id, language).paper
    if paper.paper_id != paper_id:
        raise NotFound("nothing is stored under that name", subject=paper_id)
    abstract = paper.abstract.plain if paper.abstract else ""
    return Example(paper_id, paper.title.plain or paper_id, now, abstract, paper_id, origin)


def read_typed(text: str, library: Library, language: str, now: datetime) -> Brought:
    """The papers named in a text, by line: any name that the library knows, else what a list of references may hold."""
    found: list[Example] = []
    rest: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        stored = library.find(line)
        if stored is None:
            rest.append(line)
        else:
            found.append(example_of(stored, library, language, now))
    others = read_examples("\n".join(rest).encode(), library, language, now) if rest else Brought()
    return Brought(tuple(found)) + others
