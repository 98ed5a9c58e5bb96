"""Preprints and the articles they became, as both sides were recorded: authors, dates and titles of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from academichub.match.traits import Traits, joined_traits, traits_of
from academichub.model import Author, Identifiers, Markup, MarkupFormat, Record, SourceId
from academichub.text import title_key

__all__ = ["Linked", "read_others", "read_pairs"]

_GOLD = Path("1-medrxiv_analysis/medrxiv-gold.tsv")


@dataclass(frozen=True, slots=True)
class Linked:
    """What both sides show; neither names the other. `changed`: no version had the article's title."""

    preprint: Traits
    article: Traits
    changed: bool


def read_pairs(folder: Path) -> list[Linked]:
    """Each labelled pair once."""
    rows = _rows(folder)
    versions = _versions(rows)
    found = {}
    for row in rows:
        if row[0] != "#" and len(row) >= 13 and row[12]:
            preprint, article = versions[row[0]], _article(row)
            keys = {title_key(title) for title in preprint.titles}
            found[row[0], row[1].lower()] = Linked(preprint, article, keys.isdisjoint(map(title_key, article.titles)))
    return list(found.values())


def read_others(folder: Path) -> list[Traits]:
    """The preprints that no labelled pair has."""
    rows = _rows(folder)
    linked = {row[0] for row in rows if row[0] != "#"}
    return [traits for doi, traits in _versions(rows).items() if doi not in linked]


def _rows(folder: Path) -> list[list[str]]:
    lines = (folder / _GOLD).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line]


def _versions(rows: list[list[str]]) -> dict[str, Traits]:
    """Each preprint by its DOI, all its versions together."""
    said: dict[str, list[Record]] = defaultdict(list)
    for row in rows:
        if row[0] == "#" and len(row) >= 7:
            said[row[1]].append(_record("medrxiv", row[1], row[6], row[5], row[3], int(row[2])))
    return {doi: _sum(records) for doi, records in said.items()}


def _sum(records: list[Record]) -> Traits:
    whole = traits_of(records[0])
    for record in records[1:]:
        whole = joined_traits(whole, traits_of(record))
    return whole


def _article(row: list[str]) -> Traits:
    return traits_of(_record("journals", row[1].lower(), row[11], row[12], row[10]))


def _record(source: str, doi: str, title: str, authors: str, day: str, version: int | None = None) -> Record:
    return Record(
        source=SourceId(source),
        key=doi,
        title=Markup(title, MarkupFormat.HTML),
        version=version,
        identifiers=Identifiers(doi=doi),
        authors=tuple(_authors(authors)),
        posted_on=date.fromisoformat(day) if day[:4].isdigit() else None,
    )


def _authors(text: str) -> Iterator[Author]:
    return (Author(name.strip()) for name in text.split(";") if name.strip())
