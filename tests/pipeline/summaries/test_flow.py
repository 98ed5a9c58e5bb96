"""How fast an endpoint is asked: simulated answers on a clock of the tests."""

from __future__ import annotations

import pytest

from academichub.model import RateHint
from academichub.pipeline.summaries.flow import Flow, Pauses


def _answers(flow: Flow, n: int, now: float = 0.0) -> None:
    for _ in range(n):
        flow.answered(None, now)


def test_doubles_with_each_window_of_answers_up_to_the_cap() -> None:
    flow = Flow(40)
    assert flow.limit == 8
    _answers(flow, 8)
    assert flow.limit == 16
    _answers(flow, 16 + 32)
    assert flow.limit == 40


def test_begins_at_the_cap_where_that_is_small() -> None:
    assert Flow(3).limit == 3


def test_halves_once_however_many_answers_say_slow_down() -> None:
    flow = Flow(16)
    _answers(flow, 8)
    for _ in range(16):
        flow.busy(2.0, 0.0, now=1.0)
    assert flow.limit == 8
    assert flow.wait_s(0, now=1.0) == pytest.approx(2.0)
    assert flow.wait_s(0, now=3.0) == 0.0


def test_halves_again_in_the_next_pause_and_never_below_one() -> None:
    flow = Flow(16)
    for pause in range(8):
        flow.busy(1.0, 0.0, now=pause * 10.0)
    assert flow.limit == 1


def test_grows_by_one_a_window_after_trouble() -> None:
    flow = Flow(16)
    flow.busy(1.0, 0.0, now=0.0)
    assert flow.limit == 4
    _answers(flow, 4, now=2.0)
    assert flow.limit == 5


def test_a_429_without_a_time_is_waited_for_longer_each_time_in_a_row() -> None:
    flow = Flow(4, Pauses(busy_s=1.0))
    flow.busy(None, 0.0, now=0.0)
    flow.busy(None, 0.0, now=1.0)
    assert flow.wait_s(0, now=1.0) == pytest.approx(2.0)
    flow.answered(None, now=3.0)
    flow.busy(None, 0.0, now=4.0)
    assert flow.wait_s(0, now=4.0) == pytest.approx(1.0)


def test_a_longer_wait_asked_for_inside_a_pause_is_obeyed() -> None:
    flow = Flow(4)
    flow.busy(1.0, 0.0, now=0.0)
    flow.busy(30.0, 0.0, now=0.1)
    assert flow.wait_s(0, now=5.0) == pytest.approx(25.1)


def test_a_wait_of_many_minutes_is_left_to_the_next_run() -> None:
    flow = Flow(4)
    flow.busy(120.0, 0.0, now=0.0)
    assert flow.down is None
    flow.busy(600.0, 0.0, now=0.0)
    assert flow.down == "asked for a wait of 600 s"


def test_jitter_spreads_the_end_of_a_pause() -> None:
    flow = Flow(4, Pauses(busy_s=1.0))
    flow.busy(2.0, 0.5, now=0.0)
    assert flow.wait_s(0, now=0.0) == pytest.approx(2.5)


def test_waits_where_the_headers_say_that_nothing_is_left() -> None:
    flow = Flow(4)
    flow.answered(RateHint(remaining=0, reset_s=7.0), now=1.0)
    assert flow.wait_s(0, now=2.0) == pytest.approx(6.0)
    flow.answered(RateHint(remaining=3, reset_s=60.0), now=9.0)
    assert flow.wait_s(0, now=9.0) == 0.0


def test_one_more_begins_only_below_the_limit() -> None:
    flow = Flow(2)
    assert flow.wait_s(1, now=0.0) == 0.0
    assert flow.wait_s(2, now=0.0) is None


def test_failures_between_answers_open_nothing() -> None:
    flow = Flow(16)
    for _ in range(100):
        for _ in range(7):
            flow.failed(now=0.0)
        flow.answered(None, now=0.0)
    assert flow.wait_s(0, now=0.0) == 0.0
    assert not flow.down


def test_the_breaker_opens_tries_one_call_at_a_time_and_gives_up() -> None:
    flow = Flow(16, Pauses(open_s=(5.0, 15.0)))
    for _ in range(16):
        flow.failed(now=0.0)
    assert flow.wait_s(0, now=0.0) == pytest.approx(5.0)
    assert flow.wait_s(0, now=5.0) == 0.0
    assert flow.wait_s(1, now=5.0) is None
    flow.failed(now=6.0)
    assert flow.wait_s(0, now=6.0) == pytest.approx(15.0)
    assert not flow.down
    flow.failed(now=22.0)
    assert flow.down


def test_the_breaker_closes_with_the_first_answer() -> None:
    flow = Flow(16, Pauses(open_s=(5.0,)))
    for _ in range(8):
        flow.failed(now=0.0)
    flow.answered(None, now=6.0)
    assert flow.wait_s(7, now=6.0) == 0.0
    assert not flow.down


def test_an_endpoint_that_is_busy_for_ever_is_taken_to_be_down() -> None:
    flow = Flow(4)
    now = 0.0
    while not flow.down:
        flow.busy(None, 0.0, now)
        now += flow.wait_s(0, now) or 1.0
        assert now < 3600
    assert now > 60
