"""Quotation marks of each language. Pure."""

from __future__ import annotations

from academichub.publish.briefing.parts import ShownText

__all__ = ["in_quotes"]

_MARKS = {"ja": ("「", "」")}


def in_quotes(text: ShownText) -> str:
    """The text in the quotation marks of its language."""
    opening, closing = _MARKS.get(text.language, ("“", "”"))
    return f"{opening}{text.text}{closing}"
