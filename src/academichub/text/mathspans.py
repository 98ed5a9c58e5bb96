"""Where mathematics stands in a text: `$…$`, `$$…$$`, `\\(…\\)`, `\\[…\\]` and displayed environments.

The rules were drawn from 40,000 arXiv abstracts: a dollar sign is as often money as an unpaired delimiter, so what
stands between two of them must read as a formula. A delimiter without its partner is a character like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_letters

__all__ = ["MathSpan", "math_at"]

_LONGEST = 4000
_ENVIRONMENTS = "equation|displaymath|math|align|aligned|gather|gathered|multline|eqnarray|split|cases"
_BEGIN = re.compile(rf"\\begin\{{({_ENVIRONMENTS})(\*?)\}}")
_BARE_ENVIRONMENTS = frozenset({"equation", "displaymath", "math", "multline"})
_SPECIAL = re.compile(r"[\\^_{}=<>]")
_COMMAND = re.compile(
    r"\\(?:text\w*|mathrm|mathit|mathbf|mathsf|mathtt|operatorname|mbox|emph)\s*\{[^{}]*\}|\\[A-Za-z]+"
)
_WORDS = re.compile(r"[A-Za-z]{2,}(?:[-'’][A-Za-z]+)*[,;:.]?(?= |$)")
_QUANTITY = re.compile(r"[\d.,]+\s?[A-Za-z]{1,3}")
_MOST_WORDS = 4
_PHRASE_STARTS = frozenset("\\" + ascii_letters)
_PHRASE_ENDS = frozenset("})" + ascii_letters)
_MOST_INNER_DOLLARS = 8


@dataclass(frozen=True, slots=True)
class MathSpan:
    """A formula's source without delimiters, the position after it, and whether it stood on lines of its own.

    `is_words` marks a phrase that was put between dollar signs for its looks.
    """

    tex: str
    end: int
    block: bool = False
    is_words: bool = False


def math_at(text: str, at: int, *, cautious: bool = False) -> MathSpan | None:
    """The formula that begins at `at`, where `$` or `\\` stands; None where it is no formula's beginning.

    `cautious` is for text of journals, where a dollar is money unless what follows has the signs of TeX.
    """
    if text[at] == "$":
        return _double_dollar(text, at) if text.startswith("$$", at) else _dollar(text, at, cautious)
    opening = text[at : at + 2]
    if opening == "\\(":
        return _delimited(text, at, "\\)", block=False)
    if opening == "\\[":
        return _delimited(text, at, "\\]", block=True)
    return _environment(text, at)


def _delimited(text: str, at: int, closing: str, *, block: bool) -> MathSpan | None:
    end = text.find(closing, at + 2, at + 2 + _LONGEST)
    tex = text[at + 2 : end]
    return MathSpan(tex, end + 2, block) if end > 0 and tex.strip() else None


def _double_dollar(text: str, at: int) -> MathSpan | None:
    found = _delimited(text, at, "$$", block=True)
    return found if found is not None and "$" not in found.tex else None


def _environment(text: str, at: int) -> MathSpan | None:
    begin = _BEGIN.match(text, at)
    if begin is None:
        return None
    closing = f"\\end{{{begin[1]}{begin[2]}}}"
    end = text.find(closing, begin.end(), begin.end() + _LONGEST)
    if end < 0:
        return None
    after = end + len(closing)
    inner = text[begin.end() : end] if begin[1] in _BARE_ENVIRONMENTS else text[at:after]
    return MathSpan(inner, after, begin[1] != "math")


def _dollar(text: str, at: int, cautious: bool) -> MathSpan | None:
    end = _closing_dollar(text, at + 1)
    if end < 0:
        return None
    tex = text[at + 1 : end]
    if cautious and not _is_plainly_math(tex):
        return None
    if _is_prose(tex, text[end + 1 : end + 2]):
        return MathSpan(tex, end + 1, is_words=True) if not cautious and _is_phrase(tex) else None
    return MathSpan(tex, end + 1)


def _closing_dollar(text: str, start: int) -> int:
    """The next `$` that is not escaped and not inside braces (`$\\text{for $x$}$`); the next at all if none is."""
    first, end = -1, start - 1
    for _ in range(_MOST_INNER_DOLLARS):
        end = text.find("$", end + 1, start + _LONGEST)
        if end < 0:
            break
        if text[end - 1] == "\\":
            continue
        first = end if first < 0 else first
        if text.count("{", start, end) <= text.count("}", start, end):
            return end
    return first


def _is_prose(tex: str, follower: str) -> bool:
    """True for what stands between two amounts of money, or between two unpaired signs."""
    bare = tex.strip()
    if not bare or "\n" in bare:
        return True
    if bare[0].isdigit() and not _SPECIAL.search(bare):
        if follower.isdigit():
            return True
        if re.search(r"[A-Za-z]{2}|[a-z] ", bare) and not _QUANTITY.fullmatch(bare):
            return True
    words = len(_WORDS.findall(_COMMAND.sub(" ", bare)))
    loose = tex[0] == " " or tex[-1] == " "
    return words > _MOST_WORDS or (loose and words > 1) or (bare[0] in ",.;:" and words > 0)


def _is_phrase(tex: str) -> bool:
    return len(tex) < 200 and "\n" not in tex and tex[0] in _PHRASE_STARTS and tex[-1] in _PHRASE_ENDS


def _is_plainly_math(tex: str) -> bool:
    return len(tex.strip()) == 1 or re.search(r"[\\^_=]", tex) is not None
