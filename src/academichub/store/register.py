"""The register of strands within one writing transaction: who may be one work, and the moving of what was joined.

It decides nothing: pipeline/matching.py asks it, has the match room decide, and tells it what to write.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, or_, select, update

from academichub.match import Rulings, Strand, stored_keys_of
from academichub.model import Merge, PaperId, Record
from academichub.store import schema
from academichub.store import strand_tables as tables
from academichub.store.changes import save_changed
from academichub.store.codec import record_from, stored_time, time_from, to_json, traits_from
from academichub.store.folding import Folded, folded_from
from academichub.store.statements import in_chunks, upsert

__all__ = ["Register", "merge_of"]

_names = msgspec.json.Decoder(tuple[str, ...])
_encoder = msgspec.json.Encoder()
_strand = tables.strands.c
_UNTIL = "strands-until"


class Register:
    """Strands by their names ("SOURCE:KEY"), by what they are looked up under, and by their papers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def strands(self, names: Iterable[str]) -> dict[str, Strand]:
        return self._strands(_strand.name, names)

    def strands_of(self, paper_ids: Iterable[PaperId]) -> dict[str, Strand]:
        return self._strands(_strand.paper_id, paper_ids)

    def numbered(self, numbers: Iterable[int]) -> dict[str, Strand]:
        """Those that are stored under these numbers, which are their ages."""
        return self._strands(_strand.id, numbers)

    def _strands(self, column: Any, wanted: Iterable[str | int]) -> dict[str, Strand]:
        found: dict[str, Strand] = {}
        for chunk in in_chunks(dict.fromkeys(wanted)):
            for row in self._connection.execute(select(tables.strands).where(column.in_(chunk))):
                founded = PaperId(row.founded) if row.founded is not None else None
                traits = traits_from(row.traits)
                found[row.name] = Strand(traits, PaperId(row.paper_id), founded, row.id, row.reason)
        return found

    def holders(self, keys: Iterable[int]) -> dict[int, list[int]]:
        """The ages of the stored strands that have each key; a key that none has is absent."""
        table = tables.strand_keys.c
        found: dict[int, list[int]] = defaultdict(list)
        for chunk in in_chunks(dict.fromkeys(keys)):
            rows = self._connection.execute(select(table.key, table.strand).where(table.key.in_(chunk))).all()
            for key, number in rows:
                found[key].append(number)
        return found

    def rulings(self, names: Iterable[str]) -> Rulings:
        """All that was said of any of these strands."""
        table = tables.rulings.c
        said: dict[tuple[str, str], bool] = {}
        if self._connection.execute(select(table.one).limit(1)).first() is None:
            return Rulings()
        for chunk in in_chunks(dict.fromkeys(names), 400):
            rows = self._connection.execute(
                select(table.one, table.other, table.same).where(or_(table.one.in_(chunk), table.other.in_(chunk)))
            )
            said.update(((one, other), same) for one, other, same in rows)
        return Rulings(
            frozenset(pair for pair, same in said.items() if same),
            frozenset(pair for pair, same in said.items() if not same),
        )

    def unlearned(self, limit: int) -> list[tuple[PaperId, list[Record]]]:
        """Stored entries that have no strand, of the next `limit` records, each with its paper and all it said.

        What is returned is counted as learned with this transaction. Empty while `is_behind` says so: ask again.
        """
        table = schema.records.c
        rows = self._connection.execute(
            select(table.id, table.source, table.key).where(table.id > self._until()).order_by(table.id).limit(limit)
        ).all()
        if not rows:
            return []
        upsert(self._connection, schema.about, [{"name": _UNTIL, "value": str(rows[-1].id)}], ("name",), ("value",))
        entries = {f"{row.source}:{row.key}": (row.source, row.key) for row in rows}
        known = self._ids(entries)
        return [(self._paper_of(*entry), self.entry(*entry)) for name, entry in entries.items() if name not in known]

    def _paper_of(self, source: str, key: str) -> PaperId:
        table = schema.records.c
        held = select(table.paper_id).where(table.source == source, table.key == key).order_by(table.id).limit(1)
        return PaperId(self._connection.execute(held).scalar_one())

    def entry(self, source: str, key: str) -> list[Record]:
        """All that a source said under a key, in the order it was stored."""
        table = schema.records.c
        held = select(table.payload).where(table.source == source, table.key == key).order_by(table.id)
        return [record_from(payload) for payload in self._connection.execute(held).scalars()]

    def is_behind(self) -> bool:
        """Whether there are records that nobody has looked at for strands."""
        found = select(schema.records.c.id).where(schema.records.c.id > self._until()).limit(1)
        return self._connection.execute(found).first() is not None

    def _until(self) -> int:
        value = self._connection.execute(select(schema.about.c.value).where(schema.about.c.name == _UNTIL)).scalar()
        return int(value) if value is not None else 0

    def founded_papers(self, paper_ids: Iterable[PaperId]) -> set[PaperId]:
        """Those of the papers that a strand has founded."""
        found: set[PaperId] = set()
        for paper_id in dict.fromkeys(paper_ids):
            held = select(_strand.founded).where(_strand.paper_id == paper_id, _strand.founded == paper_id)
            if self._connection.execute(held).first() is not None:
                found.add(paper_id)
        return found

    # Writing

    def save_strands(self, strands: Collection[Strand], known: Mapping[str, Strand]) -> None:
        """Add or replace them, with their keys; `known` are those of them that were stored, as they were."""
        rows = [_row(strand) for strand in strands]
        columns = ("paper_id", "founded", "reason", "traits")
        upsert(self._connection, tables.strands, rows, ("name",), columns)
        ids = self._ids([strand.name for strand in strands])
        added, gone = [], []
        for strand in strands:
            before = stored_keys_of(known[strand.name].traits) if strand.name in known else frozenset()
            now = stored_keys_of(strand.traits)
            added += [{"key": key, "strand": ids[strand.name]} for key in sorted(now - before)]
            gone += [(key, ids[strand.name]) for key in before - now]
        upsert(self._connection, tables.strand_keys, added, ("key", "strand"), ())
        for key, strand_id in gone:
            table = tables.strand_keys.c
            self._connection.execute(delete(tables.strand_keys).where(table.key == key, table.strand == strand_id))

    def _ids(self, names: Iterable[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for chunk in in_chunks(dict.fromkeys(names)):
            rows = self._connection.execute(select(_strand.name, _strand.id).where(_strand.name.in_(chunk)))
            found.update((name, strand_id) for name, strand_id in rows)
        return found

    def records_of(self, strands: Iterable[Strand]) -> list[Record]:
        """In the order they were last said."""
        table = schema.records.c
        said = []
        for strand in strands:
            rows = self._connection.execute(
                select(table.said_at, table.id, table.payload).where(
                    table.source == strand.traits.source, table.key == strand.key
                )
            )
            said += [(row.said_at, row.id, row.payload) for row in rows]
        return [record_from(payload) for _, _, payload in sorted(said)]

    def move(self, moves: Sequence[tuple[Strand, PaperId]]) -> set[date]:
        """Give the records and the listings of each strand to another paper; returns the days that this touches.

        A paper has one strand of a source at most, so its listings by that source are the strand's.
        """
        for strand, paper_id in moves:
            table = schema.records
            own = (table.c.source == strand.traits.source) & (table.c.key == strand.key)
            self._connection.execute(update(table).where(own).values(paper_id=paper_id))
        return self._move_listings(moves)

    def _move_listings(self, moves: Sequence[tuple[Strand, PaperId]]) -> set[date]:
        """All are taken out before the first is put back, so that two that change places do not meet."""
        table = schema.announcements
        rows: list[dict[str, Any]] = []
        for strand, paper_id in moves:
            own = (table.c.paper_id == strand.paper_id) & (table.c.source == strand.traits.source)
            held = self._connection.execute(select(table).where(own)).mappings().all()
            rows += [{**row, "paper_id": paper_id} for row in held]
        for chunk in in_chunks(row["id"] for row in rows):
            self._connection.execute(delete(table).where(table.c.id.in_(chunk)))
        if rows:
            self._connection.execute(insert(table), sorted(rows, key=lambda row: row["id"]))
        return {row["day"] for row in rows}

    def remove(self, strand: Strand) -> None:
        """It is no strand any more; what it said is the caller's to place."""
        number = self._ids([strand.name])[strand.name]
        self._connection.execute(delete(tables.strand_keys).where(tables.strand_keys.c.strand == number))
        self._connection.execute(delete(tables.strands).where(tables.strands.c.id == number))

    def save_names(self, owners: Mapping[str, PaperId]) -> None:
        rows = [{"name": name, "paper_id": paper_id} for name, paper_id in sorted(owners.items())]
        upsert(self._connection, schema.names, rows, ("name",), ("paper_id",))

    def save_leads(self, leads: Mapping[PaperId, PaperId]) -> None:
        """Where these papers lead: each to another one, or to itself again."""
        table = tables.aliases
        away = {paper_id: kept for paper_id, kept in leads.items() if paper_id != kept}
        for chunk in in_chunks(paper_id for paper_id in leads if paper_id not in away):
            self._connection.execute(delete(table).where(table.c.paper_id.in_(chunk)))
        rows = [{"paper_id": paper_id, "kept": kept} for paper_id, kept in away.items()]
        upsert(self._connection, table, rows, ("paper_id",), ("kept",))
        save_changed(self._connection, leads)

    def save_merge(self, merge: Merge, folded: Folded | None = None) -> int:
        row = {
            "folded": to_json(folded) if folded is not None else None,
            "kept": merge.kept,
            "gone": merge.gone,
            "strands": to_json(merge.strands),
            "reason": merge.reason,
            "by": merge.by,
            "made_at": stored_time(merge.made_at),
        }
        key = self._connection.execute(insert(tables.merges), row).inserted_primary_key
        assert key is not None  # every insert of one row has one
        return int(key[0])

    def merge(self, merge_id: int) -> tuple[Merge, Folded | None] | None:
        """With what it folded, where it did; None for one that is not stored."""
        if not 0 < merge_id < 2**63:
            return None
        row = self._connection.execute(select(tables.merges).where(tables.merges.c.id == merge_id)).one_or_none()
        if row is None:
            return None
        return merge_of(row), folded_from(row.folded) if row.folded is not None else None

    def undo(self, merge_ids: Iterable[int], at: datetime) -> None:
        table = tables.merges
        for chunk in in_chunks(merge_ids):
            self._connection.execute(update(table).where(table.c.id.in_(chunk)).values(undone_at=stored_time(at)))

    def standing_merges(self, names: Collection[str], after: int = 0) -> list[Merge]:
        """The merges not taken back that brought any of these strands to where it is, the earliest first; of them
        those that were made `after` another one."""
        table = tables.merges
        papers = {strand.paper_id for strand in self.strands(names).values()}
        found = []
        for chunk in in_chunks(papers):
            standing = table.c.undone_at.is_(None) & (table.c.id > after)
            held = select(table).where(table.c.kept.in_(chunk), standing).order_by(table.c.id)
            found += [merge_of(row) for row in self._connection.execute(held)]
        return [merge for merge in found if not set(merge.strands).isdisjoint(names)]

    def rule(self, pairs: Iterable[tuple[str, str]], at: datetime, *, same: bool) -> None:
        rows = [
            {"one": min(pair), "other": max(pair), "same": same, "ruled_at": stored_time(at)} for pair in sorted(pairs)
        ]
        upsert(self._connection, tables.rulings, rows, ("one", "other"), ("same", "ruled_at"))

    def forget_rulings(self, pairs: Iterable[tuple[str, str]], *, same: bool) -> None:
        table = tables.rulings
        for one, other in pairs:
            own = (table.c.one == min(one, other)) & (table.c.other == max(one, other)) & (table.c.same == same)
            self._connection.execute(delete(table).where(own))

    def copy_rulings(self, name: str, to: str) -> None:
        """What was said of one strand holds for another, too; where something was said of both, what came later."""
        mine = {other: row for other, row in self._ruled(to).items() if other != name}
        for other, (same, ruled_at) in self._ruled(name).items():
            if other != to and (other not in mine or mine[other][1] < ruled_at):
                row = {"one": min(to, other), "other": max(to, other), "same": same, "ruled_at": ruled_at}
                upsert(self._connection, tables.rulings, [row], ("one", "other"), ("same", "ruled_at"))

    def forget_copies(self, name: str, to: str) -> None:
        """Take back what `copy_rulings` wrote and nobody has said anew."""
        mine = self._ruled(to)
        for other, said in self._ruled(name).items():
            if other != to and mine.get(other) == said:
                self.forget_rulings([(to, other)], same=said[0])

    def _ruled(self, name: str) -> dict[str, tuple[bool, datetime]]:
        """What was said of a strand and each other one, and when."""
        table = tables.rulings.c
        held = select(tables.rulings).where(or_(table.one == name, table.other == name))
        rows = self._connection.execute(held)
        return {row.other if row.one == name else row.one: (row.same, row.ruled_at) for row in rows}

    def forget_suggestions(self, name: str) -> None:
        table = tables.suggestions
        self._connection.execute(delete(table).where(or_(table.c.one == name, table.c.other == name)))

    def save_suggestions(self, found: Mapping[tuple[str, str], tuple[str, float]]) -> None:
        """Pairs of strands in the order of letters, each with the reason and the score."""
        table = tables.suggestions
        rows = [
            {"one": one, "other": other, "reason": reason, "score": score}
            for (one, other), (reason, score) in sorted(found.items())
        ]
        upsert(self._connection, table, rows, ("one", "other"), ("reason", "score"))


def _row(strand: Strand) -> dict[str, Any]:
    return {
        "name": strand.name,
        "paper_id": strand.paper_id,
        "founded": strand.founded,
        "reason": strand.reason,
        "traits": _encoder.encode(strand.traits).decode(),
    }


def merge_of(row: Any) -> Merge:
    return Merge(
        merge_id=row.id,
        kept=PaperId(row.kept),
        gone=PaperId(row.gone) if row.gone is not None else None,
        strands=_names.decode(row.strands),
        reason=row.reason,
        by=row.by,
        made_at=time_from(row.made_at),
        undone_at=time_from(row.undone_at) if row.undone_at is not None else None,
    )
