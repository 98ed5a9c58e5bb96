"""Small windows: groups by field, then category, then content; what is left over goes to its kin."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.brief.skeleton.building import build_skeleton
from academichub.brief.skeleton.clusters import largest_allowed
from academichub.brief.skeleton.distances import field_distance
from academichub.brief.skeleton.fields import group_by_fields, largest_named
from academichub.model import BriefPaper, FieldId
from academichub.rank.rarity import Vector, unit_rows
from academichub.taxonomy import FIELDS
from tests.brief.invented import order, paper


def papers_of(kinds: Sequence[tuple[str, ...]]) -> list[BriefPaper]:
    """One paper of each (field, category, …)."""
    return [
        paper("coral", at, field=FieldId(field), categories=tuple(categories))
        for at, (field, *categories) in enumerate(kinds)
    ]


def points_for(n: int) -> Vector:
    return np.asarray(unit_rows(np.random.default_rng(1).normal(size=(n, 6))), np.float32)


def grouped(kinds: Sequence[tuple[str, ...]], n_now: int | None = None) -> list[int]:
    found = group_by_fields(papers_of(kinds), points_for(len(kinds)), len(kinds) if n_now is None else n_now, 0)
    return [int(each) for each in found]


def together(kinds: Sequence[tuple[str, ...]], n_now: int | None = None) -> set[frozenset[tuple[str, ...]]]:
    groups: dict[int, set[tuple[str, ...]]] = defaultdict(set)
    for kind, number in zip(kinds, grouped(kinds, n_now), strict=True):
        groups[number].add(kind)
    return set(map(frozenset, groups.values()))


def test_what_is_left_over_joins_the_nearest_of_its_family_and_never_a_far_one() -> None:
    many = [("medicine",)] * 5 + [("earth",)] * 4 + [("social",)] * 3
    kinds = [*many, ("economics",), ("astronomy",), ("physics",), ("humanities",), ("mathematics",)]
    assert together(kinds) == {
        frozenset({("medicine",)}),
        frozenset({("earth",)}),
        frozenset({("social",)}),
        frozenset({("economics",), ("humanities",)}),
        frozenset({("astronomy",), ("physics",)}),
        frozenset({("mathematics",)}),  # no kin: alone, not among others
    }


def test_a_large_field_falls_into_categories_and_a_listed_paper_goes_along() -> None:
    vision, robots, odd = ("computer-science", "cs.CV"), ("computer-science", "cs.RO"), ("computer-science", "cs.OS")
    guest, cross = ("engineering", "eess.IV", "cs.CV"), ("computer-science", "cs.SE", "cs.RO")
    kinds = [*[vision] * 4, *[robots] * 4, *[("medicine",)] * 5, odd, guest, cross]
    assert together(kinds) - {frozenset({("medicine",)})} == {
        frozenset({vision, guest}),
        frozenset({robots, cross}),
        frozenset({odd}),
    }


def test_papers_before_are_counted_where_they_belong_or_behind() -> None:
    kinds = [("biology",)] * 4 + [("physics",)] * 3 + [("physics",), ("psychology",)]
    labels = grouped(kinds, n_now=7)
    assert labels[7] == labels[4]
    assert labels[8] > max(labels[:7])


_KINDS = st.tuples(
    st.sampled_from(sorted(FIELDS)), st.sampled_from(["cs.CV", "cs.LG", "math.CO", "cell biology", "odd"])
)


@settings(max_examples=25, deadline=None)
@given(st.lists(_KINDS, min_size=1, max_size=140), st.randoms(use_true_random=False))
def test_bounds_hold_in_every_window_and_the_order_of_papers_makes_no_difference(
    kinds: list[tuple[str, str]], draw: random.Random
) -> None:
    papers = papers_of(kinds)
    made = build_skeleton(order(), papers)
    shuffled = list(papers)
    draw.shuffle(shuffled)
    assert build_skeleton(order(), shuffled).clusters == made.clusters
    told = {each.paper_id: each for each in made.papers}
    for cluster in made.clusters:
        members = [told[paper_id] for paper_id in cluster.paper_ids]
        is_listed = bool(set.intersection(*(set(each.categories) for each in members)))
        is_mixed = len(cluster.fields) > 1 and not is_listed
        assert len(members) <= (largest_allowed if is_mixed else largest_named)(len(papers))
        assert is_listed or all(field_distance(*pair) < 1 for pair in combinations(cluster.fields, 2))
