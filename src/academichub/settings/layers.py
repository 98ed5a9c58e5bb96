"""Laying the settings over each other: defaults < hub.toml < environment. Pure.

Owns where each value came from, and the messages about unknown keys and bad values; which keys there are is
table.py, and reading files is file.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any

from academichub.errors import ConfigError
from academichub.settings import (
    ArxivSettings,
    FeedSettings,
    FetchSettings,
    RxivSettings,
    Settings,
    SourcesSettings,
)
from academichub.settings.table import FEED, FEED_PREFIX, SETTINGS, Setting
from academichub.settings.toml import FileText, KeyPath

__all__ = ["FILE_NAME", "HOME_VARIABLE", "Layer", "Layers", "Loaded", "Origin"]

FILE_NAME = "hub.toml"
HOME_VARIABLE = "ACADEMICHUB_HOME"

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ROWS = {row.key: row for row in SETTINGS}
_VARIABLES = {row.variable: row for row in SETTINGS if row.variable}
_TABLES = {row.key.rpartition(".")[0] for row in SETTINGS} | {"sources"} - {"", FEED_PREFIX}


class Layer(StrEnum):
    """What set a value; a later layer wins over an earlier one."""

    DEFAULT = "default"
    FILE = "file"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from. `line` (from 1) is None outside hub.toml; `name` is a variable's, or the file's path."""

    layer: Layer
    name: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        """With the file's whole path, for a reader may have several hub.toml."""
        where = self.name or (FILE_NAME if self.layer is Layer.FILE else self.layer.value)
        return f"{where}, line {self.line}" if self.line else where

    @property
    def brief(self) -> Origin:
        """The same without the path, for a list of settings that are all of one file."""
        return Origin(self.layer, line=self.line) if self.layer is Layer.FILE else self


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, and where each value came from.

    `origins` is keyed as in "sources.arxiv.categories" and "sources.feed[0].id"; a table that the file opens has an
    origin too ("sources.biorxiv", "sources.feed[0]"). A key that is absent has its default.
    """

    settings: Settings
    origins: Mapping[str, Origin]

    def origin(self, key: str) -> Origin:
        return self.origins.get(key, Origin(Layer.DEFAULT))


class Layers:
    """Values and origins by key, layer upon layer."""

    def __init__(self, text: FileText, path: str = FILE_NAME) -> None:
        self._text = text
        self._path = path
        self._values: dict[str, str | tuple[str, ...] | None] = {}
        self._feeds: list[dict[str, str | None]] = []
        self.origins: dict[str, Origin] = {}

    def add_file(self) -> None:
        self._add_table(self._text.tree, ())

    def _add_table(self, tree: Mapping[str, object], path: KeyPath) -> None:
        for name, value in tree.items():
            here = (*path, name)
            key = _dotted(here)
            if key in _ROWS:
                self._set(_ROWS[key], key, value, self._at(here))
            elif key == FEED_PREFIX:
                self._add_feeds(value, here)
            elif key in _TABLES:
                self._open(here, value)
            else:
                raise self._unknown(here, _names_in(_dotted(path)))

    def _open(self, path: KeyPath, value: object) -> None:
        key = _dotted(path)
        if not isinstance(value, Mapping):
            raise _bad(self._at(path), key, f"is a table; write [{key}] on a line of its own")
        self.origins[key] = self._at(path)
        self._add_table(value, path)

    def _add_feeds(self, value: object, path: KeyPath) -> None:
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            raise _bad(self._at(path), FEED_PREFIX, f"is a list of feeds; begin each with [[{FEED_PREFIX}]]")
        for place, item in enumerate(value):
            self._add_feed(item, (*path, place))

    def _add_feed(self, tree: Mapping[str, object], path: KeyPath) -> None:
        table = _dotted(path)
        self.origins[table] = self._at(path)
        self._feeds.append(feed := {})
        for name, value in tree.items():
            if name not in FEED:
                raise self._unknown((*path, name), FEED)
            at = self._at((*path, name))
            feed[name] = str(_checked(FEED[name], f"{table}.{name}", value, at))
            self.origins[f"{table}.{name}"] = at
        self._check_feed(feed, table)

    def _check_feed(self, feed: Mapping[str, str | None], table: str) -> None:
        at = self.origins[table]
        if "id" not in feed:
            raise _bad(at, f"{table}.id", f"is missing; name it. {FEED['id'].meaning}")
        for place, other in enumerate(self._feeds[:-1]):
            if other["id"] == feed["id"]:
                first = self.origins[f"{FEED_PREFIX}[{place}].id"]
                problem = f"{feed['id']!r} is listed already (line {first.line}); remove one of the two"
                raise _bad(self.origins[f"{table}.id"], f"{table}.id", problem)

    def add_environment(self, environ: Mapping[str, str]) -> None:
        for name, text in sorted(environ.items()):
            row = _VARIABLES.get(name)
            if row is None:
                _refuse_misspelt(name)
            elif text.strip():
                self._set(row, row.key, _split(row, text), Origin(Layer.ENVIRONMENT, name))

    def _set(self, row: Setting, key: str, value: object, at: Origin) -> None:
        self._values[key] = _checked(row, key, value, at)
        self.origins[key] = at

    def _at(self, path: KeyPath) -> Origin:
        return Origin(Layer.FILE, self._path, self._text.line_of(path))

    def _unknown(self, path: KeyPath, allowed: Mapping[str, object]) -> ConfigError:
        name = str(path[-1])
        close = get_close_matches(name, allowed, n=1)
        remedy = f"did you mean {close[0]}?" if close else f"allowed here: {', '.join(allowed)}"
        return _told(self._at(path), _dotted(path[:-1]), _dotted(path[-1:]), f"unknown key; {remedy}")

    def build(self, home: Path) -> Settings:
        language = self._values.get("language") or _ROWS["language"].default
        contact = self._values.get("contact")
        return Settings(
            home=home,
            language=str(language),
            contact=None if contact is None else str(contact),
            sources=SourcesSettings(
                arxiv=ArxivSettings(**keys) if (keys := self._table("sources.arxiv")) is not None else None,
                biorxiv=RxivSettings(**keys) if (keys := self._table("sources.biorxiv")) is not None else None,
                medrxiv=RxivSettings(**keys) if (keys := self._table("sources.medrxiv")) is not None else None,
                feed=tuple(FeedSettings(**feed) for feed in self._feeds),  # type: ignore[arg-type]
            ),
            fetch=FetchSettings(**(self._table("fetch") or {})),
        )

    def _table(self, table: str) -> dict[str, Any] | None:
        """The keys of a table that some layer set; None where no layer speaks of it."""
        rows = [row for row in SETTINGS if row.key.rpartition(".")[0] == table]
        given = {row.key: self._values[row.key] for row in rows if row.key in self._values}
        if not given and table not in self.origins:
            return None
        for row in rows:
            if row.required and row.key not in given:
                at = self.origins.get(table, self._at(()))
                raise _bad(at, row.key, f"is missing; add it. {row.meaning}")
        return {key.rpartition(".")[2]: value for key, value in given.items()}


def _checked(row: Setting, key: str, value: object, at: Origin) -> str | tuple[str, ...] | None:
    try:
        return row.check(value)
    except ValueError as error:
        raise _bad(at, key, str(error)) from None


def _bad(at: Origin, key: str, problem: str) -> ConfigError:
    table, _, name = key.rpartition(".")
    return _told(at, table, name, problem)


def _told(at: Origin, table: str, name: str, problem: str) -> ConfigError:
    table = f"[[{FEED_PREFIX}]]" if table.startswith(FEED_PREFIX) else f"[{table}]" if table else ""
    place = f"{table} {name}" if table else name
    return ConfigError(f"{at}: {place}: {problem}")


def _dotted(path: KeyPath) -> str:
    """("sources", "feed", 0, "id") -> "sources.feed[0].id"."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            name = part if _BARE.fullmatch(part) else json.dumps(part)  # a quoted key must not pass for a path
            text += f".{name}" if text else name
    return text


def _names_in(table: str) -> dict[str, None]:
    """The names that may stand in a table, in order."""
    prefix = f"{table}." if table else ""
    keys = (row.key for row in SETTINGS if row.key.startswith(prefix))
    return dict.fromkeys(key.removeprefix(prefix).partition(".")[0] for key in keys)


def _split(row: Setting, text: str) -> object:
    """A list is written in a variable with commas between its items."""
    if not isinstance(row.default, tuple):
        return text
    return [item.strip() for item in text.split(",") if item.strip()]


def _refuse_misspelt(variable: str) -> None:
    close = get_close_matches(variable, _VARIABLES, n=1, cutoff=0.9) if variable.startswith("ACADEMICHUB_") else []
    if close:
        raise ConfigError(f"{variable}: unknown environment variable; did you mean {close[0]}?")
