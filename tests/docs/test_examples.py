"""The examples of settings, backup, import and proxies do what their pages say."""

from __future__ import annotations

import contextlib
import re
import shlex
import sqlite3
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from academichub.app import configured_sources, open_hub, publish_sample
from academichub.model import Page
from academichub.pipeline import update
from academichub.pipeline.progress import SilentProgress
from academichub.settings.file import load_settings
from academichub.settings.source_checks import SOURCES
from academichub.sources.catalogue import load_catalogue
from academichub.store import Store
from tests.cli.running import Shell
from tests.docs.pages import blocks, page_names, read
from tests.fakes import FakeFetcher, FakeSource, noon
from tests.samples import DAY, announced, arxiv_record
from tests.web.asking import Browser

SETTINGS_PAGE = "docs/reference/settings.md"
BACKUP_PAGE = "docs/how-to/back-up.md"
HOME = "…"  # the pages leave out where the home folder is


def wrong_settings() -> list[tuple[str, str]]:
    """The pairs of a bad file and its message under "When something is wrong"."""
    found = [block for block in blocks(SETTINGS_PAGE) if block.language in ("toml", "text")]
    return [
        (file.text, message.text)
        for file, message in pairwise(found)
        if (file.language, message.language) == ("toml", "text")
    ]


def good_settings() -> list[tuple[str, str]]:
    bad = {text for text, _ in wrong_settings()}
    found = ((name, block.text) for name in page_names() for block in blocks(name, "toml"))
    return [(name, text) for name, text in found if text not in bad and "[project" not in text]


@pytest.mark.parametrize(("name", "text"), good_settings())
def test_example_settings_load_and_name_journals_of_the_catalogue(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "hub.toml").write_text(text, encoding="utf-8")
    settings = load_settings(tmp_path).settings
    sources = configured_sources(settings)
    assert len(sources) == len(tomllib.loads(text).get("sources", {}).get("feed", [])) + f"\n{text}".count(
        "\n[sources."
    )
    for feed in settings.sources.feed:
        assert feed.url is not None or feed.id in load_catalogue()


def radar_commands() -> list[list[str]]:
    """Those of the page about radars that ask nobody and read no file."""
    lines = [line for block in blocks("docs/how-to/make-a-radar.md", "console") for line in block.text.splitlines()]
    typed = [shlex.split(line)[3:] for line in lines if line.startswith("$ academichub radar ")]
    return [words for words in typed if not {"--from", "--orcid", "--zotero"} & {*words}]


def test_the_radars_of_the_page_show_papers_of_the_sample(shell: Shell) -> None:
    shell.write_settings('language = "en"\n[sources.arxiv]\ncategories = ["cs.LG"]\n')
    hub = open_hub(load_settings(shell.home).settings)
    publish_sample(hub).store.close()
    hub.store.close()
    ran = [(words, shell.run("radar", *words)) for words in radar_commands()]
    assert len(ran) > 8
    assert [(words, each.err) for words, each in ran if each.code != 0] == []
    for words, each in ran:
        if words[0] == "rank" or "--dry-run" in words:
            assert len(each.out.splitlines()) > 2, words


def without_time(briefing: str) -> str:
    text, n = re.subn(r"(Made on |生成于 )\d[^\n]* \d\d:\d\d UTC", r"\1", briefing)
    assert n == 1
    return text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_example_briefing_is_what_the_sample_gives(language: str, shell: Shell) -> None:
    """Over the sample: academichub brief --language LANGUAGE -o docs/examples/briefing.LANGUAGE.md writes it anew.

    All but the time at which it was made.
    """
    shell.write_settings('language = "en"\n[sources.arxiv]\ncategories = ["cs.LG"]\n')
    hub = open_hub(load_settings(shell.home).settings)
    publish_sample(hub).store.close()
    hub.store.close()
    ran = shell.run("brief", "--language", language)
    assert ran.code == 0, ran.err
    name = f"docs/examples/briefing.{language}.md"
    assert without_time(ran.out.strip()) == without_time(read(name).strip()), (
        f"{name} is of another sample or another way of writing"
    )
    heads = re.findall(r"^#+ (.*)$", ran.out, re.M)
    assert len(heads) == len(set(heads)), "a heading stands over itself"


def test_the_radar_and_the_question_of_the_page_about_briefings_find_papers_of_the_sample(shell: Shell) -> None:
    shell.write_settings('language = "en"\n[sources.arxiv]\ncategories = ["cs.LG"]\n')
    hub = open_hub(load_settings(shell.home).settings)
    publish_sample(hub).store.close()
    hub.store.close()
    lines = [line for block in blocks("docs/how-to/write-a-briefing.md", "console") for line in block.text.splitlines()]
    typed = [shlex.split(line)[2:] for line in lines]
    ran = [(words, shell.run(*words)) for words in typed if {"radar", "--radar", "--question"} & {*words}]
    assert len(ran) == 3
    assert [(words, each.err) for words, each in ran if each.code != 0] == []


