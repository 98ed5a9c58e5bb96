"""Names of people as libraries write them, given name first. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["given_first", "in_bibtex"]

_JUNIOR = re.compile(r"(?:Jr|Sr|II|III|IV|2nd|3rd)\.?", re.IGNORECASE)
_LONGEST = 200_000  # characters of one list of authors that are looked at
_AND = re.compile(r"\s+and\s+|[{}]", re.IGNORECASE)


def given_first(name: str) -> str:
    """ "Doe, Jane" and "Doe, Jr., Jane" as "Jane Doe" and "Jane Doe Jr."; a name with no or more commas as it is."""
    parts = [part.strip() for part in name.split(",", 4)]
    parts = [part for part in parts if part]
    if len(parts) == 2:
        family, given = parts
        return f"{family} {given}" if _JUNIOR.fullmatch(given) else f"{given} {family}"
    if len(parts) == 3 and _JUNIOR.fullmatch(parts[1]):
        return f"{parts[2]} {parts[0]} {parts[1]}"
    if len(parts) == 3 and _JUNIOR.fullmatch(parts[2]):
        return f"{parts[1]} {parts[0]} {parts[2]}"
    return parts[0] if len(parts) == 1 else name.strip()


def in_bibtex(text: str) -> Iterator[str]:
    """The names in an author field of BibTeX. A name in braces is one whole; "and others" is nobody."""
    for name in _split(text[:_LONGEST]):
        name = name.strip()
        if name and name.lower() != "others":
            yield name if name[0] == "{" and name[-1] == "}" else given_first(name)


def _split(text: str) -> Iterator[str]:
    """At each "and" outside of braces."""
    start = depth = 0
    for sign in _AND.finditer(text):
        if sign.group() == "{":
            depth += 1
        elif sign.group() == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            yield text[start : sign.start()]
            start = sign.end()
    yield text[start:]
