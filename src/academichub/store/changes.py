"""What has changed since, for whoever keeps a copy: an index of words or of vectors.

Each saving of a paper's card, of a listing or of a summary gives the paper the next number, in the same transaction.
A copy that has seen all up to a number asks for what came after it, and never has to be told. Only the last change of
a paper is kept, so that to catch up costs no more than the papers that changed.

Numbers alone do not tell one history from another: a database that was put back to an older copy and then grew gives
the same numbers again. So each saving leaves a random token, too, and a copy keeps the one of the change it reaches to.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text

from academichub.model import PaperId
from academichub.store import schema
from academichub.store.prepared import run_row, run_rows

__all__ = ["count_changed", "save_changed", "select_last_seq", "select_store_id", "select_token"]

_seq = schema.changes.c.seq
_about = schema.about.c
_TOKEN = "token-"
_REMEMBERED = 100_000  # changes; a copy that is further behind is as quickly made anew
_FORGET = delete(schema.changes).where(schema.changes.c.paper_id == bindparam("its_paper"))
_CHANGED = insert(schema.changes)
_FORGET_TOKENS = delete(schema.about).where(_about.name.between(_TOKEN, bindparam("last_name")))
_ADD_TOKEN = insert(schema.about)
_LAST = select(func.max(_seq))
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
    run_rows(connection, _FORGET, [{"its_paper": paper_id} for paper_id in wanted])
    run_rows(connection, _CHANGED, [{"paper_id": paper_id} for paper_id in wanted])
    _save_token(connection, select_last_seq(connection))


def _save_token(connection: Connection, seq: int) -> None:
    if seq > _REMEMBERED:
        connection.execute(_FORGET_TOKENS, {"last_name": _token_name(seq - _REMEMBERED)})
    run_row(connection, _ADD_TOKEN, {"name": _token_name(seq), "value": uuid4().hex})


def _token_name(seq: int) -> str:
    """In the order of the numbers."""
    return f"{_TOKEN}{seq:015d}"


def select_token(connection: Connection, seq: int) -> str | None:
    """Of the saving that gave this number, or of the last one before it; None where it is not remembered any more."""
    until = _about.name.between(_TOKEN, _token_name(seq))
    return connection.execute(select(_about.value).where(until).order_by(_about.name.desc()).limit(1)).scalar()


def select_store_id(connection: Connection) -> str:
    return str(connection.execute(select(_about.value).where(_about.name == "store_id")).scalar_one())


def select_last_seq(connection: Connection) -> int:
    _, ((seq,),) = run_row(connection, _LAST, {})
    return seq or 0


def count_changed(connection: Connection, since: int) -> int:
    return connection.execute(select(func.count()).where(_seq > since)).scalar_one()
