"""Packages that are installed only where the reader asked for search by meaning."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from academichub.errors import ConfigError

__all__ = ["file_of", "need", "version_of"]

_EXTRA = "academichub[semantic]"


def need(module: str, install: str = _EXTRA) -> None:
    """Raises: ConfigError where a module cannot be imported, with the command that installs it."""
    if find_spec(module) is None:
        raise ConfigError(f"search by meaning needs {module}; run: pip install '{install}'", subject="[search] encoder")


def file_of(module: str, *parts: str) -> Path:
    """A data file of an installed package, which is not imported for it. Raises: ConfigError."""
    spec = find_spec(module)
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    found = [path for folder in folders if (path := Path(folder, *parts)).is_file()]
    if not found:
        raise ConfigError(
            f"search by meaning needs {parts[-1]} of {module}; run: pip install '{_EXTRA}'", subject="[search] encoder"
        )
    return found[0]


def version_of(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "?"
