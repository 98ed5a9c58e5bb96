"""Field by field: how many bridges and how many shared clusters join each pair of fields. Pure.

Why these two: bridges are what a reader between fields looks for, but are few by intention. Papers side by side in
clusters show where fields work at the same things, bridge or not; as a part of the smaller field they are not drowned
by the size of the larger one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from academichub.model import FieldId, Skeleton
from academichub.publish.pictures.joins import Join, joins_of
from academichub.publish.pictures.keys import SIZE
from academichub.publish.pictures.measure import cut
from academichub.publish.pictures.palette import ordered
from academichub.publish.pictures.svg import NARROW, WIDE, Brush, number, points, title
from academichub.publish.wording import Wording

__all__ = ["draw_heat"]

_LARGEST_CELL = 46.0
_SMALLEST_CELL = 23.0


@dataclass(frozen=True, slots=True)
class _Grid:
    """Fields in the order of the taxonomy, with cells of one size."""

    brush: Brush
    fields: Sequence[FieldId]
    n_of: Mapping[FieldId, int]
    left: float
    cell: float

    @property
    def top(self) -> float:
        return 40.0


def draw_heat(skeleton: Skeleton, w: Wording, *, width: int = WIDE, alone: bool = True) -> str:
    """The grid as SVG. Right of the diagonal stand bridges, left of it pairs of papers in one cluster."""
    brush = Brush(w, width, alone)
    n_of = Counter(field for paper in skeleton.papers for field in ordered([paper.field]))
    if len(n_of) < 2:
        return brush.empty("heat", w("picture.heat.name"), w("picture.heat.empty"))
    grid = _grid(brush, n_of)
    joins = [join for join in joins_of(skeleton) if set(join.fields) <= set(grid.fields)]
    most = max((join.n_bridges for join in joins), default=0)
    body = [*_heads(grid)]
    for join in joins:
        body += _pair(grid, join, most)
    y = grid.top + grid.cell * len(grid.fields)
    n_more = len(n_of) - len(grid.fields)
    if n_more:
        y += 18
        body.append(brush.text(0, y, w("picture.heat.more", n=n_more), SIZE, "muted"))
    told = "\n".join(_told(w, join) for join in joins if join.n_bridges or join.n_beside)
    return brush.framed("heat", y + 8, w("picture.heat.name"), told or w("picture.heat.name"), body)


def _grid(brush: Brush, n_of: Mapping[FieldId, int]) -> _Grid:
    """As many fields as have room, those with most papers."""
    left = 190.0 if brush.width > NARROW else 118.0
    most = int((brush.width - left) / _SMALLEST_CELL)
    kept = sorted(ordered(n_of), key=lambda field: -n_of[field])[:most]
    cell = min(_LARGEST_CELL, (brush.width - left) / len(kept))
    return _Grid(brush, ordered(kept), n_of, left, cell)


def _heads(grid: _Grid) -> Iterator[str]:
    """Names and numbers of the rows, numbers of the columns, and the diagonal."""
    brush, cell = grid.brush, grid.cell
    for at, field in enumerate(grid.fields):
        along, middle = grid.left + cell * (at + 0.5), grid.top + cell * (at + 0.5)
        yield points(field, [(along, grid.top - 28)], 4.2)
        yield brush.text(along, grid.top - 8, str(at + 1), 11, "muted", "middle")
        yield brush.text(16, middle + 4, str(at + 1), 11, "muted", "end")
        yield points(field, [(28, middle)], 4.2)
        yield brush.text(38, middle + 4, cut(brush.w.field(field), SIZE, grid.left - 44), SIZE, "soft")
        n = f"{grid.n_of[field]:,}"
        yield from _cell(
            grid,
            (at, at),
            0.0,
            n,
            f"{brush.w.field(field)}{brush.w('join.colon')}{brush.w('unit.papers', n=grid.n_of[field])}",
        )


def _pair(grid: _Grid, join: Join, most: int) -> Iterator[str]:
    one, other = (grid.fields.index(field) for field in join.fields)
    told = _told(grid.brush.w, join)
    yield from _cell(grid, (one, other), join.n_bridges / most if most else 0.0, _shown(join.n_bridges), told)
    share = join.n_beside / join.n_smaller
    yield from _cell(grid, (other, one), share, _shown(join.n_beside), told)


def _shown(n: int) -> str:
    return f"{n:,}" if n else ""


def _cell(grid: _Grid, at: tuple[int, int], share: float, words: str, told: str) -> Iterator[str]:
    """A square as dark as the share, with its figure where there is room for it."""
    row, column = at
    x, y, side = grid.left + grid.cell * column, grid.top + grid.cell * row, grid.cell - 1.5
    box = f'x="{number(x)}" y="{number(y)}" width="{number(side)}" height="{number(side)}"'
    yield f'<g>{title(told)}<rect class="rule" {box}/>'
    if share > 0:
        yield f'<rect class="heat" {box} fill-opacity="{_depth(share):.2f}"/>'
    size = 11.0
    if words and len(words) * size * 0.6 <= side:
        css = "strong" if row == column else ("on-heat" if _depth(share) > 0.6 else "")
        yield grid.brush.text(x + side / 2, y + side / 2 + 4, words, size, css, "middle")
    yield "</g>"


def _depth(share: float) -> float:
    """Opacity. Nothing between .45 and .75: a figure has contrast on what is lighter and on what is darker."""
    step = min(5, 1 + int(5 * min(share, 0.999)))
    return (0.0, 0.12, 0.25, 0.4, 0.82, 1.0)[step]


def _told(w: Wording, join: Join) -> str:
    one, other = (w.field(field) for field in join.fields)
    return w(
        "picture.heat.pair",
        one=one,
        other=other,
        bridges=w("picture.heat.n_bridges", n=join.n_bridges),
        beside=w("picture.heat.n_beside", n=join.n_beside),
    )
