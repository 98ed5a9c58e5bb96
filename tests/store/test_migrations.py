from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from academichub.model import New, PaperId, SourceId, SourceState
from academichub.store import Store, Unit, spending, tasks
from academichub.store.packing import unpack
from academichub.store.schema import metadata
from tests.samples import DAY, NOON, announced, arxiv_record
from tests.store.cards import paper_of, save_extract, summary_of, task_of

MIGRATIONS = Path("src/academichub/store/migrations")


_ADDED = (("0009", "papers", "withdrawn"), ("0010", "source_states", "gone_from"))
"""Columns that today's writing counts on, and since when they are there."""


def make_database(path: Path, revision: str, *, withdrawn: bool = False) -> None:
    """With a paper, its listing and where its source stands."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS.resolve()))
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    with engine.connect() as connection, connection.begin():
        if revision < "0003":  # tables that today's writing counts on, for the time of writing
            connection.exec_driver_sql("CREATE TABLE changes (seq INTEGER PRIMARY KEY AUTOINCREMENT, paper_id VARCHAR)")
            connection.exec_driver_sql("CREATE TABLE about (name VARCHAR PRIMARY KEY, value VARCHAR)")
        added = [(table, column) for since, table, column in _ADDED if revision < since]
        for table, column in added:
            connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {column}")
        unit, paper = Unit(connection), replace(paper_of(), withdrawn=withdrawn)
        unit.save_changes([New(announced(arxiv_record()), paper.paper_id)], [paper], NOON)
        unit.save_extracts([summary_of(paper, "en", "extract")], "e1", NOON)
        unit.save_state(SourceId("arxiv"), SourceState.FRESH, NOON, day=DAY)
        for table, column in added:
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
        if revision < "0009":  # when cards could be searched, and texts were not packed
            for table, column in (("papers", "card"), ("records", "payload"), ("summaries", "payload")):
                (packed,) = connection.exec_driver_sql(f"SELECT {column} FROM {table}").one()
                connection.exec_driver_sql(f"UPDATE {table} SET {column} = ?", (unpack(packed),))
        if revision < "0003":
            connection.exec_driver_sql("DROP TABLE changes")
            connection.exec_driver_sql("DROP TABLE about")
    engine.dispose()


def rows_of(path: Path, tables: list[str]) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables}


def tables_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return [name for (name,) in names if name not in ("alembic_version", "sqlite_sequence")]


def columns_of_then(
    rows: dict[str, list[tuple[object, ...]]], before: dict[str, list[tuple[object, ...]]]
) -> dict[str, list[tuple[object, ...]]]:
    """The rows without the columns that were added since, which stand last and hold nothing yet."""
    found = {}
    for table, now in rows.items():
        width = min(map(len, before[table]), default=0)
        assert {value for row in now for value in row[width:]} <= {None, 0}
        found[table] = [row[:width] for row in now]
    return found


def test_a_database_of_the_first_schema_loses_nothing(tmp_path: Path) -> None:
    path, paper = tmp_path / "hub.db", paper_of()
    make_database(path, "0001")
    tables = tables_of(path)
    assert "calls" not in tables
    before = rows_of(path, tables)
    assert len(before["papers"]) == len(before["records"]) == len(before["summaries"]) == 1
    with closing(Store.open(path)) as store:
        (entry,) = store.entries(DAY, [paper.paper_id], "zh")
        assert (entry.paper, entry.task) == (paper, None)
        assert entry.summary == summary_of(paper, "en", "extract")
        assert columns_of_then(rows_of(path, tables), before) == before
        with store.ledger() as ledger:
            ledger.enqueue([task_of(paper)], NOON)
            ledger.save_summaries([summary_of(paper)], NOON)
        (entry,) = store.entries(DAY, [paper.paper_id], "zh")
        assert entry.summary is not None
        assert entry.summary.model == "m"
        save_extract(store, paper)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_what_was_withdrawn_before_there_was_a_column_for_it_stays_so(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    make_database(path, "0007", withdrawn=True)
    with closing(Store.open(path)) as store:
        assert [each.paper_id for each in store.corrections(DAY)] == [paper_of().paper_id]


def test_a_summary_saved_by_an_earlier_version_can_be_read(tmp_path: Path) -> None:
    """Its payload knows neither when it was made nor what was read."""
    path, paper = tmp_path / "hub.db", paper_of()
    make_database(path, "0001")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE summaries SET payload = json_remove(payload, '$.made_at', '$.basis')")
    with closing(Store.open(path)) as store:
        assert store.details(PaperId(paper.paper_id), "en").summary == summary_of(paper, "en", "extract")


def test_postgresql_can_say_all_that_is_written_in_its_own_way() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    tables = {table.name: str(CreateTable(table).compile(dialect=dialect)) for table in metadata.sorted_tables}
    assert "micros BIGINT" in tables["spending"]
    held = str(spending._held("postgresql").compile(dialect=dialect))
    assert "WHERE spent_days.tokens + excluded.tokens <=" in held
    assert "WHERE summary_tasks.text_hash != excluded.text_hash" in str(
        tasks._enqueue("postgresql").compile(dialect=dialect)
    )
