"""Texts in scripts without spaces, cut into what an index can hold: every character and every pair of neighbours. Pure.

Chinese and Japanese set no space between words, and to find where one ends takes a dictionary that knows no new term.
So each run of such characters is written out with spaces: first its pairs, in order, then its single characters. A
word of one character is found as that, of two as a pair, a longer one as pairs that follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

__all__ = ["EAST_ASIAN", "SIGNED", "Run", "cut_runs", "folded", "spaced"]

EAST_ASIAN = (
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003134f"
)
"""Han, kana and hangul, as the inside of a character class."""

SIGNED = r"(?<![^\W_])(?:[CcGg]\+\+|[CcFf]#)(?![A-Za-z_+#])"
"""The names of languages that are a letter and signs: without the signs they would be the letter, which is any."""

_RUN = re.compile(f"[{EAST_ASIAN}]+")
_SIGNED = re.compile(SIGNED)
_SIGNS = {"+": "plus", "#": "sharp"}


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text: `is_east_asian` tells whether it must be cut into characters or has words with spaces."""

    text: str
    is_east_asian: bool


def folded(text: str) -> str:
    """The text in the one form of each character: full-width letters become plain ones, accents join their letters."""
    return text if text.isascii() else normalize("NFKC", text)


def cut_runs(text: str) -> Iterator[Run]:
    """The text in runs of one kind, in order, none of them blank."""
    text = folded(text)
    at = 0
    for match in _RUN.finditer(text):
        if text[at : match.start()].strip():
            yield Run(text[at : match.start()], is_east_asian=False)
        yield Run(match[0], is_east_asian=True)
        at = match.end()
    if text[at:].strip():
        yield Run(text[at:], is_east_asian=False)


def spaced(text: str) -> str:
    """The text as an index takes it: runs of Han, kana and hangul written out as pairs and single characters.

    And the signs of `C++` and `C#` as words, as an index would drop them.
    """
    spaced = text if text.isascii() else _RUN.sub(_written_out, folded(text))
    return _SIGNED.sub(_spelled, spaced) if "#" in spaced or "++" in spaced else spaced


def _spelled(match: re.Match[str]) -> str:
    return f"{''.join(_SIGNS.get(char, char) for char in match[0])} "


def _written_out(match: re.Match[str]) -> str:
    run = match[0]
    pairs = (run[at : at + 2] for at in range(len(run) - 1))
    return f" {' '.join((*pairs, *run))} "
