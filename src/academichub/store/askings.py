"""Papers without an abstract, and what further sources were asked for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from academichub.model import Asking, Identifiers, Lacking, LackingState, Outcome, PaperId, SourceId
from academichub.store import schema
from academichub.store.codec import paper_from, stored_time, time_from
from academichub.store.statements import in_chunks, upsert

__all__ = ["save_askings", "select_lacking", "select_lacking_state"]


def select_lacking(connection: Connection, since: date) -> tuple[Lacking, ...]:
    """The papers announced from that day on that have no abstract, the newest first; withdrawn ones are left out."""
    paper_ids = _lacking_ids(connection, since)
    askings = _askings(connection, paper_ids)
    table, found = schema.papers.c, {}
    for chunk in in_chunks(paper_ids):
        for paper_id, card in connection.execute(select(table.paper_id, table.card).where(table.paper_id.in_(chunk))):
            found[PaperId(paper_id)] = paper_from(card)
    papers = (found[paper_id] for paper_id in paper_ids)
    return tuple(Lacking(paper, askings.get(paper.paper_id, {})) for paper in papers if not paper.withdrawn)


def _lacking_ids(connection: Connection, since: date) -> list[PaperId]:
    listed, paper = schema.announcements.c, schema.papers.c
    newest = func.max(listed.day)
    rows = connection.execute(
        select(listed.paper_id)
        .join(schema.papers, paper.paper_id == listed.paper_id)
        .where(listed.day >= since, paper.has_abstract.is_(False))
        .group_by(listed.paper_id)
        .order_by(newest.desc(), func.min(listed.id))
    )
    return [PaperId(paper_id) for (paper_id,) in rows]


def _askings(connection: Connection, paper_ids: Sequence[PaperId]) -> dict[PaperId, dict[SourceId, Asking]]:
    table = schema.askings
    found: dict[PaperId, dict[SourceId, Asking]] = defaultdict(dict)
    for chunk in in_chunks(paper_ids):
        for row in connection.execute(select(table).where(table.c.paper_id.in_(chunk))):
            found[PaperId(row.paper_id)][SourceId(row.source)] = _asking(row)
    return found


def _asking(row: Any) -> Asking:
    return Asking(
        paper_id=PaperId(row.paper_id),
        source=SourceId(row.source),
        outcome=Outcome(row.outcome),
        asked_at=time_from(row.asked_at),
        again_at=time_from(row.again_at) if row.again_at else None,
        n_asked=row.n_asked,
        reason=row.reason,
    )


def save_askings(connection: Connection, askings: Iterable[Asking]) -> None:
    """Each takes the place of the last asking of its source for its paper."""
    rows = [
        {
            "paper_id": asking.paper_id,
            "source": asking.source,
            "outcome": asking.outcome,
            "asked_at": stored_time(asking.asked_at),
            "again_at": stored_time(asking.again_at) if asking.again_at else None,
            "n_asked": asking.n_asked,
            "reason": asking.reason,
        }
        for asking in askings
    ]
    columns = ("outcome", "asked_at", "again_at", "n_asked", "reason")
    upsert(connection, schema.askings, rows, ("paper_id", "source"), columns)


def select_lacking_state(connection: Connection, since: date, sources: Collection[SourceId]) -> LackingState:
    """Of the papers announced from that day on; `sources` are those that are asked."""
    lacking = select_lacking(connection, since)
    table, listed = schema.askings.c, schema.announcements.c
    recent = select(listed.paper_id).where(listed.day >= since)
    rows = connection.execute(
        select(table.source, func.count())
        .where(table.outcome == Outcome.FOUND, table.paper_id.in_(recent))
        .group_by(table.source)
        .order_by(table.source)
    )
    return LackingState(
        n_lacking=len(lacking),
        n_waiting=sum(any(asking.again_at for asking in paper.askings.values()) for paper in lacking),
        found={SourceId(source): n for source, n in rows},
        n_unasked=sum(not one.askings and _can_be_asked(one.paper.identifiers) for one in lacking),
        failing={source: why for source in sources if (why := _failure(connection, source)) is not None},
    )


def _can_be_asked(names: Identifiers) -> bool:
    return names.doi is not None or names.pmid is not None


def _failure(connection: Connection, source: SourceId) -> str | None:
    """Why the source gave no answer when it was asked last; None where it did."""
    table = schema.askings.c
    last = select(table.outcome, table.reason).where(table.source == source).order_by(table.asked_at.desc()).limit(1)
    row = connection.execute(last).first()
    return row.reason if row is not None and row.outcome == Outcome.FAILED else None
