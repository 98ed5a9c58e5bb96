"""How every followed source stands over the last days: the stored receipts, judged as of now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from academichub.model import Account, Gap, Receipt
from academichub.ports import Source
from academichub.receipts import calendar_of, find_silence, judge
from academichub.store import AccountBook, Store

__all__ = ["StoredAccounts", "accounts_of"]


@dataclass(frozen=True, slots=True)
class StoredAccounts:
    """ports.Accounts over one store."""

    sources: Sequence[Source]
    store: Store
    clock: Callable[[], datetime]

    def over(self, n_days: int) -> tuple[Account, ...]:
        return accounts_of(self.sources, self.store, self.clock(), n_days)

    def gaps(self, day: date) -> tuple[Gap, ...]:
        with self.store.accounts() as book:
            return tuple(gap for gap in book.gaps() if gap.since <= day <= gap.until)


def accounts_of(sources: Sequence[Source], store: Store, now: datetime, n_days: int = 30) -> tuple[Account, ...]:
    """The sources in their order, each over so many days up to today in its own calendar, the oldest first."""
    with store.accounts() as book:
        return tuple(_account(book, source, now, n_days) for source in sources)


def _account(book: AccountBook, source: Source, now: datetime, n_days: int) -> Account:
    calendar = calendar_of(source)
    today = calendar.day_at(now)
    first = today - timedelta(days=n_days - 1)
    held = {receipt.day: receipt for receipt in book.receipts(first, source.id)}
    begun = book.first_day(source.id)
    days: list[tuple[date, Receipt | None]] = []
    for n in range(n_days):
        day = first + timedelta(days=n)
        known = begun is not None and day >= begun
        days.append((day, judge(source.id, day, held.get(day), calendar, now) if known else None))
    return Account(
        source=source.id,
        label=source.label,
        days=tuple(days),
        gaps=tuple(gap for gap in book.gaps(source.id) if gap.until >= first),
        silence=find_silence(book.days(source.id), today),
        harvest=book.harvest(source.id),
    )
