"""JSON of upstreams taken apart piece by piece, so that one bad piece costs itself alone. Pure.

No JSON library reads a list whose tenth element has a broken escape, a number of 5,000 digits or brackets 10,000 deep,
or a list of five million elements without making five million objects. Here the text is only split, at its own commas
and without recursion; each piece is then decoded by itself, and only as many pieces as are wanted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

__all__ = ["decoded", "elements", "members", "text_of_body"]

# Possessive: a string without an end is looked at once.
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_FRAME = re.compile(rf'{_STRING}|[\[\]{{}}"]', re.DOTALL)
_LIST = re.compile(rf'{_STRING}|[\[\]{{}},"]', re.DOTALL)
_COLON = re.compile(r"\s*:")
_SURROGATES = re.compile(
    r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<lone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
_MOST_DIGITS = 18  # more is no number of anything here, and Python refuses to read 5,000


def text_of_body(body: bytes) -> str:
    """Bytes that are not UTF-8 become U+FFFD: they cost their letter, and not the answer."""
    return body.decode("utf-8-sig", errors="replace")


def members(text: str) -> dict[str, str]:
    """The members of a JSON object: each name with its value as it is written.

    Raises: ValueError when the text is no whole object; what the values hold is not looked at.
    """
    if text.lstrip()[:1] != "{":
        raise ValueError("not an object")
    found: dict[str, str] = {}
    name, start, depth = "", 0, 0
    for token in _FRAME.finditer(text):
        sign = token[0]
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
            if depth == 0:
                return _finished(text, token.end(), found | {name: text[start : token.start()].strip()})
        elif sign == '"':
            break
        elif depth == 1 and (colon := _COLON.match(text, token.end())):
            found[name] = text[start : token.start()].strip().removesuffix(",")
            name, start = str(decoded(sign)), colon.end()
    raise ValueError("not whole")


def _finished(text: str, end: int, found: dict[str, str]) -> dict[str, str]:
    if text[end:].strip():
        raise ValueError("more than one value")
    found.pop("", None)
    return found


def elements(text: str) -> Iterator[str]:
    """The elements of a JSON list, each as it is written. Raises: ValueError when the text is no whole list."""
    if text.lstrip()[:1] != "[":
        raise ValueError("not a list")
    start, depth = 0, 0
    for token in _LIST.finditer(text):
        sign = token[0]
        if sign == ",":
            if depth == 1:
                yield text[start : token.start()].strip()
                start = token.end()
        elif sign in "[{":
            depth += 1
            start = start or token.end()
        elif sign in "]}":
            depth -= 1
            if depth == 0:
                yield from filter(None, [text[start : token.start()].strip()])
                return
        elif sign == '"':
            break
    raise ValueError("not whole")


def decoded(text: str) -> object:
    """The value of a JSON text. Control characters in strings are let through, a lone surrogate becomes U+FFFD, and a
    number of more than 18 digits stays its digits.

    Raises: ValueError when it is no JSON, or nested too deeply.
    """
    if "\\u" in text:
        text = _SURROGATES.sub(lambda found: "\\ufffd" if found["lone"] else found[0], text)
    try:
        value: object = json.loads(text, strict=False, parse_int=_number, parse_constant=lambda _: None)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value


def _number(digits: str) -> int | str:
    return int(digits) if len(digits.lstrip("-")) <= _MOST_DIGITS else digits
