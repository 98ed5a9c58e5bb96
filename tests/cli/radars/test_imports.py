"""Examples from files and upstreams: what was taken, what was there already, what could not be read, and exit codes."""

from __future__ import annotations

import pytest

from tests.cli.radar_room import RadarRoom, paper_id
from tests.cli.running import Ran
from tests.upstreams.arxiv_authors import FakeArxivAuthors, Preprint
from tests.upstreams.orcid import FakeOrcid, Work
from tests.upstreams.server import FakeUpstream
from tests.upstreams.zotero import FakeZotero, item

ORCID = "0000-0002-1825-0097"
KEY = "K3yK3yK3yK3yK3yK3yK3yK3y"
BIBTEX = """
@article{soft, title = {Grasping with soft fingers}, eprint = {2606.91000}, archiveprefix = {arXiv}}
@article{older, title = {Fingers of silicone}, abstract = {Soft robot fingers made of silicone.}, doi = {10.5555/f.1}}
"""
TORN = BIBTEX + "@article{torn, title = {No end\n@article{nameless, year = {2020}}\n"


def examples(room: RadarRoom, name: str = "Grasp") -> dict[str, tuple[str, str]]:
    """By key the title and where it came from."""
    return {row["key"]: (row["title"], row["origin"]) for row in room.radar("examples", name, "--json").rows}


def asking(room: RadarRoom, fake: FakeUpstream, *words: str) -> Ran:
    room.shell.write_settings(f'language = "en"\n[fetch]\nallow_hosts = ["{fake.host}"]\n')
    return room.radar(*words)


def test_a_file_makes_examples_of_stored_papers_and_of_others(room: RadarRoom) -> None:
    ran = room.radar("add", "Grasp", "--from", room.file("library.bib", BIBTEX))
    assert (ran.code, ran.out) == (0, "")
    assert "library.bib: 2 papers read, 1 of them stored here" in ran.err
    assert "2 examples added, 0 already there" in ran.err
    assert examples(room) == {
        paper_id(1, 0, 0): ("Grasping with soft fingers", "library.bib"),
        "doi:10.5555/f.1": ("Fingers of silicone", "library.bib"),
    }
    reasons = [reason for row in room.radar("rank", "Grasp", "--json").rows for reason in row["reasons"]]
    like = {(reason["line"], reason["paper_id"]) for reason in reasons if reason["kind"] == "example"}
    assert ("like your example “Grasping with soft fingers”", paper_id(1, 0, 0)) in like
    assert ("like your example “Fingers of silicone”", None) in like


def test_the_same_file_again_adds_nothing(room: RadarRoom) -> None:
    file = room.file("library.bib", BIBTEX)
    room.made("Grasp", "--from", file)
    before = examples(room)
    ran = room.radar("edit", "Grasp", "--from", file, "--example", "2606.91001")
    assert "1 example added, 2 already there" in ran.err
    assert examples(room) == {paper_id(1, 0, 1): ("Walking robots on sand", None), **before}


def test_a_bad_entry_is_named_and_costs_itself_alone(room: RadarRoom) -> None:
    ran = room.radar("add", "Grasp", "--from", room.file("library.bib", TORN))
    assert ran.code == 3
    assert "library.bib: not read:" in ran.err
    assert "nameless" in ran.err
    assert {paper_id(1, 0, 0), "doi:10.5555/f.1"} <= set(examples(room))


@pytest.mark.parametrize("text", ["", "@article{nameless, year = {2020}}\n", "nothing of the kind\n", "\0\1\2"])
def test_a_file_without_a_paper_is_refused_and_saves_nothing(room: RadarRoom, text: str) -> None:
    ran = room.radar("add", "Grasp", "--include", "robot", "--from", room.file("library.bib", text))
    assert (ran.code, "library.bib" in ran.err) == (2, True)
    assert room.radar("list", "--json").rows == []


def test_a_file_that_is_not_there_is_named(room: RadarRoom) -> None:
    ran = room.radar("add", "Grasp", "--from", str(room.folder / "none.bib"))
    assert (ran.code, "none.bib: cannot be read: No such file" in ran.err) == (2, True)


def test_a_list_of_names_tells_which_are_of_no_use_yet(room: RadarRoom) -> None:
    ran = room.radar("add", "Grasp", "--from", room.file("ids.txt", "2606.91002\narXiv:1904.00001\n10.5555/none\n"))
    assert ran.code == 0
    assert "ids.txt: 3 papers read, 1 of them stored here" in ran.err
    assert "ids.txt: 2 are neither stored here nor have an abstract" in ran.err


