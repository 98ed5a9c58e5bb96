"""Which sentence of a Chinese abstract stands in which field: by headings, otherwise by a small table of cues. Pure.

The tagger reads English alone. A sentence without a cue is not guessed at; simplified and traditional characters count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from academichub.model import SUMMARY_FIELDS
from academichub.summary.candidates import Abstract, Candidate
from academichub.summary.choose import Choice, choose_by_headings, short_enough

__all__ = ["choose_chinese"]

_ROLE = re.compile(
    r"(?P<result>[结結]果(?:[还還])?(?:[显顯]示|表明|[证證]明|[证證][实實])|(?:我[们們]|本文|本研究|研究)[还還]?[发發][现現]"
    r"|[实實][验驗](?:[结結]果)?(?:表明|[显顯]示|[证證]明))"
    r"|(?P<conclusion>研究(?:[结結]果)?表明|我[们們]建[议議]|[综綜]上|[总總]之|[这這]些(?:[发發][现現]|[结結]果))"
    r"|(?P<method>本文|本研究|本[论論]文|我[们們]\w{0,4}?(?:提出|[采採]用|利用|使用|[构構]建|考察|[设設][计計]|[开開][发發]"
    r"|[研探][究讨討]|分析|介[绍紹]|引入|[评評]估|[证證]明)|提出了?一[种種个個])"
)
_GAP = re.compile(r"然而|但|目前|缺[少乏]|尚|不足|仍然|[难難]以")
_ANNOUNCES = re.compile(r"提出|本文|本研究|本[论論]文")
_FINDS = re.compile(r"[发發][现現]")


def choose_chinese(abstract: Abstract) -> Choice:
    """The fields that headings or cues speak for; {} where neither does. One or two sentences give a TL;DR alone."""
    if abstract.structured:
        return choose_by_headings(abstract)
    pool = [candidate for candidate in abstract.candidates if candidate.shown]
    roles = {candidate.position: _role(candidate.text) for candidate in pool}
    tldr = _tldr(pool, roles)
    if tldr is None:
        return {}
    choice: Choice = {"tldr": (tldr,)}
    if len(pool) > 2:
        before = [candidate for candidate in pool if candidate.position < tldr.position]
        after = [candidate for candidate in pool if candidate.position > tldr.position]
        found = {name: _first(after, roles, name) for name in ("method", "result", "conclusion")}
        found["motivation"] = _first(reversed(before), roles, "motivation")
        choice |= {name: (candidate,) for name, candidate in found.items() if candidate}
    return {name: choice[name] for name in SUMMARY_FIELDS if name in choice}


def _role(text: str) -> str | None:
    """The field that the earliest cue of the sentence speaks for; a gap counts only where nothing else does."""
    if match := _ROLE.search(text):
        return match.lastgroup
    return "motivation" if _GAP.search(text) else None


def _tldr(pool: Sequence[Candidate], roles: dict[int, str | None]) -> Candidate | None:
    """What the work proposes; otherwise what it does, what it found, what came out."""
    method = [candidate for candidate in pool if roles[candidate.position] == "method"]
    result = [candidate for candidate in pool if roles[candidate.position] == "result"]
    ranked = [candidate for candidate in method if _ANNOUNCES.search(candidate.text)] + method
    ranked += [candidate for candidate in result if _FINDS.search(candidate.text)] + result
    return next(iter(short_enough(ranked)), None)


def _first(pool: Iterable[Candidate], roles: dict[int, str | None], name: str) -> Candidate | None:
    return next((candidate for candidate in pool if roles[candidate.position] == name), None)
