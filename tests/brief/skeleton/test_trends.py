"""Counts against the weeks before: the test, its correction, when none is made."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.brief.skeleton.trends import Span, corrected, exact_p, phrase_trends, span_of, trends_of
from academichub.brief.words.phrases import read_phrases
from tests.brief.invented import SINCE, history, paper

COUNTS = st.integers(0, 40)


def test_fishers_test_gives_the_known_value() -> None:
    assert exact_p(3, 1, 4, 4) == pytest.approx(34 / 70)  # the tea tasting: 2 · (16 + 1) / 70
    assert exact_p(0, 0, 5, 5) == 1.0


@given(COUNTS, COUNTS)
def test_the_test_is_the_same_from_both_sides(now: int, before: int) -> None:
    assert exact_p(now, before, 40, 40) == pytest.approx(exact_p(before, now, 40, 40))
    assert 0 < exact_p(now, before, 40, 40) <= 1


def test_the_correction_of_a_textbook_list() -> None:
    assert corrected([0.01, 0.04, 0.03, 0.02]) == pytest.approx([0.04, 0.04, 0.04, 0.04])
    assert corrected([0.5, 0.001]) == pytest.approx([0.5, 0.002])
    assert corrected([]) == ()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_the_correction_lowers_nothing_and_keeps_the_order(values: list[float]) -> None:
    result = corrected(values)
    assert all(0 <= raw <= new + 1e-12 <= 1 + 1e-12 for raw, new in zip(values, result, strict=True))
    pairs = sorted(zip(values, result, strict=True))
    assert all(first[1] <= second[1] + 1e-12 for first, second in pairwise(pairs))


def test_weeks_are_counted_back_in_sevens_and_only_those_with_papers() -> None:
    days = [SINCE - timedelta(days) for days in (1, 7, 8, 22)]
    assert span_of(SINCE, 5, [paper("coral", n, day) for n, day in enumerate(days)]) == Span(5, 4, 3)


def test_what_grew_is_told_from_what_did_not() -> None:
    grown, same = trends_of([(30, 20), (10, 80)], Span(100, 800, 8))
    assert grown.is_significant
    assert (grown.n_now, grown.n_before, grown.share_now, grown.share_before) == (30, 20, 0.3, 0.025)
    assert same.p_value == pytest.approx(1.0)
    assert not same.is_significant


@pytest.mark.parametrize(
    ("counts", "span"), [((30, 0), Span(100, 800, 2)), ((7, 10), Span(100, 800, 8)), ((30, 0), Span(100, 0, 0))]
)
def test_too_little_is_not_tested(counts: tuple[int, int], span: Span) -> None:
    (trend,) = trends_of([counts], span)
    assert trend.p_value is None
    assert not trend.is_significant


def test_what_is_gone_is_tested_too() -> None:
    (gone,) = trends_of([(0, 200)], Span(100, 800, 8))
    assert gone.is_significant


def test_only_phrases_whose_share_changed_are_told() -> None:
    before = [f"the {'salt marsh' if n % 10 == 0 else 'tidal flat'} survey" for n in range(400)]
    now = [f"the {'salt marsh' if n < 30 else 'tidal flat'} survey" for n in range(100)]
    trends = phrase_trends(read_phrases(now, before), Span(100, 400, 8))
    assert "salt marsh" in " ".join(trends)
    assert all(trend.is_significant for trend in trends.values())
    assert not phrase_trends(read_phrases(now, before), Span(100, 400, 2))


def test_history_has_the_weeks_it_claims() -> None:
    assert span_of(SINCE, 1, history(4, 3)).n_weeks == 4
