"""On which day a paper was announced, where the list has its last change alone: by its number, and by its company."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from academichub.model import Harvested, Kind
from academichub.receipts.batches import Listed
from academichub.receipts.owing import Move, find_owed
from tests.samples import arxiv_record

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 6, day) for day in (15, 16, 17))
FRIDAY = date(2026, 6, 19)


def told(number: int, day: date, changed_on: date | None = None, **changes: object) -> Harvested:
    """Paper `number` as the list has it: announced on `day` by its hour."""
    given = {"earliest": day, "changed_on": changed_on or day, **changes}
    return Harvested(arxiv_record(number, version=1), Kind.NEW, day, **given)  # type: ignore[arg-type]


def batch(first: int, last: int, day: date) -> list[Harvested]:
    """Papers of one day for certain."""
    return [told(number, day) for number in range(first, last + 1)]


def listed(told_on: date, *papers: Harvested, kind: Kind = Kind.NEW) -> dict[str, list[Listed]]:
    return {paper.record.key: [(told_on, kind, 1)] for paper in papers}


def test_a_paper_at_the_edge_of_a_batch_under_the_wrong_date_goes_with_it() -> None:
    """Its number is before all that are certain, and since it changed on the stated day it could stand there."""
    first = told(10, MONDAY, TUESDAY)
    monday, tuesday = batch(11, 15, MONDAY), batch(16, 20, TUESDAY)
    found = find_owed([first, *monday, *tuesday], listed(TUESDAY, first, *monday), {TUESDAY})
    assert Move(first.record.key, TUESDAY, MONDAY) in found.moves
    assert len(found.moves) == 6


def test_it_stays_where_a_paper_that_is_surely_of_the_stated_day_stands_beside_it() -> None:
    first = told(10, MONDAY, TUESDAY)
    monday, tuesday = batch(11, 15, MONDAY), batch(16, 20, TUESDAY)
    found = find_owed([first, *monday, *tuesday], listed(TUESDAY, first, *monday, tuesday[0]), set())
    assert first.record.key not in {move.key for move in found.moves}


def test_a_held_paper_that_came_while_the_hub_was_down_is_owed_though_a_later_day_lists_it_as_a_cross_list() -> None:
    """Its hour says nothing of the day, its number does."""
    monday, friday = batch(11, 15, MONDAY), batch(16, 20, FRIDAY)
    held = replace(told(13, FRIDAY, earliest=MONDAY - timedelta(days=7)), is_sure=False)
    around = [one for one in monday if one.record.key != held.record.key]
    said = listed(FRIDAY, held, kind=Kind.CROSS)
    (owed,) = (
        one for one in find_owed([held, *around, *friday], said, {FRIDAY}).announcements if one.record == held.record
    )
    assert owed.announced_on == MONDAY
    told_whole = find_owed([held, *around, *friday], said, {MONDAY, FRIDAY})
    assert held.record not in [one.record for one in told_whole.announcements]


def test_between_the_numbers_of_two_days_a_later_change_is_no_announcement() -> None:
    """Announced on Monday by its hour, and changed on Friday: Tuesday's numbers are greater, so it was there before."""
    last = told(16, MONDAY, FRIDAY)
    others = [*batch(11, 15, MONDAY), *batch(17, 20, TUESDAY), *batch(21, 25, FRIDAY)]
    (owed,) = (one for one in find_owed([last, *others], {}, set()).announcements if one.record == last.record)
    assert owed.announced_on == MONDAY


@pytest.mark.parametrize("number", [11, 13, 16])
def test_a_held_paper_of_a_lost_day_that_was_replaced_since_is_owed_wherever_it_stands_in_the_batch(
    number: int,
) -> None:
    """Its hour is that of the week before, and no version tells the day; the first and the last of a batch have no
    neighbour that is certain on one side."""
    friday = MONDAY - timedelta(days=3)
    others = [*batch(5, 10, friday), *batch(11, 16, MONDAY), *batch(17, 20, TUESDAY)]
    held = replace(
        told(number, friday - timedelta(days=1), TUESDAY), is_sure=False, record=arxiv_record(number, version=2)
    )
    given = [held, *(one for one in others if one.record.key != held.record.key)]
    owed = [one for one in find_owed(given, {}, {friday, TUESDAY}).announcements if one.record == held.record]
    assert [one.announced_on for one in owed] == [MONDAY]


def test_an_old_paper_that_changed_is_owed_nothing() -> None:
    old = replace(told(3, MONDAY - timedelta(days=40), TUESDAY), is_sure=False)
    others = [*batch(11, 16, MONDAY), *batch(17, 20, TUESDAY)]
    assert not [one for one in find_owed([old, *others], {}, {TUESDAY}).announcements if one.record == old.record]


def test_a_held_paper_behind_the_numbers_of_its_day_came_with_the_next() -> None:
    held = told(16, MONDAY, TUESDAY)
    others = [*batch(11, 15, MONDAY), *batch(17, 20, TUESDAY)]
    (owed,) = (one for one in find_owed([held, *others], {}, set()).announcements if one.record == held.record)
    assert owed.announced_on == TUESDAY
