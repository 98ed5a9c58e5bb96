"""One page of an edition: its groups of cards, its filters, its neighbours. Pure but for the library it is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from academichub.model import REVISION_KINDS, Entry, FieldId, Line, PaperId, SourceId
from academichub.ports import Library
from academichub.publish.curate import LEAD_LIMIT, arrange
from academichub.publish.wording import Wording, wording
from academichub.taxonomy import is_field
from academichub.web.cards import Card, card_of
from academichub.web.fit import ROOMY, Fit
from academichub.web.query import FILTERS, Option, Query, count_options, select

__all__ = [
    "CARDS_A_PAGE",
    "EditionPage",
    "NoSuchPage",
    "build_edition",
    "neighbours",
    "page_numbers",
    "place_lines",
    "value_words",
]

CARDS_A_PAGE = 50


class NoSuchPage(Exception):
    """The list ends before that page; `last` is its last one."""

    def __init__(self, last: int) -> None:
        super().__init__(f"the list ends at page {last}")
        self.last = last


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: in the curated lead, or in the rest under its part (news or revisions) and field."""

    line: Line
    part: str  # lead, news or revisions
    field: FieldId | None  # None in the lead, which mixes them


@dataclass(frozen=True, slots=True)
class Group:
    """Cards that stand under one heading. `n` counts the whole group, on this page or not."""

    part: str
    field: FieldId | None
    n: int
    is_continued: bool
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter and its values, each with the words a reader sees."""

    name: str
    options: tuple[tuple[str, Option], ...]


@dataclass(frozen=True, slots=True)
class EditionPage:
    """`n_all` counts the day, `n_shown` what the filters leave, `n_above` those of them that lead the first page in the
    reader's radars; `first` is the number of the first card of the list.
    """

    day: date
    lines: tuple[Line, ...]
    n_shown: int
    n_above: int
    first: int
    last_page: int
    groups: tuple[Group, ...]
    facets: tuple[Facet, ...]
    earlier: date | None
    later: date | None

    @property
    def n_all(self) -> int:
        return len(self.lines)

    @property
    def n_news(self) -> int:
        return sum(line.kind not in REVISION_KINDS for line in self.lines)

    @property
    def n_sources(self) -> int:
        return len({line.source for line in self.lines})

    @property
    def n_fields(self) -> int:
        return len({line.field for line in self.lines})

    @property
    def n_cards(self) -> int:
        """The cards on this page."""
        return sum(len(group.cards) for group in self.groups)


def place_lines(lines: Sequence[Line], query: Query) -> tuple[Place, ...]:
    """What the filters leave, in reading order. A reader who filters has chosen already: no lead then."""
    kept = {line.paper_id: line for line in select(lines, query)}
    arrangement = arrange(tuple(kept.values()), limit=0 if query.filters else LEAD_LIMIT)
    lead = tuple(Place(kept[paper_id], "lead", None) for paper_id in arrangement.lead)
    return lead + tuple(_in_rest(kept[paper_id]) for paper_id in arrangement.rest)


def _in_rest(line: Line) -> Place:
    return Place(line, "revisions" if line.kind in REVISION_KINDS else "news", line.field)


def build_edition(
    library: Library,
    day: date,
    days: Sequence[date],
    query: Query,
    labels: Mapping[SourceId, str],
    fit: Fit = ROOMY,
    above: Sequence[PaperId] = (),
) -> EditionPage | None:
    """The page that was asked for; None when nothing was announced on the day. `days` are those with an edition.

    The papers of `above` come before the list and are the first of its numbers; none of them stands in it once more.
    Only the cards of this page are read in full, and show as much as fits. Raises: NoSuchPage.
    """
    w = wording(query.language)
    lines = library.outline(day)
    if not lines:
        return None
    gone = {*above}
    every = place_lines(lines, query)
    places = tuple(place for place in every if place.line.paper_id not in gone)
    n_above = len(every) - len(places)
    last_page = max(1, -(-len(every) // CARDS_A_PAGE))
    if query.page > last_page:
        raise NoSuchPage(last_page)
    start = max(0, (query.page - 1) * CARDS_A_PAGE - n_above)
    shown = [place.line.paper_id for place in places[start : query.page * CARDS_A_PAGE - n_above]]
    entries = library.entries(day, shown, w.language)
    earlier, later = neighbours(day, days)
    return EditionPage(
        day=day,
        lines=lines,
        n_shown=len(every),
        n_above=n_above,
        first=n_above + start + 1,
        last_page=last_page,
        groups=_groups(places, start, entries, lambda at, entry: card_of(n_above + at, entry, labels, w, fit)),
        facets=tuple(_facet(name, count_options(lines, query, name), labels, w, fit.options) for name in FILTERS),
        earlier=earlier,
        later=later,
    )


def _groups(
    places: Sequence[Place], start: int, entries: Sequence[Entry], to_card: Callable[[int, Entry], Card]
) -> tuple[Group, ...]:
    """The cards under their headings. Numbers follow the entries that were found, so that none is ever left out."""
    totals = Counter((place.part, place.field) for place in places)
    at = {place.line.paper_id: (place.part, place.field) for place in places}
    before = _key(places[start - 1]) if start else None
    numbered = enumerate(entries, start + 1)
    return tuple(
        Group(part, field, totals[part, field], (part, field) == before, tuple(to_card(n, entry) for n, entry in run))
        for (part, field), run in groupby(numbered, key=lambda pair: at[pair[1].paper.paper_id])
    )


def _key(place: Place) -> tuple[str, FieldId | None]:
    return place.part, place.field


def _facet(name: str, options: Sequence[Option], labels: Mapping[SourceId, str], w: Wording, most: int) -> Facet:
    """The values with most papers, and the chosen one in any case."""
    offered = [option for place, option in enumerate(options) if place < most or option.chosen]
    return Facet(name, tuple((value_words(name, option.value, labels, w), option) for option in offered))


def value_words(name: str, value: str, labels: Mapping[SourceId, str], w: Wording) -> str:
    """A filter's value as a reader knows it."""
    match name:
        case "source":
            return labels.get(SourceId(value), value)
        case "field" if is_field(value):
            return w.field(FieldId(value))
    return value


def page_numbers(number: int, last: int) -> tuple[int | None, ...]:
    """The pages to link from page `number`: the first, the last, those around it. None stands for those left out."""
    shown = sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)})
    pages: list[int | None] = []
    for before, page in pairwise((0, *shown)):
        if page - before == 2:
            pages.append(page - 1)
        elif page - before > 2:
            pages.append(None)
        pages.append(page)
    return tuple(pages)


def neighbours(day: date, days: Sequence[date]) -> tuple[date | None, date | None]:
    """The nearest days with an edition before and after."""
    earlier = max((other for other in days if other < day), default=None)
    later = min((other for other in days if other > day), default=None)
    return earlier, later
