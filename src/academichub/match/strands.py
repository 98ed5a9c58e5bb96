"""Where each strand stands: which paper it belongs to, and where it goes when its surroundings are grouped anew. Pure.

A paper's id is the one that the oldest strand of its work founded; the ids that the others founded lead to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from academichub.match.precedence import is_feed
from academichub.match.traits import Traits
from academichub.match.works import NO_RULINGS, Rulings, Work, group_works
from academichub.model import PaperId

__all__ = ["Strand", "leads_of", "name_owners", "settle"]


@dataclass(frozen=True, slots=True)
class Strand:
    """`founded`: the paper that was made for it, whatever became of that; None: it joined one that was there. `age`:
    the lower, the earlier it was seen. `reason` says how it came to its work; None for the one that the others came to.
    """

    traits: Traits
    paper_id: PaperId
    founded: PaperId | None
    age: int
    reason: str | None = None

    @property
    def name(self) -> str:
        return self.traits.strand

    @property
    def key(self) -> str:
        return self.name[len(self.traits.source) + 1 :]


def settle(strands: Mapping[str, Strand], rulings: Rulings = NO_RULINGS) -> dict[str, Strand]:
    """Every strand with the paper it belongs to, of strands among which are all that they may be one with."""
    works = group_works({name: strand.traits for name, strand in strands.items()}, rulings)
    taken = {strand.founded for strand in strands.values() if strand.founded is not None}
    settled: dict[str, Strand] = {}
    for work in works:
        settled.update(_settled(work, [strands[name] for name in work.strands], taken))
    return settled


def _settled(work: Work, members: list[Strand], taken: Collection[PaperId]) -> dict[str, Strand]:
    members = sorted(members, key=lambda strand: strand.age)
    lead = next((strand for strand in members if strand.founded is not None), None)
    if lead is None:
        lead = replace(members[0], founded=_free_id(members[0].name, taken))
        members[0] = lead
    assert lead.founded is not None  # it was chosen by it
    placed = {}
    for strand in members:
        reason = None if strand.name == lead.name else work.reasons.get(strand.name)
        placed[strand.name] = replace(strand, paper_id=lead.founded, reason=reason)
    return placed


def _free_id(name: str, taken: Collection[PaperId]) -> PaperId:
    number, free = 2, name
    while free in taken:
        free, number = f"{name}~{number}", number + 1
    return PaperId(free)


def leads_of(strands: Iterable[Strand]) -> dict[PaperId, PaperId]:
    """Where each paper that one of the strands founded leads: to itself, or to the one its strand belongs to now."""
    return {strand.founded: strand.paper_id for strand in strands if strand.founded is not None}


def name_owners(strands: Iterable[Strand]) -> dict[str, PaperId]:
    """Which paper each name of these strands leads to: its own strand's, then who has it, then who states it;
    of equals, no feed's."""
    claims: dict[str, tuple[int, bool, str, PaperId]] = {}
    for strand in strands:
        traits = strand.traits
        for name in (strand.name, *traits.names):
            rank = 0 if name == strand.name else 2 if name in traits.stated else 1
            claim = (rank, is_feed(traits.source), strand.name, strand.paper_id)
            claims[name] = min(claim, claims.get(name, claim))
    return {name: paper_id for name, (*_, paper_id) in claims.items()}
