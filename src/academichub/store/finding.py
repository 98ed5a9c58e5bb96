"""Which stored papers are meant: by their names in any form, and by their titles, hundreds to a statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Column, Connection, select

from academichub.identifiers import parse_any
from academichub.match import title_key_of
from academichub.model import PaperId
from academichub.store import schema, strand_tables
from academichub.store.cards import kept_of
from academichub.store.codec import stored_text, traits_from
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
    """By the keys under which matching looks titles up. The titles that a paper had before count, too."""
    places = {title: title_key_of(title) for title in titles if title_key(title)}
    found: dict[str, set[PaperId]] = defaultdict(set)
    strands, keys = strand_tables.strands.c, strand_tables.strand_keys.c
    for chunk in in_chunks(dict.fromkeys(places.values())):
        held = select(strands.paper_id, strands.traits).join_from(strand_tables.strand_keys, strand_tables.strands)
        for row in connection.execute(held.where(keys.key.in_(chunk))):
            for title in traits_from(row.traits).titles:
                found[title_key(title)].add(PaperId(row.paper_id))
    kept = kept_of(connection, (paper_id for ids in found.values() for paper_id in ids))
    alike = {title: {kept.get(one, one) for one in found[title_key(title)]} for title in places}
    return {title: tuple(sorted(ids)) for title, ids in alike.items() if ids}
