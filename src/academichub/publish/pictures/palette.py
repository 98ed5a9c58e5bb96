"""The mark of each field: a shape and a colour. Pure.

Eighteen colours cannot be told apart by everyone, so no field is told by its colour alone: six shapes carry three
fields each, one in a cool, one in a warm and one in a deep colour, which stay apart in every kind of colour blindness.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from academichub.model import OTHER, FieldId
from academichub.taxonomy import FIELDS

__all__ = ["MARKS", "Mark", "Shape", "mark_of", "ordered"]


class Shape(StrEnum):
    """How a point is drawn."""

    CIRCLE = "circle"
    SQUARE = "square"
    UP = "up"
    DOWN = "down"
    DIAMOND = "diamond"
    PLUS = "plus"


@dataclass(frozen=True, slots=True)
class Mark:
    """`light` and `dark` are the colours on a light and a dark page, each with a contrast of 3:1 or more."""

    shape: Shape
    light: str
    dark: str


MARKS: dict[FieldId, Mark] = {
    FieldId("computer-science"): Mark(Shape.CIRCLE, "#1f62b8", "#5b9bf0"),
    FieldId("mathematics"): Mark(Shape.DIAMOND, "#5a55c8", "#8f8bf0"),
    FieldId("statistics"): Mark(Shape.SQUARE, "#1878b0", "#4aa3da"),
    FieldId("physics"): Mark(Shape.UP, "#c75a00", "#e88a3a"),
    FieldId("astronomy"): Mark(Shape.PLUS, "#4059c4", "#7b93f2"),
    FieldId("chemistry"): Mark(Shape.DOWN, "#8f7a00", "#c0a93a"),
    FieldId("materials"): Mark(Shape.DIAMOND, "#b06410", "#dd9650"),
    FieldId("earth"): Mark(Shape.DOWN, "#00807c", "#2fb0aa"),
    FieldId("engineering"): Mark(Shape.UP, "#087f96", "#35a9c0"),
    FieldId("biology"): Mark(Shape.UP, "#1c4420", "#cdebc4"),
    FieldId("medicine"): Mark(Shape.CIRCLE, "#c8382b", "#f0826f"),
    FieldId("neuroscience"): Mark(Shape.PLUS, "#571248", "#f4cbe6"),
    FieldId("psychology"): Mark(Shape.PLUS, "#c23a52", "#f08497"),
    FieldId("economics"): Mark(Shape.SQUARE, "#a86f00", "#d9a032"),
    FieldId("social"): Mark(Shape.SQUARE, "#4a2708", "#f3dcc6"),
    FieldId("humanities"): Mark(Shape.DIAMOND, "#4f1410", "#f6d3cd"),
    FieldId("multidisciplinary"): Mark(Shape.DOWN, "#27394b", "#d3e0ec"),
    FieldId("other"): Mark(Shape.CIRCLE, "#33373c", "#e8e6e1"),
}
_ORDER = {field: at for at, field in enumerate(FIELDS)}


def mark_of(field: FieldId) -> Mark:
    """The mark of a field; one that is not in the taxonomy has the mark of the others."""
    return MARKS.get(field, MARKS[OTHER])


def ordered(fields: Iterable[FieldId]) -> list[FieldId]:
    """Fields of the taxonomy, each once, in its order; what is not in it counts among the others."""
    return sorted({field if field in MARKS else OTHER for field in fields}, key=_ORDER.__getitem__)
