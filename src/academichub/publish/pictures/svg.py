"""SVG written as text: elements, numbers, texts made safe, marks of fields, and the frame of a picture. Pure.

Nothing that comes from outside gets into a picture but through `text`, `title` and `framed`, which escape it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from academichub.model import FieldId
from academichub.publish.pictures.palette import Shape, mark_of, ordered
from academichub.publish.pictures.style import ALONE
from academichub.publish.wording import Wording
from academichub.text import clean_characters, language_of

__all__ = ["NARROW", "WIDE", "Brush", "circle", "cleaned", "line", "number", "points", "title"]

WIDE = 760
NARROW = 360
"""The widths pictures are drawn for; text in them has 11 to 13 units."""

_LONGEST = 300  # characters of any text


def number(value: float) -> str:
    """To a tenth, as short as can be."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def cleaned(text: str) -> str:
    """One line without characters that XML or a reader cannot bear, bidirectional controls among them."""
    return " ".join(clean_characters(text).split())[:_LONGEST]


def title(text: str) -> str:
    """What a pointer that rests on an element is told."""
    return f"<title>{escape(cleaned(text))}</title>"


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> str:
    return f'<path class="{css}" d="M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"/>'


def circle(x: float, y: float, r: float, css: str) -> str:
    return f'<circle class="{css}" cx="{number(x)}" cy="{number(y)}" r="{number(r)}"/>'


def points(field: FieldId, places: Iterable[tuple[float, float]], r: float) -> str:
    """Every point of a field as one path, so that two thousand of them stay light."""
    (known,) = ordered([field])
    shape = mark_of(known).shape
    path = "".join(f"M{number(x)} {number(y)}{_outline(shape, r)}" for x, y in places)
    if shape is Shape.CIRCLE:
        return f'<path class="p-{known}" stroke-width="{number(2 * r)}" stroke-linecap="round" d="{path}"/>'
    if shape is Shape.PLUS:
        return f'<path class="p-{known}" stroke-width="{number(0.85 * r)}" d="{path}"/>'
    return f'<path class="p-{known}" stroke-width=".4" d="{path}"/>'


def _outline(shape: Shape, r: float) -> str:
    """Drawn from its middle, each shape about as heavy as the circle."""
    n = number
    match shape:
        case Shape.CIRCLE:
            return "h.01"
        case Shape.SQUARE:
            half = 0.87 * r
            return f"m{n(-half)} {n(-half)}h{n(2 * half)}v{n(2 * half)}h{n(-2 * half)}z"
        case Shape.UP:
            return f"m0 {n(-1.25 * r)}l{n(1.2 * r)} {n(2.1 * r)}h{n(-2.4 * r)}z"
        case Shape.DOWN:
            return f"m0 {n(1.25 * r)}l{n(1.2 * r)} {n(-2.1 * r)}h{n(-2.4 * r)}z"
        case Shape.DIAMOND:
            return f"m0 {n(-1.3 * r)}l{n(1.2 * r)} {n(1.3 * r)}l{n(-1.2 * r)} {n(1.3 * r)}l{n(-1.2 * r)} {n(-1.3 * r)}z"
        case Shape.PLUS:
            arm = 1.25 * r
            return f"m{n(-arm)} 0h{n(2 * arm)}m{n(-arm)} {n(-arm)}v{n(2 * arm)}"


@dataclass(frozen=True, slots=True)
class Brush:
    """Writes what has words in it: each text says its language where it is not the picture's."""

    w: Wording
    width: int
    alone: bool

    def text(self, x: float, y: float, words: str, size: float, css: str = "", anchor: str = "start") -> str:
        """One line of text at its baseline. `words` are as short as they shall be shown."""
        words = cleaned(words)
        spoken = language_of(words)
        lang = f' lang="{spoken}"' if spoken not in ("und", self.w.language) else ""
        look = f' class="{css}"' if css else ""
        at = f' text-anchor="{anchor}"' if anchor != "start" else ""
        place = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
        return f"<text {place}{look}{at}{lang}>{escape(words)}</text>"

    def framed(self, kind: str, height: float, name: str, told: str, body: Sequence[str]) -> str:
        """The whole picture. `name` and `told` are what a reader hears who cannot see it."""
        ref = f"{kind}-{self.width}"
        size = f'viewBox="0 0 {self.width} {number(height)}"' + (
            f' width="{self.width}" height="{number(height)}"' if self.alone else ""
        )
        style = f"<style>{escape(ALONE)}</style>" if self.alone else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" {size} lang="{self.w.language}"'
            f' aria-labelledby="{ref}-name" aria-describedby="{ref}-told">'
            f'<title id="{ref}-name">{escape(cleaned(name))}</title>'
            f'<desc id="{ref}-told">{escape(clean_characters(told))}</desc>'
            f"{style}{''.join(body)}</svg>"
        )

    def empty(self, kind: str, name: str, why: str) -> str:
        """A picture that says in words why there is nothing to see."""
        return self.framed(kind, 48, name, why, [self.text(self.width / 2, 30, why, 13, "muted", "middle")])
