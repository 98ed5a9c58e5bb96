"""Account for one visit, in the transaction that saves it: of which day each announcement is, and what became of it.

The receipts room judges; here it is asked in order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import cast

from academichub.model import (
    Announcement,
    CheckedBy,
    FailedEntry,
    Harvest,
    Page,
    Receipt,
    ReceiptState,
    SourceId,
)
from academichub.ports import Calendar
from academichub.receipts import Batches, calendar_of, find_gap, has_days, names_otherwise, sort_batches, state_of
from academichub.store import AccountBook, Unit

__all__ = ["Sorted", "count_day", "may_be_harvested", "note_doubt", "release_withheld", "sort_pages", "write_receipts"]

_WINDOW = timedelta(days=60)
"""How far back an entry that could not be read is known again: a feed shows it on many days."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The pages of a visit with each announcement on its true day."""

    pages: tuple[Page, ...]
    batches: Batches | None = None  # None: of a source that has no days of announcement

    @property
    def announcements(self) -> list[Announcement]:
        return [one for page in self.pages for one in page.announcements]

    @property
    def failed(self) -> list[FailedEntry]:
        return [entry for page in self.pages for entry in page.failed]


def may_be_harvested(source: object) -> bool:
    """Whether the source is a ports.Harvestable."""
    return hasattr(source, "harvest")


def sort_pages(unit: Unit, source: object, pages: Sequence[Page], at: datetime) -> Sorted:
    """Take out what came again, and set right the days that the answer states wrongly."""
    calendar, announcements = calendar_of(source), [one for page in pages for one in page.announcements]
    if not announcements or not has_days(calendar, calendar.day_at(at)):
        return Sorted(tuple(pages))
    source_id = announcements[0].record.source
    listings = unit.accounts.listings(source_id, (one.record.key for one in announcements))
    first = min(one.announced_on for one in announcements)
    seen = {receipt.day: receipt.stored for receipt in unit.accounts.receipts(first, source_id)}
    batches = sort_batches(announcements, listings, seen, calendar, at)
    if not batches.repeats and not batches.moved:
        return Sorted(tuple(pages), batches)
    days = [one.announced_on for one in batches.announcements]
    stated = max((page.day for page in pages if page.day is not None), default=None)
    whole = Page(
        announcements=batches.announcements,
        failed=tuple(entry for page in pages for entry in page.failed),
        day=max(days, default=batches.stale or stated),
        cursor=next((page.cursor for page in reversed(pages) if page.cursor is not None), None),
    )
    return Sorted((whole,), batches)


def write_receipts(
    unit: Unit,
    source: object,
    brought: Sorted,
    known: Collection[str],
    at: datetime,
    *,
    error: str | None = None,
    last_visit: datetime | None = None,
) -> None:
    """Write the receipts of the days that the visit told of, and of today. `known`: the keys that the store had before.

    `error`: why the visit was cut short, or why it brought nothing.
    """
    source_id = cast(SourceId, source.id)  # type: ignore[attr-defined]
    book, calendar = unit.accounts, calendar_of(source)
    today = calendar.day_at(at)
    entries = [entry for entry in brought.failed if entry.raw]
    remarks = [entry.reason for entry in brought.failed if not entry.raw]
    days = sorted({one.announced_on for one in brought.announcements})
    of_failed = max(days, default=today)
    earlier = {receipt.day: receipt for receipt in book.receipts(min(days, default=today) - _WINDOW, source_id)}
    is_dated = has_days(calendar, today)
    is_feed = not is_dated and (names_otherwise(source) or not may_be_harvested(source))
    receipts: list[Receipt] = []
    for day in sorted({*days, of_failed} if entries else days):
        named = {one.record.key for one in brought.announcements if one.announced_on == day}
        if is_dated and _is_measured(earlier.get(day)):
            held = earlier[day]
            counted = count_day(book, source_id, day, {*named, *held.missing}, held.withheld, at, CheckedBy.HARVEST)
            receipts.append(_judged(counted, calendar, reason=held.reason))
            continue
        withheld = _withheld(entries if day == of_failed else (), day, earlier, adds=is_feed or error is not None)
        counted = count_day(book, source_id, day, named, withheld, at, CheckedBy.FEED)
        remark = remarks[0] if remarks and day == of_failed else None
        receipts.append(_judged(counted, calendar, reason=error or remark or _why(brought.batches, day)))
    if not any(receipt.announced and receipt.day == today for receipt in receipts):
        receipts = [receipt for receipt in receipts if receipt.day != today]
        receipts += _today(source_id, today, earlier.get(today), calendar, at, error, brought.batches)
    book.save_receipts([receipt for receipt in receipts if receipt.announced or receipt.day == today])
    if is_feed and last_visit is not None and error is None:
        gap = find_gap(source_id, brought.announcements, known, last_visit.date(), today)
        if gap is not None:
            book.save_gap(gap, at)
            if may_be_harvested(source):
                note_doubt(book, source_id, gap.since)
    if may_be_harvested(source) and is_dated:
        doubted = [of_failed] if brought.failed and not _is_measured(earlier.get(of_failed)) else []
        doubted += _doubted(receipts, brought.batches)
        if doubted:
            note_doubt(book, source_id, min(doubted))


