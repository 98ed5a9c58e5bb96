"""What `academichub settings` shows: each setting with its value, where that came from, and what it means. Pure.

A key is shown as "(set)", the query of a feed's address as dots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from academichub.settings import Hours, Secret, Settings
from academichub.settings.given import Loaded, Origin, array_of
from academichub.settings.masking import without_query
from academichub.settings.table import ARRAYS, BETTER, BRIEF, FEED_PREFIX, LLM, SEARCH, SETTINGS, SOURCES, Setting

__all__ = ["Described", "describe_settings"]

_API_KEY = next(row for row in SETTINGS if row.key == f"{LLM}.api_key")
_ATTRIBUTES = {"api_key": "key"}  # where the types have another name than the file

Holders = Mapping[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Described:
    """One line of `academichub settings`. `value` is None where nothing is set; secrets are masked."""

    key: str
    value: str | int | float | tuple[str, ...] | None
    origin: Origin
    meaning: str
    variable: str | None = None


def describe_settings(loaded: Loaded) -> tuple[Described, ...]:
    """Every setting in the order of the file, the keys of arrays under "sources.feed[N]" and "llm.better[N]"."""
    holders = _holders(loaded.settings)
    rows: list[Described] = []
    told: set[str] = set()
    for row in SETTINGS:
        if row.table not in ARRAYS:
            rows.append(_described(loaded, holders, row, row.key))
        elif row.table not in told:
            told.add(row.table)
            rows.extend(_described_array(loaded, holders, row.table))
    return tuple(rows)


def _described_array(loaded: Loaded, holders: Holders, array: str) -> Iterator[Described]:
    """The keys of each table that have a value."""
    settings = [row for row in SETTINGS if row.table == array] + ([_API_KEY] if array == BETTER else [])
    for table in (table for table in holders if array_of(table) == array):
        for row in settings:
            described = _described(loaded, holders, row, f"{table}.{row.name}")
            if described.value is not None:
                yield described


def _described(loaded: Loaded, holders: Holders, row: Setting, key: str) -> Described:
    value = _shown(row, _value(loaded, holders, key))
    variable = row.variable if key == row.key else None
    return Described(key, value, loaded.origin(key).brief, row.meaning, variable)


def _holders(settings: Settings) -> Holders:
    """What has the values of each table that stands."""
    sources = settings.sources
    held: dict[str, tuple[object, ...]] = {"": (settings,), "fetch": (settings.fetch,), SEARCH: (settings.search,)}
    held[BRIEF] = (settings.brief,)
    held |= {f"sources.{name}": (getattr(sources, name),) for name in SOURCES}
    held |= {f"{FEED_PREFIX}[{place}]": (feed,) for place, feed in enumerate(sources.feed)}
    if settings.llm is not None:
        held[LLM] = (settings.llm, settings.llm.models[0])
        held |= {f"{BETTER}[{place}]": (model,) for place, model in enumerate(settings.llm.models[1:])}
    return held


def _value(loaded: Loaded, holders: Holders, key: str) -> object:
    table, _, name = key.rpartition(".")
    found = (getattr(holder, _ATTRIBUTES.get(name, name), None) for holder in holders.get(table, ()))
    return next((value for value in found if value is not None), loaded.values.get(key))


def _shown(row: Setting, value: object) -> str | int | float | tuple[str, ...] | None:
    if isinstance(value, Secret | Hours):
        return str(value)
    if isinstance(value, str) and row.key == f"{FEED_PREFIX}.url":
        return without_query(value)  # keys travel there
    return value if isinstance(value, str | int | float | tuple) else None
