"""From fake upstreams on loopback to lists, cards and digests, through the commands that people type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from academichub.sample.listing import kind_seen_from
from tests.cli.running import Shell
from tests.upstreams.arxiv import FakeArxiv
from tests.upstreams.calendar import announces, previous_day
from tests.upstreams.feeds import FakeFeeds
from tests.upstreams.history import JOURNALS, History, make_history
from tests.upstreams.rxiv import FakeRxiv

FOLLOWED = ("cs.CV", "cs.LG")
JOURNAL = JOURNALS[0].id


@dataclass
class World:
    """All upstreams at one time, over one history that ends today."""

    history: History
    arxiv: FakeArxiv
    rxiv: FakeRxiv
    feeds: FakeFeeds
    shell: Shell

    @property
    def day(self) -> date:
        return self.arxiv.feed_day

    def follow(self, language: str = "en", categories: tuple[str, ...] = FOLLOWED) -> None:
        journal = JOURNAL
        hosts = ", ".join(f'"{upstream.host}"' for upstream in (self.arxiv, self.rxiv, self.feeds))
        self.shell.write_settings(
            f"""language = "{language}"
contact = "me@example.org"
[sources.arxiv]
categories = [{", ".join(f'"{name}"' for name in categories)}]
rss_url = "{self.arxiv.base}/rss"
oai_url = "{self.arxiv.base}/oai"
[sources.biorxiv]
subjects = []
api_url = "{self.rxiv.base}"
[[sources.feed]]
id = "{journal}"
url = "{self.feeds.base}/feeds/{journal}"
name = "A Journal"
field = "earth"
[fetch]
allow_hosts = [{hosts}]
"""
        )

    def follow_arxiv_alone(self) -> None:
        self.shell.write_settings(
            f"""[sources.arxiv]
