"""What was joined into one card, and what may be: the reading side of register.py.

The id of a paper that was joined to another leads to that one: every look-up by a paper's id goes through `kept_of`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, or_, select

from academichub.model import Correction, Joined, Kind, Merge, PaperId, SourceId, Suggestion
from academichub.store import schema
from academichub.store import strand_tables as tables
from academichub.store.codec import paper_from
from academichub.store.register import merge_of
from academichub.store.statements import in_chunks

__all__ = ["is_joined", "kept_of", "select_corrections", "select_joined", "select_merges", "select_suggestions"]


def kept_of(connection: Connection, paper_ids: Iterable[PaperId]) -> dict[PaperId, PaperId]:
    """Where each of these ids leads, of those that were joined to another paper."""
    table = tables.aliases.c
    found: dict[PaperId, PaperId] = {}
    for chunk in in_chunks(dict.fromkeys(paper_ids)):
        rows = connection.execute(select(table.paper_id, table.kept).where(table.paper_id.in_(chunk)))
        found.update((PaperId(paper_id), PaperId(kept)) for paper_id, kept in rows)
    return found


def is_joined(paper_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the paper of that column was joined to another one."""
    return exists().where(tables.aliases.c.paper_id == paper_id)


def select_joined(connection: Connection, paper_id: PaperId) -> tuple[Joined, ...]:
    """The entries that the card is made of, the one the others came to first."""
    table = tables.strands.c
    rows = connection.execute(
        select(table.name, table.reason).where(table.paper_id == paper_id).order_by(table.reason.is_not(None), table.id)
    ).all()
    brought = {
        name: merge.merge_id for merge in reversed(select_merges(connection, [paper_id])) for name in merge.strands
    }
    return tuple(_joined(row.name, row.reason, brought.get(row.name)) for row in rows)


def _joined(name: str, reason: str | None, merge_id: int | None) -> Joined:
    source, _, key = name.partition(":")
    return Joined(SourceId(source), key, reason, merge_id if reason is not None else None)


def select_merges(
    connection: Connection, kept: Collection[PaperId] | None = None, limit: int | None = None
) -> list[Merge]:
    """The newest first: those that stand into these papers; None: into any, and those taken back as well."""
    table = tables.merges.c
    chosen = select(tables.merges).order_by(table.id.desc()).limit(limit)
    if kept is not None:
        chosen = chosen.where(table.kept.in_(kept), table.undone_at.is_(None))
    return [merge_of(row) for row in connection.execute(chosen)]


def select_corrections(connection: Connection, day: date) -> tuple[Correction, ...]:
    """What turned out after the day about the papers of its edition, in the order of announcement."""
    listed, paper = schema.announcements.c, schema.papers.c
    rows = connection.execute(
        select(listed.paper_id, listed.source, listed.kind, paper.withdrawn, paper.card)
        .join(schema.papers, paper.paper_id == listed.paper_id)
        .where(listed.day == day, or_(paper.withdrawn, listed.paper_id.in_(_kept_after(day))))
        .order_by(listed.id)
    ).all()
    found: dict[tuple[PaperId, bool], Correction] = {}
    merges = select_merges(connection, {PaperId(row.paper_id) for row in rows}) if rows else []
    for paper_id, source, kind, is_withdrawn, card in rows:
        title = paper_from(card).title
        if is_withdrawn and kind != Kind.WITHDRAWN:
            found.setdefault((paper_id, True), Correction(paper_id, title, None))
        for merge in merges:
            was_apart = merge.kept == paper_id and merge.gone is not None and merge.made_at.date() > day
            if was_apart and any(name.startswith(f"{source}:") for name in merge.strands) and _was_twice(rows, merge):
                found.setdefault((paper_id, False), Correction(paper_id, title, merge.made_at.date()))
    return tuple(found.values())


def _kept_after(day: date) -> Select[Any]:
    """The papers that others were joined to after that day."""
    end = datetime.combine(day + timedelta(days=1), time.min)
    table = tables.merges.c
    return select(table.kept).where(table.made_at >= end, table.undone_at.is_(None), table.gone.is_not(None))


def _was_twice(rows: Sequence[Any], merge: Merge) -> bool:
    """Whether others than those that were joined had listed the paper on the day, too."""
    sources = {row.source for row in rows if row.paper_id == merge.kept}
    return bool(sources - {name.partition(":")[0] for name in merge.strands})


def select_suggestions(
    connection: Connection, paper_id: PaperId | None = None, limit: int | None = None
) -> tuple[Suggestion, ...]:
    """Pairs of papers that may be one work, the likeliest first; of this paper, or of all. What a reader has ruled on,
    and what has come together since, is left out."""
    table, ruled = tables.suggestions.c, tables.rulings.c
    one, other = tables.strands.alias(), tables.strands.alias()
    decided = exists().where(and_(ruled.one == table.one, ruled.other == table.other))
    chosen = (
        select(one.c.paper_id, other.c.paper_id, table.reason, table.score)
        .join(one, one.c.name == table.one)
        .join(other, other.c.name == table.other)
        .where(one.c.paper_id != other.c.paper_id, ~decided)
        .order_by(table.score.desc(), table.one, table.other)
    )
    if paper_id is not None:
        chosen = chosen.where(or_(one.c.paper_id == paper_id, other.c.paper_id == paper_id))
    pairs: dict[tuple[PaperId, PaperId], tuple[str, float]] = {}
    for first, second, reason, score in connection.execute(chosen.limit(4 * limit if limit else None)):
        mine, its = (second, first) if second == paper_id else (first, second)
        pairs.setdefault((PaperId(mine), PaperId(its)), (reason, score))
    return _with_titles(connection, dict(list(pairs.items())[:limit]))


def _with_titles(
    connection: Connection, pairs: dict[tuple[PaperId, PaperId], tuple[str, float]]
) -> tuple[Suggestion, ...]:
    table = schema.papers.c
    cards = {}
    for chunk in in_chunks(dict.fromkeys(paper_id for pair in pairs for paper_id in pair)):
        for paper_id, card in connection.execute(select(table.paper_id, table.card).where(table.paper_id.in_(chunk))):
            cards[paper_id] = paper_from(card)
    return tuple(
        Suggestion(
            paper_id=one,
            other_id=other,
            title=cards[one].title,
            other_title=cards[other].title,
            source=cards[one].source,
            other_source=cards[other].source,
            reason=reason,
            score=score,
        )
        for (one, other), (reason, score) in pairs.items()
    )
