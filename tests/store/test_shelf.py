"""What a reader keeps: radars, examples, votes, saved searches."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from academichub.errors import NotFound, StoreError
from academichub.model import OWNER, Example, PaperId, Person, Radar, RadarId, SavedSearch, Stance, Vote
from academichub.store import Store
from tests.samples import NOON
from tests.store.cards import paper_of, save_papers

FULL = Radar(
    "Sand dunes",
    include=("dune",),
    exclude=("survey",),
    boost=("沙丘",),
    authors=(Person("Wei Li", "0000-0002-1825-0097"), Person("Ada Marsh", coauthors=("Wei Li",))),
    categories=("physics.ao-ph",),
    sources=("arxiv",),
    languages=("en",),
    quota=5,
    share=3,
    paused=True,
)


def saved(store: Store, radar: Radar = FULL) -> Radar:
    with store.changing_shelf(OWNER) as shelf:
        return shelf.save_radar(radar, NOON)


def id_of(radar: Radar) -> RadarId:
    assert radar.radar_id is not None
    return radar.radar_id


def test_a_radar_comes_back_as_it_was_and_keeps_its_id_when_it_is_renamed(store: Store) -> None:
    first = saved(store)
    second = saved(store, Radar("second"))
    assert saved(store, replace(first, name="Ripples", include=())).radar_id == first.radar_id
    with store.shelf(OWNER) as shelf:
        assert shelf.radars() == (replace(first, name="Ripples", include=()), second)
        assert shelf.radar("RIPPLES") == shelf.radars()[0]
        assert shelf.radar("Sand dunes") is None


def test_names_that_differ_in_case_alone_are_one(store: Store) -> None:
    saved(store)
    with pytest.raises(StoreError):
        saved(store, Radar("SAND DUNES"))
    with pytest.raises(NotFound):
        saved(store, Radar("lost", radar_id=RadarId(99)))


def test_a_radar_has_each_example_once_and_learns_which_paper_it_is(store: Store) -> None:
    paper = paper_of()
    save_papers(store, [paper])
    told = Example("doi:10.1/x", "A title", NOON, "An abstract", origin="library.bib")
    stored = Example(paper.paper_id, "Its title", NOON + timedelta(hours=1), paper_id=paper.paper_id)
    radar_id = id_of(saved(store))
    with store.changing_shelf(OWNER) as shelf:
        assert shelf.add_examples(radar_id, [told, stored, told]) == 2
        assert shelf.add_examples(radar_id, [replace(told, title="Another")]) == 0
        assert shelf.examples(radar_id) == (stored, told)
        shelf.name_example(radar_id, told.key, paper.paper_id)
        assert shelf.examples(radar_id) == (replace(told, key=paper.paper_id, paper_id=paper.paper_id),)
        assert shelf.remove_examples(radar_id, [paper.paper_id, "nobody"]) == 1
        assert shelf.examples(radar_id) == ()


def test_the_last_vote_of_a_paper_counts(store: Store) -> None:
    papers = [paper_of(n) for n in range(3)]
    save_papers(store, papers)
    first, second, third = (paper.paper_id for paper in papers)
    radar_id = id_of(saved(store))
    said = [
        Vote(first, Stance.UP, NOON),
        Vote(second, Stance.UP, NOON),
        Vote(first, Stance.DOWN, NOON + timedelta(days=1)),
        Vote(third, Stance.DOWN, NOON),
        Vote(third, Stance.NONE, NOON),
    ]
    with store.changing_shelf(OWNER) as shelf:
        for vote in said:
            shelf.add_vote(radar_id, vote)
        assert list(shelf.votes(radar_id).values()) == [said[1], said[2]]
    with pytest.raises(StoreError), store.changing_shelf(OWNER) as shelf:
        shelf.add_vote(radar_id, Vote(PaperId("nobody:1"), Stance.UP, NOON))


def test_a_radar_goes_with_all_that_hangs_on_it_and_its_id_is_not_given_again(store: Store) -> None:
    paper = paper_of()
    save_papers(store, [paper])
    radar_id = id_of(saved(store))
    with store.changing_shelf(OWNER) as shelf:
        shelf.add_examples(radar_id, [Example(paper.paper_id, "t", NOON, paper_id=paper.paper_id)])
        shelf.add_vote(radar_id, Vote(paper.paper_id, Stance.UP, NOON))
        shelf.remove_radar(radar_id)
        assert (shelf.radars(), shelf.examples(radar_id), shelf.votes(radar_id)) == ((), (), {})
    assert id_of(saved(store)) > radar_id


def test_a_search_takes_the_place_of_one_of_its_name(store: Store) -> None:
    with store.changing_shelf(OWNER) as shelf:
        shelf.save_search(SavedSearch("dunes", "dune source:arxiv"), NOON)
        shelf.save_search(SavedSearch("a", "b"), NOON)
        shelf.save_search(SavedSearch("dunes", "沙丘"), NOON)
        assert shelf.searches() == (SavedSearch("a", "b"), SavedSearch("dunes", "沙丘"))
        assert shelf.remove_search("a")
        assert not shelf.remove_search("a")
