"""Which picture and which tables stand in which section, for every format alike. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from academichub.model import SectionKind, Skeleton
from academichub.publish.briefing.parts import ShownBriefing, ShownSection, ShownTable
from academichub.publish.pictures import WIDE, draw_heat, draw_map, draw_trends, has_history, in_both_widths
from academichub.publish.wording import Wording

__all__ = ["Figure", "Pictures", "draw_pictures", "figures_after", "figures_of"]

Pictures = Mapping[str, str]
"""The name of a picture (map, trends, heat) -> SVG elements, drawn by publish/pictures."""

_DRAWN = {"map": draw_map, "trends": draw_trends, "heat": draw_heat}


def draw_pictures(skeleton: Skeleton, w: Wording, *, alone: bool = False) -> Pictures:
    """Each picture of a briefing: for a page in two widths and with no style, `alone` as a whole SVG file.

    Of no papers there is no picture.
    """
    if not skeleton.papers:
        return {}
    if alone:
        return {name: draw(skeleton, w, width=WIDE, alone=True) for name, draw in _DRAWN.items()}
    return {name: in_both_widths(draw, skeleton, w) for name, draw in _DRAWN.items()}


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture and the tables behind it, or tables alone where `svg` is empty. `of_now`: trends without history."""

    name: str
    svg: str
    tables: tuple[ShownTable, ...]
    of_now: bool = False

    def words(self, part: str) -> str:
        """The key of the picture's name or caption."""
        return f"picture.{self.name}.{part}{'_now' if self.of_now else ''}"


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
            of_now = name == "trends" and not has_history(shown.briefing.skeleton)
            yield Figure(name, pictures.get(name, ""), known, of_now)
