from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from academichub.errors import StoreError
from academichub.model import PaperId, SummaryState
from academichub.store import Store
from tests.samples import DAY, NOON
from tests.store.cards import paper_of, save_papers, task_of

VALID = {"state": SummaryState.VALID, "reason": None}


def test_a_wish_is_queued_once_and_a_new_text_takes_its_place(store: Store) -> None:
    paper, changed = paper_of(), paper_of(abstract="Deltas grow.")
    save_papers(store, [paper])
    done = replace(task_of(paper), state=SummaryState.FALLBACK, reason="every answer was rejected")
    with store.ledger() as ledger:
        ledger.enqueue([task_of(paper), task_of(paper, "en")], NOON)
        ledger.set_task(done, NOON)
        ledger.enqueue([replace(task_of(paper), reason="again")], NOON)
    assert store.tasks([paper.paper_id], "zh") == {paper.paper_id: done}
    assert store.tasks([paper.paper_id], "en") == {paper.paper_id: task_of(paper, "en")}
    with store.ledger() as ledger:
        ledger.enqueue([replace(task_of(changed), **VALID)], NOON)  # type: ignore[arg-type]
    assert store.tasks([paper.paper_id, PaperId("no such")], "zh") == {paper.paper_id: task_of(changed)}


def test_a_task_can_be_set_before_it_was_queued(store: Store) -> None:
    paper = paper_of()
    save_papers(store, [paper])
    waiting = replace(task_of(paper), reason="over the day's cap \ud83d")
    with store.ledger() as ledger:
        ledger.set_task(waiting, NOON)
        ledger.enqueue([], NOON)
    assert store.tasks([paper.paper_id], "zh") == {paper.paper_id: replace(waiting, reason="over the day's cap \ufffd")}


def test_a_task_is_of_a_stored_paper(store: Store) -> None:
    with pytest.raises(StoreError, match="FOREIGN KEY"), store.ledger() as ledger:
        ledger.enqueue([task_of(paper_of())], NOON)


def test_the_queue_begins_with_the_newest_announcement(store: Store) -> None:
    papers = {number: paper_of(number) for number in range(1, 7)}
    save_papers(store, [papers[1], papers[3], papers[2]], DAY)
    save_papers(store, [papers[5], papers[4], papers[6]], DAY + timedelta(days=1))
    save_papers(store, [papers[2]], DAY + timedelta(days=1))  # announced again, last of its day
    with store.ledger() as ledger:
        ledger.enqueue([task_of(paper) for paper in papers.values()], NOON)
        ledger.enqueue([task_of(papers[1], "en")], NOON)
        ledger.set_task(replace(task_of(papers[4]), state=SummaryState.VALID), NOON)
    names = [papers[number].paper_id for number in (5, 6, 2, 1, 3)]
    assert [task.paper_id for task in store.queue("zh", 10)] == names
    assert [task.paper_id for task in store.queue("zh", 2)] == names[:2]
    assert store.queue("en", 10) == (task_of(papers[1], "en"),)
    assert store.queue("fr", 10) == ()


def test_tasks_are_counted_by_state(store: Store) -> None:
    papers = [paper_of(number) for number in range(1, 1001)]
    save_papers(store, papers)
    with store.ledger() as ledger:
        ledger.enqueue([task_of(paper) for paper in papers], NOON)
        for paper in papers[:3]:
            ledger.set_task(replace(task_of(paper), state=SummaryState.VALID), NOON)
    assert store.task_counts("zh") == {SummaryState.PENDING: 997, SummaryState.VALID: 3}
    ids = [paper.paper_id for paper in papers]
    assert store.task_counts("zh", ids) == store.task_counts("zh")
    assert store.task_counts("zh", ids[2:4] * 2) == {SummaryState.PENDING: 1, SummaryState.VALID: 1}
    assert store.task_counts("zh", []) == store.task_counts("en") == {}
    assert len(store.tasks(ids, "zh")) == 1000


def test_papers_come_in_the_order_asked_and_unknown_ones_are_left_out(store: Store) -> None:
    papers = [paper_of(number) for number in (1, 2, 3)]
    save_papers(store, papers)
    wanted = [papers[2].paper_id, PaperId("no such"), papers[0].paper_id]
    assert list(store.papers(wanted).items()) == [(wanted[0], papers[2]), (wanted[2], papers[0])]
