"""What a member of an upstream's JSON holds, where anything may stand there: text, number, day, list, object. Pure.

Never raises: what is not there, or is of another kind, is None or empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

__all__ = ["Json", "count_of", "day_of", "text_of"]

_NOT_STORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def text_of(value: object) -> str | None:
    """A text without blanks around it, of a whole number its digits; None for nothing and for what is no text."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
        return str(value)
    text = _NOT_STORABLE.sub("", value).strip() if isinstance(value, str) else ""
    return text or None


def count_of(value: object) -> int | None:
    """A whole number from 0, written as a number or as text."""
    text = text_of(value) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def day_of(value: object) -> date | None:
    """The day at the front of an ISO date or time."""
    try:
        return date.fromisoformat((text_of(value) or "")[:10])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Json:
    """One JSON object, asked by the names of its members."""

    members: Mapping[str, object]

    def text(self, name: str) -> str | None:
        return text_of(self.members.get(name))

    def count(self, name: str) -> int | None:
        return count_of(self.members.get(name))

    def day(self, name: str) -> date | None:
        return day_of(self.members.get(name))

    def inner(self, name: str) -> Json:
        """The object there; one without members where there is none."""
        value = self.members.get(name)
        return Json(value if isinstance(value, dict) else {})

    def list(self, name: str) -> list[object]:
        value = self.members.get(name)
        return value if isinstance(value, list) else []

    def texts(self, name: str) -> Iterator[str]:
        """The texts of a list, those that are none left out."""
        return (text for text in map(text_of, self.list(name)) if text is not None)

    def each(self, name: str) -> Iterator[Json]:
        """The objects of a list, what is none left out."""
        return (Json(value) for value in self.list(name) if isinstance(value, dict))
