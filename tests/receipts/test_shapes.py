"""Batches that come late, early, in part or under a wrong date, and outages: nothing is lost, and every day is told as
it is. The shapes are those of ZJU-REAL/Polaris #213, #304, #414 and #416.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from academichub.model import CheckedBy, Kind, ReceiptState, SourceState
from academichub.receipts import STALLED_AFTER, judge
from academichub.sample.formats import render_arxiv_rss
from academichub.sources.arxiv_calendar import ARXIV_CALENDAR
from tests.receipts.test_years import check
from tests.receipts.world import ARXIV, World, news_of
from tests.upstreams.arxiv import FakeArxiv
from tests.upstreams.calendar import announces, days_between, midnight, previous_day
from tests.upstreams.history import History, make_history
from tests.upstreams.server import Reply

FIRST, LAST = date(2026, 6, 1), date(2026, 6, 26)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 6, day) for day in (15, 16, 17, 18))
SHORTLY_BEFORE, SOON_AFTER = date(2026, 6, 10), date(2026, 6, 22)
ONE = make_history(FIRST, LAST, per_day=12, is_terse=True)
SHORT = make_history(SHORTLY_BEFORE, MONDAY + timedelta(days=4), per_day=6, is_terse=True)


class MisdatedArxiv(FakeArxiv):
    """Tells of another day than it says: `content_day` of the date in New York, under `stated_day` of it; where
    `fresh_archive` is set, the papers at home there are those of today."""

    content_day: Callable[[date], date] = staticmethod(lambda day: day)
    stated_day: Callable[[date], date] = staticmethod(lambda day: day)
    fresh_archive: str | None = None

    def _rss(self, categories: tuple[str, ...]) -> Reply:
        told, stated = self.content_day(self.today), self.stated_day(self.today)
        listings = self.history.on("arxiv", told) if announces(self.today) else ()
        if self.fresh_archive is not None:
            stale = [one for one in listings if not one.categories[0].startswith(self.fresh_archive)]
            fresh = [
                one for one in self.history.on("arxiv", self.today) if one.categories[0].startswith(self.fresh_archive)
            ]
            listings = (*stale, *fresh)
        body = render_arxiv_rss(categories, stated, [replace(one, listed_on=stated) for one in listings])
        return Reply(body, 200, "text/xml; charset=utf-8")


def misdated(folder: Path, history: History = ONE) -> tuple[World, MisdatedArxiv]:
    world = World(folder, history, midnight(history.first))
    fake = MisdatedArxiv(history, world.now)
    world.arxiv = fake
    world.fetcher.fakes["arxiv.example"] = fake
    return world, fake


def live(world: World, first: date, last: date, rng: Random) -> None:
    for day in days_between(first, last):
        world.update(midnight(day) + timedelta(minutes=rng.randint(5, 22 * 60)))


def shape_213(fake: MisdatedArxiv, day: date) -> None:
    """Two days long yesterday's batch, under today's date, every step reporting success."""
    late = day in (TUESDAY, WEDNESDAY)
    fake.content_day = (lambda today: MONDAY) if late else (lambda today: today)


def shape_304(fake: MisdatedArxiv, day: date) -> None:
    """The date of the feed lags a day behind what is in it."""
    fake.stated_day = previous_day


def shape_414(fake: MisdatedArxiv, day: date) -> None:
    """One archive is current, the others are yesterday's."""
    fake.fresh_archive = "cs" if day == TUESDAY else None
    fake.content_day = previous_day if day == TUESDAY else (lambda today: today)


def shape_416(fake: MisdatedArxiv, day: date) -> None:
    """The days are those of fetching: yesterday's batch stands under today's date on every day."""
    fake.content_day = previous_day


SHAPES = [shape_213, shape_304, shape_414, shape_416]


def live_with(shape: Callable[[MisdatedArxiv, date], None], folder: Path, history: History, seed: int) -> None:
    world, fake = misdated(folder, history)
    rng = Random(seed)
    for day in days_between(history.first, history.last + timedelta(days=4)):
        if day <= history.last:
            shape(fake, day)
        world.update(midnight(day) + timedelta(minutes=rng.randint(5, 22 * 60)))
    check(world, history)
    world.close()


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(shape: Callable[[MisdatedArxiv, date], None], tmp_path: Path) -> None:
    live_with(shape, tmp_path, make_history(SHORTLY_BEFORE, SOON_AFTER, per_day=9, is_terse=True), 1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 52))
@pytest.mark.parametrize("shape", SHAPES)
def test_all_shapes(shape: Callable[[MisdatedArxiv, date], None], seed: int, tmp_path: Path) -> None:
    live_with(shape, tmp_path, make_history(FIRST, LAST, per_day=9, seed=seed, is_terse=True), seed)


