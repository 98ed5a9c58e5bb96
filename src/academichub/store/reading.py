"""The reading side of the store: editions, papers and where the sources stand (ports.Library, but for the labels)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

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
)
from academichub.store import schema
from academichub.store.codec import categories_from, paper_from, record_from, summary_from, time_from
from academichub.store.writing import in_chunks

__all__ = [
    "select_cursor",
    "select_days",
    "select_details",
    "select_entries",
    "select_outline",
    "select_paper_named",
    "select_status",
    "select_validators",
]

_STRENGTH = {kind: place for place, kind in enumerate(Kind)}


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
        if held is None or _STRENGTH[line.kind] < _STRENGTH[held.kind]:
            lines[line.paper_id] = line  # a replaced value keeps the place of the first
    return tuple(lines.values())


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
            select(listed.source, listed.kind, listed.version, paper.card)
            .join(schema.papers, paper.paper_id == listed.paper_id)
            .where(listed.day == day, listed.paper_id.in_(chunk))
            .order_by(listed.id)
        )
        for source, kind, version, card in rows:
            shown = paper_from(card)
            entry = Entry(shown, Kind(kind), SourceId(source), day, version, summaries.get(shown.paper_id))
            held = found.get(shown.paper_id)
            if held is None or _STRENGTH[entry.kind] < _STRENGTH[held.kind]:
                found[shown.paper_id] = entry
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
    card = connection.execute(select(schema.papers.c.card).where(schema.papers.c.paper_id == paper_id)).scalar()
    if card is None:
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
        paper=paper_from(card),
        records=tuple(record for record, _ in records),
        versions=versions_of(records),
        announcements=tuple((SourceId(source), day, Kind(kind)) for source, day, kind in announced),
        summary=_summaries(connection, [paper_id]).get(paper_id),
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


def select_cursor(connection: Connection, source: SourceId) -> str | None:
    table = schema.source_states.c
    return connection.execute(select(table.cursor).where(table.source == source)).scalar()


def select_validators(connection: Connection, source: SourceId, url: str) -> Validators | None:
    table = schema.validators.c
    row = connection.execute(
        select(table.etag, table.last_modified).where(table.source == source, table.url == url)
    ).one_or_none()
    return Validators(row.etag, row.last_modified) if row else None
