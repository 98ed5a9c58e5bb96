"""The reading side of the store: editions, papers and where the sources stand (ports.Library, but for the labels)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from academichub.errors import NotFound
from academichub.identifiers import parse_any
from academichub.match import versions_of
from academichub.model import (
    Entry,
    FieldId,
    Identifiers,
    Kind,
    Line,
    PaperDetails,
    PaperId,
    SourceId,
    SourceState,
    SourceStatus,
    Summary,
    Validators,
    Visit,
)
from academichub.store import schema
from academichub.store.codec import categories_from, paper_from, record_from, summary_from, time_from
from academichub.store.writing import in_chunks

__all__ = [
    "select_days",
    "select_details",
    "select_entries",
    "select_outline",
    "select_paper_named",
    "select_status",
    "select_validators",
    "select_visit",
]

T = TypeVar("T", Line, Entry)


def select_days(connection: Connection) -> list[tuple[date, int]]:
    table = schema.editions.c
    rows = connection.execute(select(table.day, table.n_papers).order_by(table.day.desc()))
    return [(day, n_papers) for day, n_papers in rows]


def select_outline(connection: Connection, day: date) -> tuple[Line, ...]:
    """In the order of announcement; a paper that several sources announced stands where the first did."""
    listed, paper = schema.announcements.c, schema.papers.c
    rows = connection.execute(
        select(
            listed.paper_id,
            listed.source,
            listed.kind,
            paper.field,
            paper.primary_category,
            paper.categories,
            paper.has_abstract,
        )
        .join(schema.papers, paper.paper_id == listed.paper_id)
        .where(listed.day == day)
        .order_by(listed.id)
    )
    lines: dict[PaperId, Line] = {}
    for row in rows:
        line = _line(row)
        held = lines.get(line.paper_id)
        lines[line.paper_id] = line if held is None else _stronger(held, line)  # it keeps the place of the first
    return tuple(lines.values())


def _stronger(held: T, other: T) -> T:
    """Of two announcements of a paper on one day the one that says more, with the sources of both."""
    best = other if other.kind.strength < held.kind.strength else held
    sources = dict.fromkeys((held.source, *held.also, other.source))
    return replace(best, also=tuple(source for source in sources if source != best.source))


def _line(row: Any) -> Line:
    return Line(
        paper_id=PaperId(row.paper_id),
        source=SourceId(row.source),
        kind=Kind(row.kind),
        field=FieldId(row.field),
        primary_category=row.primary_category,
        categories=categories_from(row.categories),
        has_abstract=row.has_abstract,
    )


def select_entries(connection: Connection, day: date, paper_ids: Sequence[PaperId]) -> tuple[Entry, ...]:
    listed, paper = schema.announcements.c, schema.papers.c
    found: dict[PaperId, Entry] = {}
    for chunk in in_chunks(dict.fromkeys(paper_ids)):
        summaries = _summaries(connection, chunk)
        rows = connection.execute(
            select(listed.source, listed.kind, listed.version, paper.extract_id, paper.card)
            .join(schema.papers, paper.paper_id == listed.paper_id)
            .where(listed.day == day, listed.paper_id.in_(chunk))
            .order_by(listed.id)
        )
        for source, kind, version, extract_id, card in rows:
            shown = paper_from(card)
            summary = summaries.get(shown.paper_id) if extract_id is not None else None  # else it is of an earlier text
            entry = Entry(shown, Kind(kind), SourceId(source), day, version, summary)
            held = found.get(shown.paper_id)
            found[shown.paper_id] = entry if held is None else _stronger(held, entry)
    return tuple(found[paper_id] for paper_id in dict.fromkeys(paper_ids) if paper_id in found)


def _summaries(connection: Connection, paper_ids: Sequence[PaperId]) -> dict[PaperId, Summary]:
    """The newest summary of each paper."""
    table = schema.summaries.c
    rows = connection.execute(
        select(table.paper_id, table.payload).where(table.paper_id.in_(paper_ids)).order_by(table.made_at, table.id)
    )
    return {PaperId(paper_id): summary_from(payload) for paper_id, payload in rows}


def select_paper_named(connection: Connection, name: str) -> PaperId | None:
    """A paper id first, then a name as stored, then any form of an identifier."""
    wanted = name.strip()
    stored = connection.execute(select(schema.papers.c.paper_id).where(schema.papers.c.paper_id == wanted)).scalar()
    for candidate in [] if stored else [wanted, *_names(parse_any(wanted))]:
        stored = (
            stored
            or connection.execute(select(schema.names.c.paper_id).where(schema.names.c.name == candidate)).scalar()
        )
    return PaperId(stored) if stored else None


def _names(identifiers: Identifiers) -> list[str]:
    pairs = (
        ("arxiv", identifiers.arxiv),
        ("doi", identifiers.doi),
        ("pmid", identifiers.pmid),
        ("pmcid", identifiers.pmcid),
    )
    return [f"{scheme}:{value}" for scheme, value in pairs if value is not None]


def select_details(connection: Connection, paper_id: PaperId) -> PaperDetails:
    paper = schema.papers.c
    row = connection.execute(select(paper.card, paper.extract_id).where(paper.paper_id == paper_id)).one_or_none()
    if row is None:
        raise NotFound("no such paper is stored", subject=paper_id)
    table, listed = schema.records.c, schema.announcements.c
    said = connection.execute(
        select(table.payload, table.seen_at).where(table.paper_id == paper_id).order_by(table.said_at, table.id)
    )
    records = [(record_from(payload), time_from(seen_at)) for payload, seen_at in said]
    announced = connection.execute(
        select(listed.source, listed.day, listed.kind)
        .where(listed.paper_id == paper_id)
        .order_by(listed.day.desc(), listed.id.desc())
    )
    return PaperDetails(
        paper=paper_from(row.card),
        records=tuple(record for record, _ in records),
        versions=versions_of(records),
        announcements=tuple((SourceId(source), day, Kind(kind)) for source, day, kind in announced),
        summary=_summaries(connection, [paper_id]).get(paper_id) if row.extract_id is not None else None,
    )


def select_status(connection: Connection, source: SourceId, label: str) -> SourceStatus:
    table = schema.source_states.c
    state = connection.execute(select(schema.source_states).where(table.source == source)).one_or_none()
    counted = select(schema.source_counts.c.n_papers).where(schema.source_counts.c.source == source)
    n_papers = connection.execute(counted).scalar() or 0
    if state is None:
        return SourceStatus(source, label, SourceState.NEVER, n_papers=n_papers)
    return SourceStatus(
        id=source,
        label=label,
        state=SourceState(state.state),
        reason=state.reason,
        day=state.day,
        n_papers=n_papers,
        attempted_at=time_from(state.attempted_at),
        succeeded_at=time_from(state.succeeded_at) if state.succeeded_at else None,
    )


def select_visit(connection: Connection, source: SourceId, now: datetime) -> Visit:
    table = schema.source_states.c
    row = connection.execute(select(table.cursor, table.succeeded_at).where(table.source == source)).one_or_none()
    if row is None:
        return Visit(now)
    return Visit(now, row.cursor, time_from(row.succeeded_at) if row.succeeded_at else None)


def select_validators(connection: Connection, source: SourceId, url: str) -> Validators | None:
    table = schema.validators.c
    row = connection.execute(
        select(table.etag, table.last_modified).where(table.source == source, table.url == url)
    ).one_or_none()
    return Validators(row.etag, row.last_modified) if row else None
