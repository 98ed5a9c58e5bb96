"""Statements that go to the driver as they are: the same rows, types and errors as any other execution."""

from __future__ import annotations

import pytest
from sqlalchemy import bindparam, delete, insert, select, update

from academichub.errors import StoreError
from academichub.store import Ledger, Store, schema
from academichub.store.codec import stored_time
from academichub.store.prepared import run_row, run_rows
from tests.samples import DAY, NOON

_table = schema.spending
_INSERT = insert(_table).returning(_table.c.id)
_SETTLE = update(_table).where(_table.c.call_key == bindparam("its_key")).values(settled=True, micros=bindparam("cost"))
_DELETE = delete(_table).where(_table.c.call_key == bindparam("its_key"))
_ALL = select(_table.c.call_key, _table.c.day, _table.c.at, _table.c.settled, _table.c.micros).order_by(_table.c.id)
_FIGURES = ("tokens_reserved", "micros_reserved", "tokens_in", "tokens_cached", "tokens_out", "micros")
MOMENT = stored_time(NOON.replace(microsecond=6))


def row_of(key: str) -> dict[str, object]:
    row = {"call_key": key, "day": DAY, "model": "m", "kind": "summary", "at": MOMENT, "settled": False}
    return {**row, **dict.fromkeys(_FIGURES, 0)}


def test_rows_come_back_with_their_types_and_statements_say_what_they_did(store: Store) -> None:
    with store.engine.begin() as connection:
        returned = [run_row(connection, _INSERT, row_of(key)) for key in "abc"]
        assert [rows[0][0] for _, rows in returned] == [1, 2, 3]
        run_rows(connection, _SETTLE, [{"its_key": "a", "cost": 7}, {"its_key": "c", "cost": 2**40}])
        assert run_row(connection, _SETTLE, {"its_key": "none", "cost": 1}) == (0, ())
        assert run_row(connection, _DELETE, {"its_key": "b"}) == (1, ())
        run_rows(connection, _DELETE, [])
    with store.engine.connect() as connection:
        stored = [tuple(row) for row in connection.execute(_ALL)]
    assert stored == [("a", DAY, MOMENT, True, 7), ("c", DAY, MOMENT, True, 2**40)]


def test_a_row_that_cannot_be_written_is_told_as_any_other_failure_and_takes_its_transaction_back(store: Store) -> None:
    def write(ledger: Ledger) -> None:
        run_row(ledger._connection, _INSERT, row_of("a"))
        run_rows(ledger._connection, _INSERT, [{**row_of("b"), "model": None}])

    with pytest.raises(StoreError, match="NOT NULL"), store.ledger() as ledger:
        write(ledger)
    with store.engine.connect() as connection:
        assert connection.execute(_ALL).all() == []
