"""What language models were asked and what they answered, and what each model understands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from academichub.model import Call, CallKind, Completion, Dialect, Finish, PaperId, ReplyMode, SummaryState
from academichub.store import schema
from academichub.store.codec import stored_text, stored_time
from academichub.store.prepared import run_row
from academichub.store.statements import INSERT, Writes, in_chunks, upsert

__all__ = [
    "delete_dialect",
    "put_back",
    "save_answer",
    "save_asked",
    "save_batch",
    "save_dialect",
    "save_verdict",
    "select_calls",
    "select_dialect",
    "select_open_batches",
]

_calls = schema.calls.c
_WHAT_IS_ASKED = ("kind", "model", "endpoint", "languages", "paper_id", "text_hash", "prompt_id", "ask")
_THE_CALL = _calls.key == bindparam("its_key")
_ANSWER = update(schema.calls).where(_THE_CALL).values(
    state=SummaryState.RAW,
    reason=None,
    raw=bindparam("text"),
    finish=bindparam("how"),
    answered_at=bindparam("moment"),
)  # fmt: skip
_PUT_BACK = update(schema.calls).where(_THE_CALL).values(
    state=SummaryState.PENDING, reason=bindparam("why"), batch_id=None
)  # fmt: skip
_VERDICT = update(schema.calls).where(_THE_CALL).values(
    state=bindparam("verdict"), reason=bindparam("why"), checks_id=bindparam("checks")
)  # fmt: skip


def save_asked(writes: Writes, call: Call, at: datetime) -> None:
    """The call is out. An answer that it had is kept until there is another."""
    row = {
        "key": call.key,
        "kind": call.kind,
        "model": call.model,
        "endpoint": call.endpoint,
        "languages": ",".join(call.languages),
        "paper_id": call.paper_id,
        "text_hash": call.text_hash,
        "prompt_id": call.prompt_id,
        "ask": call.ask,
        "state": SummaryState.SENT if call.batch_id is None else SummaryState.PENDING,
        "reason": None,
        "batch_id": call.batch_id,
        "asked_at": stored_time(at),
    }
    writes.put(_asked(writes.dialect), row)


@cache
def _asked(dialect: str) -> sqlite.Insert | postgresql.Insert:
    columns = (*_WHAT_IS_ASKED, "state", "reason", "batch_id", "asked_at")
    statement = INSERT[dialect](schema.calls)
    statement = statement.values({name: bindparam(name) for name in ("key", *columns)})
    changed = {name: statement.excluded[name] for name in columns}
    return statement.on_conflict_do_update(index_elements=["key"], set_=changed)


def save_batch(connection: Connection, keys: Iterable[str], batch_id: str) -> None:
    joined = update(schema.calls).values(state=SummaryState.PENDING, batch_id=batch_id)
    for chunk in in_chunks(keys):
        connection.execute(joined.where(_calls.key.in_(chunk)))


def save_answer(writes: Writes, key: str, completion: Completion, at: datetime) -> None:
    row = {
        "its_key": key,
        "text": stored_text(completion.text),
        "how": completion.finish,
        "moment": stored_time(at),
    }
    writes.put(_ANSWER, row)


def put_back(connection: Connection, key: str, reason: str) -> None:
    """The call is to be made again; it is in no batch."""
    run_row(connection, _PUT_BACK, {"its_key": key, "why": stored_text(reason)})


def save_verdict(writes: Writes, key: str, state: SummaryState, reason: str | None, checks_id: str) -> None:
    why = stored_text(reason) if reason is not None else None
    writes.put(_VERDICT, {"its_key": key, "verdict": state, "why": why, "checks": checks_id})


def select_calls(connection: Connection, keys: Iterable[str]) -> dict[str, Call]:
    found: dict[str, Call] = {}
    for chunk in in_chunks(dict.fromkeys(keys)):
        rows = connection.execute(select(schema.calls).where(_calls.key.in_(chunk)))
        found.update((row.key, _call(row)) for row in rows)
    return found


def select_open_batches(connection: Connection) -> dict[str, tuple[Call, ...]]:
    """The calls of each batch that are not answered yet, the batch that was handed in first before the others."""
    rows = connection.execute(
        select(schema.calls)
        .where(_calls.batch_id.is_not(None), _calls.state == SummaryState.PENDING)
        .order_by(_calls.asked_at, _calls.key)
    )
    batches: dict[str, list[Call]] = {}
    for row in rows:
        batches.setdefault(row.batch_id, []).append(_call(row))
    return {batch_id: tuple(calls) for batch_id, calls in batches.items()}


def _call(row: Any) -> Call:
    return Call(
        key=row.key,
        kind=CallKind(row.kind),
        model=row.model,
        endpoint=row.endpoint,
        languages=tuple(row.languages.split(",")) if row.languages else (),
        paper_id=PaperId(row.paper_id) if row.paper_id is not None else None,
        text_hash=row.text_hash,
        prompt_id=row.prompt_id,
        ask=row.ask,
        state=SummaryState(row.state),
        reason=row.reason,
        raw=row.raw,
        finish=Finish(row.finish) if row.finish is not None else None,
        checks_id=row.checks_id,
        batch_id=row.batch_id,
    )


def save_dialect(connection: Connection, base_url: str, model: str, dialect: Dialect, at: datetime) -> None:
    found = {
        "mode": dialect.mode,
        "limit_name": dialect.limit_name,
        "takes_temperature": dialect.takes_temperature,
        "found_at": stored_time(at),
    }
    row = {"base_url": base_url, "model": model, **found}
    upsert(connection, schema.endpoints, [row], ("base_url", "model"), tuple(found))


def delete_dialect(connection: Connection, base_url: str, model: str) -> None:
    table = schema.endpoints.c
    connection.execute(delete(schema.endpoints).where(table.base_url == base_url, table.model == model))


def select_dialect(connection: Connection, base_url: str, model: str) -> Dialect | None:
    """None: it was never found out, or has stopped being true."""
    table = schema.endpoints.c
    row = connection.execute(
        select(table.mode, table.limit_name, table.takes_temperature).where(
            table.base_url == base_url, table.model == model
        )
    ).one_or_none()
    return Dialect(ReplyMode(row.mode), row.limit_name, row.takes_temperature) if row else None
