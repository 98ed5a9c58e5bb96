"""Links, markup, identifiers, code and hidden characters: nothing that a plain summary holds. Pure.

What the source has in the very same characters may stand: a method called "A*" or an address that the abstract names.
"""

from __future__ import annotations

import re

from academichub.summary.checks._reading import excerpt, folded_source, joined_fold, plain_form, read_table, says
from academichub.summary.drafts import Draft, Finding, SourceText

__all__ = ["check_foreign"]

_MARKS = re.compile(
    r"[@<>&`\[\]#\\/{}\"*_~$|【]|\.[a-z]|\d\.\d{4}|[零〇○一二三四五六七八九幺]{3}|on[a-z]{4,9}\s?=|--|^\s*[-+>=]",
    re.MULTILINE,
)
_MARK_WORDS = tuple(
    "script|data:|doi|arxiv|pmid|pmc|isbn|hxxp|点com|点cn|点org|点net|et al| dot |(at)|mailto|alert|eval"
    "|rm -rf|import os|drop table".split("|")
)
"""Nothing foreign is without one of these, and most drafts have none of them. For lower-case text."""
_ANY = [
    (kind["what"], re.compile("|".join(kind["patterns"]), re.IGNORECASE | re.MULTILINE | re.ASCII))
    for kind in read_table("foreign.toml")["kind"]
]
_ODD = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef"
    "\u20e3\u231a-\u23ce\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff]"
)
"""Blanks and selectors that count as printable, and pictures."""
_SIGNS = frozenset("★☆✓✔✗✘✕✖♭♯♮♀♂❶❷❸❹❺➀➁➂➃➄➔➜")  # written in plain text for long
_WHITE = frozenset("\n\t\u3000\u00a0\u2002\u2003\u2009\u202f")


def check_foreign(draft: Draft, source: SourceText) -> tuple[Finding, ...]:
    """Every field that holds something besides plain text that the source does not hold too."""
    look = _may_be_foreign(joined_fold(draft))
    findings = []
    for name, field in draft.fields.items():
        found = _hidden(field.text) or (_foreign(field.text, source) if look else None)
        if found:
            findings.append(Finding("foreign", f'It holds {found[0]}: "{excerpt(found[1])}".', name))
    return tuple(findings)


def _may_be_foreign(folded: str) -> bool:
    return _MARKS.search(folded) is not None or says(folded, _MARK_WORDS)


def _foreign(text: str, source: SourceText) -> tuple[str, str] | None:
    plain = plain_form(text)
    if not _may_be_foreign(plain.lower()):
        return None
    for what, pattern in _ANY:
        for match in pattern.finditer(plain):
            found = " ".join(match[0].lower().split())
            if found and (len(found) < 2 or found not in folded_source(source)):
                return what, match[0]
    return None


def _hidden(text: str) -> tuple[str, str] | None:
    """A character that a reader does not see, or a picture."""
    if not text.isprintable():
        for letter in text:
            if not letter.isprintable() and letter not in _WHITE:
                return "a hidden character", f"U+{ord(letter):04X}"
    odd = None if text.isascii() else _ODD.search(text)
    return ("a picture or hidden character", odd[0]) if odd and odd[0] not in _SIGNS else None
