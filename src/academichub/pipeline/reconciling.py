"""Measure what is stored by each source's complete channel, and fill what the quick one missed.

What is owed goes the way of every announcement: decided, composed, saved, and listed on the day of the complete
channel. A receipt is then counted anew from what is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import cast

from academichub.errors import SourceError
from academichub.identifiers import find_doi
from academichub.match import admit
from academichub.model import (
    Announcement,
    CheckedBy,
    FailedEntry,
    Harvest,
    Page,
    Receipt,
    ReceiptState,
    Reconciled,
    Request,
    Visit,
)
from academichub.pipeline.extracts import make_extracts
from academichub.pipeline.receipting import count_day, may_be_harvested
from academichub.pipeline.saving import save_pages
from academichub.pipeline.twins import known_by_their_keys
from academichub.ports import Calendar, Fetcher, Harvestable, Progress, Source
from academichub.receipts import calendar_of, find_owed, names_otherwise, state_of
from academichub.store import AccountBook, Store, Unit
from academichub.text import clean_characters

__all__ = ["DAYS", "due_since", "reconcile", "reconcile_due"]

DAYS = 7
"""What a reconciliation re-reads at least."""
_OVERLAP = timedelta(days=2)
_DAY = timedelta(days=1)
_LATE = timedelta(minutes=30)  # after a day ought to be in the complete list
_PATIENCE = timedelta(hours=1)  # before a channel that failed is asked again
_DOUBTED = timedelta(days=35)
"""How far back is read again where a clock that was ahead has noted days as read that had not come."""
_TRIES = 3  # of one page
_MOST_PAGES = 2_000


@dataclass(frozen=True, slots=True)
class _Read:
    """What one visit of the complete channel brought; with an error, up to there."""

    announcements: tuple[Announcement, ...] = ()
    failed: tuple[FailedEntry, ...] = ()
    error: str | None = None


def reconcile(
    sources: Sequence[Source],
    fetcher: Fetcher,
    store: Store,
    clock: Callable[[], datetime],
    progress: Progress,
    days: int = DAYS,
) -> tuple[Reconciled, ...]:
    """Measure these sources over the last so many days; one that has no complete channel is left out."""
    done: list[Reconciled] = []
    for source in sources:
        if may_be_harvested(source):
            since = calendar_of(source).day_at(clock()) - (days - 1) * _DAY
            done.append(_reconcile_one(source, since, fetcher, store, clock, progress))
    make_extracts(store, clock, progress)
    return tuple(done)


def reconcile_due(
    sources: Sequence[Source], fetcher: Fetcher, store: Store, clock: Callable[[], datetime], progress: Progress
) -> tuple[Reconciled, ...]:
    """As `reconcile`, of the sources whose turn it is, each from the first day on that is not known to be whole."""
    done: list[Reconciled] = []
    for source in sources:
        if may_be_harvested(source) and (since := _due(source, store, clock())) is not None:
            done.append(_reconcile_one(source, since, fetcher, store, clock, progress))
    if done:
        make_extracts(store, clock, progress)
    return tuple(done)


def due_since(harvest: Harvest, calendar: Calendar, now: datetime) -> date | None:
    """From which day on the complete channel is to be read now; None where it is not its turn."""
    waited = now - harvest.attempted_at if harvest.attempted_at is not None else None
    if waited is not None and harvest.reason is not None and timedelta(0) <= waited < _PATIENCE:
        return None
    newest = _newest_day(calendar, now)
    if harvest.done_until is not None and harvest.done_until > newest:
        harvest = replace(harvest, done_until=newest - _DOUBTED)
    if harvest.done_until is not None and harvest.done_until >= newest and harvest.suspected_since is None:
        return None
    starts = [newest - (DAYS - 1) * _DAY]
    if harvest.done_until is not None:
        starts.append(harvest.done_until - _OVERLAP)
    if harvest.suspected_since is not None:
        starts.append(harvest.suspected_since)
    return min(starts)


def _newest_day(calendar: Calendar, now: datetime) -> date:
    """The newest day that the complete channel ought to have by now."""
    day = calendar.day_at(now) + _DAY
    while calendar.listed_at(day) + _LATE > now:
        day -= _DAY
    return day


def _due(source: Source, store: Store, now: datetime) -> date | None:
    """A source's first visit only sets the beginning: what was announced before it was followed is not owed."""
    calendar = calendar_of(source)
    with store.accounts() as book:
        harvest, first = book.harvest(source.id), book.first_day(source.id)
    if first is None:
        return None
    if harvest is None or harvest.done_until is None:
        suspected = harvest.suspected_since if harvest is not None else None
        begun = Harvest(source.id, done_until=_newest_day(calendar, now), suspected_since=suspected)
        with store.writing() as unit:
            unit.accounts.save_harvest(begun)
        harvest = begun
    since = due_since(harvest, calendar, now)
    return max(since, first) if since is not None else None


