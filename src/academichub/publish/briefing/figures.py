"""Which picture and which tables stand in which section, for every format alike. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from academichub.model import SectionKind
from academichub.publish.briefing.parts import ShownBriefing, ShownSection, ShownTable

__all__ = ["Figure", "Pictures", "figures_after", "figures_of"]

Pictures = Mapping[str, str]
"""The name of a picture (map, trends, heat) -> the SVG element, drawn by publish/pictures."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture and the tables behind it, or tables alone where `svg` is empty."""

    name: str
    svg: str
    tables: tuple[ShownTable, ...]


_PLACES: tuple[tuple[SectionKind, str, tuple[str, ...]], ...] = (
    (SectionKind.SUMMARY, "map", ("clusters", "map")),
    (SectionKind.TRENDS, "trends", ("phrases",)),
    (SectionKind.BRIDGES, "heat", ("heat",)),
    (SectionKind.BRIDGES, "bridges", ("bridges",)),
    (SectionKind.TENSIONS, "tensions", ("tensions",)),
)


def figures_of(shown: ShownBriefing, section: ShownSection, pictures: Pictures) -> tuple[Figure, ...]:
    """The figures at the end of a section: only the first section of its kind has any."""
    first = next(each for each in shown.sections if each.kind is section.kind)
    if first is not section:
        return ()
    return tuple(_figures(shown, {section.kind}, pictures))


def figures_after(shown: ShownBriefing, pictures: Pictures) -> tuple[Figure, ...]:
    """The figures of sections that the briefing does not have."""
    missing = {kind for kind, _, _ in _PLACES} - {section.kind for section in shown.sections}
    return tuple(_figures(shown, missing, pictures))


def _figures(shown: ShownBriefing, kinds: set[SectionKind], pictures: Pictures) -> Iterator[Figure]:
    for kind, name, tables in _PLACES:
        known = tuple(table for table in map(shown.table, tables) if table is not None)
        if kind in kinds and (known or name in pictures):
            yield Figure(name, pictures.get(name, ""), known)
