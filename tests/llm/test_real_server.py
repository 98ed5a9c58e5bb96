"""A real server of a language model, where there is one: what it writes is checked, counted, and never shown unchecked.

    ACADEMICHUB_TEST_LLM_URL=http://127.0.0.1:11434/v1 ACADEMICHUB_TEST_LLM_MODEL=qwen3:4b pytest -m real_model

ACADEMICHUB_TEST_LLM_KEY is its key, where it wants one. Nothing is said of how good its summaries are: models differ.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from academichub.summary.checks import check_draft
from academichub.summary.drafts import Draft, DraftField
from academichub.summary.hygiene import read_source
from tests.cli.newsroom import Newsroom, Row, paper_id, row
from tests.cli.running import Shell
from tests.upstreams.llm import FakeEndpoint

URL = os.environ.get("ACADEMICHUB_TEST_LLM_URL")
MODEL = os.environ.get("ACADEMICHUB_TEST_LLM_MODEL")
KEY = os.environ.get("ACADEMICHUB_TEST_LLM_KEY")
LONGEST_S = 900  # of one command, on a slow machine

pytestmark = [
    pytest.mark.real_model,
    pytest.mark.skipif(not (URL and MODEL), reason="no ACADEMICHUB_TEST_LLM_URL and ACADEMICHUB_TEST_LLM_MODEL"),
]

PAPERS = (
    row(1, title="Listening for Leaks: Microphones on Old Water Mains"),
    row(
        2,
        "Bread goes stale when its starch turns back into crystals. We stored 36 loaves of rye and wheat at 4 °C and "
        "at 20 °C for five days. At 4 °C the wheat loaves hardened 2.3 times as fast; the rye loaves hardly differed. "
        "The refrigerator is therefore no place for wheat bread, at least for the two recipes tested here.",
        "The Refrigerator Hardens Bread",
    ),
)


def run(newsroom: Newsroom, *words: str) -> tuple[int, list[Row]]:
    """In a process of its own, which may speak to hosts that tests may not. Returns exit code and rows."""
    with newsroom.begin(*words) as process:
        out, err = process.communicate(timeout=LONGEST_S)
    assert "Traceback" not in err
    assert not KEY or KEY not in out + err
    return process.returncode, [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def newsroom(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Newsroom:
    newsroom = Newsroom(Shell(tmp_path / "home", capsys), FakeEndpoint())
    given: dict[str, Any] = {"base_url": URL, "model": MODEL, "timeout_s": 300, "concurrency": 2}
    if KEY:
        path = tmp_path / "llm.key"
        path.write_text(KEY, encoding="utf-8")
        path.chmod(0o600)
        given["api_key_file"] = str(path)
    newsroom.configure(languages=["zh", "en"], **given)
    newsroom.take(*PAPERS)
    return newsroom


def test_two_papers_end_checked_or_with_their_extracts_and_are_accounted_for(newsroom: Newsroom) -> None:
    code, (checked,) = run(newsroom, "llm", "check", "--json")
    assert (code, checked["error"]) == (0, None)
    _, rows = run(newsroom, "summarise", "--json")
    assert sorted((one["paper_id"], one["language"]) for one in rows) == [
        (paper_id(n), language) for n in (1, 2) for language in ("en", "zh")
    ]
    assert {one["state"] for one in rows} <= {"valid", "fallback"}
    for one in rows:
        if one["state"] == "valid":
            assert_checked(newsroom, one)
        else:
            assert one["fields"] == {}
            assert one["reason"]
    _, spent = run(newsroom, "spend", "--json")
    assert {one["kind"] for one in spent} == {"check", "summary"}
    assert all(one["tokens_in"] > 0 and one["tokens_out"] > 0 for one in spent)


def assert_checked(newsroom: Newsroom, one: Row) -> None:
    """What is on show passes every check once more."""
    (about,) = [given for given in PAPERS if given["id"] in one["paper_id"]]
    source = read_source(about["title"], about["abstract"].replace("$", ""))
    draft = Draft(one["language"], {name: DraftField(text) for name, text in one["fields"].items()})
    assert check_draft(draft, source) == ()
    assert newsroom.run("show", one["paper_id"], "--json").rows[0]["summary"]["model"] in (MODEL, "extract")
