"""The tables. One schema for SQLite and PostgreSQL; the migrations in migrations/versions make it, step by step.

    papers 1──n names            every name a work is known by, also each source's own key
       │   1──n records          what sources said, word for word, each distinct saying once
       │   1──n announcements    which source listed it on which day, and as what
       │   1──n summaries
       │   1──n summary_tasks    which summaries by a language model are wished for, one per language
       │   1──n calls            what a language model was asked and what it answered; a trial has no paper
    spending                     one row per request that was sent to a language model, with what it cost
    endpoints                    what each language model understands
    editions, source_counts      numbers of papers, by day and by source (derived, kept in the same transaction)
    spent_days                   what each day's spending adds up to (derived, kept in the same transaction)
    source_states, validators    where each source stands, and what to ask "changed since?" with
    changes                      the last change of each paper, numbered in order: what an index has to catch up with
    about                        what this store is: its random id, and a token of each of its newest changes
    readers 1──n radars          a reader's named interests
                   │  1──n examples   papers that show what is wanted, stored ones or told by title and abstract
                   │  1──n votes      only ever added; the last one of a paper counts
            1──n searches        saved searches
            1──n briefings       each whole, with what a list shows of it beside
    receipts                     what became of all that a source announced for a day
    gaps                         from when to when papers of a source may be missing
    askings                      which source was asked for the missing abstract of which paper, and when it is again
    harvests                     how far the complete channel of a source was read
    failed_entries               entries that could not be read, with their bytes

`papers.card` is the composed and rendered Paper; it can be rebuilt from the records at any time.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from academichub.store.packing import Packed

__all__ = [
    "about",
    "announcements",
    "askings",
    "briefings",
    "calls",
    "changes",
    "editions",
    "endpoints",
    "examples",
    "failed_entries",
    "gaps",
    "harvests",
    "metadata",
    "names",
    "papers",
    "radars",
    "readers",
    "receipts",
    "records",
    "searches",
    "source_counts",
    "source_states",
    "spending",
    "spent_days",
    "summaries",
    "summary_tasks",
    "validators",
    "votes",
]

metadata = MetaData()

papers = Table(
    "papers",
    metadata,
    Column("paper_id", String, primary_key=True),
    Column("source", String, nullable=False),
    Column("field", String, nullable=False),
    Column("primary_category", String),
    Column("categories", Text, nullable=False),  # JSON list
    Column("has_abstract", Boolean, nullable=False),
    Column("extract_id", String),  # the recipe of the extract that was made of the present text; NULL: none yet
    Column("card", Packed, nullable=False),  # JSON of model.Paper; after what is read without it, since it is long
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
)
Index("papers_by_extract", papers.c.extract_id)

names = Table(
    "names",
    metadata,
    Column("name", String, primary_key=True),
    Column("paper_id", ForeignKey("papers.paper_id"), nullable=False, index=True),
)

records = Table(
    "records",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("paper_id", ForeignKey("papers.paper_id"), nullable=False, index=True),
    Column("source", String, nullable=False),
    Column("key", String, nullable=False),
    Column("version", Integer),
    Column("hash", String(32), nullable=False),
    Column("reason", String),  # why it was joined to its paper; NULL: it founded the paper, or came under its own key
    Column("seen_at", DateTime, nullable=False),  # UTC, the first time
    Column("said_at", DateTime, nullable=False),  # UTC, the last time it replaced another saying
    Column("payload", Packed, nullable=False),  # JSON of model.Record
    Column("asked", Boolean),  # true: its source was asked for the paper and never announced it; NULL: it did
    UniqueConstraint("source", "key", "hash"),
)

announcements = Table(
    "announcements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    Column("source", String, nullable=False),
    Column("paper_id", ForeignKey("papers.paper_id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("version", Integer),
    Column("seen_at", DateTime, nullable=False),
    UniqueConstraint("day", "source", "paper_id"),
)

editions = Table(
    "editions",
    metadata,
    Column("day", Date, primary_key=True),
    Column("n_papers", Integer, nullable=False),
)

source_counts = Table(
    "source_counts",
    metadata,
    Column("source", String, primary_key=True),
    Column("n_papers", Integer, nullable=False),
)

summaries = Table(
    "summaries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("paper_id", ForeignKey("papers.paper_id"), nullable=False),
    Column("model", String, nullable=False),
    Column("language", String, nullable=False),
    Column("input_hash", String, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("payload", Packed, nullable=False),  # JSON of model.Summary
    UniqueConstraint("paper_id", "model", "language", "input_hash"),
)

summary_tasks = Table(
    "summary_tasks",
    metadata,
    Column("paper_id", ForeignKey("papers.paper_id"), primary_key=True),
    Column("language", String, primary_key=True),
    Column("text_hash", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("reason", Text),
    Column("changed_at", DateTime, nullable=False),  # UTC
)

calls = Table(
    "calls",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("kind", String, nullable=False),
    Column("model", String, nullable=False),
    Column("endpoint", Text, nullable=False),
    Column("languages", String, nullable=False),  # with commas: "en,zh"
    Column("paper_id", ForeignKey("papers.paper_id")),
    Column("text_hash", String, nullable=False),
    Column("prompt_id", String, nullable=False),
    Column("ask", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", Text),
    Column("finish", String),
    Column("checks_id", String),
    Column("batch_id", String, index=True),
    Column("asked_at", DateTime, nullable=False),  # UTC, the last time
    Column("answered_at", DateTime),
    Column("raw", Text),  # last, since it is long
)

spending = Table(
    "spending",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("call_key", String(64), nullable=False, index=True),
    Column("day", Date, nullable=False, index=True),  # UTC, of the request
    Column("model", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("at", DateTime, nullable=False),  # UTC, of the request
    Column("settled", Boolean, nullable=False),  # false: the reservation counts, else the true figures
    Column("tokens_reserved", Integer, nullable=False),
    Column("micros_reserved", BigInteger, nullable=False),  # millionths of the currency
    Column("tokens_in", Integer, nullable=False),
    Column("tokens_cached", Integer, nullable=False),  # of tokens_in
    Column("tokens_out", Integer, nullable=False),
    Column("micros", BigInteger, nullable=False),
)

spent_days = Table(
    "spent_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("tokens", BigInteger, nullable=False),
    Column("micros", BigInteger, nullable=False),
)

endpoints = Table(
    "endpoints",
    metadata,
    Column("base_url", String, primary_key=True),
    Column("model", String, primary_key=True),
    Column("mode", String, nullable=False),
    Column("limit_name", String, nullable=False),
    Column("takes_temperature", Boolean, nullable=False),
    Column("found_at", DateTime, nullable=False),
)

source_states = Table(
    "source_states",
    metadata,
    Column("source", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("reason", Text),
    Column("day", Date),
    Column("cursor", Text),
    Column("attempted_at", DateTime, nullable=False),
    Column("succeeded_at", DateTime),
    Column("gone_from", Text),  # the address it has left for good; NULL: it has not
)

validators = Table(
    "validators",
    metadata,
    Column("source", String, primary_key=True),
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
)

changes = Table(
    "changes",
    metadata,
    Column("seq", Integer, primary_key=True),  # never given twice
    Column("paper_id", ForeignKey("papers.paper_id"), nullable=False, unique=True),
    sqlite_autoincrement=True,
)

about = Table(
    "about",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

failed_entries = Table(
    "failed_entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("entry", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("raw_hash", String(32), nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("seen_at", DateTime, nullable=False),
    UniqueConstraint("source", "raw_hash", "reason"),
)

readers = Table(
    "readers",
    metadata,
    Column("reader", String, primary_key=True),
)

radars = Table(
    "radars",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reader", ForeignKey("readers.reader"), nullable=False),
    Column("folded", String, nullable=False),  # the name without regard to case
    Column("payload", Text, nullable=False),  # JSON of model.Radar
    Column("made_at", DateTime, nullable=False),  # UTC
    Column("changed_at", DateTime, nullable=False),  # UTC; of its wishes, not of examples and votes
    UniqueConstraint("reader", "folded"),
    sqlite_autoincrement=True,
)

examples = Table(
    "examples",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("radar_id", ForeignKey("radars.id"), nullable=False),
    Column("key", String, nullable=False),
    Column("paper_id", ForeignKey("papers.paper_id")),
    Column("title", Text, nullable=False),
    Column("abstract", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("added_at", DateTime, nullable=False),  # UTC
    UniqueConstraint("radar_id", "key"),
)

votes = Table(
    "votes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("radar_id", ForeignKey("radars.id"), nullable=False),
    Column("paper_id", ForeignKey("papers.paper_id"), nullable=False),
    Column("stance", String, nullable=False),
    Column("at", DateTime, nullable=False),  # UTC
)
Index("votes_by_radar", votes.c.radar_id, votes.c.paper_id)

searches = Table(
    "searches",
    metadata,
    Column("reader", ForeignKey("readers.reader"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("saved_at", DateTime, nullable=False),  # UTC
)

briefings = Table(
    "briefings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reader", ForeignKey("readers.reader"), nullable=False, index=True),
    Column("made_at", DateTime, nullable=False),  # UTC
    Column("inputs_id", String, nullable=False, index=True),
    Column("renews", ForeignKey("briefings.id"), index=True),  # NULL again once that one is removed
    Column("language", String, nullable=False),
    Column("ordered", Text, nullable=False),  # JSON of model.BriefOrder
    Column("n_papers", Integer, nullable=False),
    Column("n_claims", Integer, nullable=False),
    Column("n_verified", Integer, nullable=False),
    Column("n_dropped", Integer, nullable=False),
    Column("model", String),
    Column("cost_micros", BigInteger, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # JSON of model.Briefing, deflated; last, since it is long
    sqlite_autoincrement=True,
)

receipts = Table(
    "receipts",
    metadata,
    Column("source", String, primary_key=True),
    Column("day", Date, primary_key=True),  # in the source's own calendar
    Column("announced", Integer, nullable=False),
    Column("stored", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("n_withheld", Integer, nullable=False),
    Column("n_missing", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", Text),
    Column("checked_by", String),
    Column("checked_at", DateTime),  # UTC
    Column("withheld", Text, nullable=False),  # JSON list of (entry id, reason)
    Column("missing", Text, nullable=False),  # JSON list of keys
)
Index("receipts_by_day", receipts.c.day)

gaps = Table(
    "gaps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("found_at", DateTime, nullable=False),  # UTC
    UniqueConstraint("source", "since", "until"),
)

askings = Table(
    "askings",
    metadata,
    Column("paper_id", ForeignKey("papers.paper_id"), primary_key=True),
    Column("source", String, primary_key=True),
    Column("outcome", String, nullable=False),
    Column("asked_at", DateTime, nullable=False),  # UTC
    Column("again_at", DateTime),  # UTC; NULL: it is not asked again
    Column("n_asked", Integer, nullable=False),
    Column("reason", Text),
)

harvests = Table(
    "harvests",
    metadata,
    Column("source", String, primary_key=True),
    Column("done_until", Date),
    Column("suspected_since", Date),
    Column("attempted_at", DateTime),  # UTC
    Column("succeeded_at", DateTime),  # UTC
    Column("reason", Text),
)
