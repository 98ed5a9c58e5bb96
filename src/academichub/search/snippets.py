"""The piece of a text that shows why it was found, with the words that matched marked. Pure, over plain text.

Owns where the piece begins and ends; how a word is reduced to what the index holds is told by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from academichub.model import Snippet
from academichub.search.grams import EAST_ASIAN, SIGNED
from academichub.text.sentences import split_sentences

__all__ = ["MAX_SNIPPET", "Wanted", "make_snippet"]

MAX_SNIPPET = 200
"""Characters of a snippet, the marks of what is left out included."""

_WORD = re.compile(rf"{SIGNED}|[^\W_{EAST_ASIAN}]+", re.UNICODE)
_GAP = "…"
_Range = tuple[int, int]
_Reduce = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is marked: `words` as the index holds them, and `runs` of characters of scripts without spaces."""

    words: frozenset[str] = frozenset()
    runs: frozenset[str] = frozenset()


def make_snippet(text: str, wanted: Wanted, reduce: _Reduce, longest: int = MAX_SNIPPET) -> Snippet | None:
    """The piece of the text with the most different matches, whole sentences where they fit; None without a match.

    `reduce` gives the words that the index holds for a word of the text.
    """
    line = " ".join(text.split())
    matches = _matches(line, wanted, reduce)
    if not matches:
        return None
    start, end = _window(line, matches, longest)
    marked = _joined(line, [(max(lo, start), min(hi, end)) for (lo, hi), _ in matches if lo < end and hi > start])
    before, after = ("" if start == 0 else _GAP), _after(line, end)
    cuts = [start, *(cut for pair in marked for cut in pair), end]
    runs = [(line[lo:hi], number % 2 == 1) for number, (lo, hi) in enumerate(pairwise(cuts)) if lo < hi]
    return Snippet(tuple(run for run in ((before, False), *runs, (after, False)) if run[0]))


def _after(line: str, end: int) -> str:
    """What says that the text goes on: set off from a full stop, of which it would look like a part."""
    if end == len(line):
        return ""
    return f" {_GAP}" if line[end - 1] in ".!?" else _GAP


def _matches(line: str, wanted: Wanted, reduce: _Reduce) -> list[tuple[_Range, str]]:
    """(range, what it matches) of each match, in order; runs of one script may lap over each other."""
    found = [
        (match.span(), word) for match in _WORD.finditer(line) for word in reduce(match[0]) if word in wanted.words
    ]
    if wanted.runs:
        longest_first = sorted(wanted.runs, key=len, reverse=True)
        pattern = re.compile("|".join(map(re.escape, longest_first)))
        found += [(match.span(), match[0]) for match in pattern.finditer(line)]
    return sorted(found)


def _joined(line: str, ranges: Iterable[_Range]) -> list[_Range]:
    """Neighbours with nothing but a blank or a hyphen between them become one mark."""
    joined: list[_Range] = []
    for lo, hi in ranges:
        if joined and not line[joined[-1][1] : lo].strip(" -"):
            joined[-1] = (joined[-1][0], max(hi, joined[-1][1]))
        else:
            joined.append((lo, hi))
    return joined


def _window(line: str, matches: Sequence[tuple[_Range, str]], longest: int) -> _Range:
    """Where the piece begins and ends: from the sentence with the most different matches on."""
    if len(line) <= longest:
        return 0, len(line)
    room = longest - len(f"{_GAP} {_GAP}")
    sentences = split_sentences(line) or ((0, len(line)),)
    best = max(sentences, key=lambda sentence: (_n_different(matches, *sentence), -sentence[0]))
    start, end = best
    if end - start > room:
        start, end = _dense(line, matches, best, room)
    for _, stop in sentences:  # whole sentences behind it, while they fit
        if end < stop <= start + room:
            end = stop
    return start, end


def _n_different(matches: Sequence[tuple[_Range, str]], start: int, end: int) -> int:
    return len({what for (lo, hi), what in matches if start <= lo and hi <= end})


def _dense(line: str, matches: Sequence[tuple[_Range, str]], sentence: _Range, room: int) -> _Range:
    """Of a sentence that is too long the stretch with the most different matches, cut at blanks where there are any."""
    first, last = sentence
    places = [lo for (lo, _), _ in matches if first <= lo < last] or [first]
    lead = room // 6
    starts = [first if lo - first <= room // 2 else lo - lead for lo in places]
    start = max(starts, key=lambda at: (_n_different(matches, at, at + room), -at))
    start = min(start, max(first, last - room))
    if start > first:
        blank = line.find(" ", start, start + lead)
        start = blank + 1 if blank >= 0 else start
    end = min(last, start + room)
    if end < last:
        blank = line.rfind(" ", end - room // 4, end + 1)
        end = blank if blank > start else end
    return start, end
