"""`academichub llm check` through the real adapter: every way an endpoint may want to be asked, and every refusal."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from academichub.cli.model_troubles import trouble_in_words
from academichub.model import ReplyMode
from academichub.publish.wording import wording
from tests.cli.newsroom import MODEL, Newsroom, paper_id, row
from tests.upstreams.llm import FakeEndpoint, Outcome, Unsupported, mode_of
from tests.upstreams.llm_answers import Spoil, good_answer

KEY = "sk-test-5f3e9a0c71d24b68"
MODES = tuple(ReplyMode)


def checked(newsroom: Newsroom, *words: str) -> dict[str, object]:
    """The row of the one model, which works."""
    ran = newsroom.run("llm", "check", "--json", *words)
    assert ran.code == 0, ran.out
    (found,) = ran.rows
    assert found["error"] is None
    return found


def modes_asked(endpoint: FakeEndpoint) -> list[ReplyMode]:
    return [mode_of(call.body) for call in endpoint.calls]


@pytest.mark.parametrize(
    ("mode", "unsupported"),
    [
        *((mode, Unsupported.OPENAI_400) for mode in MODES),
        (ReplyMode.JSON_OBJECT_SCHEMA, Unsupported.LLAMA_500),
        (ReplyMode.JSON_OBJECT, Unsupported.BARE_500),
        (ReplyMode.JSON_OBJECT, Unsupported.IGNORED),
        (ReplyMode.PROMPT, Unsupported.IGNORED),
    ],
)
def test_the_first_rung_that_holds_is_found_stored_and_used(
    newsroom: Newsroom, mode: ReplyMode, unsupported: Unsupported
) -> None:
    newsroom.endpoint.modes = {mode, ReplyMode.PROMPT}
    newsroom.endpoint.unsupported = unsupported
    assert checked(newsroom)["mode"] == mode.value
    above = list(dict.fromkeys(modes_asked(newsroom.endpoint)))
    assert above == list(MODES[: MODES.index(mode) + 1])
    assert newsroom.select("SELECT model, mode FROM endpoints") == [(MODEL, mode.value)]

    newsroom.endpoint.calls.clear()
    newsroom.take_many(2)
    rows = newsroom.summarise()
    assert {one["state"] for one in rows.values()} == {"valid"}
    assert modes_asked(newsroom.endpoint) == [mode, mode]


def test_the_parameters_that_it_knows_are_found_too(newsroom: Newsroom) -> None:
    newsroom.endpoint.limit_names = {"max_completion_tokens"}
    newsroom.endpoint.takes_temperature = False
    assert checked(newsroom)["mode"] == "json_schema"
    newsroom.take_many(1)
    newsroom.summarise()
    last = newsroom.endpoint.calls[-1]
    assert last.outcome is Outcome.ANSWERED
    assert "max_completion_tokens" in last.body
    assert not {"max_tokens", "temperature"} & set(last.body)
    assert newsroom.endpoint.by_text(Outcome.REFUSED).total() == 2


def test_what_it_shows_of_a_model_that_works(newsroom: Newsroom) -> None:
    newsroom.configure(price_in=100.0, price_out=1000.0, language="en")
    found = checked(newsroom, "--language", "en")
    (call,) = newsroom.endpoint.calls
    assert (found["tokens_in"], found["tokens_out"]) == (call.tokens_in, call.tokens_out)
    assert found["cost"] == pytest.approx((call.tokens_in * 100 + call.tokens_out * 1000) / 1e6, abs=2e-6)
    assert list(found) == [
        *("model", "base_url", "mode", "seconds", "tokens_in", "tokens_out", "cost", "fields", "problems", "error")
    ]
    assert found["problems"] == []
    ran = newsroom.run("llm", "check", "--language", "en")
    assert ran.code == 0
    assert MODEL in ran.out
    assert "json_schema" in ran.out
    assert "for one paper" in ran.out
    assert newsroom.run("spend", "--json").rows[0]["kind"] == "check"


def test_a_trial_summary_that_fails_a_check_is_said_to(newsroom: Newsroom) -> None:
    newsroom.endpoint.always = Spoil.NUMBER
    found = checked(newsroom)
    assert "73,519.4" in str(found["problems"])
    assert found["fields"] == {}


def test_a_rung_that_stops_holding_is_found_anew(newsroom: Newsroom) -> None:
    newsroom.take_many(3)
    checked(newsroom)
    newsroom.endpoint.modes = {ReplyMode.JSON_OBJECT}
    rows = newsroom.summarise()
    assert {one["state"] for one in rows.values()} == {"valid"}
    assert newsroom.select("SELECT mode FROM endpoints") == [("json_object",)]


@dataclass(frozen=True)
class Trouble:
    """What is wrong with an endpoint, and words of the message that tell the owner what to do."""

    make: Callable[[FakeEndpoint], object]
    words: tuple[str, ...]


def other_key(endpoint: FakeEndpoint) -> None:
    endpoint.key = "sk-another"


def other_model(endpoint: FakeEndpoint) -> None:
    endpoint.model = "another"


def no_mode(endpoint: FakeEndpoint) -> None:
    endpoint.modes = set()


TROUBLES = {
    "wrong key": Trouble(other_key, ("401", "key")),
    "unknown model": Trouble(other_model, ("404", MODEL)),
    "no credit, as OpenAI says it": Trouble(lambda endpoint: endpoint.no_credit(429), ("quota",)),
    "no credit, as DeepSeek says it": Trouble(lambda endpoint: endpoint.no_credit(402), ("no credit",)),
    "answers in prose whatever is asked": Trouble(no_mode, ("form",)),
}


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES.keys())
def test_what_is_wrong_is_said_with_exit_code_3_and_without_the_key(
    newsroom: Newsroom, trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACADEMICHUB_LLM_API_KEY", KEY)
    trouble.make(newsroom.endpoint)
    newsroom.configure(language="en")
    newsroom.take_many(3)
    check, told = newsroom.run("llm", "check"), newsroom.run("llm", "check", "--json")
    n_before = len(newsroom.endpoint.seen)
    summarised = newsroom.run("summarise")
    assert [check.code, told.code, summarised.code] == [3, 3, 3]
    assert len(newsroom.endpoint.seen) - n_before <= len(MODES)  # the first refusal stops the run
    assert newsroom.select("SELECT DISTINCT state, reason FROM summary_tasks") == [("pending", "refused")]
    for said in (check.out, json.dumps(told.rows), summarised.err):
        assert all(word in said for word in trouble.words), said
    for ran in (check, told, summarised, newsroom.run("llm", "check", "--debug")):
        assert KEY not in ran.out + ran.err
    assert any(seen.headers["authorization"] == f"Bearer {KEY}" for seen in newsroom.endpoint.seen)


def test_nobody_listening_is_said_with_exit_code_3(newsroom: Newsroom) -> None:
    newsroom.configure(language="en")
    with newsroom.endpoint.refusing():
        ran = newsroom.run("llm", "check")
    assert ran.code == 3
    assert MODEL in ran.out
    assert "no connection could be made" in ran.out
    in_chinese = trouble_in_words(ran.out.strip().partition(": ")[2], wording("zh"))
    assert in_chinese.startswith(f"{MODEL}（{newsroom.endpoint.url}）没有给出回答：127.0.0.1")
    assert "无法连接" in in_chinese
    assert newsroom.select("SELECT count(*) FROM endpoints") == [(0,)]
    assert newsroom.run("spend", "--json").rows == []  # nothing was sent, so nothing is owed


def test_each_model_is_checked_by_itself(newsroom: Newsroom) -> None:
    newsroom.endpoint.model = MODEL
    better = f'[[llm.better]]\nbase_url = "{newsroom.endpoint.url}"\nmodel = "m-2"'
    newsroom.configure(better)
    ran = newsroom.run("llm", "check", "--json")
    assert ran.code == 3
    first, second = ran.rows
    assert (first["error"], second["model"]) == (None, "m-2")
    assert "404" in second["error"]
    newsroom.take_many(1)
    (one,) = newsroom.summarise().values()
    assert (one["state"], one["model"]) == ("valid", MODEL)


def test_the_better_model_gets_what_fails_the_checks(newsroom: Newsroom) -> None:
    newsroom.configure(f'[[llm.better]]\nbase_url = "{newsroom.endpoint.url}"\nmodel = "m-2"')
    newsroom.run("llm", "check")
    newsroom.endpoint.calls.clear()
    newsroom.endpoint.spoils.extend([Spoil.NUMBER, Spoil.NUMBER])
    newsroom.take(row(1))
    (one,) = newsroom.summarise().values()
    assert (one["state"], one["model"]) == ("valid", "m-2")
    assert [call.body["model"] for call in newsroom.endpoint.calls] == [MODEL, MODEL, "m-2"]
    assert "73,519.4" in newsroom.endpoint.calls[1].text
    (shown,) = newsroom.run("show", paper_id(1), "--json").rows
    assert shown["summary"]["model"] == "m-2"


def test_no_model_is_told_with_what_to_do(newsroom: Newsroom) -> None:
    newsroom.shell.write_settings('language = "en"\n')
    for command in (("llm", "check"), ("summarise",), ("summarise", "--dry-run")):
        newsroom.take_many(1)
        ran = newsroom.run(*command)
        assert ran.code == 2
        assert "[llm]" in ran.err
        assert "hub.toml" in ran.err
    assert newsroom.endpoint.seen == []


@pytest.mark.parametrize("by_file", [False, True], ids=["environment", "file"])
def test_the_key_goes_to_the_endpoint_and_nowhere_else(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, by_file: bool
) -> None:
    path = newsroom.shell.home.parent / "llm.key"
    if by_file:
        path.write_text(KEY, encoding="utf-8")
        path.chmod(0o600)
        newsroom.configure(api_key_file=str(path))
    else:
        monkeypatch.setenv("ACADEMICHUB_LLM_API_KEY", KEY)
    newsroom.endpoint.key = KEY
    newsroom.take_many(2)
    commands = (
        *(("llm", "check"), ("summarise", "--json"), ("settings",), ("settings", "--json"), ("spend", "--json")),
        *(("list", "--json"), ("show", paper_id(1), "--json"), ("digest",), ("status", "--json")),
        ("llm", "check", "--debug", "--json"),
    )
    ran = [newsroom.run(*command) for command in commands]
    assert {one.code for one in ran} == {0}
    assert KEY not in "".join(one.out + one.err for one in ran)
    with newsroom.browser() as browser:
        for address in ("/", "/status", f"/paper/{paper_id(1)}"):
            assert KEY not in browser.get(address).text
    assert_not_stored(newsroom.shell.home)
    assert {seen.headers.get("authorization") for seen in newsroom.endpoint.seen} == {f"Bearer {KEY}"}
    assert all(KEY.encode() not in seen.body for seen in newsroom.endpoint.seen)


def test_a_traceback_does_not_hold_the_key(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACADEMICHUB_LLM_API_KEY", KEY)
    with newsroom.begin("summarise", "no-such-paper", "--debug") as process:
        traceback = "".join(process.communicate(timeout=30))
    assert "Traceback" in traceback
    assert KEY not in traceback


def assert_not_stored(home: Path) -> None:
    files = [path for path in home.rglob("*") if path.is_file()]
    assert any(path.name == "hub.db" for path in files)
    assert [path.name for path in files if KEY.encode() in path.read_bytes()] == []


IN_CHINESE = {
    "wrong key": (other_key, "拒绝请求：127.0.0.1", "不接受密钥"),
    "unknown model": (other_model, "拒绝请求", "没有名为"),
    "no credit": (lambda endpoint: endpoint.no_credit(402), "拒绝请求", "余额已用完"),
    "prose": (lambda endpoint: setattr(endpoint, "always", Spoil.REFUSAL), "不能使用", "不是所要求的格式"),
    "no way of asking": (no_mode, "拒绝请求", "返回 400，拒绝该请求"),
}


@pytest.mark.parametrize(("make", "first", "second"), IN_CHINESE.values(), ids=IN_CHINESE.keys())
def test_a_reader_of_chinese_is_told_in_chinese(
    newsroom: Newsroom, make: Callable[[FakeEndpoint], object], first: str, second: str
) -> None:
    make(newsroom.endpoint)
    newsroom.configure(language="zh")
    newsroom.take_many(2)
    for said in (newsroom.run("llm", "check").out, newsroom.run("summarise").err):
        assert first in said
        assert second in said
        for english in ("refuses", "does not accept", "it knows no model", "no credit left", "in the form"):
            assert english not in said


def test_a_model_that_thinks_is_told_apart(newsroom: Newsroom) -> None:
    newsroom.endpoint.answer = lambda body: good_answer(body) if body["max_tokens"] > 2000 else " " * 10_000
    newsroom.configure(language="en")
    ran, told = newsroom.run("llm", "check"), newsroom.run("llm", "check", "--json", "--language", "en")
    assert (ran.code, told.code) == (3, 3)
    assert "cannot be used: its answer was cut off at 700 tokens: it thinks before it answers; choose" in ran.out
    assert "it thinks before it answers" in told.rows[0]["error"]
    assert newsroom.select("SELECT count(*) FROM endpoints") == [(0,)]
    newsroom.configure(language="zh")
    assert "先思考再作答" in newsroom.run("llm", "check").out


def test_a_key_in_an_answer_is_shown_nowhere(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACADEMICHUB_LLM_API_KEY", KEY)
    newsroom.endpoint.answer = lambda body: good_answer(body).replace('"text": "', f'"text": "{KEY} ')
    newsroom.take_many(1)
    commands = (("llm", "check"), ("llm", "check", "--json"), ("summarise", "--json"), ("digest",))
    for ran in [newsroom.run(*command) for command in commands]:
        assert KEY not in ran.out + ran.err
    assert_not_stored(newsroom.shell.home)


def test_every_trouble_known_has_the_words_of_its_sentence() -> None:
    said = f"{MODEL} at http://h:1/v1 refuses: h:1 answered 401: it does not accept the key (X, or y): 'No.'"
    in_english = trouble_in_words(said, wording("en"))
    assert in_english == said.replace("(X, or y)", "(ACADEMICHUB_LLM_API_KEY, or api_key_file)")
    assert "'No.'" in trouble_in_words(said, wording("zh"))
    assert trouble_in_words("the moon is down", wording("zh")) == "the moon is down"
