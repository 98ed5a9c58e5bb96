"""Whether a claim has the words of its sentences in another order: "mice reduce the drug". Pure; English.

The words that only join are left out. Of each two words side by side in the claim that stand in one cited sentence, it
is asked whether they follow each other there, too. Told in the passive, or with a clause put first, a claim turns that
round once; a claim whose words were shuffled turns it round again and again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

__all__ = ["order_kept", "scrambled"]

_STEM = 6
_WORD = re.compile(r"[a-z0-9\u00df-\u024f]{3,}")
_SMALL = frozenset(
    "the and for are was were has have had that this with from its their our can may not but which also".split()
)
_TURN = re.compile(r"\bby\b|[,;:]")
_FEWEST = 2  # pairs: one says nothing of an order
_LEAST = 0.5
_REACH = 4  # words between two that follow each other

Places = dict[str, list[int]]


def scrambled(claim: str, sentences: Sequence[str]) -> bool:
    """Whether, however its clauses are put, half of what stands side by side in it does not so in the sentences."""
    return order_kept(claim, sentences) < _LEAST


def order_kept(claim: str, sentences: Sequence[str]) -> float:
    """The share of pairs in the order of the sentences, from 0 to 1; 1 where there are too few to tell."""
    places = [_places(sentence) for sentence in sentences]
    return max(_kept(_stems(told), places) for told in _tellings(claim.lower()))


def _tellings(claim: str) -> Iterator[str]:
    """The claim, and the claim with what stands behind a comma or "by" put first."""
    yield claim
    for turn in _TURN.finditer(claim):
        yield f"{claim[turn.end() :]} {claim[: turn.start()]}"


def _kept(stems: Sequence[str], places: Sequence[Places]) -> float:
    known = [stem for stem in stems if any(stem in each for each in places)]
    told = [each for pair in pairwise(known) if pair[0] != pair[1] and (each := _follows(*pair, places)) is not None]
    return sum(told) / len(told) if len(told) >= _FEWEST else 1.0


def _follows(first: str, second: str, places: Sequence[Places]) -> bool | None:
    """None where no sentence has both."""
    both = [each for each in places if first in each and second in each]
    if not both:
        return None
    return any(0 < b - a <= _REACH for each in both for a in each[first] for b in each[second])


def _places(sentence: str) -> Places:
    found: Places = {}
    for at, stem in enumerate(_stems(sentence.lower())):
        found.setdefault(stem, []).append(at)
    return found


def _stems(lower: str) -> Sequence[str]:
    return [word[:_STEM] for word in _WORD.findall(lower) if word not in _SMALL]
