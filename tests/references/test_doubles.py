"""Which references are one paper, and what is kept of each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from academichub.model import Reference
from academichub.references.doubles import without_doubles


def test_one_identifier_is_enough_and_nothing_said_is_lost() -> None:
    first = Reference("Silt", identifiers=("doi:10.5555/a",), year=2025)
    second = Reference("Silt, revised", "About silt.", ("Jane Silt",), ("arxiv:2606.24854", "doi:10.5555/a"), 2026)
    names = ("doi:10.5555/a", "arxiv:2606.24854")
    assert without_doubles([first, second]) == (Reference("Silt", "About silt.", ("Jane Silt",), names, 2025),)


def test_two_that_only_a_third_shows_to_be_one() -> None:
    preprint = Reference("Silt", identifiers=("arxiv:2606.24854",))
    other = Reference("Sand", identifiers=("pmid:7",))
    journal = Reference("On silt", identifiers=("doi:10.5555/a",))
    both = Reference("", identifiers=("arxiv:2606.24854", "doi:10.5555/a"))
    assert without_doubles([preprint, other, journal, both]) == (
        Reference("Silt", identifiers=("arxiv:2606.24854", "doi:10.5555/a")),
        other,
    )


def test_a_title_joins_only_what_nothing_sets_apart() -> None:
    preprint = Reference("Silt Moves!", authors=("Jane Silt",), identifiers=("arxiv:2606.24854",))
    journal = Reference("Silt moves", authors=("J. Silt",), identifiers=("doi:10.5555/a",))
    assert len(without_doubles([preprint, journal])) == 1
    editorials = [Reference("Editorial", identifiers=(f"doi:10.5555/{n}",)) for n in range(20)]
    assert without_doubles(editorials) == tuple(editorials)
    namesakes = [Reference("Introduction", authors=("Jane Silt",)), Reference("Introduction", authors=("R. Sand",))]
    assert without_doubles(namesakes) == tuple(namesakes)


def test_a_chain_of_names_does_not_grow_without_end() -> None:
    chain = [Reference("", identifiers=(f"doi:10.5555/{n}", f"doi:10.5555/{n + 1}")) for n in range(200)]
    joined = without_doubles(chain)
    assert max(len(one.identifiers) for one in joined) <= 40
    assert {name for one in joined for name in one.identifiers} == {f"doi:10.5555/{n}" for n in range(201)}


_NAMES = st.sampled_from(["arxiv:2606.24854", "doi:10.5555/a", "doi:10.5555/b", "pmid:7", "pmcid:PMC9"])
_REFERENCES = st.builds(
    Reference,
    title=st.sampled_from(["", "Silt", "Sand moves"]),
    identifiers=st.lists(_NAMES, min_size=1, max_size=2, unique=True).map(tuple),
)


@given(st.lists(_REFERENCES, max_size=12))
def test_no_name_is_lost_or_told_twice(references: list[Reference]) -> None:
    joined = without_doubles(references)
    told = [name for one in joined for name in one.identifiers]
    assert sorted(told) == sorted({name for one in references for name in one.identifiers})
    assert without_doubles(joined) == joined
