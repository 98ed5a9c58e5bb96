"""Reading and writing hub.toml in the home folder, and showing each setting with its origin.

Which keys there are is table.py; what wins over what, and the messages about bad values, layers.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from platformdirs import user_data_path

from academichub.errors import ConfigError
from academichub.settings import Settings
from academichub.settings.layers import FILE_NAME, HOME_VARIABLE, Layer, Layers, Loaded, Origin
from academichub.settings.masking import without_query
from academichub.settings.table import FEED, FEED_PREFIX, SETTINGS
from academichub.settings.toml import parse_toml

__all__ = [
    "FILE_NAME",
    "HOME_VARIABLE",
    "Described",
    "Layer",
    "Loaded",
    "Origin",
    "describe_settings",
    "home_folder",
    "load_settings",
    "make_home",
    "template_text",
    "write_template",
]


@dataclass(frozen=True, slots=True)
class Described:
    """One line of `academichub settings`. `value` is None where nothing is set; a feed's query is masked."""

    key: str
    value: str | tuple[str, ...] | None
    origin: Origin
    meaning: str
    variable: str | None = None


def home_folder(home: Path | None, environ: Mapping[str, str]) -> Path:
    """The home folder, absolute: `home` (of --home), else ACADEMICHUB_HOME, else the platform's data folder."""
    named = home or environ.get(HOME_VARIABLE) or user_data_path("academichub", appauthor=False)
    try:
        return Path(named).expanduser().absolute()
    except RuntimeError as error:
        raise ConfigError(f"the home folder {str(named)!r} cannot be found: {error}; name it in full") from None


def load_settings(home: Path | None = None, environ: Mapping[str, str] | None = None) -> Loaded:
    """Read hub.toml of the home folder, and the environment.

    Raises: ConfigError when the file is missing or unreadable, a key unknown or a value bad; the message names the
    key, the file and the line, and ends with what to do.
    """
    environ = environ or {}
    folder = home_folder(home, environ)
    path = folder / FILE_NAME
    reading = Layers(parse_toml(_read(path), str(path)), str(path))
    reading.add_file()
    reading.add_environment(environ)
    return Loaded(reading.build(folder), reading.origins)


def describe_settings(loaded: Loaded) -> tuple[Described, ...]:
    """Every setting in the order of the file, each feed's keys under "sources.feed[N]"."""
    rows: list[Described] = []
    for row in SETTINGS:
        if row.key == f"{FEED_PREFIX}.id":
            rows.extend(_described_feeds(loaded))
        elif not row.key.startswith(f"{FEED_PREFIX}."):
            value = _value_at(loaded.settings, row.key)
            rows.append(Described(row.key, value, loaded.origin(row.key).brief, row.meaning, row.variable))
    return tuple(rows)


def template_text() -> str:
    """The commented hub.toml that `academichub init` writes."""
    return files("academichub.settings").joinpath("hub_template.toml").read_text(encoding="utf-8")


def write_template(home: Path) -> Path:
    """Write the template into the home folder, which is made if need be; gives the file's path.

    Raises: ConfigError when there is a hub.toml already (it is left as it is) or it cannot be written.
    """
    path = home / FILE_NAME
    try:
        make_home(home)
        with open(path, "x", encoding="utf-8", newline="\n", opener=_private) as file:
            file.write(template_text())
    except FileExistsError:
        raise ConfigError(f"{path} exists already and was left as it is; edit it, or move it away first") from None
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}; choose another folder with --home") from None
    return path


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def make_home(home: Path) -> None:
    """Make the home folder, for its owner alone; one that is there stays as it is. Raises: ConfigError."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{home} cannot be made: {error.strerror}; choose another folder with --home") from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file; write one with: academichub init") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}; mend its permissions or choose --home") from error


def _value_at(settings: Settings, key: str) -> str | tuple[str, ...] | None:
    value: object = settings
    for name in key.split("."):
        value = getattr(value, name, None)
    return value if isinstance(value, str | tuple) else None


def _described_feeds(loaded: Loaded) -> Iterator[Described]:
    for place, feed in enumerate(loaded.settings.sources.feed):
        for name, row in FEED.items():
            key = f"{FEED_PREFIX}[{place}].{name}"
            if getattr(feed, name) is not None:
                value = getattr(feed, name)
                shown = without_query(value) if name == "url" else value  # keys travel there
                yield Described(key, shown, loaded.origin(key).brief, row.meaning)
