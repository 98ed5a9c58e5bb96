"""From references to examples: by name, by title where nothing that is known differs, and never by a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from academichub.errors import ConfigError
from academichub.model import MOST_EXAMPLES, Author, Example, Identifiers, Paper, Reference
from academichub.references import read_references
from academichub.references.exampling import Exampled, examples_of
from academichub.store import Store
from tests.samples import NOON
from tests.store.cards import paper_of, save_papers, text

TITLE = "Silt budgets of river deltas"
SILT = replace(
    paper_of(1), title=text(TITLE), authors=(Author("Jane Silt"), Author("Bo Sand")), posted_on=date(2026, 6, 16)
)


def taken(store: Store, papers: Sequence[Paper], *references: Reference) -> Exampled:
    save_papers(store, papers)
    return examples_of(references, store, NOON, "library.bib")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.bib", "@article{k, title={{Silt} Budgets of River Deltas}, author={Silt, J. and others}, year=2026}"),
        ("a.ris", "TY  - JOUR\nTI  - Silt budgets of river deltas.\nAU  - Silt, Jane\nPY  - 2026\nER  - \n"),
        ("a.csv", "Title,Author,Publication Year\nSilt budgets of river deltas,,\n"),
    ],
)
def test_a_title_alone_is_the_stored_paper(store: Store, name: str, data: str) -> None:
    read = read_references(data.encode(), name)
    assert [one.identifiers for one in read.references] == [()]
    (example,) = taken(store, [SILT], *read.references).examples
    assert (example.key, example.paper_id) == (SILT.paper_id, SILT.paper_id)


@pytest.mark.parametrize(
    "other",
    [
        Reference(TITLE, authors=("Jane Clay",)),
        Reference(TITLE, year=2019),
        Reference(TITLE, authors=("Jane Silt",), year=2031),
        Reference(TITLE + " revisited", authors=("Jane Silt",)),
        Reference(TITLE, identifiers=("arxiv:2501.00001",)),
    ],
)
def test_what_differs_in_anything_known_is_another_paper(store: Store, other: Reference) -> None:
    stored = replace(SILT, identifiers=Identifiers(arxiv="2606.90001"))
    (example,) = taken(store, [stored], other).examples
    assert example.paper_id is None


@pytest.mark.parametrize(
    ("posted", "version", "year"), [(2025, 1, 2026), (2026, 1, 2025), (2026, 3, 2021), (None, None, 1999)]
)
def test_years_that_may_be_of_one_work(store: Store, posted: int | None, version: int | None, year: int) -> None:
    stored = replace(SILT, posted_on=date(posted, 1, 2) if posted else None, version=version)
    (example,) = taken(store, [stored], Reference(TITLE, authors=("J. Silt",), year=year)).examples
    assert example.paper_id == SILT.paper_id


def test_a_short_title_needs_an_author_or_a_year_that_agrees(store: Store) -> None:
    stored = replace(SILT, title=text("Editorial"))
    bare, told = Reference("Editorial"), Reference("Editorial", authors=("Jane Silt",))
    assert [one.paper_id for one in taken(store, [stored], bare).examples] == [None]
    assert [one.paper_id for one in examples_of([told], store, NOON).examples] == [SILT.paper_id]


def test_of_two_that_fit_none_is_taken_and_it_is_told(store: Store) -> None:
    twin = replace(paper_of(2), title=text(TITLE.upper()), authors=(Author("Bo Clay"),))
    unclear = taken(store, [SILT, twin], Reference(TITLE))
    assert unclear == Exampled((Example(TITLE.casefold(), TITLE, NOON, origin="library.bib"),), (TITLE,))
    clear = examples_of([Reference(TITLE, authors=("Bo Clay",))], store, NOON)
    assert ([one.paper_id for one in clear.examples], clear.unclear) == ([twin.paper_id], ())


def test_a_title_and_an_identifier_of_one_paper_are_one_example(store: Store) -> None:
    stored = replace(SILT, identifiers=Identifiers(arxiv="2606.90001"))
    both = taken(store, [stored], Reference(TITLE), Reference("", identifiers=("arxiv:2606.90001",)))
    assert [one.key for one in both.examples] == [SILT.paper_id]


class Unasked:
    """A library that must not be asked."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"asked for {name}")


def test_more_than_a_radar_holds_are_refused_before_anything_is_looked_up() -> None:
    references = [Reference("", identifiers=(f"pmid:{n}",)) for n in range(1, MOST_EXAMPLES + 2)]
    with pytest.raises(ConfigError, match="5,001 papers, and a radar has at most 5,000"):
        examples_of(references, Unasked(), NOON, "ids.txt")  # type: ignore[arg-type]