def test_a_stale_batch_is_waited_for_and_then_named_as_stalled(tmp_path: Path) -> None:
    world = World(tmp_path, make_history(SHORTLY_BEFORE, MONDAY, 9, is_terse=True), midnight(SHORTLY_BEFORE))
    live(world, SHORTLY_BEFORE, MONDAY, Random(1))
    world.arxiv.stale = True
    report = world.update(midnight(TUESDAY) + timedelta(hours=20))
    assert report.sources[0].state is SourceState.UNCHANGED
    receipt = world.receipts()[TUESDAY]
    assert (receipt.state, receipt.announced) == (ReceiptState.WAITING, 0)
    world.arxiv.now = midnight(TUESDAY) + timedelta(hours=26, seconds=1)
    assert world.receipts()[TUESDAY].state is ReceiptState.STALLED
    world.update(midnight(WEDNESDAY) + timedelta(hours=4))
    receipt = world.receipts()[TUESDAY]
    assert (receipt.state, receipt.checked_by) == (ReceiptState.STALLED, CheckedBy.HARVEST)
    assert receipt.reason is not None
    assert "neither the feed nor the complete list" in receipt.reason
    world.close()


def test_four_years_of_weekends_and_holidays_are_quiet() -> None:
    """208 weekends and every holiday, and each due day of them is named within 26 hours of silence."""
    for day in days_between(date(2026, 1, 1), date(2029, 12, 31)):
        just, late = (midnight(day) + STALLED_AFTER + timedelta(seconds=second) for second in (0, 1))
        states = [judge(ARXIV, day, None, ARXIV_CALENDAR, now) for now in (just, late)]
        expected = [ReceiptState.WAITING, ReceiptState.STALLED] if announces(day) else [ReceiptState.QUIET] * 2
        assert [receipt and receipt.state for receipt in states] == expected, day


def test_a_source_that_cannot_be_read_is_failed_and_then_whole_again(tmp_path: Path) -> None:
    world = World(tmp_path, SHORT, midnight(SHORTLY_BEFORE))
    live(world, SHORTLY_BEFORE, MONDAY, Random(1))
    world.fetcher.failing = lambda url: True
    world.update(midnight(TUESDAY) + timedelta(hours=8))
    receipt = world.receipts()[TUESDAY]
    assert receipt.state is ReceiptState.FAILED
    assert receipt.reason is not None
    assert "nobody answers" in receipt.reason
    world.fetcher.failing = lambda url: False
    world.update(midnight(WEDNESDAY) + timedelta(hours=8))
    assert {day: receipt.state for day, receipt in world.receipts().items() if day in (TUESDAY, WEDNESDAY)} == {
        TUESDAY: ReceiptState.FRESH,
        WEDNESDAY: ReceiptState.FRESH,
    }
    world.close()


@pytest.mark.parametrize(
    ("per_day", "first", "down", "last"),
    [
        (8, FIRST, date(2026, 6, 10), LAST),
        pytest.param(2_000, date(2026, 6, 26), date(2026, 6, 29), date(2026, 7, 8), marks=pytest.mark.long),
    ],
    ids=["small", "whole"],
)
def test_seven_days_down(per_day: int, first: date, down: date, last: date, tmp_path: Path) -> None:
    """Several ways of being down: all is there after, one edition for each day.

    2,000 a day are 8,000 missed papers, since one of the seven days is a holiday and two are a weekend.
    """
    history = make_history(first, last, per_day, is_terse=True)
    world = World(tmp_path, history, midnight(first))
    world.arxiv.oai.page_size = 2 * per_day
    live(world, first, down - timedelta(days=1), Random(1))
    ways: list[Callable[[str, bytes], bytes]] = [
        lambda url, body: b"<html><body>Down for maintenance</body></html>",
        lambda url, body: b"",
        lambda url, body: body[: len(body) // 3] if "/oai" in url else b"<html>",
    ]
    for n, day in enumerate(days_between(down, down + timedelta(days=6))):
        world.fetcher.changing = ways[n % 3]
        world.fetcher.failing = (lambda url: True) if n % 4 == 3 else (lambda url: False)
        world.update(midnight(day) + timedelta(hours=9))
    world.fetcher.changing, world.fetcher.failing = (lambda url, body: body), (lambda url: False)
    live(world, down + timedelta(days=7), last + timedelta(days=4), Random(2))
    found = news_of(world.store)
    true = {one.key: one.listed_on for one in history.listings["arxiv"] if one.kind is Kind.NEW}
    assert set(found) == set(true)
    assert all(len(days) == 1 for days in found.values())
    assert {day for day, _ in world.store.days()} >= {day for day in days_between(first, last) if announces(day)}
    moderated = {key for key in true if int(key[-2:]) % 20 == 7}  # held: nothing tells on which of the lost days
    assert {key for key, days in found.items() if days != [true[key]]} <= moderated
    assert not any(receipt.missing for receipt in world.receipts().values())
    world.close()


def test_a_feed_that_is_full_and_says_nothing_of_it_is_made_up_for(tmp_path: Path) -> None:
    """As on a day of 2,500, but of fewer: only what the complete list tells shows that there was more."""
    history = make_history(MONDAY, WEDNESDAY, per_day=40, is_terse=True)
    world = World(tmp_path, history, midnight(MONDAY))
    for day in (MONDAY, TUESDAY):
        world.update(midnight(day) + timedelta(hours=6))
        world.arxiv.cap = 25
    assert world.receipts()[TUESDAY].announced == len(history.on("arxiv", TUESDAY)) > 40
    assert len(news_of(world.store)) == 80
    world.close()


@pytest.mark.long
def test_a_day_of_2500_papers(tmp_path: Path) -> None:
    """The feed holds 2,000; the complete list the others."""
    history = make_history(TUESDAY, TUESDAY, per_day=2_500)
    world = World(tmp_path, history, midnight(TUESDAY))
    world.arxiv.oai.page_size = 1_000
    world.update(midnight(TUESDAY) + timedelta(hours=6))
    receipt = world.receipts()[TUESDAY]
    assert (receipt.announced, receipt.stored, receipt.shown) == (2_500, 2_500, 2_500)
    assert (receipt.withheld, receipt.missing, receipt.state) == ((), (), ReceiptState.FRESH)
    assert len(news_of(world.store)) == 2_500
    world.close()


SEVEN_PAGES = make_history(MONDAY, THURSDAY, per_day=12, is_terse=True)


def seven_pages(folder: Path) -> World:
    world = World(folder, SEVEN_PAGES, midnight(THURSDAY) + timedelta(hours=9), ("cs", "stat.ML"))
    world.arxiv.oai.page_size = 5
    return world


@pytest.fixture(scope="module")
def untroubled(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[date]], int, int]:
    """What is read without trouble: the papers, how many announcements, in how many requests."""
    world = seven_pages(tmp_path_factory.mktemp("untroubled"))
    (done,) = world.reconcile(world.now)
    found = news_of(world.store), done.named, len(world.fetcher.asked)
    world.close()
    return found


