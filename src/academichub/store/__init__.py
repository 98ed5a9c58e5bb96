"""The store: the only truth. SQL lives in this room alone, one file per topic.

schema.py   the tables              engine.py   opening, durability, migrations
writing.py  one writing transaction reading.py  what pages, digests and commands ask
finding.py  papers by their names and titles
register.py which entries are one work; cards.py: what was joined, as pages and commands ask it
changes.py  what an index has to catch up with
shelf.py    one transaction about what a reader keeps: radars, examples, votes, searches
briefings.py  one transaction about a reader's briefings
askings.py  papers without an abstract, and what sources were asked for them
receipts.py what became of all that was announced, in the transaction of its owner
ledger.py   one writing transaction about calls of language models, over tasks.py, calls.py, spending.py, summaries.py
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from academichub.model import (
    Call,
    Correction,
    Dialect,
    Entry,
    Findable,
    Lacking,
    LackingState,
    Line,
    Merge,
    Paper,
    PaperDetails,
    PaperId,
    ReaderId,
    SourceId,
    SourceStatus,
    SpendRow,
    Suggestion,
    Summary,
    SummaryState,
    SummaryTask,
    Validators,
    Visit,
)
from academichub.store import askings, calls, cards, changes, findables, finding, reading, spending, tasks
from academichub.store.briefings import Binder
from academichub.store.engine import open_engine, store_errors
from academichub.store.folding import Folded
from academichub.store.ledger import Ledger
from academichub.store.receipts import AccountBook
from academichub.store.register import Register
from academichub.store.shelf import Shelf
from academichub.store.summaries import select_in_all_languages
from academichub.store.writing import Unit

__all__ = ["AccountBook", "Binder", "Folded", "Ledger", "Register", "Shelf", "Store", "Unit"]


class Store:
    """One database. Reading methods may be called from several threads; writers wait for each other.

    Every method raises StoreError when the database fails.
    """

    def __init__(self, engine: Engine, subject: str, followed: Sequence[tuple[SourceId, str]] = ()) -> None:
        self._engine = engine
        self._subject = subject
        self._followed = tuple(followed)

    @classmethod
    def open(cls, path: Path, followed: Sequence[tuple[SourceId, str]] = ()) -> Store:
        """Open or make the SQLite database at `path`. `followed` are the sources of the settings, with their labels.

        Raises: StoreError, SchemaTooNew.
        """
        return cls(open_engine(path), str(path), followed)

    @property
    def engine(self) -> Engine:
        return self._engine

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        """A writing transaction: committed when the block ends well, rolled back when it does not."""
        with self._changing() as connection:
            yield Unit(connection)

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """A writing transaction about calls of language models; it ends as that of `writing` does."""
        with self._changing() as connection:
            ledger = Ledger(connection)
            yield ledger
            ledger.flush()

    @contextmanager
    def shelf(self, reader: ReaderId) -> Iterator[Shelf]:
        """What the reader keeps, to read; nothing may be changed through it."""
        with self._reading() as connection:
            yield Shelf(connection, reader)

    @contextmanager
    def changing_shelf(self, reader: ReaderId) -> Iterator[Shelf]:
        """What the reader keeps, to change; the transaction ends as that of `writing` does."""
        with self._changing() as connection:
            yield Shelf(connection, reader)

    @contextmanager
    def binder(self, reader: ReaderId) -> Iterator[Binder]:
        """The reader's briefings, to read; nothing may be changed through it."""
        with self._reading() as connection:
            yield Binder(connection, reader)

    @contextmanager
    def changing_binder(self, reader: ReaderId) -> Iterator[Binder]:
        """The reader's briefings, to change; the transaction ends as that of `writing` does."""
        with self._changing() as connection:
            yield Binder(connection, reader)

    @contextmanager
    def accounts(self) -> Iterator[AccountBook]:
        """Receipts, gaps and harvests, to read; they are written in the transaction of what they are about."""
        with self._reading() as connection:
            yield AccountBook(connection)

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        with store_errors(self._subject):
            connection = self._engine.connect().execution_options(writing=True)
            with connection, connection.begin():
                yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with store_errors(self._subject), self._engine.connect() as connection:
            yield connection

    def days(self) -> Sequence[tuple[date, int]]:
        """Every day that has an edition, newest first, with the number of papers in it."""
        with self._reading() as connection:
            return reading.select_days(connection)

    def outline(self, day: date) -> tuple[Line, ...]:
        """Every paper announced on the day, once, in the order of announcement."""
        with self._reading() as connection:
            return reading.select_outline(connection, day)

    def has_category(self, name: str) -> bool:
        """Whether any paper is in the category, or in one below it ("cs" for "cs.LG"), whatever the case."""
        with self._reading() as connection:
            return reading.select_has_category(connection, name)

    def seen_before(self, day: date) -> frozenset[PaperId]:
        """Of the papers in the edition of the day, those that an edition of an earlier day has, too."""
        with self._reading() as connection:
            return reading.select_seen_before(connection, day)

    def entries(self, day: date, paper_ids: Sequence[PaperId], language: str) -> tuple[Entry, ...]:
        """The entries of these papers in that day's edition, in the order asked; unknown ones are left out.

        `language` is the reader's: it decides which summary is shown (summaries.py), and whose task.
        """
        with self._reading() as connection:
            return reading.select_entries(connection, day, paper_ids, language)

    def papers(self, paper_ids: Sequence[PaperId]) -> dict[PaperId, Paper]:
        """Those of the papers that are stored, in the order asked."""
        with self._reading() as connection:
            return reading.select_papers(connection, paper_ids)

    def summaries(self, papers: Iterable[Paper]) -> dict[PaperId, tuple[Summary, ...]]:
        """By models, of the present texts of these papers, in whatever languages there are."""
        with self._reading() as connection:
            return select_in_all_languages(connection, papers)

    def find(self, name: str) -> PaperId | None:
        """The paper of a paper id, an identifier in any of its forms, or its address."""
        with self._reading() as connection:
            return finding.select_named(connection, [name]).get(name)

    def find_each(self, names: Collection[str]) -> dict[str, PaperId]:
        """As `find`, of thousands at once; a name of no stored paper is absent."""
        with self._reading() as connection:
            return finding.select_named(connection, names)

    def titled(self, titles: Collection[str]) -> dict[str, tuple[PaperId, ...]]:
        """By title, the papers that have or had it, whatever its case and punctuation; one that none has is absent."""
        with self._reading() as connection:
            return finding.select_titled(connection, titles)

    def suggestions(self, limit: int | None = None) -> tuple[Suggestion, ...]:
        """Papers that may be one work, the likeliest first; what a reader has decided is left out."""
        with self._reading() as connection:
            return cards.select_suggestions(connection, limit=limit)

    def merges(self, limit: int | None = None) -> tuple[Merge, ...]:
        """What was joined into one card, those taken back as well, the newest first."""
        with self._reading() as connection:
            return tuple(cards.select_merges(connection, limit=limit))

    def corrections(self, day: date) -> tuple[Correction, ...]:
        """What turned out after that day about the papers of its edition."""
        with self._reading() as connection:
            return cards.select_corrections(connection, day)

    def kept_of(self, paper_ids: Iterable[PaperId]) -> dict[PaperId, PaperId]:
        """Where these ids lead, of those that were joined to another paper."""
        with self._reading() as connection:
            return cards.kept_of(connection, paper_ids)

    def details(self, paper_id: PaperId, language: str) -> PaperDetails:
        """`language` is the reader's, as in `entries`. Raises: NotFound."""
        with self._reading() as connection:
            return reading.select_details(connection, paper_id, language)

    def newest_entries(self, paper_ids: Sequence[PaperId], language: str) -> dict[PaperId, Entry]:
        """Each paper as it was announced last, with the reader's summary; one that was never announced is left out."""
        with self._reading() as connection:
            return reading.select_newest_entries(connection, paper_ids, language)

    @property
    def store_id(self) -> str:
        """Tells this store from every other; a copy of it has the same."""
        with self._reading() as connection:
            return changes.select_store_id(connection)

    def last_seq(self) -> int:
        """The number of the last change of any paper; 0 where there is none."""
        with self._reading() as connection:
            return changes.select_last_seq(connection)

    def token_at(self, seq: int) -> str | None:
        """What tells the history up to that change from every other; None where it is not remembered any more."""
        with self._reading() as connection:
            return changes.select_token(connection, seq)

    def n_changed(self, since: int = 0) -> int:
        """How many papers have changed after the change of that number."""
        with self._reading() as connection:
            return changes.count_changed(connection, since)

    def changed(self, since: int, limit: int) -> tuple[Findable, ...]:
        """The papers that have changed after the change of that number, in the order of their last changes."""
        with self._reading() as connection:
            return findables.select_changed(connection, since, limit)

    def lacking(self, since: date) -> tuple[Lacking, ...]:
        """The papers announced from that day on that have no abstract, the newest first."""
        with self._reading() as connection:
            return askings.select_lacking(connection, since)

    def lacking_state(self, since: date, sources: Collection[SourceId]) -> LackingState:
        """How it stands with those papers; `sources` are those that are asked for abstracts."""
        with self._reading() as connection:
            return askings.select_lacking_state(connection, since, sources)

    def statuses(self) -> tuple[SourceStatus, ...]:
        """The followed sources in the order of the settings."""
        with self._reading() as connection:
            return tuple(reading.select_status(connection, source, label) for source, label in self._followed)

    def status(self, source: SourceId) -> SourceStatus:
        """How one source stands, followed or not; its label is its id."""
        with self._reading() as connection:
            return reading.select_status(connection, source, source)

    def visit(self, source: SourceId, now: datetime) -> Visit:
        """A visit of the source that begins now, with what it left at its last ones."""
        with self._reading() as connection:
            return reading.select_visit(connection, source, now)

    def validators(self, source: SourceId, url: str) -> Validators | None:
        with self._reading() as connection:
            return reading.select_validators(connection, source, url)

    def tasks(self, paper_ids: Sequence[PaperId], language: str) -> dict[PaperId, SummaryTask]:
        """The tasks of these papers in the language, whatever text they are of."""
        with self._reading() as connection:
            return tasks.select_tasks(connection, paper_ids, language)

    def queue(self, language: str, limit: int) -> tuple[SummaryTask, ...]:
        """The tasks that wait: the papers announced last first, those of one day in their order in its edition."""
        with self._reading() as connection:
            return tasks.select_queue(connection, language, limit)

    def task_counts(self, language: str, paper_ids: Iterable[PaperId] | None = None) -> Mapping[SummaryState, int]:
        """How many tasks in the language stand where: of these papers; None: of all. A state of none is absent."""
        with self._reading() as connection:
            return tasks.count_tasks(connection, language, paper_ids)

    def open_batches(self) -> dict[str, tuple[Call, ...]]:
        """The calls of each batch that are not answered yet, the batch that was handed in first before the others."""
        with self._reading() as connection:
            return calls.select_open_batches(connection)

    def spend(self, since: date, until: date | None = None) -> tuple[SpendRow, ...]:
        """From `since` to `until`, both included; None: to the last. The newest day first, then by model and kind."""
        with self._reading() as connection:
            return spending.select_spend(connection, since, until)

    def spent_on(self, day: date) -> tuple[int, int]:
        """(tokens, millionths) that count against the caps of the day: what was paid, and all that is reserved."""
        with self._reading() as connection:
            return spending.select_spent_on(connection, day)

    def cost_of(self, keys: Iterable[str]) -> int:
        """What all requests for these calls have cost, in millionths, on whatever day it was."""
        with self._reading() as connection:
            return spending.select_cost(connection, keys)

    def dialect(self, base_url: str, model: str) -> Dialect | None:
        """None: it was never found out, or has stopped being true."""
        with self._reading() as connection:
            return calls.select_dialect(connection, base_url, model)
