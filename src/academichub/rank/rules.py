"""How the hard rules of a radar compare words and categories with a paper. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from academichub.rank.words import UNSPACED

__all__ = ["folded", "has_phrase", "is_under", "word_forms"]

_SPACE = re.compile(r"\s+")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_ENDS_IN_Y = re.compile(r"[^aeiou]y$")
_HISSES = re.compile(r"(?:s|x|z|ch|sh)$")


def folded(text: str) -> str:
    """As rules compare texts: without regard to case, to the width of characters and to how much white space stands
    where."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _SPACE.sub(" ", plain).strip().casefold()


def has_phrase(text: str, wanted: str) -> bool:
    """Whether the words stand in the text, the last one in singular or plural; both as `folded` gives them.

    What has Han, kana or hangul stands wherever its characters do: 딥러닝 in 딥러닝을, モデル in 拡散モデルの.
    """
    if not wanted:
        return False
    if _UNSPACED.search(wanted):
        return wanted in text
    stem, pattern = _phrase(wanted)
    return stem in text and pattern.search(text) is not None


@lru_cache(maxsize=4_096)
def _phrase(wanted: str) -> tuple[str, re.Pattern[str]]:
    """What all forms of the phrase begin with, and the pattern of all forms."""
    head, space, last = wanted.rpartition(" ")
    forms = word_forms(last)
    choice = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    stem = head + space + min(forms, key=len).removesuffix("y")
    return stem, re.compile(rf"(?<!\w){re.escape(head + space)}(?:{choice})(?!\w)")


def word_forms(word: str) -> tuple[str, ...]:
    """The word, its plural and its singular, as far as regular English goes; a short word or acronym has its plural."""
    if not (word.isascii() and word.isalpha()) or len(word) < 3:
        return (word,)
    forms = [
        word,
        f"{word[:-1]}ies" if _ENDS_IN_Y.search(word) else f"{word}es" if _HISSES.search(word) else f"{word}s",
    ]
    if len(word) >= 5 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        forms.append(f"{word[:-3]}y" if word.endswith("ies") else word[:-1])
        if word.endswith("es") and _HISSES.search(word[:-2]):
            forms.append(word[:-2])
    return tuple(dict.fromkeys(forms))


def is_under(held: Iterable[str], wanted: str) -> bool:
    """Whether one of the categories is the wanted one ("cs.lg"), or of it ("cs"); all as `folded` gives them."""
    return bool(wanted) and any(name == wanted or name.startswith(f"{wanted}.") for name in held)