categories = ["cs.CV", "cs.LG"]
rss_url = "{self.arxiv.base}/rss"
[fetch]
allow_hosts = ["{self.arxiv.host}"]
"""
        )

    def listed(self) -> dict[str, str]:
        """What arXiv lists today for the followed categories: identifier -> kind."""
        pairs = ((one.key, kind_seen_from(one, FOLLOWED)) for one in self.history.on("arxiv", self.day))
        return {key: kind.value for key, kind in pairs if kind is not None}


@pytest.fixture
def world(shell: Shell) -> Iterator[World]:
    now = datetime.now(UTC)
    weekday = now.date() if announces(now.date()) else previous_day(now.date())
    history = make_history(weekday - timedelta(days=6), now.date(), per_day=40)
    at = datetime(weekday.year, weekday.month, weekday.day, 16, tzinfo=UTC)
    with ExitStack() as stack:
        arxiv = stack.enter_context(FakeArxiv(history, at))
        rxiv = stack.enter_context(FakeRxiv(history, now))
        feeds = stack.enter_context(FakeFeeds(history, now))
        yield World(history, arxiv, rxiv, feeds, shell)


def report(shell: Shell, *words: str) -> dict[str, dict[str, object]]:
    ran = shell.run("update", "--json", *words)
    (row,) = ran.rows
    assert list(row) == ["sources", "reconciled", "abstracts", "summaries"]
    assert row["summaries"] is None  # no model is configured
    return {source["id"]: source for source in row["sources"]}


def test_an_update_stores_what_is_announced_and_again_changes_nothing(world: World) -> None:
    world.follow()
    first = report(world.shell)
    assert {name: (source["state"], source["failed"]) for name, source in first.items()} == dict.fromkeys(
        ("arxiv", "biorxiv", JOURNAL), ("fresh", [])
    )
    listed = world.listed()
    kinds = Counter(listed.values())
    assert first["arxiv"]["announced"] == len(listed)
    assert first["arxiv"]["day"] == world.day.isoformat()
    assert first["arxiv"]["new"] == kinds["new"] + kinds["cross"]
    again = report(world.shell)
    assert all(source["new"] == source["revised"] == 0 for source in again.values())
    assert {source["state"] for source in again.values()} == {"unchanged"}

    rows = world.shell.run("list", "--day", world.day.isoformat(), "--source", "arxiv", "--json").rows
    assert {row["identifiers"]["arxiv"]: row["kind"] for row in rows} == listed
    assert len({row["paper_id"] for row in rows}) == len(rows)
    for row in rows:
        assert list(row) == [
            *("paper_id", "title", "title_text", "abstract", "authors", "categories", "primary_category", "source"),
            *(
                "kind",
                "announced_on",
                "version",
                "current_version",
                "identifiers",
                "links",
                "withdrawn",
                "sources",
                "summary",
                "task",
            ),
        ]
        assert not row["abstract"].startswith("arXiv:")


def test_a_report_adds_up(world: World) -> None:
    world.follow()
    world.arxiv.n_spoiled = 2
    ran = world.shell.run("update", "arxiv", "--json")
    assert ran.code == 3
    (source,) = ran.rows[0]["sources"]
    assert "2 failed · partial" in ran.err
    parts = (source["new"], source["revised"], source["unchanged"], len(source["failed"]))
    assert len(source["failed"]) == 2
    assert source["announced"] == sum(parts)
    assert source["state"] == "partial"


def test_manners(world: World) -> None:
    world.follow()
    for _ in range(2):
        world.shell.run("update", "arxiv")
    first, second = world.arxiv.seen
    assert "me@example.org" in first.headers["user-agent"]
    assert "AcademicHub" in first.headers["user-agent"]
    assert second.headers["if-none-match"]
    assert second.at_s - first.at_s >= 3.0
    assert world.arxiv.most_at_once == 1


def test_one_dead_upstream_is_named_and_the_others_go_on(world: World) -> None:
    world.follow()
    world.rxiv.fail_next(20, 503)
    ran = world.shell.run("update")
    assert ran.code == 3
    assert "bioRxiv failed" in ran.err
    assert "503" in ran.err
    assert world.shell.run("list", "--source", "arxiv", "--json").rows
    states = {row["id"]: row["state"] for row in world.shell.run("status", "--json").rows[0]["sources"]}
    assert (states["arxiv"], states["biorxiv"]) == ("fresh", "failed")


def test_show_finds_a_paper_by_any_name(world: World) -> None:
    world.follow()
    world.shell.run("update", "arxiv")
    row = world.shell.run("list", "--json").rows[0]
    name = row["identifiers"]["arxiv"]
    for form in (row["paper_id"], name, f"{name}v1", f"https://arxiv.org/abs/{name}", f"10.48550/arXiv.{name}"):
        (shown,) = world.shell.run("show", form, "--json").rows
        assert {key: shown[key] for key in row} == row
        assert shown["versions"]
        assert shown["records"]
        assert shown["summary"]["origin"] == "extract"
    assert row["title_text"] in world.shell.run("show", name).out.replace("\n", " ")


def test_the_digest_holds_every_paper_of_the_day_once(world: World) -> None:
    world.follow("zh")
    world.shell.run("update", "arxiv")
    day = world.day.isoformat()
    digest = world.shell.run("digest", "--day", day).out
    titles = [line for line in digest.splitlines() if line.startswith("### [")]
    numbers = [int(line.partition("[")[2].partition("]")[0]) for line in titles]
    assert numbers == list(range(1, len(world.listed()) + 1))
    for name in world.listed():
        assert digest.count(f"](https://arxiv.org/abs/{name})") == 1
    assert digest == world.shell.run("digest", "--day", day).out
    assert "原文摘录" in digest


def test_a_digest_of_one_category_counts_other_papers_as_cross_lists(world: World) -> None:
    world.follow()
    world.shell.run("update", "arxiv")
    path = world.shell.home / "digest.md"
    words = ("digest", "--day", world.day.isoformat(), "--category")
    both = world.shell.run(*words, "cs.CV", "cs.LG").out
    assert both == world.shell.run(*words, "cs.CV", "--category", "cs.LG").out
    assert both.count("\n### [") == len(world.listed())
    assert world.shell.run("digest", "cs.LG").code == 2
    ran = world.shell.run(*words, "cs.LG", "-o", str(path))
    assert ran.code == 0
    assert ran.out == ""
    chosen = world.shell.run("list", "--day", world.day.isoformat(), "--category", "cs.LG", "--json").rows
    digest = path.read_text(encoding="utf-8")
    assert digest.count("\n### [") == len(chosen)
    n_own = sum(row["kind"] == "new" and row["primary_category"] == "cs.LG" for row in chosen)
    assert f"- [cs.LG](#cs.LG) [Total: {n_own}]" in digest


def pages(shell: Shell) -> dict[str, object]:
    """What `serve` and the reading commands show."""
    (status,) = shell.run("status", "--json").rows
    return {"sample": status["sample"], "states": [source["state"] for source in status["sources"]]}


def test_quiet_sources_are_said_to_be_quiet_and_no_sample_is_shown_for_them(world: World) -> None:
    world.follow_arxiv_alone()
    with world.arxiv.refusing():
        ran = world.shell.run("up", "--once")
        assert ran.code == 3
        assert "All sources failed (exit code 3), so what stands is the sample edition." in ran.err
        assert pages(world.shell) == {"sample": True, "states": ["failed"]}
    world.arxiv.now += timedelta(days=5 - world.day.weekday())  # Saturday
    quiet = world.shell.run("up", "--once")
    assert quiet.code == 0
    assert "No edition yet: All sources were asked on " in quiet.err
    assert "announced nothing" in quiet.err
    assert "stands" not in quiet.err
    assert "sample" not in quiet.err
    assert pages(world.shell) == {"sample": False, "states": ["quiet"]}
    for words in (["digest"], ["list"]):
        said = world.shell.run(*words)
        assert "All sources were asked on " in said.err
        assert said.out == ""


def test_up_says_what_stands_when_sources_fail(world: World) -> None:
    world.follow_arxiv_alone()
    world.arxiv.n_spoiled = 4
    partial = world.shell.run("up", "--once")
    assert partial.code == 3
    assert "4 failed · partial" in partial.err
    assert "  and 1 more\n" in partial.err
    assert "The edition stands, but some sources or entries failed (exit code 3)." in partial.err
    with world.arxiv.refusing():
        dead = world.shell.run("up", "--once")
    assert dead.code == 3
    assert "No source could be reached (exit code 3). The edition of " in dead.err
    assert "some sources" not in dead.err


def test_up_once_publishes_the_real_edition(world: World) -> None:
    world.follow()
    ran = world.shell.run("up", "--once")
    assert ran.code == 0, ran.err
    assert list((world.shell.home / "editions").glob("*.en.md"))
    assert not (world.shell.home / "sample").exists()
