"""Groups of papers: each paper in one, none too large, equal papers too."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.brief.skeleton.clusters import group_papers, largest_allowed, nearest_first
from academichub.brief.skeleton.kmeans import cluster_points, middles_of
from academichub.brief.skeleton.places import beside_fields, points_of, weighed_words
from academichub.rank.rarity import Vector, unit_rows
from tests.brief.invented import week


def blobs(sizes: list[int], seed: int = 0) -> Vector:
    """Unit points about as many directions as there are sizes."""
    rng = np.random.default_rng(seed)
    points = [np.eye(len(sizes))[at] + rng.normal(0, 0.05, (n, len(sizes))) for at, n in enumerate(sizes)]
    return np.asarray(unit_rows(np.vstack(points)), np.float32)


def test_kmeans_finds_groups_that_are_plain() -> None:
    labels = cluster_points(blobs([30, 20, 10]), 3, np.random.default_rng(1))
    parts = [set(labels[start:end].tolist()) for start, end in ((0, 30), (30, 50), (50, 60))]
    assert all(len(part) == 1 for part in parts)
    assert len(set.union(*parts)) == 3


def test_the_middle_of_an_empty_cluster_is_zero() -> None:
    assert not middles_of(blobs([3, 3]), np.zeros(6, int), 2)[1].any()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 150), min_size=1, max_size=5), st.integers(0, 120), st.integers(0, 9))
def test_every_paper_is_in_one_group_and_none_is_above_its_share(sizes: list[int], n_before: int, seed: int) -> None:
    points = blobs([*sizes, 40], seed)
    points = points[np.random.default_rng(seed).permutation(len(points))]
    n_now = max(1, len(points) - n_before)
    labels = group_papers(points, n_now, ["kind"] * len(points), seed)
    counts = np.bincount(labels[:n_now])
    assert len(labels) == len(points)
    assert labels.min() == 0
    assert counts.max() <= largest_allowed(n_now)
    assert (np.diff(counts) <= 0).all()
    assert counts.min() > 0
    assert labels.max() < len(counts)


def test_equal_papers_are_cut_too() -> None:
    points = np.tile(blobs([1, 1])[0], (300, 1))
    labels = group_papers(points, 300, ["kind"] * 300, 0)
    assert max(Counter(labels.tolist()).values()) <= 30


def test_tiny_groups_are_joined_to_the_nearest() -> None:
    labels = group_papers(blobs([40, 40, 1, 40]), 121, ["kind"] * 121, 0)
    assert np.bincount(labels).min() >= 3


def test_a_paper_without_a_point_goes_where_its_kind_is() -> None:
    points = np.vstack([blobs([12] * 12), np.zeros((1, 12), np.float32)])
    kinds = [f"kind {at // 12}" for at in range(144)]
    labels = group_papers(points, 145, [*kinds, "kind 7"], 0)
    assert labels[-1] in set(labels[84:96].tolist())


def test_no_papers_and_papers_without_words_are_no_error() -> None:
    assert group_papers(np.zeros((0, 1), np.float32), 0, [], 0).tolist() == []
    assert group_papers(np.zeros((3, 1), np.float32), 3, ["a"] * 3, 0).tolist() == [0, 0, 0]
    assert points_of(weighed_words(["", "", ""]), 0).shape == (3, 1)


def test_points_of_one_subject_are_nearer_than_of_two() -> None:
    papers = week(20, subjects=("coral", "parser"))
    points = points_of(weighed_words(f"{p.title} {' '.join(p.sentences)}" for p in papers), 0)
    near = points @ points.T
    assert near[:20, :20].mean() > near[:20, 20:].mean() + 0.3


def test_the_nearest_to_the_middle_comes_first() -> None:
    points = np.asarray(unit_rows(np.array([[1, 0], [1, 0.1], [1, 0.3], [0, 1]], float)), np.float32)
    assert nearest_first(points, np.array([0, 1, 2]), 3) == [1, 0, 2]
    assert nearest_first(points, np.array([0, 1, 2]), 1) == [1]


def test_fields_draw_few_papers_together_and_leave_many_as_they_are() -> None:
    points = blobs([1, 1, 1])
    beside = beside_fields(points, ["biology", "biology", "physics"])
    near = beside @ beside.T
    assert near[0, 1] > near[0, 2] + 0.2
    many = np.tile(points, (200, 1))
    assert beside_fields(many, ["biology"] * 600) is many
