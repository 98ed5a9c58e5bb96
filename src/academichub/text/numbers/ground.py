"""Whether the numbers of one text are in another: equal values, in whatever words, digits or unit.

An equal value is not enough where the kinds cannot agree: 5% is not five times and not five dollars. A share may be a
percentage (0.95, 95%). Nor is it where the words around the numbers cannot agree (claims.py). Nothing is derived: 22 is
not in a text that says 12 and 10.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from academichub.text.numbers.claims import agree, duration
from academichub.text.numbers.reading import read_numbers
from academichub.text.numbers.values import Kind, Number

__all__ = ["Ground", "unsupported_numbers"]

_ONE, _TEN, _HUNDRED = Decimal(1), Decimal(10), Decimal(100)
_MOST_BARE = 100  # per cent that a paper may leave unsaid: 84.6 of accuracy, not 1,204 patients


class Ground:
    """The numbers that a source holds; read once for all texts that are held against it, when the first has any."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def _numbers(self) -> tuple[Number, ...]:
        return read_numbers(self.source)

    @cached_property
    def _where(self) -> dict[tuple[Kind, Decimal], list[Number]]:
        where: dict[tuple[Kind, Decimal], list[Number]] = {}
        for number in self._numbers:
            parts = () if _is_share(number) else number.parts  # the 5 of 5‰ is none of 5%
            for value in (*number.values, *parts, *number.also):
                where.setdefault((number.kind, value), []).append(number)
        return where

    @cached_property
    def _durations(self) -> frozenset[tuple[str, Decimal]]:
        return frozenset(long for number in self._numbers if (long := duration(number, self.source)))

    def unsupported(self, text: str) -> tuple[Number, ...]:
        """The firm numbers of `text` that the source does not hold, in order."""
        return tuple(number for number in read_numbers(text) if number.firm and not self.holds(number, text))

    def holds(self, number: Number, text: str) -> bool:
        """Whether a reading of a number of `text`, or all its parts, are in the source."""
        if number.vague:
            return self._has_size(number.values[0])
        if any(
            key[1] not in other.values or agree(number, text, other, self.source)
            for value in number.values
            for key in _equals(number.kind, value)
            for other in self._where.get(key, ())
        ):
            return True
        if number.parts and all(self._has(value) for value in number.parts):
            return True
        if number.rounded and self._has_near(number, text):
            return True
        return duration(number, text) in self._durations

    def unlike(self, number: Number) -> Number | None:
        """The source's number of the same kind and value, whatever the words around it; None if there is none."""
        return next(
            (
                other
                for value in number.values
                for other in self._where.get((number.kind, value), ())
                if value in other.values and self._is_figure(other)
            ),
            None,
        )

    def other_power(self, number: Number) -> Number | None:
        """The source's number with the same digits and another power of ten, the nearest; None if there is none.

        Only a figure that a reader would call one: not an article, nor a count in words.
        """
        near = [
            (abs(value.adjusted() - mine.adjusted()), other.start, other)
            for mine in number.values[:1]
            for (kind, value), others in self._where.items()
            if kind is not Kind.PERCENT and value and mine and value != mine and _mantissa(value) == _mantissa(mine)
            if (value < _ONE) == (mine < _ONE)  # 0.001 is no misreading of ten times
            for other in others
            if (value in other.values or value == _leading(other)) and self._is_figure(other)
        ]
        return min(near, key=lambda each: each[:2])[2] if near else None

    def _is_figure(self, number: Number) -> bool:
        if number.firm:
            return True
        written = self.source[number.start : number.end]
        return any(char.isdigit() for char in written) and all(value >= _TEN for value in number.values)  # not HbA1c

    def _has(self, value: Decimal) -> bool:
        return any(key in self._where for key in _equals(Kind.PLAIN, value))

    def _has_near(self, number: Number, text: str) -> bool:
        """Whether the source holds a number that a reading rounds, up or down, to its own last digit that is not 0."""
        return any(
            abs(each - value) < min(_last_place(value), value / 10) and agree(number, text, other, self.source)
            for value in number.values
            for (kind, each), others in self._where.items()
            if kind is number.kind or Kind.PLAIN in (kind, number.kind)
            for other in others
        )

    def _has_size(self, value: Decimal) -> bool:
        """Whether the source holds a number of about that size: 数亿 may be "hundreds of millions"."""
        return any(value <= each * 100 and each < value * 100 for _, each in self._where)


def unsupported_numbers(text: str, source: str) -> tuple[str, ...]:
    """The numbers of `text`, as written there with their units, that do not occur in `source`."""
    return tuple(text[number.start : number.end].strip() for number in Ground(source).unsupported(text))


def _equals(kind: Kind, value: Decimal) -> Iterator[tuple[Kind, Decimal]]:
    """What a source may say instead."""
    yield kind, value
    if kind is not Kind.PLAIN and (kind is not Kind.PERCENT or value <= _MOST_BARE):
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


def _is_share(number: Number) -> bool:
    """5‰, whose parts are 5 and 1,000; not the 40/50% that stands for a range."""
    return bool(
        number.kind is Kind.PERCENT
        and number.parts
        and number.values
        and number.values[0] * number.parts[-1] == number.parts[0] * _HUNDRED
    )


def _leading(number: Number) -> Decimal | None:
    """The 150 of 150,430, which a text may have rounded to; a single digit shows nothing."""
    return number.parts[0] if number.parts and number.parts[0] >= _TEN else None


def _mantissa(value: Decimal) -> Decimal:
    return value.scaleb(-value.adjusted())


def _last_place(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)
