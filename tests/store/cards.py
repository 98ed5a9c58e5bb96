"""Papers, tasks and calls for the tests of the store, saved without the pipeline that would compose them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

from academichub.match import Strand, traits_of
from academichub.model import (
    EXTRACT,
    Call,
    CallKind,
    Markup,
    New,
    Paper,
    PaperId,
    SourceId,
    Summary,
    SummaryField,
    SummaryTask,
    Text,
)
from academichub.store import Store
from tests.samples import DAY, NOON, announced, arxiv_record

__all__ = ["call_of", "paper_of", "save_extract", "save_papers", "summary_of", "task_of"]


def text(words: str) -> Text:
    return Text(words, words)


def paper_of(number: int = 1, abstract: str = "Deltas drown.", **changes: object) -> Paper:
    title = f"Silt {number}"
    card = Paper(PaperId(f"arxiv:2606.{90000 + number}"), SourceId("arxiv"), title, text(title), text(abstract))
    return replace(card, **changes)  # type: ignore[arg-type]  # the tests name the fields they change


def save_papers(store: Store, papers: Sequence[Paper], day: date = DAY, at: datetime = NOON) -> None:
    """Announced on the day in this order, and entered in the register under their titles."""
    changes, strands = [], []
    for paper in papers:
        record = arxiv_record(int(paper.paper_id.rpartition(".")[2]) - 90000)
        changes.append(New(announced(record, day=day), paper.paper_id))
        traits = traits_of(replace(record, title=Markup(paper.title.plain)))
        strands.append(Strand(traits, paper.paper_id, paper.paper_id, 0))
    with store.writing() as unit:
        unit.save_changes(changes, papers, at)
        unit.register.save_strands(strands, {})


def summary_of(paper: Paper, language: str = "zh", model: str = "m", words: str = "三角洲在下沉。") -> Summary:
    """By a model, of the present text of `paper`."""
    fields = {"tldr": SummaryField(text(words), (0,))}
    return Summary(paper.paper_id, 1, language, model, "p1", paper.text_hash, fields)


def save_extract(store: Store, paper: Paper, at: datetime = NOON) -> Summary:
    summary = replace(summary_of(paper, "en", EXTRACT, "Deltas drown."), input_hash=sha256(b"extract").hexdigest())
    with store.writing() as unit:
        unit.save_extracts([summary], "e1", at)
    return summary


def task_of(paper: Paper, language: str = "zh") -> SummaryTask:
    return SummaryTask(paper.paper_id, language, paper.text_hash)


def call_of(name: str = "call", paper: Paper | None = None, **changes: object) -> Call:
    key = sha256(name.encode()).hexdigest()
    paper_id, text_hash = (paper.paper_id, paper.text_hash) if paper else (None, "")
    call = Call(key, CallKind.SUMMARY, "m", ("en", "zh"), paper_id, text_hash, "p1")
    return replace(call, **changes)  # type: ignore[arg-type]  # the tests name the fields they change
