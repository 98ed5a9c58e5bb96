"""The search for everything that has to do with some strands: who shares a key, who is alike, and so on from there.

What very many strands share tells none of them from another: a feed that states its journal's DOI with each entry has
named no paper by it. So such a key brings nobody together, and such a name counts as not said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from academichub.match import NO_RULINGS, Rulings, Strand, Verdict, keys_of, likeness, name_key
from academichub.model import PaperId
from academichub.store import Register

__all__ = ["MOST_OF_A_NAME", "Search"]

MOST_OF_A_NAME = 20
"""Strands that one name may have: more than the sources that tell of a work, fewer than a large feed's entries."""
_MOST_OF_WORDS = 200  # strands that a title, or people with two words, may have


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
    _crowded: set[str] = field(default_factory=set)  # names that name no work

    def spread(self) -> None:
        """Until nobody new is found."""
        frontier = set(self.strands)
        self._names.update((strand.age, name) for name, strand in self.known.items())
        while frontier:
            frontier |= self._bound_to(frontier)
            keys = {name: keys_of(self.strands[name].traits) for name in frontier}
            held = self._holders(keys)
            parting = self._part_crowds(keys, held)
            frontier = (self._compare(self._candidates(keys, held)) | parting) - frontier

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

    def _holders(self, keys: Mapping[str, Collection[int]]) -> dict[int, list[int]]:
        """The stored holders of the keys, which are those of the strands named."""
        for name, its in keys.items():
            for key in its:
                self._by_key[key].add(name)
        return self.register.holders(key for its in keys.values() for key in its)

    def _part_crowds(self, keys: Mapping[str, Collection[int]], held: dict[int, list[int]]) -> set[str]:
        """Takes the keys out that too many hold, and learns the names among them. Where a name comes to be one of too
        many just now, whoever was joined by it is looked at again: returns those of them that are new to the search."""
        names = {name_key(name): name for strand in keys for name in self._names_of(strand)}
        parting: set[int] = set()
        for key in {key for its in keys.values() for key in its}:
            numbers = held.get(key, [])
            ages = {self._strand(name).age for name in self._by_key[key]}.union(numbers)
            if len(ages) > (MOST_OF_A_NAME if key in names else _MOST_OF_WORDS):
                self._by_key[key].clear()
                held.pop(key, None)
                if key in names:
                    self._crowded.add(names[key])
                    parting.update(numbers if len(numbers) <= MOST_OF_A_NAME else ())
        self._look_at(parting)
        found = {self._names[number] for number in parting} - self.strands.keys()
        return self._take({name: self._looked_at[name] for name in found})

    def _names_of(self, name: str) -> tuple[str, ...]:
        return (name, *self.strands[name].traits.names)

    def bare(self, name: str) -> Strand:
        """The strand, met before, without the names that name no work."""
        strand = self._strand(name)
        traits = strand.traits
        if self._crowded.isdisjoint(traits.names):
            return strand
        left = tuple(each for each in traits.names if each not in self._crowded)
        stated = tuple(each for each in traits.stated if each not in self._crowded)
        return replace(strand, traits=replace(traits, names=left, stated=stated))

    def _candidates(
        self, keys: Mapping[str, Collection[int]], held: Mapping[int, Sequence[int]]
    ) -> list[tuple[str, str]]:
        """Pairs that share a key, one of which is new to the search; of one source only those that share a name."""
        self._look_at(number for numbers in held.values() for number in numbers)
        for key, numbers in held.items():
            self._by_key[key].update(self._names[number] for number in numbers)
        pairs: set[tuple[str, str]] = set()
        for name, its in keys.items():
            source, own = self.strands[name].traits.source, {name_key(each) for each in self._names_of(name)}
            for key in its:
                for other in self._by_key[key]:
                    if other != name and (key in own or self._strand(other).traits.source != source):
                        pairs.add((min(name, other), max(name, other)))
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
            mine, its = self.bare(one), self.bare(other)
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
