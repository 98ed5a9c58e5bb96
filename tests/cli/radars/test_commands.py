"""`academichub radar …`: made, changed, shown with reasons, hidden with rules, voted on, tried on past days."""

from __future__ import annotations

import os
import pty
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import typer

from academichub.cli.radars import add_to
from tests.cli.radar_room import DAYS, RadarRoom, paper_id
from tests.cli.running import Shell

RIVERS, ROBOTS, CELLS = range(3)
TIDES = paper_id(RIVERS, 2, 3)
ORCID = "0000-0002-1825-0097"


@pytest.fixture
def deltas(room: RadarRoom) -> RadarRoom:
    room.made("Deltas", "--include", "deltas", "--boost", "sediment", "--exclude", "tides", "--quota", "1")
    return room


def ids(ran_rows: list[dict[str, object]]) -> list[object]:
    return [row["paper_id"] for row in ran_rows]


def test_it_says_what_it_would_have_shown_before_it_is_saved(room: RadarRoom) -> None:
    ran = room.radar("add", "River deltas", "--include", "deltas", "--quota", "2")
    assert (ran.code, ran.out) == (0, "")
    assert "On the last 3 days with an edition it would have shown 6 of 36." in ran.err
    assert "academichub radar rank 'River deltas'" in ran.err, "the command can be copied"
    assert [row["name"] for row in room.radar("list", "--json").rows] == ["River deltas"]


def test_a_dry_run_shows_the_newest_day_and_saves_nothing(room: RadarRoom) -> None:
    ran = room.radar("add", "Deltas", "--include", "deltas", "--dry-run")
    assert ran.code == 0
    assert {line.split("\t")[1] for line in ran.out.splitlines()} == {
        paper_id(RIVERS, 2, number) for number in (0, 1, 2, 3)
    }
    assert "Nothing was saved" in ran.err
    assert "There is no radar yet" in room.radar("list").err


def test_a_dry_run_that_shows_nothing_says_so(room: RadarRoom) -> None:
    ran = room.radar("add", "Nothing", "--include", "unheard-of", "--dry-run")
    assert (ran.code, ran.out) == (0, "")
    assert "It would show nothing of this day: 12 of 12 papers are removed by its rules." in ran.err
    assert "So it would begin" not in ran.err


def test_a_name_that_is_taken_is_refused_before_anything_is_tried(deltas: RadarRoom) -> None:
    for words in (["add", "deltas", "--include", "x"], ["add", "DELTAS", "--include", "x", "--dry-run"]):
        ran = deltas.radar(*words)
        assert (ran.code, "“Deltas” is taken" in ran.err, "On the last" in ran.err) == (2, True, False)


def test_everyday_papers_are_counted(room: RadarRoom) -> None:
    room.made("Deltas", "--boost", "deltas", "--boost", "sediment")
    assert "of these are no nearer than an everyday paper" in room.radar("rank", "Deltas").err


def test_rank_gives_papers_scores_and_reasons(deltas: RadarRoom) -> None:
    first, *rest = deltas.radar("rank", "DELTAS", "--json").rows
    assert [row["place"] for row in rest] == ["asked"], "one more, of which it is unsure"
    assert set(first) == {"paper_id", "score", "reasons", "place", "title"}
    assert (first["place"], first["score"] > 0) == ("shown", True)
    assert {"kind", "what", "weight", "paper_id", "line"} == set(first["reasons"][0])
    assert "says “sediment”" in [reason["line"] for reason in first["reasons"]]
    table = deltas.radar("rank", "Deltas", "--day", DAYS[0])
    assert [line.split("\t")[3].startswith("unsure of it") for line in table.out.splitlines()] == [False, True]
    assert table.out.split("\t")[1] in {paper_id(RIVERS, 0, number) for number in (0, 1, 2)}
    assert "1 of 12 shown on 15 June 2026; 1 left out as fitting less; 9 removed by its rules" in table.err


