"""A source and a draft as the checks read them. Pure; owns no rule of its own.

What is worked out of a source is kept for the next draft of the same paper: a re-ask, or another language.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any

from academichub.summary.drafts import Draft, SourceText

__all__ = [
    "HAN",
    "LATIN_WORD",
    "excerpt",
    "fold",
    "folded_source",
    "is_chinese",
    "joined",
    "joined_fold",
    "plain_form",
    "read_table",
    "says",
]

_KEPT = 32  # sources: a few papers are in flight at a time

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""The Han characters, for use inside a character class."""

LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*")


def is_chinese(draft: Draft) -> bool:
    return draft.language.lower().startswith("zh")


@lru_cache(512)
def plain_form(text: str) -> str:
    """Compatibility forms undone, so that full-width or styled letters hide nothing. Each check asks for it again."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def fold(text: str) -> str:
    """The plain form in lower case."""
    return plain_form(text).lower()


@lru_cache(_KEPT)
def folded_source(source: SourceText) -> str:
    """All that the source shows, folded, each run of white space as one space."""
    return " ".join(fold(source.plain).split())


def joined(draft: Draft) -> str:
    """The plain forms of all fields, one a line: for a first look, so that a good draft is read once."""
    return _joined(tuple([field.text for field in draft.fields.values()]))


def joined_fold(draft: Draft) -> str:
    """As `joined`, in lower case."""
    return _joined_fold(tuple([field.text for field in draft.fields.values()]))


@lru_cache(_KEPT)
def _joined(texts: tuple[str, ...]) -> str:
    return "\n".join(map(plain_form, texts))


@lru_cache(_KEPT)
def _joined_fold(texts: tuple[str, ...]) -> str:
    return _joined(texts).lower()


def says(folded: str, words: Iterable[str]) -> bool:
    """Whether any of the folded words occurs in the folded text, be it inside a longer word."""
    return any(word in folded for word in words)


def excerpt(text: str, longest: int = 40) -> str:
    """A short quotation for a finding's detail, on one line and without marks that could end the quotation."""
    plain = " ".join(text.replace('"', "'").split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def read_table(name: str) -> dict[str, Any]:
    """A TOML file that lies beside the checks."""
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
