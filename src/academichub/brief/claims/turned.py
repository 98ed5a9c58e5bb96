"""What a claim turned round while keeping the words: a denial, a doubt, a condition, a measure. Pure; English.

Each check looks for one way in which a sentence is told wrongly although nearly all its words are there, and speaks up
only where the cited sentences show the opposite: what they leave open is for the other checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from academichub.brief.words.directions import Direction, directions_in

__all__ = ["absolute_added", "condition_swapped", "denial_dropped", "doubt_dropped", "measure_changed"]

_STEM = 5
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_POSITIVE = frozenset({Direction.MORE, Direction.LESS, Direction.BETTER, Direction.WORSE})
_NOT_IN = re.compile(
    r"\b(?:not|neither|nor) (?:in|for|on|with|among|at|under)\s+(?:the\s+)?([a-z][\w-]{2,})", re.IGNORECASE
)
_DOUBTED = re.compile(r"\b(?:may|might|could)\s+(?:(?:also|even|well|help|\w+ly)\s+)?([a-z]{3,})", re.IGNORECASE)
_SUPPOSES = re.compile(
    r"\b(?:hypothesi[sz]|conjectur|speculat|postulat)\w*|\bwe (?:expect|suspect|assume)\b", re.IGNORECASE
)
_DOUBTS = re.compile(
    r"\b(?:may|might|could|can|perhaps|possibl\w*|potential\w*|likely|hypothesi[sz]\w*|conjectur\w*|speculat\w*|expect\w*"
    r"|suspect\w*|suppos\w*|assum\w*|suggest\w*|postulat\w*|believ\w*|think|whether)\b",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(
    r"\b(prov(?:e|es|ed|en|es that)|eliminat(?:e|es|ed)|cur(?:e|es|ed)|guarante(?:e|es|ed)|always|never|in all cases"
    r"|in every case|completely|entirely|should be (?:prescribed|used|given|adopted))\b",
    re.IGNORECASE,
)
_OPPOSITES = tuple(
    tuple(pair.split("/"))
    for pair in """small/large early/late earlier/later young/old younger/older high/low short/long before/after
    with/without male/female positive/negative upper/lower left/right first/last dense/sparse light/heavy fast/slow
    acute/chronic supervised/unsupervised linear/nonlinear local/global static/dynamic increase/decrease
    increases/decreases increased/decreased increasing/decreasing winter/summer day/night rural/urban""".split()
)
_MEASURED = re.compile(r"\b(by|to|from)\s+(?:about\s+|around\s+|up to\s+|roughly\s+)?(\d[\d.,]*)", re.IGNORECASE)


def denial_dropped(claim: str, sentences: Sequence[str]) -> bool:
    """Whether it states a direction where the sentences state none but that there was no effect.

    "did not reduce mortality" told as "reduced mortality", or as "increased mortality".
    """
    said = {each.way for each in directions_in(claim)}
    cited = {each.way for sentence in sentences for each in directions_in(sentence)}
    return Direction.NONE in cited and not cited & _POSITIVE and bool(said & _POSITIVE) and Direction.NONE not in said


def doubt_dropped(claim: str, sentences: Sequence[str]) -> bool:
    """Whether a supposition is told as a fact: "may improve memory" as "improves memory"."""
    if _DOUBTS.search(claim):
        return False
    if sentences and all(_SUPPOSES.search(sentence) for sentence in sentences):
        return True
    said = set(_stems(claim))
    text = "\n".join(sentences).lower()
    for match in _DOUBTED.finditer(text):
        verb = match[1][:_STEM]
        if verb in said and sum(stem == verb for stem in _stems(text)) == 1:
            return True
    return False


def condition_swapped(claim: str, sentences: Sequence[str]) -> str | None:
    """A word of the claim that the sentences exclude ("but not in humans"), or that is the opposite of theirs."""
    text, said = "\n".join(sentences).lower(), claim.lower()
    for match in _NOT_IN.finditer(text):
        place = match[1]
        told = re.search(rf"\b(?:in|for|on|with|among|at|under)\s+(?:the\s+)?{re.escape(place)}", said)
        if told and not _NOT_IN.search(said):
            return place
    words, theirs = set(_WORD.findall(said)), set(_WORD.findall(text))
    for first, second in _OPPOSITES:
        for mine, other in ((first, second), (second, first)):
            if mine in words and mine not in theirs and other in theirs and other not in words:
                return mine
    return None


def absolute_added(claim: str, sentences: Sequence[str]) -> str | None:
    """A word of certainty that no sentence has: proves, eliminates, in all cases, should be prescribed."""
    text = "\n".join(sentences).lower()
    for match in _ABSOLUTE.finditer(claim):
        told = match[1].lower()
        if told not in text and told.split()[0][:_STEM] not in set(_stems(text)):
            return match[1]
    return None


def measure_changed(claim: str, sentences: Sequence[str]) -> str | None:
    """A number that is told as reached where the sentences say it is the difference, or the other way round."""
    cited: dict[str, set[str]] = {}
    for sentence in sentences:
        for match in _MEASURED.finditer(sentence):
            cited.setdefault(_bare(match[2]), set()).add(match[1].lower())
    for match in _MEASURED.finditer(claim):
        known = cited.get(_bare(match[2]))
        if known and match[1].lower() not in known:
            return _bare(match[2])
    return None


def _bare(number: str) -> str:
    return number.rstrip(".,")


def _stems(text: str) -> Iterator[str]:
    return (word[:_STEM] for word in _WORD.findall(text.lower()))
