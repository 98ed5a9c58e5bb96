"""What a radar did not show of a day, grouped by why. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from academichub.model import PaperId, Removed
from academichub.publish.reasons import rule_line
from academichub.publish.wording import Wording

__all__ = ["RuleGroup", "group_removed"]


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The papers that one rule took away, for one of its values, in the order of the day."""

    rule: str
    value: str
    words: str
    paper_ids: tuple[PaperId, ...]


def group_removed(removed: Sequence[Removed], w: Wording) -> tuple[RuleGroup, ...]:
    """One group for each rule and value: those that take few first, as they say most."""
    groups: dict[tuple[str, str], list[Removed]] = {}
    for each in removed:
        groups.setdefault((each.rule, each.value), []).append(each)
    made = (
        RuleGroup(rule, value, rule_line(members[0], w), tuple(each.paper_id for each in members))
        for (rule, value), members in groups.items()
    )
    return tuple(sorted(made, key=lambda group: len(group.paper_ids)))
