"""One writing transaction: what the pipeline reads before it decides, and what it saves after.

Everything a Unit does becomes visible at once when its transaction commits, or not at all. It decides nothing: which
change an announcement is, and what a card says, comes from the match room.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, or_, select, update

from academichub.match import (
    Known,
    StoredRecord,
    Strand,
    is_listing,
    joined_traits_of,
    name_owners,
    names_of,
    own_name,
    paper_id_for,
    record_hash,
)
from academichub.model import (
    Announcement,
    Asking,
    Change,
    FailedEntry,
    Merged,
    New,
    Paper,
    PaperId,
    Record,
    Revised,
    SourceId,
    SourceState,
    Summary,
    Unchanged,
    Validators,
)
from academichub.store import schema
from academichub.store.askings import save_askings
from academichub.store.changes import save_changed
from academichub.store.codec import paper_from, record_from, stored_time, to_json
from academichub.store.finding import select_named
from academichub.store.folding import Folded, fold, unfold
from academichub.store.listings import list_lacking, recount, save_listings
from academichub.store.receipts import AccountBook
from academichub.store.register import Register
from academichub.store.statements import INSERT, Writes, in_chunks, upsert
from academichub.store.summaries import save_summaries

__all__ = ["Unit"]


class Unit:
    """One open writing transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.register = Register(connection)

    # What deciding needs

    def known(self, announcements: Sequence[Announcement]) -> Known:
        """What the store knows of the names and keys in these announcements."""
        known = Known(papers=self._papers_by_name(announcements), paper_ids=self._taken(announcements))
        keys: dict[SourceId, list[str]] = defaultdict(list)
        for announcement in announcements:
            keys[announcement.record.source].append(announcement.record.key)
        for source, of_source in keys.items():
            self._learn_records(known, source, of_source)
        self._learn_keys(known, announcements)
        return known

    def _papers_by_name(self, announcements: Sequence[Announcement]) -> dict[str, PaperId]:
        wanted = dict.fromkeys(name for announcement in announcements for name in names_of(announcement.record))
        found: dict[str, PaperId] = {}
        for chunk in in_chunks(wanted):
            rows = self._connection.execute(
                select(schema.names.c.name, schema.names.c.paper_id).where(schema.names.c.name.in_(chunk))
            )
            found.update((name, PaperId(paper_id)) for name, paper_id in rows)
        return found

    def _taken(self, announcements: Sequence[Announcement]) -> set[PaperId]:
        """Which of the ids that new papers of these announcements would want are taken."""
        wanted = dict.fromkeys(paper_id_for(announcement.record) for announcement in announcements)
        table = schema.papers.c
        taken: set[PaperId] = set()
        for chunk in in_chunks(wanted):
            rows = self._connection.execute(select(table.paper_id).where(table.paper_id.in_(chunk)))
            taken.update(PaperId(paper_id) for (paper_id,) in rows)
        return taken

    def _learn_records(self, known: Known, source: SourceId, keys: Sequence[str]) -> None:
        """The newest saying of each version; rows come oldest first, so that a later one replaces an earlier.

        What a source said only because it was asked is left out: when it announces the paper, that is news of it.
        """
        table = schema.records.c
        for chunk in in_chunks(dict.fromkeys(keys)):
            rows = self._connection.execute(
                select(table.key, table.version, table.hash)
                .where(table.source == source, table.key.in_(chunk), table.asked.is_(None))
                .order_by(table.said_at, table.id)
            )
            newest: dict[str, dict[int | None, StoredRecord]] = defaultdict(dict)
            for key, version, hash_ in rows:
                newest[key][version] = StoredRecord(version, hash_)
            for key, versions in newest.items():
                known.records[source, key] = list(versions.values())

    def _learn_keys(self, known: Known, announcements: Sequence[Announcement]) -> None:
        """The keys that papers have of each source, for the papers that a record of a new key might join."""
        candidates = {
            known.papers[name]
            for announcement in announcements
            if (announcement.record.source, announcement.record.key) not in known.records
            for name in names_of(announcement.record)
            if name in known.papers
        }
        table = schema.records.c
        for chunk in in_chunks(candidates):
            rows = self._connection.execute(
                select(table.paper_id, table.source, table.key).where(table.paper_id.in_(chunk)).distinct()
            )
            for paper_id, source, key in rows:
                known.keys.setdefault((PaperId(paper_id), SourceId(source)), set()).add(key)

    def find_each(self, names: Collection[str]) -> dict[str, PaperId]:
        """As Store.find_each, within this transaction."""
        return select_named(self._connection, names)

    def records_of(self, paper_ids: Collection[PaperId]) -> dict[PaperId, list[Record]]:
        """The stored records of these papers, in the order they were last said."""
        found: dict[PaperId, list[Record]] = defaultdict(list)
        table = schema.records.c
        for chunk in in_chunks(paper_ids):
            rows = self._connection.execute(
                select(table.paper_id, table.payload).where(table.paper_id.in_(chunk)).order_by(table.said_at, table.id)
            )
            for paper_id, payload in rows:
                found[PaperId(paper_id)].append(record_from(payload))
        return found

    # What was decided

    def overtaken(self, changes: Sequence[Change]) -> frozenset[int]:
        """The places of those that say anew what a version was before something later that is stored was said of it.

        Answers come late, and in any order: the newest announcement of a version tells what it is, not the last come.
        """
        late = {place: change for place, change in enumerate(changes) if isinstance(change, Revised)}
        newest: dict[tuple[SourceId, PaperId, int | None], date] = {}
        table = schema.announcements.c
        for chunk in in_chunks({change.paper_id for change in late.values()}):
            rows = self._connection.execute(
                select(table.source, table.paper_id, table.version, func.max(table.day))
                .where(table.paper_id.in_(chunk))
                .group_by(table.source, table.paper_id, table.version)
            )
            newest.update(((SourceId(source), PaperId(paper), version), day) for source, paper, version, day in rows)
        return frozenset(
            place
            for place, change in late.items()
            if change.announcement.announced_on
            < newest.get(
                (change.announcement.record.source, change.paper_id, change.announcement.record.version), date.min
            )
        )

    def save_changes(
        self, changes: Sequence[Change], papers: Collection[Paper], at: datetime, overtaken: Collection[int] = ()
    ) -> int:
        """Save the changes, with the new cards of the papers they touch. Returns the number of new listings."""
        seen_at = stored_time(at)
        self._save_papers(papers)
        changed = [change for change in changes if not isinstance(change, Unchanged)]
        current = [
            change
            for place, change in enumerate(changes)
            if place not in overtaken and not isinstance(change, Unchanged)
        ]
        listed = [change for change in changes if is_listing(change)]
        known_news = [change for change in changes if not is_listing(change)]
        self._save_names(changed)
        self._save_records(current, seen_at, seen_at)
        self._save_records([changes[place] for place in overtaken], seen_at, _NEVER)
        self._note_announced([change for change in changed if not isinstance(change, New)])
        self._count(change for change in changed if not isinstance(change, Revised))
        return save_listings(self._connection, listed, known_news, seen_at)

    def save_asked(self, changes: Sequence[Change], papers: Collection[Paper], at: datetime) -> None:
        """Save what sources said of known papers because they were asked: it lists nothing, and counts for nobody."""
        seen_at = stored_time(at)
        self._save_papers(papers)
        self._save_names(changes)
        self._save_records(changes, seen_at, seen_at, asked=True)

    def save_askings(self, askings: Iterable[Asking]) -> None:
        save_askings(self._connection, askings)

    def _note_announced(self, changes: Sequence[Change]) -> None:
        """What these sources said before because they were asked is theirs from now on."""
        keys: dict[SourceId, list[str]] = defaultdict(list)
        for change in changes:
            keys[change.announcement.record.source].append(change.announcement.record.key)
        table = schema.records
        for source, of_source in keys.items():
            for chunk in in_chunks(dict.fromkeys(of_source)):
                own = (table.c.source == source) & table.c.key.in_(chunk) & table.c.asked.is_not(None)
                self._connection.execute(update(table).where(own).values(asked=None))

    def _upsert(self, table: Table, rows: list[dict[str, Any]], keys: Sequence[str], columns: Sequence[str]) -> None:
        upsert(self._connection, table, rows, keys, columns)

    def save_cards(self, papers: Collection[Paper]) -> None:
        """Cards composed anew, of papers that are stored or not yet. Where the text is the same, its extract stays."""
        table = schema.papers.c
        kept: dict[PaperId, str | None] = {}
        for chunk in in_chunks(paper.paper_id for paper in papers):
            held = select(table.paper_id, table.extract_id, table.card).where(table.paper_id.in_(chunk))
            for row in self._connection.execute(held):
                kept[PaperId(row.paper_id)] = row.extract_id and f"{row.extract_id}|{paper_from(row.card).text_hash}"
        self._save_papers(papers)
        for paper in papers:
            extract_id, _, text_hash = (kept.get(paper.paper_id) or "").rpartition("|")
            if text_hash == paper.text_hash:
                self._connection.execute(
                    update(schema.papers).where(table.paper_id == paper.paper_id).values(extract_id=extract_id)
                )

    def fold(self, gone: Strand, kept: Strand) -> Folded:
        """Make all that a source said under one key what it said under another, where the two were two papers; `kept`
        is written as it is given."""
        folded = fold(self._connection, gone, kept)
        self.register.remove(gone)
        self.register.copy_rulings(gone.name, to=kept.name)
        self.register.forget_suggestions(gone.name)
        self.register.save_strands([kept], self.register.strands([kept.name]))
        self.register.save_leads({gone.paper_id: kept.paper_id})
        self.register.save_names(dict.fromkeys((gone.name, *kept.traits.names), kept.paper_id))
        self.recount(folded.days)
        return folded

    def unfold(self, folded: Folded) -> tuple[Strand, Strand] | None:
        """The entry that was folded, and the other: each has its own records and listings again.

        None where the other is gone itself. Their cards are the caller's to compose.
        """
        names = [f"{folded.source}:{key}" for key in (folded.gone, folded.kept)]
        kept = self.register.strands(names).get(names[1])
        if kept is None:
            return None
        unfold(self._connection, folded, kept.paper_id)
        self.register.forget_copies(names[0], to=kept.name)
        said, rest = (joined_traits_of(self.register.entry(folded.source, key)) for key in (folded.gone, folded.kept))
        apart = [Strand(said, folded.paper_id, folded.founded, 0), replace(kept, traits=rest)]
        self.register.save_strands(apart, {kept.name: kept})
        if folded.founded == folded.paper_id:
            self.register.save_leads({folded.paper_id: folded.paper_id})
        self.recount(folded.days)
        stored = self.register.strands(names)
        self.register.save_names(name_owners(stored.values()))
        return stored[names[0]], stored[names[1]]

    def recount(self, days: Collection[date]) -> None:
        """The numbers of papers of these days, after listings went from one paper to another."""
        recount(self._connection, days)

    def _save_papers(self, papers: Collection[Paper]) -> None:
        rows = [_paper_row(paper) for paper in papers]
        self._upsert(
            schema.papers, rows, ("paper_id",), [name for name in rows[0] if name != "paper_id"] if rows else ()
        )
        save_changed(self._connection, (paper.paper_id for paper in papers))

    def _save_names(self, changes: Sequence[Change]) -> None:
        pairs = {name: change.paper_id for change in reversed(changes) for name in names_of(change.announcement.record)}
        rows = [{"name": name, "paper_id": paper_id} for name, paper_id in pairs.items()]
        self._upsert(schema.names, rows, ("name",), ())

    def _save_records(
        self, changes: Sequence[Change], seen_at: datetime, said_at: datetime, *, asked: bool = False
    ) -> None:
        rows = [
            _record_row(change, seen_at) | {"said_at": said_at} | ({"asked": True} if asked else {})
            for change in changes
        ]
        self._upsert(schema.records, rows, ("source", "key", "hash"), ("said_at",))

    def _count(self, changes: Iterable[Change]) -> None:
        """Add to the number of papers of each source; `changes` are its first word of a paper each."""
        n_papers = Counter(change.announcement.record.source for change in changes)
        table = schema.source_counts
        for source, n in n_papers.items():
            statement = INSERT[self._connection.dialect.name](table).values(source=source, n_papers=n)
            added = {"n_papers": table.c.n_papers + statement.excluded.n_papers}
            self._connection.execute(statement.on_conflict_do_update(index_elements=["source"], set_=added))

    def save_failed(self, source: SourceId, failed: Sequence[FailedEntry], at: datetime) -> None:
        """Keep the bytes of entries that could not be read; the same entry with the same reason once."""
        rows = [
            {
                "source": source,
                "entry": entry.id,
                "reason": entry.reason,
                "raw_hash": hashlib.blake2b(entry.raw, digest_size=16).hexdigest(),
                "raw": entry.raw,
                "seen_at": stored_time(at),
            }
            for entry in failed
        ]
        self._upsert(schema.failed_entries, rows, ("source", "raw_hash", "reason"), ())

    # Where a source stands

    def save_validators(self, source: SourceId, url: str, validators: Validators) -> None:
        row = {"source": source, "url": url, "etag": validators.etag, "last_modified": validators.last_modified}
        self._upsert(schema.validators, [row], ("source", "url"), ("etag", "last_modified"))

    def save_state(
        self,
        source: SourceId,
        state: SourceState,
        at: datetime,
        *,
        reason: str | None = None,
        day: date | None = None,
        cursor: str | None = None,
        gone_from: str | None = None,
    ) -> None:
        """How a visit ended. A day or cursor that is None, and the time of the last success, stay what they were."""
        row: dict[str, Any] = {"source": source, "state": state, "reason": reason, "attempted_at": stored_time(at)}
        row["gone_from"] = gone_from
        if day is not None:
            row["day"] = day
        if cursor is not None:
            row["cursor"] = cursor
        if state is not SourceState.FAILED:
            row["succeeded_at"] = stored_time(at)
        self._upsert(schema.source_states, [row], ("source",), [name for name in row if name != "source"])

    # Receipts

    @property
    def accounts(self) -> AccountBook:
        return AccountBook(self._connection)

    def move_listings(self, source: SourceId, moves: Iterable[tuple[str, date, date]]) -> int:
        """Let listings as new stand on other days: (the source's key, where it stands, where it belongs).

        Returns how many did stand there.
        """
        moved: list[PaperId] = []
        days: set[date] = set()
        for key, stands_on, belongs_on in moves:
            if (paper_id := self.accounts.move(source, key, stands_on, belongs_on)) is not None:
                moved.append(paper_id)
                days |= {stands_on, belongs_on}
        recount(self._connection, days)
        save_changed(self._connection, moved)
        return len(moved)

    def list_owed(self, announcements: Sequence[Announcement], at: datetime) -> int:
        """List what a day lacks of these, of stored papers: also as new what was known already, by a later version.

        Returns how many were not listed.
        """
        papers = self._papers_by_name(announcements)
        known = [(one, papers.get(own_name(one.record))) for one in announcements]
        changes = [Unchanged(one, paper_id) for one, paper_id in known if paper_id is not None]
        return list_lacking(self._connection, changes, stored_time(at))

    # Extracts

    def papers_without_extract(self, extract_id: str, limit: int) -> tuple[Paper, ...]:
        """Papers whose present text has no extract of this recipe, at most `limit`."""
        table = schema.papers.c
        missing = or_(table.extract_id.is_(None), table.extract_id < extract_id, table.extract_id > extract_id)
        rows = self._connection.execute(select(table.card).where(missing).limit(limit))
        return tuple(paper_from(card) for (card,) in rows)

    def save_extracts(self, summaries: Sequence[Summary], extract_id: str, at: datetime) -> None:
        """Save the summaries and mark their papers as done."""
        writes = Writes(self._connection)
        save_summaries(writes, summaries, at)
        writes.flush()
        save_changed(self._connection, (summary.paper_id for summary in summaries))
        for chunk in in_chunks(summary.paper_id for summary in summaries):
            self._connection.execute(
                update(schema.papers).where(schema.papers.c.paper_id.in_(chunk)).values(extract_id=extract_id)
            )


_NEVER = datetime(1970, 1, 1)  # noqa: DTZ001 - as the column has it; it replaced no other saying


def _paper_row(paper: Paper) -> dict[str, Any]:
    return {
        "paper_id": paper.paper_id,
        "source": paper.source,
        "field": paper.field,
        "primary_category": paper.primary_category,
        "categories": to_json(paper.categories),
        "has_abstract": paper.abstract is not None,
        "extract_id": None,
        "card": to_json(paper),
        "withdrawn": paper.withdrawn,
    }


def _record_row(change: Change, seen_at: datetime) -> dict[str, Any]:
    record = change.announcement.record
    return {
        "paper_id": change.paper_id,
        "source": record.source,
        "key": record.key,
        "version": record.version,
        "hash": record_hash(record),
        "reason": change.reason if isinstance(change, Merged) else None,
        "seen_at": seen_at,
        "said_at": seen_at,
        "payload": to_json(record),
    }
