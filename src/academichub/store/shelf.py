"""What one reader keeps: radars with their examples and votes, and saved searches. It decides nothing about papers.

with store.shelf(OWNER) as shelf: …      one transaction, committed when the block ends well
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, select, update

from academichub.errors import NotFound
from academichub.model import Example, PaperId, Radar, RadarId, ReaderId, SavedSearch, Stance, Vote
from academichub.store import schema
from academichub.store.cards import kept_of
from academichub.store.codec import stored_text, stored_time, time_from, to_json
from academichub.store.statements import INSERT, in_chunks
from academichub.store.strand_tables import aliases

__all__ = ["Shelf"]

_radar = msgspec.json.Decoder(Radar)


class Shelf:
    """One open transaction over what a reader keeps."""

    def __init__(self, connection: Connection, reader: ReaderId) -> None:
        self._connection = connection
        self._reader = reader

    # Radars

    def radars(self) -> tuple[Radar, ...]:
        """In the order in which they were made."""
        table = schema.radars.c
        rows = self._connection.execute(
            select(table.id, table.payload).where(table.reader == self._reader).order_by(table.id)
        )
        return tuple(_read_radar(row) for row in rows)

    def radar(self, name: str) -> Radar | None:
        """By its name, whatever its case."""
        table = schema.radars.c
        row = self._connection.execute(
            select(table.id, table.payload).where(table.reader == self._reader, table.folded == _folded(name))
        ).one_or_none()
        return _read_radar(row) if row else None

    def save_radar(self, radar: Radar, at: datetime) -> Radar:
        """Add it, or replace the one of its id; returns it with its id. Its name must be free.

        Raises: NotFound where its id is not one of this reader's.
        """
        values = {
            "folded": _folded(radar.name),
            "payload": to_json(replace(radar, radar_id=None)),
            "changed_at": stored_time(at),
        }
        if radar.radar_id is None:
            row = {**values, "reader": self._reader, "made_at": stored_time(at)}
            key = self._connection.execute(insert(schema.radars), row).inserted_primary_key
            assert key is not None  # every insert of one row has one
            return replace(radar, radar_id=RadarId(key[0]))
        owned = schema.radars.c.id == radar.radar_id, schema.radars.c.reader == self._reader
        if not self._connection.execute(update(schema.radars).where(*owned).values(values)).rowcount:
            raise NotFound("no such radar is saved", subject=radar.name)
        return radar

    def remove_radar(self, radar_id: RadarId) -> None:
        """With its examples and votes."""
        for table in (schema.examples, schema.votes):
            self._connection.execute(delete(table).where(table.c.radar_id == radar_id))
        self._connection.execute(delete(schema.radars).where(schema.radars.c.id == radar_id))

    # Examples

    def examples(self, radar_id: RadarId, limit: int | None = None) -> tuple[Example, ...]:
        """The newest first, and so many of them; None: all."""
        rows = self._connection.execute(_newest_examples(select(schema.examples), radar_id, limit)).all()
        kept = kept_of(self._connection, (row.paper_id for row in rows if row.paper_id is not None))
        return tuple(_read_example(row, kept) for row in rows)

    def example_marks(self, radar_id: RadarId, limit: int | None = None) -> Hashable:
        """Another value when `examples` would give others; no text is read for it."""
        table = schema.examples.c
        chosen = select(table.id, table.key, table.added_at)
        return tuple(map(tuple, self._connection.execute(_newest_examples(chosen, radar_id, limit))))

    def add_examples(self, radar_id: RadarId, examples: Iterable[Example]) -> int:
        """How many were added: one whose key the radar has already is left as it is."""
        rows = [_example_row(radar_id, example) for example in {example.key: example for example in examples}.values()]
        statement = INSERT[self._connection.dialect.name](schema.examples)
        statement = statement.on_conflict_do_nothing(index_elements=["radar_id", "key"])
        before = self.n_examples(radar_id)
        if rows:
            self._connection.execute(statement, rows)
        return self.n_examples(radar_id) - before

    def name_example(self, radar_id: RadarId, key: str, paper_id: PaperId) -> None:
        """It is that stored paper, as has turned out. Where the radar has the paper already, one example is left."""
        table = schema.examples.c
        self.remove_examples(radar_id, [paper_id])
        self._connection.execute(
            update(schema.examples)
            .where(table.radar_id == radar_id, table.key == key)
            .values(key=paper_id, paper_id=paper_id)
        )

    def remove_examples(self, radar_id: RadarId, keys: Sequence[str]) -> int:
        """How many there were of these keys."""
        table, n_removed = schema.examples.c, 0
        for chunk in in_chunks(keys):
            statement = delete(schema.examples).where(table.radar_id == radar_id, table.key.in_(chunk))
            n_removed += self._connection.execute(statement).rowcount
        return n_removed

    def has_example(self, radar_id: RadarId, paper_id: PaperId) -> bool:
        table = schema.examples.c
        found = (
            select(table.id)
            .outerjoin(aliases, aliases.c.paper_id == table.paper_id)
            .where(table.radar_id == radar_id, _kept(table.paper_id) == paper_id)
            .limit(1)
        )
        return self._connection.execute(found).first() is not None

    def n_examples(self, radar_id: RadarId) -> int:
        counted = select(func.count()).where(schema.examples.c.radar_id == radar_id)
        return self._connection.execute(counted).scalar_one()

    # Votes

    def votes(self, radar_id: RadarId) -> Mapping[PaperId, Vote]:
        """The last vote of each paper, the oldest first; one that was taken back is absent. A vote on a paper that was
        joined to another is one on that."""
        table = schema.votes.c
        rows = self._connection.execute(
            select(_kept(table.paper_id), table.stance, table.at)
            .outerjoin(aliases, aliases.c.paper_id == table.paper_id)
            .where(table.radar_id == radar_id)
            .order_by(table.id)
        )
        last: dict[PaperId, Vote] = {}
        for paper_id, stance, at in rows:
            last.pop(paper_id, None)
            if stance != Stance.NONE:
                last[paper_id] = Vote(paper_id, Stance(stance), time_from(at))
        return last

    def add_vote(self, radar_id: RadarId, vote: Vote) -> None:
        row = {
            "radar_id": radar_id,
            "paper_id": vote.paper_id,
            "stance": vote.stance,
            "at": stored_time(vote.at),
        }
        self._connection.execute(insert(schema.votes), row)

    # Counts

    def counts(self) -> Mapping[RadarId, tuple[int, int]]:
        """Of each radar of the reader: its examples, and the papers with a vote that was not taken back."""
        own = schema.radars.c.reader == self._reader
        table, cast = schema.examples.c, schema.votes.c
        examples = select(table.radar_id, func.count()).join(schema.radars).where(own).group_by(table.radar_id)
        last = (
            select(func.max(cast.id))
            .join(schema.radars)
            .outerjoin(aliases, aliases.c.paper_id == cast.paper_id)
            .where(own)
            .group_by(cast.radar_id, _kept(cast.paper_id))
        )
        votes = (
            select(cast.radar_id, func.count())
            .where(cast.id.in_(last), cast.stance != Stance.NONE)
            .group_by(cast.radar_id)
        )
        n_examples, n_votes = (
            {RadarId(radar_id): n for radar_id, n in self._connection.execute(counted)} for counted in (examples, votes)
        )
        radar_ids = self._connection.execute(select(schema.radars.c.id).where(own).order_by(schema.radars.c.id))
        return {RadarId(at): (n_examples.get(RadarId(at), 0), n_votes.get(RadarId(at), 0)) for (at,) in radar_ids}

    # Saved searches

    def searches(self) -> tuple[SavedSearch, ...]:
        """By name."""
        table = schema.searches.c
        rows = self._connection.execute(
            select(table.name, table.text, table.saved_at).where(table.reader == self._reader).order_by(table.name)
        )
        return tuple(SavedSearch(name, text, time_from(saved_at)) for name, text, saved_at in rows)

    def save_search(self, search: SavedSearch, at: datetime) -> None:
        """It takes the place of one of the same name."""
        self.remove_search(search.name)
        row = {"reader": self._reader, "name": search.name, "text": search.text, "saved_at": stored_time(at)}
        self._connection.execute(insert(schema.searches), row)

    def remove_search(self, name: str) -> bool:
        """Whether there was one."""
        table = schema.searches.c
        owned = table.reader == self._reader, table.name == name
        return self._connection.execute(delete(schema.searches).where(*owned)).rowcount > 0


def _kept(paper_id: ColumnElement[Any]) -> ColumnElement[Any]:
    """The paper that the column's leads to, where `aliases` is joined in by it."""
    return func.coalesce(aliases.c.kept, paper_id)


def _folded(name: str) -> str:
    return name.casefold()


def _newest_examples(chosen: Select[Any], radar_id: RadarId, limit: int | None) -> Select[Any]:
    table = schema.examples.c
    return chosen.where(table.radar_id == radar_id).order_by(table.added_at.desc(), table.id.desc()).limit(limit)


def _read_radar(row: Any) -> Radar:
    return replace(_radar.decode(row.payload), radar_id=RadarId(row.id))


def _example_row(radar_id: RadarId, example: Example) -> dict[str, Any]:
    return {
        "radar_id": radar_id,
        "key": example.key,
        "paper_id": example.paper_id,
        "title": stored_text(example.title),
        "abstract": stored_text(example.abstract),
        "origin": stored_text(example.origin),
        "added_at": stored_time(example.added_at),
    }


def _read_example(row: Any, kept: Mapping[PaperId, PaperId]) -> Example:
    """Its key stays what it was added under, so that it can be removed by it."""
    return Example(
        key=row.key,
        title=row.title,
        added_at=time_from(row.added_at),
        abstract=row.abstract,
        paper_id=kept.get(PaperId(row.paper_id), PaperId(row.paper_id)) if row.paper_id is not None else None,
        origin=row.origin,
    )
