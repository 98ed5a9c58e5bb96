"""Where labels stand on a map: none over another, none far from what it names, none out of the picture. Pure.

Those that find no room are returned without a place, for the caller to number and list them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Box", "Wish", "place_labels"]

_AIR = 3.0  # between two labels
_MARK = 5.0  # from the middle of a mark to its rim, and the outline of letters
_STEPS = (0.0, -0.35, 0.35, -0.7, 0.7, -1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A place taken: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box) -> bool:
        return (
            self.x < other.x + other.width + _AIR
            and other.x < self.x + self.width + _AIR
            and self.y < other.y + other.height + _AIR
            and other.y < self.y + self.height + _AIR
        )

    def is_over(self, x: float, y: float) -> bool:
        """Whether it hides a mark with its middle there, or a part of it."""
        return -_MARK < x - self.x < self.width + _MARK and -_MARK < y - self.y < self.height + _MARK

    def within(self, width: float, height: float) -> bool:
        return self.x >= 0 and self.y >= 0 and self.x + self.width <= width and self.y + self.height <= height


@dataclass(frozen=True, slots=True)
class Wish:
    """A label of some size, wanted at the middle (x, y) of what it names, and at most `reach` away from there."""

    x: float
    y: float
    width: float
    height: float
    reach: float


def place_labels(
    wishes: Iterable[Wish],
    width: float,
    height: float,
    taken: Sequence[Box] = (),
    marks: Sequence[tuple[float, float]] = (),
) -> tuple[Box | None, ...]:
    """A place for each wish or None, the first wishes first, in a picture of this size where some places are taken.

    Of the places that are free one is taken that lies over the fewest of the `marks`, and of such the nearest.
    """
    found: list[Box | None] = []
    boxes = [*taken]
    for wish in wishes:
        free = (box for box in _tried(wish) if _fits(box, boxes, width, height))
        box = min(free, key=lambda box: sum(box.is_over(*mark) for mark in marks), default=None)
        found.append(box)
        if box is not None:
            boxes.append(box)
    return tuple(found)


def _fits(box: Box, boxes: Sequence[Box], width: float, height: float) -> bool:
    return box.within(width, height) and not any(map(box.overlaps, boxes))


def _tried(wish: Wish) -> Iterator[Box]:
    """The middle first, then around it, the nearest first."""
    reach = max(wish.reach, 1.5 * wish.height)
    steps = sorted(
        ((dx * reach, dy * reach) for dx in _STEPS for dy in _STEPS), key=lambda step: abs(step[0]) + abs(step[1])
    )
    for dx, dy in steps:
        yield Box(wish.x + dx - wish.width / 2, wish.y + dy - wish.height / 2, wish.width, wish.height)
