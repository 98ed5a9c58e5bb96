"""One card per work: what a visit brought is looked up among all that is stored, and each work gets one paper.

strands of the visit → who shares a key with them → who is alike, and alike to those … → grouped anew → written

Whatever the order in which records come, the same of them end on one card: every change groups all that has to do with
it from the beginning (match/works.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from academichub.match import (
    Strand,
    Traits,
    compose,
    joined_traits,
    joined_traits_of,
    leads_of,
    name_owners,
    own_name,
    settle,
    traits_of,
)
from academichub.model import BY_RULE, Change, Merge, Merged, New, PaperId, Unchanged
from academichub.pipeline.kinship import Search
from academichub.store import Register, Unit

__all__ = ["Matched", "learn_strands", "match_changes", "regroup", "renew_cards", "save_matched"]

_NEW = 2**62  # the age of a strand that is not stored yet, after all that are
_AT_ONCE = 1_000  # records a transaction


@dataclass(slots=True)
class Matched:
    """What matching found: `before` and `after` are the strands that were looked at, as they were and as they will be;
    `known` those of them that are stored; `touched` those to be written."""

    before: dict[str, Strand] = field(default_factory=dict)
    after: dict[str, Strand] = field(default_factory=dict)
    known: dict[str, Strand] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    suggested: dict[tuple[str, str], tuple[str, float]] = field(default_factory=dict)

    @property
    def moves(self) -> list[tuple[Strand, PaperId]]:
        """The stored strands that change their paper."""
        pairs = ((self.before[name], self.after[name]) for name in self.known)
        return [(was, now.paper_id) for was, now in pairs if was.paper_id != now.paper_id]


def match_changes(unit: Unit, changes: Sequence[Change]) -> tuple[tuple[Change, ...], Matched]:
    """The changes with the papers that their records belong to, and what is to be written for it (`save_matched`)."""
    fresh = [change for change in changes if not isinstance(change, Unchanged)]
    register = unit.register
    said: dict[str, Traits] = {}
    papers: dict[str, tuple[PaperId, bool]] = {}
    for change in fresh:
        record = change.announcement.record
        traits, name = traits_of(record), own_name(record)
        said[name] = joined_traits(said[name], traits) if name in said else traits
        papers.setdefault(name, (change.paper_id, isinstance(change, New)))
    known = register.strands(said)
    seeds = {
        name: _seed(traits, known.get(name), *papers[name], age=_NEW + number)
        for number, (name, traits) in enumerate(said.items())
    }
    matched = regroup(register, seeds, known)
    return tuple(_placed(change, matched) for change in changes), matched


def _seed(traits: Traits, held: Strand | None, paper_id: PaperId, is_new: bool, age: int) -> Strand:
    if held is not None:
        return replace(held, traits=joined_traits(held.traits, traits))
    return Strand(traits, paper_id, paper_id if is_new else None, age)


def _placed(change: Change, matched: Matched) -> Change:
    strand = matched.after.get(own_name(change.announcement.record))
    if isinstance(change, Unchanged):
        return change if strand is None else replace(change, paper_id=strand.paper_id)
    assert strand is not None  # every change that says something was a seed
    if isinstance(change, New | Merged):
        if strand.founded == strand.paper_id:
            return New(change.announcement, strand.paper_id)
        return Merged(change.announcement, strand.paper_id, strand.reason or "")
    return replace(change, paper_id=strand.paper_id)


def regroup(register: Register, seeds: Mapping[str, Strand], known: Mapping[str, Strand]) -> Matched:
    """Group anew whatever has to do with these strands. `known` are those of them that are stored, as they are."""
    search = Search(register, dict(seeds), dict(known))
    search.spread()
    matched = Matched(before={**search.strands, **search.known}, known=search.known, touched=set(seeds))
    for names in search.components():
        members = {name: search.strands[name] for name in names}
        if len(members) > 1 or _is_homeless(members):
            settled = settle({name: search.bare(name) for name in names}, search.rulings)
            members = {name: replace(strand, traits=members[name].traits) for name, strand in settled.items()}
        matched.after.update((name, _as_stored(strand, name in search.known)) for name, strand in members.items())
    matched.touched |= {name for name, strand in matched.after.items() if strand != matched.before[name]}
    papers = {
        name: matched.after[name].paper_id if name in matched.after else search.paper_of(name)
        for pair in search.suggested
        for name in pair
    }
    matched.suggested = {
        (one, other): found for (one, other), found in search.suggested.items() if papers[one] != papers[other]
    }
    return matched


def _is_homeless(members: Mapping[str, Strand]) -> bool:
    """Whether the one strand left of a paper has to found its own."""
    return any(strand.founded != strand.paper_id for strand in members.values())


def _as_stored(strand: Strand, is_known: bool) -> Strand:
    """The paper that a strand of this visit would have founded was never made where it joined another."""
    return strand if is_known or strand.founded == strand.paper_id else replace(strand, founded=None)


def save_matched(unit: Unit, matched: Matched, at: datetime, by: str = BY_RULE) -> list[PaperId]:
    """Write it; the records of the visit are saved already. Returns the papers whose cards were made anew."""
    register, moves = unit.register, matched.moves
    moved = {strand.name for strand, _ in moves}
    renewed = _renew_cards(unit, matched, moves)
    days = register.move(moves)
    if moves:
        unit.recount(days)
        register.save_names(_owners(matched))
        seen = [matched.after[name] for name in matched.after if name in matched.touched | moved]
        register.save_leads(leads_of(seen))
    elif contested := _owners(matched, contested=True):
        register.save_names(contested)
    touched = [matched.after[name] for name in matched.touched]
    register.save_strands(sorted(touched, key=lambda strand: strand.age), matched.known)
    register.save_suggestions(matched.suggested)
    for merge in _merges(matched, at, by):
        register.save_merge(merge)
    return renewed


def _owners(matched: Matched, *, contested: bool = False) -> dict[str, PaperId]:
    """Where the names of these strands lead; with `contested` only those that two papers have."""
    owners = name_owners(matched.after.values())
    if not contested:
        return owners
    claimed: dict[str, set[PaperId]] = defaultdict(set)
    for strand in matched.after.values():
        for name in (strand.name, *strand.traits.names):
            claimed[name].add(strand.paper_id)
    return {name: owners[name] for name, papers in claimed.items() if len(papers) > 1}


def _renew_cards(unit: Unit, matched: Matched, moves: Sequence[tuple[Strand, PaperId]]) -> list[PaperId]:
    """Compose the papers that strands come to or leave; one that none is left of stays as it was."""
    changed = {strand.paper_id for strand, _ in moves} | {paper_id for _, paper_id in moves}
    members: dict[PaperId, list[Strand]] = defaultdict(list)
    for strand in matched.after.values():
        if strand.paper_id in changed:
            members[strand.paper_id].append(strand)
    renewed = [compose(paper_id, unit.register.records_of(strands)) for paper_id, strands in members.items()]
    unit.save_cards(renewed)
    return [paper.paper_id for paper in renewed]


def renew_cards(unit: Unit, names: Iterable[str]) -> None:
    """Compose the cards on which these strands are."""
    papers = sorted({strand.paper_id for strand in unit.register.strands(names).values()})
    members = [(paper_id, unit.register.strands_of([paper_id]).values()) for paper_id in papers]
    unit.save_cards([compose(paper_id, unit.register.records_of(strands)) for paper_id, strands in members])


def _merges(matched: Matched, at: datetime, by: str) -> list[Merge]:
    """What came to another paper, or joined one when it was first seen.

    It counts as a merge only into a paper that was there before, or that an entry of this visit founded: where a work
    falls apart, those who leave together found a paper again, and none of them has joined the other.
    """
    joined: dict[tuple[PaperId, PaperId | None], list[Strand]] = defaultdict(list)
    stood_before = {strand.paper_id for strand in matched.known.values()}
    founded_now = {
        now.paper_id for name, now in matched.after.items() if name not in matched.known and now.reason is None
    }
    for name, now in matched.after.items():
        was = matched.known.get(name)
        came = now.reason is not None and (was is None or was.paper_id != now.paper_id)
        if came and (now.paper_id in stood_before or now.paper_id in founded_now):
            joined[now.paper_id, was.paper_id if was is not None else None].append(now)
    return [
        Merge(0, kept, gone, tuple(sorted(strand.name for strand in strands)), _reason(strands), by, at)
        for (kept, gone), strands in joined.items()
    ]


def _reason(strands: Collection[Strand]) -> str:
    """Of several, the surest."""
    order = ("reader", "name", "title", "near")
    reasons = (strand.reason or "" for strand in strands)
    return min(reasons, key=lambda said: (order.index(said.partition(":")[0]), said))


def learn_strands(unit: Unit, at: datetime) -> bool:
    """Take the next of the stored records into the register; whether there may be more."""
    register = unit.register
    waiting = register.unlearned(_AT_ONCE)
    seeds: dict[str, Strand] = {}
    founded = register.founded_papers(paper_id for paper_id, _ in waiting)
    for number, (paper_id, records) in enumerate(waiting):
        strand = Strand(joined_traits_of(records), paper_id, None if paper_id in founded else paper_id, _NEW + number)
        founded.add(paper_id)
        seeds[strand.name] = strand
    if seeds:
        save_matched(unit, regroup(register, seeds, {}), at)
    return register.is_behind()
