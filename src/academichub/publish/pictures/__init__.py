"""Pictures of a briefing as SVG: a map of its papers, what has changed, how fields meet. Pure; no script, no file.

`draw_map`, `draw_trends` and `draw_heat` give one SVG each. It is drawn anew for a width and then scales: WIDE for
columns from 30 rem on and for print, NARROW for phones. `in_both_widths` gives both, for a page that shows one of them.
"""

from __future__ import annotations

from academichub.publish.pictures.both import in_both_widths
from academichub.publish.pictures.heat import draw_heat
from academichub.publish.pictures.joins import Join, joins_of
from academichub.publish.pictures.map2d import draw_map
from academichub.publish.pictures.style import PICTURE_STYLE
from academichub.publish.pictures.svg import NARROW, WIDE
from academichub.publish.pictures.trends import draw_trends, has_history

__all__ = [
    "NARROW",
    "PICTURE_STYLE",
    "WIDE",
    "Join",
    "draw_heat",
    "draw_map",
    "draw_trends",
    "has_history",
    "in_both_widths",
    "joins_of",
]
