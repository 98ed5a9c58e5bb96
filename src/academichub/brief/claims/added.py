"""What a claim adds to its sentences at the end: a cause, a group, another unit. Pure; English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from academichub.brief.claims.bearing import Ground
from academichub.summary.checks.support import content_stems

__all__ = ["strange_tail", "strange_unit"]

_STEM = 4  # letters: "children" and "childhood"
_TAIL = re.compile(
    r"\b(?P<lead>caused by|due to|because of|owing to|thanks to|as a result of|in|among|amongst)"
    r"\s+(?P<rest>[a-z][a-z-]*(?: [a-z][a-z-]*){0,4})\.?$",
    re.IGNORECASE,
)
_TIME = r"second|minute|hour|day|night|week|month|quarter|season|year|decade|century"
_PER = re.compile(
    rf"\bper (?!cent|se\b|capita\b)([a-z]{{3,}})|(?:\d|%|percent|per cent|times) (?:a|an|each|every) ({_TIME})\b",
    re.IGNORECASE,
)
_OTHER_NAMES = {
    "year": r"annual|yr|p\.?a\.",
    "day": r"daily|diurnal",
    "week": r"\bwk",
    "second": r"[/ ]s\b|hertz|Hz\b|fps|\bs\s?[-−^]",
    "hour": r"/h\b|\bh\s?[-−^]",
    "minute": r"\bmin\b|rpm",
}
_SHORT_RATE = re.compile(r"/\s?[a-zµ]{1,4}\b|[-−]1\b|\^\{?[-−]", re.IGNORECASE)


def strange_unit(claim: str, ground: Ground) -> str | None:
    """What the claim says "per" and no cited sentence names: "per year" of a number per month."""
    for match in _PER.finditer(claim):
        unit = (match[1] or match[2]).lower()
        if not _names(unit, ground.text):
            return unit
    return None


def _names(unit: str, text: str) -> bool:
    bare = unit.removesuffix("s")
    others = _OTHER_NAMES.get(bare)
    if re.search(rf"\b{re.escape(bare[:5])}", text, re.IGNORECASE) or _SHORT_RATE.search(text):
        return True
    return others is not None and re.search(others, text, re.IGNORECASE) is not None


def strange_tail(claim: str, ground: Ground) -> str | None:
    """The last words of a claim behind "caused by", "in" or "among", where sentences and titles have none of them."""
    match = next(_tails(claim), None)
    if match is None:
        return None
    telling = content_stems(match["rest"].lower())
    known = "\n".join((ground.text, *ground.titles)).lower()
    if telling and not any(re.search(rf"\b{re.escape(stem[:_STEM])}", known) for stem in telling):
        return match["rest"]
    return None


def _tails(claim: str) -> Iterator[re.Match[str]]:
    """The shortest tail: the last of its leads."""
    found = [match for at in range(len(claim)) if (match := _TAIL.match(claim, at))]
    return reversed(found)
