"""Commands where nothing, or nothing good, is there: errors, exit codes, the sample edition, import."""

from __future__ import annotations

import gzip
import io
import json
import socket
from pathlib import Path

import pytest

from academichub.cli import exit_code
from academichub.cli.session import hoist_global_options
from academichub.cli.terminal import SafeConsole, Terminal, shown
from academichub.errors import ConfigError, HubError, NotFound, ParseError, PublishError, StoreError
from tests.cli.running import Shell

OFFLINE = """
[sources.arxiv]
categories = ["cs.CV"]
rss_url = "http://127.0.0.1:1/rss"
[fetch]
allow_hosts = ["127.0.0.1:1"]
"""


TITLE = "A title that is longer than the eighty columns of a terminal would let it be, were it cut as on a screen"


@pytest.fixture
def stocked(shell: Shell, tmp_path: Path) -> Shell:
    """A home with one paper."""
    shell.write_settings(OFFLINE)
    row = {"id": "2506.90001", "title": TITLE, "listed": "2025-06-03", "categories": ["cs.CV"]}
    rows = tmp_path / "home" / "rows.jsonl"
    rows.write_text(json.dumps(row), encoding="utf-8")
    assert shell.run("import", str(rows)).code == 0
    return shell


def test_a_missing_file_names_the_remedy(shell: Shell) -> None:
    ran = shell.run("update")
    assert ran.code == 2
    assert "hub.toml" in ran.err
    assert "academichub init" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_init_writes_settings_that_load_and_never_overwrites(shell: Shell) -> None:
    assert shell.run("init").code == 0
    written = (shell.home / "hub.toml").read_text(encoding="utf-8")
    assert shell.run("init").code == 2
    assert (shell.home / "hub.toml").read_text(encoding="utf-8") == written
    rows = {row["key"]: row for row in shell.run("settings", "--json").rows}
    assert rows["language"]["value"] == "en"
    assert rows["language"]["origin"].startswith("hub.toml, line ")
    assert rows["contact"]["origin"] == "default"


def test_an_unknown_key_names_key_file_line_and_remedy(shell: Shell) -> None:
    shell.write_settings('language = "en"\n[sources.arxiv]\ncategries = ["cs.CV"]\n')
    ran = shell.run("settings")
    assert ran.code == 2
    for part in ("hub.toml", "line 3", "categries", "categories"):
        assert part in ran.err


def test_an_unknown_source_names_the_followed_ones(shell: Shell) -> None:
    shell.write_settings(OFFLINE)
    ran = shell.run("update", "natur")
    assert ran.code == 2
    assert "arxiv" in ran.err


@pytest.mark.parametrize(
    "words", [["list", "--day", "2026-13-45"], ["digest", "--language", "tlh"], ["list", "--source", "natur"]]
)
def test_a_bad_value_is_wrong_usage(stocked: Shell, words: list[str]) -> None:
    ran = stocked.run(*words)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("words", [["digest", "--day", "1999-01-01"], ["show", "2606.90001"]])
def test_a_day_or_paper_that_is_not_there_is_not_found(stocked: Shell, words: list[str]) -> None:
    assert stocked.run(*words).code == 4


def test_a_table_that_is_piped_is_whole_and_cut_by_tabs(stocked: Shell) -> None:
    (row,) = stocked.run("list").out.splitlines()
    assert row.split("\t") == ["2025-06-03", "arxiv:2506.90001", "cs.CV", "new", TITLE]


def test_a_row_of_a_table_is_one_line_whatever_a_cell_holds(capsys: pytest.CaptureFixture[str]) -> None:
    Terminal().print_table(("a", "b"), [("x\ny", "one\r\n\ttwo\u2028three"), ("", " z ")], wide=1)
    assert capsys.readouterr().out == "x y\tone two three\n\tz\n"


CHINESE = (
    (["list", "--day", "2026-13-45"], "2026-13-45：不是日期；请写作 2026-06-16，或 latest"),
    (["list", "--source", "natur"], "natur：没有这个来源（现有：arXiv"),
    (["digest", "--day", "1999-01-01"], "1999-01-01：这一天没有出刊"),
    (["list", "--category", "no.such"], "没有匹配的论文。"),
    (["works", "refuse", "x", "y"], "x：没有收录这篇论文"),
    (["works", "unmerge", "5"], "5：没有这次合并；"),
    (["update", "nobody"], "nobody：关注的来源中没有此标识（现有：arXiv）"),
    (["brief", "-o", "/proc/x.md"], "/proc/x.md：无法写入（文件夹不存在，"),
    (["brief", "-o", "x.doc"], "须为 .md、.html、.json、.pdf 之一"),
)


def test_messages_are_in_the_reader_s_language(stocked: Shell, tmp_path: Path) -> None:
    assert "no edition" in stocked.run("digest", "--day", "1999-01-01").err
    stocked.write_settings('language = "zh"\n' + OFFLINE)
    for words, said in CHINESE:
        assert said.replace("arXiv", "arxiv") in stocked.run(*words).err
    again = stocked.run("import", str(tmp_path / "home" / "rows.jsonl"))
    assert "导入：读入 1 篇，新论文 0 篇，修订 0 篇，无变化 1 篇 · 无变化\n" in again.err
    empty = Shell(tmp_path / "empty", stocked.capture)
    empty.write_settings('language = "zh"\n' + OFFLINE)
    assert "还没有任何一期：尚未收录任何论文。" in empty.run("digest").err


def test_failures_beyond_a_few_are_counted_so_that_the_numbers_add_up(stocked: Shell, tmp_path: Path) -> None:
    rows = tmp_path / "bad.jsonl"
    rows.write_text("{\n" * 12, encoding="utf-8")
    ran = stocked.run("import", str(rows))
    assert ran.code == 3
    assert "Import: 12 read, 0 new, 0 revised, 0 unchanged, 12 failed · partial" in ran.err
    assert ran.err.count("line ") == 3
    assert "  and 9 more\n" in ran.err


