"""Why something failed, or could not be read, in the reader's language. Pure."""

from __future__ import annotations

import re
from functools import cache

from academichub.publish.wording import Wording
from academichub.publish.words.troubles import TROUBLES
from academichub.publish.words.unread import UNREAD

__all__ = ["is_translated", "trouble_words", "unread_words"]

_ENDING = re.compile(r"(?P<first>.+) \((?P<cause>[^()]+)\)", re.DOTALL)
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


def trouble_words(english: str, w: Wording) -> str:
    """Why something failed, as its error says it: what is concerned may stand before, what the system said behind."""
    said = unread_words(english, w)
    if said != english:
        return said
    ending = _ENDING.fullmatch(english)
    if ending:
        first, told = ending["first"], trouble_words(ending["first"], w)
        return english if told == first else f"{told}（{unread_words(ending['cause'], w)}）"
    subject, _, reason = english.partition(": ")
    told = unread_words(reason, w)
    return english if told == reason else f"{subject}{w('join.colon')}{told}"


def is_translated(english: str) -> bool:
    """Whether a reason has words in every language."""
    return any(pattern.fullmatch(english) for pattern, _ in _known())


@cache
def _known() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(english), template) for english, template in (*UNREAD, *TROUBLES))


def _pattern(template: str) -> re.Pattern[str]:
    """A text with the template's words, and something in each of its places."""
    parts = _PLACE.split(template)
    wanted = "".join(f"(?P<{part}>.+)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    return re.compile(wanted, re.DOTALL)
