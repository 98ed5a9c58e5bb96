"""Words that no summary of this paper needs: of the model and its orders, of prizes, reviews, readers and crooks. Pure.

A paper that is about such things says so itself, and then its summary may too: the words stand in groups, one idea
each in English and Chinese, and a group that the source speaks of is free.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from academichub.summary.checks._lexicon import Lexicon
from academichub.summary.checks._reading import excerpt, fold, folded_source, joined_fold, read_table, says
from academichub.summary.drafts import Draft, Finding, SourceText

__all__ = ["check_talk"]


@dataclass(frozen=True, slots=True)
class _Group:
    """One idea. `also` are pieces of words that free the group in a source and are no finding in a draft; `patterns`
    find what no list of words can."""

    what: str
    words: Lexicon
    also: tuple[str, ...]
    patterns: re.Pattern[str]

    def find(self, folded: str) -> str | None:
        match = None if (said := self.words.find(folded)) else self.patterns.search(folded)
        return match[0] if match else said


_TABLE = read_table("talk.toml")["group"]
_NOTHING = "(?!)"


def _group(row: dict[str, Any]) -> _Group:
    patterns = re.compile("|".join(row.get("patterns", ())) or _NOTHING)
    return _Group(row["what"], Lexicon(row["en"], row["zh"]), tuple(row.get("also", ())), patterns)


_GROUPS = [_group(row) for row in _TABLE]
_PATTERNS = [group.patterns for group in _GROUPS if group.patterns.pattern != _NOTHING]
_ALL = Lexicon(
    [word for group in _TABLE for word in group["en"]],
    [word for group in _TABLE for word in group["zh"]],
)


def check_talk(draft: Draft, source: SourceText) -> tuple[Finding, ...]:
    """Every field that speaks of an idea of the table that the source does not speak of."""
    text = joined_fold(draft)
    if _ALL.find(text) is None and not any(pattern.search(text) for pattern in _PATTERNS):
        return ()
    groups = [group for group in _GROUPS if group.what not in _spoken_of(source)]
    return tuple(
        Finding("talk", f'It speaks of {group.what}: "{excerpt(found)}".', name)
        for name, field in draft.fields.items()
        for group in groups
        if (found := group.find(fold(field.text)))
    )


@lru_cache(32)
def _spoken_of(source: SourceText) -> frozenset[str]:
    """The ideas that the source itself has a word of."""
    text = folded_source(source)
    return frozenset(group.what for group in _GROUPS if says(text, group.also) or group.find(text))