@pytest.mark.parametrize("fault", ["fails", "empty", "repeats", "token"])
@pytest.mark.parametrize("k", [0, 3, 6, *(pytest.param(k, marks=pytest.mark.long) for k in (1, 2, 4, 5))])
def test_any_page_of_seven_in_trouble(
    fault: str, k: int, untroubled: tuple[dict[str, list[date]], int, int], tmp_path: Path
) -> None:
    expected, n_named, n_plain = untroubled
    assert n_plain >= 7
    world = seven_pages(tmp_path)
    hit: list[str] = []
    last: list[bytes] = []

    def trouble(url: str, body: bytes) -> bytes:
        place = len(set(world.fetcher.asked)) - 1
        if place != k or hit:
            last.append(body)
            return body
        hit.append(url)
        if fault == "empty":
            return re.sub(rb"<record>.*</record>", b"", body, flags=re.DOTALL)
        if fault == "repeats" and last:
            return last[-1]
        if fault == "token" and "resumptionToken" in url:
            start = body.index(b"<request")
            return body[:start] + b'<error code="badResumptionToken">expired</error></OAI-PMH>'
        return b"<html>Bad gateway</html>"

    world.fetcher.changing = trouble
    (done,) = world.reconcile(world.now)
    assert hit
    assert done.error is None
    assert news_of(world.store) == expected
    assert done.named == n_named
    assert len(world.fetcher.asked) <= 1.5 * n_plain + 1
    world.close()


@pytest.mark.parametrize(
    ("n_days", "per_day", "page_size", "n_requests"),
    [(9, 4, 20, 100), pytest.param(300, 5, 4, 10_000, marks=pytest.mark.long)],
)
def test_half_of_all_answers_fail(n_days: int, per_day: int, page_size: int, n_requests: int, tmp_path: Path) -> None:
    """Asked every six hours; the last four days are well."""
    history = make_history(SHORTLY_BEFORE, SHORTLY_BEFORE + timedelta(days=n_days), per_day, is_terse=True)
    world = World(tmp_path, history, midnight(SHORTLY_BEFORE))
    world.arxiv.oai.page_size = page_size
    world.update(midnight(SHORTLY_BEFORE) + timedelta(hours=3))
    rng = Random(1)
    world.fetcher.failing = lambda url: rng.random() < 0.5
    for day in days_between(SHORTLY_BEFORE, history.last):
        for hour in range(4, 24, 6):
            world.update(midnight(day) + timedelta(hours=hour))
    n_asked = len(world.fetcher.asked)
    world.fetcher.failing = lambda url: False
    for day in days_between(history.last + timedelta(days=1), history.last + timedelta(days=4)):
        world.update(midnight(day) + timedelta(hours=10))
    assert n_asked >= n_requests
    check(world, history)
    world.close()
