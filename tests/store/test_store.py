from __future__ import annotations

import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from academichub.errors import NotFound, SchemaTooNew, StoreError
from academichub.model import FailedEntry, Identifiers, Kind, Markup, Page, PaperId, Record, SourceId, Unchanged
from academichub.pipeline.saving import save_pages
from academichub.store import Store
from academichub.store.engine import HEAD
from academichub.store.schema import metadata
from tests.samples import DAY, NOON, announced, arxiv_record, journal_record
from tests.store.cards import paper_of, save_papers


def save(
    store: Store,
    *records: Record,
    kind: Kind = Kind.NEW,
    failed: tuple[FailedEntry, ...] = (),
    at: datetime = NOON,
) -> None:
    page = Page(tuple(announced(record, kind) for record in records), failed, day=DAY)
    with store.writing() as unit:
        save_pages(unit, SourceId("arxiv"), [page], at)


def count(path: Path, table: str) -> int:
    with sqlite3.connect(path) as connection:
        (n,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    connection.close()
    return int(n)


def test_the_migrations_make_the_schema(store: Store) -> None:
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_head_names_the_newest_migration() -> None:
    scripts = ScriptDirectory(str(Path("src/academichub/store/migrations").resolve()))
    assert scripts.get_current_head() == HEAD


def test_a_commit_is_durable_and_readers_do_not_wait(store: Store) -> None:
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
    with store.writing() as unit:
        save_pages(unit, SourceId("arxiv"), [Page((announced(arxiv_record()),))], NOON)
        assert store.days() == []
    assert store.days() == [(DAY, 1)]


def _save_and_fail(store: Store) -> None:
    with store.writing() as unit:
        save_pages(unit, SourceId("arxiv"), [Page((announced(arxiv_record()),))], NOON)
        raise ZeroDivisionError


def test_a_failed_transaction_leaves_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        _save_and_fail(store)
    assert store.days() == []
    assert count(tmp_path / "hub.db", "records") == 0


@pytest.mark.parametrize(
    "name",
    [
        "arxiv:2606.90001",
        "2606.90001",
        "2606.90001v3",
        "arXiv:2606.90001v1",
        "https://arxiv.org/abs/2606.90001v2",
        "10.48550/arXiv.2606.90001",
        "doi:10.5555/Silt.1",
        "https://doi.org/10.5555/silt.1",
        " 2606.90001\n",
    ],
)
def test_a_paper_is_found_by_any_form_of_its_names(store: Store, name: str) -> None:
    save(store, arxiv_record(identifiers=Identifiers(arxiv="2606.90001", doi="10.5555/silt.1")))
    assert store.find(name) == "arxiv:2606.90001"


def test_what_is_not_stored_is_not_found(store: Store) -> None:
    assert store.find("2606.90009") is None
    assert store.find("'; DROP TABLE papers; --") is None
    with pytest.raises(NotFound, match=r"arxiv:2606\.90009"):
        store.details(PaperId("arxiv:2606.90009"), "en")


def test_a_card_comes_back_as_it_was_saved(store: Store) -> None:
    record = arxiv_record(title="$\\alpha$ & <b>Łódź</b> 論文", comment="12 pages\nno figures")
    save(store, record)
    details = store.details(PaperId("arxiv:2606.90001"), "en")
    assert details.records == (record,)
    assert details.paper.title.plain == "α & <b>Łódź</b> 論文"


def test_the_strongest_kind_of_a_day_wins_in_either_order(store: Store) -> None:
    record = arxiv_record()
    save(store, record, kind=Kind.CROSS)
    save(store, arxiv_record(comment="mended"), kind=Kind.REPLACE)
    (line,) = store.outline(DAY)
    assert line.kind is Kind.CROSS


def test_a_bad_entry_is_kept_once_with_its_bytes(store: Store, tmp_path: Path) -> None:
    failed = (FailedEntry("entry 3", "no title", b"<item>\xff</item>"),)
    save(store, failed=failed)
    save(store, failed=failed)
    assert count(tmp_path / "hub.db", "failed_entries") == 1


def test_entries_come_in_the_order_asked_and_unknown_ones_are_left_out(store: Store) -> None:
    save(store, *(arxiv_record(number) for number in (1, 2, 3)))
    wanted = [PaperId(f"arxiv:2606.9000{number}") for number in (3, 9, 1)]
    assert [entry.paper.paper_id for entry in store.entries(DAY, wanted, "en")] == [wanted[0], wanted[2]]


def test_more_papers_than_a_statement_takes_parameters(store: Store) -> None:
    save(store, *(arxiv_record(number) for number in range(2500)))
    assert store.days() == [(DAY, 2500)]
    assert len(store.entries(DAY, [line.paper_id for line in store.outline(DAY)], "en")) == 2500
    save(store, *(arxiv_record(number) for number in range(2500)))
    assert store.days() == [(DAY, 2500)]


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    path.write_text("these are not the bytes of a database" * 100)
    with pytest.raises(StoreError, match=r"hub\.db: is not a database; move it away and run academichub update"):
        Store.open(path)


def test_a_database_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    with closing(Store.open(path)) as store:
        save(store, arxiv_record())
        modes = {place.name: stat.S_IMODE(place.stat().st_mode) for place in tmp_path.iterdir()}
    assert modes == {"hub.db": 0o600, "hub.db-wal": 0o600, "hub.db-shm": 0o600}
    path.chmod(0o640)
    Store.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@contextmanager
def sealed(folder: Path) -> Iterator[None]:
    """While it lasts the folder and its files can be read alone, by a user who is held to it."""
    user = os.geteuid()
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)
        folder.chmod(0o700)


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that any user may reach, with a database of one paper."""
    with tempfile.TemporaryDirectory() as name:
        with closing(Store.open(Path(name) / "hub.db")) as store:
            save(store, arxiv_record())
        yield Path(name)


def test_a_folder_that_cannot_be_written_can_be_read(reachable: Path) -> None:
    with sealed(reachable), closing(Store.open(reachable / "hub.db")) as store:
        assert store.days() == [(DAY, 1)]
        assert store.find("2606.90001") == "arxiv:2606.90001"
        with pytest.raises(StoreError, match=r"hub\.db: cannot be written; the home folder and the files in it"):
            save(store, arxiv_record(version=2))


def test_what_another_process_has_just_saved_can_be_read_without_writing(reachable: Path) -> None:
    with closing(Store.open(reachable / "hub.db")) as writer:
        save(writer, arxiv_record(version=2), kind=Kind.REPLACE, at=NOON + timedelta(days=1))
        assert (reachable / "hub.db-wal").stat().st_size > 0
        with sealed(reachable), closing(Store.open(reachable / "hub.db")) as store:
            assert store.details(PaperId("arxiv:2606.90001"), "en").records[-1].version == 2


def test_a_database_that_is_not_there_and_cannot_be_made(reachable: Path) -> None:
    with (
        sealed(reachable),
        pytest.raises(StoreError, match=r"new\.db: cannot be opened; the home folder must be there, and writable"),
    ):
        Store.open(reachable / "new.db")


def test_a_database_of_a_later_version_is_left_alone(store: Store, tmp_path: Path) -> None:
    with store.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaTooNew, match="later AcademicHub"):
        Store.open(tmp_path / "hub.db")


def test_a_revert_to_older_words_is_followed(store: Store) -> None:
    for hour, title in enumerate(("First", "Second", "First")):
        save(store, journal_record(title=Markup(title)), kind=Kind.REPLACE, at=NOON + timedelta(hours=hour))
    details = store.details(PaperId("doi:10.5555/silt.1"), "en")
    assert details.paper.title.plain == "First"
    assert len(details.records) == 2


def test_the_papers_of_a_source_are_counted_once_each(tmp_path: Path) -> None:
    counted = Store.open(tmp_path / "counted.db", [(SourceId("arxiv"), "arXiv"), (SourceId("deltas"), "Deltas")])
    preprint = arxiv_record(published_doi="10.5555/silt.1")
    for _ in range(2):
        save(counted, preprint, arxiv_record(version=2), arxiv_record(2), journal_record())
    assert [(status.id, status.n_papers) for status in counted.statuses()] == [("arxiv", 2), ("deltas", 1)]
    counted.close()


def test_an_arxiv_paper_never_joins_one_that_holds_another_arxiv_key(store: Store) -> None:
    """Also when a feed has given its identifier to that paper before arXiv announced it."""
    first = arxiv_record(1, published_doi="10.5555/silt.1")
    journal = journal_record(identifiers=Identifiers(arxiv="2606.90002", doi="10.5555/silt.1"))
    for record in (first, journal, arxiv_record(2)):
        save(store, record)
    assert store.find("2606.90001") == "arxiv:2606.90001"
    keys = [record.key for record in store.details(PaperId("arxiv:2606.90001"), "en").records]
    assert keys == ["2606.90001", "guid-1"]
    assert len(store.outline(DAY)) == 2


def test_an_id_is_given_once_though_no_name_leads_to_it(store: Store) -> None:
    """10.5555/silt.1 names the arXiv paper; two entries of one feed state it, in two runs."""
    save(store, arxiv_record(1, published_doi="10.5555/silt.1"))
    for key in ("k1", "k2", "k3"):
        save(store, journal_record(key, title=Markup(f"Silt and sand, {key}")))
    lines = store.outline(DAY)
    assert len({line.paper_id for line in lines}) == 3
    titles = {entry.paper.title.plain for entry in store.entries(DAY, [line.paper_id for line in lines], "en")}
    assert titles == {"Silt and Sand in Delta 1", "Silt and sand, k2", "Silt and sand, k3"}


@pytest.mark.parametrize("name", ["a?b", "a%20b", "a#b", "论文 库"])
def test_the_database_lies_where_its_path_says(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / "hub.db"
    path.parent.mkdir()
    Store.open(path).close()
    assert path.exists()


def test_which_papers_of_a_day_an_earlier_edition_had(store: Store) -> None:
    first, second = (paper_of(number) for number in (1, 2))
    save_papers(store, [first])
    later = DAY + timedelta(days=1)
    again = announced(arxiv_record(1), Kind.CROSS, later)
    with store.writing() as unit:
        unit.save_changes([Unchanged(again, first.paper_id)], [first], NOON)
    save_papers(store, [second], later)
    assert [line.paper_id for line in store.outline(later)] == [first.paper_id, second.paper_id]
    assert store.seen_before(later) == {first.paper_id}
    assert store.seen_before(DAY) == frozenset()