def release_withheld(unit: Unit, source: object, pages: Sequence[Page], at: datetime) -> None:
    """What could not be read when it was announced, and can be now, is withheld no more. `pages` as they came."""
    keys = {one.record.key for page in pages for one in page.announcements}
    calendar, source_id = calendar_of(source), cast(SourceId, source.id)  # type: ignore[attr-defined]
    released: list[Receipt] = []
    for receipt in unit.accounts.receipts(calendar.day_at(at) - _WINDOW, source_id):
        withheld = tuple((entry, why) for entry, why in receipt.withheld if entry not in keys)
        if withheld != receipt.withheld:
            announced = receipt.announced - len(receipt.withheld) + len(withheld)
            rest = replace(receipt, withheld=withheld, announced=announced)
            released.append(replace(rest, state=state_of(rest, calendar, at)))
    unit.accounts.save_receipts(released)


def _is_measured(receipt: Receipt | None) -> bool:
    """Whether the complete list has told the day: what the feed cannot read of it is no loss any more."""
    return receipt is not None and receipt.checked_by is CheckedBy.HARVEST and receipt.stored > 0


def _doubted(receipts: Iterable[Receipt], batches: Batches | None) -> list[date]:
    """The days of which the quick channel told a part, or told it under another date, or that lack a paper."""
    days = [receipt.day for receipt in receipts if receipt.missing]
    return days if batches is None else [*days, *batches.partly, *(true for _, true in batches.moved)]


def count_day(
    book: AccountBook,
    source: SourceId,
    day: date,
    named: Iterable[str],
    withheld: Sequence[tuple[str, str]],
    at: datetime,
    checked_by: CheckedBy,
) -> Receipt:
    """The receipt of a day, counted from what the store holds: what it lists, and what of the named it lacks.

    A paper that is listed on another day alone is that day's.
    """
    shown = book.listed_on(source, day)
    rest = set(named) - shown
    elsewhere = book.listings(source, rest).keys() if rest else ()
    unlisted = rest - set(elsewhere)
    here = book.stored(source, unlisted) if unlisted else frozenset()
    missing = tuple(sorted(unlisted - here))
    stored = len(shown) + len(here)
    return Receipt(
        source=source,
        day=day,
        announced=stored + len(withheld) + len(missing),
        stored=stored,
        shown=len(shown),
        withheld=tuple(withheld),
        missing=missing,
        checked_by=checked_by,
        checked_at=at,
    )


def note_doubt(book: AccountBook, source: SourceId, day: date) -> None:
    """Remember that the quick channel may have lost something of the day."""
    harvest = book.harvest(source) or Harvest(source)
    suspected = min(day, harvest.suspected_since or day)
    book.save_harvest(replace(harvest, suspected_since=suspected))


def _judged(receipt: Receipt, calendar: Calendar, *, reason: str | None) -> Receipt:
    assert receipt.checked_at is not None
    return replace(receipt, state=state_of(receipt, calendar, receipt.checked_at), reason=reason)


def _withheld(
    entries: Iterable[FailedEntry], day: date, earlier: dict[date, Receipt], *, adds: bool
) -> list[tuple[str, str]]:
    """`adds`: what was withheld of the day before stays so, as the visit did not tell the whole day again."""
    elsewhere = {name for other, receipt in earlier.items() if other != day and adds for name, _ in receipt.withheld}
    held = dict(earlier[day].withheld) if adds and day in earlier else {}
    held.update({entry.id: entry.reason for entry in entries if entry.id not in elsewhere})
    return list(held.items())


def _why(batches: Batches | None, day: date) -> str | None:
    if batches is None:
        return None
    if day in batches.partly:
        days = ", ".join(map(str, batches.repeated))
        return f"a part of the feed still held the announcements of {days}"
    stated = next((stated for stated, true in batches.moved if true == day), None)
    return f"the feed dated these announcements {stated}" if stated is not None else None


def _today(
    source: SourceId,
    today: date,
    held: Receipt | None,
    calendar: Calendar,
    at: datetime,
    error: str | None,
    batches: Batches | None,
) -> list[Receipt]:
    """How a source stands that told nothing of today; what was told before is not untold."""
    if held is not None and held.announced:
        return []
    receipt = Receipt(source, today, checked_at=at, checked_by=None if error else CheckedBy.FEED)
    state = state_of(receipt, calendar, at, failed=error is not None)
    reason = error
    if error is None and batches is not None and batches.stale is not None:
        reason = f"the feed still holds the announcements of {batches.stale}"
    if state is ReceiptState.QUIET:
        reason = None
    return [replace(receipt, state=state, reason=reason)]
