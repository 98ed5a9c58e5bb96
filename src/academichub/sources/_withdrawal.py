"""How authors say in a title or an abstract that they take a preprint back. Decides nothing else."""

from __future__ import annotations

import re

__all__ = ["says_withdrawn"]

_SAID_WITHIN = (
    200  # characters of the abstract: a paper about withdrawals speaks of them later, a withdrawn one at once
)
_WORK = r"(?:paper|article|manuscript|submission|work|preprint|version)"
_ABSTRACT = re.compile(
    rf"\W*(?:withdrawal\s+statement\W*)?(?:(?:this|the|our)\s+{_WORK}\s+(?:has\s+been|is|was)\s+(?:\w+\s+){{0,2}}(?:withdrawn|retracted)\b"
    rf"|(?:{_WORK}\s+)?withdrawn(?:\s*[:.\])]|\s+by\b|\s+due\b|\s*$)"
    rf"|(?:the\s+)?authors?\s+(?:has|have)\s+withdrawn\s+(?:this|their|the)\s+{_WORK}\b"
    r"|[^.]{0,80}\bwithdrawn\s+by\s+(?:the\s+)?(?:authors?|arxiv|submitters?|administrators?)\b)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\W*(?:withdrawn\s*(?:[:.\])–—-]|$)|(?-i:WITHDRAWN)\b)|[^\[(]*[\[(]\s*withdrawn\s*[\])]\W*$", re.IGNORECASE
)


def says_withdrawn(title: str, abstract: str | None) -> bool:
    """Whether the title or the first words of the abstract say that the paper is withdrawn."""
    start = (abstract or "")[:_SAID_WITHIN]
    seen = f"{title}\n{start}".lower()
    if "withdrawn" not in seen and "retracted" not in seen:
        return False
    return _TITLE.match(title) is not None or _ABSTRACT.match(start) is not None
