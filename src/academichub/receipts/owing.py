"""What the complete list names and the store lacks, and what stands on a day that cannot be its own. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from academichub.model import REVISION_KINDS, Announcement, Harvested, Kind
from academichub.receipts.batches import Listed

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
    spans = _spans(harvested)
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
            day, is_owed, move = _announced_on(one, said, ignored, spans)
            moves += [move] if move is not None else []
            settled += [one] if move is None and not is_owed and _newest_news(said) else []
        if day is not None:
            owed += [replace(one, announced_on=day)] if is_owed else []
            named.setdefault(day, set()).add(one.record.key)
    for move in _moves_with(moves, settled, listings, spans):
        moves.append(move)
        named.get(move.stands_on, set()).discard(move.key)
        named.setdefault(move.belongs_on, set()).add(move.key)
    return Owed(tuple(owed), tuple(moves), {day: frozenset(keys) for day, keys in named.items()})


_Spans = Mapping[date, tuple[str, str]]
"""The least and the greatest key of those announced on a day for certain. arXiv deals out its numbers as it announces,
so that they tell the day of the others: of a paper that moderators held, or that has changed since."""


def _spans(harvested: Sequence[Announcement]) -> _Spans:
    spans: dict[date, tuple[str, str]] = {}
    for one in harvested:
        if isinstance(one, Harvested) and one.is_sure and one.kind not in REVISION_KINDS and _is_certain(one):
            least, greatest = spans.get(one.changed_on, (one.record.key, one.record.key))
            spans[one.changed_on] = (min(least, one.record.key), max(greatest, one.record.key))
    return spans


def _is_certain(one: Harvested) -> bool:
    return one.announced_on == one.changed_on == one.earliest and one.record.version == 1 and "/" not in one.record.key


def _day_by_number(one: Harvested, spans: _Spans) -> date | None:
    """The day among whose numbers this one is; between those of two days the one that its hour points to, or the later
    one where a first version changed on it. None where it is before all of them, or cannot be of that day."""
    days = [day for day, (least, _) in spans.items() if least <= one.record.key and day <= one.changed_on]
    day = max(days, default=None)
    if day is not None and one.record.key > spans[day][1]:
        is_next = one.changed_on == min((other for other in spans if other > day), default=None)
        was_held = one.announced_on <= day and one.record.version == 1 and is_next
        day = one.changed_on if was_held else max(day, one.announced_on)
    return day if day is not None and day >= one.earliest else None


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


def _announced_on(
    one: Harvested, said: Sequence[Listed], ignored: Collection[date], spans: _Spans
) -> tuple[date | None, bool, Move | None]:
    """The day it is new on, whether that is owed, and whether its listing has to be moved there.

    The rules are those of docs/reference/receipts.md, "On which day arXiv announced a paper": rule 1 is `one.earliest`,
    rule 2 `one.changed_on`, rule 3 `by_number`, rule 4 `one.is_sure`, and rule 5 is told by `ignored`.
    """
    news = [day for day, kind, _ in said if kind not in REVISION_KINDS]
    by_number = _day_by_number(one, spans)
    needs_number = not one.is_sure and one.announced_on != one.changed_on
    if not news:  # it is not listed here: is it news at all?
        _, greatest = spans.get(by_number or date.min, ("", ""))
        is_of_its_change = one.kind is Kind.NEW and by_number == one.changed_on  # an older paper has a lesser number
        is_news = one.is_sure or one.record.key <= greatest or is_of_its_change
        if not is_news and (needs_number or one.kind is Kind.NEW or one.announced_on in ignored):
            return None, False, None  # rule 5: an old paper of which something changed
        # Rule 3, else its hour; a first version that shows on a day told whole was held, and came when it changed.
        was_held = one.announced_on in ignored and one.record.version == 1
        return by_number or (one.changed_on if was_held else one.announced_on), True, None
    stands_on = min(news)
    is_late_cross = all(kind is Kind.CROSS for _, kind, _ in said if kind not in REVISION_KINDS)
    if one.kind is Kind.NEW and is_late_cross:
        # It is listed as a cross-list alone, of a later day: as new it is still owed, on its own day.
        is_numbered = (
            by_number is not None and by_number not in ignored and _is_within(one.record.key, spans.get(by_number))
        )
        own_day = by_number or one.announced_on
        if (one.is_sure and one.announced_on < stands_on) or (is_numbered and own_day < stands_on):
            return own_day, own_day not in news, None
    is_cross = not one.is_sure and not needs_number and one.kind is Kind.CROSS
    if is_cross and one.announced_on not in (*news, *ignored):
        return one.announced_on, True, None  # a further cross-list, of a day that the feed did not tell whole
    if one.is_sure and stands_on < one.earliest:
        belongs_on = by_number or one.announced_on  # rule 1: it stands before its time
        return belongs_on, False, Move(one.record.key, stands_on, belongs_on)
    if stands_on > one.changed_on:
        return (
            one.changed_on,
            False,
            Move(one.record.key, stands_on, one.changed_on),
        )  # rule 2: it stands after its time
    return stands_on, False, None


def _moves_with(
    moves: Sequence[Move], settled: Iterable[Harvested], listings: Mapping[str, Sequence[Listed]], spans: _Spans
) -> list[Move]:
    """What stands with a batch that is moved, could stand there by itself, and belongs to the batch: by its number; or
    by its company, where the number is between two days and nothing that is certain to be of the stated day stands
    there."""
    batches = Counter((move.stands_on, move.belongs_on) for move in moves)
    standing = [
        (one, min(day for day, kind, _ in listings[one.record.key] if kind not in REVISION_KINDS)) for one in settled
    ]
    held = {day for one, day in standing if _is_within(one.record.key, spans.get(day))}
    found: list[Move] = []
    for one, stands_on in standing:
        for (stated, true), n in batches.items():
            by_company = stated not in held and one.earliest <= true <= one.changed_on
            is_of_it = _is_within(one.record.key, spans.get(true)) or (
                by_company and _is_between(one.record.key, true, spans)
            )
            if n >= _FEWEST and stands_on == stated and is_of_it:
                found.append(Move(one.record.key, stated, true))
    return found


def _is_within(key: str, span: tuple[str, str] | None) -> bool:
    return span is not None and span[0] <= key <= span[1]


def _is_between(key: str, day: date, spans: _Spans) -> bool:
    """Whether the number is after all those of earlier days and before all those of later ones."""
    return all(
        greatest < key if other < day else key < least or other == day for other, (least, greatest) in spans.items()
    )
