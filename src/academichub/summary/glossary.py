"""The Chinese words that a model is told for a paper: fixed terms, and large numbers worked out. Pure.

Owns which terms occur (glossary.toml) and what billions are in 万 and 亿; prompt.py says them. The reason is measured:
of the Chinese summaries that hold such a number, models get one in a hundred wrong by a power of ten.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

__all__ = ["find_large_numbers", "find_terms", "glossary"]

_MAX_NUMBERS = 6

_SCALES = {"million": 6, "billion": 9, "trillion": 12, "b": 9}
_AMOUNT = re.compile(  # begins with its first digit, so that the search skips from digit to digit
    r"(\d(?<![\w.,]\d)\d{0,3}(?:,\d{3})*(?:\.\d{1,6})?)(?:(?:\s+|-)(million|billion|trillion)s?\b|(B)(?![-\w])|"
    r"(B)(?=-(?:param|scale|token|model)))"
)
_PIECE = re.compile(r"[\w-]+|[^\w\s-]+")
_ASCII_PIECE = re.compile(r"[a-z0-9_-]+|[^a-z0-9_\s-]+")  # the same, for small letters
_COUNTS_IN_B = re.compile(r"param|token|model", re.IGNORECASE)  # elsewhere 2B is a panel, a phase, a type


@cache
def glossary() -> Mapping[str, str]:
    """English (small letters, singular) to Chinese; terms with rivals in use stand first."""
    text = files("academichub.summary").joinpath("glossary.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return {**tables["unsettled"], **tables["settled"]}


def find_terms(text: str, limit: int) -> tuple[tuple[str, str], ...]:
    """(English as in the glossary, Chinese) of the terms that occur in the text as whole words, singular or plural.

    Of terms inside one another only the longest counts. Each is given once, in the order of the glossary, at most
    `limit`.
    """
    written, longest = _written_terms()
    known = glossary()
    low = text.lower()
    pieces = (_ASCII_PIECE if low.isascii() else _PIECE).findall(
        low
    )  # marks among the words, so that no term is found across one
    found: set[str] = set()
    end = 0
    for at in [at for at, piece in enumerate(pieces) if piece in longest]:
        if at < end:
            continue
        run = tuple(pieces[at : at + longest[pieces[at]]])
        term = next((written[run[:n]] for n in range(len(run), 0, -1) if run[:n] in written), None)
        if term is not None:
            found.add(term)
            end = at + len(term.split())
    return tuple((term, known[term]) for term in sorted(found, key=_rank().__getitem__)[:limit])


def find_large_numbers(text: str) -> tuple[tuple[str, str], ...]:
    """(as written, in Chinese) of the millions, billions and trillions of the text, each once, such as 18亿."""
    found = {
        match[0]: _in_chinese(match[1], match[2] or "b")
        for match in _AMOUNT.finditer(text)
        if match[2] or _COUNTS_IN_B.search(text)
    }
    return tuple(found.items())[:_MAX_NUMBERS]


@cache
def _rank() -> Mapping[str, int]:
    return {term: at for at, term in enumerate(glossary())}


@cache
def _written_terms() -> tuple[Mapping[tuple[str, ...], str], Mapping[str, int]]:
    """The terms by their words, singular and plural; and by its first word, how many words a term has at the most."""
    written: dict[tuple[str, ...], str] = {}
    longest: dict[str, int] = {}
    for term in glossary():
        *head, last = term.split()
        for form in _forms(last):
            words = (*head, form)
            written.setdefault(words, term)
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return written, longest


def _forms(word: str) -> tuple[str, ...]:
    """A word as it is, and in the plural."""
    if word.endswith("y"):
        return word, f"{word[:-1]}ies"
    return (word,) if word.endswith("s") else (word, f"{word}s", f"{word}es")


def _in_chinese(digits: str, scale: str) -> str:
    amount = Decimal(digits.replace(",", "")).scaleb(_SCALES[scale.lower()])
    unit, power = ("万亿", 12) if amount >= 10**12 else ("亿", 8) if amount >= 10**8 else ("万", 4)
    return f"{amount.scaleb(-power).normalize():f}{unit}"
