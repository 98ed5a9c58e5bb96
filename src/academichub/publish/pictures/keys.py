"""What stands under a picture: which mark is which field, and what the numbers and letters on it mean. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from academichub.model import FieldId
from academichub.publish.pictures.measure import cut, width_of
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
    columns = 1 if brush.width <= NARROW else 2
    column = brush.width / columns
    n_rows = -(-len(rows) // columns)
    body: list[str] = []
    for at, (sign, words) in enumerate(rows):
        x, y = column * (at // n_rows), top + _ROW * (at % n_rows + 0.8)
        shown = cut(words, SIZE, column - 34)
        body += tag(brush, x + 8, y - 4, sign) if on_disc else [brush.text(x + 18, y, sign, SIZE, "strong", "end")]
        told = title(words) if shown != words else ""
        body.append(f"<g>{told}{brush.text(x + 24, y, shown, SIZE, 'soft')}</g>")
    return body, top + _ROW * n_rows + (4 if rows else 0)
