"""The style sheet and the script, read once from the package and named by their content.

An address that carries the right content name may be kept for a year; a bare one must be asked again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from academichub.publish.pictures import PICTURE_STYLE

__all__ = ["Asset", "load_assets"]

_PICTURES = "pictures.css"
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
    """Every file of the package's static folder of a kind we serve, by name; and the style of pictures, which the room
    that draws them owns.
    """
    folder = resources.files("academichub.web") / "static"
    assets: dict[str, Asset] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        media_type = _MEDIA_TYPES.get("." + file.name.rpartition(".")[2])
        if media_type is not None:
            assets[file.name] = _asset(file.name, file.read_bytes(), media_type)
    assets[_PICTURES] = _asset(_PICTURES, PICTURE_STYLE.encode("utf-8"), _MEDIA_TYPES[".css"])
    return assets


def _asset(name: str, body: bytes, media_type: str) -> Asset:
    return Asset(name, body, media_type, hashlib.sha256(body).hexdigest()[:12])
