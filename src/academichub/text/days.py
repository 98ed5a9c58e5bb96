"""A day as people write it to us: at the command line, in an address, in a query. Pure."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["parse_day"]

_FORM = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def parse_day(text: str) -> date | None:
    """A day written 2026-06-16 and in no other way; None for what is none."""
    if _FORM.fullmatch(text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
