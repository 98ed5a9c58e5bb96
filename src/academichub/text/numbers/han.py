"""Numbers in Chinese numerals: 三十亿, 两百万, 百分之五, 三分之一, 三倍, 一半, 翻倍. 数百万 is none."""

from __future__ import annotations

import re
from decimal import Decimal

from academichub.text.numbers.values import Kind, Number

__all__ = ["read_han"]

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}
_RUN = "[零〇一二两兩三四五六七八九十百千万萬亿億兆]+"
_LONGEST = 24  # characters; 九千九百九十九万… ends long before
_HAN = re.compile(
    rf"(?P<percent>百分之)?(?P<run>{_RUN})(?:点(?P<decimals>[零〇一二三四五六七八九]+)(?P<scale>[万萬亿億兆]{{1,2}})?)?(?P<more>[多余餘])?"
    rf"(?:分之(?P<over>{_RUN})|(?P<orders>[个個]?(?:数量级|數量級))|(?P<times>倍|番))?"
)
_OTHER = re.compile(r"翻倍|翻番|加倍|倍增|减半|減半|一半|半数|半數")
_VAGUE = frozenset("数數几幾上成好若逾")


def read_han(text: str, found: list[Number]) -> str:
    """Add the numbers in Chinese numerals, and give the text back as it is.

    Firm are those with 万 or 亿, percent, times and fractions; a mere count (三个模块) is often the writer's own.
    """
    for match in _OTHER.finditer(text):
        half = "半" in match[0]
        values = (Decimal("0.5"), Decimal(2)) if half else (Decimal(2),)
        found.append(Number(*match.span(), values, Kind.PLAIN if half else Kind.TIMES))
    for match in _HAN.finditer(text):
        around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        if not _VAGUE.intersection(around):
            found.extend(_read(match))
    return text


def _read(match: re.Match[str]) -> list[Number]:
    run, span = match["run"], match.span()
    value = _value(run)
    if value is None:
        return [
            Number(match.start(), match.start() + 1, (Decimal(_DIGITS[char]),), firm=False)
            for char in run
            if char in _DIGITS
        ]
    if match["decimals"]:
        value += Decimal("0." + "".join(str(_DIGITS[char]) for char in match["decimals"]))
        value = value.scaleb(sum(_MYRIADS[char] for char in match["scale"] or ""))
    rounded = bool(match["more"])
    if match["over"]:
        over = _value(match["over"])
        values = () if over is None or not value else (over / value,)
        return [Number(*span, values, parts=(value, over or value))]
    if match["orders"]:
        return [Number(*span, (Decimal(1).scaleb(int(value)),) if value < 30 else (), Kind.TIMES, parts=(value,))]
    if match["percent"]:
        return [Number(*span, (value,), Kind.PERCENT, rounded=rounded)]
    if match["times"]:
        return [Number(*span, (value,), Kind.TIMES, rounded=rounded)]
    big = bool(set(run) & _MYRIADS.keys()) or bool(match["scale"])
    firm = big and run[0] in _DIGITS and run not in ("万一", "一万")
    return [Number(*span, (value,), firm=firm, rounded=rounded)]


def _value(run: str) -> Decimal | None:
    """三千五百万 -> 35000000, 二〇二四 -> 2024; None for digits that are no number together (一二)."""
    if len(run) > _LONGEST:
        return None
    if len(run) > 2 and all(char in _DIGITS for char in run):
        return Decimal("".join(str(_DIGITS[char]) for char in run))
    total = section = Decimal(0)
    digit: int | None = None
    for char in run:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _STEPS:
            section += (1 if digit is None else digit or 1) * _STEPS[char]
            digit = None
        else:
            section += digit or 0
            power = Decimal(1).scaleb(_MYRIADS[char])
            if section or not total:
                total, section = total + (section or Decimal(1)) * power, Decimal(0)
            else:
                total *= power
            digit = None
    return total + section + (digit or 0)
