"""Numbers in Chinese numerals: 三十亿, 两百万, 百分之五, 三分之一, 三倍, 一半, 翻倍, 九成. 数百万 is a vague one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from academichub.text.numbers.values import Kind, Number

__all__ = ["read_han", "read_tenths"]

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000, "廿": 20, "卅": 30}
_POWERS = {"十": 1, "百": 2, "千": 3}
_MYRIADS = {"万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}
_RUN = "(?:[零〇一二两兩三四五六七八九十百千万萬亿億廿卅]++|兆(?![瓦赫字比像帕]))++"  # 兆瓦 is a unit
_LONGEST = 24  # characters; 九千九百九十九万… ends long before
_HAN = re.compile(
    rf"(?P<percent>百分之)?(?P<run>{_RUN})(?:点(?P<decimals>[零〇一二三四五六七八九]+)(?P<scale>[万萬亿億兆]{{1,2}})?)?(?P<more>[多余餘])?"
    rf"(?:分之(?P<over>{_RUN})|(?P<orders>[个個]?(?:数量级|數量級))|(?P<times>倍|番))?"
)
_HEAD = re.compile("[零〇一二两兩三四五六七八九十百千万萬亿億兆廿卅]")  # of any match of _HAN
_OTHER = re.compile(r"翻倍|翻番|加倍|倍增|减半|減半|一半|半数|半數")
_VAGUE = frozenset("数數几幾上成好若逾")
_VAGUE_SIZE = re.compile("[数數几幾上成好若逾过過][十百千]?(?:[万萬亿億]{1,2}|兆)")
_COUNTED = re.compile("[名例位个個人项項种種篇次张張只隻家件份条條台天周週岁歲套组組所座颗株]")
_AMOUNT_BEFORE = re.compile("[近约約达達有仅僅逾到至过過高]$|大约$")
_ABOUT_BEFORE = re.compile("[近约約逾超过過]$|达到$")
_ABOUT_AFTER = re.compile("[多余餘]|以上|左右|上下|以下")
_TENTHS = re.compile(
    r"(?<![A-Za-z0-9.,@/_-])([1-9]|(?<![零〇一二两兩三四五六七八九十百千])[一二两兩三四五六七八九])成"
    "(?:([一二三四五六七八九1-9])(?![十百千万亿个個种種])|(半)|(?![分员員像本功为為立就果熟型品绩績因长長套组組份效交语語形一两兩倍都了]))"
)


def read_han(text: str, found: list[Number]) -> str:
    """Add the numbers in Chinese numerals, and give the text back as it is.

    Firm are those with 万 or 亿, percent, times and fractions, and composed ones (二十四); a mere count (三个模块) is
    often the writer's own.
    """
    for match in _OTHER.finditer(text):
        half = "半" in match[0]
        values = (Decimal("0.5"), Decimal(2)) if half else (Decimal(2),)
        found.append(Number(*match.span(), values, Kind.PLAIN if half else Kind.TIMES))
    for match in _matches(text):
        if match["run"][0] not in _DIGITS and (vague := _VAGUE_SIZE.match(text, max(0, match.start() - 1))):
            found.append(_read_vague(vague))
        elif not _is_vague(match, text):
            found.extend(_read(match))
    return text


def _matches(text: str) -> Iterator[re.Match[str]]:
    """As _HAN.finditer, but tried only where a match may begin."""
    end = 0
    for head in _HEAD.finditer(text):
        if head.start() >= end and (match := _HAN.match(text, head.start())):
            end = match.end()
            yield match


def read_tenths(text: str, found: list[Number]) -> str:
    """Add 九成 (90%), 9成 and 九成五 (95%), and give the text back with those blanked."""
    if "成" not in text:
        return text

    def collect(match: re.Match[str]) -> str:
        tens, ones = (int(each) if each.isdecimal() else _DIGITS[each] for each in (match[1], match[2] or "零"))
        if match[1] in "1一" and not _AMOUNT_BEFORE.search(text, max(0, match.start() - 2), match.start()):
            return match[0]  # 统一成, 一成不变
        value = Decimal(10 * tens + (5 if match[3] else ones))
        rounded = bool(_ABOUT_BEFORE.search(text, max(0, match.start() - 2), match.start())) or bool(
            _ABOUT_AFTER.match(text, match.end())
        )
        found.append(Number(*match.span(), (value,), Kind.PERCENT, rounded=rounded))
        return "\x00" * len(match[0])

    return _TENTHS.sub(collect, text)


def _is_vague(match: re.Match[str], text: str) -> bool:
    """十几, 百余 and the like; 数三百万 is 三百万."""
    before = text[max(0, match.start() - 1) : match.start()] if match["run"][0] not in _DIGITS else ""
    return not _VAGUE.isdisjoint(before + text[match.end() : match.end() + 1])


def _read_vague(match: re.Match[str]) -> Number:
    """数百万: at least a million."""
    power = sum(_MYRIADS.get(char, 0) or _POWERS.get(char, 0) for char in match[0][1:])
    return Number(*match.span(), (Decimal(1).scaleb(power),), vague=True)


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
    return [Number(*span, (value,), firm=_is_firm(match), rounded=rounded)]


def _is_firm(match: re.Match[str]) -> bool:
    """三十亿, 二十四名; not 百万级, nor the 二十 of 二十面体."""
    chars = set(match["run"])
    is_composed = len(match["run"]) > 1 and not chars.isdisjoint(_STEPS)
    if is_composed and _COUNTED.match(match.string, match.end()):
        return not chars.isdisjoint(_DIGITS) or not chars.isdisjoint("廿卅")
    is_big = not chars.isdisjoint(_MYRIADS) or bool(match["scale"])
    return is_big and not chars.isdisjoint(_DIGITS) and match["run"] not in ("万一", "一万")


@lru_cache(1024)  # a field has 一, 两 and 三 more often than all others
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
