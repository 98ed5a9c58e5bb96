"""What the complete list names and the store lacks, and what stands on a day that cannot be its own. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from academichub.model import REVISION_KINDS, Announcement, Harvested, Kind
from academichub.receipts.batches import Listed
from academichub.receipts.numbers import Numbers, numbers_of

__all__ = ["Move", "Owed", "find_owed"]

_FEWEST = 3  # listings that are moved; fewer are no batch
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
    numbers = numbers_of(harvested)
    n_unsure = Counter(one.announced_on for one in harvested if not _is_sure(one))
    ignored = {*whole, *(day for day, n in n_unsure.items() if n > _BULK)}
    owed: list[Announcement] = []
    moves: list[Move] = []
    named: dict[date, set[str]] = {}
    settled: list[Harvested] = []
    for one in harvested:
        said = listings.get(one.record.key, ())
        day: date | None
        if one.kind in REVISION_KINDS:
            day = _revised_on(one, said, ignored)
            is_owed = day is not None and not _has_revision(one, said)
        elif not isinstance(one, Harvested):
            day, is_owed = _newest_news(said) or one.announced_on, not _newest_news(said)
        else:
            day, is_owed, move = _announced_on(one, said, ignored, numbers)
            moves += [move] if move is not None else []
            settled += [one] if move is None and not is_owed and _newest_news(said) else []
        if day is not None:
            owed += [replace(one, announced_on=day)] if is_owed else []
            named.setdefault(day, set()).add(one.record.key)
    for move in _moves_with(moves, settled, listings, numbers):
        moves.append(move)
        named.get(move.stands_on, set()).discard(move.key)
        named.setdefault(move.belongs_on, set()).add(move.key)
    return Owed(tuple(owed), tuple(moves), {day: frozenset(keys) for day, keys in named.items()})


def _is_sure(one: Announcement) -> bool:
    return not isinstance(one, Harvested) or one.is_sure


def _newest_news(said: Sequence[Listed]) -> date | None:
    return max((day for day, kind, _ in said if kind not in REVISION_KINDS), default=None)


def _has_revision(one: Announcement, said: Sequence[Listed]) -> bool:
    """Whether the version is listed already, or the paper in whatever way on the day."""
    return any(
        day == one.announced_on
        or (kind in REVISION_KINDS and version == one.record.version and day <= one.announced_on)
        for day, kind, version in said
    )


def _revised_on(one: Announcement, said: Sequence[Listed], ignored: Collection[date]) -> date | None:
    """The day of the revision; None where it is no announcement to this reader."""
    if not _is_sure(one) and (one.announced_on in ignored or not said):
        return None
    days = [day for day, kind, version in said if kind in REVISION_KINDS and version == one.record.version]
    return one.announced_on if one.announced_on in days or not days else max(days)


_Found = tuple[date | None, bool, Move | None]
"""The day a paper is new on, whether that is owed, and whether its listing has to be moved there."""


def _announced_on(one: Harvested, said: Sequence[Listed], ignored: Collection[date], numbers: Numbers) -> _Found:
    """The rules are those of docs/reference/receipts.md, "On which day arXiv announced a paper": rule 1 is
    `one.earliest`, rule 2 `one.changed_on`, rule 3 `by_number`, rule 4 `one.is_sure`, and rule 5 is told by `ignored`.
    """
    news = [day for day, kind, _ in said if kind not in REVISION_KINDS]
    if not news:
        return _if_news(one, ignored, numbers)
    by_number, stands_on = numbers.day_of(one), min(news)
    if one.kind is Kind.NEW and all(kind is Kind.CROSS for _, kind, _ in said if kind not in REVISION_KINDS):
        own_day = by_number or one.announced_on
        if own_day < stands_on and _is_known(one, by_number, ignored, numbers):
            # It is listed as a cross-list alone, of a later day: as new it is still owed, on its own day.
            return own_day, own_day not in news, None
    is_cross = one.kind is Kind.CROSS and not one.is_sure and one.announced_on == one.changed_on
    if is_cross and one.announced_on not in (*news, *ignored):
        return one.announced_on, True, None  # a further cross-list, of a day that the feed did not tell whole
    if one.is_sure and stands_on < one.earliest:
        belongs_on = by_number or one.announced_on  # rule 1: it stands before its time
        return belongs_on, False, Move(one.record.key, stands_on, belongs_on)
    if stands_on > one.changed_on:  # rule 2: it stands after its time
        return one.changed_on, False, Move(one.record.key, stands_on, one.changed_on)
    return stands_on, False, None


def _if_news(one: Harvested, ignored: Collection[date], numbers: Numbers) -> _Found:
    """Of a paper that is not listed here as new: whether it is news at all, and of which day."""
    key, by_number = one.record.key, numbers.day_of(one)
    is_of_its_change = one.kind is Kind.NEW and by_number == one.changed_on  # an older paper has a lesser number
    is_between = numbers.is_between(key)
    is_news = one.is_sure or numbers.reaches(by_number, key) or is_of_its_change or is_between
    needs_number = not one.is_sure and one.announced_on != one.changed_on
    if not is_news and (needs_number or one.kind is Kind.NEW or one.announced_on in ignored):
        return None, False, None  # rule 5: an old paper of which something changed
    if by_number is not None:  # rule 3
        later = numbers.after(by_number) if is_between and by_number in ignored else None
        is_of_later = later is not None and later not in ignored and later <= one.changed_on
        return later if is_of_later else by_number, True, None
    # Its hour; a first version that shows on a day told whole was held, and came when it changed.
    was_held = one.announced_on in ignored and one.record.version == 1
    return one.changed_on if was_held else one.announced_on, True, None


def _is_known(one: Harvested, by_number: date | None, ignored: Collection[date], numbers: Numbers) -> bool:
    """Whether its day is told by a version, or by the numbers of a day that the feed did not tell whole."""
    is_numbered = by_number is not None and by_number not in ignored and numbers.holds(by_number, one.record.key)
    return one.is_sure or is_numbered


def _moves_with(
    moves: Sequence[Move], settled: Iterable[Harvested], listings: Mapping[str, Sequence[Listed]], numbers: Numbers
) -> list[Move]:
    """What stands with a batch that is moved, could stand there by itself, and belongs to the batch: by its number; or
    by its company, where the number is between two days and nothing that is certain to be of the stated day stands
    there."""
    batches = Counter((move.stands_on, move.belongs_on) for move in moves)
    standing = [
        (one, min(day for day, kind, _ in listings[one.record.key] if kind not in REVISION_KINDS)) for one in settled
    ]
    held = {day for one, day in standing if numbers.holds(day, one.record.key)}
    found: list[Move] = []
    for one, stands_on in standing:
        key = one.record.key
        for (stated, true), n in batches.items():
            by_company = stated not in held and one.earliest <= true <= one.changed_on and numbers.may_be_of(true, key)
            if n >= _FEWEST and stands_on == stated and (numbers.holds(true, key) or by_company):
                found.append(Move(key, stated, true))
    return found
