"""Opening the database: SQLite with full durability, real transactions, and the schema brought up to date.

SQLite runs in WAL with synchronous FULL: a commit that returned survives loss of power, and readers never wait for a
writer. A writing transaction takes the write lock at once (BEGIN IMMEDIATE), so what it read is still true when it
writes. Where nothing can be written, such as on a medium that is read-only, what is stored can still be read.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from academichub.errors import SchemaTooNew, StoreError

__all__ = ["HEAD", "open_engine", "store_errors"]

HEAD = "0011"
"""The newest migration; a test holds it against the files."""

_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=30000",  # ms: another process may be writing an update
    "PRAGMA cache_size=-65536",  # KiB
    "PRAGMA wal_autocheckpoint=8000",  # pages, 32 MiB: an update of a thousand papers then writes each page once
)
_TIMEOUT_S = 30.0
_SENTENCES = (
    ("SQLITE_NOTADB", "is not a database; move it away and run academichub update, which makes a new one"),
    ("SQLITE_CORRUPT", "is damaged; put a copy of it in its place, or move it away and run academichub update"),
    ("SQLITE_READONLY", "cannot be written; the home folder and the files in it must be writable"),
    ("SQLITE_CANTOPEN", "cannot be opened; the home folder must be there, and writable"),
    ("SQLITE_FULL", "cannot be written: the disk is full; make room and try again"),
)
"""What the driver's messages leave out: the remedy. By the beginning of SQLite's name for the error."""

_MIGRATIONS = Path(__file__).parent / "migrations"


def open_engine(path: Path) -> Engine:
    """The engine of the SQLite database at `path`, made and migrated as needed.

    A new one is for its owner alone. Raises: StoreError (naming the file) when it is no database, or has to be written
    and cannot; SchemaTooNew.
    """
    with suppress(OSError):  # SQLite then says what is wrong
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    url = URL.create("sqlite", database=str(path))
    pool = None if _is_writable(path.parent) else NullPool  # each look at a file without locks is a new one
    engine = create_engine(url, creator=lambda: _connect(path), poolclass=pool)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    with store_errors(str(path)):
        with engine.connect() as connection:
            stored = _stored_version(connection)
        if stored != HEAD:
            _migrate(engine, path)
    return engine


@contextmanager
def store_errors(subject: str) -> Iterator[None]:
    """Maps every error of the database driver to StoreError, in this one place."""
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorname", None) or ""
        told = next((words for kind, words in _SENTENCES if code.startswith(kind)), None)
        raise StoreError(told or f"the database failed: {error.orig}", subject=subject) from None
    except SQLAlchemyError as error:
        raise StoreError("the database failed", subject=subject) from error


def _connect(path: Path) -> sqlite3.Connection:
    """WAL needs two files beside the database even to read. Where they are not and cannot be made, the file is read as
    one that nobody changes."""
    is_still = not _is_writable(path.parent) and path.exists() and not Path(f"{path}-wal").exists()
    name = f"{path.absolute().as_uri()}?immutable=1" if is_still else str(path)
    return sqlite3.connect(name, timeout=_TIMEOUT_S, uri=is_still, check_same_thread=False)


def _is_writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: _on_begin does
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if mode != "wal":  # it stays with the file, and to set it the file is written
        connection.execute("PRAGMA journal_mode=WAL")
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _stored_version(connection: Connection) -> str | None:
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
        stored = _stored_version(connection)
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if stored is not None and stored not in known:
            raise SchemaTooNew(
                f"the database has schema {stored}, written by a later AcademicHub; install that version",
                subject=str(path),
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