def test_a_limit_goes_beyond_the_quota(deltas: RadarRoom) -> None:
    rows = deltas.radar("rank", "Deltas", "--limit", "2", "--json").rows
    assert [row["place"] == "shown" for row in rows] == [True, False]
    rows = deltas.radar("rank", "Deltas", "--limit", "9", "--json").rows
    assert sorted(row["place"] for row in rows) == ["asked", "cut", "shown"]
    assert rows[1]["score"] >= rows[2]["score"], "beyond the quota by score alone"


def test_what_is_hidden_is_told_with_its_rule(deltas: RadarRoom) -> None:
    rows = deltas.radar("hidden", "Deltas", "--json").rows
    by_rule: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        by_rule.setdefault(row["rule"], []).append(row)
    assert {rule: len(found) for rule, found in by_rule.items()} == {"cut": 1, "exclude": 1, "include": 8}
    (tides,) = by_rule["exclude"]
    assert (tides["paper_id"], tides["value"], tides["line"]) == (TIDES, "tides", "says “tides”, which is excluded")
    shown = ids(deltas.radar("rank", "Deltas", "--json").rows)
    assert not set(shown) & set(ids(rows))
    assert len(shown) + len(rows) == 12, "every paper of the day is shown or hidden"
    assert len(deltas.radar("hidden", "Deltas").out.splitlines()) == 10


def test_what_is_hidden_stands_by_rule_and_then_by_score(deltas: RadarRoom) -> None:
    deltas.radar("edit", "Deltas", "--include", "", "--exclude", "counting,walking".split(",")[0], "--quota", "1")
    deltas.radar("edit", "Deltas", "--exclude", "+walking", "--category", "physics", "--category", "q-bio")
    rows = [line.split("\t") for line in deltas.radar("hidden", "Deltas").out.splitlines()]
    hid = [line for _, _, line, _ in rows]
    assert list(dict.fromkeys(hid)) == [
        "says “counting”, which is excluded",
        "says “walking”, which is excluded",
        "outside the categories: physics, q-bio",
        "left out as fitting less",
    ]
    scores = [float(score) for score, *_ in rows if score]
    assert len(scores) == hid.count("left out as fitting less") > 2
    assert scores == sorted(scores, reverse=True)


def test_a_paper_that_another_radar_shows_is_named_with_it(room: RadarRoom) -> None:
    room.made("Rivers", "--include", "deltas", "--boost", "silt", "--boost", "sediment")
    room.made("Tides", "--include", "deltas")
    elsewhere = [row for name in ("Rivers", "Tides") for row in room.radar("hidden", name, "--json").rows]
    others = {(row["value"], row["line"]) for row in elsewhere if row["rule"] == "radar"}
    assert others
    assert others <= {("Rivers", "shown in Rivers"), ("Tides", "shown in Tides")}


def test_votes_are_kept_teach_and_are_taken_back(deltas: RadarRoom) -> None:
    assert "voted up “Silt budgets" in deltas.radar("vote", "deltas", paper_id(RIVERS, 0, 0), "up").err
    assert deltas.radar("vote", "Deltas", "2606.90002", "down").code == 0
    shown = deltas.radar("show", "Deltas", "--json").rows[0]
    assert [(vote["paper_id"], vote["vote"]) for vote in shown["votes"]] == [
        (paper_id(RIVERS, 0, 0), "up"),
        (paper_id(RIVERS, 0, 2), "down"),
    ]
    test = deltas.radar("backtest", "Deltas", "--json").rows[0]
    assert (test["n_up"], test["n_down"], len(test["days"])) == (1, 1, 3)
    reasons = [
        reason for row in deltas.radar("rank", "Deltas", "--json", "--limit", "9").rows for reason in row["reasons"]
    ]
    assert "like “Silt budgets of river deltas”, which you voted up" in [reason["line"] for reason in reasons]
    assert "; against it: " in deltas.radar("rank", "Deltas", "--limit", "9").out, "what speaks against a paper is told"
    deltas.radar("vote", "Deltas", paper_id(RIVERS, 0, 0), "none")
    deltas.radar("vote", "Deltas", "2606.90002", "none")
    assert deltas.radar("show", "Deltas", "--json").rows[0]["votes"] == []


