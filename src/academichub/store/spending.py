"""The money: what is reserved for a request before it is sent, and what it cost when that is known.

One row per request that was sent. Until it is settled it counts with its whole reservation, also when the process that
made it is gone. `spent_days` holds what the rows of a day add up to; a reservation changes that sum and looks at the
caps in one statement, so that it is exact at any concurrency and costs the same however many rows a day has.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Connection, and_, bindparam, case, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from academichub.model import Call, CallKind, Caps, SpendRow, Usage
from academichub.store import schema
from academichub.store.codec import stored_time
from academichub.store.prepared import run_row
from academichub.store.statements import INSERT, Writes, in_chunks

__all__ = ["cancel", "reserve", "select_cost", "select_open", "select_spend", "select_spent_on", "settle"]

_NO_CAP = 2**62
_MOST_TOKENS = 2**30 - 1  # of input or output: both together fit a column of 32 bits
_MOST_MICROS = 2**53

_spending, _days = schema.spending.c, schema.spent_days.c
_ROW = insert(schema.spending).returning(_spending.id)
_OF_IT = and_(_spending.id == bindparam("its_id"), _spending.call_key == bindparam("its_key"))
_SETTLE = (
    update(schema.spending)
    .where(_spending.id == bindparam("its_id"), _spending.call_key == bindparam("its_key"), ~_spending.settled)
    .values(
        settled=True,
        tokens_in=bindparam("n_in"),
        tokens_cached=bindparam("n_cached"),
        tokens_out=bindparam("n_out"),
        micros=bindparam("cost"),
    )
)
_CANCEL = delete(schema.spending).where(_OF_IT, ~_spending.settled)
_OPEN = and_(_OF_IT, ~_spending.settled)
_CORRECT = (  # to be run before the row is settled: it says what was reserved, and that it still is
    update(schema.spent_days)
    .where(_days.day == select(_spending.day).where(_OPEN).scalar_subquery())
    .values(
        tokens=_days.tokens
        - select(_spending.tokens_reserved).where(_OPEN).scalar_subquery()
        + bindparam("n_in", type_=BigInteger)
        + bindparam("n_out", type_=BigInteger),
        micros=_days.micros
        - select(_spending.micros_reserved).where(_OPEN).scalar_subquery()
        + bindparam("cost", type_=BigInteger),
    )
)


def reserve(
    connection: Connection, writes: Writes, call: Call, tokens: int, micros: int, caps: Caps, at: datetime
) -> int | None:
    """The id of a new open row; None when it would pass a cap of its day (UTC): nothing is written then.

    Where there is no cap the day's sum may be put off, as nobody looks at it.
    """
    day = at.astimezone(UTC).date()
    tokens, micros = _bounded(tokens, _MOST_TOKENS), _bounded(micros, _MOST_MICROS)
    held = _held(connection.dialect.name), _held_row(day, tokens, micros, caps)
    if caps == Caps():
        writes.put(*held)
    elif not _are_within(caps, tokens, micros) or run_row(connection, *held)[0] != 1:
        return None
    row = {
        "call_key": call.key,
        "day": day,
        "model": call.model,
        "kind": call.kind,
        "at": stored_time(at),
        "settled": False,
        "tokens_reserved": tokens,
        "micros_reserved": micros,
        **dict.fromkeys(("tokens_in", "tokens_cached", "tokens_out", "micros"), 0),
    }
    _, ((spending_id,),) = run_row(connection, _ROW, row)
    return int(spending_id)


def _are_within(caps: Caps, tokens: int, micros: int) -> bool:
    return (caps.tokens is None or tokens <= caps.tokens) and (caps.micros is None or micros <= caps.micros)


def _held_row(day: date, tokens: int, micros: int, caps: Caps) -> dict[str, Any]:
    most_tokens = _NO_CAP if caps.tokens is None else min(caps.tokens, _NO_CAP)
    most_micros = _NO_CAP if caps.micros is None else min(caps.micros, _NO_CAP)
    return {"day": day, "tokens": tokens, "micros": micros, "most_tokens": most_tokens, "most_micros": most_micros}


@cache
def _held(dialect: str) -> sqlite.Insert | postgresql.Insert:
    """Adds to a day's sum what stays within the caps. The first row of a day is within them: reserve has looked."""
    statement = INSERT[dialect](schema.spent_days)
    statement = statement.values({name: bindparam(name) for name in ("day", "tokens", "micros")})
    tokens, micros = _days.tokens + statement.excluded.tokens, _days.micros + statement.excluded.micros
    return statement.on_conflict_do_update(
        index_elements=["day"],
        set_={"tokens": tokens, "micros": micros},
        where=and_(tokens <= bindparam("most_tokens"), micros <= bindparam("most_micros")),
    )


