"""Numbers in Arabic digits, English or Chinese: separators, powers of ten, scales, percent, times, money, fractions."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from academichub.text.numbers.values import Kind, Number, digits_value

__all__ = ["HAN_SCALES", "SCALE_WORDS", "read_digits", "read_names"]

SCALE_WORDS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mn": 6, "bn": 9, "mln": 6}
HAN_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "만": 4, "亿": 8, "億": 8, "억": 8, "兆": 12, "조": 12}
_WHOLES = {"百": Decimal(100), "千": Decimal(1000), "‰": Decimal(1000)} | dict.fromkeys("万萬‱", Decimal(10000))
_LETTERS = {"k": 3, "m": 6, "b": 9, "t": 12}

_NUMBER = r"(?:\d{1,3}(?:(?:,|\{,\}|[ '\u00a0\u2009\u202f]|,[ ](?=000))\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_SPLIT = r"\d+(?:\.[ ]|,)\d{1,2}(?=\s?\\?%|\s?[kKM]\b)"  # 97. 42% after a line break, 72,64% in Europe
_SPLIT_DIGITS = r"\d+(?:\. |,)\d{1,2}"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_EXPONENT = r"(?:(?:\^|\*\*)\s?[{(]?[-+]?\d{1,3}[)}]?|[⁻⁺]?[⁰¹²³⁴-⁹]{1,3})"
_LETTER_SCALE = r"[kKMBTmbt](?![A-Za-z0-9])|[ ][KMB](?![A-Za-z0-9-])"
_WORD_SCALE = r"(?i:[ -]?(?:hundred|thousand|million|billion|trillion|mn|bn|mln)(?:s|(?![a-z])))+"
_HAN_SCALE = r"\s?(?:[十百千]?(?:[万萬][亿億]|[万萬亿億만억조])|兆(?![像字赫瓦比])|百(?!分)|千(?![米克瓦卡赫兹帕伏焦]))"
_UNITS = frozenset(
    "s ms us ns ps sec min mins h hr hrs m mm cm nm um km kg g mg ml l kb mb gb tb pb kib mib gib tib hz khz mhz ghz"
    " thz fps db dbm w kw mw gw v kv mv px mp bit bits bps kbps mbps gbps ev kev mev gev tev pa kpa mpa gpa c j kj k b"
    " t pts st nd rd th flops gflops tflops tops qps rpm ppm ppb usd kwh mah".split()
)
_DIGITS = re.compile(
    rf"""
    (?=[\d.$€£¥U百千万萬])  # a first look, three times as fast as to try every branch at every character
    (?P<before>[百千万萬]分之\s?|(?:US)?[$€£¥]\s?|USD\s?)?
    (?P<number>{_SPLIT}|{_NUMBER}|(?<![\w.])\.\d+)
    (?:\s?(?:[×x*·]|\\times|\\cdot)\s?10(?P<power>{_EXPONENT}|\(?-\d{{1,2}}(?!\d)\)?)
      |(?P<e>[eE][-+]?\d{{1,2}})(?![\dA-Za-z])
      |(?P<exponent>{_EXPONENT})
      |分之(?P<numerator>{_NUMBER})
      |\s?/\s?(?P<divisor>\d{{1,4}})(?![\d./])
    )?
    (?P<more>\s?[多余餘]|\s?\+(?!\s?\d))?
    (?:(?P<han>{_HAN_SCALE})|(?P<word>{_WORD_SCALE})|(?P<letter>{_LETTER_SCALE}))?
    (?P<more_after>\s?[多余餘]|\s?\+(?!\s?\d))?
    (?:(?P<permille>\s?[‰‱])
      |(?P<percent>[\s-]?\\?%|[\s-]?(?i:per)[ ]?cent(?:age)?(?:[ -]points?)?|\s?[个個]?百分点|\s?[个個]?百分點|\s?pp\b)
      |(?P<orders>\s?[个個]?(?:数量级|數量級)|[\s-]orders?[ -]of[ -]magnitude)
      |(?P<times>\s?倍|\s?배|[\s-]?fold\b|\s?-?times\b|\s?(?:[×xX]|\\times)(?!\s?[A-Za-z]*\d)(?![A-Za-z]))
      |(?P<money>\s?(?:美元|欧元|英镑|日元|人民币|元|dollars?\b|euros?\b|USD\b|EUR\b|RMB\b|yuan\b))
    )?
    (?P<tail>[A-Za-z]+)?
    """,
    re.VERBOSE,
)
_ANY = re.compile(r"\d")  # in all that is found here; most fields of a summary have none
_NAME = re.compile(r"(?<![A-Za-z0-9_@^/\\-])[A-Za-zα-ωΑ-Ω][A-Za-zα-ωΑ-Ω_@^/-]*\d(?:[A-Za-z0-9_@^/-]|\.\d)*")
_IN_NAME = re.compile(r"(\d+(?:\.\d+)?)([kKMBTmbt](?![A-Za-z0-9]))?")
_UNIT_FOLLOWS = re.compile(r"\s?(?:\\?%|倍|个?百分点)|[万萬亿億]|[ -](?i:thousand|million|billion|trillion)\b")
_MARKER_BEFORE = re.compile(r"(?:^|[\s(（;；:：,，。、.])$")
_MARKER_AFTER = re.compile(r"[)）]|[.、:：](?!\d)")
_ABOUT_BEFORE = re.compile(
    r"(?:约为?|近|超过?|逾|达?接近|多于|大于|高于|低于|少于|不足|不到|以上|[~～≈≥≤<>]|about|around|approximately|nearly|almost|over"
    r"|roughly|than|some|approx\.|least|under|below|above|exceeding|exceeds?)\s?[为了]?\s?$",
    re.IGNORECASE,
)
_ABOUT_AFTER = re.compile(r"\s?(?:以上|左右|上下|以下|or more|多|余|\+)", re.IGNORECASE)


def read_names(text: str, found: list[Number]) -> str:
    """Add the numbers inside names (GPT-4, CIFAR-10), none of them firm, and give the text back with those blanked."""

    if not _ANY.search(text):
        return text

    def collect(match: re.Match[str]) -> str:
        name = match[0]
        if _UNIT_FOLLOWS.match(text, match.end()):
            cut = re.search(r"\d+(?:\.\d+)?$", name)
            name = name[: cut.start()] if cut else name
        for inner in _IN_NAME.finditer(name):
            start = match.start() + inner.start()
            value = Decimal(inner[1])
            power = _LETTERS[inner[2].lower()] if inner[2] else None
            values = (value,) if power is None else (value.scaleb(power), value)
            found.append(Number(start, start + len(inner[0]), values, firm=False, power=power))
        return "\x00" * len(name) + match[0][len(name) :]

    return _NAME.sub(collect, text)


def read_digits(text: str, found: list[Number]) -> str:
    """Add the numbers written in Arabic digits, and give the text back with those blanked."""

    if not _ANY.search(text):
        return text

    def collect(match: re.Match[str]) -> str:
        found.append(_read(match, text))
        return "\x00" * len(match[0])

    return _DIGITS.sub(collect, text)


def _read(match: re.Match[str], text: str) -> Number:
    written = _with_scale(match, _base(match))
    written = _with_kind(match, text, written)
    rounded = bool(
        match["more"]
        or match["more_after"]
        or _ABOUT_BEFORE.search(text[max(0, match.start() - 14) : match.start()])
        or _ABOUT_AFTER.match(text, match.end())
    )
    end = match.end() if _has_unit_tail(match) else match.end() - len(match["tail"] or "")
    return replace(written, end=end, rounded=rounded, firm=not (_is_marker(match, text) or _is_name(match)))


def _base(match: re.Match[str]) -> Number:
    """The number before any unit."""
    start, end = match.span()
    digits = match["number"]
    if re.fullmatch(_SPLIT_DIGITS, digits):
        digits = re.sub(r"[., ]+", ".", digits)
    value = digits_value(digits)
    if match["power"] or match["e"]:
        power = _exponent(match["power"] or match["e"])
        return Number(start, end, (value.scaleb(power),))
    if match["exponent"]:
        power = _exponent(match["exponent"])
        return Number(start, end, _raised(value, power), parts=(value, Decimal(abs(power))))
    if match["numerator"] or match["divisor"]:
        return _fraction(match, value)
    pieces = re.split(r"[, ]+", digits)
    parts = tuple(map(digits_value, pieces)) if len(pieces) > 1 else ()
    return Number(start, end, (value,), parts=parts, also=_other_readings(match, digits, value))


def _other_readings(match: re.Match[str], digits: str, value: Decimal) -> tuple[Decimal, ...]:
    if match["tail"] == "s" and 1000 <= value < 2100:
        return (value % 100,)  # the 1990s are the 90s too
    return (Decimal(digits.replace(".", "")),) if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits) else ()


def _fraction(match: re.Match[str], value: Decimal) -> Number:
    other = digits_value(match["numerator"] or match["divisor"])
    over, under = (other, value) if match["numerator"] else (value, other)
    values = (over / under,) if under else ()
    return Number(*match.span(), values, parts=(over, under))


def _exponent(written: str) -> int:
    return int(re.sub(r"[^\d-]", "", written.translate(_SUPERSCRIPTS)))


def _raised(base: Decimal, power: int) -> tuple[Decimal, ...]:
    if base == 10:
        return (Decimal(1).scaleb(power),)
    return (base**power,) if 0 <= power <= 64 and base < 1000 else ()


def _with_scale(match: re.Match[str], number: Number) -> Number:
    if match["letter"]:
        power = _LETTERS[match["letter"].strip().lower()]
        scaled = tuple(value.scaleb(power) for value in number.values)
        is_unit = match["letter"] in ("m", "b", "t")  # metres, bits and tonnes as well
        values = scaled + number.values if is_unit else scaled
        return replace(number, values=values, also=number.values, parts=(), power=power)
    if match["han"]:
        power = sum(HAN_SCALES[char] for char in match["han"].strip())
    elif match["word"]:
        words = re.findall(r"[a-z]+", match["word"].lower())
        power = sum(SCALE_WORDS[word.rstrip("s")] for word in words[:4])
    else:
        return number
    values, also = (tuple(value.scaleb(power) for value in each) for each in (number.values, number.also))
    return replace(number, values=values, also=also, parts=(), power=power)


def _with_kind(match: re.Match[str], text: str, number: Number) -> Number:
    before = match["before"] or ""
    if match["permille"] or before[1:].startswith("分之"):
        return _share(number, before[:1] or match["permille"].strip())
    if match["percent"]:
        return replace(number, kind=Kind.PERCENT)
    if match["orders"]:
        powers = tuple(Decimal(1).scaleb(int(value)) for value in number.values if value <= 30)
        return replace(number, kind=Kind.TIMES, values=powers, parts=number.values)
    if match["times"]:
        return replace(number, kind=Kind.TIMES)
    is_formula = before.startswith("$") and text.startswith("$", match.end())
    if match["money"] or (before and not is_formula):
        return replace(number, kind=Kind.MONEY)
    return number


def _share(number: Number, mark: str) -> Number:
    """5‰ is 0.5%, and what a paper may call 5 per 1,000; 百分之5 is 5%."""
    under = _WHOLES[mark]
    values = tuple(value * 100 / under for value in number.values)
    parts = (number.values[0], under) if under > 100 and number.values else ()
    return replace(number, kind=Kind.PERCENT, values=values, parts=parts, also=())


def _is_marker(match: re.Match[str], text: str) -> bool:
    """(1), 2) or 3. before a point of a list."""
    return (
        len(match[0]) <= 2
        and match[0].isdecimal()
        and bool(_MARKER_BEFORE.search(text[max(0, match.start() - 1) : match.start()]))
        and bool(_MARKER_AFTER.match(text, match.end()))
    )


def _is_name(match: re.Match[str]) -> bool:
    """3D, 6DoF: letters that are no unit, straight after the digits."""
    return bool(match["tail"]) and not _has_unit_tail(match) and match.end("number") == match.start("tail")


def _has_unit_tail(match: re.Match[str]) -> bool:
    return (match["tail"] or "").lower() in _UNITS
