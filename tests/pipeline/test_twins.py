"""A journal's feed and its complete list told one work under two titles; then the feed states the list's DOI."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from academichub.errors import HubError
from academichub.match import own_name
from academichub.model import Announcement, Identifiers, Markup, Page, Paper, PaperId, Record, SourceId
from academichub.pipeline.saving import save_pages
from academichub.pipeline.twins import known_by_their_keys, under_known_keys
from academichub.pipeline.works import Works
from academichub.store import Store
from tests.pipeline.families import people, record
from tests.pipeline.test_matching import save
from tests.samples import DAY, NOON, announced

DOI = "10.5555/deltas.7"
TOLD = record("deltas", "g7", 7, "Frogs of the upper delta sing at night")
LISTED = record("deltas", DOI, 7, "Nocturnal chorus: anurans of an estuary", identifiers=Identifiers(doi=DOI))
ASKED = record("pubmed", "77", 7, LISTED.title.text, identifiers=Identifiers(doi=DOI, pmid="77"))
LATER = replace(TOLD, identifiers=Identifiers(doi=DOI))


class Journal:
    names_otherwise = True


def visit(store: Store, *told: Record, days: int = 3) -> None:
    page = Page(tuple(announced(one, day=DAY + timedelta(days=days)) for one in told), day=DAY)
    with store.writing() as unit:
        at = NOON + timedelta(days=days)
        save_pages(unit, told[0].source, under_known_keys(unit, Journal(), [page], at), at)


def told_twice(store: Store) -> tuple[PaperId | None, PaperId | None]:
    save(store, TOLD)
    save(store, LISTED, day=DAY + timedelta(days=1), at=1)
    save(store, ASKED, at=2)
    return store.find("deltas:g7"), store.find(DOI)


def card(store: Store, name: str) -> Paper:
    paper_id = store.find(name)
    assert paper_id is not None
    return store.papers([paper_id])[paper_id]


def test_what_both_channels_told_is_one_card_when_the_feed_learns_the_doi(store: Store) -> None:
    first, second = told_twice(store)
    assert first != second
    for days in (3, 4):
        visit(store, LATER, days=days)
        assert {store.find(name) for name in ("deltas:g7", DOI, f"deltas:{DOI}", "pmid:77", second or "")} == {first}
        assert [line.paper_id for line in store.outline(DAY)] == [first]
        assert store.outline(DAY + timedelta(days=1)) == ()
        assert (card(store, DOI).title.plain, card(store, DOI).identifiers.pmid) == (TOLD.title.text, "77")
        assert [(merge.kept, merge.gone) for merge in store.merges() if merge.strands == (f"deltas:{DOI}",)] == [
            (first, second)
        ]
    with store.writing() as unit:
        named: tuple[Announcement, ...] = known_by_their_keys(unit, Journal(), [announced(LISTED)], DAY)
    assert [one.record.key for one in named] == ["g7"]


def test_the_earlier_of_two_listings_stays(store: Store) -> None:
    save(store, LISTED)
    save(store, TOLD, day=DAY + timedelta(days=1), at=1)
    visit(store, LATER)
    assert [line.paper_id for line in store.outline(DAY)] == [store.find(DOI)] == [store.find("deltas:g7")]
    assert dict(store.days()) == {DAY: 1, DAY + timedelta(days=1): 0}


@pytest.mark.parametrize(
    "said",
    [
        (replace(LATER, title=Markup("Cheap pills"), authors=people(88)),),
        (LATER, replace(LATER, key="g8", title=Markup("Another paper of that day"))),
    ],
)
def test_a_doi_of_quite_another_work_or_of_several_entries_joins_nothing(
    store: Store, said: tuple[Record, ...]
) -> None:
    told_first = replace(TOLD, title=said[0].title, authors=said[0].authors)
    save(store, told_first)
    save(store, LISTED, at=1)
    if len(said) > 1:
        save(store, replace(said[1], identifiers=Identifiers()), at=2)
    visit(store, *said)
    assert store.find("deltas:g7") != store.find(f"deltas:{DOI}")


def test_such_a_merge_can_be_taken_back(store: Store) -> None:
    first, second = told_twice(store)
    before = {name: card(store, name) for name in ("deltas:g7", f"deltas:{DOI}")}
    visit(store, LATER)
    (merge,) = (one for one in store.merges() if one.strands == (f"deltas:{DOI}",))
    works = Works(store, lambda: NOON + timedelta(days=4))
    works.part(merge.merge_id)
    for days in (5, 6):
        assert (store.find("deltas:g7"), store.find(f"deltas:{DOI}")) == (first, second)
        assert {line.paper_id for line in store.outline(DAY)} == {first, second}  # PubMed listed the other on it
        assert [line.paper_id for line in store.outline(DAY + timedelta(days=1))] == [second]
        assert dict(store.days())[DAY + timedelta(days=1)] == 1
        assert (card(store, "deltas:g7").title, card(store, f"deltas:{DOI}").title) == (
            before["deltas:g7"].title,
            before[f"deltas:{DOI}"].title,
        )
        assert store.status(TOLD.source).n_papers == 2
        visit(store, LATER, LISTED, days=days)
    with pytest.raises(HubError, match="undone before"):
        works.part(merge.merge_id)


def test_what_both_had_said_in_the_same_words_is_said_under_both_keys_again(store: Store) -> None:
    """And a paper that joined another source's card founds one of its own."""
    save(store, replace(ASKED, source=SourceId("europepmc"), key="first"))
    save(store, TOLD, replace(LISTED, key="g7", identifiers=Identifiers()), at=1)
    save(store, LISTED, replace(LISTED, identifiers=Identifiers()), at=2)
    visit(store, LATER)
    merge = next(one for one in store.merges() if one.strands == (f"deltas:{DOI}",))
    Works(store, lambda: NOON).part(merge.merge_id)
    apart = store.find("deltas:g7"), store.find(f"deltas:{DOI}")
    assert None not in apart
    assert len(set(apart)) == 2
    with store.writing() as unit:
        assert [len(unit.register.entry("deltas", key)) for key in ("g7", DOI)] == [3, 2]


