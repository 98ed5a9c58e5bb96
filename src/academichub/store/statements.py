"""The few statements that SQLite and PostgreSQL write each in their own way, and lists cut to what a statement takes.

Topic files build their statements with these; nothing here knows a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.elements import ClauseElement

from academichub.store.prepared import run_rows

__all__ = ["INSERT", "Writes", "in_chunks", "upsert", "upsert_statement"]

T = TypeVar("T")
INSERT: Mapping[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
"""The insert that knows ON CONFLICT, by the name of the dialect."""

_CHUNK = 900  # SQLite before 3.32 takes at most 999 parameters in a statement


class Writes:
    """Statements put off to the end of a transaction, where rows of the same statement are written in one go: most of
    the cost of a small statement is to hand it over, not to run it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: dict[ClauseElement, list[dict[str, Any]]] = {}

    @property
    def dialect(self) -> str:
        return self._connection.dialect.name

    def put(self, statement: ClauseElement, *rows: dict[str, Any]) -> None:
        """Rows of one statement keep their order; statements run in the order in which they first came."""
        self._rows.setdefault(statement, []).extend(rows)

    def flush(self) -> None:
        """Write what was put off: before it is read again, and before the transaction ends."""
        put_off, self._rows = self._rows, {}
        for statement, rows in put_off.items():
            run_rows(self._connection, statement, rows)


def in_chunks(values: Iterable[T], size: int = _CHUNK) -> Iterator[list[T]]:
    """The values in lists of at most `size`."""
    chunk: list[T] = []
    for value in values:
        chunk.append(value)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def upsert(
    connection: Connection, table: Table, rows: list[dict[str, Any]], keys: Sequence[str], columns: Sequence[str]
) -> None:
    """Insert rows; where the keys exist, replace the columns, or leave the old row if there are none to replace."""
    if rows:
        connection.execute(upsert_statement(connection.dialect.name, table, tuple(keys), tuple(columns)), rows)


@cache
def upsert_statement(
    dialect: str, table: Table, keys: tuple[str, ...], columns: tuple[str, ...]
) -> sqlite.Insert | postgresql.Insert:
    """Made once: to build such a statement takes longer than to run it."""
    statement = INSERT[dialect](table)
    if not columns:
        return statement.on_conflict_do_nothing(index_elements=keys)
    changed = {column: statement.excluded[column] for column in columns}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
