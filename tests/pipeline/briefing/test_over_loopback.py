"""Briefings over HTTP with a fake endpoint: the dialect is found out, bad weather borne, a kill costs nothing."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Mapping
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from academichub.adapters.llm import open_models
from academichub.model import CallKind, ChatRequest, Message, ReplyMode, Written
from academichub.pipeline.briefing.writing import ModelWriter
from academichub.pipeline.summaries import Office
from academichub.settings import LlmSettings, ModelSettings
from academichub.store import Store
from tests.pipeline.briefing.made import World, honest, world
from tests.pipeline.summaries.made import QUICK
from tests.samples import NOON
from tests.upstreams.llm import FakeEndpoint, Luck, Outcome
from tests.upstreams.llm_answers import good_answer
from tests.upstreams.server import Fault

WORLD = world()
N_CALLS = 8


def answer(body: Mapping[str, Any]) -> str:
    """The trial paper's summary, or a part of a briefing."""
    messages = tuple(Message(each["role"], each["content"]) for each in body["messages"])
    if messages[0].text.startswith("Summarise"):
        return good_answer(body)
    return honest(ChatRequest(messages, "claims", {}, 100))


@pytest.fixture
def endpoint() -> Iterator[FakeEndpoint]:
    with FakeEndpoint(answer) as running:
        yield running


def write(store: Store, url: str, made: World = WORLD, concurrency: int = 4) -> Written:
    settings = LlmSettings(
        (ModelSettings(url, "m-1", price_in=1.0, price_out=2.0, timeout_s=20.0),), ("en",), concurrency
    )
    office = Office(store, settings, ("en",), lambda: NOON)
    writer = ModelWriter(office, partial(open_models, settings.models, "test"), pace=QUICK)
    return writer.write(made.order, made.skeleton, made.sections, lambda *_: None)


@pytest.mark.parametrize("mode", [ReplyMode.JSON_SCHEMA, ReplyMode.TOOL, ReplyMode.PROMPT])
def test_any_dialect_gives_the_same_briefing(store: Store, endpoint: FakeEndpoint, mode: ReplyMode) -> None:
    endpoint.modes = {mode, ReplyMode.PROMPT}
    written = write(store, endpoint.url)
    assert written.unwritten is None
    assert not written.dropped
    assert not any(section.fell_back for section in written.sections)
    dialect = store.dialect(endpoint.url, "m-1")
    assert dialect is not None
    assert dialect.mode is mode
    n_asked = len(endpoint.calls)
    assert write(store, endpoint.url) == written
    assert len(endpoint.calls) == n_asked


def test_bad_weather_repeats_no_answer(store: Store, endpoint: FakeEndpoint) -> None:
    assert write(store, endpoint.url, world(question="Does a tactile sensor help?")).unwritten is None
    endpoint.calls.clear()
    endpoint.luck = Luck(fails=0.3, limits=0.2, seed=3)
    made = world("en", [each for each in WORLD.skeleton.papers if not each.paper_id.endswith("3")])
    for _ in range(4):
        written = write(store, endpoint.url, made)
    assert written.unwritten is None
    assert set(endpoint.by_text(Outcome.ANSWERED).values()) == {1}


def _written_in_child(path: Path, url: str) -> None:
    store = Store.open(path)
    write(store, url, concurrency=1)
    os._exit(0)


def test_a_killed_process_has_its_answers_used_by_the_next(tmp_path: Path, endpoint: FakeEndpoint) -> None:
    path = tmp_path / "hub.db"
    first = Store.open(path)
    first.close()
    n_done = 1 + 4  # the trial, the outline, three sections
    endpoint.script(*[Fault(delay_s=0.001)] * n_done, Fault(delay_s=30.0))
    child = get_context("fork").Process(target=_written_in_child, args=(path, endpoint.url))
    child.start()
    end = time.monotonic() + 60
    while not (len(endpoint.calls) > n_done and endpoint.n_under_way == 1) and time.monotonic() < end:
        time.sleep(0.01)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    assert child.exitcode == -signal.SIGKILL
    store = Store.open(path)
    written = write(store, endpoint.url)
    assert written.unwritten is None
    asked = endpoint.by_text()
    assert sorted(asked.values()) == [1] * N_CALLS + [2]  # the trial and eight questions, one of them under way
    rows = [row for row in store.spend(NOON.date()) if row.kind is not CallKind.CHECK]
    assert sum(row.n_open for row in rows) == 1
    assert sum(row.n_calls for row in rows) == N_CALLS + 1
    store.close()
