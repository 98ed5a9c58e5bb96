"""Receipts as readers see them: marks, sentences, and the JSON of `academichub status`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from academichub.model import Account, Gap, Receipt, ReceiptState
from academichub.publish.unread import trouble_words
from academichub.publish.wording import Wording

__all__ = [
    "MARKS",
    "NO_MARK",
    "account_lines",
    "account_row",
    "gap_line",
    "mark_of",
    "state_word",
    "unmeasured_line",
    "why",
]

MARKS = {
    ReceiptState.FRESH: "●",
    ReceiptState.WAITING: "…",
    ReceiptState.QUIET: "·",
    ReceiptState.STALLED: "!",
    ReceiptState.FAILED: "×",
}
"""One sign for each state, told apart without colour."""
NO_MARK = "–"


def mark_of(receipt: Receipt | None) -> str:
    return MARKS[receipt.state] if receipt is not None else NO_MARK


def state_word(receipt: Receipt | None, w: Wording) -> str:
    return w(f"receipts.state.{receipt.state.value if receipt is not None else 'none'}")


def why(receipt: Receipt, w: Wording) -> str:
    """Why the day stands as it does: what the visit said, else what the state means."""
    if receipt.reason:
        return trouble_words(receipt.reason, w)
    return w(f"receipts.state.{receipt.state.value}.long")


def gap_line(gap: Gap, label: str, w: Wording) -> str:
    return w("receipts.gap", label=w.before(label), since=gap.since, until=gap.until)


def unmeasured_line(label: str, reason: str, w: Wording) -> str:
    return w("receipts.unmeasured", label=w.before(label), reason=trouble_words(reason, w))


def account_lines(account: Account, w: Wording) -> list[str]:
    """What a reader must know of the source beyond its days: gaps, silence, a complete list that could not be read."""
    lines = [gap_line(gap, account.label, w) for gap in account.gaps]
    if account.silence is not None:
        usual = w("receipts.usual", n=max(round(account.silence.usual_days), 1))
        lines.append(w("receipts.silent", label=w.before(account.label), since=account.silence.since, usual=usual))
    if account.harvest is not None and account.harvest.reason is not None:
        lines.append(unmeasured_line(account.label, account.harvest.reason, w))
    return lines


def account_row(account: Account) -> dict[str, Any]:
    """The newest day first; a day of which nothing is known is left out."""
    silence, harvest = account.silence, account.harvest
    return {
        "receipts": [_receipt_row(receipt) for _, receipt in reversed(account.days) if receipt is not None],
        "gaps": _gap_rows(account.gaps),
        "silent_since": silence.since.isoformat() if silence is not None else None,
        "usual_days": silence.usual_days if silence is not None else None,
        "measured_until": harvest.done_until.isoformat() if harvest is not None and harvest.done_until else None,
        "measuring_failed": harvest.reason if harvest is not None else None,
    }


def _receipt_row(receipt: Receipt) -> dict[str, Any]:
    return {
        "day": receipt.day.isoformat(),
        "state": receipt.state.value,
        "reason": receipt.reason,
        "announced": receipt.announced,
        "stored": receipt.stored,
        "shown": receipt.shown,
        "withheld": [{"id": entry, "reason": reason} for entry, reason in receipt.withheld],
        "missing": list(receipt.missing),
        "checked_by": receipt.checked_by.value if receipt.checked_by is not None else None,
        "checked_at": receipt.checked_at.isoformat() if receipt.checked_at is not None else None,
    }


def _gap_rows(gaps: Iterable[Gap]) -> Sequence[dict[str, Any]]:
    return [{"since": gap.since.isoformat(), "until": gap.until.isoformat(), "reason": gap.reason} for gap in gaps]
