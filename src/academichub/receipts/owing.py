"""What the complete list names and the store lacks, and what stands on a day that cannot be its own. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from academichub.model import REVISION_KINDS, Announcement, Harvested, Kind
from academichub.receipts.batches import Listed

__all__ = ["Move", "Owed", "find_owed"]

_BULK = 1_000
"""Records of one day that changed for no reason that can be seen: more of them are the list's own work."""


@dataclass(frozen=True, slots=True)
class Move:
    """A listing as new that belongs to another day."""

    key: str
    stands_on: date
    belongs_on: date


@dataclass(frozen=True, slots=True)
class Owed:
    """`named`: the keys that the list names for each day, whether they are here or not."""

    announcements: tuple[Announcement, ...] = ()
    moves: tuple[Move, ...] = ()
    named: Mapping[date, frozenset[str]] | None = None


def find_owed(
    harvested: Sequence[Announcement], listings: Mapping[str, Sequence[Listed]], whole: Collection[date]
) -> Owed:
    """What has to be done for the store to have all that the complete list names.

    `whole` are the days of which the quick channel is known to have told all: what changed there without a reason that
    can be seen was no announcement.
    """
    bulk = {day for day, n in Counter(one.announced_on for one in harvested if not _is_sure(one)).items() if n > _BULK}
    owed: list[Announcement] = []
    moves: list[Move] = []
    named: dict[date, set[str]] = {}
    for one in harvested:
        if not _is_sure(one) and (one.announced_on in whole or one.announced_on in bulk):
            continue
        said = listings.get(one.record.key, ())
        if one.kind is Kind.ABSONLY and not said:
            continue  # a change of a paper that was never announced here
        placed, move = _placed(one, said, whole)
        if move is not None:
            moves.append(move)
        if placed is not None:
            owed.append(placed)
        day = move.belongs_on if move else placed.announced_on if placed else _stands_on(one, said)
        named.setdefault(day, set()).add(one.record.key)
    return Owed(tuple(owed), tuple(moves), {day: frozenset(keys) for day, keys in named.items()})


def _is_sure(one: Announcement) -> bool:
    return not isinstance(one, Harvested) or one.is_sure


def _placed(
    one: Announcement, said: Sequence[Listed], whole: Collection[date]
) -> tuple[Announcement | None, Move | None]:
    """What is to be listed, and what to be moved; neither where all is well."""
    if one.kind in REVISION_KINDS:
        days = [day for day, kind, version in said if kind in REVISION_KINDS and version == one.record.version]
        is_known = any(day <= one.announced_on for day in days) or any(day == one.announced_on for day, _, _ in said)
        return (None if is_known else one), None
    news = [day for day, kind, _ in said if kind not in REVISION_KINDS]
    if not isinstance(one, Harvested):
        return (None if news else one), None
    if not news:
        was_held = one.announced_on in whole and one.record.version == 1
        return (replace(one, announced_on=one.changed_on) if was_held else one), None
    if not one.is_sure:
        return (None if one.announced_on in news else one), None
    return None, _move(one, min(news))


def _move(one: Harvested, stands_on: date) -> Move | None:
    if stands_on < one.earliest:
        return Move(one.record.key, stands_on, one.announced_on)
    if stands_on > one.changed_on:
        return Move(one.record.key, stands_on, one.changed_on)
    return None


def _stands_on(one: Announcement, said: Sequence[Listed]) -> date:
    days = [day for day, kind, _ in said if (kind in REVISION_KINDS) == (one.kind in REVISION_KINDS)]
    return one.announced_on if one.announced_on in days or not days else min(days)
