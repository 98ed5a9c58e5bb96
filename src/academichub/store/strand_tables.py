"""The tables of the register: which entries are one work. They belong to the schema of schema.py.

    strands 1──n strand_keys     what one source says under one key of its own, and how it is looked up
    aliases                      papers that turned out to be another one: their ids lead to it
    rulings                      what a reader said of two strands; it stands above every rule
    suggestions                  two strands that may be one work
    merges                       what was joined, why, by whom, and whether that was taken back

`strands.traits` can be made again from the records; strands of a store that is older than this table are learned by
the next update. `aliases` hold a paper that stays as it was, without records and listings.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Float, ForeignKey, Integer, String, Table, Text

from academichub.store.packing import Packed
from academichub.store.schema import metadata

__all__ = ["aliases", "merges", "rulings", "strand_keys", "strands", "suggestions"]

strands = Table(
    "strands",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),  # "SOURCE:KEY"
    Column("paper_id", ForeignKey("papers.paper_id"), nullable=False, index=True),
    Column("founded", String),  # the paper that was made for it; NULL: it joined one
    Column("reason", String),  # why it is with the others; NULL: they came to it
    Column("traits", Packed, nullable=False),  # JSON of match.Traits
)

strand_keys = Table(
    "strand_keys",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("strand", ForeignKey("strands.id"), primary_key=True),
    sqlite_with_rowid=False,
)

aliases = Table(
    "aliases",
    metadata,
    Column("paper_id", ForeignKey("papers.paper_id"), primary_key=True),
    Column("kept", ForeignKey("papers.paper_id"), nullable=False, index=True),
)

rulings = Table(
    "rulings",
    metadata,
    Column("one", String, primary_key=True),  # names of strands, in the order of letters
    Column("other", String, primary_key=True, index=True),
    Column("same", Boolean, nullable=False),
    Column("ruled_at", DateTime, nullable=False),  # UTC
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("one", String, primary_key=True),
    Column("other", String, primary_key=True, index=True),
    Column("reason", String, nullable=False),
    Column("score", Float, nullable=False),
)

merges = Table(
    "merges",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kept", String, nullable=False, index=True),
    Column("gone", String, index=True),
    Column("strands", Text, nullable=False),  # JSON list of names
    Column("reason", String, nullable=False),
    Column("by", String, nullable=False),
    Column("made_at", DateTime, nullable=False),  # UTC
    Column("undone_at", DateTime),  # UTC
    Column("folded", Text),  # JSON of folding.Folded; NULL: its strands still stand for themselves
    sqlite_autoincrement=True,
)