def test_the_example_of_the_reference_uses_every_table() -> None:
    example = next(block.text for block in blocks(SETTINGS_PAGE, "toml"))
    tree = tomllib.loads(example)
    assert set(tree) == {"language", "contact", "sources", "fetch", "llm"}
    assert set(tree["sources"]) == {*SOURCES, "feed"}


@pytest.mark.parametrize(("text", "message"), wrong_settings())
def test_wrong_settings_say_what_the_page_says(text: str, message: str, shell: Shell) -> None:
    shell.write_settings(text)
    ran = shell.run("sources")
    assert (ran.code, ran.err.replace(str(shell.home), HOME)) == (2, message)


def test_a_misspelt_variable_says_what_the_page_says(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    message = blocks(SETTINGS_PAGE, "text")[-1].text
    misspelt = re.findall(r"ACADEMICHUB_\w+", message)[0]
    monkeypatch.setenv(misspelt, "zh")
    shell.write_settings('language = "en"\n')
    ran = shell.run("sources")
    assert (ran.code, ran.err) == (2, message)


def test_more_than_a_hundred_journals() -> None:
    assert len(load_catalogue()) > 100


def test_rows_to_import(shell: Shell, tmp_path: Path) -> None:
    (example,) = blocks("docs/how-to/import-papers.md", "jsonl")
    rows = tmp_path / "papers.jsonl"
    rows.write_text(example.text, encoding="utf-8")
    shell.write_settings('language = "en"\n')
    for expected in ((2, 0), (0, 2)):
        ran = shell.run("import", str(rows), "--json")
        (source,) = ran.rows[0]["sources"]
        assert (ran.code, source["new"], source["unchanged"]) == (0, *expected)
    listed = {row["paper_id"]: row for row in shell.run("list", "--json").rows}
    assert {(name, row["version"], row["announced_on"]) for name, row in listed.items()} == {
        ("arxiv:2606.90901", 1, "2026-06-16"),
        ("arxiv:2606.90902", 2, "2026-06-17"),
    }


def test_a_copy_of_a_database_in_use_is_whole(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    store = Store.open(home / "hub.db")
    update([FakeSource([Page((announced(arxiv_record()),), day=DAY)])], FakeFetcher(), store, noon, SilentProgress())
    with contextlib.closing(sqlite3.connect(f"file:{home / 'hub.db'}?immutable=1", uri=True)) as torn:
        tables = torn.execute("SELECT count(*) FROM sqlite_master WHERE name = 'papers'").fetchone()
        n_beside = torn.execute("SELECT count(*) FROM papers").fetchone()[0] if tables[0] else 0
    assert n_beside == 0, "the newest part lies beside hub.db, so the copy has something to prove"
    (snippet,) = blocks(BACKUP_PAGE, "python")
    with contextlib.chdir(tmp_path):
        exec(snippet.text.replace("~/.local/share/academichub", home.as_posix()), {})
    copy = Store.open(tmp_path / "hub-copy.db")
    assert copy.days() == store.days() == [(DAY, 1)]
    copy.close()
    store.close()


def test_everything_in_the_home_folder_is_told(shell: Shell) -> None:
    shell.write_settings(
        '[sources.arxiv]\ncategories = ["cs.CV"]\nrss_url = "http://127.0.0.1:1/rss"\n'
        '[fetch]\nallow_hosts = ["127.0.0.1:1"]\n'
    )
    shell.run("up", "--once")
    told = set(re.findall(r"`([\w.-]+)/?`", read(BACKUP_PAGE)))
    assert {path.name for path in shell.home.iterdir()} <= told


def test_only_the_names_that_the_page_tells_are_answered(tmp_path: Path) -> None:
    (tmp_path / "hub.toml").write_text('language = "en"\n', encoding="utf-8")
    hub = open_hub(load_settings(tmp_path).settings)
    sent = re.findall(r"(?:Host|header_up Host) ([\w.:]+);?$", read("docs/how-to/behind-a-proxy.md"), re.M)
    assert len(sent) == 2
    reader = Browser(hub.web())
    for host in (*sent, "localhost:8000", "127.0.0.1"):
        page = reader.get("/", headers={"Host": host})
        assert page.status_code == 200
        assert not re.search(r'(?:href|src|action)="[^/#?"][^"]*"', page.text), "a link that would need a host"
    assert reader.get("/", headers={"Host": "radar.example.org"}).status_code == 400
    assert reader.get("/", method="POST", headers={"Host": "localhost"}).status_code == 405
    hub.store.close()
