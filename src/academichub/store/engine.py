"""Opening the database: SQLite with full durability, real transactions, and the schema brought up to date.

SQLite runs in WAL with synchronous FULL: a commit that returned survives loss of power, and readers never wait for a
writer. A writing transaction takes the write lock at once (BEGIN IMMEDIATE), so what it read is still true when it
writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from academichub.errors import SchemaTooNew, StoreError

__all__ = ["HEAD", "open_engine", "store_errors"]

HEAD = "0001"
"""The newest migration; a test holds it against the files."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=30000",  # ms: another process may be writing an update
    "PRAGMA cache_size=-32768",  # KiB
)
_MIGRATIONS = Path(__file__).parent / "migrations"


def open_engine(path: Path) -> Engine:
    """The engine of the SQLite database at `path`, made and migrated as needed.

    Raises: StoreError (naming the file) when it is no database or cannot be written; SchemaTooNew.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": 30})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    with store_errors(str(path)):
        if _stored_version(engine) != HEAD:
            _migrate(engine, path)
    return engine


@contextmanager
def store_errors(subject: str) -> Iterator[None]:
    """Maps every error of the database driver to StoreError, in this one place."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"the database failed: {error.orig}", subject=subject) from None
    except SQLAlchemyError as error:
        raise StoreError("the database failed", subject=subject) from error


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: _on_begin does
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _stored_version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(engine: Engine, path: Path) -> None:
    # Imported here because it takes 0.2 s and nearly every start finds the schema up to date.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        stored = (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            if (inspect(connection).has_table("alembic_version"))
            else None
        )
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if stored is not None and stored not in known:
            raise SchemaTooNew(
                f"the database has schema {stored}, written by a later AcademicHub; install that version",
                subject=str(path),
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
