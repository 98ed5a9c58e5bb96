"""What the layers gave: where a value came from, one table's values, and how a mistake in it is told. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from academichub.errors import ConfigError
from academichub.settings import Settings
from academichub.settings.table import ARRAYS, Value
from academichub.settings.toml import KeyPath

__all__ = ["FILE_NAME", "Given", "Layer", "Loaded", "Origin", "array_of", "dotted", "mistake", "table_shown"]

FILE_NAME = "hub.toml"

_BARE = re.compile(r"[A-Za-z0-9_-]+")


class Layer(StrEnum):
    """What set a value; a later layer wins over an earlier one."""

    DEFAULT = "default"
    FILE = "file"
    KEY_FILE = "key file"
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
    origin too ("sources.biorxiv", "sources.feed[0]"). A key that is absent has its default. `values` has what was
    given for each key, before defaults; a key of a model that was read from a file is not among them.
    """

    settings: Settings
    origins: Mapping[str, Origin]
    values: Mapping[str, Value] = field(default_factory=dict)

    def origin(self, key: str) -> Origin:
        return self.origins.get(key, Origin(Layer.DEFAULT))


@dataclass(frozen=True, slots=True)
class Given:
    """One table that stands: "llm", "llm.better[0]". `values` has what was given, by the keys as the table writes them.

    `at` is where the table begins, `origins` where each of its values is.
    """

    table: str
    values: Mapping[str, Any]
    at: Origin
    origins: Mapping[str, Origin]

    def mistake(self, name: str, problem: str) -> ConfigError:
        return mistake(self.origins.get(name, self.at), self.table, name, problem)


def mistake(at: Origin, table: str, name: str, problem: str) -> ConfigError:
    return ConfigError(f"{at}: {table_shown(table)} {name}: {problem}" if table else f"{at}: {name}: {problem}")


def table_shown(table: str) -> str:
    """A table as the file writes it: [llm], [[llm.better]]."""
    array = array_of(table)
    return f"[[{array}]]" if array else f"[{table}]"


def array_of(table: str) -> str | None:
    """The array that a table is one of; None for a table that there is but once."""
    array = table.partition("[")[0]
    return array if array in ARRAYS and array != table else None


def dotted(path: KeyPath) -> str:
    """("sources", "feed", 0, "id") -> "sources.feed[0].id"."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            name = part if _BARE.fullmatch(part) else json.dumps(part)  # a quoted key must not pass for a path
            text += f".{name}" if text else name
    return text
