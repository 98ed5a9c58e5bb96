"""Terms as a paper spells them, and one name for each idea of several that say the same. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from academichub.rank.papers import Card
from academichub.rank.rules import folded, word_forms
from academichub.rank.words import UNSPACED

__all__ = ["one_each", "spelling_of"]

_TOKEN = re.compile(r"\w+")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:]\s+)$")


def spelling_of(term: str, card: Card) -> str | None:
    """As the abstract has it most often inside its sentences, else as the title does; None where the words stand in
    neither beside each other."""
    title, abstract = " ".join(card.title.split()), " ".join(card.abstract.split())
    pattern = _pattern(term)
    inside: Counter[str] = Counter()
    beginning: list[str] = []
    for found in pattern.finditer(abstract):
        if _SENTENCE_ENDS.search(abstract[max(0, found.start() - 3) : found.start()]):
            beginning.append(found.group())
        else:
            inside[found.group()] += 1
    if inside:
        return inside.most_common(1)[0][0]
    in_title = pattern.search(title)
    return in_title.group() if in_title else next(iter(beginning), None)


def _pattern(term: str) -> re.Pattern[str]:
    words = term.split(" ")
    if all(map(_UNSPACED.search, words)):
        return re.compile(re.escape(_merged(words)))
    return re.compile(rf"(?<!\w){'[ -]'.join(map(re.escape, words))}(?!\w)", re.IGNORECASE)


def _merged(words: list[str]) -> str:
    """Two pairs of characters that share one: 扩散 and 散模 are 扩散模."""
    whole = words[0]
    for word in words[1:]:
        whole += word[1:] if whole[-1] == word[0] else word
    return whole


def one_each(weighed: Iterable[tuple[str, float]], fixed: Collection[str] = ()) -> dict[str, float]:
    """Each idea once, by its longest name, with the weights of all its names; those of `fixed` are never renamed.

    Of two names that say the same in singular and plural the first stays.
    """
    told: dict[str, float] = {}
    for name, weight in weighed:
        alike = [other for other in told if _overlap(name, other)]
        whole = next((other for other in alike if other in fixed or _length(other) >= _length(name)), None)
        if whole is not None:
            told[whole] += weight
            continue
        told[name] = weight + sum(told.pop(other) for other in alike)
    return told


def _overlap(one: str, other: str) -> bool:
    """One is a part of the other, whole word by whole word; where no spaces part them, any characters."""
    if _UNSPACED.search(one) and _UNSPACED.search(other):
        return one in other or other in one
    first, second = _words(one), _words(other)
    return first <= second or second <= first


def _words(name: str) -> frozenset[str]:
    """Each in its shortest form, so that singular and plural are one."""
    return frozenset(min(word_forms(word), key=len) for word in _TOKEN.findall(folded(name)))


def _length(name: str) -> int:
    return len(name) if _UNSPACED.search(name) else len(_words(name))
