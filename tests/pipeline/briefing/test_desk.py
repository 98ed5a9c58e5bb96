"""From an order to a stored briefing: told by stage, made once from the same papers, renewed, given up in order."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from academichub.errors import ConfigError, NotFound, StoreError
from academichub.model import (
    BriefChangeKind,
    BriefId,
    Briefing,
    BriefOrder,
    BriefProgress,
    BriefStage,
    Claim,
    ClaimState,
    FieldId,
    Kind,
    PaperNow,
    Radar,
    Section,
    SectionKind,
    Written,
)
from academichub.pipeline.briefing import StoredBriefings
from academichub.store import Store
from tests.pipeline.briefing.weeks import (
    NOW,
    SINCE,
    UNTIL,
    Listener,
    Writer,
    announce,
    order,
    paper_id,
    record,
    room_of,
)

_SKELETON = [
    BriefStage.SELECT,
    BriefStage.PHRASES,
    BriefStage.PLACES,
    BriefStage.CLUSTERS,
    BriefStage.TRENDS,
    BriefStage.BRIDGES,
    BriefStage.TENSIONS,
]


def silent(_stage: BriefStage, _n_done: int, _n_total: int | None) -> None:
    pass


def id_of(made: Briefing) -> BriefId:
    assert made.brief_id is not None
    return made.brief_id


def ended(desk: StoredBriefings) -> BriefProgress:
    thread = desk._thread
    assert thread is not None
    thread.join(60)
    progress = desk.under_way()
    assert progress is not None
    assert progress.is_over
    return progress


def test_a_briefing_is_made_by_stage_and_stored_as_it_was_made(filled: Store, tmp_path: Path) -> None:
    listener = Listener()
    with room_of(filled, tmp_path) as room:
        made = room.desk.make(order(), listener)
        assert listener.stages == [BriefStage.GATHER, *_SKELETON, BriefStage.SAVE]
        assert (BriefStage.GATHER, 500, 500) not in listener.heard
        assert room.desk.stored(id_of(made)) == made
        (line,) = room.desk.all()
        assert (line.n_papers, line.n_verified, line.model) == (100, 0, None)
        assert (made.made_at, made.skeleton.n_before, len(made.text_hashes)) == (NOW, 400, 100)
        assert made.sections[0].kind is SectionKind.SUMMARY
        assert room.desk.since(made) == {}
        cited = {c.paper_id for section in made.sections for claim in section.claims for c in claim.citations}
        assert set(room.desk.papers(made)) == cited != set()
        roles = [paper.roles for paper in made.skeleton.papers]
        assert all(roles)


def test_the_same_papers_have_one_skeleton_in_each_language(filled: Store, tmp_path: Path) -> None:
    with room_of(filled, tmp_path) as room:
        first = room.desk.make(order(), silent)
        listener = Listener()
        second = room.desk.make(order(), listener)
        assert not set(listener.stages) & set(_SKELETON)
        assert (second.skeleton, second.inputs_id) == (first.skeleton, first.inputs_id)
        told = room.desk.make(order("zh-CN"), silent)
        assert [each.paper_ids for each in told.skeleton.clusters] == [
            each.paper_ids for each in first.skeleton.clusters
        ]
        assert (told.order.language, told.sections[0].title) == ("zh", "概要")
        announce(filled, UNTIL, [record(900, "A reef more", "Coral reef symbiont algae bleached.")])
        assert room.desk.make(order(), silent).inputs_id != first.inputs_id


def test_a_question_is_answered_behind_the_summary(filled: Store, tmp_path: Path) -> None:
    with room_of(filled, tmp_path) as room:
        made = room.desk.make(order(question="  basal   sliding of a glacier?"), silent)
        summary, question, *_ = made.sections
        assert (summary.kind, question.kind) == (SectionKind.SUMMARY, SectionKind.QUESTION)
        counted, *quotes = question.claims
        assert "“basal sliding of a glacier?”" in counted.text
        assert all("basal sliding" in claim.text for claim in quotes[:3])
        assert {claim.state for claim in quotes} == {ClaimState.QUOTED}
        for asked, told in (("unobtainium", "in other words"), ("冰川为何滑动？", "switch the search by meaning on")):
            with pytest.raises(ConfigError, match=told):
                room.desk.make(order(question=asked), silent)
        assert len(room.desk.all()) == 1


def test_the_choice_of_papers_is_told(filled: Store, tmp_path: Path) -> None:
    with room_of(filled, tmp_path) as room:
        room.radars.save(Radar("Reefs", include=("coral reef",)))
        made = room.desk.make(order(radar="REEFS", most_papers=5), silent)
        told = [claim.text for claim in made.sections[0].claims[:2]]
        assert made.order.radar == "Reefs"
        assert "pass the radar Reefs" in told[0]
        assert told[1].startswith("The best 5 of the ")
        drawn = room.desk.make(order(most_papers=7), silent)
        assert drawn.sections[0].claims[0].text.startswith("7 of the 100 papers of these days")


def test_a_models_sections_are_stored_with_what_it_cost(filled: Store, tmp_path: Path) -> None:
    dropped = Claim("Reefs fly.", ClaimState.DROPPED, reason="no sentence says so")

    def writes(sections: tuple[Section, ...]) -> Written:
        return Written(sections[:1], (dropped,), "m-1", "brief-1", 42, "the budget of the day is spent")

    with room_of(filled, tmp_path, Writer(writes)) as room:
        listener = Listener()
        made = room.desk.make(order(), listener)
        assert listener.stages[-3:] == [BriefStage.OUTLINE, BriefStage.WRITE, BriefStage.SAVE]
        assert (made.dropped, made.model, made.prompt_id, made.cost_micros) == ((dropped,), "m-1", "brief-1", 42)
        assert made.unwritten == "the budget of the day is spent"
        assert len(made.sections) == 1
        without = room.desk.make(order(), silent, with_model=False)
        assert (without.model, without.skeleton) == (None, made.skeleton)


def test_a_renewed_one_says_what_changed_since(filled: Store, tmp_path: Path) -> None:
    with room_of(filled, tmp_path) as room:
        first = room.desk.make(order(), silent)
        gone, revised = (int(paper.paper_id[-5:]) - 10000 for paper in first.skeleton.papers[:2])
        announce(filled, UNTIL, [record(gone, "Gone", "It was withdrawn.", version=2, withdrawn=True)], Kind.WITHDRAWN)
        announce(filled, UNTIL, [record(revised, "Revised", "Coral reef bleached.", version=2)], Kind.REPLACE)
        announce(filled, UNTIL + timedelta(days=1), [record(901, "Late", "Coral reef symbiont algae.")])
        became = {paper_id(gone): PaperNow.WITHDRAWN, paper_id(revised): PaperNow.REVISED}
        assert room.desk.since(first) == became
        day = timedelta(days=1)
        moved = room.desk.make(order(since=SINCE + day, until=UNTIL + day), silent, renews=id_of(first))
        changes = {change.kind: change.paper_ids for change in moved.changes}
        assert moved.renews == first.brief_id
        assert changes[BriefChangeKind.NEW] == (paper_id(901),)
        assert len(changes[BriefChangeKind.WITHDRAWN]) == len(changes[BriefChangeKind.REVISED]) == 1
        left = {paper.paper_id for paper in first.skeleton.papers if paper.announced_on == SINCE}
        assert set(changes[BriefChangeKind.LEFT]) == left - set(changes[BriefChangeKind.WITHDRAWN])
        room.desk.remove(id_of(first))
        kept = room.desk.stored(id_of(moved))
        assert (kept.renews, kept.changes) == (None, moved.changes)
        with pytest.raises(NotFound):
            room.desk.make(order(), silent, renews=id_of(first))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"until": SINCE - timedelta(days=1)}, "since: .* put the earlier day first"),
        ({"since": SINCE - timedelta(days=400)}, "since: .* at most 366"),
        ({"since": date.min, "until": date.min}, "since: .* too long ago"),
        ({"most_papers": 0}, "most_papers: is 0; write a whole number from 1"),
        ({"most_papers": 10**9}, "most_papers"),
        ({"seed": -1}, "seed"),
        ({"fields": (FieldId("alchemy"),)}, "alchemy: is no field; write one of computer-science"),
        ({"radar": "none"}, "none: there is no such radar; make one with academichub radar add"),
        ({"language": "fr"}, "use one of en, zh"),
        ({"question": " ?! "}, "question: is empty"),
        ({"question": "a"}, "question: names nothing that can be looked for; name the subject"),
        ({"question": "the of and"}, "names nothing"),
        ({"question": "的"}, "names nothing"),
        ({"question": "What is it about?"}, "names nothing"),
        ({"question": "why " * 200}, "question: has 799 characters"),
    ],
)
def test_what_cannot_be_made_is_refused_with_the_remedy(
    filled: Store, tmp_path: Path, changes: dict[str, Any], told: str
) -> None:
    with room_of(filled, tmp_path) as room:
        with pytest.raises(ConfigError, match=told):
            room.desk.begin(order(**changes))
        assert room.desk.under_way() is None
        tidied = room.desk.check(
            order(fields=(FieldId(" Earth "), FieldId("biology"), FieldId("earth")), question=" ice\ud800 ")
        )
        assert (tidied.fields, tidied.question) == (("earth", "biology"), "ice\ufffd")


def test_one_is_made_at_a_time_behind_the_pages(filled: Store, tmp_path: Path) -> None:
    reached, go_on = Event(), Event()

    def hold() -> None:
        reached.set()
        assert go_on.wait(60)

    with room_of(filled, tmp_path, Writer(Written, hold)) as room:
        begun = room.desk.begin(order())
        assert (begun.order, begun.started_at, begun.is_over) == (order(), NOW, False)
        assert reached.wait(60)
        other = room.desk.begin(order("zh"))
        assert (other.order, other.stage) == (order(), BriefStage.OUTLINE)
        go_on.set()
        done = ended(room.desk)
        assert (done.stage, done.error) == (BriefStage.SAVE, None)
        assert [line.brief_id for line in room.desk.all()] == [done.brief_id]
        assert room.desk.begin(order("zh")).order.language == "zh"
        assert ended(room.desk).brief_id != done.brief_id


def test_a_failure_is_told_in_words_and_stores_nothing(filled: Store, tmp_path: Path) -> None:
    def fail(_sections: tuple[Section, ...]) -> Written:
        raise StoreError("cannot be written: the disk is full", subject="hub.db")

    with room_of(filled, tmp_path, Writer(fail)) as room:
        room.desk.begin(order())
        done = ended(room.desk)
        assert (done.brief_id, done.error) == (None, "hub.db: cannot be written: the disk is full")
        assert room.desk.all() == ()
        room.desk.begin(order(), with_model=False)
        assert ended(room.desk).error is None


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_ends_the_work_and_no_page_waits_for_ever(filled: Store, tmp_path: Path) -> None:
    def stumble(_sections: tuple[Section, ...]) -> Written:
        raise ZeroDivisionError

    with room_of(filled, tmp_path, Writer(stumble)) as room:
        room.desk.begin(order())
        done = ended(room.desk)
        assert done.error is not None
        assert "fault of AcademicHub" in done.error
        assert room.desk.all() == ()


def test_closing_gives_up_what_is_being_made_and_stores_nothing_of_it(filled: Store, tmp_path: Path) -> None:
    reached, go_on = Event(), Event()

    def hold() -> None:
        reached.set()
        assert go_on.wait(60)

    with room_of(filled, tmp_path, Writer(Written, hold)) as room:
        room.desk.begin(order("zh"))
        assert reached.wait(60)
        closing = Thread(target=room.desk.close)
        closing.start()
        closed = Event()
        room.desk._closing.when_set(closed.set)
        assert closed.wait(60)
        go_on.set()
        closing.join(60)
        assert not closing.is_alive()
        progress = ended(room.desk)
        assert progress.error == "AcademicHub 已关闭，简报中止，未保存任何内容；请重新生成。"
        assert room.desk.all() == ()
        with pytest.raises(StoreError, match="being closed"):
            room.desk.begin(order())


def test_a_window_without_papers_is_refused_in_the_readers_words_and_not_stored(store: Store, tmp_path: Path) -> None:
    with room_of(store, tmp_path) as room:
        with pytest.raises(ConfigError, match=r"no paper of this kind .* on 1\d June 2026, .*; ask for more days"):
            room.desk.make(BriefOrder(SINCE, SINCE, "en"), silent)
        room.desk.begin(BriefOrder(SINCE, SINCE, "zh"))
        assert "没有符合条件的论文公布" in (ended(room.desk).error or "")
        assert room.desk.all() == ()


def test_days_without_an_edition_are_told_apart_from_too_narrow_a_choice(filled: Store, tmp_path: Path) -> None:
    with room_of(filled, tmp_path) as room:
        later = date(2027, 1, 1)
        with pytest.raises(
            ConfigError, match=r"^no edition is of 1 January 2027; there are editions of \d+ \w+ 2026 to"
        ):
            room.desk.make(BriefOrder(later, later, "en"), silent)
        with pytest.raises(ConfigError, match="no edition is of 1 January 2027 to 2 January 2027"):
            room.desk.make(BriefOrder(later, later + timedelta(days=1), "en"), silent)
        with pytest.raises(ConfigError, match="no paper of this kind"):
            room.desk.make(order(fields=(FieldId("chemistry"),)), silent)
