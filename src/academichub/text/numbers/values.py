"""What a number in a text is: its possible values and its kind. Signs are no part of it: `-5%` and "5% less" agree."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

__all__ = ["Kind", "Number", "digits_value"]


class Kind(StrEnum):
    """What a number counts, as far as its unit shows it."""

    PLAIN = "plain"
    PERCENT = "percent"  # 36.9% has the value 36.9
    TIMES = "times"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands: text[start:end], unit included.

    `values` are its possible readings, the likeliest first; `parts` are what it is made of, where it may be no single
    number (1/2, `100,200`); `also` are readings that may support another text's number and are none that it asks
    support for (the 3 of a 3T scanner, the 90s in 1990s, the thousand that `1.000` may be). `firm` says whether another
    text must hold it too: a number in a name, a list marker or a count in words (three modules) need not be.
    `rounded`: the text says about, over, nearly. `vague`: it says no more than the power of ten (数百万).
    """

    start: int
    end: int
    values: tuple[Decimal, ...]
    kind: Kind = Kind.PLAIN
    parts: tuple[Decimal, ...] = ()
    also: tuple[Decimal, ...] = ()
    firm: bool = True
    rounded: bool = False
    vague: bool = False
    power: int | None = None  # of ten, that a unit adds: 8 in 1.8亿; None: no such unit


_LONGEST = 60  # digits; a longer run is no number that anyone wrote


def digits_value(digits: str) -> Decimal:
    """The value of Arabic digits with a point; whatever else is between them is a separator of thousands."""
    return Decimal("".join(char for char in digits[:_LONGEST] if char.isdecimal() or char == "."))
