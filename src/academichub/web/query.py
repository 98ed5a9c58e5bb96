"""What a reader asked for in the address: language, filters, page; and which lines of an edition that leaves. Pure.

Owns the meaning of the query string and the counts beside the filters. Does not know papers, words or HTML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from academichub.model import FieldId, Line, SourceId
from academichub.publish.wording import LANGUAGES
from academichub.taxonomy import is_category

__all__ = [
    "FILTERS",
    "BadQuery",
    "Filters",
    "Option",
    "Query",
    "count_options",
    "parse_query",
    "read_language",
    "read_page",
    "select",
]

FILTERS = ("source", "field", "category")
Filters = tuple[tuple[str, str], ...]  # (filter, value)
_MAX_VALUE = 200  # characters; no id, field or category of any source comes near it
_MAX_PAGE = 10_000


class BadQuery(Exception):
    """A parameter that cannot be meant: `name` is the parameter; `value` what was given, cut to a showable length."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(f"{name}={value[:40]!r}")
        self.name = name
        self.value = value[:40]


@dataclass(frozen=True, slots=True)
class Query:
    """One reader's question. None means not filtered; `page` counts from 1."""

    language: str
    source: SourceId | None = None
    field: FieldId | None = None
    category: str | None = None
    page: int = 1
    kept: Filters = ()  # what else the address of this very page says: of a search, what is searched for

    @property
    def filters(self) -> Filters:
        """The filters in force, by name."""
        given = ((name, getattr(self, name)) for name in FILTERS)
        return tuple((name, value) for name, value in given if value is not None)

    def having(self, name: str, value: str | None) -> Query:
        """The same question with one filter changed (None takes it away), from its first page."""
        match name:
            case "source":
                return replace(self, source=None if value is None else SourceId(value), page=1)
            case "field":
                return replace(self, field=None if value is None else FieldId(value), page=1)
            case "category":
                return replace(self, category=value, page=1)
        raise ValueError(f"no filter is called {name}")

    def encode(self, default_language: str) -> str:
        """The query string, empty or with its question mark; what is the default is left out."""
        pairs: list[tuple[str, str]] = []
        if self.language != default_language:
            pairs.append(("language", self.language))
        pairs.extend(self.kept)
        pairs.extend(self.filters)
        if self.page != 1:
            pairs.append(("page", str(self.page)))
        return f"?{urlencode(pairs)}" if pairs else ""


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter: `n` papers would be shown if it were chosen beside the other filters in force."""

    value: str
    n: int
    chosen: bool = False


def parse_query(pairs: Iterable[tuple[str, str]], default_language: str) -> Query:
    """Read the parameters; names that are not ours are ignored, as links from elsewhere carry their own.

    Raises: BadQuery for a language we do not speak, a page that is no number from 1, a value that is no name, or a
    parameter given twice.
    """
    given: dict[str, str] = {}
    for name, value in pairs:
        if name not in (*FILTERS, "language", "page"):
            continue
        if name in given or len(value) > _MAX_VALUE or not value.isprintable():
            raise BadQuery(name, value)
        given[name] = value.strip()
    source, field, category = (given.get(name) or None for name in FILTERS)
    return Query(
        language=read_language(given.get("language"), default_language),
        source=SourceId(source) if source else None,
        field=FieldId(field) if field else None,
        category=category,
        page=read_page(given.get("page")),
    )


def read_language(value: str | None, default: str) -> str:
    if not value:
        return default
    if value not in LANGUAGES:
        raise BadQuery("language", value)
    return value


def read_page(value: str | None) -> int:
    if not value:
        return 1
    if not (value.isascii() and value.isdigit() and 1 <= len(value) <= 5 and 1 <= int(value) <= _MAX_PAGE):
        raise BadQuery("page", value)
    return int(value)


def _categories(line: Line) -> tuple[str, ...]:
    """Every category a paper is listed in, its own one first."""
    own = () if line.primary_category is None else (line.primary_category,)
    return tuple(name for name in dict.fromkeys((*own, *line.categories)) if is_category(line.source, name))


_VALUES: dict[str, Callable[[Line], tuple[str, ...]]] = {
    "source": lambda line: line.sources,
    "field": lambda line: (line.field,),
    "category": _categories,
}


def _filtered(lines: Sequence[Line], filters: Filters) -> Sequence[Line]:
    """The lines that pass every filter, in the order given."""
    for name, value in filters:
        values_of = _VALUES[name]
        lines = [line for line in lines if value in values_of(line)]
    return lines


def select(lines: Sequence[Line], query: Query) -> tuple[Line, ...]:
    """The lines that pass every filter in force, in the order given."""
    return tuple(_filtered(lines, query.filters))


def count_options(lines: Sequence[Line], query: Query, name: str) -> tuple[Option, ...]:
    """The values of one filter, most papers first, then by name. A chosen value stays even where it finds nothing."""
    others = tuple(pair for pair in query.filters if pair[0] != name)
    values_of = _VALUES[name]
    counts = Counter(value for line in _filtered(lines, others) for value in values_of(line))
    chosen: str | None = dict(query.filters).get(name)
    if chosen is not None:
        counts.setdefault(chosen, 0)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Option(value, n, value == chosen) for value, n in ranked)
