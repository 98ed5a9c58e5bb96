"""Search by meaning at the command line: runs fill the vectors, and a failing encoder costs neither run nor search."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.test_encoders import FakeEmbeddings
from tests.cli.running import Shell
from tests.cli.test_search import ROWS


@pytest.fixture
def fake() -> Iterator[FakeEmbeddings]:
    with FakeEmbeddings() as running:
        yield running


@pytest.fixture
def stocked(shell: Shell, tmp_path: Path, fake: FakeEmbeddings) -> Shell:
    endpoint = f'[search]\nencoder = "endpoint"\nbase_url = "{fake.base}/v1"\nmodel = "m"\n'
    shell.write_settings(f'language = "en"\n[sources.arxiv]\ncategories = ["cs.LG"]\n{endpoint}')
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    assert shell.run("import", str(rows)).code == 0
    return shell


def test_a_run_encodes_what_it_stored_and_a_search_finds_by_meaning(stocked: Shell, fake: FakeEmbeddings) -> None:
    assert [len(str(asked["input"])) > 50 for asked in fake.asked] == [True], "one call for both papers"
    ran = stocked.run("search", "三角洲")
    assert ran.code == 0
    assert "2506.90001" in ran.out
    assert "beside them the 2 nearest by meaning" in ran.err
    ran = stocked.run("search", "三角洲", "--category", "cs.CV", "--json")
    assert [row["paper_id"] for row in ran.rows] == ["arxiv:2506.90002"]


def test_when_the_endpoint_is_down_words_find_and_why_is_said(stocked: Shell, fake: FakeEmbeddings) -> None:
    fake.fail_next(10, 500)
    ran = stocked.run("search", "dams")
    assert ran.code == 0
    assert "2506.90001" in ran.out
    assert ran.err.count("By words only: ") == 1
    fake.fail_next(10, 401)
    ran = stocked.run("reindex")
    assert ran.code == 0, "what was encoded is taken over: nobody has to be asked"
    assert "2 papers can be found by meaning" in ran.err


def test_a_failing_encoder_breaks_no_run_and_is_told_by_reindex(
    shell: Shell, tmp_path: Path, fake: FakeEmbeddings
) -> None:
    endpoint = f'[search]\nencoder = "endpoint"\nbase_url = "{fake.base}/v1"\nmodel = "m"\n'
    shell.write_settings(f'language = "en"\n[sources.arxiv]\ncategories = ["cs.LG"]\n{endpoint}')
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    fake.fail_next(10, 401)
    ran = shell.run("import", str(rows))
    assert ran.code == 0
    assert ran.err.count("Search stays by words") == 1
    ran = shell.run("reindex")
    assert ran.code == 3
    assert "ACADEMICHUB_EMBEDDING_API_KEY" in ran.err
    assert "2506.90001" in shell.run("search", "dams").out
