"""Searches kept under a name: saved with their filters, asked again, narrowed, listed, removed."""

from __future__ import annotations

from tests.cli.radar_room import DAYS, RadarRoom, paper_id


def found(room: RadarRoom, *words: str) -> set[str]:
    ran = room.run("search", "--json", *words)
    assert ran.code == 0, ran.err
    return {row["paper_id"] for row in ran.rows}


def test_a_search_is_kept_with_its_filters_and_finds_the_same(room: RadarRoom) -> None:
    words = ("robot", "--category", "cs.RO", "--since", DAYS[1], "--limit", "100")
    meant = found(room, *words)
    saved = room.run("search", "--save", "Robots", "--json", *words)
    assert {row["paper_id"] for row in saved.rows} == meant
    assert f"Saved as Robots: since:{DAYS[1]} category:cs.RO robot" in saved.err
    assert found(room, "--saved", "robots", "--limit", "100") == meant
    assert found(room, "--saved", "Robots", "--day", DAYS[2], "--limit", "100") == {
        each for each in meant if each.startswith("arxiv:2606.912")
    }
    first, *_ = room.run("search", "--saved", "Robots", "survey", "--json").rows
    assert first["paper_id"] in {paper_id(1, 1, 2), paper_id(1, 2, 2)}


def test_they_are_listed_replaced_and_removed(room: RadarRoom) -> None:
    assert "No search is saved" in room.run("searches").err
    room.run("search", "--save", "b", "sand")
    room.run("search", "--save", "a", "silt")
    room.run("search", "--save", "b", '"river deltas"', "--author", "Ada Marsh")
    rows = room.run("searches", "--json").rows
    assert [(row["name"], row["text"]) for row in rows] == [
        ("a", "silt"),
        ("b", 'author:"Ada Marsh" "river deltas"'),
    ]
    assert all(row["saved_at"] for row in rows)
    assert room.run("searches").out.splitlines()[0].split("\t") == ["a", "silt"]
    assert room.run("searches", "--remove", "A").code == 0
    assert [row["name"] for row in room.run("searches", "--json").rows] == ["b"]


def test_slips_are_named(room: RadarRoom) -> None:
    room.run("search", "--save", "sand", "sand")
    unknown = room.run("search", "--saved", "mud")
    assert (unknown.code, "There are: sand" in unknown.err) == (4, True)
    assert room.run("searches", "--remove", "mud").code == 4
    assert room.run("search").code == 2
    assert room.run("search", "--save", " ", "sand").code == 2
    assert room.run("search", "--save", "long", "sand " * 120).code == 2
    assert room.run("search", "--save", "empty", "").code == 2
    assert [row["name"] for row in room.run("searches", "--json").rows] == ["sand"]
    assert room.run("search", "").code == 0, "any text is a query"
