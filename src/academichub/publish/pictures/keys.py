"""What stands under a picture: which mark is which field, and what the numbers and letters on it mean. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from academichub.model import FieldId
from academichub.publish.pictures.measure import width_of, wrapped
from academichub.publish.pictures.svg import NARROW, Brush, circle, points, title

__all__ = ["SIZE", "field_key", "list_key", "tag"]

SIZE = 12.0
"""The height of the font of keys."""
_ROW = 20.0
_GAP = 18.0


def field_key(brush: Brush, counts: Mapping[FieldId, int], top: float) -> tuple[list[str], float]:
    """Each field with its mark and its number of papers, in rows that fit; and where the rows end."""
    body: list[str] = []
    x, y = 0.0, top + _ROW * 0.7
    for field, n in counts.items():
        words = f"{brush.w.field(field)} {n:,}"
        width = 16 + width_of(words, SIZE)
        if x and x + width > brush.width:
            x, y = 0.0, y + _ROW
        body += [points(field, [(x + 6, y - 4)], 4.2), brush.text(x + 16, y, words, SIZE, "soft")]
        x += width + _GAP
    return body, y + _ROW * 0.3 if counts else top


def tag(brush: Brush, x: float, y: float, sign: str) -> list[str]:
    """A letter on a disc."""
    return [circle(x, y, 7.5, "tag"), brush.text(x, y + 3.8, sign, 10.5, "on-tag strong", "middle")]


def list_key(
    brush: Brush, rows: Sequence[tuple[str, str]], top: float, *, on_disc: bool = False
) -> tuple[list[str], float]:
    """Each sign with what it stands for, in two columns where there is room; and where the rows end."""
    half = brush.width / 2
    columns = [rows] if brush.width <= NARROW else [rows[: -(-len(rows) // 2)], rows[-(-len(rows) // 2) :]]
    body: list[str] = []
    bottom = top
    for at, column in enumerate(columns):
        x, y = half * at, top
        for sign, words in column:
            shown = wrapped(words, SIZE, brush.width / len(columns) - 36)
            y += _ROW * 0.8
            body += tag(brush, x + 8, y - 4, sign) if on_disc else [brush.text(x + 18, y, sign, SIZE, "strong", "end")]
            texts = (brush.text(x + 24, y + 15 * row, each, SIZE, "soft") for row, each in enumerate(shown))
            body.append(f"<g>{title(words)}{''.join(texts)}</g>")
            y += _ROW * 0.2 + 15 * (len(shown) - 1)
        bottom = max(bottom, y)
    return body, bottom + (4 if rows else 0)
