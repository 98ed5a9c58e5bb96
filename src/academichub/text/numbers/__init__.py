"""Numbers in English and Chinese text: what they are worth, and whether another text holds them. Pure."""

from __future__ import annotations

from academichub.text.numbers.ground import Ground, unsupported_numbers
from academichub.text.numbers.reading import read_numbers
from academichub.text.numbers.values import Kind, Number

__all__ = ["Ground", "Kind", "Number", "read_numbers", "unsupported_numbers"]
