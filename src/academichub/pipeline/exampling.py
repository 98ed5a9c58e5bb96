"""What somebody's library names becomes examples of a radar: the stored paper where there is one, else its title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from academichub.model import Example, PaperId, Reference
from academichub.store import Store

__all__ = ["example_of_paper", "examples_of"]


def examples_of(references: Sequence[Reference], store: Store, at: datetime, origin: str) -> tuple[Example, ...]:
    """In the order of the references. `origin` is where they come from, as the reader knows it.

    One that is a name alone, of a paper that is not stored, has no title. Raises: StoreError.
    """
    known = {reference: _stored(reference, store) for reference in references}
    papers = store.papers([paper_id for paper_id in known.values() if paper_id is not None])
    examples: list[Example] = []
    for reference, paper_id in known.items():
        paper = papers.get(paper_id) if paper_id is not None else None
        if paper is not None:
            abstract = paper.abstract.plain if paper.abstract else ""
            examples.append(Example(str(paper.paper_id), paper.title.plain, at, abstract, paper.paper_id, origin))
        else:
            examples.append(Example(_key(reference), reference.title, at, reference.abstract, None, origin))
    return tuple(examples)


def example_of_paper(paper_id: PaperId, store: Store, at: datetime) -> Example:
    """A stored paper, named by hand."""
    paper = store.papers([paper_id])[paper_id]
    return Example(str(paper_id), paper.title.plain, at, paper.abstract.plain if paper.abstract else "", paper_id)


def _stored(reference: Reference, store: Store) -> PaperId | None:
    found: Iterable[PaperId | None] = map(store.find, reference.identifiers)
    return next((paper_id for paper_id in found if paper_id is not None), None)


def _key(reference: Reference) -> str:
    return reference.identifiers[0] if reference.identifiers else " ".join(reference.title.split()).casefold()
