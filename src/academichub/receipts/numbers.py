"""What arXiv's numbers tell of the day on which a paper was announced. Pure.

arXiv deals out its numbers as it announces, so that the papers whose day is certain tell the day of the others: of one
that moderators held, or that has changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from academichub.model import REVISION_KINDS, Announcement, Harvested

__all__ = ["Numbers", "numbers_of"]


@dataclass(frozen=True, slots=True)
class Numbers:
    """`spans`: the least and the greatest key of those announced on a day for certain."""

    spans: Mapping[date, tuple[str, str]]

    def day_of(self, one: Harvested) -> date | None:
        """The day among whose numbers this one is; between those of two days the one that its hour points to, or the
        later one where a first version changed on it. None where it is before all of them, or cannot be of that day."""
        key = one.record.key
        day = max(
            (day for day, (least, _) in self.spans.items() if least <= key and day <= one.changed_on), default=None
        )
        if day is not None and not self.holds(day, key):
            was_held = one.announced_on <= day and one.record.version == 1 and one.changed_on == self.after(day)
            day = one.changed_on if was_held else max(day, one.announced_on)
        return day if day is not None and day >= one.earliest else None

    def holds(self, day: date | None, key: str) -> bool:
        """Whether the number is within those of the day."""
        least, greatest = self.spans.get(day or date.min, ("", ""))
        return least <= key <= greatest

    def reaches(self, day: date | None, key: str) -> bool:
        """Whether the day has this number or a greater one."""
        return key <= self.spans.get(day or date.min, ("", ""))[1]

    def after(self, day: date) -> date | None:
        """The next day that has numbers."""
        return min((other for other in self.spans if other > day), default=None)

    def is_between(self, key: str) -> bool:
        """Whether the number is behind those of one day and before those of another: new on either."""
        before = [greatest for least, greatest in self.spans.values() if least <= key]
        return bool(before) and max(before) < key and any(least > key for least, _ in self.spans.values())

    def may_be_of(self, day: date, key: str) -> bool:
        """Whether the number is after all those of earlier days and before all those of later ones."""
        return all(
            greatest < key if other < day else key < least or other == day
            for other, (least, greatest) in self.spans.items()
        )


def numbers_of(harvested: Iterable[Announcement]) -> Numbers:
    spans: dict[date, tuple[str, str]] = {}
    for one in harvested:
        if isinstance(one, Harvested) and one.is_sure and one.kind not in REVISION_KINDS and _is_certain(one):
            least, greatest = spans.get(one.changed_on, (one.record.key, one.record.key))
            spans[one.changed_on] = (min(least, one.record.key), max(greatest, one.record.key))
    return Numbers(spans)


def _is_certain(one: Harvested) -> bool:
    return one.announced_on == one.changed_on == one.earliest and one.record.version == 1 and "/" not in one.record.key
