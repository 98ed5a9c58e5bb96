"""The tables. One schema for SQLite and PostgreSQL; the migrations in migrations/versions make it, step by step.

    papers 1──n names            every name a work is known by, also each source's own key
       │   1──n records          what sources said, word for word, each distinct saying once
       │   1──n announcements    which source listed it on which day, and as what
       │   1──n summaries
    editions, source_counts      numbers of papers, by day and by source (derived, kept in the same transaction)
    source_states, validators    where each source stands, and what to ask "changed since?" with
    failed_entries               entries that could not be read, with their bytes

`papers.card` is the composed and rendered Paper; it can be rebuilt from the records at any time.
"""

from __future__ import annotations

from sqlalchemy import (
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
)

__all__ = [
    "announcements",
    "editions",
    "failed_entries",
    "metadata",
    "names",
    "papers",
    "records",
    "source_counts",
    "source_states",
    "summaries",
    "validators",
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
    Column("card", Text, nullable=False),  # JSON of model.Paper; last, since it is long and seldom read with the others
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
    Column("payload", Text, nullable=False),  # JSON of model.Record
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
    Column("payload", Text, nullable=False),  # JSON of model.Summary
    UniqueConstraint("paper_id", "model", "language", "input_hash"),
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
)

validators = Table(
    "validators",
    metadata,
    Column("source", String, primary_key=True),
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
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
