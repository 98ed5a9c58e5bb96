"""The versions of papers in whatever order they come: the same cards, and the same listings."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from academichub.model import Announcement, Kind, Page, Visit
from academichub.pipeline.saving import save_pages
from tests.receipts.world import ARXIV, World, fresh_store
from tests.upstreams.calendar import days_between, midnight
from tests.upstreams.history import make_history

FIRST = date(2026, 6, 1)
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
State = tuple[dict[str, str], set[tuple[str, date, Kind, int | None]]]


def lives(folder: Path, n: int, per_day: int, wanted: tuple[str, ...]) -> list[Announcement]:
    """All that was announced of so many papers that were announced more than once, as the source reads it."""
    last = FIRST + timedelta(days=25)
    world = World(folder, make_history(FIRST, last, per_day, is_terse=True), midnight(FIRST), wanted)
    world.arxiv.cap = 100_000
    said: list[Announcement] = []
    for day in days_between(FIRST, last):
        world.arxiv.now = midnight(day) + timedelta(hours=3)
        source, visit = world.sources[0], Visit(world.now)
        request = source.start(visit)
        assert request is not None
        said += source.parse(request, world.fetcher.fetch(request), visit).announcements
    world.close()
    chosen = {key for key, times in Counter(one.record.key for one in said).most_common(n) if times > 1}
    assert len(chosen) == n
    return [one for one in said if one.record.key in chosen]


def grown(folder: Path, said: list[Announcement], rng: Random) -> State:
    """What a store holds after they came in this order, some at a time."""
    folder.mkdir()
    store = fresh_store(folder)
    rest, at = list(said), NOON
    while rest:
        n = rng.choice((1, 3, 20, 100))
        batch, rest, at = rest[:n], rest[n:], at + timedelta(minutes=1)
        with store.writing() as unit:
            save_pages(unit, ARXIV, [Page(tuple(batch))], at)
            unit.list_owed(batch, at)
    with store.accounts() as book:
        listings = book.listings(ARXIV, {one.record.key for one in said})
    ids = store.find_each([f"arxiv:{key}" for key in listings])
    papers = store.papers([*ids.values()])
    cards = {key: repr(papers[ids[f"arxiv:{key}"]]) for key in listings}
    store.close()
    return cards, {(key, *one) for key, listed in listings.items() for one in listed}


@pytest.mark.parametrize(("n", "n_orders"), [(24, 4), pytest.param(500, 20, marks=pytest.mark.long)])
@pytest.mark.parametrize("wanted", [("cs", "stat.ML", "math.CO", "quant-ph", "astro-ph.GA", "eess.SP"), ("cs.LG",)])
def test_any_order_of_versions_gives_the_same_state(
    n: int, n_orders: int, wanted: tuple[str, ...], tmp_path: Path
) -> None:
    per_day = n // 4 + 2  # one of four is announced again
    if len(wanted) == 1:
        n //= 8
    said = lives(tmp_path, n, per_day, wanted)
    assert {one.kind for one in said} > {Kind.NEW, Kind.REPLACE, Kind.CROSS}
    rng = Random(1)
    expected = grown(tmp_path / "in-order", said, rng)
    withdrawn = {one.record.key for one in said if one.record.withdrawn}
    assert withdrawn == {key for key, card in expected[0].items() if "withdrawn=True" in card}
    assert expected[1] >= {(one.record.key, one.announced_on, one.kind, one.record.version) for one in said}
    for order in range(n_orders):
        assert grown(tmp_path / str(order), rng.sample(said, len(said)), rng) == expected
