"""Small statements that are run by the thousand, put into SQL once and then handed to the driver's own cursor.

What SQLAlchemy does around each execution (find the statement, order and convert its parameters, make a result) takes
ten times as long as SQLite takes for one row. Here it is done once for a statement; rows keep their types, and errors
come out as those of any other execution. For statements of one fixed form: no list that is written out on execution.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import TypeEngine

__all__ = ["run_row", "run_rows"]

Row = Mapping[str, Any]


def run_row(connection: Connection, statement: ClauseElement, row: Row) -> tuple[int, Sequence[Sequence[Any]]]:
    """Run it once; returns how many rows it has changed, and those that it returns.

    The same object must be given each time: it is remembered with its SQL. Raises: DBAPIError.
    """
    prepared = _prepared(statement, connection.dialect, tuple(row))
    cursor = prepared.run(connection, "execute", prepared.parameters(row))
    rows = () if cursor.description is None else cursor.fetchall()
    return cursor.rowcount, rows


def run_rows(connection: Connection, statement: ClauseElement, rows: Sequence[Row]) -> None:
    """Run it for each row, in their order; all have the same keys. Raises: DBAPIError."""
    if rows:
        prepared = _prepared(statement, connection.dialect, tuple(rows[0]))
        prepared.run(connection, "executemany", [prepared.parameters(row) for row in rows])


class _Prepared:
    """The SQL of a statement, and how a row becomes the parameters that the driver wants."""

    def __init__(self, statement: ClauseElement, dialect: Dialect, keys: Sequence[str]) -> None:
        compiled: Any = statement.compile(dialect=dialect, column_keys=list(keys))
        self._sql = str(compiled)
        self._fixed: Row = {name: value for name, value in compiled.params.items() if name not in keys}
        self._names: Sequence[str] | None = compiled.positiontup
        how = {name: _converter(bind.type, dialect) for bind, name in compiled.bind_names.items()}
        self._convert = {name: convert for name, convert in how.items() if convert is not None}

    def parameters(self, row: Row) -> Any:
        """A tuple where the driver counts parameters, else a mapping."""
        values = {**self._fixed, **row}
        for name, convert in self._convert.items():
            values[name] = convert(values[name])
        return values if self._names is None else tuple([values[name] for name in self._names])

    def run(self, connection: Connection, how: str, parameters: Any) -> Any:
        """The driver's cursor afterwards."""
        cursor = connection.connection.cursor()
        try:
            getattr(cursor, how)(self._sql, parameters)
        except connection.dialect.loaded_dbapi.Error as error:
            raise DBAPIError(self._sql, None, error) from error
        return cursor


def _converter(type_: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """What makes a value of the type into what the driver takes; None: it takes it as it is."""
    return type_.dialect_impl(dialect).bind_processor(dialect)


@lru_cache(256)
def _prepared(statement: ClauseElement, dialect: Dialect, keys: tuple[str, ...]) -> _Prepared:
    return _Prepared(statement, dialect, keys)
