"""How a source stands on a day: by what came; where nothing did, by what was due and since when. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from academichub.model import Receipt, ReceiptState, SourceId
from academichub.ports import Calendar
from academichub.receipts.calendars import has_days

__all__ = ["STALLED_AFTER", "judge", "state_of"]

STALLED_AFTER = timedelta(hours=26)
"""After an announcement was due: the next one is due by then, and a slow evening has passed."""


def state_of(receipt: Receipt, calendar: Calendar, now: datetime, *, failed: bool = False) -> ReceiptState:
    """`failed`: the last visit gave no usable answer."""
    if receipt.stored:
        return ReceiptState.FRESH
    if failed or receipt.withheld or receipt.missing:
        return ReceiptState.FAILED
    if not calendar.announces(receipt.day):
        return ReceiptState.QUIET
    return ReceiptState.STALLED if now > calendar.due_at(receipt.day) + STALLED_AFTER else ReceiptState.WAITING


def judge(source: SourceId, day: date, receipt: Receipt | None, calendar: Calendar, now: datetime) -> Receipt | None:
    """The receipt of the day as it stands now: what was waited for may have stalled since, and for a day on which
    nobody asked there is one where an announcement was due. None: nothing can be said."""
    if receipt is None:
        if not calendar.announces(day):
            return Receipt(source, day, state=ReceiptState.QUIET) if has_days(calendar, day) else None
        receipt = Receipt(source, day)
    if receipt.state is not ReceiptState.WAITING:
        return receipt
    return replace(receipt, state=state_of(receipt, calendar, now))
