"""The search page: reads the address, asks the finder once, fills a template. A form that needs no script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from academichub.errors import IndexUnusable
from academichub.model import Facet, Found, SearchResult, SourceId
from academichub.model import Query as SearchQuery
from academichub.ports import Finder, SavedSearches
from academichub.publish.counts import count_line
from academichub.publish.wording import Wording, wording
from academichub.search import parse_year
from academichub.search.saving import text_to_save
from academichub.text import clean_characters
from academichub.text.days import parse_day
from academichub.web.edition import page_numbers
from academichub.web.here import Here
from academichub.web.pages import Frame, answer
from academichub.web.query import BadQuery, Filters, Query, read_language, read_page
from academichub.web.results import results_of

__all__ = ["Asked", "SearchViews", "parse_search"]

PER_PAGE = 20
_DEEPEST = 1_000  # the last place that is given out
_OPTIONS_SHOWN = 10
_MOST_OPTIONS = 60
_MAX_VALUE = 200
_MAX_TEXT = 2_000  # more than a query has; a longer one is cut where it is read
_FILTERS = ("day", "since", "source", "category", "author", "year")
_FACETS = ("source", "category", "year")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a search says."""

    text: str
    filters: SearchQuery
    language: str
    page: int = 1

    @property
    def is_blank(self) -> bool:
        return not self.text and not self.filters.has_filter


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter with the address that sets it, or that takes it away where it is chosen."""

    words: str
    n: int
    address: str
    chosen: bool = False


def parse_search(pairs: Iterable[tuple[str, str]], default_language: str) -> Asked:
    """Read the parameters; any text may be searched for.

    Raises: BadQuery for a day or a year that is none, a language we do not speak, a bad page, a parameter given twice.
    """
    given: dict[str, str] = {}
    for name, value in pairs:
        if name not in (*_FILTERS, "q", "language", "page"):
            continue
        if name in given or (name != "q" and (len(value) > _MAX_VALUE or not value.isprintable())):
            raise BadQuery(name, value)
        given[name] = " ".join(clean_characters(value[:_MAX_TEXT]).split()) if name == "q" else value.strip()
    filters = SearchQuery(
        day=_day("day", given.get("day")),
        since=_day("since", given.get("since")),
        source=given.get("source") or None,
        category=given.get("category") or None,
        author=given.get("author") or None,
        year=_year(given.get("year")),
    )
    language = read_language(given.get("language"), default_language)
    return Asked(given.get("q", ""), filters, language, read_page(given.get("page")))


def _day(name: str, value: str | None) -> date | None:
    if not value:
        return None
    day = parse_day(value)
    if day is None:
        raise BadQuery(name, value)
    return day


def _year(value: str | None) -> int | None:
    if not value:
        return None
    year = parse_year(value)
    if year is None:
        raise BadQuery("year", value)
    return year


@dataclass(frozen=True, slots=True)
class SearchViews:
    """The endpoint, over one finder; without one there is nothing here."""

    finder: Finder | None
    language: str
    labels: Mapping[SourceId, str]
    frame: Frame
    saved: SavedSearches | None = None

    def search(self, request: Request) -> Response:
        """What was found; the form alone where nothing is asked; the paper itself where it was named."""
        if self.finder is None:
            raise HTTPException(404)
        asked = parse_search(request.query_params.multi_items(), self.language)
        here = Here("/search", Query(asked.language, page=asked.page, kept=_kept(asked)), self.language)
        if asked.is_blank:
            return answer(request, self._render(asked, here, None))
        offset = (asked.page - 1) * PER_PAGE
        try:
            result = self.finder.search(asked.text, asked.filters, limit=PER_PAGE, offset=offset, with_facets=True)
        except IndexUnusable:
            return HTMLResponse(self._render(asked, here, None, lacks_index=True), 503, {"Cache-Control": "no-store"})
        if result.named is not None:
            return RedirectResponse(here.paper(result.named), 302)
        return answer(request, self._render(asked, here, result))

    def _render(self, asked: Asked, here: Here, result: SearchResult | None, *, lacks_index: bool = False) -> str:
        w = wording(asked.language)
        found = self._found(result, asked)
        last = ceil(min(result.n_found + result.n_near, _DEEPEST) / PER_PAGE) if result else 0
        return self.frame.render(
            "search.html",
            here,
            sought=asked.text,
            result=result,
            counted=count_line(result, w) if result else "",
            is_past_end=1 <= last < asked.page,
            results=results_of(found, (asked.page - 1) * PER_PAGE + 1, self.labels, w),
            facets=self._facets(result, here, w) if result else (),
            active=self._active(result.query, w) if result else [],
            cleared=here.keeping(tuple(pair for pair in here.query.kept if pair[0] == "q")),
            has_filters=asked.filters.has_filter,
            lacks_index=lacks_index,
            number=asked.page,
            last_page=last,
            numbers=page_numbers(min(asked.page, last), last) if last > 1 else (),
            deepest=_DEEPEST,
            facet_shown=_OPTIONS_SHOWN,
            saving=text_to_save(asked.text, asked.filters) if self.saved is not None else None,
            saved_searches=self.saved.searches() if self.saved is not None and asked.is_blank else (),
        )

    def _found(self, result: SearchResult | None, asked: Asked) -> tuple[Found, ...]:
        if result is None or self.finder is None:
            return ()
        return self.finder.show(result.hits, result.query, asked.language)

    def _facets(self, result: SearchResult, here: Here, w: Wording) -> list[tuple[str, list[Option]]]:
        """Each filter with its values; one that is in force is shown, whatever it finds."""
        facets: list[tuple[str, list[Option]]] = []
        for name in _FACETS:
            chosen = dict(here.query.kept).get(name)
            counted = list(result.facets.get(name, ()))[:_MOST_OPTIONS]
            if chosen is not None and chosen.casefold() not in (facet.value.casefold() for facet in counted):
                counted.append(Facet(chosen, 0))
            options = [self._option(name, facet, chosen, here) for facet in counted]
            if len(options) > 1 or chosen is not None:
                facets.append((name, options))
        return facets

    def _option(self, name: str, facet: Facet, chosen: str | None, here: Here) -> Option:
        is_chosen = chosen is not None and chosen.casefold() == facet.value.casefold()
        others = tuple(pair for pair in here.query.kept if pair[0] != name)
        address = here.keeping(others if is_chosen else (*others, (name, facet.value)))
        return Option(self._value(name, facet.value), facet.n_papers, address, is_chosen)

    def _value(self, name: str, value: str) -> str:
        return self.labels.get(SourceId(value), value) if name == "source" else value

    def _active(self, query: SearchQuery, w: Wording) -> list[str]:
        """The filters in force in words, those that stand in the query itself included."""
        named = ((name, getattr(query, name)) for name in _FILTERS)
        return [
            f"{w(f'filter.{name}')} {w.day(value) if isinstance(value, date) else self._value(name, str(value))}"
            for name, value in named
            if value is not None
        ]


def _kept(asked: Asked) -> Filters:
    pairs = [("q", asked.text)] if asked.text else []
    named = ((name, getattr(asked.filters, name)) for name in _FILTERS)
    return (*pairs, *((name, str(value)) for name, value in named if value is not None))
