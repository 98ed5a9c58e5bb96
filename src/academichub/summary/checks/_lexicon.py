"""Lists of words in English and Chinese, sought in folded texts. Pure; the words are each check's own.

A pattern of a few hundred words is slow to try at every character. So a text is first asked, by its set of words,
whether it has the longest word of any English entry; most texts are done with there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from academichub.summary.checks._reading import fold

__all__ = ["Lexicon", "words_of"]

_COMMON = frozenset("model models brain lines with paper papers in on the and test ai language large system".split())
_WORD = re.compile(r"[a-z0-9]+")
_APART = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})


@lru_cache(128)
def words_of(folded: str) -> frozenset[str]:
    """The runs of Latin letters and digits of a folded text."""
    return frozenset(folded.translate(_APART).split() if folded.isascii() else _WORD.findall(folded))


def _weight(word: str) -> int:
    """How telling a word of an entry is: its length, but that these stand in every second abstract."""
    return 0 if word in _COMMON else len(word)


def _by_first(entries: Iterable[str]) -> str:
    """A pattern of all entries that tries no more of them than begin with the character at hand."""
    rests: dict[str, list[str]] = {}
    for entry in entries:
        rests.setdefault(entry[0], []).append(re.escape(entry[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())


class Lexicon:
    """English entries are found as whole words, with a plural s; Chinese ones anywhere."""

    def __init__(self, english: Iterable[str], chinese: Iterable[str] = ()) -> None:
        entries = sorted(map(fold, english), key=len, reverse=True)
        self._by_key: dict[str, list[str]] = {}
        for entry in entries:
            key = max(_WORD.findall(entry), key=_weight)
            for form in (key, key + "s"):
                self._by_key.setdefault(form, []).append(entry)
        whole = "|".join(map(re.escape, entries))
        self._english = re.compile(rf"(?<![a-z0-9])(?:{whole})s?(?![a-z0-9])")
        self._chinese = re.compile(_by_first([fold(entry) for entry in chinese]) or r"(?!)")

    def find(self, folded: str) -> str | None:
        """An entry as it stands in the folded text, or None."""
        keys = self._by_key.keys() & words_of(folded)
        likely = any(entry in folded for key in keys for entry in self._by_key[key])
        match = self._english.search(folded) if likely else None
        if match is None and not folded.isascii():
            match = self._chinese.search(folded)
        return match[0] if match else None
