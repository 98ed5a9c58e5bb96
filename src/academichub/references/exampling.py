"""What somebody's library names becomes examples of a radar: the stored paper where there is one, else its title.

The one way from a reference to an example, for pages and commands. Pure but for the library it is given.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from academichub.errors import ConfigError, NotFound
from academichub.model import MOST_EXAMPLES, Example, Paper, PaperId, Reference
from academichub.ports import Library
from academichub.references.agreeing import agree

__all__ = ["Exampled", "example_of_paper", "examples_of", "examples_of_papers"]


@dataclass(frozen=True, slots=True)
class Exampled:
    """In the order of the references, each paper once. `unclear`: titles that several stored papers have, none of which
    the reference tells from the others; they are kept by their titles."""

    examples: tuple[Example, ...] = ()
    unclear: tuple[str, ...] = ()


def examples_of(references: Sequence[Reference], library: Library, at: datetime, origin: str = "") -> Exampled:
    """`origin` is where they come from, as the reader knows it. Nothing is guessed: see `agreeing`.

    One that is a name alone, of a paper that is not stored, has no title.
    Raises: ConfigError where there are more than a radar holds, before anything is looked up; StoreError.
    """
    if len(references) > MOST_EXAMPLES:
        raise ConfigError(
            f"{origin or 'what was given'} names {len(references):,} papers, and a radar has at most "
            f"{MOST_EXAMPLES:,} examples; take the newest of them",
            subject="examples",
        )
    named = library.find_each([name for reference in references for name in reference.identifiers])
    known = {
        reference: next((named[name] for name in reference.identifiers if name in named), None)
        for reference in references
    }
    alike = library.titled({one.title for one, paper_id in known.items() if paper_id is None and one.title})
    papers = library.papers([*filter(None, known.values()), *(one for all_ in alike.values() for one in all_)])
    examples: dict[str, Example] = {}
    unclear: list[str] = []
    for reference, paper_id in known.items():
        stored = papers.get(paper_id) if paper_id is not None else None
        meant = [stored] if stored is not None else _meant(reference, alike.get(reference.title, ()), papers)
        if len(meant) > 1:
            unclear.append(reference.title)
        example = _of_paper(meant[0], at, origin) if len(meant) == 1 else _of_reference(reference, at, origin)
        examples.setdefault(example.key, example)
    return Exampled(tuple(examples.values()), tuple(unclear))


def _meant(reference: Reference, alike: Collection[PaperId], papers: Mapping[PaperId, Paper]) -> list[Paper]:
    return [papers[one] for one in alike if one in papers and agree(reference, papers[one])]


def examples_of_papers(paper_ids: Sequence[PaperId], library: Library, at: datetime) -> tuple[Example, ...]:
    """Stored papers, named by hand, each once. Raises: NotFound for one that is not stored; StoreError."""
    wanted = tuple(dict.fromkeys(paper_ids))
    papers = library.papers(wanted)
    for paper_id in wanted:
        if paper_id not in papers:
            raise NotFound("nothing is stored under that name", subject=paper_id)
    return tuple(_of_paper(papers[paper_id], at, "") for paper_id in wanted)


def example_of_paper(paper_id: PaperId, library: Library, at: datetime) -> Example:
    """Raises: NotFound, StoreError."""
    return examples_of_papers([paper_id], library, at)[0]


def _of_paper(paper: Paper, at: datetime, origin: str) -> Example:
    abstract = paper.abstract.plain if paper.abstract else ""
    return Example(str(paper.paper_id), paper.title.plain, at, abstract, paper.paper_id, origin)


def _of_reference(reference: Reference, at: datetime, origin: str) -> Example:
    key = reference.identifiers[0] if reference.identifiers else " ".join(reference.title.split()).casefold()
    return Example(key, reference.title, at, reference.abstract, None, origin)
