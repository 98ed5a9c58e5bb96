"""Shares and p values as they are written."""

from __future__ import annotations

from academichub.model import Trend
from academichub.publish.shares import bound, chance_of, percent


def test_no_line_ends_within_a_chance_or_a_change() -> None:
    told = bound("silt (7.5% → 4.9%); p = 0.045, or p < 0.001 → 3 of map = mind")
    assert told == "silt (7.5%\u00a0→\u00a04.9%); p\u00a0=\u00a00.045, or p\u00a0<\u00a00.001 →\u00a03 of map = mind"


def test_a_share_has_one_decimal() -> None:
    assert [percent(share) for share in (0.0, 0.0749, 1.0)] == ["0.0%", "7.5%", "100.0%"]


def test_a_chance_breaks_over_no_line_and_is_never_nought() -> None:
    trends = [Trend(9, 3, 0.09, 0.03, 8, p) for p in (0.045, 0.001, 0.0004, None)]
    assert [chance_of(trend) for trend in trends] == ["0.045", "0.001", "<\u00a00.001", "–"]
    assert chance_of(trends[0], equals="=\u00a0") == "=\u00a00.045"
    assert chance_of(trends[2], equals="=\u00a0") == "<\u00a00.001"
