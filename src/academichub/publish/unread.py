"""Why something that was imported could not be read, in the reader's language. Pure."""

from __future__ import annotations

import re
from functools import cache

from academichub.publish.wording import Wording
from academichub.publish.words.unread import UNREAD

__all__ = ["is_translated", "unread_words"]

_PLACE = re.compile(r"\{(\w+)\}")


def unread_words(english: str, w: Wording) -> str:
    """A reason, or a place in a file, as the readers of references give it; as it is where no words are known."""
    if w.language == "en":
        return english
    for pattern, template in _known():
        found = pattern.fullmatch(english)
        if found:
            return template.format_map({name: unread_words(text, w) for name, text in found.groupdict().items()})
    return english


def is_translated(english: str) -> bool:
    """Whether a reason has words in every language."""
    return any(pattern.fullmatch(english) for pattern, _ in _known())


@cache
def _known() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(english), template) for english, template in UNREAD)


def _pattern(template: str) -> re.Pattern[str]:
    """A text with the template's words, and something in each of its places."""
    parts = _PLACE.split(template)
    wanted = "".join(f"(?P<{part}>.+)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    return re.compile(wanted, re.DOTALL)
