"""One card per work: what was joined and why, and what may belong together. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from academichub.model.names import PaperId, SourceId
from academichub.model.texts import Text

__all__ = ["BY_READER", "BY_RULE", "Joined", "Merge", "Suggestion"]

BY_RULE = "rule"
BY_READER = "reader"


@dataclass(frozen=True, slots=True)
class Merge:
    """`strands` ("SOURCE:KEY") came to the paper `kept`; `gone` is the paper that they were until then, and None where
    they joined when they were first seen. `undone_at`: a reader has taken it back.
    """

    merge_id: int
    kept: PaperId
    gone: PaperId | None
    strands: tuple[str, ...]
    reason: str
    by: str
    made_at: datetime
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """One source's entry that a card is made of. `reason` None: the others came to it. `merge_id`: what to undo, and
    None where it never was apart."""

    source: SourceId
    key: str
    reason: str | None
    merge_id: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two papers that may be one work: too little is known to join them. `score` from 0 to 1."""

    paper_id: PaperId
    other_id: PaperId
    title: Text
    other_title: Text
    source: SourceId
    other_source: SourceId
    reason: str
    score: float
