"""Whether the numbers of one text are in another: equal values, in whatever words, digits or unit.

An equal value is not enough where the kinds cannot agree: 5% is not five times and not five dollars. A share may be a
percentage (0.95, 95%). Nothing is derived: 22 is not in a text that says 12 and 10.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from academichub.text.numbers.reading import read_numbers
from academichub.text.numbers.values import Kind, Number

__all__ = ["Ground", "unsupported_numbers"]

_ONE, _HUNDRED = Decimal(1), Decimal(100)


class Ground:
    """The numbers that a source holds; read once for all texts that are held against it, when the first has any."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def _where(self) -> dict[tuple[Kind, Decimal], Number]:
        where: dict[tuple[Kind, Decimal], Number] = {}
        for number in read_numbers(self.source):
            for value in (*number.values, *number.parts, *number.also):
                where.setdefault((number.kind, value), number)
        return where

    def unsupported(self, text: str) -> tuple[Number, ...]:
        """The firm numbers of `text` that the source does not hold, in order."""
        return tuple(number for number in read_numbers(text) if number.firm and not self.holds(number))

    def holds(self, number: Number) -> bool:
        """Whether a reading of the number, or all its parts, are in the source."""
        if any(self._has(number.kind, value) for value in number.values):
            return True
        if number.parts and all(self._has(Kind.PLAIN, value) for value in number.parts):
            return True
        return number.rounded and any(self._has_near(number.kind, value) for value in number.values)

    def other_power(self, number: Number) -> Number | None:
        """The source's number with the same digits and another power of ten, the nearest; None if there is none."""
        near = [
            (abs(value.adjusted() - mine.adjusted()), other.start, other)
            for mine in number.values[:1]
            for (kind, value), other in self._where.items()
            if kind is not Kind.PERCENT and value and mine and _mantissa(value) == _mantissa(mine)
        ]
        return min(near, key=lambda each: each[:2])[2] if near else None

    def _has(self, kind: Kind, value: Decimal) -> bool:
        return any(key in self._where for key in _equals(kind, value))

    def _has_near(self, kind: Kind, value: Decimal) -> bool:
        """Whether the source holds a number that `value` rounds, up or down, to its own last digit that is not 0."""
        step = min(_last_place(value), value / 10)
        return any(
            abs(each - value) < step for (other, each) in self._where if other is kind or Kind.PLAIN in (other, kind)
        )


def unsupported_numbers(text: str, source: str) -> tuple[str, ...]:
    """The numbers of `text`, as written there with their units, that do not occur in `source`."""
    return tuple(text[number.start : number.end].strip() for number in Ground(source).unsupported(text))


def _equals(kind: Kind, value: Decimal) -> Iterator[tuple[Kind, Decimal]]:
    """What a source may say instead."""
    yield kind, value
    if kind is not Kind.PLAIN:
        yield Kind.PLAIN, value
    if kind is Kind.PERCENT:
        if value < _HUNDRED:
            yield Kind.PLAIN, value / _HUNDRED
    elif kind is Kind.TIMES:
        if value >= _ONE:
            yield Kind.PERCENT, value * _HUNDRED
    elif kind is Kind.PLAIN:
        yield from ((Kind.PERCENT, value), (Kind.TIMES, value), (Kind.MONEY, value))
        if value < _ONE:
            yield Kind.PERCENT, value * _HUNDRED


def _mantissa(value: Decimal) -> Decimal:
    return value.scaleb(-value.adjusted())


def _last_place(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)