def _reconcile_one(
    source: Source, since: date, fetcher: Fetcher, store: Store, clock: Callable[[], datetime], progress: Progress
) -> Reconciled:
    now = clock()
    with store.accounts() as book:
        followed_since = book.first_day(source.id) or since
    channel = cast(Harvestable, source).harvest(since, min(followed_since, since))
    progress.started(source.id, source.label)
    read = _read_whole(channel, fetcher, store.visit(source.id, now), progress)
    with store.writing() as unit:
        return _save(unit, source, since, read, clock())


def _read_whole(channel: Source, fetcher: Fetcher, visit: Visit, progress: Progress) -> _Read:
    announcements: list[Announcement] = []
    failed: list[FailedEntry] = []
    try:
        for page in _pages(channel, fetcher, visit):
            announcements.extend(page.announcements)
            failed.extend(page.failed)
            progress.advanced(channel.id, len(announcements), page.total)
    except SourceError as error:
        return _Read(tuple(announcements), tuple(failed), " ".join(clean_characters(str(error)).split()))
    remarks = [entry.reason for entry in failed if not entry.raw]
    return _Read(tuple(announcements), tuple(entry for entry in failed if entry.raw), "; ".join(remarks) or None)


def _pages(channel: Source, fetcher: Fetcher, visit: Visit) -> Iterator[Page]:
    """Raises: SourceError, after the page it is about was tried again."""
    request = channel.start(visit)
    for _ in range(_MOST_PAGES):
        if request is None:
            return
        page = _page(channel, fetcher, request, visit)
        yield page
        request = page.next
    raise SourceError(f"the complete list was left after {_MOST_PAGES:,} pages", subject=channel.id)


def _page(channel: Source, fetcher: Fetcher, request: Request, visit: Visit, tries: int = _TRIES) -> Page:
    try:
        return admit(channel.parse(request, fetcher.fetch(request), visit), visit.today)
    except SourceError:
        if tries <= 1:
            raise
        return _page(channel, fetcher, request, visit, tries - 1)


def _save(unit: Unit, source: Source, since: date, read: _Read, at: datetime) -> Reconciled:
    """Fill, move, count anew, and note how far the channel was read: in the open transaction."""
    book, calendar = unit.accounts, calendar_of(source)
    until = max(_newest_day(calendar, at), since)
    said = known_by_their_keys(unit, source, read.announcements, since)
    if names_otherwise(source):
        said = tuple(one for one in said if one.announced_on <= until)  # what came since is the feed's to tell first
    listings = book.listings(source.id, {one.record.key for one in said})
    held = {receipt.day: receipt for receipt in book.receipts(since - 14 * _DAY, source.id)}
    harvest = book.harvest(source.id) or Harvest(source.id)
    owed = find_owed(said, listings, _whole_days(held, calendar, harvest))
    if owed.announcements or read.failed:
        save_pages(unit, source.id, [Page(owed.announcements, read.failed)], at)
        unit.list_owed(owed.announcements, at)
    moves = [(move.key, move.stands_on, move.belongs_on) for move in owed.moves]
    n_moved = unit.move_listings(source.id, moves)
    named = owed.named or {}
    days = {*named, *(day for day in held if day >= since), *(day for _, day, _ in moves)}
    days |= {since + n * _DAY for n in range((until - since).days + 1)}
    if names_otherwise(source):
        days = {day for day in days if day <= until}
    counting = _Counting(book, source, read, until, at)
    receipts = [
        counting.receipt(day, named.get(day, frozenset()), held.get(day))
        for day in sorted(days)
        if day >= since or day in held
    ]
    book.save_receipts(receipts)
    if names_otherwise(source) and read.error is None and read.announcements:
        book.close_gaps(source.id, since, until)
    _note_harvest(book, harvest, read, until, at)
    return Reconciled(
        id=source.id,
        since=since,
        until=until,
        named=sum(map(len, named.values())),
        filled=len(owed.announcements),
        moved=n_moved,
        missing=sum(len(receipt.missing) for receipt in receipts),
        error=read.error,
    )


