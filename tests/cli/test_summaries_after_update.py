"""`update` and `up --once` with a model: the edition first, then the models, and Chinese summaries to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from academichub.model import Kind
from tests.cli.newsroom import MODEL, Newsroom
from tests.cli.running import Shell
from tests.upstreams.arxiv import FakeArxiv
from tests.upstreams.calendar import announces, previous_day
from tests.upstreams.history import make_history
from tests.upstreams.llm import FakeEndpoint, Luck, Outcome
from tests.upstreams.llm_answers import good_answer
from tests.web.reading import parse_page, texts

PER_DAY = 36
TLDR = "作者针对该问题提出一种思路，并说明它确实有所帮助。"


@dataclass
class World:
    """A fake arXiv of today beside the newsroom. `seen_first` is what was there when the model was asked first."""

    newsroom: Newsroom
    arxiv: FakeArxiv
    seen_first: dict[str, Any] = field(default_factory=dict)

    @property
    def day(self) -> date:
        return self.arxiv.feed_day

    def configure(self, **llm: Any) -> None:
        self.newsroom.configure(**llm)
        path = self.newsroom.shell.home / "hub.toml"
        own = f'rss_url = "{self.arxiv.base}/rss"\noai_url = "{self.arxiv.base}/oai"\n'
        fetch = f'[fetch]\nallow_hosts = ["{self.arxiv.host}"]\n'
        path.write_text(path.read_text().replace("[llm]", f"{own}{fetch}[llm]"), encoding="utf-8")

    def answer(self, body: Mapping[str, Any]) -> str:
        """The good answer; the first time, it looks around."""
        if not self.seen_first:
            newsroom = self.newsroom
            files = {path.name: path.read_text("utf-8") for path in newsroom.shell.home.glob("editions/*.md")}
            n_papers = newsroom.select("SELECT count(*) FROM papers")[0][0]
            n_extracts = newsroom.select("SELECT count(*) FROM summaries")[0][0]
            self.seen_first = {"files": files, "papers": n_papers, "extracts": n_extracts}
        return good_answer(body)


@pytest.fixture
def world(shell: Shell) -> Iterator[World]:
    now = datetime.now(UTC)
    weekday = now.date() if announces(now.date()) else previous_day(now.date())
    history = make_history(weekday - timedelta(days=4), now.date(), per_day=PER_DAY)
    at = datetime(weekday.year, weekday.month, weekday.day, 16, tzinfo=UTC)
    with ExitStack() as stack:
        arxiv = stack.enter_context(FakeArxiv(history, at))
        endpoint = stack.enter_context(FakeEndpoint())
        made = World(Newsroom(shell, endpoint), arxiv)
        endpoint.answer = made.answer
        made.configure()
        yield made


def test_an_update_ends_with_chinese_summaries_of_what_it_brought(world: World) -> None:
    newsroom = world.newsroom
    ran = newsroom.run("update", "--json")
    assert ran.code == 0, ran.err
    (told,) = ran.rows
    listed = newsroom.run("list", "--day", world.day.isoformat(), "--json").rows
    n_whole = sum(one["abstract"] is not None and one["kind"] != Kind.WITHDRAWN.value for one in listed)
    assert told["summaries"]["valid"] == n_whole > 5
    assert told["summaries"]["pending"] == told["summaries"]["fallback"] == 0
    assert told["summaries"]["calls"] == len(newsroom.endpoint.calls) == n_whole + 1
    digest = newsroom.run("digest", "--day", world.day.isoformat(), "--language", "zh").out
    assert digest.count(f"TL;DR: {TLDR}") == n_whole
    assert f"{MODEL} 撰写 {n_whole} 篇" in digest
    with newsroom.browser() as browser:
        page = parse_page(browser.get(f"/edition/{world.day}?language=zh"))
    assert texts(page, "p", "tldr").count(f"{TLDR} 由 {MODEL} 撰写") == n_whole


def test_the_papers_are_stored_with_extracts_before_a_model_is_asked(world: World) -> None:
    world.newsroom.run("update")
    assert world.seen_first["papers"] == world.newsroom.select("SELECT count(*) FROM papers")[0][0] > 0
    assert world.seen_first["extracts"] == world.seen_first["papers"]


def test_the_edition_is_published_before_a_model_is_asked_and_again_afterwards(world: World) -> None:
    ran = world.newsroom.run("up", "--once")
    assert ran.code == 0, ran.err
    ((name, first),) = world.seen_first["files"].items()
    assert name == f"{world.day}.zh.md"
    assert TLDR not in first
    assert "原文摘录" in first
    assert TLDR in (world.newsroom.shell.home / "editions" / name).read_text("utf-8")


def test_the_next_update_summarises_only_what_it_brings_and_what_waits(world: World) -> None:
    newsroom = world.newsroom
    newsroom.endpoint.no_credit()
    first = newsroom.run("update", "--json")
    assert first.code == 3
    waiting = first.rows[0]["summaries"]["pending"]
    assert waiting > 0
    assert newsroom.endpoint.by_text(Outcome.ANSWERED).total() == 0
    newsroom.endpoint.refusal = None
    second = newsroom.run("update", "--json")
    assert second.code == 0, second.err
    assert second.rows[0]["sources"][0]["state"] == "unchanged"
    assert second.rows[0]["summaries"]["valid"] == waiting
    assert set(newsroom.endpoint.by_text(Outcome.ANSWERED).values()) == {1}


def test_bad_weather_keeps_no_edition_back_and_pays_for_no_paper_twice(world: World) -> None:
    newsroom = world.newsroom
    world.configure(timeout_s=1, concurrency=4)
    newsroom.run("llm", "check")
    world.seen_first.clear()
    newsroom.endpoint.luck = Luck(fails=0.3, hangs=0.05, cuts=0.1, limits=0.05, seed=5)
    newsroom.run("up", "--once")
    assert len(world.seen_first["files"]) == 1
    newsroom.endpoint.luck = Luck()
    assert newsroom.run("summarise").code == 0
    answered = newsroom.endpoint.by_text(Outcome.ANSWERED)
    assert {n for text, n in answered.items() if "Swift" not in text} == {1}
    rows = newsroom.run("list", "--day", world.day.isoformat(), "--json").rows
    assert {one["task"]["state"] for one in rows if one["task"]} == {"valid"}
