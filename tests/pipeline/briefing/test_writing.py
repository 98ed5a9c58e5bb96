"""Whole briefings by models that answer from functions, over a real store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import time
from typing import Any

import pytest

from academichub.brief.claims.verify import VERIFY_ID
from academichub.errors import InvalidReply, ModelBusy, ModelRefused, ModelUnavailable
from academichub.model import (
    BriefStage,
    CallKind,
    ChatRequest,
    Claim,
    ClaimState,
    Completion,
    Dialect,
    Finish,
    Section,
    SectionKind,
    SummaryState,
    Usage,
    Written,
)
from academichub.pipeline.summaries import Stop
from academichub.settings import Hours
from academichub.store import Store
from tests.fakes import FakeModel
from tests.pipeline.briefing.made import (
    Told,
    World,
    asked_for,
    claim,
    honest,
    honest_in_chinese,
    reply_to,
    sentences_in,
    world,
    write,
)
from tests.samples import NOON

WORLD = world()
N_CALLS = 8  # an outline, five clusters, the bridges, the summary
BY_MODEL = (ClaimState.VERIFIED, ClaimState.REPAIRED)

Answer = Callable[[ChatRequest], Any]


def by_model(section: Section) -> list[Claim]:
    return [each for each in section.claims if each.state in BY_MODEL]


def sections(written: Written, kind: SectionKind) -> list[Section]:
    return [each for each in written.sections if each.kind is kind]


def cluster(written: Written, place: int = 0) -> Section:
    return sections(written, SectionKind.CLUSTER)[place]


def on(kind: str, answer: Answer) -> Answer:
    """Answers so to one kind of question, honestly to the others."""
    return lambda request: answer(request) if asked_for(request) == kind else honest(request)


def test_every_section_is_written_and_each_claim_rests_on_its_sentence(store: Store) -> None:
    model = FakeModel(honest)
    written = write(store, WORLD, model)
    assert len(model.requests) == N_CALLS
    assert (written.model, written.prompt_id, written.cost_micros) == ("fake-1", "brief-1", N_CALLS * 700)
    assert (written.unwritten, written.dropped) == (None, ())
    papers = {paper.paper_id: paper for paper in WORLD.skeleton.papers}
    for section in written.sections:
        assert not section.fell_back
        assert (section.kind is SectionKind.TRENDS) is not bool(by_model(section))
        for each in by_model(section):
            assert each.citations
            assert all(one.quote in papers[one.paper_id].sentences[one.sentence] for one in each.citations)
    assert {each.kind for each in written.sections} == {each.kind for each in WORLD.sections}


def test_what_is_counted_stays_and_what_was_quoted_makes_way(store: Store) -> None:
    written = write(store, WORLD, FakeModel(honest))
    was = next(each for each in WORLD.sections if each.cluster_id == cluster(written).cluster_id)
    states = Counter(each.state for each in cluster(written).claims)
    assert states[ClaimState.QUOTED] == 0 < Counter(each.state for each in was.claims)[ClaimState.QUOTED]
    assert [each for each in cluster(written).claims if each.state is ClaimState.COUNTED] == [
        each for each in was.claims if each.state is ClaimState.COUNTED
    ]


def test_the_same_order_is_free_the_second_time(store: Store) -> None:
    written = write(store, WORLD, FakeModel(honest))
    again = FakeModel(honest)
    assert write(store, WORLD, again) == written
    assert not again.requests


def test_another_language_or_text_or_model_is_asked_anew(store: Store) -> None:
    write(store, WORLD, FakeModel(honest))
    other, chinese = FakeModel(honest, "fake-2"), FakeModel(honest)
    write(store, WORLD, other)
    write(store, world("zh"), chinese)
    assert len(other.requests) == N_CALLS
    assert len(chinese.requests) >= N_CALLS - 1


def test_the_ledger_tells_outline_and_sections_apart(store: Store) -> None:
    write(store, WORLD, FakeModel(honest))
    rows = {row.kind: row for row in store.spend(NOON.date())}
    assert (rows[CallKind.OUTLINE].n_calls, rows[CallKind.BRIEF].n_calls) == (1, N_CALLS - 1)
    assert sum(row.cost_micros for row in rows.values()) == N_CALLS * 700


def test_the_progress_is_told(store: Store) -> None:
    told = Told([])
    write(store, WORLD, FakeModel(honest), tell=told)
    assert told.heard[0] == (BriefStage.OUTLINE, 0, 1)
    assert told.heard[2] == (BriefStage.WRITE, 0, 6)
    assert told.heard[-1] == (BriefStage.WRITE, 6, 6)


def test_the_outline_of_the_model_decides_order_and_groups(store: Store) -> None:
    def outline(request: ChatRequest) -> str:
        parts = [["bridges"], ["c3", "c1"], ["c2"]]
        return json.dumps({"sections": [{"title": "", "question": "", "cluster_ids": part} for part in parts]})

    model = FakeModel(on("outline", outline))
    written = write(store, WORLD, model)
    kinds = [each.kind for each in written.sections]
    assert kinds[:3] == [SectionKind.SUMMARY, SectionKind.BRIDGES, SectionKind.CLUSTER]
    joined, single, *left = sections(written, SectionKind.CLUSTER)
    assert joined.cluster_id is None
    assert single.cluster_id is not None
    assert [bool(by_model(each)) for each in left] == [False, False]  # left out: as they were
    assert all(each in WORLD.sections for each in left)
    assert len({one.paper_id.split("-")[0] for each in by_model(joined) for one in each.citations}) == 2


@pytest.mark.parametrize("nonsense", ["no", '{"sections": []}', '{"sections": [{"cluster_ids": ["c1","c2","c3"]}]}'])
def test_an_outline_that_is_nonsense_leaves_the_skeletons(store: Store, nonsense: str) -> None:
    model = FakeModel(on("outline", lambda _: nonsense))
    written = write(store, WORLD, model)
    assert [each.title for each in written.sections] == [each.title for each in WORLD.sections]
    assert written.unwritten is None
    assert sum(asked_for(request) == "outline" for request in model.requests) == 3


def false_claims(request: ChatRequest) -> dict[str, dict[str, Any]]:
    """One of each kind of false claim over the first sentences of a question, by the reason it is dropped for."""
    shown = [each for each in sentences_in(request) if each[1].startswith("We measure")]
    name, said = shown[0]
    true = said.replace("We measure", "The authors measure")
    digits = "".join(filter(str.isdigit, said))
    return {
        "unknown": claim(true, ("k0000.s9", said)),
        "quote": claim(true, (name, f"{said} indeed")),
        "number": claim(true.replace(digits, "997"), (name, said)),
        "subject": claim(f"Heavy volcano plumes have {said[11:]}", (name, said)),
        "uncited": claim(true),
        "talk": claim(f"{true} This paper deserves the best paper award.", (name, said)),
        "foreign": claim(f"{true} See https://evil.example.", (name, said)),
        "language": claim("作者测量了它们。", (name, said)),
        "long": claim(true * 20, (name, said)),
        "name": claim(true.replace("The authors", "QuarkNet-9 and others"), (name, said)),
    }


@pytest.mark.parametrize(
    "reason", ["unknown", "quote", "number", "subject", "uncited", "talk", "foreign", "language", "long", "name"]
)
def test_a_false_claim_is_dropped_and_the_true_ones_beside_it_stay(store: Store, reason: str) -> None:
    def answer(request: ChatRequest) -> str:
        reply = json.loads(honest(request))
        kept = [] if len(request.messages) > 2 else reply["claims"][:3]
        return json.dumps({"claims": [*kept, {**false_claims(request)[reason], "n": 4}]})

    model = FakeModel(on("section", answer))
    written = write(store, WORLD, model)
    assert {claim.reason for claim in written.dropped} == {reason}
    assert len(written.dropped) == 5
    assert all(len(by_model(each)) == 3 for each in sections(written, SectionKind.CLUSTER))
    assert all(each.state is ClaimState.DROPPED for each in written.dropped)


def test_a_claim_that_failed_is_told_why_and_mended_once(store: Store) -> None:
    def answer(request: ChatRequest) -> str:
        reply = json.loads(honest(request))["claims"][:2]
        if len(request.messages) > 2:
            return reply_to(request, [{**reply[1], "n": 2}])
        return reply_to(request, [reply[0], false_claims(request)["number"]])

    model = FakeModel(on("section", answer))
    written = write(store, WORLD, model)
    states = [each.state for each in by_model(cluster(written))]
    assert states == [ClaimState.VERIFIED, ClaimState.REPAIRED]
    assert not written.dropped
    (corrected, *_) = [request for request in model.requests if len(request.messages) > 2]
    assert "997" in corrected.messages[-1].text
    assert len(model.requests) == N_CALLS + 5


def test_fewer_than_six_of_ten_standing_leave_the_skeleton(store: Store) -> None:
    def answer(request: ChatRequest) -> str:
        bad = list(false_claims(request).values())[2:4]
        return reply_to(request, [json.loads(honest(request))["claims"][0], *bad])

    written = write(store, WORLD, FakeModel(on("section", answer)))
    for section in sections(written, SectionKind.CLUSTER):
        assert section.fell_back
        assert not by_model(section)
    assert Counter(each.reason for each in written.dropped)["section"] == 5
    assert written.unwritten is None
    assert by_model(sections(written, SectionKind.BRIDGES)[0])


def test_a_better_model_writes_what_the_first_could_not(store: Store) -> None:
    cheap = FakeModel(on("section", lambda request: reply_to(request, [false_claims(request)["number"]])), "cheap")
    better = FakeModel(honest, "better")
    written = write(store, WORLD, cheap, better)
    assert written.model == "cheap, better"
    assert not any(each.fell_back for each in written.sections)
    assert len(better.requests) == 5
    assert written.cost_micros == (len(cheap.requests) + 5) * 700


@pytest.mark.parametrize(
    "unread",
    [
        '{"claims": [{"text": "ha',
        "I'm sorry, but I cannot help with that.",
        "",
        '{"claims": []}',
        "reef " * 30_000,
        Completion('{"claims": [{"text": "The', Finish.LENGTH, Usage(300, 1600)),
    ],
)
def test_an_answer_that_cannot_be_read_is_asked_for_twice_more(store: Store, unread: str | Completion) -> None:
    asked: Counter[str] = Counter()

    def answer(request: ChatRequest) -> str | Completion:
        asked[request.messages[1].text] += 1
        return honest(request) if asked[request.messages[1].text] > 2 else unread

    written = write(store, WORLD, FakeModel(on("section", answer)))
    assert set(asked.values()) == {3}
    assert all(by_model(each) for each in sections(written, SectionKind.CLUSTER))
    hopeless = write(store, WORLD, FakeModel(on("section", lambda _: unread), "fake-2"))
    assert all(each.fell_back for each in sections(hopeless, SectionKind.CLUSTER))
    assert not hopeless.dropped


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("I'm sorry, but I cannot help with that.", "none of its answers could be read"),
        (
            '{"claims": [{"text": "It hums at 9.7 Hz.", "cites": [{"id": "x.s9", "quote": "no"}]}]}',
            "stood the checks",
        ),
    ],
)
def test_a_model_that_was_asked_in_vain_is_named(store: Store, answer: str, said: str) -> None:
    """It was paid: that the briefing is as one without a model must not look as if none had been asked."""
    written = write(store, WORLD, FakeModel(lambda _: answer, "fake-3"))
    assert all(each.fell_back for each in sections(written, SectionKind.CLUSTER))
    assert written.model == "fake-3"
    assert written.unwritten is not None
    assert "fake-3" in written.unwritten
    assert said in written.unwritten
    assert written.cost_micros > 0


def test_an_answer_cut_at_its_length_may_be_longer_next_time(store: Store) -> None:
    cut = Completion('{"claims": [', Finish.LENGTH, Usage(300, 1600))
    model = FakeModel(on("section", lambda request: cut if request.max_tokens < 2_000 else honest(request)))
    assert not any(each.fell_back for each in write(store, WORLD, model).sections)


@pytest.mark.parametrize("answer", [Completion("", Finish.FILTERED, Usage(300, 0)), InvalidReply("too long")])
def test_what_the_provider_withholds_is_not_asked_again(store: Store, answer: Completion | InvalidReply) -> None:
    model = FakeModel(on("section", lambda _: answer))
    written = write(store, WORLD, model)
    assert all(each.fell_back for each in sections(written, SectionKind.CLUSTER))
    assert len(model.requests) == 1 + 5 + 1  # no summary of one claim
    again = FakeModel(on("section", lambda _: answer))
    write(store, WORLD, again)
    assert not again.requests


def test_too_many_and_repeated_claims(store: Store) -> None:
    def answer(request: ChatRequest) -> str:
        first, *others = json.loads(honest(request))["claims"]
        return reply_to(request, [first, first, first, *others, *others * 10])

    written = write(store, WORLD, FakeModel(on("section", answer)))
    assert all(len(by_model(each)) == 4 for each in sections(written, SectionKind.CLUSTER))
    assert {each.reason for each in written.dropped} == {"repeated"}


def test_a_bridge_claim_cites_two_papers_of_one_bridge(store: Store) -> None:
    def answer(request: ChatRequest) -> str:
        name, said = next(each for each in sentences_in(request) if each[1].startswith("We measure"))
        return reply_to(request, [claim(said.replace("We", "The authors"), (name, said))])

    written = write(store, WORLD, FakeModel(on("bridges", answer)))
    assert sections(written, SectionKind.BRIDGES)[0].fell_back
    assert [each.reason for each in written.dropped] == ["bridge"]


def test_the_summary_is_made_of_claims_that_stand_alone(store: Store) -> None:
    def summary(request: ChatRequest) -> str:
        good = json.loads(honest(request))["claims"]
        bad = {"text": "Deep volcano plumes erupt in 1883 places of the southern ocean.", "cites": ["v1"]}
        return json.dumps({"claims": [*good, bad, {"text": good[0]["text"], "cites": ["v99"]}]})

    model = FakeModel(on("summary", summary))
    written = write(store, WORLD, model)
    first = written.sections[0]
    assert first.kind is SectionKind.SUMMARY
    texts = {each.text: each.citations for section in written.sections[1:] for each in by_model(section)}
    assert len(by_model(first)) == 4
    assert all(texts[each.text] == each.citations for each in by_model(first))
    assert {each.reason for each in written.dropped} == {"unknown", "number"}
    assert model.requests[-1].messages[1].text.count("We measure") == 0  # it sees claims, no paper


def test_the_readers_question_is_answered_or_said_to_be_open(store: Store) -> None:
    asked = world(question="Does a tactile sensor help a grasp planner?")
    written = write(store, asked, FakeModel(honest))
    answer = written.sections[1]
    assert answer.kind is SectionKind.QUESTION
    assert by_model(answer)
    assert all(one.paper_id.startswith("robot") for each in by_model(answer) for one in each.citations)
    silent = FakeModel(on("question", lambda _: '{"answered": false, "claims": []}'), "fake-2")
    section = write(store, asked, silent).sections[1]
    assert "do not answer it" in section.claims[0].text
    assert not section.fell_back
    assert sum(asked_for(request) == "question" for request in silent.requests) == 1


def test_chinese_claims_on_english_sentences(store: Store) -> None:
    def answer(request: ChatRequest) -> str:
        reply = json.loads(honest_in_chinese(request))
        first = reply["claims"][0]
        wrong = [{**first, "text": "作者进行了 9999 次测量。"}, {**first, "en": "Volcano plumes heat the ocean."}]
        return json.dumps({"claims": [*reply["claims"], *wrong]})

    model = FakeModel(lambda each: answer(each) if asked_for(each) == "section" else honest_in_chinese(each))
    written = write(store, world("zh"), model)
    assert all(len(by_model(each)) >= 3 for each in sections(written, SectionKind.CLUSTER))
    assert {"number", "gloss"} <= {each.reason for each in written.dropped}
    assert all("9999" not in each.text for section in written.sections for each in section.claims)
    assert '"en"' in model.requests[1].messages[0].text


# Money and trouble


def test_a_budget_that_ends_half_way_leaves_the_rest_as_it_was_and_the_next_day_pays_only_that(store: Store) -> None:
    model = FakeModel(honest)
    settings = {"daily_tokens": 6_000, "concurrency": 1}
    written = write(store, WORLD, model, settings=settings)
    assert store.spent_on(NOON.date())[0] <= 6_000
    n_first = len(model.requests)
    assert 1 < n_first < N_CALLS
    assert written.unwritten is not None
    assert "budget" in written.unwritten
    left = [each for each in sections(written, SectionKind.CLUSTER) if not by_model(each)]
    assert left
    assert all(each in WORLD.sections for each in left)
    assert by_model(cluster(written))
    whole = write(store, WORLD, later := FakeModel(honest))
    assert whole.unwritten is None
    assert len(later.requests) == N_CALLS - n_first
    assert whole.cost_micros == N_CALLS * 700


@pytest.mark.parametrize("trouble", [ModelUnavailable("gone"), ModelRefused("no credit")])
def test_a_model_that_is_lost_leaves_the_whole_skeleton(store: Store, trouble: Exception) -> None:
    written = write(store, WORLD, FakeModel(lambda _: trouble))  # type: ignore[arg-type,return-value]
    assert written.sections == WORLD.sections
    assert (written.model, written.prompt_id, written.cost_micros) == (None, None, 0)
    assert written.unwritten is not None
    assert "6 of 6" in written.unwritten


def test_the_reason_is_told_in_the_briefings_language(store: Store) -> None:
    written = write(store, world("zh"), FakeModel(lambda _: ModelRefused("no credit")))
    assert written.unwritten is not None
    assert "未经模型撰写" in written.unwritten


def test_a_429_loses_nothing(store: Store) -> None:
    n_busy = iter(range(5))

    def answer(request: ChatRequest) -> str | ModelBusy:
        return honest(request) if next(n_busy, None) is None else ModelBusy("slow down", retry_after_s=0.002)

    assert write(store, WORLD, FakeModel(answer)).unwritten is None


def test_outside_the_off_peak_hours_nothing_is_asked_unless_told_so(store: Store) -> None:
    model = FakeModel(honest)
    settings = {"off_peak": Hours(time(16), time(23))}
    written = write(store, WORLD, model, settings=settings)
    assert not model.requests
    assert "hours" in (written.unwritten or "")
    assert write(store, WORLD, model, settings=settings, at_any_hour=True).unwritten is None


def test_a_stop_lets_calls_under_way_end_and_begins_none(store: Store) -> None:
    stop = Stop()

    def answer(request: ChatRequest) -> str:
        if len(model.requests) >= 4:
            stop.set()
        return honest(request)

    model = FakeModel(answer, latency_s=0.005)
    written = write(store, WORLD, model, settings={"concurrency": 1}, stop=stop)
    assert len(model.requests) == 4
    assert "stopped" in (written.unwritten or "")
    assert sum(bool(by_model(each)) for each in written.sections) == 3


def test_calls_that_outlive_the_drain_are_cut_off_and_stay_paid_for(store: Store) -> None:
    model = FakeModel(honest, latency_s=30.0)
    written = write(store, WORLD, model, within_s=0.05)
    assert written.sections == WORLD.sections
    assert "stopped" in (written.unwritten or "")
    assert written.cost_micros > 1_000


def test_where_another_briefing_is_asking_nothing_is(store: Store) -> None:
    @contextmanager
    def held() -> Iterator[bool]:
        yield False

    model = FakeModel(honest)
    written = write(store, WORLD, model, alone=held)
    assert written.sections == WORLD.sections
    assert "another briefing" in (written.unwritten or "")
    assert not model.requests


def test_a_kill_after_any_answer_pays_for_nothing_twice(store: Store) -> None:
    """The answers of a run that died are read from the ledger; only what was never answered is asked."""

    class Killed(BaseException):
        """As a kill: nothing of ours catches it."""

    class Dying(FakeModel):
        async def complete(self, request: ChatRequest, dialect: Dialect) -> Completion:
            if self.requests:
                raise Killed
            return await super().complete(request, dialect)

    for _ in range(N_CALLS - 1):
        with pytest.raises(Killed):
            write(store, WORLD, Dying(honest), settings={"concurrency": 1})
    write(store, WORLD, Dying(honest), settings={"concurrency": 1})
    written = write(store, WORLD, last := FakeModel(honest))
    assert not last.requests
    assert written.unwritten is None
    kinds = {row.kind: row.n_calls - row.n_open for row in store.spend(NOON.date())}
    assert sum(kinds.values()) == N_CALLS


def test_the_verdict_is_kept_with_the_answer(store: Store) -> None:
    write(store, WORLD, FakeModel(on("section", lambda request: reply_to(request, [false_claims(request)["number"]]))))
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT kind, state, reason, paper_id, checks_id FROM calls").all()
    rejected = [row for row in rows if row.state == SummaryState.REJECTED]
    assert {row.reason for row in rejected} == {"number"}
    assert len(rejected) == 10
    assert {row.checks_id for row in rows} == {VERIFY_ID}
    assert {row.paper_id for row in rows} == {None}


def test_a_bug_in_the_model_is_not_hidden(store: Store) -> None:
    def answer(_: ChatRequest) -> str:
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        write(store, WORLD, FakeModel(answer))


def test_few_papers_need_no_outline(store: Store) -> None:
    small = world(papers=[each for each in WORLD.skeleton.papers if each.paper_id.startswith(("coral", "robot"))][:9])
    model = FakeModel(honest)
    written = write(store, World(small.order, small.skeleton, small.sections), model)
    assert all(asked_for(request) != "outline" for request in model.requests)
    assert written.unwritten is None
