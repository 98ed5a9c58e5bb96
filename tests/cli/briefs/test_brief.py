"""Briefings made, kept and handed over by typing commands."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from academichub.app import open_hub, publish_sample
from academichub.publish.briefing.json_file import read_json
from academichub.settings.file import load_settings
from tests.cli.newsroom import Newsroom, row
from tests.cli.radar_room import DAYS, RadarRoom


def test_a_briefing_is_made_printed_stored_and_removed(room: RadarRoom) -> None:
    made = room.run("brief")
    assert (made.code, made.out.splitlines()[0]) == (0, "# Briefing across fields")
    assert made.err.strip() == "Stored as briefing 1, of 36 papers."
    assert "11 to 17 June 2026" in made.out
    (line,) = room.run("brief", "list", "--json").rows
    told = {name: line[name] for name in ("id", "since", "until", "papers", "model", "renews", "fields")}
    assert told == {
        "id": 1,
        "since": "2026-06-11",
        "until": DAYS[-1],
        "papers": 36,
        "model": None,
        "renews": None,
        "fields": [],
    }
    listed = room.run("brief", "list").out.split("\t")
    assert (listed[0], listed[2:6]) == ("1", ["2026-06-11 – 2026-06-17", "en", "all papers", "36"])
    assert room.run("brief", "show", "1").out == made.out
    assert room.run("brief", "remove", "1").err.strip() == "Removed briefing 1."
    for words in (("show", "1"), ("remove", "1"), ("renew", "1"), ("show", str(10**30))):
        gone = room.run("brief", *words)
        assert gone.code == 4
        assert "academichub brief list names those there are" in gone.err
    assert "make one with: academichub brief" in room.run("brief", "list").err


@pytest.mark.parametrize(
    ("words", "span"),
    [
        (("--days", "2"), ("2026-06-16", "2026-06-17")),
        (("--since", "2026-06-15"), ("2026-06-15", "2026-06-17")),
        (("--since", "2026-06-15", "--days", "2"), ("2026-06-15", "2026-06-16")),
        (("--until", "2026-06-16", "--days", "1"), ("2026-06-16", "2026-06-16")),
        (("--since", "2026-06-15", "--until", "2026-06-15"), ("2026-06-15", "2026-06-15")),
    ],
)
def test_days_follow_from_what_is_said_of_them(room: RadarRoom, words: tuple[str, ...], span: tuple[str, str]) -> None:
    assert room.run("brief", *words).code == 0
    (line,) = room.run("brief", "list", "--json").rows
    assert (line["since"], line["until"]) == span


def test_its_options_choose_the_papers_and_the_language(room: RadarRoom) -> None:
    room.made("Deltas", "--include", "silt")
    made = room.run("brief", "--radar", "deltas", "--language", "zh", "--json")
    briefing = read_json(made.out)
    assert (briefing.order.radar, briefing.order.language, briefing.sections[0].title) == ("Deltas", "zh", "概要")
    texts = [" ".join((paper.title, *paper.sentences)).casefold() for paper in briefing.skeleton.papers]
    assert texts
    assert all("silt" in text for text in texts)
    fields = read_json(room.run("brief", "--field", "earth", "--field", "biology", "--json").out)
    assert {paper.field for paper in fields.skeleton.papers} == {"earth", "biology"}
    few = read_json(room.run("brief", "--max-papers", "5", "--question", "Do robots grasp?", "--json").out)
    assert 0 < len(few.skeleton.papers) <= 5
    assert "robot" in (quote := few.sections[1].claims[1].text.lower())
    assert "grasp" in quote
    about = [line.split("\t")[4] for line in room.run("brief", "list").out.splitlines()]
    assert about == ["Do robots grasp?", "Earth and environment, Biology", "Deltas"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--days", "0"), "--days"),
        (("--since", "soon"), "soon: "),
        (("--since", "2026-06-17", "--until", "2026-06-15"), "put the earlier day first"),
        (("--since", "2026-06-15", "--until", "2026-06-15", "--days", "1"), "leave one out"),
        (("--days", "400"), "at most 366"),
        (("--until", "0001-01-01"), "too long ago"),
        (("--since", "9999-12-31"), "last day there is"),
        (("--radar", "none"), "none: there is no such radar; make one with academichub radar add"),
        (("--field", "alchemy"), "alchemy: is no field; write one of computer-science"),
        (("--language", "fr"), "use one of en, zh"),
        (("--question", "?"), "question: is empty"),
        (("--max-papers", "1000000"), "--max-papers"),
        (("-o", "briefing.docx"), "a file that ends in .md, .html, .json, .pdf"),
        (("-o", "nowhere/briefing.md"), "nowhere: the folder is not there"),
        (("--since", "2026-07-01"), "no edition is of 1 July 2026; there are editions of 15 June 2026 to 17 June 2026"),
        (("--days", "3", "list"), "--days: brief list has options of its own"),
        (("lst",), "lst"),
    ],
)
def test_what_cannot_be_made_is_refused_with_the_remedy(room: RadarRoom, words: tuple[str, ...], told: str) -> None:
    ran = room.run("brief", *words)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert room.run("brief", "list", "--json").rows == []


def test_fields_may_be_named_as_pages_show_them(room: RadarRoom) -> None:
    named = read_json(room.run("brief", "--field", "生物学", "--field", "earth and  environment", "--json").out)
    assert named.order.fields == ("earth", "biology")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "77"), "没有这份简报；运行 academichub brief list 查看现有的简报"),
        (("remove", "77"), "没有这份简报"),
        (("renew", "77"), "没有这份简报"),
        (("--since", "2026-06-17", "--until", "2026-06-15"), "起始日期：2026-06-17 晚于 2026-06-15"),
        (("--field", "炼金术"), "炼金术：没有这一领域"),
        (("--question", "？"), "所提问题：没有内容"),
        (("--question", "的"), "所提问题：没有可供查找的内容"),
        (("--since", "2026-07-01"), "2026年7月1日没有论文；现有各期为2026年6月15日至2026年6月17日"),
        (("--radar", "none"), "none：没有这个雷达"),
        (("-o", "briefing.docx"), "扩展名须为 .md、.html、.json、.pdf 之一"),
        (("--days", "3", "list"), "--days：brief list 有自己的选项"),
        (("--since", "2026-06-15", "--until", "2026-06-15", "--days", "1"), "只能给出两个"),
    ],
)
def test_a_reader_of_chinese_is_refused_in_chinese(room: RadarRoom, words: tuple[str, ...], told: str) -> None:
    (room.shell.home / "hub.toml").write_text('language = "zh"\n', encoding="utf-8")
    assert told in room.run("brief", *words).err


def test_a_hub_without_an_edition_has_nothing_to_brief(room: RadarRoom) -> None:
    (room.shell.home / "hub.db").unlink()
    ran = room.run("brief")
    assert ran.code == 4
    assert "No edition yet" in ran.err


def test_files_come_with_the_references_beside_them(room: RadarRoom, tmp_path: Path) -> None:
    made = room.run("brief", "-o", str(tmp_path / "week.md"))
    assert (made.code, made.out) == (0, "")
    names = ["week.md", "week.references.bib", "week.references.ris"]
    assert [line.rpartition("/")[2] for line in made.err.splitlines()[1:]] == names
    text, references, listed = ((tmp_path / name).read_text("utf-8") for name in names)
    assert text == room.run("brief", "show", "1").out
    assert references.count("@") == listed.count("TY  - ") > 0
    room.run("brief", "show", "1", "-o", str(tmp_path / "Week.HTML"))
    assert (tmp_path / "Week.HTML").read_text("utf-8").startswith("<!doctype html>")
    room.run("brief", "show", "1", "--output", str(tmp_path / "week.json"))
    whole = json.loads((tmp_path / "week.json").read_text("utf-8"))
    assert read_json(json.dumps(whole)).brief_id == 1
    assert {"papers", "clusters", "bridges", "trends", "sections", "dropped"} <= set(whole)


def test_what_cannot_be_written_is_found_before_the_work(room: RadarRoom, tmp_path: Path) -> None:
    (tmp_path / "week.md").mkdir()
    ran = room.run("brief", "-o", str(tmp_path / "week.md"))
    assert (ran.code, "week.md: cannot be written: " in ran.err) == (2, True)
    assert room.run("brief", "list", "--json").rows == []


def test_the_mode_of_a_file_follows_the_umask_and_that_of_one_there_stays(room: RadarRoom, tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("old", "utf-8")
    (tmp_path / "old.md").chmod(0o640)
    before = os.umask(0o026)
    try:
        assert [room.run("brief", "-o", str(tmp_path / name)).code for name in ("new.md", "old.md")] == [0, 0]
    finally:
        os.umask(before)
    modes = [(tmp_path / name).stat().st_mode & 0o777 for name in ("new.md", "new.references.bib", "old.md")]
    assert modes == [0o640, 0o640, 0o640]


def test_a_bibliography_of_the_readers_own_is_left_as_it_is(room: RadarRoom, tmp_path: Path) -> None:
    for ending in ("bib", "ris"):
        (tmp_path / f"thesis.{ending}").write_text("mine", "utf-8")
    assert room.run("brief", "-o", str(tmp_path / "thesis.md")).code == 0
    assert {(tmp_path / f"thesis.{ending}").read_text("utf-8") for ending in ("bib", "ris")} == {"mine"}


def test_a_pdf_is_written_where_the_typesetter_is(room: RadarRoom, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    made = room.run("brief", "-o", str(tmp_path / "week.pdf"))
    assert made.code == 0
    assert (tmp_path / "week.pdf").read_bytes().startswith(b"%PDF")


def test_renewing_moves_the_days_up_to_the_newest_edition_and_tells_what_changed(room: RadarRoom) -> None:
    room.run("brief", "--since", DAYS[0], "--until", DAYS[1])
    again = room.run("brief", "renew", "1", "--same-days")
    assert "Nothing has changed since briefing 1." in again.err
    moved = room.run("brief", "renew", "1", "--json")
    briefing = read_json(moved.out)
    assert (briefing.order.since.isoformat(), briefing.order.until.isoformat()) == DAYS[1:]
    assert {change.kind: len(change.paper_ids) for change in briefing.changes if change.label == ""} == {
        "new": 12,
        "left": 12,
    }
    assert [line["renews"] for line in room.run("brief", "list", "--json").rows] == [1, 1, None]


def test_a_briefing_of_the_sample_says_so(room: RadarRoom) -> None:
    (room.shell.home / "hub.db").unlink()
    room.shell.write_settings('[sources.arxiv]\ncategories = ["cs.CV"]\n')
    hub = open_hub(load_settings(room.shell.home, {}).settings)
    publish_sample(hub).close()
    hub.close()
    made = room.run("brief")
    assert made.code == 0
    assert "all papers here are invented" in made.err
    assert "these papers are invented" in made.out


def test_without_a_model_that_answers_the_skeleton_stands_and_the_reason_is_told(newsroom: Newsroom) -> None:
    newsroom.configure(language="en", base_url="http://127.0.0.1:9/v1")
    newsroom.take(*(row(number) for number in range(1, 9)))
    made = newsroom.run("brief")
    assert made.code == 0
    assert "The model did not write all of it" in made.err
    plain = newsroom.run("brief", "--no-model")
    assert (plain.code, plain.err.strip()) == (0, "Stored as briefing 2, of 8 papers.")
    assert newsroom.endpoint.calls == []
