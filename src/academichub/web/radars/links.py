"""Addresses of radars, whatever their names are. Pure."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import quote

from academichub.model import PaperId

__all__ = ["anchor_of", "radar_path"]


def radar_path(name: str, page: str = "") -> str:
    """Where a radar lies: its own page, or its page `edit`, `hidden`, … of that kind."""
    return f"/radar/{quote(name, safe='')}" + (f"/{page}" if page else "")


def anchor_of(paper_id: PaperId) -> str:
    """Where the card of a paper stands on a page of radars; good in an address whatever the id is."""
    return "r-" + sha256(paper_id.encode("utf-8", "replace")).hexdigest()[:12]
