"""Why a radar shows a paper, and which rule took one away, each in a few plain words. Pure; gives plain text."""

from __future__ import annotations

from collections.abc import Sequence

from academichub.model import Reason, ReasonKind, Removed
from academichub.publish.wording import Wording

__all__ = ["gathered", "group_line", "reason_line", "reason_lines", "rule_line"]

_MOST_WORDS = 4  # in one phrase

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


def reason_lines(reasons: Sequence[Reason], w: Wording, limit: int) -> tuple[str, ...]:
    """The strongest in words, those of the paper's words in one phrase: what `gathered` gives, each as a line."""
    return tuple(group_line(group, w) for group in gathered(reasons, limit))


def gathered(reasons: Sequence[Reason], most: int) -> tuple[tuple[Reason, ...], ...]:
    """The first `most`, all words together where the strongest of them stands; and the strongest against the paper
    beside them, which would else go unsaid."""
    words = tuple(reason for reason in reasons if reason.kind is ReasonKind.WORD)
    groups = [(reason,) if reason.kind is not ReasonKind.WORD else words for reason in reasons]
    shown = list(dict.fromkeys(groups))[:most]
    against = (reason for reason in reasons if reason.kind is ReasonKind.AGAINST)
    worst = min(against, key=lambda reason: reason.weight, default=None)
    return tuple(shown) if worst is None or (worst,) in shown else (*shown, (worst,))


def group_line(group: Sequence[Reason], w: Wording) -> str:
    """One of `gathered` to stand in a list behind a paper's title: no stop behind it, small at its beginning."""
    if group[0].kind is not ReasonKind.WORD or len(group) == 1:
        return reason_line(group[0], w)
    *first, last = [w("reason.quoted", what=reason.what) for reason in group[:_MOST_WORDS]]
    return w("reason.words", words=w("reason.between").join(first), last=last)


def reason_line(reason: Reason, w: Wording) -> str:
    """One reason by itself. A vote without a title is the reader's own on this very paper."""
    if reason.kind is ReasonKind.AGAINST and reason.paper_id is not None:
        return w("reason.against.paper", what=reason.what) if reason.what else w("reason.own.down")
    if reason.kind is ReasonKind.VOTE and not reason.what:
        return w("reason.own.up")
    return w(_REASONS[reason.kind], what=reason.what)


def rule_line(removed: Removed, w: Wording) -> str:
    """What took a paper away. A rule without words of its own is said by its name."""
    return w(_RULES.get(removed.rule, "rule.other"), rule=removed.rule, value=removed.value)
