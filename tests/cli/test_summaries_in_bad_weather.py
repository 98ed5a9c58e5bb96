"""Runs of the models against an endpoint in trouble: real store, adapter and HTTP, with waits that a test can wait for
and a clock that can be moved to the next day."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from academichub.adapters.llm import open_models
from academichub.model import SummaryOrder, SummaryReport, SummaryState
from academichub.pipeline.summaries import Office, Stop, summarise
from academichub.pipeline.summaries.flow import Pauses
from academichub.pipeline.summaries.office import Pace
from tests.cli.newsroom import DAY, Newsroom
from tests.pipeline.summaries.made import Watcher
from tests.upstreams.llm import Luck, Outcome

VALID, PENDING = SummaryState.VALID, SummaryState.PENDING
PACE = Pace(Pauses(busy_s=0.02, open_s=(0.05, 0.05, 0.05)), backoff_s=0.01, drain_s=1.0)
ORDER = SummaryOrder(days=(date.fromisoformat(DAY),), with_queue=True)
NOON = datetime(2026, 6, 16, 12, tzinfo=UTC)
STORM = Luck(fails=0.3, hangs=0.1, cuts=0.1, limits=0.05, seed=7)


def run(newsroom: Newsroom, now: datetime = NOON, stop: Stop | None = None) -> SummaryReport:
    """As `summarise` does it, in quick time."""
    settings = newsroom.settings
    assert settings.llm is not None
    with newsroom.store() as store:
        office = Office(store, settings.llm, settings.summary_languages, lambda: now)
        return asyncio.run(_summarise(office, stop or Stop()))


async def _summarise(office: Office, stop: Stop) -> SummaryReport:
    async with open_models(office.settings.models, "AcademicHub/0.1") as models:
        return await summarise(office, models, ORDER, Watcher(), stop, pace=PACE)


def queue(newsroom: Newsroom) -> int:
    with newsroom.store() as store:
        return len(store.queue("zh", 1000))


def per_paper(newsroom: Newsroom, *outcomes: Outcome) -> dict[str, int]:
    """Calls for each paper, without the trial's."""
    calls = newsroom.endpoint.by_text(*outcomes)
    return {text: n for text, n in calls.items() if "rooftop" not in text}


def test_in_a_storm_each_answer_is_paid_once_and_nothing_is_lost(newsroom: Newsroom) -> None:
    newsroom.configure(timeout_s=1, concurrency=16)
    newsroom.take_many(40)
    newsroom.endpoint.luck = STORM
    newsroom.endpoint.wait_s = 0.02
    first = run(newsroom)
    assert sum(first.counts.values()) == 40
    assert SummaryState.FALLBACK not in first.counts
    assert queue(newsroom) == first.counts.get(PENDING, 0)
    newsroom.endpoint.luck = Luck()
    second = run(newsroom)
    assert second.counts.get(VALID, 0) == first.counts.get(PENDING, 0)
    assert queue(newsroom) == 0
    assert per_paper(newsroom, Outcome.ANSWERED) == dict.fromkeys(per_paper(newsroom), 1)
    assert len(per_paper(newsroom)) == 40
    outcomes = {call.outcome for call in newsroom.endpoint.calls}
    assert {Outcome.FAILED, Outcome.HUNG, Outcome.CUT, Outcome.LIMITED} <= outcomes


def test_what_may_have_cost_something_is_counted_until_the_day_is_over(newsroom: Newsroom) -> None:
    newsroom.configure(timeout_s=1)
    newsroom.take_many(3)
    run(newsroom)
    newsroom.take_many(8)
    newsroom.endpoint.luck = Luck(cuts=0.7, seed=3)
    run(newsroom)
    n_cut = newsroom.endpoint.by_text(Outcome.CUT).total()
    with newsroom.store() as store:
        rows = store.spend(NOON.date(), None)
        tokens, _ = store.spent_on(NOON.date())
    assert n_cut > 0
    assert sum(row.n_open for row in rows) == n_cut
    assert tokens >= newsroom.endpoint.tokens_in + newsroom.endpoint.tokens_out


