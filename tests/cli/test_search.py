"""`search` and `reindex`, and that every run which stores something brings the index along."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path

import pytest

from academichub.adapters.locks import alone
from academichub.index import Freshness, WordIndex
from academichub.store import Store
from tests.cli.running import Shell

ROWS = (
    {
        "id": "2506.90001",
        "title": "Silt in Deltas",
        "listed": "2025-06-03",
        "categories": ["cs.LG"],
        "authors": ["Ann Yang"],
        "abstract": "Dams hold back sand. Rivers carry less of it.",
    },
    {
        "id": "2506.90002",
        "title": "扩散模型综述",
        "listed": "2025-06-04",
        "categories": ["cs.CV"],
        "authors": ["王小明"],
        "abstract": "Sand is not the subject.",
    },
)


@pytest.fixture
def stocked(shell: Shell, tmp_path: Path) -> Shell:
    shell.write_settings('language = "en"\n[sources.arxiv]\ncategories = ["cs.LG"]\n')
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    assert shell.run("import", str(rows)).code == 0
    return shell


def test_a_second_filter_of_one_kind_is_told_to_be_unused(stocked: Shell) -> None:
    ran = stocked.run("search", "sand year:2025 year:2024")
    assert "Not used, as another one of its kind counts: year:2024" in ran.err
    assert "Not used" in stocked.run("search", "--source", "arxiv", "sand source:nature").err
    assert "Not used" not in stocked.run("search", "sand year:2025").err


def test_an_import_brings_the_index_along(stocked: Shell) -> None:
    store = Store.open(stocked.home / "hub.db")
    assert WordIndex(stocked.home / "index", alone).freshness(store) is Freshness.FRESH
    store.close()
    assert (stocked.home / "index").stat().st_mode & 0o77 == 0, "it holds what the papers say: the owner's alone"


def test_json_tells_what_was_found_and_why(stocked: Shell) -> None:
    ran = stocked.run("search", "dams", "sand", "--json")
    assert ran.code == 0
    first = ran.rows[0]
    assert (first["paper_id"], first["announced_on"], first["by_words"]) == ("arxiv:2506.90001", "2025-06-03", 1)
    assert first["score"] > 0
    assert [first["snippet"][start:end] for start, end in first["marks"]] == ["Dams", "sand"]
    assert [row["paper_id"] for row in ran.rows[1:]] == ["arxiv:2506.90002"]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["sand", "--category", "cs.cv"], ["2506.90002"]),
        (["sand", "--author", "Ann Yang"], ["2506.90001"]),
        (["sand", "--day", "2025-06-04"], ["2506.90002"]),
        (["sand", "--since", "2025-06-04"], ["2506.90002"]),
        (["sand", "--limit", "1"], ["2506.90001"]),
        (["sand", "--source", "arxiv"], ["2506.90001", "2506.90002"]),
        (["散"], ["2506.90002"]),
        (["https://arxiv.org/abs/2506.90002"], ["2506.90002"]),
        (["--", "sand", "-dams"], ["2506.90002"]),
    ],
)
def test_filters_and_limit(stocked: Shell, words: list[str], ids: list[str]) -> None:
    ran = stocked.run("search", "--json", *words)
    assert sorted(row["identifiers"]["arxiv"] for row in ran.rows)[: len(ids)] == ids
    assert len(ran.rows) == len(ids)


def test_a_table_for_people_and_a_word_when_nothing_is_found(stocked: Shell) -> None:
    ran = stocked.run("search", "silt")
    assert ran.out.split("\t") == ["2025-06-03", "arxiv:2506.90001", "cs.LG", "Silt in Deltas\n"]
    assert "1 paper found" in ran.err
    nothing = stocked.run("search", "unheard")
    assert (nothing.code, nothing.out) == (0, "")
    assert "No stored paper matches" in nothing.err
    assert "a word that is wanted" in stocked.run("search", "--", "-sand").err


def test_the_count_says_how_many_have_every_word(stocked: Shell) -> None:
    assert "2 papers found, 1 of them with every word" in stocked.run("search", "sand", "dams").err
    assert "1 paper found with some of the words, none with every word" in stocked.run("search", "dams", "unsaid").err


def test_papers_that_the_index_lacks_are_told(stocked: Shell, tmp_path: Path) -> None:
    rows = tmp_path / "more.jsonl"
    rows.write_text(json.dumps({**ROWS[0], "id": "2506.90003"}), encoding="utf-8")
    with WordIndex(stocked.home / "index", alone).alone() as is_alone:
        assert is_alone
        assert stocked.run("import", str(rows)).code == 0
        ran = stocked.run("search", "dams", "--json")
        assert [row["paper_id"] for row in ran.rows] == ["arxiv:2506.90001"]
        assert "academichub reindex" in ran.err
        with closing(Store.open(stocked.home / "hub.db")) as store:
            n_unseen = store.n_changed(WordIndex(stocked.home / "index", alone).look().about.seq)
        assert n_unseen == 1
        assert "1 new or changed paper is not in the search index" in ran.err
    assert "search index" not in stocked.run("search", "dams").err


@pytest.mark.parametrize("day", ["20250604", "2025-W23-3", "2025-6-4"])
def test_a_day_is_written_in_one_way_everywhere(stocked: Shell, day: str) -> None:
    assert stocked.run("search", "sand", "--since", day).code == 2
    assert stocked.run("search", "sand", "--day", day).code == 2
    assert stocked.run("list", "--day", day).code == 2


def test_bad_options_are_slips_of_the_hand(stocked: Shell) -> None:
    assert stocked.run("search", "sand", "--day", "someday").code == 2
    assert stocked.run("search", "sand", "--source", "nowhere").code == 2


def test_reindex_makes_it_anew(stocked: Shell) -> None:
    before = next((stocked.home / "index").glob("words-*/current")).read_text()
    ran = stocked.run("reindex")
    assert (ran.code, ran.out) == (0, "")
    assert "2 papers indexed" in ran.err
    assert next((stocked.home / "index").glob("words-*/current")).read_text() != before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_index_that_cannot_be_written_fails_no_run(stocked: Shell, tmp_path: Path) -> None:
    (stocked.home / "index").chmod(0o500)
    rows = tmp_path / "more.jsonl"
    rows.write_text(json.dumps({**ROWS[0], "id": "2506.90003"}), encoding="utf-8")
    ran = stocked.run("import", str(rows))
    (stocked.home / "index").chmod(0o700)
    assert ran.code == 0


def test_a_file_in_the_way_of_the_index_fails_no_import_and_is_named(shell: Shell, tmp_path: Path) -> None:
    shell.write_settings('language = "en"\n')
    (shell.home / "index").write_text("in the way")
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps(ROWS[0]), encoding="utf-8")
    ran = shell.run("import", str(rows))
    assert ran.code == 0
    assert "The search index was not updated" in ran.err
    assert shell.run("reindex").code == 5
