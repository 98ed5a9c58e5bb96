"""Values of JSON that may be of any type, as the type that is wanted. Pure."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["dicts_in", "mapping_in", "text_in"]


def text_in(value: object) -> str:
    """A text, or a number as its digits; anything else is no text."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def mapping_in(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def dicts_in(value: object) -> list[Mapping[str, object]]:
    """The objects of a list; what else it holds is left out."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
