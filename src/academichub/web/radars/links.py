"""Addresses of radars, whatever their names are. Pure."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import quote

from academichub.model import PaperId

__all__ = ["anchor_of", "name_in", "radar_path"]

_ESCAPE = "~"


def radar_path(name: str, page: str = "") -> str:
    """Where a radar lies: its own page, or its page `edit`, `hidden`, … of that kind.

    A browser folds a part of nothing but dots away, however it is encoded: such a name is led by a tilde.
    """
    escape = _ESCAPE if name.startswith(_ESCAPE) or not name.strip(".") else ""
    return f"/radar/{escape}{quote(name, safe='')}" + (f"/{page}" if page else "")


def name_in(part: str) -> str:
    """The name of the radar in the decoded part of a path."""
    return part.removeprefix(_ESCAPE)


def anchor_of(paper_id: PaperId) -> str:
    """Where the card of a paper stands on a page of radars; good in an address whatever the id is."""
    return "r-" + sha256(paper_id.encode("utf-8", "replace")).hexdigest()[:12]
