"""Shares and p values as they are written in tables and pictures. Pure."""

from __future__ import annotations

import re

from academichub.model import Trend

__all__ = ["bound", "chance_of", "percent"]

_APART = re.compile(r"(?<=[=<→]) (?=[\d.])|(?<=\bp) (?=[=<])|(?<=%) (?=→)")

_LEAST_P = 0.001


def bound(text: str) -> str:
    """A sentence in which no line ends within “p = 0.045” or “7.5% → 4.9%”."""
    return _APART.sub("\u00a0", text)


def percent(share: float) -> str:
    """With one decimal: 7.5%."""
    return f"{100 * share:.1f}%"


def chance_of(trend: Trend, *, equals: str = "") -> str:
    """The p value to three decimals behind the sign `equals`, or that it is less than the least of these; a dash where
    nothing was tested.
    """
    if trend.p_value is None:
        return "–"
    return f"{equals}{trend.p_value:.3f}" if trend.p_value >= _LEAST_P else f"<\u00a0{_LEAST_P}"
