"""A search as it is saved: its filters written into its text, as the grammar reads them. Pure."""

from __future__ import annotations

import re

from academichub.model import Query
from academichub.text import clean_characters

__all__ = ["text_to_save"]

_QUOTES = re.compile(r"[\"“”„«»「」『』《》＂]")


def text_to_save(text: str, filters: Query) -> str:
    """The text with the filters that were given beside it, before it, where they win over its own.

    An author stands as a field to look in, since the grammar has no exact filter of authors.
    """
    given = [
        f"{name}:{_quoted(str(value))}"
        for name in ("day", "since", "source", "category", "year", "author")
        if (value := getattr(filters, name)) is not None and str(value).strip()
    ]
    return " ".join([*given, *clean_characters(text).split()])  # cleaned first, as the grammar does


def _quoted(value: str) -> str:
    """Quoted where it is more than one word; marks of quotation inside would end it early."""
    bare = " ".join(_QUOTES.sub(" ", clean_characters(value)).split())
    return f'"{bare}"' if " " in bare else bare
