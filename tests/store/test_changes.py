"""What an index has to catch up with: every saving is told, once, in order, with what it says now."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from academichub.model import Kind, New, Page, PaperId, SourceId
from academichub.pipeline.saving import save_pages
from academichub.store import Store
from tests.samples import DAY, NOON, announced, arxiv_record
from tests.store.cards import paper_of, save_extract, save_papers, summary_of, text
from tests.store.test_migrations import make_database


def told(store: Store, since: int = 0) -> list[PaperId]:
    return [findable.paper.paper_id for findable in store.changed(since, 100)]


def test_each_saving_moves_a_paper_to_the_end(store: Store) -> None:
    first, second = paper_of(1), paper_of(2)
    assert (store.last_seq(), store.n_changed(), told(store)) == (0, 0, [])
    save_papers(store, [first, second])
    assert told(store) == [first.paper_id, second.paper_id]
    seen = store.last_seq()
    save_extract(store, first)
    assert told(store, seen) == [first.paper_id]
    seen = store.last_seq()
    with store.ledger() as ledger:
        ledger.save_summaries([summary_of(second)], NOON)
    assert told(store, seen) == [second.paper_id]
    assert (store.n_changed(), store.n_changed(seen)) == (2, 1)
    assert told(store) == [first.paper_id, second.paper_id]


def test_each_saving_leaves_a_token_that_no_other_history_has(store: Store, tmp_path: Path) -> None:
    assert store.token_at(0) is None
    save_papers(store, [paper_of(1), paper_of(2)])
    first, token = store.last_seq(), store.token_at(store.last_seq())
    save_papers(store, [paper_of(3)])
    last = store.last_seq()
    assert token is not None
    assert store.token_at(first) == token != store.token_at(last)
    assert store.token_at(last + 99) == store.token_at(last)
    save_papers(store, [paper_of(2), paper_of(1)])
    assert store.token_at(first) == token, "also when those papers have moved on"
    with closing(Store.open(tmp_path / "other.db")) as other:
        save_papers(other, [paper_of(1), paper_of(2)])
        assert other.token_at(first) not in (None, token)


def test_a_listing_on_another_day_is_a_change(store: Store) -> None:
    def say(kind: Kind, days: int) -> None:
        page = Page((announced(arxiv_record(), kind, DAY + timedelta(days=days)),))
        with store.writing() as unit:
            save_pages(unit, SourceId("arxiv"), [page], NOON)

    say(Kind.NEW, 0)
    seen = store.last_seq()
    say(Kind.NEW, 0)
    assert store.last_seq() == seen, "nothing new was said"
    say(Kind.CROSS, 1)
    (findable,) = store.changed(seen, 10)
    assert findable.announced == (("arxiv", DAY), ("arxiv", DAY + timedelta(days=1)))
    assert "arxiv:2606.90001" in findable.names


def test_a_rolled_back_saving_is_no_change(store: Store) -> None:
    def fail() -> None:
        with store.writing() as unit:
            unit.save_changes([New(announced(arxiv_record()), paper_of().paper_id)], [paper_of()], NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.last_seq() == 0


def test_only_summaries_of_the_present_text_are_told(store: Store) -> None:
    paper = paper_of()
    save_papers(store, [paper])
    save_extract(store, paper)
    with store.ledger() as ledger:
        ledger.save_summaries([summary_of(paper, "zh"), summary_of(paper, "en", words="Deltas.")], NOON)
        ledger.save_summaries([summary_of(paper, "zh", "newer")], NOON + timedelta(hours=1))
    (findable,) = store.changed(0, 10)
    assert sorted((each.language, each.model) for each in findable.summaries) == [("en", "m"), ("zh", "newer")]
    save_papers(store, [replace(paper, abstract=text("Other words."))])
    assert store.changed(0, 10)[0].summaries == ()


def test_chunks_follow_each_other(store: Store) -> None:
    save_papers(store, [paper_of(number) for number in range(1, 8)])
    seen, got = 0, []
    while chunk := store.changed(seen, 3):
        got += [findable.paper.paper_id for findable in chunk]
        seen = chunk[-1].seq
    assert got == [paper_of(number).paper_id for number in range(1, 8)]


def test_the_migration_tells_every_paper_there_is(tmp_path: Path) -> None:
    make_database(tmp_path / "old.db", "0002")
    with closing(Store.open(tmp_path / "old.db")) as old, closing(Store.open(tmp_path / "new.db")) as new:
        assert told(old) == [paper_of().paper_id]
        assert len(old.store_id) == 32
        assert old.store_id != new.store_id
        known = old.store_id
    with closing(Store.open(tmp_path / "old.db")) as again:
        assert again.store_id == known
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
