"""The store: the only truth. SQL lives in this room alone, one file per topic.

schema.py   the tables              engine.py   opening, durability, migrations
writing.py  one writing transaction reading.py  what pages, digests and commands ask
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from academichub.model import (
    Entry,
    Line,
    PaperDetails,
    PaperId,
    SourceId,
    SourceStatus,
    Validators,
    Visit,
)
from academichub.store import reading
from academichub.store.engine import open_engine, store_errors
from academichub.store.writing import Unit

__all__ = ["Store", "Unit"]


class Store:
    """One database. Reading methods may be called from several threads; writers wait for each other.

    Every method raises StoreError when the database fails.
    """

    def __init__(self, engine: Engine, subject: str, followed: Sequence[tuple[SourceId, str]] = ()) -> None:
        self._engine = engine
        self._subject = subject
        self._followed = tuple(followed)

    @classmethod
    def open(cls, path: Path, followed: Sequence[tuple[SourceId, str]] = ()) -> Store:
        """Open or make the SQLite database at `path`. `followed` are the sources of the settings, with their labels.

        Raises: StoreError, SchemaTooNew.
        """
        return cls(open_engine(path), str(path), followed)

    @property
    def engine(self) -> Engine:
        return self._engine

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        """A writing transaction: committed when the block ends well, rolled back when it does not."""
        with store_errors(self._subject):
            connection = self._engine.connect().execution_options(writing=True)
            with connection, connection.begin():
                yield Unit(connection)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with store_errors(self._subject), self._engine.connect() as connection:
            yield connection

    def days(self) -> Sequence[tuple[date, int]]:
        """Every day that has an edition, newest first, with the number of papers in it."""
        with self._reading() as connection:
            return reading.select_days(connection)

    def outline(self, day: date) -> tuple[Line, ...]:
        """Every paper announced on the day, once, in the order of announcement."""
        with self._reading() as connection:
            return reading.select_outline(connection, day)

    def entries(self, day: date, paper_ids: Sequence[PaperId]) -> tuple[Entry, ...]:
        """The entries of these papers in that day's edition, in the order asked; unknown ones are left out."""
        with self._reading() as connection:
            return reading.select_entries(connection, day, paper_ids)

    def find(self, name: str) -> PaperId | None:
        """The paper of a paper id, an identifier in any of its forms, or its address."""
        with self._reading() as connection:
            return reading.select_paper_named(connection, name)

    def details(self, paper_id: PaperId) -> PaperDetails:
        """Raises: NotFound."""
        with self._reading() as connection:
            return reading.select_details(connection, paper_id)

    def statuses(self) -> tuple[SourceStatus, ...]:
        """The followed sources in the order of the settings."""
        with self._reading() as connection:
            return tuple(reading.select_status(connection, source, label) for source, label in self._followed)

    def visit(self, source: SourceId, now: datetime) -> Visit:
        """A visit of the source that begins now, with what it left at its last ones."""
        with self._reading() as connection:
            return reading.select_visit(connection, source, now)

    def validators(self, source: SourceId, url: str) -> Validators | None:
        with self._reading() as connection:
            return reading.select_validators(connection, source, url)
