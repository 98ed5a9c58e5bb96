"""What an index holds of the papers that have changed: the reading side of changes.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select

from academichub.model import Findable, PaperId, SourceId
from academichub.store import schema
from academichub.store.cards import is_joined
from academichub.store.codec import paper_from
from academichub.store.statements import in_chunks
from academichub.store.summaries import select_in_all_languages

__all__ = ["select_changed"]

_seq = schema.changes.c.seq


def select_changed(connection: Connection, since: int, limit: int) -> tuple[Findable, ...]:
    rows = connection.execute(
        select(_seq, schema.papers.c.card, is_joined(schema.papers.c.paper_id))
        .join(schema.papers, schema.papers.c.paper_id == schema.changes.c.paper_id)
        .where(_seq > since)
        .order_by(_seq)
        .limit(limit)
    )
    papers = [(seq, paper_from(card), is_gone) for seq, card, is_gone in rows]
    paper_ids = [paper.paper_id for _, paper, _ in papers]
    names, announced = _names(connection, paper_ids), _announced(connection, paper_ids)
    summaries = select_in_all_languages(connection, [paper for _, paper, _ in papers])
    return tuple(
        Findable(
            seq=seq,
            paper=paper,
            names=tuple(names[paper.paper_id]),
            announced=tuple(announced[paper.paper_id]),
            summaries=summaries.get(paper.paper_id, ()),
            is_joined=bool(is_gone),
        )
        for seq, paper, is_gone in papers
    )


def _names(connection: Connection, paper_ids: Sequence[PaperId]) -> dict[PaperId, list[str]]:
    found: dict[PaperId, list[str]] = defaultdict(list)
    table = schema.names.c
    for chunk in in_chunks(paper_ids):
        for paper_id, name in connection.execute(
            select(table.paper_id, table.name).where(table.paper_id.in_(chunk)).order_by(table.name)
        ):
            found[PaperId(paper_id)].append(name)
    return found


def _announced(connection: Connection, paper_ids: Sequence[PaperId]) -> dict[PaperId, list[tuple[SourceId, date]]]:
    found: dict[PaperId, list[tuple[SourceId, date]]] = defaultdict(list)
    table = schema.announcements.c
    for chunk in in_chunks(paper_ids):
        for paper_id, source, day in connection.execute(
            select(table.paper_id, table.source, table.day).where(table.paper_id.in_(chunk)).order_by(table.id)
        ):
            found[PaperId(paper_id)].append((SourceId(source), day))
    return found
