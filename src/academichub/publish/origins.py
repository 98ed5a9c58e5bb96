"""Where a summary comes from, in words: chosen or written, by what model, when, from what, or why there is none. Pure.

Every place that shows a summary says this beside it. It promises no more than was done: a model's text was checked by
rules for its numbers, names and language, and nobody read it for its sense.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from academichub.model import Entry, Paper, PaperDetails, Summary, SummaryState, SummaryTask
from academichub.publish.wording import Wording

__all__ = ["Origin", "count_origins", "origin_of", "origin_of_summary"]

_WAITS = ("budget", "off-peak", "unavailable", "stopped", "batch")
"""The reasons of a waiting task that have words of their own."""

_NOT_LETTERS = re.compile(r"[^a-z]")


@dataclass(frozen=True, slots=True)
class Origin:
    """A word or two for the margin, empty where there is no summary; a sentence without a full stop for who asks."""

    short: str
    long: str


def origin_of(about: Entry | PaperDetails, w: Wording) -> Origin:
    """Where the summary on show comes from, or why there is none, and what became of the wish for one by a model."""
    summary = about.summary
    if summary is not None and summary.fields:
        own = origin_of_summary(summary, w)
        if not summary.is_extract:
            return own
    else:
        own = Origin("", w(_why_none(about.paper, summary)))
    told = _task_words(about.task, w)
    return Origin(own.short, own.long + w("join.clause") + told) if told else own


def origin_of_summary(summary: Summary, w: Wording) -> Origin:
    """Where a summary that has fields comes from."""
    if summary.is_extract:
        return Origin(w("origin.extract"), w("origin.extract.long"))
    basis = _basis_words(summary.basis, w)
    short = w("origin.model", model=summary.model)
    if summary.made_at is None:
        return Origin(short, w("origin.model.undated", model=summary.model, basis=basis))
    day = summary.made_at.astimezone(UTC).date()
    return Origin(short, w("origin.model.long", model=summary.model, basis=basis, date=day))


def count_origins(entries: Iterable[Entry], w: Wording) -> str:
    """How many summaries are by which model, how many are extracts, none or waiting: one line; no entries give ""."""
    by_model: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for entry in entries:
        summary = entry.summary if entry.summary is not None and entry.summary.fields else None
        if summary is not None and not summary.is_extract:
            by_model[summary.model] += 1
            continue
        others["extracts" if summary is not None else "none"] += 1
        others["waiting"] += _is_waiting(entry.task)
    models = sorted(by_model.items(), key=lambda pair: (-pair[1], pair[0]))
    parts = [w("origins.by", n=n, model=model) for model, n in models]
    parts += [w(key, n=n) for key, n in _counts(others) if n]
    return w("origins.line", counts=w("join.parts").join(parts)) if parts else ""


def _counts(others: Counter[str]) -> tuple[tuple[str, int], ...]:
    return (
        ("origins.extracts", others["extracts"]),
        ("origins.none", others["none"]),
        ("origins.waiting", others["waiting"]),
    )


def _is_waiting(task: SummaryTask | None) -> bool:
    return task is not None and task.state is SummaryState.PENDING


def _task_words(task: SummaryTask | None, w: Wording) -> str:
    """What became of the wish for a model's summary where another is on show; empty where nothing is to be said."""
    if task is None:
        return ""
    if task.state is SummaryState.FALLBACK:
        return w("origin.fallback")
    if task.state is not SummaryState.PENDING:
        return ""
    return w(f"origin.waiting.{task.reason}" if task.reason in _WAITS else "origin.waiting")


def _basis_words(basis: str, w: Wording) -> str:
    """What a model read: "abstract" and "full text" have words; another name stands as it is."""
    match _NOT_LETTERS.sub("", basis.lower()):
        case "abstract":
            return w("basis.abstract")
        case "fulltext":
            return w("basis.full_text")
    return basis


def _why_none(paper: Paper, summary: Summary | None) -> str:
    """The key of the reason why a paper has no summary."""
    if paper.withdrawn:
        return "origin.withdrawn"
    if paper.abstract is None or not paper.abstract.plain.strip():
        return "origin.no_abstract"
    return "origin.none" if summary is None else "origin.empty"
