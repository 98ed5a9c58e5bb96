"""Briefings come back as they were saved, whole or not at all, each reader's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, text

from academichub.errors import NotFound, StoreError
from academichub.model import (
    OWNER,
    Bridge,
    BriefChange,
    BriefChangeKind,
    BriefId,
    Briefing,
    BriefOrder,
    BriefPaper,
    Citation,
    Claim,
    ClaimState,
    Cluster,
    FieldId,
    PaperId,
    ReaderId,
    Section,
    SectionKind,
    Skeleton,
    SourceId,
    Tension,
    Trend,
)
from academichub.store import Store, schema
from tests.samples import NOON

OTHER_READER = ReaderId("another")
ORDER = BriefOrder(date(2026, 6, 10), date(2026, 6, 16), "zh", (FieldId("earth"),), "Dunes", "怎样测沙丘？")
PAPER = BriefPaper(
    PaperId("arxiv:2606.90001"),
    "Silt",
    date(2026, 6, 16),
    SourceId("arxiv"),
    FieldId("earth"),
    ("Deltas drown.", "We measured silt."),
    ("physics.geo-ph",),
    ("Ada Marsh",),
    {"method": (1,)},
    (0.25, 1.0),
)
QUOTE = Citation(PAPER.paper_id, 0, "Deltas drown.")


def briefing(**changes: object) -> Briefing:
    trend = Trend(3, 1, 0.5, 0.125, 8, None)
    claims = tuple(Claim("c", state, (QUOTE,)) for state in ClaimState if state is not ClaimState.DROPPED)
    whole = Briefing(
        order=ORDER,
        made_at=NOON,
        skeleton=Skeleton(
            (PAPER,),
            (Cluster(0, "silt", ("silt",), (PAPER.paper_id,), (PAPER.paper_id,), trend, {PAPER.field: 1}),),
            (Bridge((PAPER.paper_id, PAPER.paper_id), (PAPER.field,), 0.5, 1.0, ("silt",)),),
            {"silt": trend},
            (Tension((PAPER.paper_id, PAPER.paper_id), (0, 1), "silt", False),),
            9,
        ),
        sections=(Section("摘要", SectionKind.SUMMARY, claims, 0, True),),
        dropped=(Claim("wrong", ClaimState.DROPPED, (), "no such sentence"),),
        model="m-1",
        prompt_id="brief-1",
        cost_micros=12,
        unwritten="the endpoint was busy",
        inputs_id="inputs",
        text_hashes={PAPER.paper_id: "hash"},
        changes=(BriefChange(BriefChangeKind.NEW, (PAPER.paper_id,)),),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def saved(store: Store, made: Briefing | None = None, reader: ReaderId = OWNER) -> Briefing:
    with store.changing_binder(reader) as binder:
        return binder.save(made or briefing())


def id_of(made: Briefing) -> BriefId:
    assert made.brief_id is not None
    return made.brief_id


def stored(store: Store, brief_id: BriefId) -> Briefing:
    with store.binder(OWNER) as binder:
        return binder.briefing(brief_id)


def test_a_briefing_comes_back_as_it_was_and_a_list_shows_what_it_holds(store: Store) -> None:
    first = saved(store)
    second = saved(store, briefing(made_at=NOON + timedelta(days=1), renews=first.brief_id))
    assert stored(store, id_of(first)) == first
    assert stored(store, id_of(second)) == second
    with store.binder(OWNER) as binder:
        newest, oldest = binder.lines()
    assert (newest.brief_id, newest.renews) == (second.brief_id, first.brief_id)
    assert (oldest.order, oldest.made_at, oldest.model) == (ORDER, NOON, "m-1")
    counts = (oldest.n_papers, oldest.n_claims, oldest.n_verified, oldest.n_dropped, oldest.cost_micros)
    assert counts == (1, 5, 2, 1, 12)


def test_the_skeleton_is_found_by_what_it_was_made_from(store: Store) -> None:
    made = saved(store)
    with store.binder(OWNER) as binder:
        assert binder.skeleton("inputs") == made.skeleton
        assert binder.skeleton("others") is None


def test_each_reader_has_their_own(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(insert(schema.readers), {"reader": OTHER_READER})
    theirs = id_of(saved(store, reader=OTHER_READER))
    with store.changing_binder(OWNER) as binder:
        assert (binder.lines(), binder.skeleton("inputs")) == ((), None)
        for refused in (binder.briefing, binder.remove):
            with pytest.raises(NotFound):
                refused(theirs)
        assert binder.save(briefing(renews=theirs)).renews is None


def test_what_renewed_a_removed_one_keeps_its_changes_and_names_no_other(store: Store) -> None:
    first = saved(store)
    second = saved(store, briefing(renews=first.brief_id))
    with store.changing_binder(OWNER) as binder:
        binder.remove(id_of(first))
    assert stored(store, id_of(second)) == replace(second, renews=None)
    assert id_of(saved(store)) > id_of(second), "an id is never given again"
    for unknown in (id_of(first), BriefId(0), BriefId(-1), BriefId(10**30)):
        with pytest.raises(NotFound), store.changing_binder(OWNER) as binder:
            binder.remove(unknown)


def test_a_transaction_that_fails_stores_nothing(store: Store) -> None:
    def save_and_fail() -> None:
        with store.changing_binder(OWNER) as binder:
            binder.save(briefing())
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        save_and_fail()
    with store.binder(OWNER) as binder:
        assert binder.lines() == ()


def test_one_that_is_damaged_is_named_and_the_others_can_be_read(store: Store) -> None:
    torn, whole = saved(store), saved(store)
    with store.engine.begin() as connection:
        connection.execute(
            text("UPDATE briefings SET payload = substr(payload, 1, 9) WHERE id = :id"), {"id": torn.brief_id}
        )
    with pytest.raises(StoreError, match="briefing 1: this briefing is damaged; remove it"):
        stored(store, id_of(torn))
    assert stored(store, id_of(whole)) == whole
    with store.changing_binder(OWNER) as binder:
        binder.remove(id_of(torn))


def test_halves_of_a_character_in_a_models_words_are_marked_as_unreadable(store: Store) -> None:
    made = saved(store, briefing(dropped=(Claim("half \ud800", ClaimState.DROPPED),), model="m\ud800"))
    found = stored(store, id_of(made))
    assert (found.dropped[0].text, found.model) == ("half \ufffd", "m\ufffd")
    assert found.sections == made.sections


_ids = st.text(max_size=8).map(PaperId)
_numbers = st.floats(allow_nan=False, allow_infinity=False)
_counts = st.integers(0, 2**40)
_trends = st.builds(Trend, _counts, _counts, _numbers, _numbers, _counts, st.none() | _numbers)
_claims = st.builds(
    Claim,
    st.text(max_size=20),
    st.sampled_from(ClaimState),
    st.lists(st.builds(Citation, _ids, _counts, st.text(max_size=9)), max_size=2).map(tuple),
    st.none() | st.text(max_size=9),
)
_papers = st.builds(
    BriefPaper,
    _ids,
    st.text(max_size=20),
    st.dates(),
    st.just(SourceId("s")),
    st.just(FieldId("f")),
    sentences=st.lists(st.text(max_size=9), max_size=3).map(tuple),
    roles=st.dictionaries(st.text(max_size=5), st.lists(_counts, max_size=2).map(tuple), max_size=2),
    place=st.none() | st.tuples(_numbers, _numbers),
)
_skeletons = st.builds(
    Skeleton,
    papers=st.lists(_papers, max_size=2).map(tuple),
    trends=st.dictionaries(st.text(max_size=9), _trends, max_size=2),
    n_before=_counts,
)
_sections = st.builds(
    Section, st.text(max_size=9), st.sampled_from(SectionKind), st.lists(_claims, max_size=3).map(tuple)
)
_briefings = st.builds(
    Briefing,
    st.builds(BriefOrder, st.dates(), st.dates(), st.text(max_size=5), question=st.none() | st.text(max_size=20)),
    st.datetimes(timezones=st.just(UTC)),
    _skeletons,
    sections=st.lists(_sections, max_size=2).map(tuple),
    dropped=st.lists(_claims, max_size=2).map(tuple),
    model=st.none() | st.text(max_size=9).filter(lambda name: "\0" not in name),
    cost_micros=_counts,
    text_hashes=st.dictionaries(_ids, st.text(max_size=9), max_size=2),
)


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store.open(tmp_path_factory.mktemp("briefings") / "hub.db")
    yield opened
    opened.close()


@settings(max_examples=60, deadline=None)
@given(made=_briefings)
def test_any_briefing_comes_back_as_it_was(shared_store: Store, made: Briefing) -> None:
    kept = saved(shared_store, made)
    assert stored(shared_store, id_of(kept)) == kept
    assert replace(kept, brief_id=None) == made
