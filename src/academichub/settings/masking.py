"""What of an address may be shown: passwords and keys travel in its user name and its query. Pure."""

from __future__ import annotations

import re

__all__ = ["without_keys", "without_query", "without_secrets"]

_MASK = "•••"
_HARMLESS = frozenset(
    word
    for words in (
        "cursor cursormark date datetype db fields fieldsofstudy filter format from id limit maxdate mindate offset",
        "page pagesize per_page publicationdateoryear query resulttype retmax retmode retstart rows search select sort",
        "term to tool until verb metadataprefix set",
    )
    for word in words.split()
)
"""Parameters that no upstream of ours takes a key, or a reader's mail address, in."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def without_query(address: str) -> str:
    """A sound address as it may be shown: `https://example.org/feed?•••`."""
    return re.sub(r"\?[^#]*", f"?{_MASK}", address, count=1)


def without_keys(address: str) -> str:
    """A sound address as it may be shown: of its query the parameters that hold no key, and dots for the others."""
    front, mark, query = address.partition("?")
    return front + mark + "&".join(_shown_pair(pair) for pair in query.split("&")) if mark else address


def _shown_pair(pair: str) -> str:
    name, equals, _ = pair.partition("=")
    return pair if name.lower() in _HARMLESS else f"{name}{equals}{_MASK}" if equals else _MASK


def without_secrets(text: str) -> str:
    """What was written in the place of an address: without user name, password, query and fragment.

    It may be no address at all, and a password may hold any character: all before the last @ goes, but for the scheme.
    """
    found = _SCHEME.match(text)
    scheme = found.group() if found else ""
    _, at, rest = text.removeprefix(scheme).rpartition("@")
    return scheme + (f"{_MASK}@" if at else "") + re.sub(r"[?#].*", f"?{_MASK}", rest, count=1, flags=re.DOTALL)
