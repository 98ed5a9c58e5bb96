"""Reading and writing hub.toml in the home folder.

Which keys there are is table.py; what wins over what, and the messages about bad values, layers.py; what
`academichub settings` shows, describing.py.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path

from platformdirs import user_data_path

from academichub.errors import ConfigError
from academichub.settings import FeedSettings
from academichub.settings.describing import Described, describe_settings
from academichub.settings.following import with_feeds
from academichub.settings.given import FILE_NAME, Layer, Loaded, Origin
from academichub.settings.key_file import read_key_file
from academichub.settings.layers import HOME_VARIABLE, Layers
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
    "settings_with_feeds",
    "template_text",
    "write_template",
]

_ENOUGH = 1_000_001  # bytes; more than a million are refused where they are parsed


def home_folder(home: Path | None, environ: Mapping[str, str]) -> Path:
    """The home folder, absolute: `home` (of --home), else ACADEMICHUB_HOME, else the platform's data folder."""
    named = home or environ.get(HOME_VARIABLE) or user_data_path("academichub", appauthor=False)
    try:
        return Path(named).expanduser().absolute()
    except RuntimeError as error:
        raise ConfigError(f"the home folder {str(named)!r} cannot be found: {error}; name it in full") from None


def load_settings(home: Path | None = None, environ: Mapping[str, str] | None = None) -> Loaded:
    """Read hub.toml of the home folder, the environment, and the files of keys that they name.

    Raises: ConfigError when a file is missing or unreadable, a key unknown or a value bad; the message names the
    key, the file and the line, and ends with what to do.
    """
    environ = environ or {}
    folder = home_folder(home, environ)
    return _parse_settings(_read(folder / FILE_NAME), folder, environ)


def _parse_settings(data: bytes, folder: Path, environ: Mapping[str, str]) -> Loaded:
    """Raises: ConfigError."""
    path = folder / FILE_NAME
    reading = Layers(parse_toml(data, str(path)), str(path))
    reading.add_file()
    reading.add_environment(environ)
    return reading.build(folder, partial(read_key_file, folder))


def settings_with_feeds(home: Path, environ: Mapping[str, str], feeds: Sequence[FeedSettings]) -> bytes:
    """hub.toml with further feeds at its end; every word that stands there stays.

    Raises: ConfigError where the file could not be read with them.
    """
    path = home / FILE_NAME
    data = with_feeds(_read(path).decode("utf-8-sig", "replace"), feeds).encode()
    try:
        loaded = _parse_settings(data, home, environ)
        if not {feed.id for feed in feeds} <= {feed.id for feed in loaded.settings.sources.feed}:
            raise ConfigError("the feeds do not stand where they were put")
    except ConfigError as error:
        remedy = "write its feeds as tables, each under [[sources.feed]], then try again"
        raise ConfigError(f"{path}: feeds cannot be added at its end ({error.message}); {remedy}") from None
    return data


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
        with open(path, "rb", opener=_open_at_once) as file:
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return file.read(_ENOUGH)
        raise ConfigError(
            f"{path}: is no plain file; write the settings into one, or choose another folder with --home"
        )
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file; write one with: academichub init") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}; mend its permissions or choose --home") from error


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # to open a pipe would wait for its writer
