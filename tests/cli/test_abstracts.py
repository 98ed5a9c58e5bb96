"""Missing abstracts through the commands that people type, from a feed without any; against fakes on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from academichub.app import open_hub
from academichub.publish.wording import wording
from academichub.settings.file import load_settings
from tests.cli.running import Shell
from tests.upstreams.catalogues import FakeCrossref, FakeEuropepmc, FakePubmed
from tests.upstreams.llm import FakeEndpoint
from tests.upstreams.server import FakeUpstream, Reply, Seen
from tests.upstreams.works import Work, make_works
from tests.web.asking import Browser

NOW = datetime.now(UTC)
WORKS = make_works(NOW.date(), NOW.date(), per_day=4)


class FakeTitles(FakeUpstream):
    """A journal's feed that has titles and DOIs, and no abstract."""

    def reply(self, seen: Seen) -> Reply:
        items = "".join(
            f"<item><title>{work.title}</title><link>https://doi.org/{work.doi}</link><guid>{work.doi}</guid>"
            f"<prism:doi>{work.doi}</prism:doi></item>"
            for work in WORKS
        )
        space = 'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"'
        body = f'<rss version="2.0" {space}><channel><title>Titles</title>{items}</channel></rss>'
        return Reply(body.encode(), content_type="application/rss+xml")


@dataclass
class World:
    shell: Shell
    crossref: FakeCrossref
    feed: FakeTitles

    def follow(self, fakes: list[FakeUpstream]) -> None:
        tables = zip(("crossref", "pubmed", "europepmc"), fakes, strict=True)
        hosts = ", ".join(f'"{fake.host}"' for fake in (*fakes, self.feed))
        lines = [f'[sources.{name}]\napi_url = "{fake.base}"' for name, fake in tables]
        lines += [f'[[sources.feed]]\nid = "titles"\nurl = "{self.feed.base}/feed"']
        self.shell.write_settings("\n".join([*lines, f"[fetch]\nallow_hosts = [{hosts}]\n"]))


def only(works: tuple[Work, ...], *places: int) -> list[Work]:
    return [work if n in places else replace(work, abstract="") for n, work in enumerate(works)]


@pytest.fixture
def world(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.delenv("ACADEMICHUB_ABSTRACTS_FILL")
    with ExitStack() as stack:
        crossref = stack.enter_context(FakeCrossref(only(WORKS, 0, 1), NOW))
        pubmed = stack.enter_context(FakePubmed(only(WORKS, 2), NOW))
        europepmc = stack.enter_context(FakeEuropepmc(only(WORKS), NOW))
        found = World(shell, crossref, stack.enter_context(FakeTitles()))
        found.follow([crossref, pubmed, europepmc])
        yield found


def test_update_asks_and_tells_in_lines_and_json(world: World) -> None:
    ran = world.shell.run("update", "--json")
    assert ran.code == 0
    told = ran.rows[0]["abstracts"]
    assert {key: told[key] for key in ("lacking", "filled", "waiting", "stopped")} == {
        "lacking": 4,
        "filled": 3,
        "waiting": 1,
        "stopped": None,
    }
    assert [(one["id"], one["asked"], one["found"]) for one in told["asked"]] == [
        ("crossref", 4, 2),
        ("pubmed", 2, 1),
        ("europepmc", 1, 0),
    ]
    assert "No abstract: 4; filled: 3; asked of Crossref (2 of 4), PubMed (1 of 2), Europe PMC (0 of 1)" in ran.err
    (shown,) = world.shell.run("show", WORKS[0].doi, "--json").rows
    assert WORKS[0].abstract.split(". ")[-1] in shown["abstract"]
    assert (shown["provenance"]["abstract"]["source"], shown["provenance"]["abstract"]["asked"]) == ("crossref", True)
    assert shown["provenance"]["title"] == {**shown["provenance"]["title"], "source": "titles", "asked": False}
    assert shown["given_by"]["abstract"] == "crossref"
    assert shown["summary"]["fields"]
    assert world.shell.run("search", WORKS[2].abstract.split()[3], "--json").rows
    again = world.shell.run("update", "--json").rows[0]["abstracts"]
    assert (again["lacking"], again["filled"], again["asked"]) == (1, 0, [])


def test_up_publishes_first_and_the_digest_has_what_was_found(world: World) -> None:
    ran = world.shell.run("up", "--once")
    assert ran.code == 0
    written = [line for line in ran.err.splitlines() if line.startswith("Wrote ") and ".md" in line]
    assert len(written) == 2  # before asking, and with what was found
    digest = next((world.shell.home / "editions").glob("*.md")).read_text(encoding="utf-8")
    assert WORKS[0].abstract.split(". ")[-1] in digest


def test_status_tells_what_is_missing_and_who_does_not_answer(world: World) -> None:
    world.crossref.fail_next(9, 503)
    ran = world.shell.run("update")
    assert ran.code == 0
    assert "Crossref gave no answer about abstracts" in ran.err
    said = world.shell.run("status").out
    assert "No abstract, of the papers of the last 90 days: 3" in said
    assert "found: PubMed 1" in said
    assert "Crossref gave no answer about abstracts" in said
    (row,) = world.shell.run("status", "--json").rows
    assert {key: row["abstracts"][key] for key in ("lacking", "waiting", "found")} == {
        "lacking": 3,
        "waiting": 3,
        "found": {"pubmed": 1},
    }
    assert "503" in row["abstracts"]["failing"]["crossref"]


def test_switched_off_nobody_is_asked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACADEMICHUB_ABSTRACTS_FILL", "false")
    ran = world.shell.run("update", "--json")
    assert ran.rows[0]["abstracts"] is None
    assert world.crossref.seen == []
    assert "abstracts.fill is false" in world.shell.run("status").out


def test_it_is_told_in_chinese_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACADEMICHUB_LANGUAGE", "zh")
    said = world.shell.run("update").err
    assert "缺摘要：4 篇" in said
    assert "已补全：3 篇" in said
    assert "近 90 天的论文中缺摘要：1 篇" in world.shell.run("status").out


def test_a_model_summarises_what_was_found(world: World) -> None:
    with FakeEndpoint() as model:
        path = world.shell.home / "hub.toml"
        own = f'[llm]\nbase_url = "{model.url}"\nmodel = "fake-1"\n'
        path.write_text(path.read_text(encoding="utf-8") + own, encoding="utf-8")
        (row,) = world.shell.run("update", "--json").rows
    assert row["abstracts"]["filled"] == 3
    assert row["summaries"]["valid"] + row["summaries"]["fallback"] == 3


def test_the_page_of_a_paper_tells_who_gave_what_and_when(world: World) -> None:
    world.shell.run("update")
    settings = load_settings(world.shell.home).settings
    today = {language: wording(language).day(NOW.date()) for language in ("en", "zh")}
    with closing(open_hub(settings)) as hub:
        english = Browser(hub.web()).get(f"/paper/doi:{WORKS[0].doi}").text
        chinese = Browser(hub.web()).get(f"/paper/doi:{WORKS[0].doi}?language=zh").text
    assert f"<dt>Abstract</dt> <dd>asked for it, Crossref, {today['en']}</dd>" in english
    assert f"<dt>Title and version</dt> <dd>titles, {today['en']}</dd>" in english
    assert f"<dt>摘要</dt> <dd>经查询，Crossref，{today['zh']}</dd>" in chinese
