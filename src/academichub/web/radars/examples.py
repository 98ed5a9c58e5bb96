"""Example papers out of what a reader typed or sent as a file, and what of it could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from academichub.errors import ParseError
from academichub.model import MOST_EXAMPLES, Example, Unread
from academichub.ports import Library
from academichub.references import read_references
from academichub.references.exampling import examples_of, examples_of_papers
from academichub.web.radars.form import Fault

__all__ = ["Brought", "read_examples", "read_typed"]


@dataclass(frozen=True, slots=True)
class Brought:
    """`n_unknown` of the examples are names of papers that are not stored, of which nothing is known; `n_unclear` are
    titles that several stored papers have."""

    examples: tuple[Example, ...] = ()
    unread: tuple[Unread, ...] = ()
    faults: tuple[Fault, ...] = ()
    n_unknown: int = 0
    n_unclear: int = 0
    file: str = ""

    def __add__(self, other: Brought) -> Brought:
        return Brought(
            self.examples + other.examples,
            self.unread + other.unread,
            self.faults + other.faults,
            self.n_unknown + other.n_unknown,
            self.n_unclear + other.n_unclear,
            self.file or other.file,
        )


def read_examples(data: bytes, library: Library, now: datetime, *, file: str = "") -> Brought:
    """The papers that a list or a file of references names. `file` is its name; empty: it was typed."""
    try:
        read = read_references(data, file or "typed.txt")
    except ParseError as error:
        return Brought(faults=(Fault("file" if file else "examples", "form.fault.unreadable", error.message),))
    if len(read.references) > MOST_EXAMPLES:
        field = "file" if file else "examples"
        return Brought(faults=(Fault(field, "form.fault.too_many", f"{MOST_EXAMPLES:,}"),), file=file)
    taken = examples_of(read.references, library, now, file)
    n_unknown = sum(not (example.paper_id or example.title or example.abstract) for example in taken.examples)
    return Brought(taken.examples, read.unread, (), n_unknown, len(taken.unclear), file)


def read_typed(text: str, library: Library, now: datetime) -> Brought:
    """The papers named in a text, by line: any name that the library knows, else what a list of references may hold."""
    lines = [*filter(None, map(str.strip, text.splitlines()))]
    stored = library.find_each(tuple(dict.fromkeys(lines)))
    rest = [line for line in lines if line not in stored]
    others = read_examples("\n".join(rest).encode(), library, now) if rest else Brought()
    return Brought(examples_of_papers(tuple(stored.values()), library, now)) + others
