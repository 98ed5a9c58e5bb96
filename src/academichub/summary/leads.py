"""Openings that say nothing once a sentence stands alone ("In this paper,"), and sentences that do not either. Pure."""

from __future__ import annotations

import re

__all__ = ["is_empty", "is_unresolved", "lead_length"]

_LEAD = re.compile(
    r"(?:in (?:this|the present|our) (?:paper|work|study|article|letter|report|survey|review|thesis|chapter|note|"
    r"research)(?:,\s*|\s+(?=we\b))"
    r"|(?:here(?:in)?|therefore|thus|hence|accordingly|consequently|in response|to do so|"
    r"(?:to|towards?) th(?:is|at) end|in this (?:regard|context|direction)|for this purpose|as a (?:solution|remedy)|"
    r"specifically|in particular|furthermore|moreover|additionally|in addition|finally),\s*"
    r"|(?:(?:motivated|inspired|guided|driven|prompted|encouraged|informed) by|based on|building (?:up)?on|"
    r"in (?:the )?(?:light|view) of) (?:this|these|that|those|such)\b(?: [\w-]+){0,3},\s*"
    r"|to (?:address|tackle|overcome|solve|bridge|fill|close|mitigate|resolve|remedy|alleviate|meet|handle)"
    r" (?:this|these|the|those|such|both)\b(?: [\w-]+){0,5},\s*"
    r"|to (?:(?:en)?counter|combat|substantiate|verify|validate|investigate|explore|answer|study|facilitate|achieve|"
    r"enable) th(?:is|ese|ose)\b(?: [\w-]+){0,3},\s*)+",
    re.IGNORECASE,
)
_BEGINS_WELL = re.compile(r"(?:we|this|the|an?|our|it is|i)\b|[A-Z]")

_ADDRESS = r"(?:bridg|address|explor|investigat|tackl|fill|clos|resolv|solv|overcom|answer)(?:e|es|ed|ing|s)?"
_PLAIN_WORDS = (
    r"(?:we|i|it|our|here|in|this|paper|work|study|article|research|thesis|goal|aims?|aimed|objective|purpose|is|an?|the|"
    r"seeks?|sought|attempts?|tr(?:y|ies|ied)|strives?|hopes?|wants?|efforts?|steps?|towards?|to|how|whether|and|also|"
    r"can|be|explor\w+|investigat\w+|stud(?:y|ies)|examin\w+|therefore|thus|hence|first|directly|\w+ly)"
)
_EMPTY = re.compile(
    rf"(?:{_PLAIN_WORDS},? ){{1,13}}{_ADDRESS} (?:this|that|these|those|such) (?:[\w-]+ )?"
    r"(?:gaps?|issues?|questions?|challenges?|problems?|limitations?|needs?|shortcomings?)\.?\Z",
    re.IGNORECASE,
)
_EMPTY_WORDS = 14

_UNRESOLVED = re.compile(
    r"[Tt]h(?:is|ese|ose)\s+(?:[\w-]+\s+)?(?:gaps?|issues?|questions?|challenges?|problems?|limitations?|needs?|"
    r"findings?|observations?|insights?|tasks?|settings?|methods?|approach(?:es)?|models?|ideas?|goals?|end)\b"
)


def lead_length(text: str) -> int:
    """Characters of an opening that says nothing once the sentence stands alone; 0 where what is left begins badly."""
    match = _LEAD.match(text)
    return match.end() if match and _BEGINS_WELL.match(text, match.end()) else 0


def is_empty(text: str, n_words: int) -> bool:
    """ "We aim to bridge this gap.": names no subject of its own."""
    return n_words <= _EMPTY_WORDS and _EMPTY.match(text) is not None


def is_unresolved(text: str) -> bool:
    """Whether the text after its lead speaks of "this challenge" and the like, as said in an earlier sentence."""
    match = _UNRESOLVED.search(text)
    return match is not None and _UNRESOLVED.search(text, lead_length(text)) is not None
