"""A picture of publish/pictures made fit for a typesetter, which knows plain style sheets alone. Pure.

Style sheets of pictures name their colours once and have rules for screens, the dark and print. Here every name is
put in place as it is in print, and the rules for other places are left out.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

__all__ = ["svg_for_paper"]

_STYLE = re.compile(r"(<style>)(.*?)(</style>)", re.DOTALL)
_HAN_TEXT = re.compile(r"<text (?=[^>]*>[^<]*[\u3400-\u9fff])")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MEDIA = re.compile(r"@media\s*([^{]*)\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}")
_NAMED = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+);")
_USED = re.compile(r"var\((--[\w-]+)(?:,\s*([^()]*))?\)")


def svg_for_paper(svg: str, families: str, han: str = "") -> str:
    """The same drawing with the colours of print and these font families, in a style sheet without names.

    `han`: the family that texts with Han characters are set in. Typesetters take what the first family lacks from any
    font there is, and a colon of another region stands in the middle of its square.
    """
    placed = _STYLE.sub(lambda found: f"{found[1]}{_plain(found[2], families)}{found[3]}", svg)
    return _HAN_TEXT.sub(lambda _: f"<text font-family={quoteattr(han)} ", placed) if han else placed


def _plain(sheet: str, families: str) -> str:
    bare = _COMMENT.sub("", sheet.replace("&amp;", "&").replace("&gt;", ">").replace("&lt;", "<"))
    in_print = "".join(found[2] for found in _MEDIA.finditer(bare) if found[1].strip() == "print")
    rules = _MEDIA.sub("", bare)
    known = dict(_NAMED.findall(rules)) | dict(_NAMED.findall(in_print)) | {"--sans": families}
    placed = _USED.sub(lambda found: str(known.get(found[1], found[2] or "none")).strip(), _NAMED.sub("", rules))
    return placed.replace("&", "&amp;").replace("<", "&lt;")
