"""The wishes for summaries by a language model: putting them in the queue, taking them out, counting them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from academichub.model import PaperId, SummaryState, SummaryTask
from academichub.store import schema
from academichub.store.cards import is_joined
from academichub.store.codec import stored_text, stored_time
from academichub.store.statements import INSERT, Writes, in_chunks

__all__ = ["count_tasks", "enqueue_tasks", "save_task", "select_queue", "select_tasks"]

_KEYS = ["paper_id", "language"]
_TASK = (
    schema.summary_tasks.c.paper_id,
    schema.summary_tasks.c.language,
    schema.summary_tasks.c.text_hash,
    schema.summary_tasks.c.state,
    schema.summary_tasks.c.reason,
)
_OF_PAPERS = select(*_TASK).where(  # made once, as every page asks it
    schema.summary_tasks.c.paper_id.in_(bindparam("paper_ids", expanding=True)),
    schema.summary_tasks.c.language == bindparam("readers"),
)


def enqueue_tasks(connection: Connection, tasks: Sequence[SummaryTask], at: datetime) -> None:
    """Each becomes PENDING, but where a task of the same text is stored already: that stays as it is."""
    rows = [{**_row(task, at), "state": SummaryState.PENDING, "reason": None} for task in tasks]
    if rows:
        connection.execute(_enqueue(connection.dialect.name), rows)


def save_task(writes: Writes, task: SummaryTask, at: datetime) -> None:
    writes.put(_save(writes.dialect), _row(task, at))


@cache
def _enqueue(dialect: str) -> sqlite.Insert | postgresql.Insert:
    statement = INSERT[dialect](schema.summary_tasks)
    return statement.on_conflict_do_update(
        index_elements=_KEYS,
        set_={name: statement.excluded[name] for name in ("text_hash", "state", "reason", "changed_at")},
        where=schema.summary_tasks.c.text_hash != statement.excluded.text_hash,
    )


@cache
def _save(dialect: str) -> sqlite.Insert | postgresql.Insert:
    statement = INSERT[dialect](schema.summary_tasks)
    changed = {name: statement.excluded[name] for name in ("text_hash", "state", "reason", "changed_at")}
    return statement.on_conflict_do_update(index_elements=_KEYS, set_=changed)


def _row(task: SummaryTask, at: datetime) -> dict[str, Any]:
    return {
        "paper_id": task.paper_id,
        "language": task.language,
        "text_hash": task.text_hash,
        "state": task.state,
        "reason": stored_text(task.reason) if task.reason is not None else None,
        "changed_at": stored_time(at),
    }


def select_tasks(connection: Connection, paper_ids: Iterable[PaperId], language: str) -> dict[PaperId, SummaryTask]:
    """The tasks of these papers in the language, whatever text they are of."""
    found: dict[PaperId, SummaryTask] = {}
    for chunk in in_chunks(dict.fromkeys(paper_ids)):
        rows = connection.execute(_OF_PAPERS, {"paper_ids": chunk, "readers": language})
        found.update((PaperId(row.paper_id), _task(row)) for row in rows.all())
    return found


def select_queue(connection: Connection, language: str, limit: int) -> tuple[SummaryTask, ...]:
    """The tasks that wait: the papers announced last first, those of one day in their order in its edition."""
    table, listed = schema.summary_tasks.c, schema.announcements.c
    own = listed.paper_id == table.paper_id
    newest = select(func.max(listed.day)).where(own).correlate(schema.summary_tasks).scalar_subquery()
    waiting = (
        select(*_TASK, newest.label("newest"))
        .where(table.state == SummaryState.PENDING, table.language == language, ~is_joined(table.paper_id))
        .subquery()
    )
    place = select(func.min(listed.id)).where(listed.paper_id == waiting.c.paper_id, listed.day == waiting.c.newest)
    order = (waiting.c.newest.desc().nulls_last(), place.scalar_subquery(), waiting.c.paper_id)
    return tuple(_task(row) for row in connection.execute(select(waiting).order_by(*order).limit(limit)))


def count_tasks(
    connection: Connection, language: str, paper_ids: Iterable[PaperId] | None = None
) -> Mapping[SummaryState, int]:
    """How many tasks in the language stand where: of these papers; None: of all."""
    table = schema.summary_tasks.c
    counting = select(table.state, func.count()).where(table.language == language).group_by(table.state)
    if paper_ids is None:
        return _counted(connection, counting)
    counts: Counter[SummaryState] = Counter()
    for chunk in in_chunks(dict.fromkeys(paper_ids)):
        counts.update(_counted(connection, counting.where(table.paper_id.in_(chunk))))
    return counts


def _counted(connection: Connection, counting: Select[str, int]) -> Counter[SummaryState]:
    return Counter({SummaryState(state): n for state, n in connection.execute(counting)})


def _task(row: Any) -> SummaryTask:
    return SummaryTask(PaperId(row.paper_id), row.language, row.text_hash, SummaryState(row.state), row.reason)
