"""Numbers that the paper does not hold. Pure; what a number is stands in text/numbers.

Nothing is derived: a sum, a difference or "a third less" is found too, since only the paper's own figures are quoted.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from academichub.summary.checks._reading import excerpt
from academichub.summary.drafts import Draft, Finding, SourceText
from academichub.text.numbers import Ground, Number

__all__ = ["check_numbers"]

_KEPT = 32  # sources: a few papers are in flight at a time
_MOST = 6  # numbers of a field that are told: a field of debris holds hundreds
_AROUND = 16  # characters on each side
_MYRIADS = ((12, "万亿"), (8, "亿"), (4, "万"))


def check_numbers(draft: Draft, source: SourceText) -> tuple[Finding, ...]:
    """One finding for each number of a field that the title and the sentences shown do not hold, in order.

    At most six a field.
    """
    ground = _ground(source.plain)
    return tuple(
        Finding("numbers", detail, name)
        for name, field in draft.fields.items()
        for detail in _details(field.text, ground, draft.language)
    )


def _details(text: str, ground: Ground, language: str) -> Iterable[str]:
    return dict.fromkeys(_detail(number, text, ground, language) for number in ground.unsupported(text)[:_MOST])


@lru_cache(_KEPT)
def _ground(plain: str) -> Ground:
    return Ground(plain)


def _detail(number: Number, text: str, ground: Ground, language: str) -> str:
    said = f"the number {_written(number, text)} is not in the paper"
    alike = ground.unlike(number)
    if alike is not None:
        return f"{said} with that unit, sign or bound; it says {_around(alike, ground.source)}"
    other = ground.other_power(number)
    if other is None:
        return said
    return f"{said}; it says {_written(other, ground.source)}{_in_han(other, language)}"


def _written(number: Number, text: str) -> str:
    return excerpt(text[number.start : number.end])


def _around(number: Number, text: str) -> str:
    """The number with the words that it stands between."""
    start, end = max(0, number.start - _AROUND), number.end + _AROUND
    before = text[start : number.start].partition(" ")[2] if start else text[: number.start]
    after = text[number.end : end].rpartition(" ")[0] if end < len(text) else text[number.end :]
    return excerpt(before[-_AROUND:] + text[number.start : number.end] + after, 60)


def _in_han(number: Number, language: str) -> str:
    """How a Chinese reader would write it: ` (18亿)`; nothing for small numbers and other languages."""
    value = number.values[0]
    power, unit = next(((power, unit) for power, unit in _MYRIADS if value >= Decimal(1).scaleb(power)), (0, ""))
    if not unit or not language.lower().startswith("zh"):
        return ""
    return f" ({value.scaleb(-power).normalize():f}{unit})"
