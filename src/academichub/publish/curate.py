"""The order of an edition's page: a curated lead by an open rule, then everything else. Pure.

The rule is told to readers by the words of `curated.rule`; change both together. No score, no vote and no model has a
say here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TypeVar

from academichub.model import REVISION_KINDS, FieldId, Line, PaperId, SourceId
from academichub.taxonomy import FIELDS

__all__ = ["LEAD_LIMIT", "PER_GROUP", "Arrangement", "arrange", "curate"]

T = TypeVar("T")

LEAD_LIMIT = 12
"""How many papers lead a page."""
PER_GROUP = 2
"""How many of them one source may give to one field while others have a claim."""

_RANK = {field: rank for rank, field in enumerate(FIELDS)}


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A whole edition in the order of its page; a paper is in one of the two, once."""

    lead: tuple[PaperId, ...]
    rest: tuple[PaperId, ...]


def curate(lines: Sequence[Line], limit: int = LEAD_LIMIT, per_group: int = PER_GROUP) -> tuple[PaperId, ...]:
    """The lead: at most `limit` papers that have an abstract and are no revision.

    Fields take turns in the order of the taxonomy, within a field its sources and within a source its primary
    categories in the order in which they first appear; papers of one category keep the order given. One source gives
    one field at most `per_group` papers until all have had theirs; places left over are filled by the same turns.
    """
    if limit < 0 or per_group < 0:
        raise ValueError("limit and per_group count papers: 0 or more")
    fields = _grouped(lines)
    first = _take_turns(_take_turns(ids[:per_group] for ids in sources) for sources in fields)
    further = _take_turns(_take_turns(ids[per_group:] for ids in sources) for sources in fields)
    return tuple(dict.fromkeys(chain(first, further)))[:limit]


def arrange(lines: Sequence[Line], limit: int = LEAD_LIMIT, per_group: int = PER_GROUP) -> Arrangement:
    """The lead, then all others: news before revisions, then by field (as in the taxonomy), by source (as first seen),
    by primary category (in alphabetical order, none last), then in the order given.
    """
    lead = curate(lines, limit, per_group)
    sources = {source: rank for rank, source in enumerate(dict.fromkeys(line.source for line in lines))}
    ordered = sorted(lines, key=lambda line: _place(line, sources[line.source]))
    taken = frozenset(lead)
    return Arrangement(lead, tuple(dict.fromkeys(line.paper_id for line in ordered if line.paper_id not in taken)))


def _place(line: Line, source_rank: int) -> tuple[bool, int, int, bool, str]:
    category = line.primary_category
    return (line.kind in REVISION_KINDS, _field_rank(line.field), source_rank, category is None, category or "")


def _field_rank(field: FieldId) -> int:
    return _RANK.get(field, len(_RANK))


def _grouped(lines: Sequence[Line]) -> list[list[list[PaperId]]]:
    """Field by field, source by source: the papers that may lead, their categories taking turns."""
    groups: dict[FieldId, dict[SourceId, dict[str | None, list[PaperId]]]] = {}
    for line in lines:
        if line.has_abstract and line.kind not in REVISION_KINDS:
            categories = groups.setdefault(line.field, {}).setdefault(line.source, {})
            categories.setdefault(line.primary_category, []).append(line.paper_id)
    ranked = sorted(groups, key=_field_rank)
    return [[_take_turns(categories.values()) for categories in groups[field].values()] for field in ranked]


def _take_turns(queues: Iterable[Sequence[T]]) -> list[T]:
    """The first of each queue, then the second of each, and so on."""
    rounds = zip_longest(*([(item,) for item in queue] for queue in queues), fillvalue=())
    return [item for turn in rounds for place in turn for item in place]
