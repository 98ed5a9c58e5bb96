"""Where the CPU of a call goes: each part alone over the same papers, the best of some rounds, in ms a call.

Their sum is less than a run takes, which wakes up from waiting for each call. The ledger is taken twice: in three
transactions of its own (`ledger_wall` is their wall time, with the waiting for the disk), and as the pipeline has it at
its worst, where calls come back one by one (`ledger_as_run`): the next is reserved in the transaction that settles
the last one, and what was judged is kept sixteen at once.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
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
from academichub.store import Ledger, Store
from academichub.summary.drafts import SourceText
from academichub.summary.hygiene import read_source
from academichub.summary.judging import CHECKS_ID, Verdict, judge, summary_of
from academichub.summary.prompt import PROMPT_ID, build_request
from academichub.summary.reply import parse_reply
from academichub.summary.tokens import bound_tokens, expected_text_tokens
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
        "estimate": _cpu(lambda one: expected_text_tokens(one.source.plain), works),
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
    """The three transactions of a call, and then all of them as the pipeline makes them; once, since they are not the
    same again."""
    books = _Books(store, datetime.now(UTC), "alone")
    began = time.perf_counter()
    acts = (books.reserve, books.answer, books.keep)
    figures = {f"ledger_{act.__name__}": _cpu(_in_a_transaction(store, act), works, 1) for act in acts}
    wall = round(1000 * (time.perf_counter() - began) / len(works), 3)
    return {**figures, "ledger_wall": wall, "ledger_as_run": _as_run(_Books(store, datetime.now(UTC), "run"), works)}


def _in_a_transaction(store: Store, act: Callable[[Ledger, _Work], None]) -> Callable[[_Work], None]:
    def write(one: _Work) -> None:
        with store.ledger() as ledger:
            act(ledger, one)

    return write


def _as_run(books: _Books, works: Sequence[_Work]) -> float:
    """One transaction a call: the call before is answered, this one is reserved, and sixteen are kept at once."""

    def write(at: int) -> None:
        with books.store.ledger() as ledger:
            if at:
                books.answer(ledger, works[at - 1])
            books.reserve(ledger, works[at])
            for one in works[at - _AT_ONCE : at] if at and at % _AT_ONCE == 0 else ():
                books.keep(ledger, one)

    return _cpu(write, range(len(works)), 1)


@dataclass(frozen=True, slots=True)
class _Books:
    """What is told to the ledger of one call after the other."""

    store: Store
    at: datetime
    name: str
    reserved: dict[str, int] = field(default_factory=dict)

    def reserve(self, ledger: Ledger, one: _Work) -> None:
        call = self._call(one)
        spending = ledger.reserve(call, 4_000, 900, Caps(), self.at)
        assert spending is not None
        self.reserved[call.key] = spending

    def answer(self, ledger: Ledger, one: _Work) -> None:
        key = self._call(one).key
        ledger.answer(self.reserved[key], key, Completion(one.raw), Usage(350, 200), 100, self.at)

    def keep(self, ledger: Ledger, one: _Work) -> None:
        made = [summary_of(one.paper, draft, MODEL, self.at) for draft in one.verdict.valid.values()]
        ledger.judge(self._call(one).key, SummaryState.VALID, None, CHECKS_ID)
        ledger.save_summaries(made, self.at)
        ledger.set_task(SummaryTask(one.paper.paper_id, "zh", one.paper.text_hash, SummaryState.VALID), self.at)

    def _call(self, one: _Work) -> Call:
        paper = one.paper
        key = f"parts:{self.name}:{paper.paper_id}"
        return Call(key, CallKind.SUMMARY, MODEL, _LANGUAGES, paper.paper_id, paper.text_hash, PROMPT_ID)


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
