"""Who has been silent for too long is named, by its own measure, from its feed to the words of the status page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle, islice
from pathlib import Path

import pytest

from academichub import pipeline
from academichub.model import Account
from academichub.pipeline.progress import SilentProgress
from academichub.publish.receipts import account_lines, account_row
from academichub.publish.wording import wording
from academichub.receipts import find_silence
from academichub.sample.listing import FeedFormat, Journal, Listing
from academichub.settings import FeedSettings, Settings, SourcesSettings
from academichub.sources import feed
from academichub.store import Store
from tests.receipts.world import Near
from tests.upstreams.calendar import days_between
from tests.upstreams.feeds import FakeFeeds
from tests.upstreams.history import History

FIRST = date(2023, 1, 2)
EVERY = (7, 30, 1, 14, 91)


def journals(n: int) -> tuple[Journal, ...]:
    formats = islice(cycle(FeedFormat), n)
    return tuple(
        Journal(f"own-{at}", f"Journal {at}", f"https://own-{at}.example", "other", format)
        for at, format in enumerate(formats)
    )


def history_of(last: date, stands: Sequence[Journal], every: Sequence[int], stops: date | None) -> History:
    """Each journal at its own interval, on weekdays; where `stops`, each third one says nothing after it."""
    listings: dict[str, tuple[Listing, ...]] = {}
    for at, (journal, n_days) in enumerate(zip(stands, cycle(every), strict=False)):
        until = last if stops is None or at % 3 else stops
        days = (FIRST + timedelta(days=n) for n in range(0, (until - FIRST).days + 1, n_days))
        shown = [day + timedelta(days=max(day.weekday() - 4, 0) and 7 - day.weekday()) for day in days]
        listings[journal.id] = tuple(
            Listing(f"{journal.site}/{day}", f"Notes of {journal.name}, {day}", day)
            for day in dict.fromkeys(shown)
            if day <= until
        )
    return History(FIRST, last, listings, tuple(stands))


def visit(store: Store, fake: FakeFeeds, day: date) -> list[Account]:
    fake.now = datetime.combine(day, time(12), UTC)
    feeds = tuple(
        FeedSettings(one.id, f"https://own.example/feeds/{one.id}", one.name, one.field)
        for one in fake.history.journals
    )
    sources = [*feed.configured(Settings(Path(), sources=SourcesSettings(feed=feeds)))]
    pipeline.update(sources, Near({"own.example": fake}), store, lambda: fake.now, SilentProgress())
    return list(pipeline.accounts_of(sources, store, fake.now))


@pytest.mark.parametrize(
    ("n_feeds", "n_days", "step"), [(3, 190, 5), pytest.param(50, 1_100, 6, marks=pytest.mark.long)]
)
def test_feeds_that_keep_their_intervals_are_never_named_and_those_that_stop_are(
    n_feeds: int, n_days: int, step: int, store: Store
) -> None:
    stands, stops = journals(n_feeds), FIRST + timedelta(days=n_days)
    last = stops + timedelta(days=30)
    fake = FakeFeeds(history_of(last, stands, EVERY, stops), datetime(2023, 1, 2, 12, tzinfo=UTC), length=30)
    for day in islice(days_between(FIRST, stops), 0, None, step):
        alarms = [one.source for one in visit(store, fake, day) if one.silence is not None]
        assert alarms == [], day
    accounts = visit(store, fake, last)
    named = {one.source for one in accounts if one.silence is not None}
    stopped = {one.id: n for at, (one, n) in enumerate(zip(stands, cycle(EVERY), strict=False)) if at % 3 == 0}
    assert named == {source for source, n in stopped.items() if n <= 7}  # of the others 30 days are no silence yet
    weekly = accounts[0]
    assert weekly.silence is not None
    assert weekly.silence.since == fake.history.listings[stands[0].id][-1].listed_on
    assert account_row(weekly)["silent_since"] == weekly.silence.since.isoformat()
    (line,) = account_lines(weekly, wording("en"))
    if n_days > 190:
        return
    assert line == "Journal 0 has announced nothing since 10 July 2023; its usual interval is 7 days."
    assert all(account_lines(one, wording("en")) == [] for one in accounts if one.silence is None)


@pytest.mark.parametrize("every", [1, 7, 30, 365])
def test_who_speaks_again_is_silent_no_more(every: int) -> None:
    days = [FIRST + timedelta(days=n * every) for n in range(8)]
    late = days[-1] + timedelta(days=5 * every + 8)
    assert find_silence(days, late) is not None
    assert find_silence([*days, late], late) is None
