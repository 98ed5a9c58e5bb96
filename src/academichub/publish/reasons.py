"""Why a radar shows a paper, and which rule took one away, each in a few plain words. Pure; gives plain text."""

from __future__ import annotations

from collections.abc import Sequence

from academichub.model import Reason, ReasonKind, Removed
from academichub.publish.wording import Wording

__all__ = ["reason_line", "rule_line", "strongest"]

_REASONS = {
    ReasonKind.WORD: "reason.word",
    ReasonKind.AUTHOR: "reason.author",
    ReasonKind.EXAMPLE: "reason.example",
    ReasonKind.VOTE: "reason.vote",
    ReasonKind.AGAINST: "reason.against.word",
    ReasonKind.CATEGORY: "reason.category",
    ReasonKind.RELATED: "reason.related",
}
_RULES = {
    "examples": "rule.examples",
    "include": "rule.include",
    "exclude": "rule.exclude",
    "authors": "rule.authors",
    "categories": "rule.categories",
    "sources": "rule.sources",
    "languages": "rule.languages",
}


def reason_line(reason: Reason, w: Wording) -> str:
    """One reason, to stand in a list behind a paper's title: no stop behind it, small at its beginning."""
    if reason.kind is ReasonKind.AGAINST and reason.paper_id is not None:
        return w("reason.against.paper", what=reason.what)
    return w(_REASONS[reason.kind], what=reason.what)


def strongest(reasons: Sequence[Reason], most: int) -> tuple[Reason, ...]:
    """The first `most`, and the strongest against the paper beside them, which would else go unsaid."""
    shown = tuple(reasons[:most])
    against = (reason for reason in reasons if reason.kind is ReasonKind.AGAINST)
    worst = min(against, key=lambda reason: reason.weight, default=None)
    return shown if worst is None or worst in shown else (*shown, worst)


def rule_line(removed: Removed, w: Wording) -> str:
    """What took a paper away. A rule without words of its own is said by its name."""
    return w(_RULES.get(removed.rule, "rule.other"), rule=removed.rule, value=removed.value)
