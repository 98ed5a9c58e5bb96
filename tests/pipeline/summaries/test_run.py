"""Whole runs over a real store, with models that answer from functions."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import time
from typing import Any

import pytest

from academichub.errors import InvalidReply, ModelBusy, ModelRefused, ModelUnavailable, NotFound
from academichub.model import (
    ChatRequest,
    Completion,
    Dialect,
    Finish,
    SummaryOrder,
    SummaryState,
    Usage,
)
from academichub.pipeline.summaries import Stop
from academichub.pipeline.summaries.jobs import plan_jobs
from academichub.settings import Hours
from academichub.store import Store
from tests.fakes import FakeModel
from tests.pipeline.summaries.made import ABSTRACT, ORDER, Watcher, good, ids, office_of, run, store_papers
from tests.samples import DAY, NOON
from tests.store.cards import paper_of, save_papers

VALID, FALLBACK, PENDING = SummaryState.VALID, SummaryState.FALLBACK, SummaryState.PENDING


def shown(store: Store, number: int, language: str = "zh") -> str | None:
    """The model whose summary of a paper readers see; None: the extract."""
    (entry,) = store.entries(DAY, ids(number), language)
    return entry.summary.model if entry.summary else None


def test_each_paper_is_asked_once_and_shown(store: Store) -> None:
    store_papers(store, 20)
    model = FakeModel(good)
    report = run(office_of(store, model), [model])
    assert report.counts == {VALID: 20}
    assert report.stopped is None
    assert len(model.requests) == 20
    (entry,) = store.entries(DAY, ids(7), "zh")
    assert entry.summary is not None
    assert entry.summary.fields["result"].text.plain == "它对三角洲生长的预测误差为 3%。"
    assert entry.summary.fields["result"].sentences == (3,)
    assert (entry.summary.model, entry.summary.made_at, entry.summary.basis) == ("fake-1", NOON, "abstract")
    assert entry.task is not None
    assert entry.task.state is VALID


def test_a_second_run_asks_nothing(store: Store) -> None:
    store_papers(store, 5)
    model = FakeModel(good)
    office = office_of(store, model)
    run(office, [model])
    watcher = Watcher()
    again = run(office, [model], watcher=watcher)
    assert len(model.requests) == 5
    assert again.outcomes == ()
    assert watcher.estimates[0].n_papers == 0
    assert watcher.estimates[0].n_done == 5


def test_the_page_leads_are_asked_first_and_outcomes_keep_that_order(store: Store) -> None:
    save_papers(store, [paper_of(n, ABSTRACT) for n in (3, 1, 2)])
    model = FakeModel(good)
    report = run(office_of(store, model, concurrency=1), [model])
    assert [outcome.paper_id for outcome in report.outcomes] == list(ids(3, 1, 2))
    titles = [request.messages[1].text for request in model.requests]
    assert [next(n for n in (1, 2, 3) if f"Silt {n}" in title) for title in titles] == [3, 1, 2]


def test_never_more_at_once_than_allowed(store: Store) -> None:
    store_papers(store, 40)
    model = FakeModel(good, latency_s=0.005)
    run(office_of(store, model, concurrency=3), [model])
    assert model.most_at_once == 3


@dataclass
class Sharing(FakeModel):
    """Counts what is under way together with others."""

    under_way: Counter[str] = field(default_factory=Counter)
    most_together: int = 0

    async def complete(self, request: ChatRequest, dialect: Dialect) -> Completion:
        self.under_way[self.name] += 1
        self.most_together = max(self.most_together, self.under_way.total())
        try:
            return await super().complete(request, dialect)
        finally:
            self.under_way[self.name] -= 1


def test_two_models_together_are_not_asked_more_at_once_either(store: Store) -> None:
    store_papers(store, 30)
    under_way: Counter[str] = Counter()
    models = [
        Sharing(lambda _: "no summary", "cheap", 0.004, under_way=under_way),
        Sharing(good, "better", 0.008, under_way=under_way),
    ]
    report = run(office_of(store, *models, concurrency=3), models)
    assert report.counts == {VALID: 30}
    assert max(model.most_together for model in models) == 3


def test_a_model_that_is_lost_lets_those_go_who_wait_for_it(store: Store) -> None:
    store_papers(store, 12)
    refused = ModelRefused("it refuses", subject="better", status=403)
    models = [FakeModel(lambda _: "no summary", "cheap"), FakeModel(lambda _: refused, "better", 0.01)]
    report = run(office_of(store, *models, concurrency=2), models)
    assert report.counts == {PENDING: 12}
    assert len(models[0].requests) == 12 * 3
    assert len(models[1].requests) <= 2


def test_papers_without_abstract_or_withdrawn_are_never_sent(store: Store) -> None:
    save_papers(store, [paper_of(1, ABSTRACT), paper_of(2, abstract=" "), paper_of(3, ABSTRACT, withdrawn=True)])
    model = FakeModel(good)
    report = run(office_of(store, model), [model])
    assert [outcome.paper_id for outcome in report.outcomes] == list(ids(1))


def test_a_rejected_answer_is_asked_again_with_the_reason_and_then_shown(store: Store) -> None:
    store_papers(store, 1)

    def answer(request: ChatRequest) -> str:
        return good(request) if len(request.messages) > 2 else good(request, result="预测误差降至 17%。")

    model = FakeModel(answer)
    report = run(office_of(store, model), [model])
    assert report.counts == {VALID: 1}
    assert "17%" in model.requests[1].messages[-1].text
    assert model.requests[1].messages[0] == model.requests[0].messages[0]


def test_what_fails_twice_goes_to_the_next_model(store: Store) -> None:
    store_papers(store, 3)
    cheap = FakeModel(lambda request: good(request, tldr="完整的句子提到 GPT-99 模型。"), name="cheap")
    better = FakeModel(good, name="better")
    report = run(office_of(store, cheap, better), [cheap, better])
    assert report.counts == {VALID: 3}
    assert (len(cheap.requests), len(better.requests)) == (6, 3)
    assert shown(store, 1) == "better"


def test_what_no_model_gets_right_keeps_its_extract_with_the_reason(store: Store) -> None:
    store_papers(store, 1)
    model = FakeModel(lambda request: good(request, result="预测误差降至 17%。"))
    report = run(office_of(store, model), [model])
    (outcome,) = report.outcomes
    assert outcome.state is FALLBACK
    assert outcome.reason is not None
    assert "17%" in outcome.reason
    (entry,) = store.entries(DAY, ids(1), "zh")
    assert entry.summary is None
    assert entry.task is not None
    assert entry.task.state is FALLBACK


def test_a_fallback_is_not_paid_for_again_but_tried_with_a_new_model(store: Store) -> None:
    store_papers(store, 1)
    model = FakeModel(lambda request: good(request, result="预测误差降至 17%。"))
    run(office_of(store, model), [model])
    run(office_of(store, model), [model])
    assert len(model.requests) == 2
    better = FakeModel(good, name="better")
    report = run(office_of(store, model, better), [model, better])
    assert report.counts == {VALID: 1}
    assert (len(model.requests), len(better.requests)) == (2, 1)


@pytest.mark.parametrize(
    "unread",
    [
        '{"zh": {"tldr": {"text": "半',
        "I'm sorry, but I cannot help with that.",
        "",
        Completion('{"zh": {}}', Finish.LENGTH, Usage(300, 700)),
    ],
)
def test_an_answer_that_cannot_be_read_is_asked_for_twice_more(store: Store, unread: str | Completion) -> None:
    store_papers(store, 1)
    answers = [unread, unread]
    model = FakeModel(lambda request: answers.pop() if answers else good(request))
    report = run(office_of(store, model), [model])
    assert report.counts == {VALID: 1}
    assert len(model.requests) == 3


def test_an_answer_cut_at_its_length_may_be_longer_next_time(store: Store) -> None:
    store_papers(store, 1)
    cut = Completion("{", Finish.LENGTH, Usage(300, 700))
    model = FakeModel(lambda request: cut if request.max_tokens < 1000 else good(request))
    assert run(office_of(store, model), [model]).counts == {VALID: 1}
    assert model.requests[1].max_tokens == 2 * model.requests[0].max_tokens


def test_a_withheld_answer_is_not_asked_for_again(store: Store) -> None:
    store_papers(store, 1)
    model = FakeModel(lambda _: Completion("", Finish.FILTERED, Usage(300, 0)))
    assert run(office_of(store, model), [model]).counts == {FALLBACK: 1}
    assert len(model.requests) == 1


def test_a_text_longer_than_the_model_reads_keeps_its_extract(store: Store) -> None:
    store_papers(store, 1)
    model = FakeModel(lambda _: InvalidReply("longer than the context"))
    (outcome,) = run(office_of(store, model), [model]).outcomes
    assert outcome.state is FALLBACK
    assert store.spent_on(NOON.date()) == (0, 0)


def test_both_languages_come_from_one_call(store: Store) -> None:
    store_papers(store, 2)
    model = FakeModel(good)
    report = run(office_of(store, model, languages=("zh", "en")), [model])
    assert len(model.requests) == 2
    assert report.counts == {VALID: 4}
    assert shown(store, 1, "en") == shown(store, 1, "zh") == "fake-1"
    first, second = report.outcomes[:2]
    assert (first.language, first.tokens_in, second.language, second.tokens_in) == ("zh", 300, "en", 0)


def test_the_language_that_passed_is_kept_and_only_the_other_asked_again(store: Store) -> None:
    store_papers(store, 1)

    def answer(request: ChatRequest) -> str:
        asked = list(request.schema["properties"])  # type: ignore[call-overload]  # it is a mapping
        return good(request, result="预测误差降至 17%。") if len(asked) == 2 else good(request)

    model = FakeModel(answer)
    report = run(office_of(store, model, languages=("zh", "en")), [model])
    assert report.counts == {VALID: 2}
    assert list(model.requests[1].schema["properties"]) == ["zh"]  # type: ignore[call-overload]


def test_a_changed_abstract_makes_a_new_summary_and_the_old_one_stays_in_history(store: Store) -> None:
    store_papers(store, 1)
    model = FakeModel(good)
    run(office_of(store, model), [model])
    save_papers(store, [paper_of(1, ABSTRACT + " Code will follow.", version=2)])
    assert shown(store, 1) is None
    run(office_of(store, model), [model])
    assert len(model.requests) == 2
    details = store.details(ids(1)[0], "zh")
    assert details.summary is not None
    assert details.summary.version == 2
    assert [summary.version for summary in details.earlier] == [None]


def test_the_budget_is_never_passed_and_the_rest_waits(store: Store) -> None:
    store_papers(store, 60)
    model = FakeModel(good, latency_s=0.002)
    report = run(office_of(store, model, daily_tokens=20_000), [model])
    tokens, _ = store.spent_on(NOON.date())
    assert tokens <= 20_000
    assert report.counts[VALID] == len(model.requests) == tokens // 500
    assert report.counts[VALID] >= 30  # 500 tokens a call, a few thousand set aside for the last
    assert report.counts[PENDING] == 60 - report.counts[VALID]
    assert {outcome.reason for outcome in report.outcomes if outcome.state is PENDING} == {"budget"}
    assert report.stopped == "the day's budget is spent"


def test_a_budget_in_money_is_kept_over_days(store: Store) -> None:
    store_papers(store, 30)
    model = FakeModel(good)
    days = [NOON, NOON.replace(day=NOON.day + 1), NOON.replace(day=NOON.day + 2)]
    order = SummaryOrder(days=(DAY,), with_queue=True)
    counts = [
        run(office_of(store, model, daily_cost=0.012, clock=lambda day=day: day), [model], order).counts[VALID]  # type: ignore[misc]
        for day in days
    ]
    assert all(0 < n <= 12_000 // 700 for n in counts[:1])
    assert sum(counts) == len(model.requests) <= 30
    for day in days:
        assert store.spent_on(day.date())[1] <= 12_000


@pytest.mark.parametrize("failure", [ModelUnavailable("gone"), ModelUnavailable("slow", may_cost=True)])
def test_an_endpoint_that_is_down_leaves_all_waiting_and_is_asked_a_few_times_only(
    store: Store, failure: ModelUnavailable
) -> None:
    store_papers(store, 50)
    model = FakeModel(lambda _: failure)
    report = run(office_of(store, model), [model])
    assert report.counts == {PENDING: 50}
    assert {outcome.reason for outcome in report.outcomes} == {"unavailable"}
    assert report.stopped is not None
    assert "fake-1" in report.stopped
    assert len(model.requests) < 40
    assert shown(store, 1) is None


def test_after_an_outage_each_waiting_paper_is_summarised_once(store: Store) -> None:
    store_papers(store, 50)
    model = FakeModel(lambda _: ModelUnavailable("gone", may_cost=False))
    office = office_of(store, model)
    run(office, [model])
    back = FakeModel(good)
    report = run(office, [back], SummaryOrder(with_queue=True))
    assert report.counts == {VALID: 50}
    assert len(back.requests) == 50


@pytest.mark.parametrize("message", ["no credit left", "the key is not accepted"])
def test_a_refusal_stops_the_run_and_tells_the_owner(store: Store, message: str) -> None:
    store_papers(store, 40)
    n_good = 5
    given: list[str] = []

    def answer(request: ChatRequest) -> str | ModelRefused:
        if len(given) == n_good:
            return ModelRefused(message)
        given.append(good(request))
        return given[-1]

    model = FakeModel(answer, latency_s=0.001)
    report = run(office_of(store, model, concurrency=4), [model])
    assert report.counts[VALID] == n_good
    assert report.stopped == f"fake-1 at http://127.0.0.1:9/v1 refuses: {message}"
    assert report.why == "refused"
    assert len(model.requests) <= n_good + 4


def test_a_429_slows_down_and_loses_nothing(store: Store) -> None:
    store_papers(store, 30)
    chance = random.Random(7)

    def answer(request: ChatRequest) -> str | ModelBusy:
        return ModelBusy("slow down", retry_after_s=0.005) if chance.random() < 0.3 else good(request)

    model = FakeModel(answer, latency_s=0.001)
    assert run(office_of(store, model), [model]).counts == {VALID: 30}
    assert store.spent_on(NOON.date()) == (30 * 500, 30 * 700)


def test_bad_weather_loses_nothing_and_repeats_no_answer(store: Store) -> None:
    """30 % errors, 10 % silences, 10 % cut answers, 5 % 429: each paper ends valid, or waits for the next run."""
    store_papers(store, 80)
    chance = random.Random(11)
    answered: Counter[str] = Counter()

    def answer(request: ChatRequest) -> str | ModelUnavailable:
        luck = chance.random()
        if luck < 0.30:
            return ModelUnavailable("500", status=500)
        if luck < 0.40:
            return ModelUnavailable("no answer in time", may_cost=True)
        if luck < 0.45:
            return ModelBusy("slow down", retry_after_s=0.001)
        reply = good(request)
        if luck < 0.55:
            return reply[: len(reply) // 2]
        answered[request.messages[1].text] += 1
        return reply

    model = FakeModel(answer, latency_s=0.0005)
    office = office_of(store, model)
    order = SummaryOrder(days=(DAY,), with_queue=True)
    for _ in range(3):
        report = run(office, [model], order)
    assert report.counts.get(PENDING, 0) == 0
    assert set(answered.values()) == {1}
    assert len(answered) >= 78  # three unreadable answers in a row are possible, and keep the extract


def test_outside_the_off_peak_hours_all_wait_unless_told_otherwise(store: Store) -> None:
    store_papers(store, 2)
    model = FakeModel(good)
    office = office_of(store, model, off_peak=Hours(time(16), time(23)))
    report = run(office, [model])
    assert report.counts == {PENDING: 2}
    assert {outcome.reason for outcome in report.outcomes} == {"off-peak"}
    assert not model.requests
    assert run(office, [model], replace(ORDER, at_once=True)).counts == {VALID: 2}


def test_a_stop_lets_calls_under_way_end_and_begins_none(store: Store) -> None:
    store_papers(store, 40)
    stop = Stop()

    def answer(request: ChatRequest) -> str:
        if len(model.requests) >= 6:
            stop.set()
        return good(request)

    model = FakeModel(answer, latency_s=0.005)
    report = run(office_of(store, model, concurrency=4), [model], stop=stop)
    assert report.counts[VALID] == len(model.requests) <= 12
    assert report.counts[PENDING] == 40 - len(model.requests)
    assert report.stopped == "stopped"


def test_calls_that_outlive_the_drain_are_cut_off_and_stay_paid_for(store: Store) -> None:
    store_papers(store, 3)

    def answer(request: ChatRequest) -> str:
        raise AssertionError("it never answers")

    model = FakeModel(answer, latency_s=30.0)
    office = office_of(store, model, clock=lambda: NOON)
    report = run(office, [model], within_s=0.05)
    assert report.counts == {PENDING: 3}
    assert len(model.requests) == 3
    assert store.spent_on(NOON.date())[0] > 3 * 700


def test_no_call_begins_after_the_time_given(store: Store) -> None:
    store_papers(store, 30)
    model = FakeModel(good, latency_s=0.03)
    report = run(office_of(store, model, concurrency=2), [model], within_s=0.1)
    assert 0 < report.counts[VALID] < 30
    assert {outcome.reason for outcome in report.outcomes if outcome.state is PENDING} == {"stopped"}


def test_an_endpoint_that_tells_no_usage_is_counted_at_the_most(store: Store) -> None:
    store_papers(store, 1)
    model = FakeModel(good, usage=None)
    run(office_of(store, model), [model])
    tokens, micros = store.spent_on(NOON.date())
    assert tokens > 1000
    assert micros > 1000


def test_an_unknown_paper_is_an_error_that_names_it(store: Store) -> None:
    model = FakeModel(good)
    with pytest.raises(NotFound, match=r"2606\.90001"):
        run(office_of(store, model), [model], SummaryOrder(paper_ids=ids(1)))


def test_a_bug_in_the_model_ends_the_run_and_is_not_hidden(store: Store) -> None:
    store_papers(store, 10)

    def answer(_: ChatRequest) -> str:
        raise RuntimeError("a bug")

    model = FakeModel(answer)
    with pytest.raises(RuntimeError, match="a bug"):
        run(office_of(store, model), [model])


def test_a_batch_is_handed_in_collected_judged_and_paid_at_half_price(store: Store) -> None:
    store_papers(store, 6)
    model = FakeModel(good)
    office = office_of(store, model)
    first = run(office, [model], replace(ORDER, batch=True))
    assert first.counts == {PENDING: 6}
    assert {outcome.reason for outcome in first.outcomes} == {"batch"}
    assert len(model.batches["batch-1"]) == 6
    waiting = run(office, [model])
    assert waiting.counts == {PENDING: 6}
    assert not model.requests
    model.batch_is_done = True
    done = run(office, [model])
    assert done.counts == {VALID: 6}
    assert not model.requests
    assert store.spent_on(NOON.date()) == (6 * 500, 6 * 350)


def test_what_a_batch_did_not_answer_is_asked_in_person(store: Store) -> None:
    store_papers(store, 3)
    model = FakeModel(good)
    office = office_of(store, model)
    run(office, [model], replace(ORDER, batch=True))
    model.batches["batch-1"] = {}
    model.batch_is_done = True
    assert run(office, [model]).counts == {VALID: 3}
    assert len(model.requests) == 3


def test_a_batch_is_not_handed_in_twice_and_keeps_the_budget(store: Store) -> None:
    store_papers(store, 6)
    model = FakeModel(good)
    office = office_of(store, model, daily_tokens=12_000)
    run(office, [model], replace(ORDER, batch=True))
    run(office, [model], replace(ORDER, batch=True))
    assert sum(len(batch) for batch in model.batches.values()) < 6
    assert store.spent_on(NOON.date())[0] <= 12_000
    assert Counter(key for batch in model.batches.values() for key in batch).most_common(1)[0][1] == 1


def test_a_better_model_that_refuses_leaves_only_its_own_papers_waiting(store: Store) -> None:
    store_papers(store, 4)

    def half(request: ChatRequest) -> str:
        is_odd = "Silt 1\n" in request.messages[1].text or "Silt 3\n" in request.messages[1].text
        return good(request, result="预测误差降至 17%。") if is_odd else good(request)

    cheap = FakeModel(half, name="cheap")
    better = FakeModel(lambda _: ModelRefused("the key is not accepted"), name="better")
    report = run(office_of(store, cheap, better), [cheap, better])
    assert report.counts == {VALID: 2, PENDING: 2}
    assert report.stopped is not None
    assert "the key is not accepted" in report.stopped
    assert len(better.requests) <= 2


def test_hours_that_end_in_mid_run_end_it(store: Store) -> None:
    store_papers(store, 10)
    model = FakeModel(good)
    late = NOON.replace(hour=16)
    office = office_of(
        store,
        model,
        concurrency=1,
        off_peak=Hours(time(12), time(16)),
        clock=lambda: late if len(model.requests) >= 3 else NOON,
    )
    report = run(office, [model])
    assert report.counts == {VALID: 3, PENDING: 7}
    assert report.why == "off-peak"


def test_a_text_too_long_is_not_offered_again(store: Store) -> None:
    store_papers(store, 1)
    model = FakeModel(lambda _: InvalidReply("longer than the context"))
    office = office_of(store, model)
    run(office, [model])
    assert run(office, [model]).counts == {FALLBACK: 1}
    assert len(model.requests) == 1


def test_an_answer_of_broken_characters_is_kept_and_judged(store: Store) -> None:
    """A lone surrogate, and no usage: it once ended the run, at every try."""
    store_papers(store, 2)
    model = FakeModel(lambda request: good(request, tldr=f"作者提出{chr(0xD800)}一种模型。"), usage=None)
    report = run(office_of(store, model), [model])
    assert PENDING not in report.counts
    assert len(report.outcomes) == 2
    assert store.spent_on(NOON.date())[0] > 0


def test_two_servers_may_call_their_models_by_one_name(store: Store) -> None:
    store_papers(store, 2)
    bad = FakeModel(lambda request: good(request, result="预测误差降至 17%。"), name="m")
    better = FakeModel(good, name="m")
    office = office_of(store, bad, better)
    elsewhere = replace(office.settings.models[1], base_url="http://127.0.0.1:8/v1")
    with store.ledger() as ledger:
        ledger.save_dialect("http://127.0.0.1:8/v1", "m", Dialect(), NOON)
    office = replace(office, settings=replace(office.settings, models=(office.settings.models[0], elsewhere)))
    assert run(office, [bad, better]).counts == {VALID: 2}
    assert len(better.requests) == 2


def test_a_batch_answer_without_usage_is_counted_at_the_most(store: Store) -> None:
    store_papers(store, 3)
    model = FakeModel(good, usage=None)
    office = office_of(store, model)
    run(office, [model], replace(ORDER, batch=True))
    model.batch_is_done = True
    assert run(office, [model]).counts == {VALID: 3}
    assert store.spent_on(NOON.date())[0] > 3 * 1000


def test_a_batch_answer_that_may_have_cost_something_stays_counted(store: Store) -> None:
    store_papers(store, 2)
    model = FakeModel(lambda _: ModelUnavailable("half an answer", may_cost=True))
    office = office_of(store, model)
    run(office, [model], replace(ORDER, batch=True))
    reserved, _ = store.spent_on(NOON.date())
    model.batch_is_done = True
    run(office, [model], within_s=0.0)
    assert store.spent_on(NOON.date())[0] >= reserved


def test_a_batch_under_way_is_no_failure(store: Store) -> None:
    store_papers(store, 2)
    model = FakeModel(good)
    office = office_of(store, model)
    run(office, [model], replace(ORDER, batch=True))
    assert run(office, [model]).why == "batch"


def test_a_batch_whose_id_was_never_noted_is_found_again_and_not_paid_twice(store: Store) -> None:
    store_papers(store, 4)
    model = FakeModel(good)

    class Killed(BaseException):
        """As a kill between the answer of the provider and our next line."""

    class Dying(FakeModel):
        async def submit(self, *what: Any) -> str:
            await super().submit(*what)
            raise Killed

    dying = Dying(good)
    with pytest.raises(Killed):
        run(office_of(store, dying), [dying], replace(ORDER, batch=True))
    model.batches, model.tokens, model.batch_is_done = dying.batches, dying.tokens, True
    assert run(office_of(store, model), [model]).counts == {VALID: 4}
    assert not model.requests
    assert len(model.batches) == 1


def test_a_batch_that_never_arrived_is_asked_in_person(store: Store) -> None:
    store_papers(store, 2)

    class Killed(BaseException):
        """As a kill before the request left."""

    class Dying(FakeModel):
        async def submit(self, *what: Any) -> str:
            raise Killed

    dying = Dying(good)
    with pytest.raises(Killed):
        run(office_of(store, dying), [dying], replace(ORDER, batch=True))
    model = FakeModel(good)
    assert run(office_of(store, model), [model]).counts == {VALID: 2}
    assert len(model.requests) == 2


def test_a_key_that_is_refused_at_collecting_is_told(store: Store) -> None:
    store_papers(store, 2)

    class Revoked(FakeModel):
        async def collect(self, batch_id: str) -> Any:
            raise ModelRefused("it does not accept the key")

    model = Revoked(good)
    office = office_of(store, model)
    run(office, [model], replace(ORDER, batch=True))
    report = run(office, [model])
    assert report.why == "refused"
    assert "does not accept the key" in (report.stopped or "")


def test_handing_in_again_asks_in_person_what_the_batch_got_wrong(store: Store) -> None:
    store_papers(store, 2)

    def answer(request: ChatRequest) -> str:
        return good(request) if len(request.messages) > 2 else good(request, result="预测误差降至 17%。")

    model = FakeModel(answer)
    office = office_of(store, model)
    run(office, [model], replace(ORDER, batch=True))
    model.batch_is_done = True
    assert run(office, [model], replace(ORDER, batch=True)).counts == {VALID: 2}


def test_a_second_language_that_fell_back_is_not_paid_for_again(store: Store) -> None:
    store_papers(store, 3)

    def answer(request: ChatRequest) -> str:
        asked = list(request.schema["properties"])  # type: ignore[call-overload]  # it is a mapping
        reply = json.loads(good(request))
        if "en" in asked:
            reply["en"]["result"]["text"] = "It reaches 17% in all trials."
        return json.dumps(reply, ensure_ascii=False)

    model = FakeModel(answer)
    office = office_of(store, model, languages=("zh", "en"))
    assert run(office, [model]).counts == {VALID: 3, FALLBACK: 3}
    n_asked = len(model.requests)
    run(office, [model])
    assert len(model.requests) == n_asked


def test_what_is_cut_off_late_keeps_the_language_that_passed(store: Store) -> None:
    store_papers(store, 1)

    class Hanging(FakeModel):
        async def complete(self, request: ChatRequest, dialect: Dialect) -> Completion:
            self.latency_s = 30.0 if self.requests else 0.0
            return await super().complete(request, dialect)

    def answer(request: ChatRequest) -> str:
        reply = json.loads(good(request))
        reply["en"]["result"]["text"] = "It reaches 17% in all trials."
        return json.dumps(reply, ensure_ascii=False)

    model = Hanging(answer)
    report = run(office_of(store, model, languages=("zh", "en")), [model], within_s=0.1)
    assert [(outcome.language, outcome.state) for outcome in report.outcomes] == [("zh", VALID), ("en", PENDING)]
    assert report.outcomes[0].tokens_in == 300
    task = store.tasks(ids(1), "zh")[ids(1)[0]]
    assert task.state is VALID


def test_papers_of_other_days_follow_those_of_the_day(store: Store) -> None:
    """Those whose abstract was found after the edition they stand in."""
    store_papers(store, 3)
    order = SummaryOrder(days=(DAY.replace(day=DAY.day + 1),), also=ids(2))
    plan = plan_jobs(store, order, ("en",))
    assert tuple(job.paper.paper_id for job in plan.jobs) == ids(2)
