"""The listings: which source announced which paper on which day, and how many papers each day has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from academichub.model import Change, Kind, PaperId, SourceId
from academichub.store import schema
from academichub.store.changes import save_changed
from academichub.store.statements import in_chunks, upsert

__all__ = ["list_lacking", "recount", "save_listings"]

_Place = tuple[date, SourceId, PaperId]
_Rank = tuple[int, int]


def save_listings(
    connection: Connection, changes: Sequence[Change], known_news: Sequence[Change], seen_at: datetime
) -> int:
    """One listing per day, source and paper; the strongest kind wins where a source says two.

    `known_news` are announcements of known papers as new: they list nothing, but may strengthen what is listed on
    their day (a cross-list is news to a reader who has come to follow its primary category as well).
    """
    rows = _listing_rows(changes, seen_at)
    again = _listing_rows(known_news, seen_at)
    stored = _stored_listings(connection, (*rows, *again))
    for place, row in (*rows.items(), *again.items()):
        if place in stored and _rank(row) < stored[place]:
            _strengthen(connection, place, row)
    return _list_fresh(connection, [row for place, row in rows.items() if place not in stored])


def list_lacking(connection: Connection, changes: Sequence[Change], seen_at: datetime) -> int:
    """Listings that their days lack; what is listed already stays as it is. Returns how many were not listed."""
    rows = _listing_rows(changes, seen_at)
    stored = _stored_listings(connection, rows)
    return _list_fresh(connection, [row for place, row in rows.items() if place not in stored])


def _list_fresh(connection: Connection, fresh: Sequence[dict[str, Any]]) -> int:
    if fresh:
        connection.execute(insert(schema.announcements), fresh)
        save_changed(connection, (row["paper_id"] for row in fresh))
    recount(connection, {row["day"] for row in fresh})
    return len(fresh)


def _strengthen(connection: Connection, place: _Place, row: dict[str, Any]) -> None:
    day, source, paper_id = place
    table = schema.announcements
    here = (table.c.day == day) & (table.c.source == source) & (table.c.paper_id == paper_id)
    connection.execute(update(table).where(here).values(kind=row["kind"], version=row["version"]))


def _stored_listings(connection: Connection, places: Iterable[_Place]) -> dict[_Place, _Rank]:
    wanted: dict[tuple[date, SourceId], list[PaperId]] = defaultdict(list)
    for day, source, paper_id in places:
        wanted[day, source].append(paper_id)
    table = schema.announcements.c
    stored: dict[_Place, _Rank] = {}
    for (day, source), paper_ids in wanted.items():
        for chunk in in_chunks(paper_ids):
            rows = connection.execute(
                select(table.paper_id, table.kind, table.version).where(
                    table.day == day, table.source == source, table.paper_id.in_(chunk)
                )
            )
            for paper_id, kind, version in rows:
                stored[day, source, PaperId(paper_id)] = _rank({"kind": kind, "version": version})
    return stored


def recount(connection: Connection, days: Collection[date]) -> None:
    table = schema.announcements.c
    rows = [
        {
            "day": day,
            "n_papers": connection.execute(
                select(func.count(table.paper_id.distinct())).where(table.day == day)
            ).scalar_one(),
        }
        for day in sorted(days)
    ]
    upsert(connection, schema.editions, rows, ("day",), ("n_papers",))


def _rank(row: Mapping[str, Any]) -> _Rank:
    """Which of several listings of a paper by one source on one day stands: the lowest."""
    return Kind(row["kind"]).strength, -(row["version"] or 0)


def _listing_rows(changes: Sequence[Change], seen_at: datetime) -> dict[_Place, dict[str, Any]]:
    rows: dict[_Place, dict[str, Any]] = {}
    for change in changes:
        announcement, record = change.announcement, change.announcement.record
        place = (announcement.announced_on, record.source, change.paper_id)
        row = {
            "day": announcement.announced_on,
            "source": record.source,
            "paper_id": change.paper_id,
            "kind": announcement.kind,
            "version": record.version,
            "seen_at": seen_at,
        }
        if place not in rows or _rank(row) < _rank(rows[place]):
            rows[place] = row
    return rows
