"""Bridges: distances of fields, near pairs, what they share; results to compare."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from academichub.brief.skeleton.bridges import find_bridges, is_meant_alike
from academichub.brief.skeleton.distances import field_distance, paper_distance
from academichub.brief.skeleton.neighbours import Space, near_pairs
from academichub.brief.skeleton.places import points_of, weighed_words
from academichub.brief.skeleton.tensions import find_tensions
from academichub.brief.words.directions import Direction, directions_in, repeats_a_result
from academichub.brief.words.phrases import Phrases, read_phrases, text_of_paper
from academichub.brief.words.reading import spans_of
from academichub.model import BriefPaper, FieldId, PaperId
from academichub.taxonomy import FIELDS
from tests.brief.invented import paper, week


def read(papers: list[BriefPaper]) -> tuple[Phrases, Space]:
    texts = [text_of_paper(each) for each in papers]
    words = weighed_words(texts)
    return read_phrases(texts), Space(points_of(words, 0), words)


def test_distances_are_symmetric_and_from_zero_to_one() -> None:
    for first, second in product(FIELDS, FIELDS):
        distance = field_distance(first, second)
        assert distance == field_distance(second, first)
        assert 0 <= distance <= 1
        assert (distance == 0) == (first == second)


@pytest.mark.parametrize("far", ["biology", "physics", "economics", "medicine"])
def test_computer_science_is_farther_from_other_sciences_than_from_statistics(far: str) -> None:
    cs = FieldId("computer-science")
    assert field_distance(cs, FieldId(far)) == 1
    assert field_distance(cs, FieldId("statistics")) < 0.5


def test_categories_of_one_field_are_a_little_apart_and_a_shared_one_brings_nearer() -> None:
    vision = replace(paper("parser", 1), categories=("cs.CV",))
    language = replace(paper("parser", 2), categories=("cs.CL",))
    both = replace(paper("parser", 3), categories=("cs.CL", "cs.CV"))
    assert paper_distance(language, both) == 0
    assert 0 < paper_distance(vision, both) < paper_distance(vision, language) < 0.35


def coral_by_machines(number: int = 900) -> BriefPaper:
    """A paper of computer science on what the papers on corals are about."""
    return replace(
        paper("coral", number), paper_id=PaperId("far"), field=FieldId("computer-science"), categories=("cs.CV",)
    )


def test_a_near_paper_of_a_far_field_is_a_bridge_and_names_what_is_shared() -> None:
    papers = [*week(4), coral_by_machines()]
    bridges = find_bridges(papers, *read(papers))
    first = bridges[0]
    assert "far" in first.paper_ids
    assert set(first.fields) == {"computer-science", "biology"}
    assert first.distance == 1
    texts = [text_of_paper(each) for each in papers if each.paper_id in first.paper_ids]
    assert first.shared
    assert all(phrase.lower().rstrip("s") in text.lower() for phrase in first.shared for text in texts)


def test_papers_of_one_category_are_no_bridge() -> None:
    papers = week(12, subjects=("coral",))
    assert find_bridges(papers, *read(papers)) == ()


def test_no_paper_stands_in_two_bridges() -> None:
    papers = [*week(6), *(replace(coral_by_machines(900 + n), paper_id=PaperId(f"far-{n}")) for n in range(3))]
    ids = [paper_id for bridge in find_bridges(papers, *read(papers)) for paper_id in bridge.paper_ids]
    assert ids
    assert len(ids) == len(set(ids))


def test_near_pairs_come_once_the_closest_first_and_never_with_themselves() -> None:
    papers = week(5)
    _, space = read(papers)
    pairs = near_pairs(space, None, 3, 0.1)
    assert all(first < second for first, second, _ in pairs)
    assert len({pair[:2] for pair in pairs}) == len(pairs) > 0
    assert [pair[2] for pair in pairs] == sorted((pair[2] for pair in pairs), reverse=True)


@pytest.mark.parametrize(
    ("sentence", "ways"),
    [
        ("Shading increases polyp growth.", [Direction.MORE]),
        ("Shading did not increase polyp growth.", [Direction.NONE]),
        ("We found no significant effect of shading.", [Direction.NONE]),
        ("It improves recall without degrading precision.", [Direction.BETTER, Direction.NONE]),
        ("It improved recall and reduced cost.", [Direction.BETTER, Direction.LESS]),
        ("该方法显著提高了识别率", [Direction.BETTER]),
        ("The reef is old.", []),
        ("It has the potential to enhance growth.", []),
        ("Shading may further increase growth and can reduce cost.", []),
        ("Shading was found to increase growth.", [Direction.MORE]),
    ],
)
def test_directions_are_read(sentence: str, ways: list[Direction]) -> None:
    assert [said.way for said in directions_in(sentence)] == ways


def test_repeating_is_read_and_producing_is_not() -> None:
    assert repeats_a_result("We replicate the findings of an earlier survey.")
    assert repeats_a_result("This confirms previous reports.")
    assert not repeats_a_result("Corals reproduce in spring.")


def two_results(first: str, second: str) -> list[BriefPaper]:
    papers = week(4)
    base = paper("coral", 77)
    pair = [
        replace(base, paper_id=PaperId(f"r{at}"), sentences=(*base.sentences[:2], text), roles={"result": (2,)})
        for at, text in enumerate((first, second))
    ]
    return [*papers, *pair]


@pytest.mark.parametrize(
    ("first", "second", "agrees"),
    [
        ("Shading increases polyp growth.", "Shading decreases polyp growth.", False),
        ("Shading increases polyp growth.", "Shading had no effect on polyp growth.", False),
        ("Shading increases polyp growth.", "We confirm previous results of shading on polyp growth.", True),
    ],
)
def test_opposed_and_repeated_results_are_candidates(first: str, second: str, agrees: bool) -> None:
    papers = two_results(first, second)
    tensions = [each for each in find_tensions(papers, *read(papers)) if set(each.paper_ids) == {"r0", "r1"}]
    assert [(each.about, each.agrees, each.sentences) for each in tensions] == [("polyp growth", agrees, (2, 2))]


@pytest.mark.parametrize(
    "second",
    [
        "Shading increases polyp growth.",
        "Shading decreases light.",
        "Storms worsen the view of polyp growth.",
        "Trawling decreases polyp growth.",
        "Shading may decrease polyp growth.",
        "Shading keeps polyp growth, decreases cost.",
    ],
)
def test_results_that_are_not_opposed_are_none(second: str) -> None:
    papers = two_results("Shading increases polyp growth.", second)
    assert not [each for each in find_tensions(papers, *read(papers)) if set(each.paper_ids) == {"r0", "r1"}]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("llm", "Overall, LLMs err.", ["LLMs"]),
        ("rgb", "Large RGB frames.", ["RGB"]),
        ("ct", "Detection of direct CT.", ["CT"]),
        ("ct dose", "Direct doses raise CT doses.", ["CT doses"]),
        ("polyp growth", "Polyps of no growth.", []),
        ("珊瑚", "珊瑚白化", ["珊瑚"]),
    ],
)
def test_a_phrase_stands_where_its_words_are_and_not_within_others(name: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in spans_of(name, text)] == found


def test_a_direction_is_read_beside_the_phrase_and_not_beside_its_letters_in_another_word() -> None:
    first = "Overall shading increases direct dose scatter, as all of our earlier work had it, and it lowers CT dose."
    papers = two_results(first, "Shading increases CT dose.")
    (tension,) = [each for each in find_tensions(papers, *read(papers)) if set(each.paper_ids) == {"r0", "r1"}]
    assert (tension.about, tension.agrees) == ("CT dose", False)


def test_the_name_of_a_tool_is_no_quantity() -> None:
    papers = two_results("Shading increases PolypGPT.", "Shading decreases PolypGPT.")
    assert not [each for each in find_tensions(papers, *read(papers)) if set(each.paper_ids) == {"r0", "r1"}]


def test_one_work_announced_in_two_places_is_no_bridge() -> None:
    papers = week(6)
    again = replace(papers[3], paper_id=PaperId("again"), field=FieldId("computer-science"), categories=("cs.CV",))
    papers.append(again)
    ids = [set(bridge.paper_ids) for bridge in find_bridges(papers, *read(papers))]
    assert not [each for each in ids if {"again", papers[3].paper_id} == each]


@pytest.mark.parametrize("shared", ["fluent stereo", "multi-scale", "generative AI models", "camera"])
def test_a_way_of_speaking_joins_no_fields(shared: str) -> None:
    told = (f"The {shared} is shown in a harbour basin.", f"We use {shared} in a harbour basin.")
    first = paper("coral", 1, title=f"Harbours and {shared}", sentences=told)
    second = paper("parser", 1, title=f"Basins and {shared}", sentences=told)
    papers = [*week(4), first, second]
    found = [each.shared for each in find_bridges(papers, *read(papers))]
    assert not [each for each in found if set(each) <= {shared, shared.lower()}]


@pytest.mark.parametrize(("beside", "alike"), [("moored buoy", True), ("verb ending", False)])
def test_a_phrase_is_meant_alike_where_it_stands_among_the_same_words(beside: str, alike: bool) -> None:
    lines = ["The drift cycle follows a moored buoy.\nSalt eats.", f"A drift cycle has a {beside}.\nSalt eats."]
    phrases = read_phrases([*lines, *map(text_of_paper, week(2))])
    assert is_meant_alike(phrases, phrases.names.index("drift cycle"), (0, 1)) is alike


def test_a_measure_that_both_report_joins_no_fields() -> None:
    first = paper("coral", 1, title="Reef counts", sentences=("We reach a dice score of 3 on reefs.",))
    second = paper("auction", 1, title="Bids", sentences=("We reach a dice score of 3 on bids.",))
    papers = [*week(4), first, second]
    assert not [each for each in find_bridges(papers, *read(papers)) if "dice score" in each.shared]
