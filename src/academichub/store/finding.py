"""Which stored papers are meant: by their names in any form, and by their titles, hundreds to a statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Column, Connection, select

from academichub.identifiers import parse_any
from academichub.model import PaperId
from academichub.store import schema
from academichub.store.cards import is_joined, kept_of
from academichub.store.codec import stored_text, title_from
from academichub.store.statements import in_chunks
from academichub.text import title_key

__all__ = ["select_named", "select_titled"]

_SCHEMES = ("arxiv", "doi", "pmid", "pmcid")


def select_named(connection: Connection, names: Collection[str]) -> dict[str, PaperId]:
    """Each by a paper id first, then by a name as stored, then by any form of an identifier."""
    meant = {name: _meanings(name) for name in names}
    papers, table = schema.papers.c, schema.names.c
    ids = _select(connection, papers.paper_id, papers.paper_id, (first for first, *_ in meant.values()))
    rest = [one for all_ in meant.values() if all_[0] not in ids for one in all_]
    named = _select(connection, table.name, table.paper_id, rest)
    found = {name: ids.get(all_[0]) or next(filter(None, map(named.get, all_)), None) for name, all_ in meant.items()}
    kept = kept_of(connection, (paper_id for paper_id in found.values() if paper_id is not None))
    return {name: kept.get(paper_id, paper_id) for name, paper_id in found.items() if paper_id is not None}


def _meanings(name: str) -> list[str]:
    wanted = stored_text(name.strip())
    said = parse_any(wanted)
    return [wanted, *(f"{scheme}:{value}" for scheme in _SCHEMES if (value := getattr(said, scheme)) is not None)]


def _select(
    connection: Connection, name: Column[str], paper_id: Column[str], wanted: Iterable[str]
) -> dict[str, PaperId]:
    found: dict[str, PaperId] = {}
    for chunk in in_chunks(dict.fromkeys(wanted)):
        rows = connection.execute(select(name.label("name"), paper_id.label("paper")).where(name.in_(chunk)))
        found.update((row.name, PaperId(row.paper)) for row in rows)
    return found


def select_titled(connection: Connection, titles: Collection[str]) -> dict[str, tuple[PaperId, ...]]:
    """The titles stand in the cards alone: all of them are looked at, once."""
    keys = {title: title_key(title) for title in titles}
    wanted = frozenset(filter(None, keys.values()))
    found: dict[str, list[PaperId]] = defaultdict(list)
    table = schema.papers.c
    if wanted:
        alone = ~is_joined(table.paper_id)
        rows = connection.execute(select(table.paper_id, table.card).where(alone).order_by(table.paper_id))
        for paper_id, card in rows:
            if (key := title_key(title_from(card))) in wanted:
                found[key].append(PaperId(paper_id))
    return {title: tuple(found[key]) for title, key in keys.items() if key in found}
