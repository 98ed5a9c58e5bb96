"""What a value may be, whatever setting it is of: text, lists, numbers, addresses. Pure.

A check gives the value to keep, or raises ValueError with a sentence and a remedy; no sentence repeats a secret. The
checks of sources are in source_checks.py, those of language models in llm_checks.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from urllib.parse import urlsplit

from academichub.settings.masking import without_secrets

__all__ = [
    "LANGUAGES",
    "check_address",
    "check_base",
    "check_flag",
    "check_language",
    "check_languages",
    "check_number",
    "check_one_of",
    "check_text",
    "check_texts",
    "check_whole",
    "parse_flag",
    "parse_list",
    "parse_number",
    "shown",
]

LANGUAGES = ("en", "zh")

_WHOLE = re.compile(r"[+-]?[0-9]{1,100}")
_DECIMAL = re.compile(r"[+-]?([0-9]{1,100}\.?[0-9]{0,100}|\.[0-9]{1,100})([eE][+-]?[0-9]{1,3})?")
_UNDERSCORE = re.compile(r"(?<=[0-9])_(?=[0-9])")


def check_text(value: object) -> str:
    """One line of text, trimmed."""
    if not isinstance(value, str):
        raise ValueError(f"must be text in quotation marks, not {shown(value)}")
    if not value.strip():
        raise ValueError("is empty; write something between the quotation marks, or remove it")
    if not value.isprintable():
        raise ValueError("holds a line break or a control character; keep it to one plain line")
    return value.strip()


def check_texts(value: object) -> tuple[str, ...]:
    """A list of texts; one that is listed twice counts once."""
    if not isinstance(value, list | tuple):
        given = "a single text" if isinstance(value, str) else shown(value)
        raise ValueError(f'must be a list such as ["one", "two"], not {given}')
    return tuple(dict.fromkeys(check_text(item) for item in value))


def check_language(value: object) -> str:
    if value not in LANGUAGES:
        raise ValueError(f"must be one of {', '.join(LANGUAGES)}, not {shown(value)}")
    return str(value)


def check_languages(value: object) -> tuple[str, ...]:
    return tuple(check_language(language) for language in check_texts(value))


def check_one_of(names: Sequence[str]) -> Callable[[object], str]:
    """The check of a value that is one of a few names."""

    def check(value: object) -> str:
        if value not in names:
            raise ValueError(f"must be one of {', '.join(names)}, not {shown(value)}")
        return str(value)

    return check


def check_flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, without quotation marks, not {shown(value)}")
    return value


def check_whole(lowest: int, highest: int) -> Callable[[object], int]:
    """The check of a whole number between two, both included."""

    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise ValueError(f"must be a whole number from {lowest:,} to {highest:,}, not {_shown_number(value)}")
        return value

    return check


def check_number(lowest: int, highest: int) -> Callable[[object], float]:
    """The check of a number between two, both included, with or without a fraction."""

    def check(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not lowest <= value <= highest:
            raise ValueError(f"must be a number from {lowest:,} to {highest:,}, not {_shown_number(value)}")
        return float(value) + 0.0  # -0.0 becomes 0.0

    return check


def check_address(value: object) -> str:
    """An http(s) address with a host and without a password."""
    text = check_text(value)
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        sound = False
    if not sound or not text.isascii() or set(' "<>\\^`{|}') & set(text):
        raise ValueError(f"must be an address that begins with https:// or http://, not {shown(without_secrets(text))}")
    if "@" in parts.netloc:
        raise ValueError("must not hold a user name or password")
    return text


def check_base(value: object) -> str:
    """An address to which paths are added: no query, and no slash at its end."""
    text = check_address(value)
    if "?" in text or "#" in text:
        raise ValueError("must be the part before any ? or #, for paths are added to it")
    return text.rstrip("/")


def parse_list(text: str) -> object:
    """A list as an environment variable writes it: with commas between its items."""
    return [item.strip() for item in text.split(",") if item.strip()]


def parse_flag(text: str) -> object:
    """Yes or no as an environment variable writes it: true or false; the text itself where it is neither."""
    return {"true": True, "false": False}.get(text.strip().lower(), text)


def parse_number(text: str) -> object:
    """A number as an environment variable writes it; the text itself where it is none, for the check to refuse."""
    plain = _UNDERSCORE.sub("", text.strip())
    if _WHOLE.fullmatch(plain):
        return int(plain)
    return float(plain) if _DECIMAL.fullmatch(plain) else text


def shown(value: object) -> str:
    """A value as a message may repeat it: as it is written in the file, short, and without secrets."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple | dict):
        return "a table" if isinstance(value, dict) else "a list"
    if isinstance(value, date | datetime | time):
        return f"the bare {'time' if isinstance(value, time) else 'date'} {value}"
    if isinstance(value, int) and value.bit_length() > 100:
        return "a number of so many digits"
    text = repr(without_secrets(value) if isinstance(value, str) and "://" in value else value)
    return text if len(text) <= 60 else text[:57] + "..."


def _shown_number(value: object) -> str:
    quoted = isinstance(value, str) and not isinstance(parse_number(value), str)
    return f"{shown(value)}; leave out the quotation marks" if quoted else shown(value)