def settle(writes: Writes, spending_id: int, key: str, usage: Usage, micros: int) -> None:
    """From now on the true figures count; nothing changes where there is no such open row."""
    row = {
        "its_id": spending_id,
        "its_key": key,
        "n_in": _bounded(usage.tokens_in, _MOST_TOKENS),
        "n_cached": _bounded(usage.tokens_cached, _MOST_TOKENS),
        "n_out": _bounded(usage.tokens_out, _MOST_TOKENS),
        "cost": _bounded(micros, _MOST_MICROS),
    }
    writes.put(_CORRECT, {name: value for name, value in row.items() if name != "n_cached"})
    writes.put(_SETTLE, row)


def cancel(connection: Connection, spending_id: int, key: str) -> None:
    """The request cost nothing: its row goes. One that is settled stays, since it was paid."""
    its = {"its_id": spending_id, "its_key": key}
    run_row(connection, _CORRECT, {**its, "n_in": 0, "n_out": 0, "cost": 0})
    run_row(connection, _CANCEL, its)


def _bounded(figure: int, most: int) -> int:
    """An endpoint's figure as a column can hold it; less than nothing would give the day back what it has spent."""
    return min(max(figure, 0), most)


def select_open(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """The newest row of each call that is not settled."""
    found: dict[str, int] = {}
    for chunk in in_chunks(dict.fromkeys(keys)):
        rows = connection.execute(
            select(_spending.call_key, func.max(_spending.id))
            .where(_spending.call_key.in_(chunk), ~_spending.settled)
            .group_by(_spending.call_key)
        )
        found.update((key, spending_id) for key, spending_id in rows)
    return found


def select_cost(connection: Connection, keys: Iterable[str]) -> int:
    """What all requests for these calls have cost, in millionths, on whatever day; open ones with what was reserved."""
    total = 0
    for chunk in in_chunks(dict.fromkeys(keys)):
        paid = func.sum(case((_spending.settled, _spending.micros), else_=_spending.micros_reserved))
        total += int(connection.execute(select(paid).where(_spending.call_key.in_(chunk))).scalar() or 0)
    return total


def select_spend(connection: Connection, since: date, until: date | None = None) -> tuple[SpendRow, ...]:
    """Both days included; the newest day first, then by model and kind."""
    wanted = _spending.day >= since if until is None else _spending.day.between(since, until)
    place = (_spending.day, _spending.model, _spending.kind)
    rows = connection.execute(
        select(
            *place,
            func.count(),
            func.sum(case((_spending.settled, 0), else_=1)),
            func.sum(case((_spending.settled, _spending.tokens_in), else_=_spending.tokens_reserved)),
            func.sum(_spending.tokens_cached),
            func.sum(_spending.tokens_out),
            func.sum(case((_spending.settled, _spending.micros), else_=_spending.micros_reserved)),
        )
        .where(wanted)
        .group_by(*place)
        .order_by(_spending.day.desc(), _spending.model, _spending.kind)
    )
    return tuple(SpendRow(day, model, CallKind(kind), *map(int, figures)) for day, model, kind, *figures in rows)


def select_spent_on(connection: Connection, day: date) -> tuple[int, int]:
    """(tokens, millionths) that count against the caps of the day: what was paid, and all that is reserved."""
    row = connection.execute(select(_days.tokens, _days.micros).where(_days.day == day)).one_or_none()
    return (row.tokens, row.micros) if row else (0, 0)