def test_a_backtest_by_days(deltas: RadarRoom) -> None:
    (row,) = deltas.radar("backtest", "Deltas", "--days", "2", "--json").rows
    assert [(day["day"], day["n_papers"], day["n_passed"], len(day["shown"])) for day in row["days"]] == [
        (DAYS[2], 12, 3, 1),
        (DAYS[1], 12, 3, 1),
    ]
    assert (row["radar"], row["precision"], row["recall"], row["n_up"]) == ("Deltas", None, None, 0)
    table = deltas.radar("backtest", "Deltas", "--days", "2")
    assert table.out.splitlines()[0].split("\t") == [DAYS[2], "12", "3", "1"]
    assert "Precision" not in table.err


def test_authors_need_evidence_and_come_back_as_they_were_written(room: RadarRoom) -> None:
    alone = room.radar("add", "People", "--author", "Wei Li")
    assert (alone.code, "ORCID" in alone.err, alone.out) == (2, True, "")
    room.made("People", "--author", "Wei Li with Tomas Vik, Bela Roth", "--author", f"Ada Marsh <{ORCID}>")
    assert set(ids(room.radar("rank", "People", "--json").rows)) == {paper_id(ROBOTS, 2, 1), paper_id(ROBOTS, 2, 2)}
    shown = room.radar("show", "People").out
    assert f"Authors: Wei Li with Tomas Vik, Bela Roth, Ada Marsh <{ORCID}>" in shown
    assert room.radar("edit", "People", "--author=-Ada Marsh").code == 0
    assert [one["name"] for one in room.radar("show", "People", "--json").rows[0]["authors"]] == ["Wei Li"]


def test_edit_replaces_changes_and_empties_lists_and_leaves_the_rest(deltas: RadarRoom) -> None:
    def edited(*words: str) -> dict[str, object]:
        ran = deltas.radar("edit", "deltas", *words)
        assert ran.code == 0, ran.err
        return dict(deltas.radar("show", "Deltas", "--json").rows[0])

    assert edited("--include", "+dams", "--include", "-deltas")["include"] == ["dams"]
    assert edited("--include", "silt", "--category", "physics")["include"] == ["silt"]
    assert edited("--exclude", "")["exclude"] == []
    row = edited("--quota", "4", "--share", "2", "--pause", "--written-in", "en", "--source", "arxiv")
    assert {
        name: row[name] for name in ("quota", "share", "paused", "include", "categories", "languages", "sources")
    } == {
        "quota": 4,
        "share": 2,
        "paused": True,
        "include": ["silt"],
        "categories": ["physics"],
        "languages": ["en"],
        "sources": ["arxiv"],
    }
    assert "Paused" in deltas.radar("show", "Deltas").out
    assert edited("--resume")["paused"] is False
    assert deltas.radar("edit", "Deltas", "--name", "Silt").code == 0
    assert [row["name"] for row in deltas.radar("list", "--json").rows] == ["Silt"]


def test_edit_tried_dry_changes_nothing(deltas: RadarRoom) -> None:
    ran = deltas.radar("edit", "Deltas", "--include", "robot", "--dry-run")
    assert ran.code == 0
    assert ran.out.split("\t")[1].startswith("arxiv:2606.912")
    assert deltas.radar("show", "Deltas", "--json").rows[0]["include"] == ["deltas"]


