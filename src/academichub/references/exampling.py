"""What somebody's library names becomes examples of a radar: the stored paper where there is one, else its title.

The one way from a reference to an example, for pages and commands. Pure but for the library it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from academichub.errors import NotFound
from academichub.model import Example, Paper, PaperId, Reference
from academichub.ports import Library

__all__ = ["example_of_paper", "examples_of"]


def examples_of(
    references: Sequence[Reference], library: Library, at: datetime, origin: str = ""
) -> tuple[Example, ...]:
    """In the order of the references, each paper once. `origin` is where they come from, as the reader knows it.

    One that is a name alone, of a paper that is not stored, has no title. Raises: StoreError.
    """
    known = {reference: _stored(reference, library) for reference in references}
    papers = library.papers([paper_id for paper_id in known.values() if paper_id is not None])
    examples: dict[str, Example] = {}
    for reference, paper_id in known.items():
        paper = papers.get(paper_id) if paper_id is not None else None
        example = _of_paper(paper, at, origin) if paper is not None else _of_reference(reference, at, origin)
        examples.setdefault(example.key, example)
    return tuple(examples.values())


def example_of_paper(paper_id: PaperId, library: Library, at: datetime) -> Example:
    """A stored paper, named by hand. Raises: NotFound, StoreError."""
    paper = library.papers([paper_id]).get(paper_id)
    if paper is None:
        raise NotFound("nothing is stored under that name", subject=paper_id)
    return _of_paper(paper, at, "")


def _of_paper(paper: Paper, at: datetime, origin: str) -> Example:
    abstract = paper.abstract.plain if paper.abstract else ""
    return Example(str(paper.paper_id), paper.title.plain, at, abstract, paper.paper_id, origin)


def _of_reference(reference: Reference, at: datetime, origin: str) -> Example:
    key = reference.identifiers[0] if reference.identifiers else " ".join(reference.title.split()).casefold()
    return Example(key, reference.title, at, reference.abstract, None, origin)


def _stored(reference: Reference, library: Library) -> PaperId | None:
    return next((found for name in reference.identifiers if (found := library.find(name)) is not None), None)
