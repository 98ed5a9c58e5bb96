"""Whether cited sentences bear what a claim says: its words, its subject, its comparison, its direction. Pure.

Reads words by their beginnings and knows English. Of a Chinese claim on English sentences only the comparison is judged
here: names and numbers, which verify.py looks at, tell one paper from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from academichub.brief.words.directions import Direction, directions_in
from academichub.brief.words.lexicon import WordClass, class_of
from academichub.brief.words.reading import Run, runs_in
from academichub.summary.checks.support import content_stems
from academichub.text.language import language_of

__all__ = ["Ground", "bears", "compares", "direction_turned", "idle_citation", "strange_subject", "subject_turned"]

LEAST_SUPPORT = 0.5
_LEAST_OF_ALL_WORDS = 0.6
_FEWEST_STEMS = 3
_STEM = 6
_WORD = re.compile(r"[a-z0-9\u00df-\u024f]{3,}")
_SMALL = frozenset(
    "the and for are was were has have had that this with from its their our can may not but which".split()
)

_COMPARES = re.compile(
    r"\b(?:better|worse|faster|slower|cheaper|stronger|weaker|higher|lower|larger|smaller|greater|fewer|less|more"
    r")(?: \w+){0,2} than\b|\b(?:outperform|surpass|exceed|beat|outrank|outscor)(?:s|es|ed|ing)?\b"
    r"|\bsuperior(?:ity)?\b|\binferior\b"
    r"|\bunlike\b|\bin contrast (?:to|with)\b|\bcompared (?:to|with)\b|\bwhereas\b"
    r"|\b(?:is|are|was|were|being) the (?:first|best|most|largest|fastest|only)\b"
    r"|\bfor the first time\b|\bthe first to\b|\bbest[- ]performing\b|\bstate[- ]of[- ]the[- ]art\b"
    r"|优于|超过|超越|胜过|首次|首个|第一个|最先进|最优|相比|不如|逊于",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"\b(?:outperform|surpass|exceed|beat)(?:s|es|ed|ing)?\b(?! by\b)"
    r"|\b(?:is|are|was|were|performs?|performed) (?:\w+ ){0,2}(?:better|worse|faster|slower|higher|lower) than\b"
    r"|\b(?:is|are|was|were) (?:\w+ )?(?:superior|inferior) to\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:not|no|never|none|neither|nor|cannot|without|fail(?:s|ed)?|lacks?)\b|n't\b|n’t\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Ground:
    """What a claim rests on: the cited sentences, and the titles of their papers, which may name their subject."""

    sentences: tuple[str, ...]
    titles: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        return "\n".join(self.sentences)

    @cached_property
    def words(self) -> frozenset[str]:
        return _stems(self.text)

    @cached_property
    def words_with_titles(self) -> frozenset[str]:
        return self.words | _stems("\n".join(self.titles))

    @cached_property
    def language(self) -> str:
        """Of all sentences together, as text/language.py tells it."""
        return language_of(self.text)


def bears(claim: str, ground: Ground) -> bool:
    """Whether half of the claim's telling words are in the sentences; words that only a title has do not count.

    Of a claim with fewer than three telling words six in ten of all its words must be there.
    """
    telling = content_stems(claim.lower())
    if len(telling) >= _FEWEST_STEMS:
        counted = telling - (ground.words_with_titles - ground.words)
        return bool(counted) and len(counted & ground.words) >= LEAST_SUPPORT * len(counted)
    every = _stems(claim)
    return len(every & ground.words) >= _LEAST_OF_ALL_WORDS * len(every)


def idle_citation(claim: str, sentences: Sequence[str]) -> str | None:
    """A cited sentence that has none of the claim's telling words."""
    telling = content_stems(claim.lower()) or _stems(claim)
    return next((sentence for sentence in sentences if not telling & _stems(sentence)), None)


def strange_subject(claim: str, ground: Ground) -> str | None:
    """A word of what the claim speaks of first that neither the sentences nor the titles have."""
    for run in runs_in(claim):
        strong = [word for word in run if class_of(word) is not WordClass.WEAK and word[0] < "\u3400"]
        if strong:
            return next((word for word in strong if not _has(word, ground)), None)
    return None


def _has(word: str, ground: Ground) -> bool:
    stem = word[:_STEM]
    return stem in ground.words_with_titles or len(word) < 3 or (len(word) > 4 and word in ground.text.lower())


def compares(claim: str, ground: Ground) -> bool:
    """Whether the claim compares where no cited sentence does: then the comparison is the writer's own."""
    return _COMPARES.search(claim) is not None and _COMPARES.search(ground.text) is None


def subject_turned(claim: str, ground: Ground) -> bool:
    """Whether what the claim puts first in a comparison comes second in a cited sentence, and only there."""
    match = _ORDERED.search(claim)
    before = list(runs_in(claim[: match.start()])) if match else []
    first = _telling(before[-1]) if before else frozenset()
    return any(
        bool(first & sides[1] - sides[0]) and not first & sides[0]
        for sentence in ground.sentences
        if (sides := _sides(sentence)) and _sense(claim) is _sense(sentence)
    )


def _sides(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    match = _ORDERED.search(text)
    if match is None:
        return None
    before, after = (
        frozenset().union(*map(_telling, runs_in(t))) for t in (text[: match.start()], text[match.end() :])
    )
    return before, after


def _sense(text: str) -> bool:
    """Whether the comparison says that the first is worse, slower, lower or inferior."""
    match = _ORDERED.search(text)
    return match is not None and re.search(r"worse|slower|lower|inferior", match[0], re.IGNORECASE) is not None


def _all_telling(text: str) -> frozenset[str]:
    return frozenset(word for run in runs_in(text) for word in _telling(run))


def _telling(run: Run) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in run if class_of(word) is not WordClass.WEAK and len(word) > 2)


_TURNED = {
    Direction.MORE: {Direction.LESS},
    Direction.LESS: {Direction.MORE},
    Direction.BETTER: {Direction.WORSE},
    Direction.WORSE: {Direction.BETTER},
}


def direction_turned(claim: str, ground: Ground) -> bool:
    """Whether the claim denies where no cited sentence does, or states only the opposite of what they state."""
    if _DENIES.search(claim) and not _DENIES.search(ground.text):
        return True
    said, cited = _ways([claim]), _ways(ground.sentences)
    return any(_TURNED.get(way, set()) & cited and way not in cited for way in said)


def _ways(texts: Iterable[str]) -> set[Direction]:
    return {said.way for text in texts for said in directions_in(text)}


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stems_of(text.lower()))


def _stems_of(lower: str) -> Iterator[str]:
    return (word[:_STEM] for word in _WORD.findall(lower) if word not in _SMALL)
