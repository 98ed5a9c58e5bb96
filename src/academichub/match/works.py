"""Which entries are one work, of all that have to do with each other: the same whatever the order they came in. Pure.

The surest likenesses join first. No work gets two entries of one source, nor two that a reader has said are different,
nor, by words alone, two that have different identifiers of one kind, or other signs in one title. So who comes later
may part what came together before: an article that joined one preprint by its title belongs to the other that states
its DOI.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from academichub.match.likeness import Likeness, Verdict, differ_in_name, differ_in_signs, likeness
from academichub.match.traits import Traits

__all__ = ["NO_RULINGS", "Rulings", "Work", "group_works"]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What a reader has said of pairs of strands, each pair in the order of letters."""

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()


NO_RULINGS = Rulings()
RULED = "reader"


@dataclass(slots=True)
class Work:
    """`strands` in the order of letters; `reasons` say of each how it came to the others, of all but one."""

    strands: list[str]
    reasons: dict[str, str] = field(default_factory=dict)


def group_works(traits: Mapping[str, Traits], rulings: Rulings = NO_RULINGS) -> list[Work]:
    """Every strand in one work, in the order of their first strands."""
    works = {strand: Work([strand]) for strand in traits}
    for one, other, reason in _edges(traits, rulings):
        mine, its = works[one], works[other]
        if mine is not its and _may_join(mine, its, traits, rulings, reason):
            mine.strands = sorted((*mine.strands, *its.strands))
            mine.reasons = {one: reason, other: reason, **its.reasons, **mine.reasons}
            works.update((strand, mine) for strand in its.strands)
    distinct = {id(work): work for work in works.values()}
    return sorted(distinct.values(), key=lambda work: work.strands)


def _edges(traits: Mapping[str, Traits], rulings: Rulings) -> Iterator[tuple[str, str, str]]:
    """Pairs that should be joined, the surest first."""
    for one, other in sorted(rulings.same):
        if one in traits and other in traits:
            yield one, other, RULED
    found: list[tuple[tuple[int, float], str, str, str]] = []
    for one, other in combinations(sorted(traits), 2):
        if traits[one].source != traits[other].source:
            alike: Likeness = likeness(traits[one], traits[other])
            if alike.verdict is Verdict.SAME:
                found.append((alike.rank, one, other, alike.reason))
    yield from ((one, other, reason) for _, one, other, reason in sorted(found))


def _may_join(mine: Work, its: Work, traits: Mapping[str, Traits], rulings: Rulings, reason: str) -> bool:
    ours, theirs = _of(mine.strands, traits), _of(its.strands, traits)
    if {each.source for each in ours} & {each.source for each in theirs}:
        return False
    pairs = ((min(one, other), max(one, other)) for one in mine.strands for other in its.strands)
    if rulings.different and any(pair in rulings.different for pair in pairs):
        return False
    if reason == RULED or reason.startswith("name:"):
        return True
    return not differ_in_name(ours, theirs) and not differ_in_signs(ours, theirs)


def _of(strands: Iterable[str], traits: Mapping[str, Traits]) -> list[Traits]:
    return [traits[strand] for strand in strands]
