"""How pictures look: one style sheet, for a page that has its own colours and for an SVG that stands alone. Pure.

A picture in a page has no style of its own, as the site's policy lets none be written into a page: the page links to
PICTURE_STYLE. One that stands alone carries it, with the colours of the paper and the ink.
"""

from __future__ import annotations

from academichub.publish.pictures.palette import MARKS

__all__ = ["ALONE", "PICTURE_STYLE"]


def _colours(side: str) -> str:
    return " ".join(f"--p-{field}: {getattr(mark, side)};" for field, mark in MARKS.items())


_FIELDS = "\n".join(f".picture .p-{field} {{ fill: var(--p-{field}); stroke: var(--p-{field}); }}" for field in MARKS)

PICTURE_STYLE = f"""/* Pictures of briefings. Written by publish/pictures/style.py. */
.picture {{ {_colours("light")} --rise: #1f62b8; --fall: #b04a00; }}
@media (prefers-color-scheme: dark) {{ .picture {{ {_colours("dark")} --rise: #7db2f5; --fall: #f09a58; }} }}
@media print {{ .picture {{ {_colours("light")} --rise: #1f62b8; --fall: #b04a00; }} }}
.picture {{ display: block; width: 100%; height: auto; overflow: visible; font-family: var(--sans, sans-serif); \
font-variant-numeric: tabular-nums lining-nums; print-color-adjust: exact; forced-color-adjust: none; }}
.picture text {{ fill: var(--ink); unicode-bidi: isolate; font-kerning: normal; white-space: pre; }}
.picture .soft {{ fill: var(--soft); }}
.picture .muted {{ fill: var(--muted); }}
.picture .strong {{ font-weight: 600; }}
.picture .halo {{ paint-order: stroke; stroke: var(--paper); stroke-width: 3.5px; stroke-linejoin: round; }}
.picture .rule {{ stroke: var(--rule); stroke-width: 1px; fill: none; }}
.picture .edge {{ stroke: var(--muted); stroke-width: 1px; fill: none; }}
.picture .bridge {{ stroke: var(--ink); stroke-width: 1.25px; fill: none; stroke-linecap: round; }}
.picture .under {{ stroke: var(--paper); stroke-width: 3.5px; fill: none; stroke-linecap: round; }}
.picture .end {{ stroke: var(--ink); stroke-width: 1.25px; fill: var(--paper); }}
.picture .tag {{ fill: var(--ink); }}
.picture text.on-tag {{ fill: var(--paper); }}
.picture .rise {{ fill: var(--rise); stroke: var(--rise); }}
.picture .fall {{ fill: var(--fall); stroke: var(--fall); }}
.picture .still {{ fill: var(--muted); stroke: var(--muted); }}
.picture .still.line {{ stroke-dasharray: 2 3; }}
.picture .line {{ stroke-width: 2px; }}
.picture .before {{ fill: var(--paper); stroke-width: 1.5px; }}
.picture .heat {{ fill: var(--rise); }}
.picture text.on-heat {{ fill: var(--paper); }}
{_FIELDS}
"""
"""For pages that show pictures: it takes --paper, --ink, --soft, --muted, --rule and --sans from the page."""

_LIGHT = "--paper: #fcfcfa; --ink: #1a1c1f; --soft: #3f444a; --muted: #5f656c; --rule: #dfe0dd;"
_DARK = "--paper: #141619; --ink: #dcdad5; --soft: #b9bab8; --muted: #969b9f; --rule: #2b2f33;"
_PRINT = "--paper: #fff; --ink: #000; --soft: #222; --muted: #444; --rule: #bbb;"
_SANS = (
    '--sans: system-ui, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, "PingFang SC", "Noto Sans CJK SC", '
    '"Microsoft YaHei", sans-serif;'
)

ALONE = f"""{PICTURE_STYLE}.picture {{ {_LIGHT} {_SANS} background: var(--paper); }}
@media (prefers-color-scheme: dark) {{ .picture {{ {_DARK} }} }}
@media print {{ .picture {{ {_PRINT} }} }}
"""
"""For an SVG that stands alone."""
