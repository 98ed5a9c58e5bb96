"""Which papers a briefing reads: news of its days and of the eight weeks before, by the same choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from academichub.model import FieldId, Kind, Radar
from academichub.pipeline.briefing.gather import Gathered, gather, with_roles
from academichub.pipeline.briefing.inputs import inputs_id
from academichub.store import Store
from academichub.summary.candidates import read_abstract
from academichub.text import render
from tests.brief.invented import paper
from tests.pipeline.briefing.weeks import SINCE, UNTIL, announce, order, paper_id, record, room_of


def silent(_n_done: int, _n_total: int | None) -> None:
    pass


def gathered(store: Store, folder: Path, saved: Radar | None = None, **changes: Any) -> Gathered:
    with room_of(store, folder) as room:
        if saved is not None:
            room.radars.save(saved)
        return gather(room.desk._materials, order(**changes), silent)


def ids(papers: Gathered) -> list[str]:
    return [paper.paper_id for paper in papers.papers]


def test_only_news_of_the_days_is_read(store: Store, tmp_path: Path) -> None:
    texts = {number: (f"Reef {number}", f"Coral of reef {number}. It bleached.") for number in range(1, 9)}
    made = {number: record(number, *words) for number, words in texts.items()}
    announce(store, SINCE - timedelta(days=57), [made[1]])  # before the weeks before
    announce(store, SINCE - timedelta(days=56), [made[2]])
    announce(store, SINCE - timedelta(days=1), [made[3], made[4]])
    announce(store, SINCE, [replace(made[3], version=2)], Kind.REPLACE)
    announce(store, SINCE, [made[4]], Kind.CROSS)  # it was announced before
    announce(store, SINCE, [made[5]], Kind.REPLACE)  # an old paper, of which the store knew nothing
    announce(store, SINCE, [made[6]])
    announce(store, UNTIL, [made[7]], Kind.CROSS)
    announce(store, UNTIL, [made[6]], Kind.CROSS)
    announce(store, UNTIL + timedelta(days=1), [made[8]])
    found = gathered(store, tmp_path)
    assert ids(found) == [paper_id(6), paper_id(7)]
    assert [paper.announced_on for paper in found.papers] == [SINCE, UNTIL]
    assert {paper.paper_id for paper in found.before} == {paper_id(2), paper_id(3), paper_id(4)}
    assert set(found.text_hashes) == {paper_id(number) for number in (2, 3, 4, 6, 7)}


def test_a_withdrawn_paper_is_left_out(store: Store, tmp_path: Path) -> None:
    papers = [record(number, f"Reef {number}", "Coral bleached.") for number in (1, 2, 3)]
    notice = record(9, "", "This paper has been withdrawn by the authors.").abstract
    announce(store, SINCE, papers)
    gone = replace(papers[0], version=2, withdrawn=True)
    announce(store, UNTIL, [gone], Kind.WITHDRAWN)
    announce(store, UNTIL, [replace(papers[1], version=2, abstract=notice)], Kind.REPLACE)
    assert ids(gathered(store, tmp_path)) == [paper_id(3)]


def test_sentences_are_counted_as_the_extract_counts_them(store: Store, tmp_path: Path) -> None:
    abstract = "Methods: We dug at 3 sites (cf. Fig. 2). Results: $x^2$ grew by 4.5 %. It stayed, e.g., in March."
    made = record(1, "Silt", abstract, "physics.geo-ph", categories=("stat.AP", "physics.geo-ph"))
    announce(store, SINCE, [made])
    (paper,) = gathered(store, tmp_path).papers
    assert made.abstract is not None
    counted = read_abstract(render(made.abstract), tagged=False).candidates
    assert len(paper.sentences) == len(counted) == 3
    assert all(sentence.endswith(each.text) for sentence, each in zip(paper.sentences, counted, strict=True))
    assert paper.categories == ("physics.geo-ph", "stat.AP")
    assert (paper.field, paper.authors, paper.roles) == ("earth", ("Ada Marsh",), {})


def test_roles_are_told_of_english_sentences_alone() -> None:
    said = ("Little is known of reefs.", "We propose a new sensor.", "The results show that coral bleaches.")
    english, chinese = (paper("coral", 1, sentences=each, roles={}) for each in (said, ("我们提出一种方法。",)))
    heard: list[tuple[int, int | None]] = []
    first, second = with_roles([english, chinese], lambda n, of: heard.append((n, of)))
    assert sorted(at for places in first.roles.values() for at in places) == [0, 1, 2]
    assert second.roles == {}
    assert heard == [(0, 2)]


def test_a_field_and_a_number_bound_the_choice_and_a_draw_is_the_same_again(filled: Store, tmp_path: Path) -> None:
    whole = gathered(filled, tmp_path)
    assert (len(whole.papers), len(whole.before), whole.n_found) == (100, 400, 100)
    earth = gathered(filled, tmp_path, fields=(FieldId("earth"),))
    assert {paper.field for paper in (*earth.papers, *earth.before)} == {"earth"}
    assert (len(earth.papers), len(earth.before)) == (20, 80)
    drawn = gathered(filled, tmp_path, most_papers=30)
    assert (len(drawn.papers), drawn.n_found) == (30, 100)
    assert gathered(filled, tmp_path, most_papers=30) == drawn
    assert gathered(filled, tmp_path, most_papers=30, seed=1) != drawn
    assert {paper.field for paper in drawn.papers} == {paper.field for paper in whole.papers}


def test_a_radar_keeps_what_passes_its_rules_the_best_first(filled: Store, tmp_path: Path) -> None:
    radar = Radar("Reefs", include=("coral reef",), exclude=("lagoon",))
    found = gathered(filled, tmp_path, radar, radar="Reefs")
    texts = ["\n".join((paper.title, *paper.sentences)) for paper in (*found.papers, *found.before)]
    assert found.papers
    assert found.before
    assert all("coral reef" in text and "lagoon" not in text for text in texts)
    best = gathered(filled, tmp_path, radar="Reefs", most_papers=3)
    assert ids(best) == ids(found)[:3]
    assert best.n_found == len(found.papers)
    with room_of(filled, tmp_path) as room:
        scores = {
            ranked.paper_id: ranked.score
            for day in range(7)
            for ranked in room.radars.passing("Reefs", SINCE + timedelta(days=day))
        }
    assert [scores[paper.paper_id] for paper in found.papers] == sorted(
        (scores[each.paper_id] for each in found.papers), reverse=True
    )


def test_everyday_papers_of_a_radar_without_words_are_no_news_to_it(filled: Store, tmp_path: Path) -> None:
    radar = Radar("Ice", boost=("alpine glacier", "basal sliding", "moraine record"))
    found = gathered(filled, tmp_path, radar, radar="Ice")
    assert {paper.field for paper in found.papers} == {"earth"}


def test_a_question_chooses_the_papers_that_bear_on_it(filled: Store, tmp_path: Path) -> None:
    found = gathered(filled, tmp_path, question="What do we know about basal sliding of glaciers?")
    assert found.papers
    assert {paper.field for paper in (*found.papers, *found.before)} == {"earth"}
    assert all(paper.announced_on >= SINCE for paper in found.papers)
    assert "basal sliding" in " ".join(found.papers[0].sentences)
    assert gathered(filled, tmp_path, question="Does unobtainium hover?") == Gathered()
    later = gathered(filled, tmp_path, question="basal sliding", until=SINCE)
    assert {paper.announced_on for paper in later.papers} == {SINCE}


@pytest.mark.parametrize(
    ("changes", "is_another"),
    [
        ({"language": "zh"}, True),
        ({"question": "Why?"}, False),
        ({"seed": 1}, True),
        ({"until": UNTIL + timedelta(days=1)}, True),
    ],
)
def test_inputs_have_the_name_of_what_decides_the_skeleton(
    filled: Store, tmp_path: Path, changes: dict[str, Any], is_another: bool
) -> None:
    found = gathered(filled, tmp_path)
    name = inputs_id(order(), found.papers, found.before, found.text_hashes)
    turned = inputs_id(order(), found.papers[::-1], found.before[::-1], found.text_hashes)
    assert turned == name
    asked = inputs_id(order(**changes), found.papers, found.before, found.text_hashes)
    assert (asked != name) is is_another
    fewer = inputs_id(order(), found.papers, found.before[1:], found.text_hashes)
    revised = {**found.text_hashes, found.before[0].paper_id: "other"}
    assert len({name, fewer, inputs_id(order(), found.papers, found.before, revised)}) == 3
