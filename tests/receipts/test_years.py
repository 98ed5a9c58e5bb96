"""Years of announcements: each paper stands in exactly one edition as new, on its day, however the hub was asked."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from academichub.model import Kind, ReceiptState
from tests.receipts.world import World, news_of
from tests.upstreams.calendar import announces, days_between, midnight
from tests.upstreams.history import History, make_history

FIRST = date(2026, 1, 2)


def live_through(folder: Path, history: History, seed: int, chance_off: float = 0.1) -> World:
    """Poll at a random time of most days, from the first day to ten days after the last."""
    rng, world = Random(seed), World(folder, history, midnight(history.first))
    for day in days_between(history.first, history.last + timedelta(days=4)):
        if day == history.first or day > history.last or rng.random() > chance_off:
            world.update(midnight(day) + timedelta(minutes=rng.randint(1, 23 * 60 - 1)))
    return world


def check(world: World, history: History) -> None:
    found = news_of(world.store)
    true = {one.key: one.listed_on for one in history.listings["arxiv"] if one.kind is Kind.NEW}
    assert set(true) - set(found) == set(), "lost"
    assert {key: days for key, days in found.items() if len(days) > 1} == {}, "doubled"
    wrong = {key: (days[0], true[key]) for key, days in found.items() if days[0] != true[key]}
    assert wrong == {}
    for day, receipt in world.receipts().items():
        if not history.first <= day <= history.last:
            continue
        assert receipt.announced == receipt.stored + len(receipt.withheld) + len(receipt.missing)
        assert not receipt.missing
        assert receipt.state is (ReceiptState.FRESH if announces(day) else ReceiptState.QUIET), receipt
        assert receipt.shown == receipt.stored >= len([1 for key, days in found.items() if days == [day]])


def test_a_month(tmp_path: Path) -> None:
    history = make_history(FIRST, FIRST + timedelta(days=31), per_day=4, is_terse=True)
    world = live_through(tmp_path, history, seed=1)
    check(world, history)
    world.close()


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_four_years(tmp_path: Path, seed: int) -> None:
    history = make_history(FIRST, FIRST + timedelta(days=1_460), per_day=4, seed=seed, is_terse=True)
    world = live_through(tmp_path, history, seed)
    check(world, history)
    world.close()
