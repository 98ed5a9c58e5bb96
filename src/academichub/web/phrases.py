"""A stored text as a page shows it: its HTML, and the language it is in. Pure.

The only place where a string becomes Markup, and it takes nothing but `Text.html`; all else is escaped by the template.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from academichub.model import Text
from academichub.text import language_of

__all__ = ["Phrase", "phrase", "spoken"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """`html` is safe inline HTML; `language` is good as a lang attribute."""

    html: Markup
    language: str


def phrase(text: Text, language: str | None = None) -> Phrase:
    """The text with its language, where that is not known already, read from its letters."""
    return Phrase(Markup(text.html), language or language_of(text.plain))


def spoken(name: str) -> str | None:
    """The language of a name, where its script tells: a name in Latin letters says nothing."""
    language = language_of(name)
    return language if language in ("zh", "ja", "ko") else None
