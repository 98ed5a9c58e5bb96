"""Settings read from a text, and the message where they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from academichub.errors import ConfigError
from academichub.settings.file import Loaded, load_settings

__all__ = ["load", "mistake"]


def load(home: Path, text: str | bytes, environ: dict[str, str] | None = None) -> Loaded:
    home.joinpath("hub.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_settings(home, environ or {})


def mistake(home: Path, text: str | bytes, environ: dict[str, str] | None = None) -> str:
    with pytest.raises(ConfigError) as caught:
        load(home, text, environ)
    return str(caught.value)