def test_examples_are_named_listed_and_dropped(room: RadarRoom) -> None:
    room.made("Grasp", "--example", "2606.91000", "--example", paper_id(ROBOTS, 0, 2))
    rows = room.radar("examples", "Grasp", "--json").rows
    assert {(row["key"], row["origin"]) for row in rows} == {(paper_id(ROBOTS, 0, n), None) for n in (0, 2)}
    line = "like your example “Grasping with soft fingers”"
    ranked = room.radar("rank", "Grasp", "--json").rows
    assert line in [reason["line"] for row in ranked for reason in row["reasons"]]
    assert room.radar("examples", "Grasp", "--drop", "2606.91000", "--drop", "nothing").code == 4
    assert len(room.radar("examples", "Grasp", "--json").rows) == 2, "none is taken away where one is not there"
    assert room.radar("examples", "Grasp", "--drop", "2606.91000", "--json").rows == [
        row for row in rows if row["key"] == paper_id(ROBOTS, 0, 2)
    ]


def test_remove_asks_at_a_terminal_and_wants_yes_without(deltas: RadarRoom) -> None:
    refused = deltas.radar("remove", "Deltas")
    assert (refused.code, "--yes" in refused.err) == (2, True)
    with typing("n"):
        kept = deltas.radar("remove", "deltas")
    assert (kept.code, kept.out.strip(), "Deltas stays" in kept.err) == (0, "", True)
    assert [row["name"] for row in deltas.radar("list", "--json").rows] == ["Deltas"]
    with typing("y"):
        assert deltas.radar("remove", "deltas").code == 0
    assert deltas.radar("list", "--json").rows == []
    deltas.made("Deltas", "--include", "deltas")
    assert deltas.radar("remove", "Deltas", "--yes").code == 0


@contextmanager
def typing(answer: str) -> Iterator[None]:
    """Somebody sits at a terminal and types this line."""
    near, far = pty.openpty()
    before = sys.stdin
    with os.fdopen(far, encoding="utf-8") as sys.stdin:
        os.write(near, f"{answer}\n".encode())
        try:
            yield
        finally:
            sys.stdin = before
            os.close(near)


SLIPS = (
    (["rank", "Nowhere"], 4, "There are: Deltas"),
    (["rank", "Deltas", "--day", "2020-01-01"], 4, "no edition of this day"),
    (["hidden", "Deltas", "--day", "someday"], 2, "not a day"),
    (["vote", "Deltas", "2606.99999", "up"], 4, "No paper is stored under 2606.99999"),
    (["vote", "Deltas", "2606.90000", "sideways"], 2, "sideways"),
    (["add", "deltas", "--include", "x"], 2, "taken"),
    (["add", "Empty"], 2, "wants nothing"),
    (["add", "a/b", "--include", "x"], 2, "name"),
    (["add", "New", "--include", "x", "--written-in", "klingon"], 2, "languages"),
    (["add", "New", "--author", f"Wei Li <{ORCID[:-1]}8>"], 2, "ORCID"),
    (["add", "New", "--source", "nowhere"], 2, "no source has this id"),
    (["add", "New", "--category", "cs.XX"], 2, "near it: cs.AI"),
    (["edit", "Deltas", "--category", "+q-bio.CV"], 2, "categories: “q-bio.CV” is no category"),
    (["edit", "Deltas", "--source", "+nowhere"], 2, "no source has this id"),
    (["add", "New", "--example", "nothing"], 4, "No paper is stored under nothing"),
    (["edit", "Deltas", "--pause", "--resume"], 2, "not both"),
    (["edit", "Deltas", "--include=-unheard"], 2, "not in the list"),
    (["edit", "Nowhere", "--include", "x"], 4, "no radar has this name"),
    (["examples", "Deltas", "--drop", "x"], 4, "no such example"),
    (["remove", "Nowhere", "--yes"], 4, "There are: Deltas"),
)


def test_slips_are_named_with_the_remedy_and_change_nothing(deltas: RadarRoom) -> None:
    before = deltas.radar("show", "Deltas", "--json").rows
    for words, code, said in SLIPS:
        ran = deltas.radar(*words)
        assert (ran.code, ran.out) == (code, ""), words
        assert said in ran.err, words
    assert (deltas.radar("show", "Deltas", "--json").rows, len(deltas.radar("list", "--json").rows)) == (before, 1)


