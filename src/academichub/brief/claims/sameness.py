"""Whether two claims say the same, and whether one counts papers. Pure; reads words, not meaning."""

from __future__ import annotations

import re
import unicodedata

from academichub.brief.words.reading import HAN

__all__ = ["counts_papers", "says_the_same"]

_ALIKE = 0.75  # share of all words of two claims that both have
_UNIT = re.compile(rf"[{HAN}]+|[^\W_]+")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SMALL = frozenset("a an the and or of in on at to for from with by as is are was were it its this that these".split())
_ENGLISH = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten".split())}
_CHINESE = {word: n for n, word in enumerate("零一二三四五六七八九十")} | {"两": 2}
_PAPERS = re.compile(
    r"\b(?P<english>\d+|" + "|".join(_ENGLISH) + r"|several|many|most|all|numerous|dozens of|hundreds of)"
    r" (?:\w+ ){0,2}?(?:papers|preprints|articles)\b"
    rf"|(?P<chinese>\d+|[{''.join(_CHINESE)}]+|数|多|许多|大量|几)\s*(?:篇|项)(?:论文|文章|预印本|研究|工作)",
    re.IGNORECASE,
)


def says_the_same(first: str, second: str) -> bool:
    """Whether three quarters of the words are in both, and the same numbers."""
    if set(_DIGITS.findall(first)) != set(_DIGITS.findall(second)):
        return False
    one, other = _units(first), _units(second)
    return bool(one) and len(one & other) >= _ALIKE * len(one | other)


def _units(text: str) -> frozenset[str]:
    """Words; of Chinese each two characters that stand side by side."""
    found: set[str] = set()
    for unit in _UNIT.findall(unicodedata.normalize("NFKC", text).lower()):
        if unit[0] >= "\u3400":
            found.update(unit[at : at + 2] for at in range(max(1, len(unit) - 1)))
        elif unit not in _SMALL:
            found.add(unit)
    return frozenset(found)


def counts_papers(text: str) -> int | None:
    """The largest number of papers that a claim speaks of; one that is not said in figures is a thousand.

    None: it counts none. The numbers of a briefing come from the store, never from a model.
    """
    counts = [_value(match["english"] or match["chinese"]) for match in _PAPERS.finditer(text)]
    return max(counts, default=None)


def _value(said: str) -> int:
    low = said.lower()
    if low.isdecimal():
        return int(low) if len(low) < 9 else 10**9
    return _ENGLISH.get(low, _CHINESE.get(low, 1_000))