def test_the_works_of_an_orcid(room: RadarRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    works = [Work("Grasping with soft fingers", (("arxiv", "2606.91000", "self"),)), Work("An older paper")]
    with FakeOrcid({ORCID: works}) as fake:
        monkeypatch.setenv("ORCID_API_URL", f"http://{fake.host}")
        ran = asking(room, fake, "add", "Grasp", "--orcid", ORCID)
        unknown = asking(room, fake, "add", "Other", "--orcid", "0000-0001-5109-3700")
    assert (ran.code, f"ORCID {ORCID}: 2 papers read, 1 of them stored here" in ran.err) == (0, True)
    assert {origin for _, origin in examples(room).values()} == {f"ORCID {ORCID}"}
    assert (unknown.code, "no such person" in unknown.err) == (2, True)


def test_an_author_of_arxiv(room: RadarRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeArxivAuthors(by_owner={"li_w_1": [Preprint("2606.91000", "Grasping"), Preprint("1904.1", "Old")]}) as fake:
        monkeypatch.setenv("ARXIV_AUTHORS_URL", f"http://{fake.host}/a")
        monkeypatch.setenv("ARXIV_API_URL", f"http://{fake.host}/api/query")
        ran = asking(room, fake, "add", "Grasp", "--arxiv-author", "li_w_1")
    assert ran.code in (0, 3), ran.err
    assert paper_id(1, 0, 0) in examples(room)


def test_a_library_of_zotero_with_its_key(room: RadarRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeZotero({"groups/9": [item(1, extra="arXiv:2606.91000"), item(2)]}, KEY) as fake:
        monkeypatch.setenv("ZOTERO_API_URL", f"http://{fake.host}")
        refused = asking(room, fake, "add", "Grasp", "--zotero", "groups/9")
        monkeypatch.setenv("ZOTERO_API_KEY", KEY)
        ran = asking(room, fake, "add", "Grasp", "--zotero", "groups/9")
    assert (refused.code, "private" in refused.err, KEY in refused.err + ran.err) == (2, True, False)
    assert (ran.code, "Zotero groups/9: 2 papers read, 1 of them stored here" in ran.err) == (0, True)


def test_an_upstream_that_does_not_answer_saves_nothing(room: RadarRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeOrcid({}) as fake:
        host = fake.host
        monkeypatch.setenv("ORCID_API_URL", f"http://{host}")
        room.shell.write_settings(f'language = "en"\n[fetch]\nallow_hosts = ["{host}"]\n')
    ran = room.radar("add", "Grasp", "--orcid", ORCID)
    assert (ran.code, host.partition(":")[0] in ran.err) == (3, True)
    assert room.radar("list", "--json").rows == []
    assert room.radar("add", "Grasp", "--orcid", "1234").code == 2
    assert room.radar("add", "Grasp", "--zotero", "my library").code == 2


def test_a_title_alone_is_the_stored_paper_and_one_of_several_is_told(room: RadarRoom) -> None:
    rows = "".join(
        f'{{"id": "2606.9500{n}", "title": "A title that two papers have", "listed": "2026-06-17"}}\n' for n in (1, 2)
    )
    assert room.run("import", room.file("twins.jsonl", rows)).code == 0
    table = "Title,Author\nGrasping with Soft Fingers.,\nA title that two papers have,\n"
    ran = room.radar("add", "Grasp", "--from", room.file("library.csv", table))
    assert "library.csv: 2 papers read, 1 of them stored here" in ran.err
    assert "several stored papers are called “A title that two papers have”" in ran.err
    assert set(examples(room)) == {paper_id(1, 0, 0), "a title that two papers have"}


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_more_papers_than_a_radar_holds_are_refused_in_a_dry_run_too(room: RadarRoom, more: tuple[str, ...]) -> None:
    names = [f"10.5555/x.{n}" for n in range(5001)]
    half, rest = room.file("a.txt", "\n".join(names[:2501])), room.file("b.txt", "\n".join(names[2501:]))
    ran = room.radar("add", "Grasp", "--from", half, "--from", rest, *more)
    assert (ran.code, "read" in ran.err) == (2, False)
    assert "b.txt: names 5,001 papers, and a radar has at most 5,000 examples" in ran.err
    assert room.radar("add", "Grasp", "--from", rest).code == 0
    also = room.file("c.txt", "\n".join(f"10.5555/y.{n}" for n in range(2501)))
    ran = room.radar("edit", "Grasp", "--from", also, *more)
    assert (ran.code, "5,001 examples are too many" in ran.err) == (2, True)