FAULTS = (
    (["add", "细胞"], "雷达：还没有任何条件"),
    (["add", "a/b", "--include", "细胞"], "名称：不能含有“/”"),
    (["add", "新", "--include", "细胞", "--written-in", "klingon"], "语言：无法识别语言“klingon”"),
    (["add", "新", "--author", "Wei Li"], "关注的作者：“Wei Li”只是姓名"),
    (["add", "新", "--author", "<x>"], "关注的作者：无法识别“<x>”"),
    (["add", "新", "--source", "arxix"], "来源：没有标识为“arxix”的来源；相近的有：arxiv"),
    (["add", "新", "--category", "cs.XX"], "类别：arXiv 没有“cs.XX”这一类别"),
    (["add", "新", "--include", "..."], "必须含有其一：“...”不含文字或数字"),
    (["add", "新", "--orcid", "nobody"], "不是 ORCID"),
    (["add", "新", "--from", "{bib}", "--dry-run"], "第 2 行：其中没有 DOI"),
    (["add", "新", "--from", "/none.bib"], "无法读取"),
)


def test_faults_are_told_in_chinese(room: RadarRoom) -> None:
    room.shell.write_settings('language = "zh"\n')
    bib = room.file("list.txt", "2606.90000\nwhat is this\n")
    for words, said in FAULTS:
        ran = room.radar(*(word.format(bib=bib) for word in words))
        assert (ran.code in (2, 3), said in ran.err) == (True, True), (words, ran.err)
    assert room.radar("list", "--json").rows == []


def test_it_speaks_chinese(room: RadarRoom) -> None:
    room.shell.write_settings('language = "zh"\n')
    ran = room.radar("add", "细胞", "--include", "细胞", "--boost", "方法")
    assert "在最近 3 期的 36 篇中，它会显示 3 篇。" in ran.err
    (row,) = room.radar("rank", "细胞", "--json").rows
    assert (row["paper_id"], row["reasons"][0]["line"][:3]) == (paper_id(CELLS, 2, 1), "含有“")
    assert "现有：细胞" in room.radar("show", "none").err


def test_without_an_edition_there_is_nothing_to_try_and_a_radar_can_still_be_made(shell: Shell) -> None:
    shell.write_settings('language = "en"\n')
    ran = shell.run("radar", "add", "Early", "--include", "x")
    assert (ran.code, "nothing to try it on" in ran.err) == (0, True)
    assert shell.run("radar", "rank", "Early").code == 4
    assert shell.run("radar", "backtest", "Early", "--json").rows[0]["days"] == []


def test_a_page_with_room_leaves_out_what_nothing_speaks_for_and_blames_no_quota(room: RadarRoom) -> None:
    room.made("Deltas", "--boost", "deltas", "--boost", "sediment", "--quota", "100")
    shown = room.radar("rank", "Deltas", "--json").rows
    hidden = room.radar("hidden", "Deltas", "--json").rows
    assert len(shown) < 100
    assert {row["rule"] for row in hidden} == {"cut"}
    assert {row["line"] for row in hidden} == {"left out as fitting less"}
    assert len(shown) + len(hidden) == 12


def test_add_and_edit_take_the_same_wishes_and_each_its_own_options() -> None:
    app = typer.Typer()
    add_to(app)
    radar: Any = typer.main.get_command(app)
    taken = {
        word: {name for option in radar.commands["radar"].commands[word].params for name in option.opts}
        for word in ("add", "edit")
    }
    assert taken["add"] - taken["edit"] == {"--paused"}
    assert taken["edit"] - taken["add"] == {"--name", "--pause", "--resume"}
    assert {"name", "--include", "--from", "--zotero", "--quota", "--dry-run"} <= taken["add"]
