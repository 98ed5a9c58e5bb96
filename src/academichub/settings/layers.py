"""Laying the settings over each other: defaults < hub.toml < environment. Pure.

Owns which layer wins, and the messages about unknown keys and bad values; which keys there are is table.py, what
concerns several keys of language models is llm.py, and reading files is file.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from academichub.errors import ConfigError
from academichub.settings import (
    AbstractsSettings,
    ArxivSettings,
    BriefSettings,
    CrossrefSettings,
    EuropepmcSettings,
    FeedSettings,
    FetchSettings,
    HuggingfaceSettings,
    LlmSettings,
    OpenalexSettings,
    PubmedSettings,
    RxivSettings,
    SearchSettings,
    SemanticscholarSettings,
    Settings,
    SourcesSettings,
)
from academichub.settings.given import FILE_NAME, Given, Layer, Loaded, Origin, array_of, dotted, mistake
from academichub.settings.keys import build_key
from academichub.settings.llm import ReadKey, build_llm, refusal_of_key
from academichub.settings.llm_checks import is_name_of_key
from academichub.settings.search import build_search
from academichub.settings.source_checks import KEYED_SOURCES, SOURCES
from academichub.settings.table import ARRAYS, BETTER, BRIEF, FEED_PREFIX, LLM, SEARCH, SETTINGS, Setting, Value
from academichub.settings.toml import FileText, KeyPath

__all__ = ["HOME_VARIABLE", "Layers"]

HOME_VARIABLE = "ACADEMICHUB_HOME"

_ROWS = {row.key: row for row in SETTINGS}
_VARIABLES = {row.variable: row for row in SETTINGS if row.variable}
_KINDS: Mapping[str, Callable[..., object]] = {
    "arxiv": ArxivSettings,
    "biorxiv": RxivSettings,
    "medrxiv": RxivSettings,
    "crossref": CrossrefSettings,
    "pubmed": PubmedSettings,
    "europepmc": EuropepmcSettings,
    "openalex": OpenalexSettings,
    "semanticscholar": SemanticscholarSettings,
    "huggingface": HuggingfaceSettings,
}
_TABLES = {row.table for row in SETTINGS} | {"sources"} - {"", *ARRAYS}


class Layers:
    """Values and origins by key, layer upon layer."""

    def __init__(self, text: FileText, path: str = FILE_NAME) -> None:
        self._text = text
        self._path = path
        self._values: dict[str, Value] = {}
        self._origins: dict[str, Origin] = {}
        self._lengths = dict.fromkeys(ARRAYS, 0)

    def add_file(self) -> None:
        self._add_table(self._text.tree, ())

    def _add_table(self, tree: Mapping[str, object], path: KeyPath) -> None:
        for name, value in tree.items():
            here = (*path, name)
            key = _without_places(here)
            if key in _ROWS and _ROWS[key].in_file:
                self._set(_ROWS[key], dotted(here), value, self._at(here))
            elif key in ARRAYS:
                self._add_array(key, here, value)
            elif key in _TABLES:
                self._open(here, value)
            else:
                raise self._unknown(here)

    def _add_array(self, array: str, path: KeyPath, value: object) -> None:
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            problem = f"is {ARRAYS[array].what}; begin each with [[{array}]]"
            raise mistake(self._at(path), dotted(path[:-1]), str(path[-1]), problem)
        self._lengths[array] = len(value)
        for place, item in enumerate(value):
            self._open((*path, place), item)

    def _open(self, path: KeyPath, value: object) -> None:
        table = dotted(path)
        if not isinstance(value, Mapping):
            problem = f"is a table; write [{table}] on a line of its own"
            raise mistake(self._at(path), dotted(path[:-1]), str(path[-1]), problem)
        self._origins[table] = self._at(path)
        self._add_table(value, path)

    def add_environment(self, environ: Mapping[str, str]) -> None:
        for name, text in sorted(environ.items()):
            row = _VARIABLES.get(name)
            if row is None:
                _refuse_misspelt(name)
            elif text.strip():
                self._set(row, row.key, row.from_text(text), Origin(Layer.ENVIRONMENT, name))

    def _set(self, row: Setting, key: str, value: object, at: Origin) -> None:
        try:
            self._values[key] = row.check(value)
        except ValueError as error:
            raise mistake(at, key.rpartition(".")[0], row.name, str(error)) from None
        self._origins[key] = at

    def _at(self, path: KeyPath) -> Origin:
        return Origin(Layer.FILE, self._path, self._text.line_of(path))

    def _unknown(self, path: KeyPath) -> ConfigError:
        name, table = str(path[-1]), dotted(path[:-1])
        allowed = _names_in(_without_places(path[:-1]))
        close = get_close_matches(name, allowed, n=1)
        if table.startswith((LLM, SEARCH, *(f"sources.{name}" for name in KEYED_SOURCES))) and is_name_of_key(name):
            problem = refusal_of_key(table)
        elif close:
            problem = f"unknown key; did you mean {close[0]}?"
        else:
            problem = f"unknown key; allowed here: {', '.join(allowed)}"
        return mistake(self._at(path), table, dotted(path[-1:]), problem)

    def build(self, home: Path, read_key: ReadKey) -> Loaded:
        """The settings, once every layer is laid. `read_key` reads the file of a model's key."""
        llm = self._llm(read_key)
        settings = Settings(
            home=home,
            sources=self._sources(read_key),
            fetch=FetchSettings(**given.values) if (given := self._given("fetch")) else FetchSettings(),
            abstracts=AbstractsSettings(**given.values) if (given := self._given("abstracts")) else AbstractsSettings(),
            llm=llm,
            search=self._search(read_key),
            brief=BriefSettings(**given.values) if (given := self._given(BRIEF)) else BriefSettings(),
            **self._top(),
        )
        return Loaded(settings, self._origins, self._values)

    def _sources(self, read_key: ReadKey) -> SourcesSettings:
        tables: dict[str, Any] = {name: self._source(name, read_key) for name in SOURCES}
        return SourcesSettings(feed=tuple(FeedSettings(**given.values) for given in self._each(FEED_PREFIX)), **tables)

    def _source(self, name: str, read_key: ReadKey) -> object:
        """The settings of one source; None where nothing speaks of it. A key alone has nothing to be the key of."""
        given = self._given(f"sources.{name}")
        if given is None:
            self._forget(f"sources.{name}.api_key")
            return None
        kind = _KINDS[name]
        values = {key: value for key, value in given.values.items() if key not in ("api_key", "api_key_file")}
        if name not in KEYED_SOURCES:
            return kind(**values)
        secret, origins = build_key(given, read_key, values.get("api_url", ""), named="api_url")
        self._origins |= origins
        return kind(**values, key=secret)

    def _llm(self, read_key: ReadKey) -> LlmSettings | None:
        first = self._given(LLM)
        if first is None:  # a key in the environment has nothing to be the key of
            self._forget(f"{LLM}.api_key")
            return None
        llm, origins_of_keys = build_llm(first, self._each(BETTER), read_key)
        self._origins |= origins_of_keys
        return llm

    def _search(self, read_key: ReadKey) -> SearchSettings:
        given = self._given(SEARCH)
        built = build_search(given, read_key) if given is not None else None
        if built is None or built[0].key is None:
            self._forget(f"{SEARCH}.api_key")
        if built is None:
            return SearchSettings()
        self._origins |= built[1]
        return built[0]

    def _forget(self, key: str) -> None:
        self._values.pop(key, None)
        self._origins.pop(key, None)

    def _each(self, array: str) -> tuple[Given, ...]:
        """The tables of an array, in order."""
        tables = tuple(filter(None, (self._given(f"{array}[{place}]") for place in range(self._lengths[array]))))
        if (unique := ARRAYS[array].unique) is not None:
            _refuse_twins(tables, unique)
        return tables

    def _given(self, table: str) -> Given | None:
        """A table that some layer speaks of; None where none does. A secret alone does not make a table stand."""
        rows = [row for row in SETTINGS if row.table == (array_of(table) or table)]
        given = {row.name: f"{table}.{row.name}" for row in rows if f"{table}.{row.name}" in self._values}
        if table not in self._origins and not any(row.in_file for row in rows if row.name in given):
            return None
        values = {name: self._values[key] for name, key in given.items()}
        origins = {name: self._origins[key] for name, key in given.items()}
        found = Given(table, values, self._origins.get(table, self._at(())), origins)
        for row in rows:
            if row.required and row.name not in values:
                raise found.mistake(row.name, f"is missing; add it. {row.meaning}")
        return found

    def _top(self) -> dict[str, Any]:
        return {row.name: self._values[row.key] for row in SETTINGS if not row.table and row.key in self._values}


def _refuse_twins(tables: tuple[Given, ...], name: str) -> None:
    first: dict[object, Given] = {}
    for table in tables:
        other = first.setdefault(table.values[name], table)
        if other is not table:
            line = other.origins[name].line
            raise table.mistake(name, f"{table.values[name]!r} is listed already (line {line}); remove one of the two")


def _without_places(path: KeyPath) -> str:
    """("sources", "feed", 0, "id") -> "sources.feed.id", as the table of settings has it."""
    return dotted(tuple(part for part in path if isinstance(part, str)))


def _names_in(table: str) -> dict[str, None]:
    """The names that may stand in a table, in order."""
    prefix = f"{table}." if table else ""
    keys = (row.key for row in SETTINGS if row.key.startswith(prefix) and row.in_file)
    return dict.fromkeys(key.removeprefix(prefix).partition(".")[0] for key in keys)


def _refuse_misspelt(variable: str) -> None:
    close = get_close_matches(variable, _VARIABLES, n=1, cutoff=0.9) if variable.startswith("ACADEMICHUB_") else []
    if close:
        raise ConfigError(f"{variable}: unknown environment variable; did you mean {close[0]}?")
