"""What of an address may be shown: passwords and keys travel in its user name and its query. Pure."""

from __future__ import annotations

import re

__all__ = ["without_query", "without_secrets"]

_MASK = "•••"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def without_query(address: str) -> str:
    """A sound address as it may be shown: `https://example.org/feed?•••`."""
    return re.sub(r"\?[^#]*", f"?{_MASK}", address, count=1)


def without_secrets(text: str) -> str:
    """What was written in the place of an address: without user name, password, query and fragment.

    It may be no address at all, and a password may hold any character: all before the last @ goes, but for the scheme.
    """
    found = _SCHEME.match(text)
    scheme = found.group() if found else ""
    _, at, rest = text.removeprefix(scheme).rpartition("@")
    return scheme + (f"{_MASK}@" if at else "") + re.sub(r"[?#].*", f"?{_MASK}", rest, count=1, flags=re.DOTALL)
