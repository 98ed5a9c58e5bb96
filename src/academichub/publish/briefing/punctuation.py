"""Quotation marks of each language. Pure."""

from __future__ import annotations

from academichub.publish.briefing.parts import ShownText

__all__ = ["in_quotes", "marks_of"]

_MARKS = {"ja": ("「", "」")}


def marks_of(language: str) -> tuple[str, str]:
    return _MARKS.get(language, ("“", "”"))


def in_quotes(text: ShownText) -> str:
    """The text in the quotation marks of its language."""
    opening, closing = marks_of(text.language)
    return f"{opening}{text.text}{closing}"
