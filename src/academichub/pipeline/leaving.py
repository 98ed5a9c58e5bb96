"""Upstreams that have left for good: named, asked once a week, and nothing of theirs is deleted.

410 says so itself. 404 is believed after thirty days without any answer, for a publisher's new site may lose an address
for a while. What stands here of a source ends with its first answer, or with another address in the settings.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from academichub.errors import FetchError, Gone
from academichub.model import Request, SourceId, SourceStatus
from academichub.store import Store

__all__ = ["GONE_AFTER", "REST", "as_gone", "resting"]

GONE_AFTER = timedelta(days=30)
REST = timedelta(days=7)
_REMEDY = "it has gone, and is asked once a week from now on: give its new address in hub.toml, or take it out"


def resting(status: SourceStatus, request: Request, now: datetime) -> Gone | None:
    """Why the source is not asked now; None where it is to be asked."""
    address = _address(request)
    if status.gone_from != address or status.attempted_at is None:
        return None
    if not timedelta(0) <= now - status.attempted_at < REST:  # below zero: a clock was ahead
        return None
    return Gone(status.reason or f"{address}: {_REMEDY}", address=address)


def as_gone(error: FetchError, request: Request, source: SourceId, store: Store, now: datetime) -> FetchError:
    """The error, or in its place that the source has gone."""
    if error.status == 410:
        why = "410 (gone for good)"
    elif error.status == 404 and now - _last_heard(source, store, now) >= GONE_AFTER:
        why = f"404 (nothing at this address) for {GONE_AFTER.days} days"
    else:
        return error
    address = _address(request)
    return Gone(f"{address} answered {why}: {_REMEDY}", address=address, status=error.status)


def _last_heard(source: SourceId, store: Store, now: datetime) -> datetime:
    """The last answer; of a source that never gave one, when it was first asked."""
    answered_at = store.visit(source, now).succeeded_at
    if answered_at is not None:
        return answered_at
    with store.accounts() as book:
        first = book.first_day(source)
    return datetime(first.year, first.month, first.day, tzinfo=now.tzinfo) if first is not None else now


def _address(request: Request) -> str:
    """Without the query, which may hold a key."""
    return request.url.partition("?")[0]
