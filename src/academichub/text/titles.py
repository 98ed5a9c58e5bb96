"""What two titles have in common where they are one: letters and digits, whatever their case. Pure."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["title_key"]

_NO_LETTER = re.compile(r"[\W_]+")


def title_key(title: str) -> str:
    """Equal for titles that differ in case, spacing, punctuation and compatibility forms ("ﬁ", "²") alone.

    `title` is plain. Empty where there is neither letter nor digit. Accents, and the order of words, tell titles apart.
    """
    folded = title if title.isascii() else unicodedata.normalize("NFKC", title)
    return _NO_LETTER.sub("", folded.casefold())
