"""The noun phrases of many papers and where each occurs. Pure; what a phrase is stands in reading.py."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import scipy.sparse as sp

from academichub.brief.words.reading import long_forms, phrases_in
from academichub.model import BriefPaper
from academichub.rank.words import Matrix
from academichub.summary.hygiene import is_instruction

__all__ = ["Phrases", "read_phrases", "text_of_paper"]

_PARTLY = 0.75
"""Share of its papers from which a phrase that stands inside one longer phrase is only a part of that."""
_SAME = 0.7  # share of its definitions that a short form must have in common
_COMMONEST = 0.35  # share of the papers from which a phrase tells nothing
_BROKEN_HYPHEN = re.compile(r"(?<=\w)- (?=\w)")  # of a word that was broken at the end of a line


@dataclass(frozen=True, slots=True)
class _Columns:
    names: tuple[str, ...]
    places: Mapping[str, int]
    same: Mapping[str, str]  # short form -> long form, where the short one has no column of its own


@dataclass(frozen=True)
class Phrases:
    """`names` sorted; `now` and `before` say which papers hold which: CSR of 0 and 1, (papers, phrases)."""

    names: tuple[str, ...]
    now: Matrix
    before: Matrix
    texts: tuple[str, ...]  # of the papers of the window

    @cached_property
    def n_now(self) -> Any:
        """How many papers of the window hold each phrase."""
        return np.bincount(self.now.indices, minlength=len(self.names))

    @cached_property
    def n_before(self) -> Any:
        return np.bincount(self.before.indices, minlength=len(self.names))

    @cached_property
    def rarity(self) -> Any:
        """The weight of each phrase: the logarithm of how few papers have it."""
        n = self.now.shape[0] + self.before.shape[0]
        return np.log((1 + n) / (1 + self.n_now + self.n_before))

    def of(self, row: int) -> Any:
        """The columns of the phrases of one paper of the window."""
        return self.now.indices[self.now.indptr[row] : self.now.indptr[row + 1]]

    def papers_with(self, column: int) -> Any:
        """The rows of the papers of the window that hold a phrase."""
        turned = self._turned
        return turned.indices[turned.indptr[column] : turned.indptr[column + 1]]

    @cached_property
    def _turned(self) -> Matrix:
        return self.now.tocsc()

    def shown(self, column: int, most: int = 40) -> str:
        """The phrase as the first of these papers write it: capitals, hyphens and number as most have them."""
        pattern = _pattern(self.names[column])
        rows = self.papers_with(column)[:most]
        written = Counter(match[0] for row in rows for match in pattern.finditer(self.texts[row]))
        if not written:
            return self.names[column]
        alike: Counter[str] = Counter()
        for text, n in written.items():
            alike[text.casefold()] += n
        best = min(alike, key=lambda text: (-alike[text], text))
        spelt = [text for text in written if text.casefold() == best]
        shown = min(spelt, key=lambda text: (_begins_sentence(text), -written[text], text))
        return _BROKEN_HYPHEN.sub("-", " ".join(shown.split()))


def _begins_sentence(text: str) -> bool:
    """Whether the capital it begins with may be that of a sentence."""
    return text[:1].isupper() and not text[1:2].isupper()


def text_of_paper(paper: BriefPaper) -> str:
    """Title and sentences, one a line: no phrase goes from one into the next. The first line is the title's.

    What reads like an order to a model is left out: no label, no term and no bridge is made of it.
    """
    title = "" if is_instruction(paper.title) else paper.title
    return "\n".join([title, *(sentence for sentence in paper.sentences if not is_instruction(sentence))])


def read_phrases(now: Sequence[str], before: Iterable[str] = (), least: int = 2) -> Phrases:
    """The phrases that at least `least` texts of the window hold, and which texts before hold them too.

    Left out are parts that stand alone too seldom ("language" of "large language"), and what more than a third of
    thirty and more papers say.
    """
    found = [phrases_in(text) for text in now]
    columns = _columns(found, _short_forms(now), least)
    earlier = (phrases_in(text) for text in before)
    return Phrases(columns.names, _occurrences(found, columns), _occurrences(earlier, columns), tuple(now))


def _columns(found: Sequence[set[str]], same: Mapping[str, str], least: int) -> _Columns:
    frequency = Counter(chain.from_iterable(found))
    most = max(len(found) * _COMMONEST, 10)
    kept = {name: n for name, n in frequency.items() if n >= least}
    whole = kept.keys() - _parts(kept)
    same = {short: long for short, long in same.items() if long in whole}
    names = sorted(name for name in whole if kept[name] <= most and name not in same)
    places = {name: place for place, name in enumerate(names)}
    return _Columns(tuple(names), places, {short: long for short, long in same.items() if long in places})


def _parts(frequency: Mapping[str, int]) -> set[str]:
    """The phrases that nearly always stand inside one longer phrase."""
    return {part for name, n in frequency.items() for part in _ends(name) if n >= _PARTLY * frequency.get(part, n + n)}


def _ends(name: str) -> tuple[str, ...]:
    """The phrase without its first and without its last word or character."""
    if name[0] >= "\u3400":
        return (name[1:], name[:-1])
    _, _, rest = name.partition(" ")
    return (rest, name.rpartition(" ")[0]) if rest else ()


def _short_forms(texts: Iterable[str]) -> Mapping[str, str]:
    """Short forms that nearly all of the texts which write them out write out alike."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for short, long in set(long_forms(text)):
            written[short][long] += 1
    same = {}
    for short, longs in written.items():
        long, n = min(longs.items(), key=lambda item: (-item[1], item[0]))
        if n >= _SAME * longs.total():
            same[short] = long
    return same


def _occurrences(found: Iterable[set[str]], columns: _Columns) -> Matrix:
    indices: list[int] = []
    ends = [0]
    places, same = columns.places, columns.same
    for names in found:
        known = {places[name] for name in names if name in places}
        known.update(places[same[name]] for name in names if name in same)
        indices += sorted(known)
        ends.append(len(indices))
    data = np.ones(len(indices), np.float32)
    shape = (len(ends) - 1, len(columns.names))
    return sp.csr_matrix((data, np.array(indices, np.int32), np.array(ends, np.int64)), shape)


def _pattern(name: str) -> re.Pattern[str]:
    if name[0] >= "\u3400":
        return re.compile(re.escape(name))
    words = name.split(" ")
    last = words[-1]
    forms = f"{re.escape(last)}(?:es|s)?" + (f"|{re.escape(last[:-1])}ies" if last.endswith("y") else "")
    head = "".join(re.escape(word) + r"[\s'’‑-]+" for word in words[:-1])
    return re.compile(rf"(?<!\w){head}(?:{forms})(?!\w)", re.IGNORECASE)
