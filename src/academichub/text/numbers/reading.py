"""All numbers of a text, in order; units are carried through ranges and lists: 3-5万 is 30,000 to 50,000."""

from __future__ import annotations

import re
from dataclasses import replace

from academichub.text.numbers.digits import read_digits, read_names
from academichub.text.numbers.glyphs import narrowed, read_glyphs
from academichub.text.numbers.han import read_han, read_tenths
from academichub.text.numbers.values import Kind, Number
from academichub.text.numbers.words import read_words

__all__ = ["read_numbers"]

_RANGE = re.compile(r"\s?(?:-{1,3}|~|\\sim|至|到|to|through)\s?", re.IGNORECASE)
_LIST = re.compile(
    r"\s?(?:[,、和与或及/;]|,? ?(?:and|or|versus|vs\.?)|分别为|提升[至到]|增加?[至到]|降[低至到]{1,2})\s?",
    re.IGNORECASE,
)


def read_numbers(text: str) -> tuple[Number, ...]:
    """Every number in order of its start; never raises."""
    found: list[Number] = []
    plain = narrowed(text)
    rest = plain
    for read in (read_names, read_glyphs, read_tenths, read_digits, read_words, read_han):
        rest = read(rest, found)
    found.sort(key=lambda number: number.start)
    return tuple(_carried(found, plain))


def _carried(found: list[Number], text: str) -> list[Number]:
    """From right to left, so that a unit reaches all of `1, 2, and 3 million`."""
    carried: list[Number] = []
    for number in reversed(found):
        after = carried[-1] if carried else None
        if after is None or number.end > after.start:
            carried.append(number)
        elif number.end == after.start and (number.power or 0) > (after.power or 0) > 0:
            whole = number.values[0] + after.values[0]  # 1亿2000万
            carried[-1] = replace(number, end=after.end, values=(whole,), kind=after.kind)
        else:
            carried.append(_with_unit_of(after, number, text[number.end : after.start]))
    return carried[::-1]


def _with_unit_of(after: Number, number: Number, between: str) -> Number:
    is_range = _RANGE.fullmatch(between)
    if number.power is not None or number.kind is not Kind.PLAIN or not (is_range or _LIST.fullmatch(between)):
        return number
    kind = after.kind if is_range else number.kind
    if after.power is None:
        return replace(number, kind=kind)
    scaled = tuple(value.scaleb(after.power) for value in number.values)
    if is_range:
        return replace(number, kind=kind, values=scaled, also=number.values, power=after.power)
    return replace(number, kind=kind, values=(*scaled, *number.values), power=after.power)
