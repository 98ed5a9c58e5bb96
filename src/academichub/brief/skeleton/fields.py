"""The papers of a small window in groups: by field of research, then by category, and only then by content. Pure.

Few papers share few words: groups by words alone would hold what nothing joins, and no phrase would fit them. A field
or a category is what the authors or the journal said of a paper, and its name says what the group is.

Fields of one or two papers join the nearest of their family (distances.py), and a group so made is called by its
fields. Where a field has no kin in the window its papers stand alone. A field that is larger than its bound falls into
categories, a category that is larger into parts by content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from academichub.brief.skeleton.clusters import cut_by_content, largest_allowed, numbered
from academichub.brief.skeleton.distances import field_distance, is_vague
from academichub.model import BriefPaper, FieldId
from academichub.rank.rarity import Vector

__all__ = ["CATEGORIES_TELL", "group_by_fields", "largest_named"]

_FEWEST = 3
_NAMED_LEAST = 5
"""Papers that one field or category may have, where a tenth of the window is fewer."""
CATEGORIES_TELL = 150
"""Papers. In a window of more the parts of a field share enough words to be found by these."""

_Fields = frozenset[FieldId]
_Key = tuple[str, ...]
"""What a group is made by: fields, a category, the number of a part."""


def largest_named(n: int) -> int:
    """Papers that a group of one field or category may have among n: a tenth of them, or five."""
    return max(_NAMED_LEAST, largest_allowed(n))


@dataclass(frozen=True, slots=True)
class _Window:
    papers: Sequence[BriefPaper]  # of the window, then of the weeks before
    points: Vector
    n_now: int
    seed: int

    def n_of(self, rows: Sequence[int]) -> int:
        """How many of these rows are of the window."""
        return sum(row < self.n_now for row in rows)


def group_by_fields(papers: Sequence[BriefPaper], points: Vector, n_now: int, seed: int) -> Vector:
    """The group of every paper, 0 the largest in the window; row i of `points` is `papers[i]`, the window's first.

    A field or category has at most `largest_named` papers before it is cut; a group of several fields or categories, or
    of a field that says little, at most a tenth of the window or three papers. Papers of the weeks before whose field
    the window has not are in groups behind those of the window.
    """
    window = _Window(papers, points, n_now, seed)
    keys: list[_Key] = [()] * len(papers)
    for fields, rows in _by_fields(window).items():
        for key, members in _parts(window, rows, fields).items():
            for row in members:
                keys[row] = (*sorted(fields), *key)
    places = {key: place for place, key in enumerate(sorted(set(keys)))}
    return numbered(np.array([places[key] for key in keys], int), n_now)


# Fields


def _by_fields(window: _Window) -> Mapping[_Fields, Sequence[int]]:
    now = window.papers[: window.n_now]
    counts = Counter(paper.field for paper in now)
    joined = _joined(counts)
    alone = {field for field, group in joined.items() if len(group) == 1 and counts[field] < _FEWEST}
    hosts = _hosts(now, {field for field, n in counts.items() if n > largest_named(window.n_now)})
    rows: dict[_Fields, list[int]] = {}
    for row, paper in enumerate(window.papers):
        host = _listed(paper, hosts) if paper.field in alone else None
        rows.setdefault(joined.get(host or paper.field, frozenset({paper.field})), []).append(row)
    return rows


def _hosts(now: Sequence[BriefPaper], large: Collection[FieldId]) -> Mapping[str, FieldId]:
    """The categories that large fields fall into."""
    kinds = Counter((paper.categories[0], paper.field) for paper in now if paper.categories and paper.field in large)
    return {category: field for (category, field), n in sorted(kinds.items()) if n >= _FEWEST}


def _listed(paper: BriefPaper, hosts: Mapping[str, FieldId]) -> FieldId | None:
    """The field whose category the paper's authors listed it in, too."""
    return next((hosts[category] for category in paper.categories if category in hosts), None)


def _joined(counts: Mapping[FieldId, int]) -> Mapping[FieldId, _Fields]:
    """For each field those that it makes a group with. The smallest joins first, each the nearest that has room."""
    groups = {frozenset({field}): n for field, n in counts.items()}
    most = largest_allowed(sum(counts.values()))
    alone: set[_Fields] = set()
    while small := [each for each, n in groups.items() if n < _FEWEST and each not in alone]:
        group = min(small, key=lambda each: (groups[each], sorted(each)))
        near = [other for other in groups if other != group and _distance(group, other) < 1]
        near = [other for other in near if groups[other] + groups[group] <= most]
        if not near:
            alone.add(group)
            continue
        other = min(near, key=lambda each: (_distance(group, each), groups[each], sorted(each)))
        groups[group | other] = groups.pop(group) + groups.pop(other)
    return {field: group for group in groups for field in group}


def _distance(one: _Fields, other: _Fields) -> float:
    """Of their farthest fields; a field that says little is kin to none."""
    if any(is_vague(field) for field in one | other):
        return 1.0
    return max(field_distance(first, second) for first in one for second in other)


# Within a field


def _parts(window: _Window, rows: Sequence[int], fields: _Fields) -> Mapping[_Key, Sequence[int]]:
    if any(is_vague(field) for field in fields):
        return _by_content(window, rows, largest_allowed(window.n_now))
    if window.n_of(rows) <= largest_named(window.n_now):
        return {(): rows}
    if window.n_now >= CATEGORIES_TELL:
        return _by_content(window, rows, largest_named(window.n_now))
    found: dict[_Key, Sequence[int]] = {}
    for category, members in _by_category(window, rows).items():
        most = largest_named(window.n_now) if category else largest_allowed(window.n_now)
        for key, part in _by_content(window, members, most).items():
            found[(category, *key)] = part
    return found


def _by_category(window: _Window, rows: Sequence[int]) -> Mapping[str, Sequence[int]]:
    """By the first category of each paper that three papers have; "" for those that have none of these."""
    now = [window.papers[row].categories for row in rows if row < window.n_now]
    counts = Counter(categories[0] for categories in now if categories)
    standing = {category for category, n in counts.items() if n >= _FEWEST}
    found: dict[str, list[int]] = {}
    for row in rows:
        known = (category for category in window.papers[row].categories if category in standing)
        found.setdefault(next(known, ""), []).append(row)
    return found


def _by_content(window: _Window, rows: Sequence[int], most: int) -> Mapping[_Key, Sequence[int]]:
    if window.n_of(rows) <= most:
        return {(): rows}
    parts = cut_by_content(window.points[list(rows)], window.n_of(rows), most, window.seed).tolist()
    found: dict[_Key, list[int]] = {}
    for row, part in zip(rows, parts, strict=True):
        found.setdefault((str(part),), []).append(row)
    return found