def _whole_days(held: dict[date, Receipt], calendar: Calendar, harvest: Harvest) -> frozenset[date]:
    """The days of which the quick channel told all, as far as is known."""
    doubted = harvest.suspected_since or date.max
    return frozenset(
        day
        for day, receipt in held.items()
        if day < doubted
        and not receipt.missing
        and (
            receipt.state is ReceiptState.FRESH or (receipt.state is ReceiptState.QUIET and not calendar.announces(day))
        )
    )


@dataclass(frozen=True, slots=True)
class _Counting:
    """Receipts by the complete channel; read to its end, it says of everything what became of it.

    `until`: the newest day that the list ought to have; what it could not read is laid to that day's account.
    """

    book: AccountBook
    source: Source
    read: _Read
    until: date
    at: datetime

    def receipt(self, day: date, named: frozenset[str], held: Receipt | None) -> Receipt:
        """The day counted anew from the store; `named` by the list, `held` as it stood before.

        A list that was cut takes nothing back: a day that it says nothing of stays as it is, and who checked it, too.
        A whole list has the last word, but of a day with papers of which it names none.
        """
        calendar, is_whole = calendar_of(self.source), self.read.error is None
        if not is_whole and held is not None and not named and not held.announced:
            return held
        is_doubted = is_whole and not named and held is not None and held.stored > 0
        before = held.checked_by if held is not None else None
        by = CheckedBy.HARVEST if is_whole and not is_doubted else before or CheckedBy.HARVEST
        receipt = count_day(self.book, self.source.id, day, named, self._withheld(day, held), self.at, by)
        reason = held.reason if held is not None and (not is_whole or not receipt.announced) else None
        if is_doubted and by is CheckedBy.FEED:
            reason = "the complete list names nothing of this day, so that it measures nothing"
        state = state_of(receipt, calendar, self.at)
        if not receipt.announced and is_whole and calendar.announces(day) and day <= self.until:
            reason = "neither the feed nor the complete list names anything for this day"
        return replace(receipt, state=state, reason=reason if state is not ReceiptState.QUIET else None)

    def _withheld(self, day: date, held: Receipt | None) -> list[tuple[str, str]]:
        """What could not be read of the day, as (entry, why).

        Of one set of keys for both channels: what a whole list could not read, and nothing of before, for it told the
        rest; a cut list only adds. Where the list names otherwise, an unreadable entry of the feed stays until a paper
        with the DOI in its name is here.
        """
        entries = [(entry.id, entry.reason) for entry in self.read.failed] if day == self.until else []
        before = held.withheld if held is not None else ()
        if not names_otherwise(self.source):
            return list(dict([*before, *entries]).items()) if self.read.error is not None else entries
        reasons = dict([*before, *entries])
        names = {entry: f"doi:{doi}" for entry in reasons if (doi := find_doi(entry)) is not None}
        here = self.book.told(self.source.id, names.values())
        return [(entry, why) for entry, why in reasons.items() if names.get(entry) not in here]


def _note_harvest(book: AccountBook, harvest: Harvest, read: _Read, until: date, at: datetime) -> None:
    if read.error is not None:
        book.save_harvest(replace(harvest, attempted_at=at, reason=read.error))
        return
    book.save_harvest(Harvest(harvest.source, until, None, at, at))
