"""Which way a result points: more, less, better, worse, no effect; and whether it repeats an earlier one. Pure.

Reads words of English and a few of Chinese, not meaning: "reduces errors" is less, and that this is better is unsaid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

__all__ = ["OPPOSED", "Direction", "Said", "directions_in", "repeats_a_result"]


class Direction(Enum):
    """What is said of a thing. Better and worse are of another kind than more and less: only the same kind is opposed;
    no effect is opposed to all."""

    MORE = "more"
    LESS = "less"
    BETTER = "better"
    WORSE = "worse"
    NONE = "none"


OPPOSED = frozenset(
    {
        frozenset((Direction.MORE, Direction.LESS)),
        frozenset((Direction.BETTER, Direction.WORSE)),
        *(frozenset((way, Direction.NONE)) for way in Direction if way is not Direction.NONE),
    }
)

_ENGLISH = {
    Direction.MORE: r"""increas(?:e|es|ed|ing) rais(?:e|es|ed) elevat(?:e|es|ed) amplif(?:y|ies|ied) higher greater""",
    Direction.LESS: r"""decreas(?:e|es|ed|ing) reduc(?:e|es|ed|ing) lower(?:s|ed)? diminish(?:es|ed)? declin(?:e|es|ed)
        suppress(?:es|ed)? less fewer""",
    Direction.BETTER: r"""improv(?:e|es|ed|ing) enhanc(?:e|es|ed|ing) benefits? benefited strengthens? better
        boost(?:s|ed)?""",
    Direction.WORSE: r"""worsen(?:s|ed|ing)? degrad(?:e|es|ed|ing) harm(?:s|ed)? hurts? impair(?:s|ed)? worse
        deteriorat(?:e|es|ed) undermin(?:e|es|ed)""",
}
_CHINESE = {
    Direction.MORE: "增加|升高|上升",
    Direction.LESS: "减少|降低|下降",
    Direction.BETTER: "提升|改善|提高",
    Direction.WORSE: "恶化|损害",
}
_STATED = re.compile(
    "|".join(rf"(?P<{way.value}>\b(?:{'|'.join(words.split())})\b|{_CHINESE[way]})" for way, words in _ENGLISH.items()),
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\b(?:can|could|may|might|would|should|will|(?<!shown )(?<!found )(?<!seen )(?<!known )(?<!observed )to)"
    r"(?: (?:not|also|further|\w+ly))* $|(?:可能|有望|旨在|可以|能够)\S{0,4}$",
    re.IGNORECASE,
)
"""Before a direction: it is hoped for, possible or aimed at, and no result."""
_DENIED = re.compile(
    r"\bno (?:\w+ ){0,2}(?:effect|difference|improvement|benefit|change|impact|association|correlation|gain)s?\b"
    r"|\b(?:does|do|did) not (?:\w+ )?"
    r"(?:affect|improve|increase|decrease|reduce|change|differ|benefit|enhance|help|alter)\b"
    r"|\b(?:is|are|was|were) not (?:\w+ )?(?:associated|affected|improved|increased|reduced|correlated)\b"
    r"|\bwithout (?:\w+ ){0,2}(?:degrading|reducing|hurting|harming|sacrificing|compromising|worsening|loss)\b"
    r"|\bwithout (?:\w+ ){0,2}(?:improving|increasing|decreasing|changing|affecting)\b"
    r"|\bfail(?:s|ed)? to (?:\w+ )?(?:improve|reduce|increase|enhance)\b|无显著(?:影响|差异|改善)|没有显著",
    re.IGNORECASE,
)
_FOUND = r"(?:results?|findings?|effects?|experiments?|stud(?:y|ies)|claims?|work|reports?)"
_REPEATS = re.compile(
    rf"\b(?:replicat|reproduc)(?:e|es|ed|ing) (?:\w+ ){{0,4}}{_FOUND}\b"
    r"|\b(?:replication|reproducibility) (?:study|of|attempt)\b"
    r"|\bconfirm(?:s|ed|ing)? (?:\w+ ){0,3}(?:previous|prior|earlier|existing|past)\b"
    rf"|\bconsistent with (?:\w+ ){{0,2}}(?:previous|prior|earlier|existing|past) (?:\w+ )?{_FOUND}\b"
    r"|验证了前人|与(?:以往|前人|先前)\S{0,6}一致|复现",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A direction and where in the sentence it stands."""

    way: Direction
    start: int
    end: int


def directions_in(sentence: str) -> tuple[Said, ...]:
    """The directions a sentence states, in order; inside "did not improve" there is one, that of no effect.

    What "can", "may" or is "to" improve has no direction.
    """
    denied = [Said(Direction.NONE, *match.span()) for match in _DENIED.finditer(sentence)]
    stated = [
        Said(Direction(match.lastgroup), *match.span())
        for match in _STATED.finditer(sentence)
        if match.lastgroup
        and not _WISHED.search(sentence[: match.start()])
        and not any(said.start <= match.start() < said.end for said in denied)
    ]
    return tuple(sorted([*denied, *stated], key=lambda said: said.start))


def repeats_a_result(sentence: str) -> bool:
    """Whether a sentence says that it replicates, reproduces or confirms what was found before."""
    return _REPEATS.search(sentence) is not None
