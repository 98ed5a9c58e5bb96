"""A title as a card shows it: on one line, whatever list or paragraph its markup holds. Pure."""

from __future__ import annotations

from dataclasses import replace

from academichub.model import Markup, RichText, Text
from academichub.text import render, tidy

__all__ = ["render_title", "title_source"]


def render_title(title: Markup) -> Text:
    """The title without a line break, plain and as HTML; an item of a list keeps its bullet."""
    spans = render(title).spans
    return RichText(tuple(replace(span, text=_on_one_line(span.text)) for span in spans)).text


def title_source(title: Markup) -> str:
    """The title as its authors wrote it, TeX and all, without a line break."""
    return _on_one_line(tidy(title))


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ")
