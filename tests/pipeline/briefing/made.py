"""A skeleton, its sections, and models that answer the questions of a briefing, for the tests of writing."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from academichub.brief.question.nearest import bearing_on
from academichub.brief.question.section import question_section
from academichub.brief.skeleton.building import build_skeleton
from academichub.brief.skeleton.sections import sections_of
from academichub.model import (
    Bridge,
    BriefOrder,
    BriefPaper,
    BriefStage,
    ChatRequest,
    FieldId,
    Section,
    Skeleton,
    Written,
)
from academichub.pipeline.briefing.writing import ModelWriter
from academichub.pipeline.summaries import Office, Stop
from academichub.store import Store
from tests.brief.invented import history, order, week
from tests.fakes import FakeModel
from tests.pipeline.summaries.made import QUICK, office_of

__all__ = [
    "Told",
    "World",
    "asked_for",
    "claim",
    "honest",
    "honest_in_chinese",
    "reply_to",
    "sentences_in",
    "world",
    "write",
]

_LINE = re.compile(r"^\[(k[0-9a-f]+\.s\d+)\] (.*)$", re.MULTILINE)
_CLAIM = re.compile(r"^\[(v\d+)\] (.*)$", re.MULTILINE)
_CARD = re.compile(r"^\[(c\d+|bridges)\] (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class World:
    order: BriefOrder
    skeleton: Skeleton
    sections: tuple[Section, ...]


def world(language: str = "en", papers: Sequence[BriefPaper] | None = None, question: str | None = None) -> World:
    """Five clusters of five papers and a bridge, in whatever language."""
    asked = order(language, question=question)
    skeleton = _invented() if papers is None else _skeleton(papers)
    first, *others = sections_of(asked, skeleton)
    answer = [question_section(asked, bearing_on(question, skeleton.papers))] if question else []
    return World(asked, skeleton, (first, *answer, *others))


@cache
def _invented() -> Skeleton:
    return _skeleton(week(5))


def _skeleton(papers: Sequence[BriefPaper]) -> Skeleton:
    """It depends on neither language nor question."""
    skeleton = build_skeleton(order(), papers, history(2, 2))
    return skeleton if skeleton.bridges else replace(skeleton, bridges=(_bridge(skeleton),))


def _bridge(skeleton: Skeleton) -> Bridge:
    first, second = (each.representatives[0] for each in skeleton.clusters[:2])
    return Bridge((first, second), (FieldId("biology"), FieldId("economics")), 0.5, 0.9, ("survey",))


def asked_for(request: ChatRequest) -> str:
    """outline, section, bridges, question, summary."""
    system = request.messages[0].text
    openings = {
        "You plan": "outline",
        "You write one section": "section",
        "You write in": "bridges",
        "You answer": "question",
        "You write the summary": "summary",
    }
    return next(kind for opening, kind in openings.items() if system.startswith(opening))


def sentences_in(request: ChatRequest) -> list[tuple[str, str]]:
    """(id, sentence) of all that the question shows."""
    return [(match[1], match[2]) for match in _LINE.finditer(request.messages[1].text)]


def claim(text: str, *cites: tuple[str, str], **more: object) -> dict[str, Any]:
    return {**more, "text": text, "cites": [{"id": name, "quote": quote} for name, quote in cites]}


def _told(sentence: str) -> str:
    return sentence.replace("We measure", "The authors measure")


def reply_to(request: ChatRequest, claims: Sequence[dict[str, Any]]) -> str:
    return json.dumps({"answered": True, "claims": list(claims)}, ensure_ascii=False)


def honest(request: ChatRequest) -> str:
    """Claims that say what the sentences say; an outline of each cluster by itself."""
    kind, text = asked_for(request), request.messages[1].text
    if kind == "outline":
        parts = [{"title": label, "question": "", "cluster_ids": [name]} for name, label in _CARD.findall(text)]
        return json.dumps({"sections": parts})
    if kind == "summary":
        return json.dumps({"claims": [{"text": said, "cites": [name]} for name, said in _CLAIM.findall(text)[:4]]})
    shown = [each for each in sentences_in(request) if each[1].startswith("We measure")]
    if kind == "bridges":
        (first, one), (second, other) = shown[0], shown[1]
        said = f"{_told(one).rstrip('.')}; {_told(other)[0].lower()}{_told(other)[1:]}"
        return reply_to(request, [claim(said, (first, one), (second, other))])
    return reply_to(request, [claim(_told(said), (name, said)) for name, said in shown[:4]])


def honest_in_chinese(request: ChatRequest) -> str:
    """As `honest`, each claim in English and in Chinese words that hold its number."""
    if asked_for(request) in ("outline", "summary"):
        return honest(request)
    reply = json.loads(honest(request))
    for each in reply["claims"]:
        numbers = "、".join(re.findall(r"\d+", each["text"]))
        each["en"], each["text"] = each["text"], f"作者对该对象进行了测量，次数为 {numbers}。"
    return json.dumps(reply, ensure_ascii=False)


@dataclass
class Told:
    """What was heard of the progress."""

    heard: list[tuple[BriefStage, int, int | None]]

    def __call__(self, stage: BriefStage, n_done: int, n_total: int | None) -> None:
        self.heard.append((stage, n_done, n_total))


def writer(office: Office, models: Sequence[FakeModel], **changes: Any) -> ModelWriter:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Sequence[FakeModel]]:
        yield models

    return ModelWriter(office, opened, **{"stop": Stop(), "pace": QUICK, **changes})


def write(
    store: Store,
    world: World,
    *models: FakeModel,
    tell: Callable[[BriefStage, int, int | None], object] = lambda *_: None,
    settings: dict[str, Any] | None = None,
    **changes: Any,
) -> Written:
    """One briefing from beginning to end."""
    office = office_of(store, *models, languages=(world.order.language,), **(settings or {}))
    return writer(office, models, **changes).write(world.order, world.skeleton, world.sections, tell)
