"""Where the CPU of a call goes: each part alone over the same papers, the best of some rounds, in ms a call.

Their sum is less than a run takes, which wakes up from waiting for each call. The ledger is taken in three transactions
of its own, though the pipeline may put two into one; `ledger_wall` is their wall time, with the waiting for the disk.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from academichub.adapters.llm import open_models
from academichub.adapters.llm.asking import render_body
from academichub.app import Hub
from academichub.model import (
    Call,
    CallKind,
    Caps,
    ChatRequest,
    Completion,
    Dialect,
    Finish,
    Paper,
    SummaryState,
    SummaryTask,
    Usage,
)
from academichub.store import Store
from academichub.summary.drafts import SourceText
from academichub.summary.hygiene import read_source
from academichub.summary.judging import CHECKS_ID, Verdict, judge, summary_of
from academichub.summary.prompt import PROMPT_ID, build_request
from academichub.summary.reply import parse_reply
from academichub.summary.tokens import bound_tokens, expected_tokens
from bench.llm.endpoint import answer_text
from bench.llm.homes import MODEL

__all__ = ["measure_parts"]

_ROUNDS = 5
_AT_ONCE = 16
_LANGUAGES = ("zh",)

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Work:
    """One paper with all that a run makes of it."""

    paper: Paper
    source: SourceText
    request: ChatRequest
    raw: str
    verdict: Verdict


def measure_parts(hub: Hub, papers: Sequence[Paper], url: str) -> dict[str, float]:
    """CPU in ms a call. `url` is an endpoint that answers at once; the hub's store is written to."""
    works = [_work(paper) for paper in papers]
    return {**_pure(works), **_ledger(hub.store, works), **asyncio.run(_adapter(hub, works, url))}


def _work(paper: Paper) -> _Work:
    source = _source(paper)
    request = build_request(source, _LANGUAGES)
    raw = answer_text(render_body(MODEL, request, Dialect()))
    return _Work(paper, source, request, raw, judge(raw, Finish.STOP, source, _LANGUAGES))


def _source(paper: Paper) -> SourceText:
    return read_source(paper.title.plain, paper.abstract.plain if paper.abstract else "")


def _pure(works: Sequence[_Work]) -> dict[str, float]:
    return {
        "source": _cpu(lambda one: _source(one.paper), works),
        "prompt": _cpu(lambda one: build_request(one.source, _LANGUAGES), works),
        "estimate": _cpu(lambda one: expected_tokens(one.request), works),
        "bound": _cpu(lambda one: bound_tokens(one.request), works),
        "reply": _cpu(lambda one: parse_reply(one.raw, _LANGUAGES, len(one.source.sentences)), works),
        "judge_with_reply": _cpu(lambda one: judge(one.raw, Finish.STOP, one.source, _LANGUAGES), works),
    }


def _cpu(part: Callable[[T], object], works: Iterable[T], rounds: int = _ROUNDS) -> float:
    """CPU in ms for one of them: the best of the rounds, since others on the machine slow every core."""
    chosen = list(works)
    best = min(_seconds(lambda: [part(one) for one in chosen]) for _ in range(rounds))
    return round(1000 * best / len(chosen), 3)


def _seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def _ledger(store: Store, works: Sequence[_Work]) -> dict[str, float]:
    """The three transactions of a call, as the pipeline makes them; once, since they are not the same again."""
    at = datetime.now(UTC)
    reserved: dict[str, int] = {}
    calls = {_call(one).key: one for one in works}

    def reserve(one: _Work) -> None:
        with store.ledger() as ledger:
            spending = ledger.reserve(_call(one), 4_000, 900, Caps(), at)
        assert spending is not None
        reserved[_call(one).key] = spending

    def answer(one: _Work) -> None:
        key = _call(one).key
        with store.ledger() as ledger:
            ledger.answer(reserved[key], key, Completion(one.raw), Usage(350, 200), 100, at)

    def keep(one: _Work) -> None:
        made = [summary_of(one.paper, draft, MODEL, at) for draft in one.verdict.valid.values()]
        task = SummaryTask(one.paper.paper_id, "zh", one.paper.text_hash, SummaryState.VALID)
        with store.ledger() as ledger:
            ledger.judge(_call(one).key, SummaryState.VALID, None, CHECKS_ID)
            ledger.save_summaries(made, at)
            ledger.set_task(task, at)

    began = time.perf_counter()
    figures = {name: _cpu(act, calls.values(), 1) for name, act in _named(reserve, answer, keep).items()}
    wall = round(1000 * (time.perf_counter() - began) / len(works), 3)
    return {**figures, "ledger_wall": wall}


def _named(*acts: Callable[[_Work], None]) -> Mapping[str, Callable[[_Work], None]]:
    return {f"ledger_{act.__name__}": act for act in acts}


def _call(one: _Work) -> Call:
    paper = one.paper
    return Call(
        f"parts:{paper.paper_id}", CallKind.SUMMARY, MODEL, _LANGUAGES, paper.paper_id, paper.text_hash, PROMPT_ID
    )


async def _adapter(hub: Hub, works: Sequence[_Work], url: str) -> dict[str, float]:
    """The client alone, sixteen calls at once."""
    assert hub.settings.llm is not None
    async with open_models(hub.settings.llm.models, "bench") as (model,):
        began = time.process_time()
        waiting = iter(works)

        async def ask() -> None:
            for one in waiting:
                await model.complete(one.request, Dialect())

        await asyncio.gather(*(ask() for _ in range(_AT_ONCE)))
        seconds = time.process_time() - began
    return {"adapter": round(1000 * seconds / len(works), 3)}
