"""`summarise`, `spend`, and where summaries by a model are read: through the real store, adapter and commands."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from academichub.app import open_hub
from academichub.model import SUMMARY_FIELDS, Caps, Completion, Radar, SummaryState, Usage
from academichub.pipeline.summaries.jobs import Job
from academichub.pipeline.summaries.one import first_call
from academichub.store import Store
from tests.cli.newsroom import DAY, MODEL, Newsroom, paper_id, row
from tests.upstreams.llm import Limit, Outcome
from tests.upstreams.llm_answers import Spoil, good_answer
from tests.web.reading import parse_page, texts, words

TLDR = "作者针对该问题提出一种思路，并说明它确实有所帮助。"
ROW = ["paper_id", "language", "state", "fields", "model", "reason", "tokens_in", "tokens_out", "cost"]


def ask_nothing(newsroom: Newsroom, *command: str) -> None:
    n_before = len(newsroom.endpoint.seen)
    assert newsroom.run(*command).code == 0
    assert len(newsroom.endpoint.seen) == n_before


def test_a_run_says_what_became_of_each_paper_and_a_second_one_asks_nothing(newsroom: Newsroom) -> None:
    newsroom.take_many(5)
    ran = newsroom.run("summarise", "--json")
    assert ran.code == 0, ran.err
    assert all(list(one) == ROW for one in ran.rows)
    assert sorted(one["paper_id"] for one in ran.rows) == [paper_id(n) for n in range(1, 6)]
    assert {(one["language"], one["state"], one["model"], one["reason"]) for one in ran.rows} == {
        ("zh", "valid", MODEL, None)
    }
    assert all(list(one["fields"]) == list(SUMMARY_FIELDS) and one["fields"]["tldr"] == TLDR for one in ran.rows)
    assert {one["cost"] for one in ran.rows} == {None}  # no price is set
    assert len(newsroom.endpoint.calls) == 6  # the trial of the endpoint, and one a paper
    ask_nothing(newsroom, "summarise")
    ask_nothing(newsroom, "summarise", "--day", DAY, "--json")
    ask_nothing(newsroom, "summarise", paper_id(3))


def test_a_dry_run_estimates_and_asks_nothing(newsroom: Newsroom) -> None:
    newsroom.configure(price_in=1.0, price_out=2.0, language="en")
    newsroom.take_many(4)
    (told,) = newsroom.run("summarise", "--dry-run", "--json").rows
    assert (told["papers"], told["calls"], told["done"]) == (4, 4, 0)
    assert told["tokens_in"] > 4 * 100
    assert told["cost"] == pytest.approx((told["tokens_in"] + 2 * told["tokens_out"]) / 1e6, abs=1e-5)
    ran = newsroom.run("summarise", "--dry-run")
    assert "4 papers to summarise" in ran.out
    assert newsroom.endpoint.seen == []
    assert newsroom.select("SELECT count(*) FROM calls") == [(0,)]
    newsroom.summarise(paper_id(1))
    (rest,) = newsroom.run("summarise", "--dry-run", "--json").rows
    assert (rest["calls"], rest["done"]) == (3, 1)


@pytest.mark.parametrize("name", ["2606.90002", "https://arxiv.org/abs/2606.90002v1", "arxiv:2606.90002"])
def test_papers_may_be_named(newsroom: Newsroom, name: str) -> None:
    newsroom.take_many(3)
    assert list(newsroom.summarise(name)) == [(paper_id(2), "zh")]


def test_what_cannot_be_found_is_exit_code_4_and_asks_nothing(newsroom: Newsroom) -> None:
    assert newsroom.run("summarise").code == 4  # no edition at all
    newsroom.take_many(1)
    for named in (("2606.99999",), ("--day", "2026-06-01"), ("--since", "2026-06-17"), (paper_id(1), "nothing")):
        ran = newsroom.run("summarise", *named)
        assert (ran.code, ran.out) == (4, ""), named
        assert ran.err.startswith("academichub: ")
    for wrong in (("--day", "yesterday"), ("--day", DAY, "--since", DAY), ("--language", "xx")):
        assert newsroom.run("summarise", *wrong).code == 2, wrong
    assert newsroom.endpoint.seen == []


def test_both_languages_cost_one_call(newsroom: Newsroom) -> None:
    newsroom.configure(languages=["zh", "en"])
    newsroom.take_many(3)
    rows = newsroom.summarise()
    assert sorted(rows) == sorted((paper_id(n), language) for n in (1, 2, 3) for language in ("zh", "en"))
    assert {one["state"] for one in rows.values()} == {"valid"}
    assert len(newsroom.endpoint.calls) == 4
    paid = sum(one["tokens_in"] + one["tokens_out"] for one in rows.values())
    trial = newsroom.endpoint.calls[0]
    assert paid == newsroom.endpoint.tokens_in + newsroom.endpoint.tokens_out - trial.tokens_in - trial.tokens_out


def test_another_language_is_asked_for_by_itself(newsroom: Newsroom) -> None:
    newsroom.take_many(2)
    newsroom.summarise()
    rows = newsroom.summarise("--language", "en")
    assert {(language, one["state"]) for (_, language), one in rows.items()} == {("en", "valid")}
    assert all(one["fields"]["tldr"].startswith("The authors present") for one in rows.values())


def test_a_chinese_reader_sees_it_and_an_english_one_the_extract(newsroom: Newsroom) -> None:
    newsroom.take_many(2)
    newsroom.summarise()
    digest = newsroom.run("digest", "--language", "zh").out
    assert digest.count(f"TL;DR: {TLDR}") == 2
    assert digest.count(f"由 {MODEL} 于") == 2
    assert TLDR not in newsroom.run("digest", "--language", "en").out
    with newsroom.browser() as browser:
        chinese, english = (parse_page(browser.get(f"/?language={language}")) for language in ("zh", "en"))
        own = parse_page(browser.get(f"/paper/{paper_id(1)}?language=zh"))
    assert texts(chinese, "p", "tldr") == [f"{TLDR} 由 {MODEL} 撰写"] * 2
    assert all(one.endswith("Extract") for one in texts(english, "p", "tldr"))
    folds = [node for node in own.iter("details") if node.get("class") == "basis"]
    assert [words(next(fold.iter("summary"))) for fold in folds] == [f"依据摘要第 {n} 句" for n in range(1, 6)]
    assert "数字、专名和语言已按规则核对" in words(own)


def test_rows_say_by_what_model_when_from_what_and_on_which_sentences(newsroom: Newsroom) -> None:
    newsroom.take_many(1)
    before = datetime.now(UTC)
    newsroom.summarise()
    (shown,) = newsroom.run("show", paper_id(1), "--json").rows
    (listed,) = newsroom.run("list", "--json").rows
    summary = shown["summary"]
    assert listed["summary"] == summary
    assert (summary["origin"], summary["model"], summary["language"]) == ("model", MODEL, "zh")
    assert (summary["basis"], summary["version"]) == ("abstract", 1)
    assert before <= datetime.fromisoformat(summary["made_at"]) <= datetime.now(UTC)
    assert [one["sentences"] for one in summary["fields"].values()] == [[0], [1], [2], [3], [4]]
    assert listed["task"] == {"state": "valid", "reason": None}
    assert MODEL in newsroom.run("show", paper_id(1)).out


def test_a_changed_abstract_gets_a_new_one_and_the_old_stays_in_history(newsroom: Newsroom) -> None:
    newsroom.take_many(2)
    newsroom.summarise()
    changed = {**row(1, "Rivers move sand. We measured how much of the sand the river keeps in its bed."), "day": DAY}
    newsroom.take({**changed, "id": "2606.90001v2"})
    n_before = len(newsroom.endpoint.calls)
    (stale,) = newsroom.run("show", paper_id(1), "--json").rows
    assert stale["summary"] is None or stale["summary"]["origin"] == "extract"
    rows = newsroom.summarise()
    assert [key for key, one in rows.items() if one["state"] == "valid"] == [(paper_id(1), "zh")]
    assert len(newsroom.endpoint.calls) == n_before + 1
    (shown,) = newsroom.run("show", paper_id(1), "--json").rows
    assert (shown["summary"]["version"], len(shown["earlier_summaries"])) == (2, 1)


def test_the_front_of_the_page_is_asked_first(newsroom: Newsroom) -> None:
    newsroom.configure(concurrency=1)
    newsroom.take_many(6)
    with newsroom.browser() as browser:
        page = parse_page(browser.get("/?language=en"))
    order = [words(next(card.iter("h3"))) for card in page.iter("article")]
    newsroom.summarise()
    asked = [call.text.splitlines()[1] for call in newsroom.endpoint.calls[1:]]
    assert [title in heading for title, heading in zip(asked, order, strict=True)] == [True] * 6


def test_what_fails_every_check_keeps_its_extract_and_is_not_paid_for_again(newsroom: Newsroom) -> None:
    newsroom.take_many(1)
    newsroom.run("llm", "check")
    newsroom.endpoint.always = Spoil.NUMBER
    ran = newsroom.run("summarise", "--json")
    assert ran.code == 3
    (one,) = ran.rows
    assert (one["state"], one["fields"], one["model"]) == ("fallback", {}, None)
    assert "73,519.4" in one["reason"]
    n_before = len(newsroom.endpoint.calls)
    assert n_before == 3
    newsroom.run("summarise")
    newsroom.run("summarise", paper_id(1))
    assert len(newsroom.endpoint.calls) == n_before
    (listed,) = newsroom.run("list", "--json").rows
    assert listed["task"]["state"] == "fallback"
    digest = newsroom.run("digest", "--language", "zh").out
    assert "模型撰写的要点未通过核对" in digest
    assert "73,519" not in digest + json.dumps(listed["summary"])


PASSING = (
    Spoil.FENCED,
    Spoil.THINKING,
    Spoil.CUT_SENTENCE,  # Chinese that breaks off is not told from Chinese whose full stop was left out
)


@pytest.mark.parametrize("spoiled", [kind for kind in Spoil if kind not in PASSING])
def test_no_spoiled_answer_is_shown_and_one_question_more_mends_it(newsroom: Newsroom, spoiled: Spoil) -> None:
    newsroom.take_many(1)
    newsroom.run("llm", "check")
    newsroom.endpoint.spoils.append(spoiled)
    (one,) = newsroom.summarise().values()
    assert (one["state"], one["fields"]["tldr"]) == ("valid", TLDR)
    assert len(newsroom.endpoint.calls) == 3


@pytest.mark.parametrize("wrapped", [Spoil.FENCED, Spoil.THINKING])
def test_an_answer_in_wrapping_is_read_at_once(newsroom: Newsroom, wrapped: Spoil) -> None:
    newsroom.take_many(1)
    newsroom.run("llm", "check")
    newsroom.endpoint.spoils.append(wrapped)
    (one,) = newsroom.summarise().values()
    assert one["state"] == "valid"
    assert len(newsroom.endpoint.calls) == 2


def test_spend_adds_up_to_what_the_endpoint_counted(newsroom: Newsroom) -> None:
    newsroom.configure(price_in=3.0, price_out=7.0, price_cached=1.0, concurrency=4, language="en")
    newsroom.take_many(12)
    newsroom.endpoint.spoils.extend([Spoil.NUMBER, Spoil.NOT_JSON])
    newsroom.run("summarise")
    rows = newsroom.run("spend", "--json").rows
    calls = newsroom.endpoint.calls
    assert sum(one["calls"] for one in rows) == len(calls)
    assert sum(one["open"] for one in rows) == 0
    for name in ("tokens_in", "tokens_out", "tokens_cached"):
        assert sum(one[name] for one in rows) == sum(getattr(call, name) for call in calls), name
    money = sum(3 * (c.tokens_in - c.tokens_cached) + 1 * c.tokens_cached + 7 * c.tokens_out for c in calls) / 1e6
    assert sum(one["cost"] for one in rows) == pytest.approx(money, abs=1e-6 * len(calls))
    assert {one["kind"] for one in rows} == {"summary", "check"}
    table = newsroom.run("spend").out
    assert all(f"{one['tokens_in']:,}" in table for one in rows)


def test_a_batch_is_handed_in_once_and_collected_later(newsroom: Newsroom) -> None:
    newsroom.configure(price_in=10.0, price_out=20.0, language="en")
    newsroom.take(row(1), row(2, day="2026-06-15"), row(3, day="2026-06-12"))
    handed = newsroom.run("summarise", "--since", "2026-06-15", "--batch", "--json")
    assert sorted((one["paper_id"], one["state"], one["reason"]) for one in handed.rows) == [
        (paper_id(1), "pending", "batch"),
        (paper_id(2), "pending", "batch"),
    ]
    assert len(newsroom.endpoint.calls) == 1  # the trial
    assert "batch" in newsroom.run("digest", "--language", "en", "--day", DAY).out
    waiting = newsroom.run("summarise", "--since", "2026-06-15", "--json")
    assert {one["state"] for one in waiting.rows} == {"pending"}  # it is being worked on: nothing is asked in person
    collected = newsroom.summarise("--since", "2026-06-15")
    assert {one["state"] for one in collected.values()} == {"valid"}
    assert sum(seen.path == "/v1/batches" for seen in newsroom.endpoint.seen) == 1
    assert sum(seen.path == "/v1/chat/completions" for seen in newsroom.endpoint.seen) == 1
    (summary,) = [one for one in newsroom.run("spend", "--json").rows if one["kind"] == "summary"]
    answered = newsroom.endpoint.calls[1:]
    assert (summary["calls"], summary["tokens_in"]) == (2, sum(call.tokens_in for call in answered))
    whole = sum(10 * call.tokens_in + 20 * call.tokens_out for call in answered) / 1e6
    assert summary["cost"] <= whole


def test_answers_that_nobody_read_are_judged_without_a_call(newsroom: Newsroom) -> None:
    newsroom.take_many(2)
    with newsroom.store() as store:
        leave_raw(store, paper_id(1), newsroom.endpoint.url)
    (one,) = newsroom.summarise(paper_id(1)).values()
    assert (one["state"], one["fields"]["tldr"]) == ("valid", TLDR)
    assert newsroom.endpoint.seen == []
    assert newsroom.select("SELECT state FROM calls") == [("valid",)]


def leave_raw(store: Store, name: str, url: str) -> None:
    """As a process does that is killed between an answer and its reading."""
    found = store.find(name)
    assert found is not None
    paper = store.papers([found])[found]
    call = first_call(Job(paper, ("zh",), ("zh",), paper.text_hash), url, MODEL)
    schema: dict[str, Any] = {"properties": {"zh": {}}}
    body = {
        "messages": [{"role": "user", "content": "1. A sentence."}],
        "response_format": {"type": "json_object", "schema": schema},
    }
    now = datetime.now(UTC)
    with store.ledger() as ledger:
        spending = ledger.reserve(call, 1000, 0, Caps(), now)
        assert spending is not None
        ledger.answer(spending, call.key, Completion(good_answer(body)), Usage(300, 90), 0, now)
    with store.ledger() as ledger:
        assert ledger.calls([call.key])[call.key].state is SummaryState.RAW


def test_the_cap_of_a_day_is_never_passed_and_the_rest_waits(newsroom: Newsroom) -> None:
    cap = 20_000
    newsroom.configure(daily_tokens=cap, concurrency=16, languages=["zh"], language="en")
    newsroom.take_many(40)
    ran = newsroom.run("summarise", "--json")
    assert ran.code == 0  # the owner wished it so
    states = [one["state"] for one in ran.rows]
    assert cap / 2 < used(newsroom) <= cap
    assert 10 <= states.count("valid") < 40
    assert {one["reason"] for one in ran.rows if one["state"] == "pending"} == {"budget"}
    assert states.count("valid") + states.count("pending") == 40
    assert "budget" in ran.err
    digest = newsroom.run("digest", "--language", "zh").out
    assert digest.count("当日预算已用完") == states.count("pending")
    with newsroom.browser() as browser:
        assert "当日预算已用完" in browser.get("/?language=zh").text
    n_before = len(newsroom.endpoint.calls)
    newsroom.run("summarise")
    assert used(newsroom) <= cap
    assert len(newsroom.endpoint.calls) - n_before <= 2  # what was set aside and not used lets one more in
    spend = newsroom.run("spend")
    assert f"{used(newsroom):,} of {cap:,}" in spend.err + spend.out


def used(newsroom: Newsroom) -> int:
    """Tokens by the endpoint's count."""
    return newsroom.endpoint.tokens_in + newsroom.endpoint.tokens_out


