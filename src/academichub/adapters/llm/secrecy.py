"""Keeping a model's key out of all that its endpoint says, in whatever way the endpoint writes it. Pure.

An endpoint knows the key, and may echo it whole, cut off, in capitals, in pieces, or inside an answer. What
is not done: undoing an encoding that turns the key into other letters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

__all__ = ["Scrubber"]

_MAX_SHOWN = 200
_MAX_READ = 20_000
_MASK = "•••"
_MASK_IN_ANSWER = "[key]"
_MIN_SECRET = 4  # a shorter "key" is a placeholder, and half of any sentence
_MIN_SPELT = 8  # letters and digits of a key that is looked for in pieces, too
_MIN_PLAIN = 16  # letters of a key that has no digit, before it is taken for more than a word
_GAP = r"[\W_]{0,6}"  # never a letter or a digit, so that there is one way to match, and no search among many
_LOOKS_SECRET = re.compile(r"\b(?:sk|pk|gsk|xai|hf)[-_][A-Za-z0-9_*-]{8,}|(?<=Bearer )[^\s\"']+", re.IGNORECASE)
_JSON_ESCAPE = re.compile(r"\\u(00[3-7][0-9a-f]|00ad|200[b-f]|2060|feff)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scrubber:
    """Makes an endpoint's words fit to be shown, and its answers fit to be kept."""

    secrets: tuple[str, ...] = field(default=(), repr=False)

    def clean(self, text: str) -> str:
        """One line, short, without what must stay secret, nor the beginning of it where the text breaks off."""
        kept = "".join(" " if char.isspace() else char for char in text[:_MAX_READ] if _is_visible(char))
        line = " ".join(kept.split())
        for secret in self.secrets:
            line = _without_beginning(_masked(line, secret), secret)
        line = _LOOKS_SECRET.sub(_MASK, line)
        return line if len(line) <= _MAX_SHOWN else line[: _MAX_SHOWN - 1].rstrip() + "…"

    def hide(self, answer: str) -> str:
        """An answer without the key. One that is a common word ("none", "ollama") is a placeholder, and is left."""
        for secret in filter(_is_no_word, self.secrets):
            pattern = _spelt(secret)
            plain = _JSON_ESCAPE.sub(_unescaped, answer)
            answer = plain if pattern.search(plain) else answer
            answer = pattern.sub(_MASK_IN_ANSWER, answer)
        return answer


def _is_visible(char: str) -> bool:
    return char.isspace() or unicodedata.category(char)[0] != "C"


def _is_no_word(secret: str) -> bool:
    letters = _letters(secret)
    return len(letters) >= _MIN_PLAIN or (len(letters) >= _MIN_SPELT and any(map(str.isdigit, letters)))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


@cache
def _spelt(secret: str) -> re.Pattern[str]:
    """The secret's letters and digits in either case, with anything else between them."""
    return re.compile(_GAP.join(filter(str.isalnum, secret)), re.IGNORECASE)


def _masked(line: str, secret: str) -> str:
    if len(secret) < _MIN_SECRET:
        return line
    line = line.replace(secret, _MASK)
    return _spelt(secret).sub(_MASK, line) if len(_letters(secret)) >= _MIN_SPELT else line


def _without_beginning(line: str, secret: str) -> str:
    """The line, masked from where its end is the beginning of the secret: it was cut off there."""
    letters = _letters(secret)
    if len(letters) < _MIN_SPELT:
        return line
    end = _letters(line)[-len(letters) :]
    n_kept = next((n for n in range(len(letters) - 1, _MIN_SECRET - 1, -1) if end.endswith(letters[:n])), 0)
    at = len(line)
    while n_kept:
        at -= 1
        n_kept -= len(_letters(line[at]))
    return line if at == len(line) else line[:at] + _MASK


def _unescaped(found: re.Match[str]) -> str:
    """The letter, digit or invisible character that JSON's escape stands for; anything else stays as it is written."""
    char = chr(int(found[1], 16))
    return char if char.isalnum() else "" if ord(char) > 0x7F else found[0]
