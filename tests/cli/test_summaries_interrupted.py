"""A run of the models that is killed, asked to stop, or not alone: processes of their own over one home folder."""

from __future__ import annotations

import signal

import pytest

from tests.cli.newsroom import Newsroom, wait_until
from tests.upstreams.llm import Outcome
from tests.upstreams.server import Fault

N_PAPERS = 40
N_DONE = 10  # papers answered before the endpoint becomes slow
AT_ONCE = 8


@pytest.fixture
def slow(newsroom: Newsroom) -> Newsroom:
    """Papers, and an endpoint that has been tried, answers ten papers at once, and then goes to sleep over eight."""
    newsroom.configure(concurrency=AT_ONCE)
    newsroom.take_many(N_PAPERS)
    assert newsroom.run("llm", "check").code == 0
    newsroom.endpoint.calls.clear()
    return newsroom


N_VALID = "SELECT count(*) FROM summary_tasks WHERE state = 'valid'"


def hold(newsroom: Newsroom, seconds: float) -> None:
    """The next answers: ten at once, then so many as may be under way, late."""
    newsroom.endpoint.script(*[Fault(delay_s=0.001)] * N_DONE, *[Fault(delay_s=seconds)] * AT_ONCE)


def are_under_way(newsroom: Newsroom) -> bool:
    return newsroom.endpoint.n_under_way == AT_ONCE and len(newsroom.endpoint.calls) == N_DONE + AT_ONCE


def test_after_a_kill_no_more_is_asked_again_than_was_under_way(slow: Newsroom) -> None:
    hold(slow, 60)
    with slow.begin("summarise") as process:
        wait_until(lambda: are_under_way(slow) and slow.select(N_VALID) == [(N_DONE,)])
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    assert slow.select("SELECT count(*) FROM calls WHERE state = 'sent'") == [(AT_ONCE,)]
    rows = slow.summarise()
    assert len(rows) == N_PAPERS - N_DONE
    assert {one["state"] for one in rows.values()} == {"valid"}
    asked = slow.endpoint.by_text()
    assert len(asked) == N_PAPERS
    assert sorted(asked.values()) == [1] * (N_PAPERS - AT_ONCE) + [2] * AT_ONCE
    assert slow.select("SELECT DISTINCT state FROM calls WHERE kind = 'summary'") == [("valid",)]
    (summary,) = [one for one in slow.run("spend", "--json").rows if one["kind"] == "summary"]
    assert summary["open"] == AT_ONCE  # what the killed process may owe is still counted


def test_a_kill_between_judging_and_keeping_costs_no_further_call(slow: Newsroom) -> None:
    """Right after the last answer was stored, while most judgements wait for a transaction."""
    hold(slow, 60)
    answered = "SELECT count(*) FROM calls WHERE kind = 'summary' AND raw IS NOT NULL"
    with slow.begin("summarise") as process:
        wait_until(lambda: are_under_way(slow) and slow.select(answered) == [(N_DONE,)])
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    (n_kept,) = slow.select(N_VALID)[0]
    rows = slow.summarise()
    assert len(rows) == N_PAPERS - n_kept
    assert {one["state"] for one in rows.values()} == {"valid"}
    assert slow.select(N_VALID) == [(N_PAPERS,)]
    assert sorted(slow.endpoint.by_text().values()) == [1] * (N_PAPERS - AT_ONCE) + [2] * AT_ONCE


def test_a_run_that_is_asked_to_stop_takes_in_what_is_under_way_and_begins_nothing(slow: Newsroom) -> None:
    hold(slow, 1.5)
    with slow.begin("summarise") as process:
        wait_until(lambda: are_under_way(slow))
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=10)
    assert process.returncode == 3
    assert "Traceback" not in told
    assert len(slow.endpoint.calls) == N_DONE + AT_ONCE
    assert slow.select("SELECT state, count(*) FROM calls WHERE kind = 'summary' GROUP BY state") == [
        ("valid", N_DONE + AT_ONCE)
    ]
    assert slow.select("SELECT count(*) FROM spending WHERE NOT settled") == [(0,)]
    waiting = "SELECT reason, count(*) FROM summary_tasks WHERE state = 'pending' GROUP BY reason"
    assert slow.select(waiting) == [("stopped", N_PAPERS - N_DONE - AT_ONCE)]
    assert {one["state"] for one in slow.summarise().values()} == {"valid"}
    assert set(slow.endpoint.by_text(Outcome.ANSWERED).values()) == {1}


def test_a_second_run_says_that_it_is_not_alone_and_asks_nothing(slow: Newsroom) -> None:
    hold(slow, 60)
    with slow.begin("summarise"):
        wait_until(lambda: are_under_way(slow))
        n_before = len(slow.endpoint.seen)
        ran = slow.run("summarise", "--json")
        assert ran.code != 0
        assert ran.out == ""
        assert "另一个运行" in ran.err
        assert slow.run("digest").code == 0  # reading goes on
        assert slow.run("summarise", "--dry-run").code == 0
        assert len(slow.endpoint.seen) == n_before
    assert slow.run("summarise").code == 0
