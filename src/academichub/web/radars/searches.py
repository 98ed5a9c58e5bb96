"""A search as one text: its words, and its filters written as the grammar of searching reads them. Pure."""

from __future__ import annotations

from datetime import date

from academichub.model import Query
from academichub.search.grammar import LONGEST

__all__ = ["text_of_search"]

_FILTERS = ("day", "since", "source", "category", "author", "year")
_QUOTES = ('""', "“”", "「」", "『』", "《》")


def text_of_search(words: str, filters: Query) -> str | None:
    """The text that finds the same; None where there is none, or it would be longer than what is read of a query.

    Filters stand first, as the first of a kind is the one that counts.
    """
    named = ((name, getattr(filters, name)) for name in _FILTERS)
    parts = [f"{name}:{written}" for name, value in named if value is not None and (written := _written(value))]
    text = " ".join((*parts, words)).strip()
    return text if text and len(text) <= LONGEST else None


def _written(value: object) -> str | None:
    """A value in the quotation marks that it needs; None where none of them can hold it."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    if not any(mark in text for marks in _QUOTES for mark in marks) and " " not in text:
        return text
    return next((f"{marks[0]}{text}{marks[1]}" for marks in _QUOTES if not set(marks) & set(text)), None)
