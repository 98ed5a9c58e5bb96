"""The style sheet and the script, read once from the package and named by their content.

An address that carries the right content name may be kept for a year; a bare one must be asked again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

__all__ = ["Asset", "load_assets"]

_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of the pages. `digest` names its content."""

    name: str
    body: bytes
    media_type: str
    digest: str

    @property
    def url(self) -> str:
        return f"/static/{self.name}?v={self.digest}"


def load_assets() -> Mapping[str, Asset]:
    """Every file of the package's static folder of a kind we serve, by name."""
    folder = resources.files("academichub.web") / "static"
    assets: dict[str, Asset] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        media_type = _MEDIA_TYPES.get("." + file.name.rpartition(".")[2])
        if media_type is not None:
            body = file.read_bytes()
            assets[file.name] = Asset(file.name, body, media_type, hashlib.sha256(body).hexdigest()[:12])
    return assets
