from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from academichub.brief.calendar import due_window

MONDAY = date(2026, 6, 15)


def test_on_its_weekday_the_days_before_are_due_and_until_the_next_one_they_stay_so() -> None:
    week = (date(2026, 6, 8), date(2026, 6, 14))
    assert {due_window(0, 7, MONDAY + timedelta(days=late)) for late in range(7)} == {week}
    assert due_window(0, 7, MONDAY - timedelta(days=1)) == (date(2026, 6, 1), date(2026, 6, 7))
    assert due_window(6, 1, MONDAY) == (date(2026, 6, 13), date(2026, 6, 13))


@given(weekday=st.integers(0, 6), n_days=st.integers(1, 31), today=st.dates(date(1990, 1, 1)))
def test_a_window_has_its_days_and_ends_within_the_last_week(weekday: int, n_days: int, today: date) -> None:
    since, until = due_window(weekday, n_days, today)
    assert (until - since).days + 1 == n_days
    assert (until + timedelta(days=1)).weekday() == weekday
    assert timedelta(days=1) <= today - until <= timedelta(days=7)
