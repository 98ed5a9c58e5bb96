"""What has changed: the shares of clusters and phrases before and now, each as a line between two marks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, log10

from academichub.model import Skeleton, Trend
from academichub.publish.pictures.keys import SIZE
from academichub.publish.pictures.measure import BOLD, cut, width_of
from academichub.publish.pictures.svg import NARROW, WIDE, Brush, circle, line, title
from academichub.publish.shares import chance_of, percent
from academichub.publish.wording import Wording

__all__ = ["draw_trends", "has_history"]

_MOST_CLUSTERS = 12
_MOST_PHRASES = 12
_Row = tuple[str, Trend]


@dataclass(frozen=True, slots=True)
class _Chart:
    """Where things stand: `left` to `right` is the axis from 0 to `most`, beside it what is written."""

    brush: Brush
    most: float
    left: float
    right: float
    row: float  # height

    @property
    def is_wide(self) -> bool:
        return self.brush.width > NARROW

    def x(self, share: float) -> float:
        return self.left + (self.right - self.left) * min(share / self.most, 1.0)


def draw_trends(skeleton: Skeleton, w: Wording, *, width: int = WIDE, alone: bool = True) -> str:
    """The lines as SVG: clusters that changed beyond chance and the largest of the others, then phrases.

    Each panel has an axis of its own and its rows by change, the greatest rise first. Hollow mark: the weeks before.
    Filled mark: now.
    """
    brush = Brush(w, width, alone)
    clusters = _clusters(skeleton)
    phrases = [*skeleton.trends.items()][:_MOST_PHRASES]
    if not clusters and not phrases:
        return brush.empty("trends", w("picture.trends.name"), w("picture.trends.empty"))
    body, y = _key(brush, [*clusters, *phrases])
    for head, rows in (("picture.trends.clusters", clusters), ("picture.trends.phrases", phrases)):
        if rows:
            panel, y = _panel(_chart(brush, [trend for _, trend in rows]), w(head), rows, y + 10)
            body += panel
    left = {"more": len(skeleton.clusters) - len(clusters), "more_phrases": len(skeleton.trends) - len(phrases)}
    for key, n_more in left.items():
        if n_more:
            y += 18
            body.append(brush.text(0, y, w(f"picture.trends.{key}", n=n_more), SIZE, "muted"))
    told = "\n".join(_told(w, row) for row in (*clusters, *phrases))
    name = w("picture.trends.name" if has_history(skeleton) else "picture.trends.name_now")
    return brush.framed("trends", y + 10, name, told, body)


def has_history(skeleton: Skeleton) -> bool:
    """Whether there are earlier weeks to compare with; else the picture is of shares alone."""
    trends = (*(cluster.trend for cluster in skeleton.clusters), *skeleton.trends.values())
    return any(trend.n_weeks_before for trend in trends)


def _clusters(skeleton: Skeleton) -> list[_Row]:
    """Those that changed first, then the largest."""
    ranked = sorted(skeleton.clusters, key=lambda each: (not each.trend.is_significant, -len(each.paper_ids)))
    return [(cluster.label, cluster.trend) for cluster in ranked[:_MOST_CLUSTERS]]


def _chart(brush: Brush, trends: Sequence[Trend]) -> _Chart:
    most = _round_up(max(max(trend.share_now, trend.share_before) for trend in trends))
    if brush.width > NARROW:
        return _Chart(brush, most, 282.0, brush.width - 204.0, 24.0)
    return _Chart(brush, most, 6.0, brush.width - 8.0, 40.0)


def _round_up(share: float) -> float:
    """The next share that makes a good end of an axis."""
    if not 0 < share < 1:
        return 1.0 if share >= 1 else 0.01
    step = 10.0 ** ceil(log10(share) - 1)
    return min(1.0, next(step * n for n in (1, 2, 3, 4, 5, 6, 8, 10) if step * n >= share))


def _key(brush: Brush, rows: Sequence[_Row]) -> tuple[list[str], float]:
    """What the two marks mean."""
    w = brush.w
    weeks = max(trend.n_weeks_before for _, trend in rows)
    items = [("before", w("picture.trends.before", n=weeks))] if weeks else []
    items.append(("now", w("picture.trends.now")))
    items += [] if weeks else [("none", w("picture.trends.no_weeks"))]
    if weeks and not all(trend.is_significant for _, trend in rows):
        items.append(("chance", w("picture.trends.chance")))
    body: list[str] = []
    x, y = 6.0, 16.0
    for sign, words in items:
        width = 26 + width_of(words, SIZE)
        if x + width > brush.width:
            x, y = 6.0, y + 18
        body += [] if sign == "none" else [_sign(sign, x, y - 4)]
        body += [brush.text(x + (22 if sign == "chance" else 10), y, words, SIZE, "soft")]
        x += width + 14
    return body, y + 6


def _sign(sign: str, x: float, y: float) -> str:
    if sign == "chance":
        return line(x - 4, y, x + 16, y, "still line")
    return circle(x, y, 4.5, "still before" if sign == "before" else "still")


def _panel(chart: _Chart, head: str, rows: Sequence[_Row], top: float) -> tuple[list[str], float]:
    brush = chart.brush
    falling = sorted(rows, key=lambda row: row[1].share_before - row[1].share_now)
    first = top + 26
    bottom = first + chart.row * len(rows)
    body = [brush.text(0, top + 12, head, 13, "strong"), *_axis(chart, first, bottom)]
    for at, row in enumerate(falling):
        body += _row(chart, row, first + chart.row * at)
    return body, bottom + 18


def _axis(chart: _Chart, top: float, bottom: float) -> Iterable[str]:
    n_steps = 4 if chart.is_wide else 2
    for at in range(n_steps + 1):
        share = chart.most * at / n_steps
        x = chart.x(share)
        anchor = "middle" if chart.is_wide or 0 < at < n_steps else ("start" if not at else "end")
        yield line(x, top, x, bottom, "rule")
        yield chart.brush.text(x, bottom + 14, _tick(share, chart.most / n_steps), 11, "muted", anchor)


def _row(chart: _Chart, row: _Row, top: float) -> list[str]:
    """A label, two marks with the line between them, and the figures."""
    label, trend = row
    brush, css = chart.brush, _css(trend)
    y = top + chart.row / 2 if chart.is_wide else top + 28
    now, before = chart.x(trend.share_now), chart.x(trend.share_before)
    body = [f"<g>{title(_told(brush.w, row))}"]
    if trend.n_weeks_before:
        body += [line(before, y, now, y, f"{css} line"), circle(before, y, 4.5, f"{css} before")]
    body.append(circle(now, y, 4.5, css))
    weight = " strong" if trend.is_significant else ""
    figures, chance = _figures(trend), _chance(brush.w, trend)
    if chart.is_wide:
        body.append(brush.text(0, y + 4, cut(label, SIZE, (chart.left - 22) / BOLD), SIZE, "soft" + weight))
        body.append(brush.text(chart.right + 16, y + 4, figures, SIZE, "soft" + weight))
        body.append(brush.text(brush.width, y + 4, chance, 11, "muted", "end"))
    else:
        room = (brush.width - BOLD * width_of(figures, SIZE) - 10) / BOLD
        body.append(brush.text(0, top + 14, cut(label, SIZE, room), SIZE, "soft" + weight))
        body.append(brush.text(brush.width, top + 14, figures, SIZE, "soft" + weight, "end"))
    return [*body, "</g>"]


def _css(trend: Trend) -> str:
    if not trend.is_significant:
        return "still"
    return "rise" if trend.share_now > trend.share_before else "fall"


def _tick(share: float, step: float) -> str:
    """With as many decimals as the steps of the axis need."""
    n_decimals = next((n for n in (0, 1, 2) if abs(100 * step - round(100 * step, n)) < 1e-9), 2)
    return f"{100 * share:.{n_decimals}f}%"


def _figures(trend: Trend) -> str:
    now = percent(trend.share_now)
    return f"{percent(trend.share_before)}\u00a0→\u00a0{now}" if trend.n_weeks_before else now


def _chance(w: Wording, trend: Trend) -> str:
    if trend.p_value is None:
        return w("picture.trends.untested") if trend.n_weeks_before else ""
    if not trend.is_significant:
        return w("picture.trends.chance")
    return w("picture.trends.p", p=chance_of(trend, equals="=\u00a0"))


def _told(w: Wording, row: _Row) -> str:
    label, trend = row
    if not trend.n_weeks_before:
        return w("picture.trends.row_now", label=label, now=percent(trend.share_now))
    return w(
        "picture.trends.row",
        label=label,
        before=percent(trend.share_before),
        now=percent(trend.share_now),
        chance=_chance(w, trend),
    )
