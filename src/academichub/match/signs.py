"""The signs that tell two titles apart though their letters are the same: "HER2+" and "HER2−", "p > 2" and "p < 2",
"C++" and "C#", B⁺ and B⁰. Pure.

What is read is a plain title, whose superscripts stand as "^+", "^(2+)", "⁺" or, where a source dropped the markup, as
letters like others. A hyphen inside a word, between words, or before the rest of a pair ("pre- and post-") is no sign.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

__all__ = ["signs_differ", "signs_of"]

Sign = tuple[str, str]
"""The word that the sign stands behind, folded, or ""; and the sign."""

_MAY_HAVE_SIGN = re.compile(r"[-–+−±<>≤≥≦≧⩽⩾#^⁰⁺⁻₊₋0\\＋－＜＞]")
_SUPERSCRIPTS = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
_NO_SIGN = re.compile(r"</?[A-Za-z][^<>]*>|<?[-=−–]+>|<[-−–]+|[→←↔]")
"""Tags that a source left in its title, and arrows."""
_TEX = (
    (re.compile(r"\\(?:leqslant|leq|le)(?![A-Za-z])"), "≤"),
    (re.compile(r"\\(?:geqslant|geq|ge)(?![A-Za-z])"), "≥"),
    (re.compile(r"\\lt(?![A-Za-z])"), "<"),
    (re.compile(r"\\gt(?![A-Za-z])"), ">"),
    (re.compile(r"\\pm(?![A-Za-z])"), "±"),
    (re.compile(r"[${}]+(?=[-+^±−])|(?<=[-+±−])[${}]+"), ""),
)
_SPELT = str.maketrans("≦⩽≧⩾∗", "≤≤≥≥*")
_AHEAD = r"(?![\w+±−])"  # the end of a word
_SIGN = re.compile(
    r"\^(?:[({](?P<raised>[^(){}]{0,8})[)}]|(?P<up>[-+±−]+|\*?0(?!\d)|\d+[-+±−]+(?!\w)))"
    r"|(?P<compared>[<>≤≥])"
    r"|\((?P<alone>[-+±−–])\)"
    rf"|(?<=[\w)*\]])(?P<plus>\++){_AHEAD}"
    rf"|(?<=[\w)*\]])(?P<minus>[−±]){_AHEAD}"
    rf"|(?<=[A-Z\dͰ-Ͽ)*])(?<![-+±−–]\))(?P<dash>[-–]){_AHEAD}(?!-)(?!\s*(?:and|or|to|und|et|[,/&])\s*[\w/]+-\w)"
    r"|(?<![^\W_])[^\W\d_]\*?(?P<inside>[+−±])(?=[^\W_])"
    r"|(?<=[A-Za-z])(?P<sharp>#)"
    r"|(?<![^\W_])[A-Z](?P<zero>0)(?!\w)"
)
_BASE = re.compile(r"[^\W_]*(?=[\s^*()\]_]*$)")
_NEGATIVE = str.maketrans("-–−", "−−−")


@lru_cache(maxsize=20_000)
def signs_of(title: str) -> tuple[Sign, ...]:
    """In their order."""
    if not _MAY_HAVE_SIGN.search(title):
        return ()
    text = _plain(title)
    found: list[Sign] = []
    for match in _SIGN.finditer(text):
        kind = match.lastgroup or ""
        base = "" if kind in ("compared", "alone") else _base(text[: match.start(kind)])
        found += [(base, sign) for sign in _signs_in(match[kind] or "")]
    return tuple(found)


def signs_differ(one: str, other: str) -> bool:
    """Whether both titles have signs, and neither has all that the other has: sources drop signs with their markup."""
    mine, its = signs_of(one), signs_of(other)
    if not mine or not its or Counter(mine) <= Counter(its) or Counter(its) <= Counter(mine):
        return False
    shorter, longer = sorted(([sign for _, sign in mine], [sign for _, sign in its]), key=len)
    left = iter(longer)
    return not all(sign in left for sign in shorter)


def _plain(title: str) -> str:
    """One way of writing what has several."""
    text = _SUPERSCRIPTS.sub(lambda found: f"^({found[0]})", title)
    text = _NO_SIGN.sub(" ", unicodedata.normalize("NFKC", text).translate(_SPELT))
    text = text.replace("<=", "≤").replace(">=", "≥")
    for pattern, sign in _TEX:
        text = pattern.sub(sign, text)
    return text


def _signs_in(text: str) -> list[str]:
    if text.strip("*") == "0":
        return ["0"]
    return [sign.translate(_NEGATIVE) for sign in re.findall(r"\++|[-–−±<>≤≥#]", text)]


def _base(text: str) -> str:
    found = _BASE.search(text)
    return found[0].casefold() if found else ""