def test_a_digest_is_not_written_into_a_folder_that_is_not_there(stocked: Shell) -> None:
    path = stocked.home / "nowhere" / "digest.md"
    assert stocked.run("digest", "-o", str(path)).code == 5
    assert not path.parent.exists()


def test_a_planted_draft_or_link_is_not_written_through(stocked: Shell, tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "digest.md"
    victim.write_text("mine", encoding="utf-8")
    (tmp_path / ".digest.md.part").symlink_to(victim)
    assert stocked.run("digest", "-o", str(link)).code == 0
    assert victim.read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".digest.md.part", "digest.md", "home", "victim"]


def test_a_wrong_journal_is_named_with_its_line(shell: Shell) -> None:
    shell.write_settings('[[sources.feed]]\nid = "natur"\n')
    for words in (["settings"], ["update"]):
        ran = shell.run(*words)
        assert ran.code == 2
        assert "line 2" in ran.err
        assert "nature" in ran.err


def test_no_source_is_said_and_no_sample_published(shell: Shell) -> None:
    shell.write_settings("")
    ran = shell.run("up", "--once")
    assert ran.code == 0
    assert "No source is configured" in ran.err
    assert not (shell.home / "sample").exists()


def test_a_taken_port_is_said_before_anything_is_fetched(shell: Shell) -> None:
    shell.write_settings(OFFLINE)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = shell.run("up", "--port", str(taken.getsockname()[1]))
    assert ran.code == 2
    assert "--port" in ran.err
    assert "arXiv" not in ran.err


def test_nothing_printed_steers_the_terminal() -> None:
    text = "a\x1b]0;title\x07\x9b31m\u202eb\u2066\x00\tc\nd"
    assert shown(text) == "a\ufffd]0;title\ufffd\ufffd31m\ufffdb\ufffd\ufffd\tc\nd"
    drawn = io.StringIO()
    SafeConsole(file=drawn, highlight=False).print(text, style="bold")
    assert not set("\x1b\x9b\u202e\x00") & set(drawn.getvalue())


def test_nothing_stored_is_not_found(shell: Shell) -> None:
    shell.write_settings(OFFLINE)
    for words in (["show", "2606.90001"], ["digest"], ["list", "--day", "latest"]):
        assert shell.run(*words).code == 4
    assert (shell.run("list").code, shell.run("list", "--json").code) == (0, 0)
    assert shell.run("list", "--source", "natur").code == 2


def test_offline_the_sample_edition_is_published_and_says_so(shell: Shell) -> None:
    shell.write_settings(OFFLINE)
    ran = shell.run("up", "--once")
    assert ran.code == 3
    assert "arXiv failed" in ran.err
    assert "sample edition" in ran.err
    digests = list((shell.home / "sample" / "editions").glob("*.md"))
    assert len(digests) == 3
    assert all("Sample edition" in digest.read_text(encoding="utf-8") for digest in digests)
    listed = shell.run("list", "--json")
    assert 55 <= len({row["paper_id"] for row in listed.rows}) <= 65
    assert len({row["source"] for row in listed.rows}) == 8
    assert "Sample edition" in listed.err
    (status,) = shell.run("status", "--json").rows
    assert status["sample"] is True
    assert [(row["id"], row["state"]) for row in status["sources"]] == [("arxiv", "failed")]
    assert [row["id"] for row in shell.run("sources", "--json").rows[0]["sources"]] == ["arxiv"]


def test_an_imported_paper_takes_the_place_of_the_sample(shell: Shell, tmp_path: Path) -> None:
    shell.write_settings(OFFLINE)
    shell.run("up", "--once")
    rows = tmp_path / "rows.jsonl.gz"
    row = {"id": "2506.90001", "title": "An $\\alpha$ row", "listed": "2025-06-03", "summary": "We row. We rowed well."}
    bad = {"id": "2506.90002", "title": "No day"}
    rows.write_bytes(gzip.compress("\n".join([json.dumps(row), "", "{", json.dumps(bad)]).encode()))
    ran = shell.run("import", str(rows), "--json")
    assert ran.code == 3
    (source,) = ran.rows[0]["sources"]
    assert (source["new"], [failed["id"] for failed in source["failed"]]) == (1, ["line 3", "line 4"])
    assert [listed["title_text"] for listed in shell.run("list", "--json").rows] == ["An α row"]
    assert shell.run("import", str(tmp_path / "none.jsonl")).code == 2


def test_exit_codes_of_the_tree() -> None:
    codes = {kind: exit_code(kind("x")) for kind in (ConfigError, NotFound, StoreError, PublishError, ParseError)}
    assert codes == {ConfigError: 2, NotFound: 4, StoreError: 5, PublishError: 5, ParseError: 3}
    assert exit_code(HubError("x")) == 3


@pytest.mark.parametrize(
    ("words", "hoisted"),
    [
        (["list", "--home", "x", "--json"], ["--home", "x", "list", "--json"]),
        (["list", "--home=x", "--debug"], ["--home=x", "--debug", "list"]),
        (["show", "--", "--home"], ["show", "--", "--home"]),
        (["list", "--home"], ["--home", "list"]),
    ],
)
def test_global_options_may_stand_anywhere(words: list[str], hoisted: list[str]) -> None:
    assert hoist_global_options(words) == hoisted


def test_usage_errors_and_help(shell: Shell) -> None:
    assert shell.run("frobnicate").code == 2
    assert shell.run("--version").out.startswith("academichub ")
    assert "update" in shell.run("--help").out
