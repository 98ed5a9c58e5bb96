"""What the words around a number say of it: a unit of time, a minus, at most or at least. Pure.

Looked at only where two numbers are compared. Nothing is guessed: a number that names no unit agrees with any, and a
hyphen between a word and a number is no minus.
"""

from __future__ import annotations

import re
from decimal import Decimal

from academichub.text.numbers.values import Kind, Number

__all__ = ["agree", "duration"]

_SECONDS = {
    "ns": Decimal("1e-9"), "us": Decimal("1e-6"), "ms": Decimal("1e-3"), "second": Decimal(1), "minute": Decimal(60),
    "hour": Decimal(3600), "day": Decimal(86400), "week": Decimal(604800),
}  # fmt: skip
_MONTHS = {"month": Decimal(1), "year": Decimal(12)}
_AFTER_RANGE = r"(?:\s?(?:[-–—－~～∼〜]{1,3}|至|到|to|and|or|,|、|和|或)\s?\d+(?:\.\d+)?){0,3}"
_UNITS = {
    "ns": "nanoseconds?|ns|纳秒|納秒|奈秒",
    "us": "microseconds?|[uμµ]s|微秒",
    "ms": "milliseconds?|msecs?|ms|毫秒",
    "second": r"seconds?(?!-)|secs?|(?<=\s)s|秒钟?(?!差|杀|开)|秒鐘",
    "minute": "minutes?|mins?|分钟|分鐘",
    "hour": "hours?|hrs?|h|[个個]?(?:小时|小時|钟头|鐘頭)",
    "day": "days?|天(?![线線文然体體气氣花空际際])|日(?![元本志誌期常益])",
    "week": "weeks?|wks?|[个個]?星期|[周週](?![期年围圍边邊长長末率])|[个個]?礼拜",
    "month": "months?|[个個]月|月[龄齡]",
    "year": "years?|yrs?|年(?![代级級度份报報])|[岁歲]|周年|週年",
}
_UNIT = re.compile(
    rf"{_AFTER_RANGE}[\s-]?[多余餘]?(?:"
    + "|".join(rf"(?P<{name}>(?:{forms})(?![A-Za-z]))" for name, forms in _UNITS.items())
    + ")",
    re.IGNORECASE,
)
_DATED = re.compile("[年月/]$")  # 3月5日

_NOT_FEWER = r"(?<!no )(?<!not )(?<!不)(?<!未)"
_AT_MOST = re.compile(
    rf"(?:[<＜]=?|[≤≦⩽]|\\l(?:e|eq|eqslant|t)|{_NOT_FEWER}(?:小于|低于|少于|小於|低於|少於|less than|fewer than"
    r"|lower than|smaller than|below|under)|不到|不足|未满|未滿|至多|最多|不超过|不超過|未超过|不高于|不大于|不多于"
    r"|at most|(?:no|not) (?:more|greater|higher|larger) than|not exceed(?:ing)?)\s?(?:等于|or equal to )?$",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    rf"(?:(?<![-=])[>＞]=?|[≥≧⩾]|\\g(?:e|eq|eqslant|t)|{_NOT_FEWER}(?:大于|高于|多于|大於|高於|多於|超过|超過|逾"
    r"|more than|greater than|higher than|larger than|over|above|exceed(?:ing|s|ed)?)|至少|最少|不低于|不少于|不小于"
    r"|at least|(?:no|not) (?:less|fewer|lower|smaller) than)\s?(?:了|等于|or equal to )?$",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:no|none|not|nor|never|neither|unable|cannot|fail\w*|without|rarely|seldom|hardly)\b(?! (?:more|less|fewer"
    r"|greater|higher|larger|lower|smaller|exceeding)\b)[^.;]*$|(?:没|沒|无|無|未能|难以|難以|不能|无法|很少)[^。；]*$",
    re.IGNORECASE,
)
_OR_LESS = re.compile(r"[^\s，。、；0-9]{0,3}?(?:及以下|以下|以内|以內)|\s(?:\w+ )?or (?:less|fewer|below|under)\b")
_OR_MORE = re.compile(r"[^\s，。、；0-9]{0,3}?(?:及以上|以上)|\s(?:\w+ )?or (?:more|above|over)\b")
_LONGEST = 26  # characters before a number that can say so

_MINUS = re.compile(r"(?:^|[\s(（\[:：=,，。；;、为為是达達至到入了约約共有在得由从從于於])[-−－]$")
_RANGE_BEFORE = re.compile(r"[\d%％]\s*[-−－]$")
_LESS = re.compile(
    r"[-−－–]\s?$|minus|negativ|decreas|reduc|drop|f[ae]ll|declin|lower|less|loss|lost|below|under|shr[aiu]nk|down"
    r"|fewer|wors|degrad|dimin|cut|负|負|减|減|降|低|少|下|损|差",
    re.IGNORECASE,
)
_NEAR = 90  # characters around a number in which a paper says that it is a decrease


def agree(number: Number, text: str, other: Number, source: str) -> bool:
    """Whether two numbers of equal value may be one: no other unit of time, no new minus, no bound turned round."""
    unit = _time_unit(number, text)
    if unit and _time_unit(other, source) not in (None, unit):
        return False
    if _is_negative(number, text) and not _may_be_negative(other, source):
        return False
    bound = _bound(number, text)
    return not bound or bound + _bound(other, source) != 0


def duration(number: Number, text: str) -> tuple[str, Decimal] | None:
    """How long a number with a unit of time is, in seconds or in months; None without a unit or with another kind."""
    unit = _time_unit(number, text)
    if unit is None or not number.values:
        return None
    if unit in _SECONDS:
        return "seconds", number.values[0] * _SECONDS[unit]
    return "months", number.values[0] * _MONTHS[unit]


def _time_unit(number: Number, text: str) -> str | None:
    """The unit of `24 weeks`, `24ms`, and of both numbers of `24-52周`; None for a date."""
    if number.kind is not Kind.PLAIN:
        return None
    end = number.end
    while end > number.start and text[end - 1].isascii() and text[end - 1].isalpha():
        end -= 1  # 24ms is read with its unit
    match = _UNIT.match(text, end or number.end)
    if match is None:
        return None
    unit = match.lastgroup
    is_date = unit in ("day", "year") and (
        (unit == "day" and _DATED.search(text, max(0, number.start - 1), number.start) is not None)
        or (unit == "year" and bool(number.values) and 1000 <= number.values[0] < 2200)
    )
    return None if is_date else unit


def _is_negative(number: Number, text: str) -> bool:
    before = text[max(0, number.start - 4) : number.start]
    return _MINUS.search(before) is not None and _RANGE_BEFORE.search(before) is None


def _may_be_negative(number: Number, text: str) -> bool:
    """Whether the paper has a minus there, or speaks of a decrease near by."""
    if _LESS.search(text[max(0, number.start - _NEAR) : number.start]):
        return True
    return _LESS.search(text[number.end : number.end + _NEAR]) is not None


def _bound(number: Number, text: str) -> int:
    """-1: at most or below; 1: at least or above; 0: neither is said, or a "no model" before it may turn it round."""
    before = text[max(0, number.start - _LONGEST) : number.start]
    if _NEGATED.search(text, max(0, number.start - _NEAR), number.start):
        return 0
    if _AT_MOST.search(before) or _OR_LESS.match(text, number.end):
        return -1
    return int(bool(_AT_LEAST.search(before) or _OR_MORE.match(text, number.end)))
