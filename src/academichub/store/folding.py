"""What one source said under two keys made what it said under one; and made two again, when a reader says so.

A journal tells its papers by two channels, the feed and the list of what was registered. Where both told a work before
either knew that it was one, it stands twice: the one entry is folded into the other. What an undoing needs is kept with
the merge: which sayings came over, and where both entries were listed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from academichub.match import Strand, record_hash
from academichub.model import PaperId, SourceId
from academichub.store import schema
from academichub.store.codec import record_from, to_json
from academichub.store.statements import in_chunks, upsert

__all__ = ["Folded", "Listing", "fold", "folded_from", "unfold"]

_SAID = ("source", "key", "hash")


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing as it stood. `of_gone`: of the entry that is gone."""

    of_gone: bool
    day: date
    kind: str
    version: int | None
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Folded:
    """What was `gone`, now said under `kept`, both keys of `source`. `said`: hashes of what came over; `both`: those of
    them that the other had said as well. `paper_id` and `founded` are those of the strand that is gone."""

    source: SourceId
    gone: str
    kept: str
    paper_id: PaperId
    founded: PaperId | None
    said: tuple[str, ...]
    both: tuple[str, ...]
    listed: tuple[Listing, ...]

    @property
    def days(self) -> frozenset[date]:
        return frozenset(one.day for one in self.listed)


_folded = msgspec.json.Decoder(Folded)


def folded_from(text: str) -> Folded:
    return _folded.decode(text)


def fold(connection: Connection, gone: Strand, kept: Strand) -> Folded:
    """Give the records and the listings of `gone` to `kept`, which stands on another paper. Of two first listings the
    earlier stays."""
    source = SourceId(gone.traits.source)
    known = set(_hashes(connection, source, kept.key))
    said = _rekey(connection, (source, gone.key), kept.key, kept.paper_id)
    listed = tuple(
        Listing(of_gone, row["day"], row["kind"], row["version"], row["seen_at"])
        for of_gone, strand in ((True, gone), (False, kept))
        for row in _listings(connection, source, strand.paper_id)
    )
    _keep_earlier(connection, gone, kept, listed)
    _count(connection, source, -1)
    both = tuple(one for one in said if one in known)
    return Folded(source, gone.key, kept.key, gone.paper_id, gone.founded, said, both, listed)


def unfold(connection: Connection, folded: Folded, kept_on: PaperId) -> None:
    """Put the records and the listings back to where they were; the entry that stayed stands on `kept_on` now."""
    own = (folded.source, folded.kept)
    _rekey(connection, own, folded.gone, folded.paper_id, only=folded.both, is_copy=True)
    _rekey(connection, own, folded.gone, folded.paper_id, only=set(folded.said) - set(folded.both))
    table = schema.announcements
    connection.execute(delete(table).where(_listed_of(folded.source, kept_on), table.c.day.in_(folded.days)))
    rows = [
        {
            "day": one.day,
            "source": folded.source,
            "paper_id": folded.paper_id if one.of_gone else kept_on,
            "kind": one.kind,
            "version": one.version,
            "seen_at": one.seen_at,
        }
        for one in folded.listed
    ]
    if rows:
        connection.execute(insert(table), rows)
    _count(connection, folded.source, 1)


def _hashes(connection: Connection, source: SourceId, key: str) -> Sequence[str]:
    table = schema.records.c
    return connection.execute(select(table.hash).where(table.source == source, table.key == key)).scalars().all()


def _rekey(
    connection: Connection,
    own: tuple[SourceId, str],
    key: str,
    paper_id: PaperId,
    *,
    only: Collection[str] | None = None,
    is_copy: bool = False,
) -> tuple[str, ...]:
    """What was said under one key (of it `only` these hashes), said under another; returns the hashes it has there.

    What was said there in the same words is there once.
    """
    table, (source, old_key) = schema.records, own
    said = (table.c.source == source) & (table.c.key == old_key)
    rows = connection.execute(select(table).where(said).order_by(table.c.id)).mappings().all()
    taken = [row for row in rows if only is None or row["hash"] in only]
    if not is_copy:
        for chunk in in_chunks(row["id"] for row in taken):
            connection.execute(delete(table).where(table.c.id.in_(chunk)))
    again = []
    for row in taken:
        record = replace(record_from(row["payload"]), key=key)
        fresh = {"paper_id": paper_id, "key": key, "hash": record_hash(record), "payload": to_json(record)}
        again.append({name: value for name, value in {**row, **fresh}.items() if name != "id" or not is_copy})
    upsert(connection, table, again, _SAID, ())
    return tuple(row["hash"] for row in again)


def _listings(connection: Connection, source: SourceId, paper_id: PaperId) -> Sequence[Any]:
    table = schema.announcements
    return connection.execute(select(table).where(_listed_of(source, paper_id)).order_by(table.c.day)).mappings().all()


def _listed_of(source: SourceId, paper_id: PaperId) -> ColumnElement[bool]:
    table = schema.announcements.c
    return (table.source == source) & (table.paper_id == paper_id)


def _keep_earlier(connection: Connection, gone: Strand, kept: Strand, listed: Sequence[Listing]) -> None:
    table, source = schema.announcements, SourceId(gone.traits.source)
    its, mine = (min((one.day for one in listed if one.of_gone is of_gone), default=None) for of_gone in (True, False))
    if its is not None and mine is not None:
        loser = kept if its < mine else gone
        connection.execute(delete(table).where(_listed_of(source, loser.paper_id)))
    moved = update(table).where(_listed_of(source, gone.paper_id))
    connection.execute(moved.values(paper_id=kept.paper_id))


def _count(connection: Connection, source: SourceId, n: int) -> None:
    counts = schema.source_counts
    connection.execute(update(counts).where(counts.c.source == source).values(n_papers=counts.c.n_papers + n))
