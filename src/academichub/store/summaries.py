"""Summaries in the store: saving them, and which one of a paper a reader is shown.

A model's summary is shown only while it is of the present text, in the reader's language, and the paper stands; among
several the newest. Else the extract is, while it is of the present text. Nothing else ever is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from academichub.model import EXTRACT, Paper, PaperId, Summary
from academichub.store import schema
from academichub.store.codec import stored_time, summary_from, to_json
from academichub.store.statements import Writes, in_chunks, upsert_statement

__all__ = [
    "StoredSummary",
    "choose_shown",
    "list_earlier",
    "save_summaries",
    "select_in_all_languages",
    "select_summaries",
]

_table = schema.summaries.c
_CANDIDATES = (  # made once, as every page asks it
    select(_table.paper_id, _table.model, _table.input_hash, _table.payload)
    .where(
        _table.paper_id.in_(bindparam("paper_ids", expanding=True)),
        or_(_table.model == EXTRACT, _table.language == bindparam("readers")),
    )
    .order_by(_table.made_at.desc(), _table.id.desc())
)


@dataclass(frozen=True, slots=True)
class StoredSummary:
    """A row of the table, its payload unread: most are of another text or older, and never decoded."""

    model: str
    input_hash: str
    payload: str


def save_summaries(writes: Writes, summaries: Sequence[Summary], at: datetime) -> None:
    """`at` is when those were made that do not say so themselves."""
    keys = ("paper_id", "model", "language", "input_hash")
    statement = upsert_statement(writes.dialect, schema.summaries, keys, ("made_at", "payload"))
    writes.put(statement, *(_row(each, at) for each in summaries))


def _row(summary: Summary, at: datetime) -> dict[str, Any]:
    made_at = summary.made_at or at
    return {
        "paper_id": summary.paper_id,
        "model": summary.model,
        "language": summary.language,
        "input_hash": summary.input_hash,
        "made_at": stored_time(made_at),
        "payload": to_json(summary if summary.is_extract else replace(summary, made_at=made_at)),
    }


def select_summaries(
    connection: Connection, paper_ids: Iterable[PaperId], language: str
) -> Mapping[PaperId, list[StoredSummary]]:
    """The extracts of these papers, and the models' summaries in the language; of each paper the newest first."""
    found: dict[PaperId, list[StoredSummary]] = defaultdict(list)
    for chunk in in_chunks(paper_ids):
        rows = connection.execute(_CANDIDATES, {"paper_ids": chunk, "readers": language})
        for paper_id, model, input_hash, payload in rows.all():
            found[PaperId(paper_id)].append(StoredSummary(model, input_hash, payload))
    return found


def select_in_all_languages(connection: Connection, papers: Iterable[Paper]) -> dict[PaperId, tuple[Summary, ...]]:
    """The summaries by models that some reader is shown, one per language: as `choose_shown` says."""
    standing = {paper.paper_id: paper for paper in papers if not paper.withdrawn}
    found: dict[PaperId, dict[str, str]] = defaultdict(dict)
    for chunk in in_chunks(standing):
        rows = connection.execute(
            select(_table.paper_id, _table.language, _table.input_hash, _table.payload)
            .where(_table.paper_id.in_(chunk), _table.model != EXTRACT)
            .order_by(_table.made_at.desc(), _table.id.desc())
        )
        for paper_id, language, input_hash, payload in rows:
            if input_hash == standing[paper_id].text_hash:
                found[paper_id].setdefault(language, payload)
    return {paper_id: tuple(map(summary_from, payloads.values())) for paper_id, payloads in found.items()}


def choose_shown(paper: Paper, stored: Sequence[StoredSummary], *, has_extract: bool) -> StoredSummary | None:
    """`has_extract`: the newest extract is of the present text."""
    ours = [each for each in stored if each.model != EXTRACT]
    if ours and not paper.withdrawn:
        text_hash = paper.text_hash
        for each in ours:
            if each.input_hash == text_hash:
                return each
    return next((each for each in stored if each.model == EXTRACT), None) if has_extract else None


def list_earlier(stored: Sequence[StoredSummary], shown: StoredSummary | None) -> tuple[Summary, ...]:
    """The models' summaries that are not shown: of earlier texts, replaced by a newer one, or of a withdrawn paper."""
    return tuple(summary_from(each.payload) for each in stored if each.model != EXTRACT and each is not shown)
