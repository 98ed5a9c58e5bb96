"""The map of a briefing's papers: near papers near each other, clusters named, bridges drawn. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from academichub.model import Bridge, BriefPaper, Cluster, FieldId, PaperId, Skeleton
from academichub.publish.pictures.keys import field_key, list_key, tag
from academichub.publish.pictures.labels import Box, Wish, place_labels
from academichub.publish.pictures.measure import BOLD, width_of, wrapped
from academichub.publish.pictures.palette import ordered
from academichub.publish.pictures.svg import NARROW, WIDE, Brush, circle, line, points, title
from academichub.publish.wording import Wording

__all__ = ["draw_map"]

_Place = tuple[float, float]
_MOST_LETTERS = 10  # bridges that are drawn, and named under the map: the strongest; more are a thicket
_FEW_MARKS = 200
_LINE = 1.15  # of the font's height


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A map in the making: where each paper stands on it, in its units."""

    skeleton: Skeleton
    brush: Brush
    height: float
    places: Mapping[PaperId, _Place]

    @property
    def size(self) -> float:
        """The height of the font of labels."""
        return 13.0 if self.brush.width > NARROW else 12.0

    @property
    def is_wide(self) -> bool:
        return self.brush.width > NARROW

    def middle(self, paper_ids: Iterable[PaperId]) -> _Place | None:
        placed = [self.places[each] for each in paper_ids if each in self.places]
        if not placed:
            return None
        return sum(x for x, _ in placed) / len(placed), sum(y for _, y in placed) / len(placed)


def draw_map(skeleton: Skeleton, w: Wording, *, width: int = WIDE, alone: bool = True) -> str:
    """The map as SVG. `alone`: with the style that a file of its own needs.

    Points are drawn by field, the rarer fields above. A label that finds no room is a number on the map and a line
    under it; the first bridges are drawn, each with a letter.
    """
    brush = Brush(w, width, alone)
    sheet = _sheet(skeleton, brush)
    if not sheet.places:
        return brush.empty("map", w("picture.map.name"), w("picture.map.empty"))
    lines, discs, hubs = _bridges(sheet)
    labels, numbered = _labels(sheet, hubs)
    body = [*_points(sheet), *lines, *labels, *discs]
    fields = _counts(skeleton.papers)
    keys, bottom = field_key(brush, fields, sheet.height + 8)
    bridge_keys, bottom = list_key(brush, _bridge_rows(sheet), bottom + 6, on_disc=True)
    number_keys, bottom = list_key(brush, numbered, bottom + 6)
    return brush.framed(
        "map", bottom + 4, w("picture.map.name"), _told(sheet), [*body, *keys, *bridge_keys, *number_keys]
    )


def _sheet(skeleton: Skeleton, brush: Brush) -> _Sheet:
    height = brush.width * (0.68 if brush.width > NARROW else 1.05)
    placed = [(paper.paper_id, paper.place) for paper in skeleton.papers if paper.place is not None]
    if len(placed) < 30:
        height *= 0.7
    places = {each: (min(max(x, 0.0), 1.0) * brush.width, min(max(y, 0.0), 1.0) * height) for each, (x, y) in placed}
    return _Sheet(skeleton, brush, height, places)


def _counts(papers: Sequence[BriefPaper]) -> dict[FieldId, int]:
    """Papers by field, the most first."""
    counts = Counter(next(iter(ordered([paper.field]))) for paper in papers)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], ordered(counts).index(item[0]))))


def _radius(n: int, is_wide: bool) -> float:
    return max(2.7, min(5.0, 60 / sqrt(n))) * (1.0 if is_wide else 0.75)


def _points(sheet: _Sheet) -> Iterable[str]:
    r = _radius(len(sheet.places), sheet.is_wide)
    by_field: dict[FieldId, list[_Place]] = {field: [] for field in _counts(sheet.skeleton.papers)}
    for paper in sheet.skeleton.papers:
        if paper.paper_id in sheet.places:
            by_field[next(iter(ordered([paper.field])))].append(sheet.places[paper.paper_id])
    total = len(sheet.places)
    for field, places in by_field.items():
        grown = 1.35 if len(places) <= 0.03 * total else 1.0  # a rare field must not be lost among the others
        yield points(field, places, r * grown)


def _bridges(sheet: _Sheet) -> tuple[list[str], list[str], list[Box]]:
    """The lines of the first bridges, their letters, and the places that the letters take."""
    lines: list[str] = []
    discs: list[str] = []
    hubs: list[Box] = []
    for at, bridge in enumerate(sheet.skeleton.bridges[:_MOST_LETTERS]):
        hub = sheet.middle(bridge.paper_ids)
        ends = [sheet.places[each] for each in bridge.paper_ids if each in sheet.places]
        if hub is None or len(ends) < 2:
            continue
        strokes = "".join(line(*hub, *end, css) for css in ("under", "bridge") for end in ends)
        lines.append(f"<g>{title(_bridge_words(sheet, bridge))}{strokes}{_ends(sheet, ends)}</g>")
        x, y = _free(hub, hubs, sheet)
        discs += tag(sheet.brush, x, y, _letter(at))
        hubs.append(Box(x - 7.5, y - 7.5, 15, 15))
    return lines, discs, hubs


