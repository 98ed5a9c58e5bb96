"""Sources without a day on which they are due: receipts of feeds, gaps, silence, and the preprint servers' ranges."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from academichub import pipeline
from academichub.model import CheckedBy, FailedEntry, Page, ReceiptState, Silence, SourceId
from academichub.pipeline import reconcile, update
from academichub.pipeline.progress import SilentProgress
from academichub.receipts import find_silence
from academichub.settings import FeedSettings, RxivSettings, Settings, SourcesSettings
from academichub.sources import feed, rxiv
from academichub.store import Store
from tests.fakes import FakeFetcher, FakeSource
from tests.receipts.world import Near
from tests.samples import announced, journal_record
from tests.upstreams.feeds import FakeFeeds
from tests.upstreams.history import JOURNALS, make_history
from tests.upstreams.rxiv import FakeRxiv

FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)
NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)
HISTORY = make_history(FIRST, LAST, per_day=12)
JOURNAL = JOURNALS[0]
ID = SourceId(JOURNAL.id)


def visit_feed(store: Store, fake: FakeFeeds, now: datetime) -> pipeline.StoredAccounts:
    fake.now = now
    own = FeedSettings(JOURNAL.id, f"https://journals.example/feeds/{JOURNAL.id}", JOURNAL.name, JOURNAL.field)
    sources = [*feed.configured(Settings(Path(), sources=SourcesSettings(feed=(own,))))]
    update(sources, Near({"journals.example": fake}), store, lambda: now, SilentProgress())
    return pipeline.StoredAccounts(sources, store, lambda: now)


def test_a_feed_asked_daily_has_each_entry_on_one_receipt(store: Store) -> None:
    fake = FakeFeeds(HISTORY, NOON, length=10)
    accounts = visit_feed(store, fake, NOON)
    (begun,) = accounts.over(30)
    n_first = sum(receipt.announced for _, receipt in begun.days if receipt is not None)
    assert n_first == len(HISTORY.until(JOURNAL.id, NOON.date()))
    for n in range(1, 8):
        accounts = visit_feed(store, fake, NOON + timedelta(days=n))
    (account,) = accounts.over(30)
    after = {day: receipt for day, receipt in account.days if receipt is not None and day > NOON.date()}
    assert {receipt.day: receipt.announced for receipt in after.values()} == {
        day: len([one for one in HISTORY.on(JOURNAL.id, day)]) for day in after
    }
    assert after[date(2026, 6, 14)].state is ReceiptState.QUIET
    assert account.gaps == ()


def test_a_feed_that_has_dropped_entries_leaves_a_gap_that_its_editions_tell(store: Store) -> None:
    fake = FakeFeeds(HISTORY, NOON, length=4)
    visit_feed(store, fake, NOON)
    accounts = visit_feed(store, fake, NOON + timedelta(days=12))
    (account,) = accounts.over(30)
    (gap,) = account.gaps
    oldest = HISTORY.until(JOURNAL.id, date(2026, 6, 22))[-4].listed_on
    assert (gap.since, gap.until) == (NOON.date(), oldest)
    assert accounts.gaps(date(2026, 6, 15)) == (gap,)
    assert accounts.gaps(date(2026, 6, 9)) == ()


def test_an_entry_that_cannot_be_read_is_withheld_once(store: Store) -> None:
    bad = FailedEntry("10.5555/x", "no title", b"<item/>")
    day = NOON.date()
    source = FakeSource([Page((announced(journal_record(), day=day),), (bad,), day)], id=SourceId("deltas"))
    for n in range(3):
        at = NOON + timedelta(days=n)
        update([source], FakeFetcher(), store, lambda at=at: at, SilentProgress())  # type: ignore[misc]
    with store.accounts() as book:
        receipts = book.receipts(FIRST, SourceId("deltas"))
    assert [(one.day, one.announced, one.stored, one.withheld) for one in receipts if one.announced] == [
        (day, 2, 1, (("10.5555/x", "no title"),))
    ]


def test_the_preprint_servers_are_measured_by_range(store: Store) -> None:
    fake = FakeRxiv(HISTORY, NOON, page_size=7)
    fetcher = Near({"api.example": fake})
    settings = Settings(Path(), sources=SourcesSettings(biorxiv=RxivSettings(api_url="https://api.example")))
    sources = [*rxiv.configured(settings)]
    fetcher.changing = lambda url, body: body.replace(b'"doi"', b'"do"', 1)  # one row of each page is lost
    update(sources, fetcher, store, lambda: NOON, SilentProgress())
    with store.accounts() as book:
        assert sum(len(one.withheld) for one in book.receipts(FIRST)) > 0
    fetcher.changing = lambda url, body: body
    (done,) = reconcile(sources, fetcher, store, lambda: NOON, SilentProgress())
    assert (done.missing, done.error) == (0, None)
    assert done.filled > 0
    with store.accounts() as book:
        receipts = book.receipts(NOON.date() - timedelta(days=6))
    assert {one.day: one.announced for one in receipts} == {
        one.day: len({listing.key for listing in HISTORY.on("biorxiv", one.day)}) for one in receipts
    }
    assert len(receipts) == 7
    assert {one.checked_by for one in receipts} == {CheckedBy.HARVEST}
    assert not any(one.withheld or one.missing for one in receipts)


@pytest.mark.parametrize("every", [1, 7, 30, 365])
def test_a_source_that_keeps_its_interval_is_never_silent(every: int) -> None:
    days = [FIRST + timedelta(days=n * every) for n in range(12)]
    last = days[-1]
    assert find_silence(days, last + timedelta(days=every)) is None
    assert find_silence(days, last + timedelta(days=max(3 * every, 7))) is None
    late = last + timedelta(days=max(3 * every, 7) + 1)
    assert find_silence(days, late) == Silence(last, every)


def test_weekends_and_a_summer_break_are_no_silence() -> None:
    weekdays = [day for n in range(200) if (day := FIRST + timedelta(days=n)).weekday() < 5]
    assert find_silence(weekdays, weekdays[-1] + timedelta(days=5)) is None
    with_break = [day for day in weekdays if not date(2026, 8, 1) <= day <= date(2026, 8, 20)]
    assert find_silence(with_break, with_break[-1] + timedelta(days=20)) is None
    assert find_silence(with_break[:3], LAST) is None
