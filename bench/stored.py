"""What a paper takes on the disk, table by table: part of python -m bench.ingest.

Papers of the recorded corpus (the environment's ACADEMICHUB_RECORDED by default, else ../shared/data), stored as a feed
brings them, with their extracts; the file is as the runs leave it, never vacuumed. The index for search and the vectors
are files of their own and are not counted.
"""

from __future__ import annotations

import gzip
import json
import os
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from academichub.model import (
    Announcement,
    Author,
    Identifiers,
    Kind,
    Links,
    Markup,
    MarkupFormat,
    Page,
    Record,
    SourceId,
)
from academichub.pipeline.extracts import make_extracts
from academichub.pipeline.progress import SilentProgress
from academichub.pipeline.saving import save_pages
from academichub.store import Store

__all__ = ["measure_stored"]

N_PAPERS = 10_000
N_TABLES = 5
_A_DAY = 500
_ARXIV = SourceId("arxiv")
_NOW = datetime(2026, 6, 16, 12, tzinfo=UTC)


def measure_stored(folder: Path) -> dict[str, float]:
    """Bytes a paper: of the whole file, and of each table together with its indexes."""
    records = _records()
    store = Store.open(folder / "hub.db")
    with store.engine.connect() as connection:
        empty = _bytes(connection)
    for number, batch in enumerate(_days(records)):
        day = date(2025, 1, 1) + timedelta(days=number)
        page = Page(tuple(Announcement(record, Kind.NEW, day) for record in batch), day=day)
        with store.writing() as unit:
            save_pages(unit, _ARXIV, [page], _NOW + timedelta(days=number))
    make_extracts(store, lambda: _NOW, SilentProgress())
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        whole, tables = _bytes(connection), _bytes_by_table(connection)
    told = {name: n_bytes / len(records) for name, n_bytes in tables.items()}
    return {
        "bytes_a_paper": (whole - empty) / len(records),
        "bytes_of_the_abstract_alone": _text_bytes(records),
        **told,
    }


def _text_bytes(records: list[Record]) -> float:
    return sum(len(record.abstract.text.encode()) for record in records if record.abstract) / len(records)


def _records() -> list[Record]:
    path = Path(os.environ.get("ACADEMICHUB_RECORDED", "../shared/data")) / "corpus" / "papers-2025.jsonl.gz"
    with gzip.open(path) as lines:
        return [_record(json.loads(line)) for line in islice(lines, N_PAPERS)]


def _record(row: dict[str, Any]) -> Record:
    key = row["id"]
    return Record(
        source=_ARXIV,
        key=key,
        version=1,
        identifiers=Identifiers(arxiv=key),
        title=Markup(row["title"], MarkupFormat.TEX),
        abstract=Markup(row["summary"], MarkupFormat.TEX),
        authors=tuple(map(Author, row["authors"])),
        categories=tuple(row["categories"]),
        primary_category=row["categories"][0],
        posted_on=date.fromisoformat(row["listed"]),
        licence="http://creativecommons.org/licenses/by/4.0/",
        links=Links(abstract=f"https://arxiv.org/abs/{key}", pdf=f"https://arxiv.org/pdf/{key}"),
    )


def _bytes(connection: Connection) -> int:
    pages, size = (connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("page_count", "page_size"))
    return int(pages) * int(size)


def _bytes_by_table(connection: Connection) -> dict[str, int]:
    """Of the tables that take the most, each with its indexes; empty where this SQLite cannot tell."""
    counted = "SELECT m.tbl_name, SUM(s.pgsize) FROM dbstat s JOIN sqlite_master m ON m.name = s.name"
    try:
        rows = connection.exec_driver_sql(f"{counted} GROUP BY 1 ORDER BY 2 DESC LIMIT {N_TABLES}").all()
    except DBAPIError:
        return {}
    return {f"bytes_of_{table}": n_bytes for table, n_bytes in rows}


def _days(records: list[Record]) -> list[list[Record]]:
    return [records[at : at + _A_DAY] for at in range(0, len(records), _A_DAY)]
