"""Papers in a store, settings and answers for the tests of runs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from academichub.model import (
    ChatRequest,
    Dialect,
    PaperId,
    SummaryEstimate,
    SummaryOrder,
    SummaryOutcome,
    SummaryReport,
)
from academichub.pipeline.summaries import Office, Stop, summarise
from academichub.pipeline.summaries.flow import Pauses
from academichub.pipeline.summaries.office import Pace
from academichub.settings import LlmSettings, ModelSettings
from academichub.store import Store
from tests.fakes import FakeModel
from tests.samples import DAY, NOON
from tests.store.cards import paper_of, save_papers

__all__ = ["ABSTRACT", "ORDER", "QUICK", "Watcher", "good", "ids", "office_of", "run", "store_papers"]

ABSTRACT = (
    "River deltas lose land when dams hold back their sand. However, existing budgets ignore the finest grains. "
    "We propose SiltNet, a model that follows every grain size from source to sea. It predicts delta growth with an "
    "error of 3%, half that of the best earlier model. These results suggest that fine sediment decides."
)
ORDER = SummaryOrder(days=(DAY,))
QUICK = Pace(Pauses(busy_s=0.01, open_s=(0.02, 0.02)), backoff_s=0.002, drain_s=0.2)
"""Waits that a test can wait for."""

WORDS = {
    "zh": (
        "作者提出一种模型，用来追踪泥沙的去向。",
        "已有的收支估算忽略了最细的颗粒。",
        "该模型从源头到入海口跟踪各种粒径。",
        "它对三角洲生长的预测误差为 3%。",
        "结果表明细颗粒泥沙起着决定作用。",
    ),
    "en": (
        "SiltNet, a model that follows every grain size, predicts how deltas grow.",
        "Existing budgets ignore the finest grains of the sediment.",
        "The model follows every grain size from source to sea.",
        "It predicts delta growth with an error of 3%.",
        "The results suggest that fine sediment decides.",
    ),
}


def good(request: ChatRequest, **changed: str) -> str:
    """An answer that passes, in all languages asked; `changed` puts other words into fields of the first."""
    names = ("tldr", "motivation", "method", "result", "conclusion")
    asked = list(request.schema["properties"])  # type: ignore[call-overload]  # it is a mapping
    reply = {
        language: {
            name: {"text": text, "from": [place + 1]}
            for place, (name, text) in enumerate(zip(names, WORDS[language], strict=True))
        }
        for language in asked
    }
    for name, text in changed.items():
        reply[asked[0]][name]["text"] = text
    return json.dumps(reply, ensure_ascii=False)


def store_papers(store: Store, n: int) -> None:
    save_papers(store, [paper_of(number, ABSTRACT) for number in range(1, n + 1)])


def ids(*numbers: int) -> tuple[PaperId, ...]:
    return tuple(PaperId(f"arxiv:2606.{90000 + number}") for number in numbers)


def office_of(
    store: Store,
    *models: FakeModel,
    languages: tuple[str, ...] = ("zh",),
    clock: Callable[[], datetime] = lambda: NOON,
    **changes: object,
) -> Office:
    """Settings with the models at a price of 1 in and 2 out for a million tokens."""
    named = tuple(ModelSettings("http://127.0.0.1:9/v1", model.name, None, 1.0, 2.0) for model in models)
    for model in models:
        with store.ledger() as ledger:
            ledger.save_dialect("http://127.0.0.1:9/v1", model.name, Dialect(), NOON)
    settings = replace(LlmSettings(named, languages), **changes)  # type: ignore[arg-type]  # tests name the fields
    return Office(store, settings, languages, clock)


class Watcher:
    """ports.SummaryProgress that remembers."""

    def __init__(self) -> None:
        self.estimates: list[SummaryEstimate] = []
        self.outcomes: list[SummaryOutcome] = []

    def planned(self, estimate: SummaryEstimate) -> None:
        self.estimates.append(estimate)

    def advanced(self, outcome: SummaryOutcome, cost_micros: int) -> None:
        self.outcomes.append(outcome)


def run(
    office: Office,
    models: Sequence[FakeModel],
    order: SummaryOrder = ORDER,
    *,
    stop: Stop | None = None,
    watcher: Watcher | None = None,
    within_s: float | None = None,
    pace: Pace = QUICK,
) -> SummaryReport:
    """One whole run."""
    return asyncio.run(
        summarise(office, models, order, watcher or Watcher(), stop or Stop(), within_s=within_s, pace=pace)
    )