def test_what_a_reader_told_apart_stays_two(store: Store) -> None:
    first, second = told_twice(store)
    Works(store, lambda: NOON).refuse(first or "", second or "")
    visit(store, LATER)
    assert (store.find("deltas:g7"), store.find(f"deltas:{DOI}")) == (first, second)


def test_what_was_said_of_the_entry_that_goes_holds_for_the_one_that_stays(store: Store) -> None:
    """A preprint that a reader has told from the list's entry does not come back by the feed's; nor is it suggested."""
    preprint = record("biorxiv", "10.1101/1", 7, LISTED.title.text, identifiers=Identifiers(doi="10.1101/1"))
    save(store, TOLD)
    save(store, LISTED, day=DAY + timedelta(days=1), at=1)
    save(store, preprint, at=2)
    works = Works(store, lambda: NOON)
    works.part(store.merges()[0].merge_id)
    said = (own_name(preprint), f"deltas:{DOI}")
    with store.writing() as unit:
        unit.register.save_suggestions({said: ("near", 0.7)})
    visit(store, LATER)
    apart = store.find("biorxiv:10.1101/1"), store.find("deltas:g7")
    assert len({*apart}) == 2
    with store.writing() as unit:
        assert unit.register.rulings(["deltas:g7"]).different == {("biorxiv:10.1101/1", "deltas:g7")}
    with store.engine.connect() as connection:
        assert said not in {*connection.execute(text("SELECT one, other FROM suggestions"))}
    works.part(next(one.merge_id for one in store.merges() if one.strands == (f"deltas:{DOI}",)))
    with store.writing() as unit:
        assert unit.register.rulings(["biorxiv:10.1101/1"]).different == {said}


def test_of_two_words_on_both_entries_the_later_one_holds(store: Store) -> None:
    with store.writing() as unit:
        register = unit.register
        for at, (pair, same) in enumerate(
            [(("a:1", "x:1"), True), (("a:2", "x:1"), False), (("a:2", "x:2"), True), (("a:1", "x:2"), False)]
        ):
            register.rule([pair], NOON + timedelta(minutes=at), same=same)
        register.copy_rulings("a:1", to="a:2")
        assert register.rulings(["a:2"]).different == {("a:2", "x:1"), ("a:2", "x:2")}
        register.copy_rulings("a:2", to="a:3")
        register.rule([("a:3", "x:1")], NOON + timedelta(days=1), same=False)
        register.forget_copies("a:2", to="a:3")
        assert register.rulings(["a:3"]).different == {("a:3", "x:1")}
