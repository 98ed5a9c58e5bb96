"""What a reader decides of works: join two cards, take a merge back, say that two are different."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from academichub.errors import NotFound
from academichub.match import Strand
from academichub.model import BY_READER, Merge, PaperId
from academichub.pipeline.matching import learn_strands, regroup, renew_cards, save_matched
from academichub.publish.faults import Worded
from academichub.store import Folded, Register, Store, Unit

__all__ = ["Works", "learn_all_strands"]


def learn_all_strands(store: Store, at: datetime) -> None:
    """Take what is stored and not in the register into it: all that came before there was one."""
    is_behind = True
    while is_behind:
        with store.writing() as unit:
            is_behind = unit.register.is_behind() and learn_strands(unit, at)


@dataclass(frozen=True, slots=True)
class Works:
    """Papers are named as readers name them, by any of their names. Every method raises StoreError; NotFound for a
    paper or a merge that is not stored."""

    store: Store
    clock: Callable[[], datetime]

    def join(self, one: str, other: str) -> PaperId:
        """Make one card of two; returns the paper they are now, which is the older one.

        Raises: Worded where they are one already, or both have an entry of one source.
        """
        at = self.clock()
        with self.store.writing() as unit:
            first, second = self._two(unit, one, other)
            _check_sources(first, second)
            register = unit.register
            register.forget_rulings(_pairs(first, second), same=False)
            register.rule([(_lead(first), _lead(second))], at, same=True)
            self._regroup(unit, [*first.values(), *second.values()], at)
            return register.strands([_lead(first)])[_lead(first)].paper_id

    def part(self, merge_id: int) -> Merge:
        """Take a merge back: what it brought stands apart from what it came to, and is never joined with that by itself
        again. What came to their card later goes with whom it belongs to. Returns the merge.

        Raises: Worded where it was taken back before, or nothing of it is left.
        """
        at = self.clock()
        with self.store.writing() as unit:
            found = unit.register.merge(merge_id)
            if found is None:
                raise NotFound("no such merge is stored; academichub works merges lists them", subject=str(merge_id))
            merge, folded = found
            moved, rest = ({}, {}) if merge.undone_at is not None else _two_sides(unit, merge, folded)
            if not moved or not rest:
                raise Worded("fault.works.parted", subject=str(merge_id))
            later = unit.register.standing_merges(rest, after=merge_id) if folded is None else []
            self._tell_apart(unit, moved, _before(later, moved, rest), at)
            if folded is not None:
                renew_cards(unit, [*moved, *rest])
            unit.register.undo([merge_id, *_same_merges(unit.register, moved)], at)
            _follow(unit.register, later, at)
            return merge

    def refuse(self, one: str, other: str) -> None:
        """Two cards are two works, whatever speaks for one. Raises: Worded where they are one card now."""
        with self.store.writing() as unit:
            self._tell_apart(unit, *self._two(unit, one, other, "fault.works.to_part"), self.clock())

    def _two(
        self, unit: Unit, one: str, other: str, if_one: str = "fault.works.one_already"
    ) -> tuple[dict[str, Strand], dict[str, Strand]]:
        found = unit.find_each([one, other])
        for name in (one, other):
            if name not in found:
                raise NotFound("no such paper is stored", subject=name)
        if found[one] == found[other]:
            raise Worded(if_one, subject=found[one])
        first, second = (unit.register.strands_of([found[name]]) for name in (one, other))
        if not first or not second:
            raise Worded("fault.works.not_learned", subject=one if not first else other)
        return first, second

    def _tell_apart(self, unit: Unit, ones: dict[str, Strand], others: dict[str, Strand], at: datetime) -> None:
        pairs = list(_pairs(ones, others))
        unit.register.forget_rulings(pairs, same=True)
        unit.register.rule(pairs, at, same=False)
        self._regroup(unit, [*ones.values(), *others.values()], at)

    def _regroup(self, unit: Unit, strands: Iterable[Strand], at: datetime) -> None:
        seeds = {strand.name: strand for strand in strands}
        save_matched(unit, regroup(unit.register, seeds, seeds), at, BY_READER)


def _two_sides(unit: Unit, merge: Merge, folded: Folded | None) -> tuple[dict[str, Strand], dict[str, Strand]]:
    """What the merge brought, and what it came to; {} where nothing is left of it."""
    if folded is not None:
        apart = unit.unfold(folded)
        return ({}, {}) if apart is None else ({apart[0].name: apart[0]}, {apart[1].name: apart[1]})
    moved = unit.register.strands(merge.strands)
    on_card = unit.register.strands_of({strand.paper_id for strand in moved.values()})
    return moved, {name: strand for name, strand in on_card.items() if name not in moved}


def _pairs(ones: Collection[str], others: Collection[str]) -> Iterable[tuple[str, str]]:
    return ((min(one, other), max(one, other)) for one in ones for other in others)


def _lead(strands: dict[str, Strand]) -> str:
    return min(strands.values(), key=lambda strand: (strand.reason is not None, strand.age)).name


def _check_sources(first: dict[str, Strand], second: dict[str, Strand]) -> None:
    """Raises: Worded."""
    both = {strand.traits.source for strand in first.values()} & {strand.traits.source for strand in second.values()}
    if both:
        raise Worded("fault.works.one_source", subject=min(both))


def _before(later: Sequence[Merge], moved: Collection[str], rest: Mapping[str, Strand]) -> dict[str, Strand]:
    """Those of `rest` that were on the card when `moved` came to it: without whatever `later` merges, the earliest
    first, brought to the two, or brought the two to. All of them where nobody is left who was there then."""
    there = set(rest)
    for merge in reversed(later):
        if there.isdisjoint(merge.strands) or set(moved).isdisjoint(merge.strands):
            there -= set(merge.strands)
        else:
            there &= set(merge.strands)
    return {name: strand for name, strand in rest.items() if name in there or not there}


def _follow(register: Register, later: Sequence[Merge], at: datetime) -> None:
    """Who came later and went with those who left did not join the card that they left, but the other."""
    for merge in later:
        strands = register.strands(merge.strands)
        papers = {strand.paper_id for strand in strands.values()}
        if merge.kept in papers or len(papers) != 1:
            continue
        register.undo([merge.merge_id], at)
        members = register.strands_of(papers)
        brought = {name for name, strand in members.items() if strand.reason is not None and name in strands}
        brought = brought or members.keys() - strands.keys()
        if brought and len(members) > len(strands):
            reason = min(members[name].reason or merge.reason for name in brought)
            (kept,) = papers
            gone = merge.gone if merge.gone != kept else None
            register.save_merge(replace(merge, kept=kept, gone=gone, strands=tuple(sorted(brought)), reason=reason))


def _same_merges(register: Register, moved: Collection[str]) -> list[int]:
    """Other merges that brought nothing but these strands to where they are."""
    return [merge.merge_id for merge in register.standing_merges(moved) if set(merge.strands) <= set(moved)]
