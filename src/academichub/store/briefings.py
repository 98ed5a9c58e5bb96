"""What a reader's briefings are kept in: each whole, with what a list shows of it beside. It decides nothing of them.

with store.binder(OWNER) as binder: …      one transaction, committed when the block ends well
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from academichub.errors import NotFound, StoreError
from academichub.model import BriefId, Briefing, BriefingLine, BriefOrder, ClaimState, ReaderId, Skeleton
from academichub.store import schema
from academichub.store.codec import stored_text, stored_time, time_from

__all__ = ["Binder"]

_briefing = msgspec.json.Decoder(Briefing)
_order = msgspec.json.Decoder(BriefOrder)
_encoder = msgspec.json.Encoder()
_HIGHEST_ID = 2**63 - 1  # higher ones fit in no column
_BY_A_MODEL = (ClaimState.VERIFIED, ClaimState.REPAIRED)

_table = schema.briefings.c
_LINE = tuple(column for column in _table if column.name != "payload")


class Binder:
    """One open transaction over a reader's briefings."""

    def __init__(self, connection: Connection, reader: ReaderId) -> None:
        self._connection = connection
        self._reader = reader

    def lines(self) -> tuple[BriefingLine, ...]:
        """The newest first; no briefing is read for it."""
        rows = self._connection.execute(
            select(*_LINE).where(_table.reader == self._reader).order_by(_table.made_at.desc(), _table.id.desc())
        )
        return tuple(map(_line, rows))

    def briefing(self, brief_id: BriefId) -> Briefing:
        """As it was saved, but that `renews` is None once the one renewed is removed. Raises: NotFound; StoreError."""
        if not self._has(brief_id):
            raise _not_found(brief_id)
        row = self._connection.execute(select(_table.payload, _table.renews).where(_table.id == brief_id)).one()
        renews = BriefId(row.renews) if row.renews is not None else None
        return replace(_unpacked(row.payload, brief_id), brief_id=brief_id, renews=renews)

    def skeleton(self, inputs_id: str) -> Skeleton | None:
        """That of the newest briefing of the reader that was made from the same; None where none was."""
        row = self._connection.execute(
            select(_table.id, _table.payload)
            .where(_table.inputs_id == inputs_id, _table.reader == self._reader)
            .order_by(_table.id.desc())
            .limit(1)
        ).one_or_none()
        return _unpacked(row.payload, row.id).skeleton if row is not None else None

    def save(self, briefing: Briefing) -> Briefing:
        """Add it; returns it with its id. One removed meanwhile is renewed no more: `renews` becomes None."""
        if briefing.renews is not None and not self._has(briefing.renews):
            briefing = replace(briefing, renews=None)
        row = {"reader": self._reader, **_columns(briefing)}
        key = self._connection.execute(insert(schema.briefings), row).inserted_primary_key
        assert key is not None  # every insert of one row has one
        return replace(briefing, brief_id=BriefId(key[0]))

    def remove(self, brief_id: BriefId) -> None:
        """What renews it stays, with its changes, and names no other. Raises: NotFound."""
        if not self._has(brief_id):
            raise _not_found(brief_id)
        self._connection.execute(update(schema.briefings).where(_table.renews == brief_id).values(renews=None))
        self._connection.execute(delete(schema.briefings).where(_table.id == brief_id))

    def _has(self, brief_id: BriefId) -> bool:
        if not 0 < brief_id <= _HIGHEST_ID:
            return False
        found = select(_table.id).where(_table.id == brief_id, _table.reader == self._reader)
        return self._connection.execute(found).first() is not None


def _not_found(brief_id: BriefId) -> NotFound:
    return NotFound("no such briefing is stored; academichub brief list names those there are", subject=str(brief_id))


def _columns(briefing: Briefing) -> dict[str, Any]:
    claims = [claim for section in briefing.sections for claim in section.claims]
    return {
        "made_at": stored_time(briefing.made_at),
        "inputs_id": briefing.inputs_id,
        "renews": briefing.renews,
        "language": briefing.order.language,
        "ordered": _encoded(briefing.order).decode(),
        "n_papers": len(briefing.skeleton.papers),
        "n_claims": len(claims),
        "n_verified": sum(claim.state in _BY_A_MODEL for claim in claims),
        "n_dropped": len(briefing.dropped),
        "model": stored_text(briefing.model) if briefing.model is not None else None,
        "cost_micros": briefing.cost_micros,
        "payload": zlib.compress(_encoded(replace(briefing, brief_id=None, renews=None))),
    }


def _encoded(value: object) -> bytes:
    """A model's words may hold halves of a character, which no JSON has."""
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError:
        return _encoder.encode(_whole(msgspec.to_builtins(value)))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return stored_text(value)
    if isinstance(value, dict):
        return {_whole(name): _whole(each) for name, each in value.items()}
    return [_whole(each) for each in value] if isinstance(value, list | tuple) else value


def _unpacked(payload: bytes, brief_id: int) -> Briefing:
    try:
        return _briefing.decode(zlib.decompress(payload))
    except (zlib.error, msgspec.DecodeError) as error:
        raise StoreError(
            "this briefing is damaged; remove it, and have it made again", subject=f"briefing {brief_id}"
        ) from error


def _line(row: Any) -> BriefingLine:
    return BriefingLine(
        brief_id=BriefId(row.id),
        order=_order.decode(row.ordered),
        made_at=time_from(row.made_at),
        n_papers=row.n_papers,
        n_claims=row.n_claims,
        n_verified=row.n_verified,
        n_dropped=row.n_dropped,
        model=row.model,
        cost_micros=row.cost_micros,
        renews=BriefId(row.renews) if row.renews is not None else None,
    )