def test_a_day_of_outage_leaves_extracts_and_a_queue_that_the_next_run_works_off(newsroom: Newsroom) -> None:
    newsroom.take_many(20)
    newsroom.run("llm", "check")
    newsroom.endpoint.is_down = True
    n_before = len(newsroom.endpoint.seen)
    for hour in (1, 7):
        report = run(newsroom, NOON + timedelta(hours=hour))
        assert report.counts == {PENDING: 20}
        assert report.stopped is not None
    assert len(newsroom.endpoint.seen) - n_before <= 2 * (16 + 3)  # then the breaker holds the others back
    assert queue(newsroom) == 20
    digest = newsroom.run("digest", "--language", "zh").out
    assert digest.count("### [") == 20
    assert "原文摘录" in digest
    newsroom.endpoint.is_down = False
    assert run(newsroom, NOON + timedelta(days=1)).counts == {VALID: 20}
    assert set(per_paper(newsroom, Outcome.ANSWERED).values()) == {1}
    assert queue(newsroom) == 0


def test_nobody_listening_leaves_the_queue_too(newsroom: Newsroom) -> None:
    newsroom.take_many(5)
    newsroom.run("llm", "check")
    with newsroom.endpoint.refusing():
        assert run(newsroom).counts == {PENDING: 5}
    assert run(newsroom).counts == {VALID: 5}
    assert set(per_paper(newsroom).values()) == {1}


def test_money_that_runs_out_stops_the_run_at_once(newsroom: Newsroom) -> None:
    newsroom.configure(concurrency=4)
    newsroom.take_many(30)
    newsroom.run("llm", "check")
    newsroom.endpoint.no_credit()
    n_before = len(newsroom.endpoint.seen)
    report = run(newsroom)
    assert report.counts == {PENDING: 30}
    assert report.stopped is not None
    assert "quota" in report.stopped
    assert len(newsroom.endpoint.seen) - n_before <= 4


def test_the_budget_of_the_next_day_goes_on_with_the_queue(newsroom: Newsroom) -> None:
    newsroom.configure(daily_tokens=16_000, concurrency=16)
    newsroom.take_many(30)
    used_before = 0
    counts = []
    for day in range(4):
        report = run(newsroom, NOON + timedelta(days=day))
        used = newsroom.endpoint.tokens_in + newsroom.endpoint.tokens_out
        assert used - used_before <= 16_000
        used_before = used
        counts.append(report.counts.get(VALID, 0))
        if not report.counts.get(PENDING):
            break
    assert sum(counts) == 30
    assert len(counts) > 1
    assert set(per_paper(newsroom, Outcome.ANSWERED).values()) == {1}


@pytest.mark.parametrize("concurrency", [1, 16, 64])
def test_hanging_answers_use_up_the_budget_and_never_pass_it(newsroom: Newsroom, concurrency: int) -> None:
    newsroom.configure(daily_tokens=12_000, concurrency=concurrency, timeout_s=1)
    newsroom.take_many(20)
    newsroom.run("llm", "check")
    newsroom.endpoint.luck = Luck(cuts=0.6, seed=11)
    run(newsroom, datetime.now(UTC))
    assert newsroom.endpoint.tokens_in + newsroom.endpoint.tokens_out <= 12_000
    with newsroom.store() as store:
        assert store.spent_on(datetime.now(UTC).date())[0] <= 12_000


def test_no_more_calls_at_once_than_the_owner_allows(newsroom: Newsroom) -> None:
    newsroom.configure(concurrency=3)
    newsroom.take_many(12)
    newsroom.endpoint.latency_s = 0.05
    run(newsroom)
    assert newsroom.endpoint.most_at_once == 3
