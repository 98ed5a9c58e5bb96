"""A hub in any time zone, with a clock that is wrong or goes back: nothing lost, nothing doubled."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from random import Random

import pytest

from academichub.model import Kind
from academichub.sample.formats import FEED_TYPES, FEED_WRITERS
from academichub.store import Store
from tests.receipts.newsstand import Newsstand, listings_of, some_journals
from tests.receipts.test_feeds import JOURNAL, NOON, visit_feed
from tests.receipts.world import World, news_of
from tests.upstreams.calendar import days_between, midnight
from tests.upstreams.feeds import FakeFeeds
from tests.upstreams.history import History, make_history
from tests.upstreams.server import Reply, Seen

FIRST = date(2026, 6, 10)
ZONES = ("UTC", "Asia/Kathmandu", "America/New_York", "Pacific/Apia")
HISTORY = make_history(FIRST, date(2026, 6, 18), per_day=4, is_terse=True)


def travel_to(zone: str | None) -> None:
    """Let the process itself be there, as its C library has it."""
    if zone is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = zone
    time.tzset()


@pytest.fixture
def traveller() -> Iterator[None]:
    before = os.environ.get("TZ")
    yield
    travel_to(before)


def true(history: History) -> dict[str, list[date]]:
    return {one.key: [one.listed_on] for one in history.listings["arxiv"] if one.kind is Kind.NEW}


@pytest.mark.usefixtures("traveller")
@pytest.mark.parametrize("zones", [ZONES, *(pytest.param((zone,), marks=pytest.mark.long) for zone in ZONES)])
def test_every_zone_has_the_same_editions(zones: tuple[str, ...], tmp_path: Path) -> None:
    """First from zone to zone, another one each day; then each by itself."""
    world = World(tmp_path, HISTORY, midnight(FIRST))
    rng, offsets = Random(1), set()
    for day, zone in zip(days_between(FIRST, HISTORY.last + timedelta(days=4)), cycle(zones), strict=False):
        travel_to(zone)
        offsets.add(time.localtime(midnight(day).timestamp()).tm_gmtoff)
        world.update(midnight(day) + timedelta(minutes=rng.randint(1, 23 * 60)))
    assert len(offsets) == len(zones)
    assert news_of(world.store) == true(HISTORY)
    world.close()


@pytest.mark.usefixtures("traveller")
@pytest.mark.parametrize("zone", ["Pacific/Apia", *(pytest.param(zone, marks=pytest.mark.long) for zone in ZONES[:3])])
def test_journals_are_the_same_in_every_zone(zone: str, store: Store) -> None:
    travel_to(zone)
    journals = some_journals(1)
    history = make_history(FIRST, date(2026, 6, 24), per_day=12, journals=journals, is_terse=True)
    stand = Newsstand(store, history, NOON)
    stand.live(NOON, 8)
    last = NOON.date() + timedelta(days=7)
    assert listings_of(store, journals[0].id) == {
        one.title: [one.listed_on] for one in history.until(journals[0].id, last)
    }


@pytest.mark.parametrize("ahead_h", [-24, 24])
def test_a_wrong_clock(ahead_h: int, tmp_path: Path) -> None:
    """The hub's clock is a day off for three days, and is then set right, back or ahead."""
    world = World(tmp_path, HISTORY, midnight(FIRST))
    for day in days_between(FIRST, HISTORY.last + timedelta(days=4)):
        is_off = date(2026, 6, 15) <= day <= date(2026, 6, 17)
        world.hub_is_off_by = timedelta(hours=ahead_h if is_off else 0)
        world.update(midnight(day) + timedelta(hours=10))
    assert news_of(world.store) == true(HISTORY)
    world.close()


@pytest.mark.parametrize("ahead", [timedelta(days=10), timedelta(days=365)])
@pytest.mark.parametrize("day_off", [FIRST, date(2026, 6, 11)])
def test_a_clock_that_was_far_ahead_for_one_visit_hides_no_outage_after_it(
    ahead: timedelta, day_off: date, tmp_path: Path
) -> None:
    world = World(tmp_path, HISTORY, midnight(FIRST))
    for day in days_between(FIRST, HISTORY.last + timedelta(days=4)):
        world.hub_is_off_by = ahead if day == day_off else timedelta(0)
        is_down = date(2026, 6, 12) <= day <= date(2026, 6, 16)
        world.fetcher.failing = (lambda url: True) if is_down else (lambda url: False)
        world.update(midnight(day) + timedelta(hours=10))
    assert news_of(world.store) == true(HISTORY)
    world.close()


class Misdated(FakeFeeds):
    """One entry states a date of its own."""

    def __init__(self, history: History, stated: date) -> None:
        super().__init__(history, NOON)
        self.stated = stated
        self.title = history.listings[JOURNAL.id][0].title

    def reply(self, seen: Seen) -> Reply | None:
        shown = self.history.until(JOURNAL.id, self.now.date())[::-1]
        dated = [replace(one, listed_on=self.stated) if one.title == self.title else one for one in shown]
        return Reply(FEED_WRITERS[JOURNAL.format](JOURNAL, dated), content_type=FEED_TYPES[JOURNAL.format])


@pytest.mark.parametrize("stated", [date(2106, 2, 7), date(1970, 1, 1), date(2026, 7, 9)])
def test_an_entry_with_an_impossible_date_does_not_stick_to_the_top(stated: date, store: Store) -> None:
    """It stands once: at the first visit on the day that it states, and never ahead of the day on which it was seen."""
    feeds = Misdated(make_history(FIRST, date(2026, 6, 24), per_day=12, is_terse=True), stated)
    for n in range(4):
        visit_feed(store, feeds, NOON + timedelta(days=n))
    assert listings_of(store, JOURNAL.id)[feeds.title] == [min(stated, NOON.date())]
    newest, _ = max(store.days())
    assert NOON.date() < newest <= NOON.date() + timedelta(days=3)
