"""Single characters: what never belongs into a text, and what is written with another character.

Every rule here looks at one character alone, so cleaning pieces and cleaning the whole give the same. Runs of white
space are layout.py's matter; nothing here knows of TeX or HTML, except `decode_entities`.
"""

from __future__ import annotations

import html
import re

__all__ = ["clean_characters", "decode_entities"]

_SPACES = "\t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_BREAKS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Removed: other controls, soft hyphen, zero-width and bidirectional controls, invisible operators, interlinear
# anchors, byte order mark, noncharacters, and the tag block, which hides text from a reader but not from a model.
_REMOVED = (
    (0x00, 0x08), (0x0E, 0x1B), (0x1F, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x61C, 0x61C),
    (0x180E, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFDD0, 0xFDEF), (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB), (0xFFFE, 0xFFFF), (0xE0000, 0xE007F),
)  # fmt: skip
_SURROGATES = (0xD800, 0xDFFF)

_TABLE: dict[int, str | None] = {
    **{ord(c): " " for c in _SPACES},
    **{ord(c): "\n" for c in _BREAKS},
    **{ord(c): plain for c, plain in _LIGATURES.items()},
    **{code: None for first, last in _REMOVED for code in range(first, last + 1)},
    **dict.fromkeys(range(_SURROGATES[0], _SURROGATES[1] + 1), "\ufffd"),
}

_LIGATURE = re.compile("[ﬀ-ﬆ]")

_TWICE = re.compile(r"&(?:amp;)+(?=#?\w{1,31};)")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def clean_characters(text: str) -> str:
    """The text with every kind of blank as a space, every kind of line end as `\\n`, and no invisible character.

    Ligatures become letters; a lone surrogate, which no encoding can carry, becomes U+FFFD.
    """
    # Nothing that `isprintable` accepts is in the table but ligatures; it is twenty times faster than a search.
    if text.replace("\n", " ").isprintable() and (text.isascii() or not _LIGATURE.search(text)):
        return text
    return text.replace("\r\n", "\n").translate(_TABLE)


def decode_entities(text: str) -> str:
    """Character references resolved, also where they were encoded twice (`&amp;lt;`); only those that end in `;`.

    References without the semicolon are left alone: HTML reads `?a=1&parameter` as `?a=1¶meter`.
    """
    if "&" not in text:
        return text
    once = _TWICE.sub("&", text)
    decoded = _ENTITY.sub(lambda match: html.unescape(match[0]), once)
    return clean_characters(decoded) if decoded != text else text
