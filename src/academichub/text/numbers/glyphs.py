"""Digits in other characters: full-width, enclosed (③⑨), raised before a Chinese word, formal (壹萬贰仟); ½ and ⑲.

`narrowed` keeps every position. An enclosed digit may be the mark of a point of a list: ①, and ② where ① stands too.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from academichub.text.numbers.values import Number

__all__ = ["narrowed", "read_glyphs"]

_WIDTH = str.maketrans(
    {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | dict(zip("％．，＋＊／＄（）", "%.,+*/$()", strict=True))
    | dict.fromkeys("－−‐‑–—", "-")
    | dict.fromkeys("～∼〜", "~")
)
_WIDE = re.compile(f"[{re.escape(''.join(map(chr, _WIDTH)))}]")
_RINGS = "\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\U0001f100-\U0001f10a"  # in circles, in brackets, with a point
_ENCLOSED = re.compile(rf"[{_RINGS}]")
_ENCLOSED_RUN = re.compile(rf"[{_RINGS}]+")
_FRACTION = re.compile("(?<![0-9.])[0-9]{0,3}[\u00bc-\u00be\u2150-\u215e\u2189]")
_RAISED = re.compile(r"(?<=[\u4e00-\u9fff])[⁰¹²³⁴-⁹₀-₉]+(?=[\u4e00-\u9fff%])")
_ANY = re.compile(
    rf"[{_RINGS}\u00bc-\u00be\u2150-\u215e\u2189⁰¹²³⁴-⁹₀-₉壹贰貳叁肆伍陆陸柒捌玖拾佰仟]"
)  # most texts have none
_FORMAL = str.maketrans("壹贰貳叁肆伍陆陸柒捌玖拾佰仟", "一二二三四五六六七八九十百千")
_FORMAL_RUN = re.compile(  # one such character alone is of 大陆, 队伍, 拾取
    "[壹贰貳叁肆柒捌玖][万萬亿億]"
    "|[零〇一二两兩三四五六七八九十百千万萬亿億兆]*(?:[壹贰貳叁肆伍陆陸柒捌玖拾佰仟][零〇万萬亿億兆]?){2,}"
)


def narrowed(text: str) -> str:
    """The text, as long as before, with every digit that stands for one place as a plain one."""
    plain = text.replace("，", ",")  # every Chinese text has it, few have another one, and to translate is slow
    if _WIDE.search(plain):
        plain = plain.translate(_WIDTH)
    if plain.isascii() or _ANY.search(plain) is None:
        return plain
    plain = _RAISED.sub(lambda match: "".join(str(unicodedata.digit(char)) for char in match[0]), plain)
    plain = _FORMAL_RUN.sub(lambda match: match[0].translate(_FORMAL), plain)
    return _ENCLOSED_RUN.sub(lambda match: _places(match[0], plain), plain)


def read_glyphs(text: str, found: list[Number]) -> str:
    """Add the numbers that are one character, and give the text back with those blanked."""
    if text.isascii() or _ANY.search(text) is None:
        return text

    def collect(match: re.Match[str]) -> str:
        whole, last = match[0][:-1], match[0][-1]
        value = _numeric(last) + Decimal(whole or 0)
        found.append(Number(*match.span(), (value,), firm=not _is_mark(last, text)))
        return "\x00" * len(match[0])

    return _ENCLOSED.sub(collect, _FRACTION.sub(collect, text))


def _places(run: str, text: str) -> str:
    """③⑨ -> 39; as it was where it is a mark or no digits."""
    values = [_numeric(char) for char in run]
    if any(value > 9 or value % 1 for value in values) or (len(run) == 1 and _is_mark(run, text)):
        return run
    return "".join(str(int(value)) for value in values)


def _is_mark(char: str, text: str) -> bool:
    """① of a list; ⑦ where there is ⑥ too."""
    value = unicodedata.numeric(char)
    if value % 1:
        return False
    before = chr(ord(char) - 1)
    return value <= 1 or (unicodedata.numeric(before, None) == value - 1 and before in text)


def _numeric(char: str) -> Decimal:
    """⅓ is worth what 1/3 is."""
    folded = unicodedata.normalize("NFKC", char)
    over, slash, under = folded.partition("\u2044")
    if slash and over and under:
        return Decimal(over) / Decimal(under)
    return Decimal(str(unicodedata.numeric(char, 0)))
