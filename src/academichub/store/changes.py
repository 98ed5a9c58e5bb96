"""What has changed since, for whoever keeps a copy: an index of words or of vectors.

Each saving of a paper's card, of a listing or of a summary gives the paper the next number, in the same transaction.
A copy that has seen all up to a number asks for what came after it, and never has to be told. Only the last change of
a paper is kept, so that to catch up costs no more than the papers that changed.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text

from academichub.model import PaperId
from academichub.store import schema

__all__ = ["count_changed", "save_changed", "select_last_seq", "select_store_id"]

_seq = schema.changes.c.seq
_FORGET = delete(schema.changes).where(schema.changes.c.paper_id == bindparam("its_paper"))
_CHANGED = insert(schema.changes)
_LOCK = text("LOCK TABLE changes IN EXCLUSIVE MODE")


def save_changed(connection: Connection, paper_ids: Iterable[PaperId]) -> None:
    """Each of these papers has changed, in this order."""
    wanted = dict.fromkeys(paper_ids)
    if not wanted:
        return
    if connection.dialect.name == "postgresql":
        # Numbers are given when a row is written and seen when it is committed: without this lock, whoever reads
        # between two commits could see the higher number first and never look for the lower one.
        connection.execute(_LOCK)
    connection.execute(_FORGET, [{"its_paper": paper_id} for paper_id in wanted])
    connection.execute(_CHANGED, [{"paper_id": paper_id} for paper_id in wanted])


def select_store_id(connection: Connection) -> str:
    about = schema.about.c
    return str(connection.execute(select(about.value).where(about.name == "store_id")).scalar_one())


def select_last_seq(connection: Connection) -> int:
    return connection.execute(select(func.max(_seq))).scalar() or 0


def count_changed(connection: Connection, since: int) -> int:
    return connection.execute(select(func.count()).where(_seq > since)).scalar_one()