def _free(hub: _Place, hubs: Sequence[Box], sheet: _Sheet) -> _Place:
    """The middle of a bridge, or beside it where another letter stands."""
    for step in range(9):
        x, y = hub[0] + 17 * (step % 3 - (step > 5)), hub[1] + 17 * (step // 3)
        x, y = min(max(x, 8.0), sheet.brush.width - 8.0), min(max(y, 8.0), sheet.height - 8.0)
        if not any(Box(x - 7.5, y - 7.5, 15, 15).overlaps(other) for other in hubs):
            return x, y
    return hub


def _ends(sheet: _Sheet, ends: Sequence[_Place]) -> str:
    r = _radius(len(sheet.places), sheet.is_wide) + 1.4
    return "".join(circle(x, y, r, "edge") for x, y in ends)


def _letter(at: int) -> str:
    return chr(ord("A") + at)


def _bridge_words(sheet: _Sheet, bridge: Bridge) -> str:
    w = sheet.brush.w
    return w(
        "picture.map.bridge",
        shared=w.join(bridge.shared) or "…",
        fields=w.join(w.field(field) for field in bridge.fields),
    )


def _bridge_rows(sheet: _Sheet) -> list[tuple[str, str]]:
    """The letters that stand on the map, each with its words."""
    drawn = [
        (at, bridge)
        for at, bridge in enumerate(sheet.skeleton.bridges[:_MOST_LETTERS])
        if sum(each in sheet.places for each in bridge.paper_ids) >= 2
    ]
    return [(_letter(at), _bridge_words(sheet, bridge)) for at, bridge in drawn]


def _lines_of(label: str, size: float, widest: float, w: Wording) -> Sequence[str]:
    """The label in lines; of one that would be cut what stands behind its colon: what is before it several may have."""
    whole = wrapped(label, size, widest)
    _, colon, rest = label.partition(w("join.colon"))
    return wrapped(rest, size, widest) if colon and rest and whole[-1].endswith("…") else whole


def _labels(sheet: _Sheet, hubs: Sequence[Box]) -> tuple[list[str], list[tuple[str, str]]]:
    """The labels of the clusters, the largest first; and the numbers of those that found no room."""
    size, brush = sheet.size, sheet.brush
    clusters = sorted(
        ((each, middle) for each in sheet.skeleton.clusters if (middle := sheet.middle(each.paper_ids)) is not None),
        key=lambda item: -len(item[0].paper_ids),
    )
    lines = [_lines_of(each.label, size, 140 if sheet.is_wide else 96, brush.w) for each, _ in clusters]
    wishes = [
        Wish(
            *middle,
            max(width_of(row, size) for row in rows) * BOLD,
            _LINE * size * len(rows),
            _reach(sheet, cluster),
        )
        for (cluster, middle), rows in zip(clusters, lines, strict=True)
    ]
    marks = _to_keep_clear(sheet)
    boxes = place_labels(wishes, brush.width, sheet.height, hubs, marks)
    left = [at for at, box in enumerate(boxes) if box is None]
    numbers = {at: str(number) for number, at in enumerate(left, 1)}
    small = [Wish(*clusters[at][1], 16, 14, _reach(sheet, clusters[at][0])) for at in left]
    taken = [*hubs, *(box for box in boxes if box is not None)]
    for at, box in zip(left, place_labels(small, brush.width, sheet.height, taken, marks), strict=True):
        boxes = (*boxes[:at], box, *boxes[at + 1 :])
    body: list[str] = []
    for at, ((cluster, _), box) in enumerate(zip(clusters, boxes, strict=True)):
        if box is not None:
            rows = [numbers[at]] if at in numbers else lines[at]
            body.append(f"<g>{title(_cluster_words(brush.w, cluster))}{_written(brush, rows, box, size)}</g>")
    return body, [(numbers[at], _cluster_words(brush.w, clusters[at][0])) for at in left]


def _to_keep_clear(sheet: _Sheet) -> list[_Place]:
    """The ends of bridges, and every mark where they are few: among many no label has room beside them."""
    bridged = {each for bridge in sheet.skeleton.bridges[:_MOST_LETTERS] for each in bridge.paper_ids}
    ends = [place for each, place in sheet.places.items() if each in bridged]
    return [*ends, *(sheet.places.values() if len(sheet.places) <= _FEW_MARKS else ())]  # of few an end counts twice


def _reach(sheet: _Sheet, cluster: Cluster) -> float:
    """How far from its middle a cluster's papers stand, by and large."""
    placed = [sheet.places[each] for each in cluster.paper_ids if each in sheet.places]
    x0, y0 = sheet.middle(cluster.paper_ids) or (0.0, 0.0)
    spread = sum((x - x0) ** 2 + (y - y0) ** 2 for x, y in placed) / max(len(placed), 1)
    return 0.8 * sqrt(spread)


def _written(brush: Brush, rows: Sequence[str], box: Box, size: float) -> str:
    middle = box.x + box.width / 2
    return "".join(
        brush.text(middle, box.y + size * (_LINE * at + 0.92), row, size, "halo strong", "middle")
        for at, row in enumerate(rows)
    )


def _cluster_words(w: Wording, cluster: Cluster) -> str:
    return w("brief.cluster_count", label=cluster.label, n=len(cluster.paper_ids))


def _told(sheet: _Sheet) -> str:
    """What the map shows, for who cannot see it."""
    w, skeleton = sheet.brush.w, sheet.skeleton
    largest = sorted(skeleton.clusters, key=lambda cluster: -len(cluster.paper_ids))[:5]
    parts = [
        w("picture.map.told", n=len(sheet.places)),
        w("brief.clusters", n=len(skeleton.clusters), names=w.join(_cluster_words(w, each) for each in largest)),
        w("picture.map.bridges", n=len(_bridge_rows(sheet))),
    ]
    return w("join.gap").join(parts)
