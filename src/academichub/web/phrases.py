"""A stored text as a page shows it: its HTML, and the language it is in. Pure.

The only place where a string becomes Markup: `Text.html` as it is, attributes of our own, and the drawings of publish/
pictures. The templates escape all else.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from academichub.model import Text
from academichub.text import language_of

__all__ = ["Phrase", "drawing", "lang_attribute", "phrase", "spoken"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """`html` is safe inline HTML; `language` is good as a lang attribute."""

    html: Markup
    language: str


def phrase(text: Text, language: str | None = None) -> Phrase:
    """The text with its language, where that is not known already, read from its letters."""
    return Phrase(Markup(text.html), language or language_of(text.plain))


def lang_attribute(language: str | None, within: str) -> Markup:
    """A lang attribute, with the space before it, where the language is another than that of the text around."""
    return Markup(' lang="{}"').format(language) if language and language != within else Markup("")


def spoken(name: str) -> str | None:
    """The language of a name, where its script tells: a name in Latin letters says nothing."""
    language = language_of(name)
    return language if language in ("zh", "ja", "ko") else None


def drawing(svg: str) -> Markup:
    """What publish/pictures drew, which escapes every text in it."""
    return Markup(svg)
