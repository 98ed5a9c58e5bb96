"""`academichub sources check`: what an upstream answers, told without a key and without storing anything."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.cli.running import Shell
from tests.upstreams.catalogues import FakeEuropepmc, FakeHuggingface, FakePubmed
from tests.upstreams.works import make_works

NOW = datetime.now(UTC)
WORKS = make_works(NOW.date(), NOW.date(), per_day=6)


@pytest.fixture
def pubmed(shell: Shell) -> FakePubmed:
    return FakePubmed(WORKS, NOW)


def follow(shell: Shell, fake: FakePubmed | FakeEuropepmc | FakeHuggingface, table: str) -> None:
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
