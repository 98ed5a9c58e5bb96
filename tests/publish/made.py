"""Papers made up for the tests of this room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from academichub.model import (
    Author,
    Edition,
    Entry,
    FieldId,
    Identifiers,
    Kind,
    Links,
    Paper,
    PaperId,
    RichText,
    SourceId,
    Span,
    Summary,
    SummaryField,
    SummaryState,
    SummaryTask,
    Text,
)

DAY = date(2026, 6, 16)
ARXIV = SourceId("arxiv")
LABELS = {ARXIV: "arXiv", SourceId("nature"): "Nature", SourceId("biorxiv"): "bioRxiv"}


def text(plain: str) -> Text:
    return RichText((Span(plain),)).text


def summary_of(fields: dict[str, str], model: str = "extract") -> Summary:
    made = {name: SummaryField(text(plain), (i,)) for i, (name, plain) in enumerate(fields.items())}
    return Summary(PaperId("arxiv:1"), 1, "en", model, "roles-1", "0", made)


def task_of(state: SummaryState = SummaryState.PENDING, reason: str | None = None) -> SummaryTask:
    return SummaryTask(PaperId("arxiv:1"), "zh", "0", state, reason)


def paper(
    number: int = 1,
    *,
    title: str = "Tides under the ice",
    abstract: str | None = "We watched the tide. It came twice.",
    authors: Sequence[str] = ("Ana Ruiz", "李雷"),
    categories: Sequence[str] = ("cs.CV",),
    links: Links | None = None,
) -> Paper:
    key = f"2606.{number:05d}"
    return Paper(
        paper_id=PaperId(f"arxiv:{key}"),
        source=ARXIV,
        title_source=title,
        title=text(title),
        abstract=None if abstract is None else text(abstract),
        authors=tuple(Author(name) for name in authors),
        categories=tuple(categories),
        primary_category=categories[0] if categories else None,
        field=FieldId("computer-science"),
        identifiers=Identifiers(arxiv=key),
        links=links or Links(abstract=f"https://arxiv.org/abs/{key}"),
    )


def entry(made: Paper, kind: Kind = Kind.NEW, *, source: SourceId = ARXIV, summary: Summary | None = None) -> Entry:
    return Entry(made, kind, source, DAY, made.version, summary)


def edition(*entries: Entry) -> Edition:
    return Edition(DAY, entries)
