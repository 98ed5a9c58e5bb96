"""A reader of one category: what is at home elsewhere comes as a cross-list, on its first day or long after."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from academichub.model import REVISION_KINDS, Kind
from academichub.sample.listing import kind_seen_from
from tests.receipts.world import ARXIV, World
from tests.upstreams.calendar import days_between, midnight
from tests.upstreams.history import History, make_history

FIRST = date(2026, 6, 1)
WANTED = ("cs.LG",)
DOWN = tuple(date(2026, 6, day) for day in (9, 10, 11))


def first_seen(history: History) -> dict[str, tuple[date, Kind]]:
    """On which day each paper came to the category, and as what."""
    found: dict[str, tuple[date, Kind]] = {}
    for listing in history.listings["arxiv"]:
        kind = kind_seen_from(listing, WANTED)
        if kind is not None and kind not in REVISION_KINDS:
            found.setdefault(listing.key, (listing.listed_on, kind))
    return found


def listed(world: World, keys: set[str]) -> dict[str, list[tuple[date, Kind]]]:
    with world.store.accounts() as book:
        said = book.listings(ARXIV, keys)
    return {
        key: sorted({(day, kind) for day, kind, _ in listings if kind not in REVISION_KINDS})
        for key, listings in said.items()
    }


def live(folder: Path, history: History, rng: Random) -> World:
    world = World(folder, history, midnight(history.first), WANTED)
    for day in days_between(history.first, history.last + timedelta(days=4)):
        world.fetcher.failing = (lambda url: True) if day in DOWN else (lambda url: False)
        world.update(midnight(day) + timedelta(minutes=rng.randint(5, 22 * 60)))
    return world


@pytest.mark.parametrize(
    ("n_days", "per_day", "seed"),
    [(12, 15, 1), *(pytest.param(40, 60, seed, marks=pytest.mark.long) for seed in range(2, 12))],
)
def test_each_cross_list_stands_once_on_its_day(n_days: int, per_day: int, seed: int, tmp_path: Path) -> None:
    """For three days nobody answers."""
    history = make_history(FIRST, FIRST + timedelta(days=n_days), per_day, seed=seed, is_terse=True)
    world = live(tmp_path, history, Random(seed))
    expected = first_seen(history)
    late = {one.key for one in history.listings["arxiv"] if one.kind is Kind.CROSS} & set(expected)
    assert {kind for _, kind in expected.values()} == {Kind.NEW, Kind.CROSS}
    assert late
    found = listed(world, set(expected))
    assert set(found) == set(expected)
    off = {key: found[key][0][0] for key, (day, _) in expected.items() if found[key][0][0] != day}
    doubted = {one.key for one in history.listings["arxiv"] if one.kind is not Kind.NEW or int(one.key[-2:]) % 20 == 7}
    assert all(key in doubted and expected[key][0] in DOWN for key in off)  # held, or changed since: a day off, perhaps
    assert len(off) <= 2
    assert {key: kind for key, ((_, kind), *_) in found.items()} == {key: kind for key, (_, kind) in expected.items()}
    world.close()
