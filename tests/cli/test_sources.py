"""`academichub sources check`: what an upstream answers, told without a key and without storing anything."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime

import pytest

from tests.cli.running import Shell
from tests.upstreams.catalogues import (
    FakeCatalogue,
    FakeCrossref,
    FakeEuropepmc,
    FakeHuggingface,
    FakeOpenalex,
    FakePubmed,
    FakeSemanticscholar,
)
from tests.upstreams.works import make_works

NOW = datetime.now(UTC)
WORKS = make_works(NOW.date(), NOW.date(), per_day=6)


@pytest.fixture
def pubmed(shell: Shell) -> FakePubmed:
    return FakePubmed(WORKS, NOW)


def follow(shell: Shell, fake: FakeCatalogue, table: str) -> None:
    shell.write_settings(f'{table}\napi_url = "{fake.base}"\n[fetch]\nallow_hosts = ["{fake.host}"]\n')


def test_a_well_source_is_told(shell: Shell, pubmed: FakePubmed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACADEMICHUB_SOURCES_PUBMED_API_KEY", "s3same")
    with pubmed as fake:
        follow(shell, fake, '[sources.pubmed]\nquery = "moss"')
        ran = shell.run("sources", "check", "pubmed")
        (row,) = shell.run("sources", "check", "pubmed", "--json").rows
        assert all(seen.query["api_key"] == "s3same" for seen in fake.seen)
    assert ran.code == 0
    assert "s3same" not in ran.out + ran.err
    assert "api_key=•••" in ran.out
    assert WORKS[0].title in ran.out
    assert (row["status"], row["entries"], row["newest"]) == (200, 6, NOW.date().isoformat())
    assert (row["first"], row["error"], row["failed"]) == (WORKS[0].title, None, [])
    assert shell.run("list", "--json").rows == []


def test_a_failure_is_told_with_its_status(shell: Shell) -> None:
    with FakeEuropepmc(WORKS, NOW) as fake:
        follow(shell, fake, '[sources.europepmc]\nquery = "moss"')
        fake.fail_next(status=403)
        (row,) = (ran := shell.run("sources", "check", "europepmc", "--json")).rows
        fake.n_spoiled = 1
        spoiled = shell.run("sources", "check", "europepmc")
    assert (ran.code, row["status"], row["entries"]) == (3, 403, 0)
    assert "does not let us in" in row["error"]
    assert spoiled.code == 3
    assert "and 1 that cannot be read" in spoiled.out
    assert "no title" in spoiled.out


def test_a_missing_key_and_an_unknown_name_are_told(shell: Shell) -> None:
    shell.write_settings('[sources.openalex]\nfilter = "type:article"\n')
    ran = shell.run("sources", "check", "openalex")
    assert ran.code == 3
    assert "ACADEMICHUB_SOURCES_OPENALEX_API_KEY" in ran.out
    unknown = shell.run("sources", "check", "natur")
    assert unknown.code == 2
    assert "openalex" in unknown.err


def test_without_a_command_the_followed_are_listed(shell: Shell) -> None:
    shell.write_settings("[sources.huggingface]\n")
    assert "huggingface" in shell.run("sources").out
    assert "nature" in shell.run("sources", "--catalogue").out


ALL: tuple[tuple[type[FakeCatalogue], str], ...] = (
    (FakeCrossref, '[sources.crossref]\njournals = ["nature"]'),
    (FakePubmed, '[sources.pubmed]\nquery = "moss"'),
    (FakeEuropepmc, '[sources.europepmc]\nquery = "moss"'),
    (FakeOpenalex, '[sources.openalex]\nfilter = "type:article"'),
    (FakeSemanticscholar, '[sources.semanticscholar]\nquery = "moss"'),
    (FakeHuggingface, "[sources.huggingface]"),
)
KEYS = ("PUBMED", "OPENALEX", "SEMANTICSCHOLAR")


def test_six_catalogues_make_one_card_of_each_work(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in KEYS:
        monkeypatch.setenv(f"ACADEMICHUB_SOURCES_{name}_API_KEY", "sesame")
    with ExitStack() as stack:
        fakes = [stack.enter_context(kind(WORKS, NOW, page_size=50)) for kind, _ in ALL]
        tables = [f'{table}\napi_url = "{fake.base}"' for fake, (_, table) in zip(fakes, ALL, strict=True)]
        hosts = ", ".join(f'"{fake.host}"' for fake in fakes)
        shell.write_settings("\n".join([*tables, f"[fetch]\nallow_hosts = [{hosts}]\n"]))
        fakes[2].fail_next(status=429, headers={"Retry-After": "1"})
        first, again = (shell.run("update", "--json") for _ in range(2))
    states = {row["id"]: row for row in first.rows[0]["sources"]}
    assert (first.code, again.code) == (3, 0)
    assert states.pop("europepmc")["state"] == "failed"
    assert {row["announced"] for row in states.values()} == {len(WORKS)}
    assert {row["failed"] == [] and row["error"] is None for row in states.values()} == {True}
    repeated = {row["id"]: row["new"] + row["revised"] + row["joined"] for row in again.rows[0]["sources"]}
    assert repeated.pop("europepmc") == len(WORKS)
    assert set(repeated.values()) == {0}
    listed = shell.run("list", "--json").rows
    assert sorted(row["title_text"] for row in listed) == sorted(work.title for work in WORKS)
    assert "sesame" not in first.out + first.err + again.out + again.err
