"""Receipts, gaps and harvests, and what writing them asks of the listings: within a transaction of its owner's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from academichub.model import CheckedBy, Gap, Harvest, Kind, PaperId, Receipt, ReceiptState, Record, SourceId
from academichub.store import schema
from academichub.store.codec import record_from, stored_time, time_from, to_json
from academichub.store.statements import in_chunks, upsert

__all__ = ["AccountBook"]

_withheld = msgspec.json.Decoder(tuple[tuple[str, str], ...])
_missing = msgspec.json.Decoder(tuple[str, ...])


class AccountBook:
    """Receipts, gaps and harvests over one open connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # What the listings say

    def listings(self, source: SourceId, keys: Iterable[str]) -> dict[str, list[tuple[date, Kind, int | None]]]:
        """The listings that the source made of these, by its own keys; one that it never listed is absent."""
        record, listed = schema.records.c, schema.announcements.c
        found: dict[str, list[tuple[date, Kind, int | None]]] = defaultdict(list)
        for chunk in in_chunks(dict.fromkeys(keys)):
            rows = self._connection.execute(
                select(record.key, listed.day, listed.kind, listed.version)
                .join(schema.announcements, listed.paper_id == record.paper_id)
                .where(record.source == source, record.key.in_(chunk), listed.source == source)
                .distinct()
            )
            for key, day, kind, version in rows:
                found[key].append((day, Kind(kind), version))
        return found

    def listed_on(self, source: SourceId, day: date) -> frozenset[str]:
        """The source's keys of the papers that it listed on the day."""
        record, listed = schema.records.c, schema.announcements.c
        rows = self._connection.execute(
            select(record.key)
            .join(schema.announcements, listed.paper_id == record.paper_id)
            .where(listed.day == day, listed.source == source, record.source == source)
            .distinct()
        )
        return frozenset(key for (key,) in rows)

    def stored(self, source: SourceId, keys: Iterable[str]) -> frozenset[str]:
        """Those of the keys under which the source announced a paper that is stored."""
        record = schema.records.c
        found: set[str] = set()
        for chunk in in_chunks(dict.fromkeys(keys)):
            rows = self._connection.execute(
                select(record.key).where(record.source == source, record.key.in_(chunk), record.asked.is_(None))
            )
            found.update(key for (key,) in rows)
        return frozenset(found)

    def records_since(self, source: SourceId, since: date) -> list[Record]:
        """What the source last said under each of its keys, of the papers that it listed from that day on."""
        record, listed = schema.records.c, schema.announcements.c
        papers = select(listed.paper_id).where(listed.source == source, listed.day >= since)
        rows = self._connection.execute(
            select(record.key, record.payload)
            .where(record.source == source, record.paper_id.in_(papers))
            .order_by(record.said_at, record.id)
        )
        return [record_from(payload) for payload in {key: payload for key, payload in rows}.values()]

    def told(self, source: SourceId, names: Iterable[str]) -> frozenset[str]:
        """Those of the names ("doi:10.5555/x") whose papers the source has listed on some day."""
        name, listed = schema.names.c, schema.announcements.c
        found: set[str] = set()
        for chunk in in_chunks(dict.fromkeys(names)):
            rows = self._connection.execute(
                select(name.name)
                .join(schema.announcements, listed.paper_id == name.paper_id)
                .where(name.name.in_(chunk), listed.source == source)
            )
            found.update(found_name for (found_name,) in rows)
        return frozenset(found)

    def days(self, source: SourceId, last: int = 400) -> tuple[date, ...]:
        """The last days of which there is a receipt with papers, the oldest first."""
        table = schema.receipts.c
        rows = self._connection.execute(
            select(table.day).where(table.source == source, table.stored > 0).order_by(table.day.desc()).limit(last)
        )
        return tuple(reversed([day for (day,) in rows]))

    def first_day(self, source: SourceId) -> date | None:
        """The first day of which there is a receipt."""
        table = schema.receipts.c
        return self._connection.execute(select(func.min(table.day)).where(table.source == source)).scalar()

    def move(self, source: SourceId, key: str, stands_on: date, belongs_on: date) -> PaperId | None:
        """Let the listing as new of one paper stand on another day; None where it did not stand there."""
        table, record = schema.announcements, schema.records.c
        papers = select(record.paper_id).where(record.source == source, record.key == key)
        mine = (table.c.source == source) & table.c.paper_id.in_(papers)
        news = table.c.kind.in_([Kind.NEW, Kind.CROSS])
        row = self._connection.execute(
            select(table.c.id, table.c.paper_id, table.c.kind).where(mine, news, table.c.day == stands_on)
        ).first()
        if row is None:
            return None
        held = self._connection.execute(select(table.c.id).where(mine, table.c.day == belongs_on)).scalar()
        if held is None:
            self._connection.execute(update(table).where(table.c.id == row.id).values(day=belongs_on))
        else:
            self._connection.execute(update(table).where(table.c.id == held).values(kind=row.kind))
            self._connection.execute(delete(table).where(table.c.id == row.id))
        return PaperId(row.paper_id)

    # Receipts

    def receipts(self, since: date, source: SourceId | None = None) -> tuple[Receipt, ...]:
        """From that day on, the oldest first; of one source, or of all."""
        table = schema.receipts.c
        wanted = [table.day >= since] if source is None else [table.day >= since, table.source == source]
        rows = self._connection.execute(select(schema.receipts).where(*wanted).order_by(table.day, table.source))
        return tuple(_receipt(row) for row in rows)

    def save_receipts(self, receipts: Collection[Receipt]) -> None:
        rows = [_receipt_row(receipt) for receipt in receipts]
        columns = [name for name in rows[0] if name not in ("source", "day")] if rows else []
        upsert(self._connection, schema.receipts, rows, ("source", "day"), columns)

    def gaps(self, source: SourceId | None = None) -> tuple[Gap, ...]:
        """The newest first."""
        table = schema.gaps.c
        wanted = [table.source == source] if source is not None else []
        rows = self._connection.execute(select(schema.gaps).where(*wanted).order_by(table.until.desc(), table.id))
        return tuple(Gap(SourceId(row.source), row.since, row.until, row.reason) for row in rows)

    def save_gap(self, gap: Gap, at: datetime) -> None:
        row = {"source": gap.source, "since": gap.since, "until": gap.until, "reason": gap.reason}
        upsert(self._connection, schema.gaps, [{**row, "found_at": stored_time(at)}], ("source", "since", "until"), ())

    def close_gaps(self, source: SourceId, since: date, until: date) -> None:
        """Nothing is missing on these days any more: a gap that lies in them goes, one that goes on begins after."""
        table = schema.gaps
        begun = (table.c.source == source) & (table.c.since >= since) & (table.c.since <= until)
        self._connection.execute(delete(table).where(begun, table.c.until <= until))
        self._connection.execute(update(table).where(begun).values(since=until + timedelta(days=1)))

    def harvest(self, source: SourceId) -> Harvest | None:
        row = self._connection.execute(select(schema.harvests).where(schema.harvests.c.source == source)).one_or_none()
        if row is None:
            return None
        attempted, succeeded = (at and time_from(at) for at in (row.attempted_at, row.succeeded_at))
        return Harvest(source, row.done_until, row.suspected_since, attempted, succeeded, row.reason)

    def save_harvest(self, harvest: Harvest) -> None:
        row = {
            "source": harvest.source,
            "done_until": harvest.done_until,
            "suspected_since": harvest.suspected_since,
            "attempted_at": harvest.attempted_at and stored_time(harvest.attempted_at),
            "succeeded_at": harvest.succeeded_at and stored_time(harvest.succeeded_at),
            "reason": harvest.reason,
        }
        upsert(self._connection, schema.harvests, [row], ("source",), [name for name in row if name != "source"])


def _receipt(row: Any) -> Receipt:
    return Receipt(
        source=SourceId(row.source),
        day=row.day,
        announced=row.announced,
        stored=row.stored,
        shown=row.shown,
        withheld=_withheld.decode(row.withheld),
        missing=_missing.decode(row.missing),
        state=ReceiptState(row.state),
        reason=row.reason,
        checked_by=CheckedBy(row.checked_by) if row.checked_by else None,
        checked_at=time_from(row.checked_at) if row.checked_at else None,
    )


def _receipt_row(receipt: Receipt) -> dict[str, Any]:
    return {
        "source": receipt.source,
        "day": receipt.day,
        "announced": receipt.announced,
        "stored": receipt.stored,
        "shown": receipt.shown,
        "n_withheld": len(receipt.withheld),
        "n_missing": len(receipt.missing),
        "state": receipt.state,
        "reason": receipt.reason,
        "checked_by": receipt.checked_by,
        "checked_at": receipt.checked_at and stored_time(receipt.checked_at),
        "withheld": to_json(receipt.withheld),
        "missing": to_json(receipt.missing),
    }
