"""Text: what a source wrote becomes safe spans and a plain reading. It reads no network and no file."""

from __future__ import annotations

from academichub.text.characters import clean_characters
from academichub.text.debris import clean_debris
from academichub.text.language import language_of
from academichub.text.links import find_code_link
from academichub.text.markup import render, tidy
from academichub.text.titles import title_key

__all__ = ["clean_characters", "clean_debris", "find_code_link", "language_of", "render", "tidy", "title_key"]
