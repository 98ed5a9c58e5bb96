"""What a renderer returns: finished text and what it is. Writing it somewhere is not done here."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Document"]


@dataclass(frozen=True, slots=True)
class Document:
    """A finished text, ready to be written as UTF-8; it ends with one newline."""

    media_type: str  # with its charset: "text/markdown; charset=utf-8"
    text: str
