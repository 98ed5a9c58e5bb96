"""The index is disposable: whatever happens to it, it is made again, and no reader sees half of it."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from contextlib import closing
from pathlib import Path

import pytest

from academichub.adapters.locks import alone
from academichub.durable import CURRENT
from academichub.errors import IndexUnusable
from academichub.index import FORMAT, Freshness, WordIndex, catch_up, rebuild
from academichub.store import Store
from tests.index.shelf import SHELF, fill, found, index_of, paper, quiet
from tests.outbox import InTwos
from tests.store.cards import save_papers


def test_catching_up_reads_only_what_changed(store: Store, tmp_path: Path) -> None:
    fill(store)
    words, outbox = index_of(tmp_path, store), InTwos(store)
    assert words.freshness(store) is Freshness.FRESH
    assert catch_up(words, outbox, quiet) == 0
    save_papers(store, [paper(1, "Pebbles", "No grain is left."), paper(9, "Gravel", "Coarse.")])
    assert words.freshness(store) is Freshness.BEHIND
    assert (found(words, "sand"), found(words, "pebbles")) == ([1], [])
    told: list[tuple[int, int]] = []
    assert catch_up(words, outbox, lambda done, n_all: told.append((done, n_all))) == 2
    assert outbox.seen == [paper(1, "", "").paper_id, paper(9, "", "").paper_id]
    assert told[-1] == (2, 2)
    assert (found(words, "sand"), found(words, "pebbles"), found(words, "gravel")) == ([], [1], [9])
    assert words.freshness(store) is Freshness.FRESH


def test_an_index_of_another_store_is_made_anew(store: Store, tmp_path: Path) -> None:
    fill(store)
    words = index_of(tmp_path, store)
    with closing(Store.open(tmp_path / "other.db")) as other:
        fill(other, SHELF[3:])
        assert words.freshness(other) is Freshness.UNUSABLE
        assert catch_up(words, other, quiet) == 2
        assert (found(words, "sand"), found(words, "gauges")) == ([], [5])


def test_an_index_that_knows_more_than_the_store_is_made_anew(store: Store, tmp_path: Path) -> None:
    """As when an older copy of the database was put in its place."""
    fill(store)
    copy = tmp_path / "copy.db"
    with closing(sqlite3.connect(tmp_path / "hub.db")) as live, closing(sqlite3.connect(copy)) as kept:
        live.backup(kept)
    save_papers(store, [paper(9, "Gravel", "Coarse.")])
    words = index_of(tmp_path, store)
    with closing(Store.open(copy)) as older:
        assert words.freshness(older) is Freshness.UNUSABLE
        catch_up(words, older, quiet)
        assert found(words, "gravel") == []


def test_an_index_of_a_history_that_was_undone_is_made_anew(store: Store, tmp_path: Path) -> None:
    """An older copy was put in its place, and then grew past what the index knows, paper by paper the same."""
    fill(store)
    copy = tmp_path / "copy.db"
    with closing(sqlite3.connect(tmp_path / "hub.db")) as live, closing(sqlite3.connect(copy)) as kept:
        live.backup(kept)
    save_papers(store, [paper(8, "Pebbles", "Round."), paper(9, "Gravel", "Coarse.")])
    words = index_of(tmp_path, store)
    with closing(Store.open(copy)) as older:
        save_papers(older, [paper(8, "Boulders", "Round."), paper(9, "Clay", "Fine.")])
        assert older.last_seq() == store.last_seq()
        assert words.freshness(older) is Freshness.UNUSABLE
        save_papers(older, [paper(8, "Boulders", "Rounder."), paper(9, "Clay", "Finer."), paper(7, "Mud", "Wet.")])
        assert words.freshness(older) is Freshness.UNUSABLE, "nothing is left of the numbers in between"
        catch_up(words, older, quiet)
        assert (found(words, "pebbles"), found(words, "boulders"), found(words, "gravel")) == ([], [8], [])
        assert words.freshness(older) is Freshness.FRESH


def test_a_folder_that_cannot_be_written_can_be_asked(store: Store, tmp_path: Path) -> None:
    """The library sets a lock in the folder of each index that it opens; here something else has its place."""
    fill(store)
    words = index_of(tmp_path, store)
    (generation,) = (path for path in words.folder.iterdir() if path.is_dir())
    for lock in generation.glob(".*.lock"):
        lock.unlink()
    for name in (".tantivy-meta.lock", ".tantivy-writer.lock"):
        (generation / name).mkdir()
    before = set(Path(tempfile.gettempdir()).glob("academichub-index-*"))
    elsewhere = WordIndex(tmp_path / "index", alone)
    assert elsewhere.freshness(store) is Freshness.FRESH
    assert found(elsewhere, "sand") == [1]
    assert set(Path(tempfile.gettempdir()).glob("academichub-index-*")) <= before
    save_papers(store, [paper(9, "Gravel", "Coarse.")])
    assert elsewhere.freshness(store) is Freshness.BEHIND
    assert (found(elsewhere, "sand"), found(elsewhere, "gravel")) == ([1], [])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another user")
def test_another_user_who_may_only_read_can_ask(store: Store) -> None:
    with tempfile.TemporaryDirectory(prefix="academichub-test-") as name:
        fill(store)
        words = index_of(Path(name), store)
        for path in (Path(name), *Path(name).rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        script = f"""
            import os
            from pathlib import Path
            from academichub.adapters.locks import alone
            from academichub.index import WordIndex
            from academichub.search import parse_query
            os.setuid(65534)
            words = WordIndex(Path({name!r}) / "index", alone)
            print([paper_id for paper_id, _ in words.search(parse_query("sand"), 5).hits])
        """
        ran = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True
        )
        assert ran.stdout == "['arxiv:2606.90001']\n"
        assert words.freshness(store) is Freshness.FRESH


def files_of(words: WordIndex) -> list[Path]:
    return sorted(path for path in words.folder.rglob("*") if path.is_file() and not path.name.endswith(".lock"))


def test_whatever_file_is_torn_or_lost_the_index_is_made_anew(store: Store, tmp_path: Path) -> None:
    fill(store)
    whole = tmp_path / "whole"
    names = [path.relative_to(whole / "index") for path in files_of(index_of(whole, store))]
    assert len(names) >= 8
    for name in names:
        size = (whole / "index" / name).stat().st_size
        for cut in (0, size // 2, size - 1, None):
            folder = tmp_path / "torn"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(whole, folder)
            path = folder / "index" / name
            if cut is None:
                path.unlink()
            else:
                os.truncate(path, cut)
            words = WordIndex(folder / "index", alone)
            catch_up(words, store, quiet)
            assert found(words, "sand") == [1], (name, cut)
            assert words.freshness(store) is Freshness.FRESH, (name, cut)


def test_readers_ask_the_old_one_until_the_new_one_is_whole(store: Store, tmp_path: Path) -> None:
    fill(store)
    words = index_of(tmp_path, store)
    elsewhere = WordIndex(tmp_path / "index", alone)
    before = (words.folder / CURRENT).read_text()
    seen: list[list[int]] = []
    outbox = InTwos(store, before=lambda since: seen.append(found(elsewhere, "rivers")))
    assert rebuild(WordIndex(tmp_path / "index", alone), outbox, quiet) == len(SHELF)
    assert len(seen) == 4
    assert all(sorted(each) == [1, 2, 5] for each in seen)
    assert (words.folder / CURRENT).read_text() != before
    assert sorted(found(elsewhere, "rivers")) == sorted(found(words, "rivers")) == [1, 2, 5]
    assert len([path for path in words.folder.iterdir() if path.is_dir()]) == 1


def test_a_paper_that_changes_while_the_index_is_made_is_in_it_once(store: Store, tmp_path: Path) -> None:
    fill(store)
    changes = iter([paper(1, "Pebbles", "Rivers."), paper(3, "Pebbles again", "Rivers.")])

    def change(_since: int) -> None:
        for each in changes:
            save_papers(store, [each])
            break

    words = WordIndex(tmp_path / "index", alone)
    rebuild(words, InTwos(store, before=change), quiet)
    assert sorted(found(words, "pebbles")) == [1, 3]
    assert sorted(found(words, "source:arxiv")) == [1, 2, 3, 4, 5]


def test_a_process_killed_while_it_makes_the_index_leaves_the_old_one(store: Store, tmp_path: Path) -> None:
    fill(store)
    words = index_of(tmp_path, store)
    save_papers(store, [paper(9, "Gravel", "Coarse.")])
    script = f"""
        import os, signal
        from pathlib import Path
        from academichub.adapters.locks import alone
        from academichub.index import WordIndex, catch_up, rebuild
        from academichub.store import Store
        def die(done, n_all):
            os.kill(os.getpid(), signal.SIGKILL)
        HOW(WordIndex(Path({str(tmp_path / "index")!r}), alone), Store.open(Path({str(tmp_path / "hub.db")!r})), die)
    """
    for how in ("rebuild", "catch_up"):
        killed = subprocess.run([sys.executable, "-c", textwrap.dedent(script).replace("HOW", how)], check=False)
        assert killed.returncode == -signal.SIGKILL
        assert (found(words, "sand"), found(words, "gravel")) == ([1], []), how
        assert words.freshness(store) is Freshness.BEHIND
    assert catch_up(words, store, quiet) == 1
    assert found(words, "gravel") == [9]
    rebuild(words, store, quiet)
    assert len([path for path in words.folder.iterdir() if path.is_dir()]) == 1, "what was left unfinished is gone"


def test_another_process_writes_and_this_one_notices(store: Store, tmp_path: Path) -> None:
    fill(store)
    words = index_of(tmp_path, store)
    save_papers(store, [paper(9, "Gravel", "Coarse.")])
    script = f"""
        from pathlib import Path
        from academichub.adapters.locks import alone
        from academichub.index import WordIndex, catch_up
        from academichub.store import Store
        words = WordIndex(Path({str(tmp_path / "index")!r}), alone)
        print(catch_up(words, Store.open(Path({str(tmp_path / "hub.db")!r})), lambda *_: None))
    """
    run = [sys.executable, "-c", textwrap.dedent(script)]
    with words.alone() as is_alone:
        assert is_alone
        assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "None\n"
        assert catch_up(words, store, quiet) is None
    assert found(words, "gravel") == []
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "1\n"
    assert found(words, "gravel") == [9]


def test_without_an_index_the_remedy_is_named(tmp_path: Path) -> None:
    words = WordIndex(tmp_path / "index", alone)
    with pytest.raises(IndexUnusable, match="academichub reindex"):
        words.look()
    assert not (tmp_path / "index").exists()


def test_folders_of_earlier_formats_go_and_those_of_later_ones_stay(store: Store, tmp_path: Path) -> None:
    earlier, later = (tmp_path / "index" / f"words-{FORMAT + step}" for step in (-1, 1))
    for folder in (earlier, later):
        folder.mkdir(parents=True)
    fill(store)
    index_of(tmp_path, store)
    assert later.exists()
    assert not earlier.exists()


def test_a_mark_of_broken_characters_is_no_obstacle_to_making_the_index_anew(store: Store, tmp_path: Path) -> None:
    fill(store)
    words = index_of(tmp_path, store)
    (words.folder / CURRENT).write_bytes(b"\xff\xfe")
    rebuild(words, store, quiet)
    assert words.freshness(store) is Freshness.FRESH
