"""How wide a text will be, and how it is cut and broken to fit. Pure.

No font is known here, so widths are those of a wide sans serif, in parts of its size: a text is hardly ever wider.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["BOLD", "cut", "width_of", "wrapped"]

BOLD = 1.12
"""As wide as that are bold letters."""

_WIDTHS = {
    **dict.fromkeys("iljI.,:;'|!‘’·", 0.32),
    **dict.fromkeys(' ()[]/-ftr"“”', 0.42),
    **dict.fromkeys("mwMW%@—", 0.95),
}
_SLASH = re.compile(r"(?<= / )")
_BREAK = re.compile(r"(?<=[\s/\-–—])|(?<=[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7a3])(?=[\u3400-\u9fff\u3040-\u30ff])")


def _advance(character: str) -> float:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.02
    return 0.72 if character.isupper() or ord(character) > 0x2FF else 0.6


def width_of(text: str, size: float) -> float:
    """In the unit of `size`, the height of the font."""
    return size * sum(map(_advance, text))


def cut(text: str, size: float, widest: float) -> str:
    """The text, or its beginning with an ellipsis that fits into the width; no letter loses its accents."""
    if width_of(text, size) <= widest:
        return text
    left = widest - size * _advance("…")
    kept = 0
    for at, character in enumerate(text):
        left -= size * _advance(character)
        if left < 0:
            break
        kept = at + 1
    while kept and kept < len(text) and unicodedata.combining(text[kept]):
        kept -= 1
    return text[:kept].rstrip(" /-–—,;:") + "…"


def wrapped(text: str, size: float, widest: float, most_lines: int = 2) -> Sequence[str]:
    """The text in lines of at most that width, broken at slashes or else where words end; what is too much is cut."""
    pieces = _parts_of(text, size, widest, most_lines) or list(filter(None, _BREAK.split(text)))
    return [cut(line.strip(), size, widest) for line in _filled(pieces, size, widest, most_lines)]


def _parts_of(text: str, size: float, widest: float, most_lines: int) -> Sequence[str]:
    """What stands between slashes, where each such part fits a line; () where it does not."""
    parts = [part for part in _SLASH.split(text) if part]
    lines = _filled(parts, size, widest, most_lines)
    return parts if len(parts) > 1 and all(width_of(line.strip(), size) <= widest for line in lines) else ()


def _filled(pieces: Sequence[str], size: float, widest: float, most_lines: int) -> Sequence[str]:
    lines = [""]
    for piece in pieces:
        if not lines[-1] or width_of(lines[-1] + piece.rstrip(), size) <= widest:
            lines[-1] += piece
        elif len(lines) < most_lines:
            lines.append(piece)
        else:
            lines[-1] += piece  # too long now, and cut by the caller
    return lines
