"""How authors and archives say that a paper is taken back: in its title, or where its abstract should stand. Pure.

Decides nothing else: what becomes of a withdrawn paper is for the rooms that ask.
"""

from __future__ import annotations

import re

__all__ = ["is_withdrawal_notice", "says_withdrawn"]

_SAID_WITHIN = (
    200  # characters of the abstract: a paper about withdrawals speaks of them later, a withdrawn one at once
)
_HINTS = ("withdr", "retract", "remove")  # nearly every text has none of them: not worth a pattern
_WORK = r"(?:paper|article|manuscript|submission|work|preprint|version)"
_OWN_WORK = rf"(?:(?:this|our)\s+(?:\w+\s+){{0,4}}?(?:{_WORK}|study|document|report)|the\s+{_WORK})"
_NOTICE = re.compile(
    r"\W*(?:withdrawal\s+statement\W*)?"
    rf"(?:{_OWN_WORK}\s+(?:\w+\s+){{0,2}}?(?:has|have|is|was|are)\s+(?:\w+\s+){{0,3}}?(?:withdrawn|retracted|removed)\b"
    rf"|(?:{_WORK}\s+)?(?:(?:has\s+been|was|is)\s+)?(?:temporarily\s+)?(?:withdrawn|retracted)"
    r"(?:\s*[:.(\])]|\s+(?:by|due|because)\b|\s*$)"
    r"|(?:the\s+)?authors?\s+(?:has|have|wish(?:es)?\s+to|would\s+like\s+to|want\s+to)\s+(?:\w+\s+){0,2}?"
    rf"(?:withdraw|withdrawn|retract|retracted)\s+(?:this|their|the)\s+(?:{_WORK}|study)\b"
    r"|\[?removed\s+by\b"
    r"|[^.]{0,80}\bwithdrawn\s+by\s+(?:the\s+)?(?:authors?|arxiv|submitters?|administrators?)\b)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\W*(?:withdrawn\s*(?:[:.\])–—-]|$)|(?-i:WITHDRAWN)\b)|[^\[(]*[\[(]\s*withdrawn\s*[\])]\W*$", re.IGNORECASE
)


def says_withdrawn(title: str, abstract: str | None) -> bool:
    """Whether the title or the first words of the abstract say that the paper is withdrawn."""
    return ("withdrawn" in title.lower() and _TITLE.match(title) is not None) or is_withdrawal_notice(abstract or "")


def is_withdrawal_notice(text: str) -> bool:
    """Whether the text opens by saying that the paper is withdrawn."""
    start = text[:_SAID_WITHIN]
    lowered = start.lower()
    return any(hint in lowered for hint in _HINTS) and _NOTICE.match(start) is not None
