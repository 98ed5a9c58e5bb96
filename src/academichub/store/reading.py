"""The reading side of the store: editions, papers and where the sources stand (ports.Library, but for the labels)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, exists, func, or_, select

from academichub.errors import NotFound
from academichub.match import givers_of, versions_of
from academichub.model import (
    Entry,
    FieldId,
    Given,
    Kind,
    Line,
    Paper,
    PaperDetails,
    PaperId,
    Record,
    SourceId,
    SourceState,
    SourceStatus,
    Summary,
    SummaryTask,
    Validators,
    Visit,
)
from academichub.store import schema
from academichub.store.cards import kept_of, select_joined, select_suggestions
from academichub.store.codec import categories_from, paper_from, record_from, summary_from, time_from, to_json
from academichub.store.statements import in_chunks
from academichub.store.summaries import StoredSummary, choose_shown, list_earlier, select_summaries
from academichub.store.tasks import select_tasks

__all__ = [
    "select_days",
    "select_details",
    "select_entries",
    "select_has_category",
    "select_newest_entries",
    "select_outline",
    "select_papers",
    "select_seen_before",
    "select_status",
    "select_validators",
    "select_visit",
]

T = TypeVar("T", Line, Entry)
_SUGGESTIONS = 5  # of a paper's page

_LISTED = (  # made once, as every page asks it
    select(
        schema.announcements.c.source,
        schema.announcements.c.kind,
        schema.announcements.c.version,
        schema.papers.c.extract_id,
        schema.papers.c.card,
    )
    .join(schema.papers, schema.papers.c.paper_id == schema.announcements.c.paper_id)
    .where(
        schema.announcements.c.day == bindparam("on_day"),
        schema.announcements.c.paper_id.in_(bindparam("paper_ids", expanding=True)),
    )
    .order_by(schema.announcements.c.id)
)


def select_days(connection: Connection) -> list[tuple[date, int]]:
    table = schema.editions.c
    rows = connection.execute(select(table.day, table.n_papers).order_by(table.day.desc()))
    return [(day, n_papers) for day, n_papers in rows]


def select_has_category(connection: Connection, name: str) -> bool:
    """No index helps, so every paper may be looked at: half a second for a million."""
    column, sought = schema.papers.c.categories, to_json([name])[2:-2]
    held = [column.icontains(f'"{sought}{end}', autoescape=True) for end in ('"', ".")]
    return connection.execute(select(schema.papers.c.paper_id).where(or_(*held)).limit(1)).first() is not None


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
            paper.withdrawn,
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


def select_seen_before(connection: Connection, day: date) -> frozenset[PaperId]:
    """Of the papers announced on the day, those that were announced on an earlier day, too."""
    listed, earlier = schema.announcements.c, schema.announcements.alias().c
    was = exists().where(earlier.paper_id == listed.paper_id, earlier.day < day)
    rows = connection.execute(select(listed.paper_id).where(listed.day == day, was).distinct())
    return frozenset(PaperId(paper_id) for (paper_id,) in rows)


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
        is_withdrawn=row.withdrawn,
    )


def select_entries(connection: Connection, day: date, paper_ids: Sequence[PaperId], language: str) -> tuple[Entry, ...]:
    found: dict[PaperId, Entry] = {}
    for chunk in in_chunks(dict.fromkeys(paper_ids)):
        for entry in _entries(connection, day, chunk, language):
            held = found.get(entry.paper.paper_id)
            found[entry.paper.paper_id] = entry if held is None else _stronger(held, entry)
    return tuple(found[paper_id] for paper_id in dict.fromkeys(paper_ids) if paper_id in found)


def _entries(connection: Connection, day: date, paper_ids: Sequence[PaperId], language: str) -> Iterator[Entry]:
    """One for each source that announced one of these papers."""
    summaries = select_summaries(connection, paper_ids, language)
    tasks = select_tasks(connection, paper_ids, language)
    rows = connection.execute(_LISTED, {"on_day": day, "paper_ids": paper_ids})
    for source, kind, version, extract_id, card in rows.all():
        shown = paper_from(card)
        stored = summaries.get(shown.paper_id, ())
        yield Entry(
            paper=shown,
            kind=Kind(kind),
            source=SourceId(source),
            announced_on=day,
            version=version,
            summary=_decoded(choose_shown(shown, stored, has_extract=extract_id is not None)),
            task=_present(tasks.get(shown.paper_id), shown),
        )


def select_newest_entries(connection: Connection, paper_ids: Sequence[PaperId], language: str) -> dict[PaperId, Entry]:
    """In the order asked; of two announcements on one day the stronger."""
    listed = schema.announcements.c
    by_day: dict[date, list[PaperId]] = {}
    for chunk in in_chunks(dict.fromkeys(paper_ids)):
        newest = (
            select(listed.paper_id, func.max(listed.day)).where(listed.paper_id.in_(chunk)).group_by(listed.paper_id)
        )
        for paper_id, day in connection.execute(newest):
            by_day.setdefault(day, []).append(PaperId(paper_id))
    found = {
        entry.paper.paper_id: entry
        for day, of_day in by_day.items()
        for entry in select_entries(connection, day, of_day, language)
    }
    return {paper_id: found[paper_id] for paper_id in paper_ids if paper_id in found}


def _decoded(chosen: StoredSummary | None) -> Summary | None:
    return summary_from(chosen.payload) if chosen is not None else None


def _present(task: SummaryTask | None, paper: Paper) -> SummaryTask | None:
    """The task, unless it is of an earlier text."""
    return task if task is not None and task.text_hash == paper.text_hash else None


def select_papers(connection: Connection, paper_ids: Sequence[PaperId]) -> dict[PaperId, Paper]:
    """In the order asked; unknown ones are left out, and one that was joined to another gives that one."""
    table = schema.papers.c
    found: dict[PaperId, Paper] = {}
    kept = kept_of(connection, paper_ids)
    for chunk in in_chunks(dict.fromkeys(kept.get(paper_id, paper_id) for paper_id in paper_ids)):
        rows = connection.execute(select(table.paper_id, table.card).where(table.paper_id.in_(chunk)))
        found.update((PaperId(paper_id), paper_from(card)) for paper_id, card in rows)
    meant = {paper_id: kept.get(paper_id, paper_id) for paper_id in paper_ids}
    return {paper_id: found[its] for paper_id, its in meant.items() if its in found}


def select_details(connection: Connection, paper_id: PaperId, language: str) -> PaperDetails:
    paper_id = kept_of(connection, [paper_id]).get(paper_id, paper_id)
    paper = schema.papers.c
    row = connection.execute(select(paper.card, paper.extract_id).where(paper.paper_id == paper_id)).one_or_none()
    if row is None:
        raise NotFound("no such paper is stored", subject=paper_id)
    table, listed = schema.records.c, schema.announcements.c
    said = connection.execute(
        select(table.payload, table.seen_at, table.asked)
        .where(table.paper_id == paper_id)
        .order_by(table.said_at, table.id)
    ).all()
    records = [(record_from(row.payload), time_from(row.seen_at)) for row in said]
    announced = connection.execute(
        select(listed.source, listed.day, listed.kind)
        .where(listed.paper_id == paper_id)
        .order_by(listed.day.desc(), listed.id.desc())
    )
    shown = paper_from(row.card)
    stored = select_summaries(connection, [paper_id], language).get(paper_id, [])
    chosen = choose_shown(shown, stored, has_extract=row.extract_id is not None)
    return PaperDetails(
        paper=shown,
        records=tuple(record for record, _ in records),
        versions=versions_of(records),
        announcements=tuple((SourceId(source), day, Kind(kind)) for source, day, kind in announced),
        summary=_decoded(chosen),
        task=_present(select_tasks(connection, [paper_id], language).get(paper_id), shown),
        earlier=list_earlier(stored, chosen),
        joined=select_joined(connection, paper_id),
        suggestions=select_suggestions(connection, paper_id, _SUGGESTIONS),
        given=_given(records, {record.source for (record, _), row in zip(records, said, strict=True) if row.asked}),
    )


def _given(records: Sequence[tuple[Record, datetime]], asked: Collection[SourceId]) -> tuple[Given, ...]:
    """Who gave which field, and when it first said so in these words."""
    if not records:
        return ()
    givers = givers_of([record for record, _ in records])
    return tuple(Given(name, by.source, _said_since(by, records), by.source in asked) for name, by in givers.items())


def _said_since(said: Record, records: Sequence[tuple[Record, datetime]]) -> datetime:
    """When its source first said it in these words; of what it said in several sayings of one version, the last."""
    whole = [at for record, at in records if record == said]
    return min(whole) if whole else max(at for record, at in records if record.source == said.source)


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
        gone_from=state.gone_from,
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