def test_a_cap_of_cost_holds_too(newsroom: Newsroom) -> None:
    newsroom.configure(daily_cost=0.02, price_in=1.0, price_out=2.0, concurrency=16)
    newsroom.take_many(40)
    assert newsroom.run("summarise").code == 0
    cost = (newsroom.endpoint.tokens_in + 2 * newsroom.endpoint.tokens_out) / 1e6
    assert 0.01 < cost <= 0.02


def test_a_window_of_requests_is_kept_to(newsroom: Newsroom) -> None:
    newsroom.configure(concurrency=8)
    newsroom.take_many(12)
    newsroom.run("llm", "check")
    newsroom.endpoint.limit = Limit(6, 0.6)
    rows = newsroom.summarise()
    assert {one["state"] for one in rows.values()} == {"valid"}
    answered = newsroom.endpoint.by_text(Outcome.ANSWERED)
    assert set(answered.values()) == {1}
    assert newsroom.endpoint.by_text(Outcome.LIMITED).total() <= 8 * 2  # those under way when a window closed


def test_outside_the_hours_all_wait_unless_told(newsroom: Newsroom) -> None:
    hour = datetime.now(UTC).hour
    newsroom.configure(off_peak=f"{(hour + 2) % 24:02}:00-{(hour + 3) % 24:02}:00")
    newsroom.take_many(2)
    ran = newsroom.run("summarise", "--json")
    assert {(one["state"], one["reason"]) for one in ran.rows} == {("pending", "off-peak")}
    assert newsroom.endpoint.seen == []
    assert {one["state"] for one in newsroom.summarise("--now").values()} == {"valid"}


def test_papers_without_text_are_never_sent(newsroom: Newsroom) -> None:
    newsroom.take({**row(1), "abstract": None}, row(2))
    assert list(newsroom.summarise()) == [(paper_id(2), "zh")]
    assert newsroom.asked_about(row(1)["title"]) == []


def test_what_a_radar_shows_may_be_summarised(newsroom: Newsroom) -> None:
    newsroom.take_many(4)
    newsroom.take(row(9, title="Barchan Dunes on the Move"))
    hub = open_hub(newsroom.settings)
    hub.radars.save(Radar("dunes", include=("barchan",)))
    hub.store.close()
    (told,) = newsroom.run("summarise", "--radar", "Dunes", "--dry-run", "--json").rows
    assert told["papers"] == 1
    assert list(newsroom.summarise("--radar", "dunes")) == [(paper_id(9), "zh")]
    ask_nothing(newsroom, "summarise", "--radar", "dunes", "--since", DAY)
    assert newsroom.run("summarise", "--radar", "nobody").code == 4
    assert newsroom.run("summarise", "--radar", "dunes", paper_id(1)).code == 2
