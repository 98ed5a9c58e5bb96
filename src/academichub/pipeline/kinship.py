"""The search for everything that has to do with some strands: who shares a key, who is alike, and so on from there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from academichub.match import NO_RULINGS, Rulings, Strand, Verdict, keys_of, likeness
from academichub.model import PaperId
from academichub.store import Register

__all__ = ["Search"]


@dataclass(slots=True)
class Search:
    """It begins with `strands` and ends with all that may be grouped together with any of them. `known` are those that
    are stored, as they are.
    """

    register: Register
    strands: dict[str, Strand]
    known: dict[str, Strand]
    rulings: Rulings = NO_RULINGS
    suggested: dict[tuple[str, str], tuple[str, float]] = field(default_factory=dict)
    _links: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_key: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    _compared: set[tuple[str, str]] = field(default_factory=set)
    _looked_at: dict[str, Strand] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)  # of those that are stored and were met, by their ages

    def spread(self) -> None:
        """Until nobody new is found."""
        frontier = set(self.strands)
        self._names.update((strand.age, name) for name, strand in self.known.items())
        while frontier:
            frontier |= self._bound_to(frontier)
            frontier = self._compare(self._candidates(frontier)) - frontier

    def _bound_to(self, frontier: set[str]) -> set[str]:
        """Who is on one paper with any of them, or was said to be the same; it may be that they part now."""
        found, ahead = set(frontier), set(frontier)
        while ahead:
            ahead = (self._fellows(ahead) | self._ruled(ahead)) - found
            found |= ahead
        return found

    def _fellows(self, names: set[str]) -> set[str]:
        papers = {self.strands[name].paper_id for name in names}
        fresh = self._take(self.register.strands_of(papers))
        by_paper: dict[PaperId, list[str]] = defaultdict(list)
        for name in sorted(names | fresh):
            by_paper[self.strands[name].paper_id].append(name)
        for fellows in by_paper.values():
            for other in fellows[1:]:
                self._link(fellows[0], other)
        return fresh

    def _ruled(self, names: set[str]) -> set[str]:
        found = self.register.rulings(names)
        self.rulings = Rulings(self.rulings.same | found.same, self.rulings.different | found.different)
        absent = {name for pair in found.same for name in pair if name not in self.strands}
        fresh = self._take(self.register.strands(absent)) if absent else set()
        for one, other in found.same:
            if one in self.strands and other in self.strands:
                self._link(one, other)
        return fresh

    def _take(self, found: Mapping[str, Strand]) -> set[str]:
        fresh = {name: strand for name, strand in found.items() if name not in self.strands}
        self.strands.update(fresh)
        self.known.update(fresh)
        self._names.update((strand.age, name) for name, strand in fresh.items())
        return set(fresh)

    def _candidates(self, frontier: Iterable[str]) -> list[tuple[str, str]]:
        """Pairs that share a key, one of which is new to the search."""
        keys = {name: keys_of(self.strands[name].traits) for name in frontier}
        for name, its in keys.items():
            for key in its:
                self._by_key[key].add(name)
        held = self.register.holders(key for its in keys.values() for key in its)
        self._look_at(number for numbers in held.values() for number in numbers)
        for key, numbers in held.items():
            self._by_key[key].update(self._names[number] for number in numbers)
        pairs = {
            (min(name, other), max(name, other))
            for name, its in keys.items()
            for key in its
            for other in self._by_key[key]
            if other != name
        }
        fresh = pairs - self._compared
        self._compared |= fresh
        return sorted(fresh)

    def _look_at(self, numbers: Iterable[int]) -> None:
        for name, strand in self.register.numbered(set(numbers) - self._names.keys()).items():
            self._names[strand.age] = name
            self._looked_at[name] = strand

    def _compare(self, pairs: Sequence[tuple[str, str]]) -> set[str]:
        """Links those who are one; returns whoever came in by that."""
        found: set[str] = set()
        for one, other in pairs:
            mine, its = self._strand(one), self._strand(other)
            alike = likeness(mine.traits, its.traits)
            if alike.verdict is Verdict.SAME or _contend(mine, its):
                found |= {one, other}
                self._link(one, other)
            elif alike.verdict is Verdict.PERHAPS:
                self.suggested[one, other] = (alike.reason, round(alike.score, 4))
        return self._take({name: self._looked_at[name] for name in found - self.strands.keys()})

    def _strand(self, name: str) -> Strand:
        return self.strands.get(name) or self._looked_at[name]

    def paper_of(self, name: str) -> PaperId:
        """Of a strand that was compared."""
        return self._strand(name).paper_id

    def _link(self, one: str, other: str) -> None:
        self._links[one].add(other)
        self._links[other].add(one)

    def components(self) -> list[set[str]]:
        """All strands, each in the one set of those that are linked with it."""
        left, found = set(self.strands), []
        while left:
            reached: set[str] = set()
            ahead = [left.pop()]
            while ahead:
                name = ahead.pop()
                if name not in reached:
                    reached.add(name)
                    ahead += self._links[name]
            left -= reached
            found.append(reached)
        return found


def _contend(one: Strand, other: Strand) -> bool:
    """Two of one source that give one name are never one work, but whoever else gives it must choose between them."""
    mine, its = one.traits, other.traits
    return mine.source == its.source and not {mine.strand, *mine.names}.isdisjoint((its.strand, *its.names))
