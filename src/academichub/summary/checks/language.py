"""Whether each field is written in the language that was asked for, in whole characters. Pure.

Knows Chinese and English; a draft in another language is judged by its characters alone. Simplified and traditional
Chinese count alike.
"""

from __future__ import annotations

import re

from academichub.summary.checks._reading import HAN, LATIN_WORD, excerpt, folded_source, is_chinese, plain_form
from academichub.summary.drafts import Draft, Finding, SourceText

__all__ = ["check_language"]

_HAN_RUN = re.compile(f"[{HAN}]+")
_BROKEN = re.compile(r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\ufffd|[ÃÂâ][\u0080-\u00bf€™œž]|锟斤拷|烫烫")
_OTHER = (
    "\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0590-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u10ff"
    "\u1100-\u11ff\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uac00-\ud7a3\uff66-\uff9d"
)
_OTHER_RUN = re.compile(f"[{_OTHER}]{{2,}}")
"""Runs of another script: one Greek letter is a symbol, two may be a word."""

_LATIN_RUN = re.compile(r"(?<![A-Za-z0-9\\-])[A-Za-z][A-Za-z0-9'’]*(?:[- ][A-Za-z0-9'’]+)*(?!-)")
_ENGLISH = frozenset(
    "a an the and or of in on at to for from with without by as is are was were be been being it its this that these "
    "those which who whose when where while but not no nor if then than so such even often also very more most much "
    "many some any each every both into over under between through about after before during can could may might will "
    "would should must have has had do does did we our they their there here however therefore because although only "
    "just still yet all other another".split()
)
_ROMANCE = frozenset(
    "les des une est dans pour qui avec sur sont aux cet cette leur leurs ces "
    "der die und ist nicht mit von für auf eine einer den dem das sind werden wird "
    "los las del una para con como pero esta este son por sus "
    "gli che della dei sono nel alla delle questo anche "
    "não uma dos das mais pela pelo são".split()
)
"""Common small words of French, German, Spanish, Italian and Portuguese, written alike in no English sentence."""


def check_language(draft: Draft, source: SourceText) -> tuple[Finding, ...]:
    """Broken characters, a field in another language, and pieces of another language that the source does not have."""
    fault_of = _chinese_fault if is_chinese(draft) else _english_fault if draft.language == "en" else _script_fault
    findings = []
    for name, field in draft.fields.items():
        fault = _broken_fault(field.text, source) or fault_of(plain_form(field.text), source)
        if fault:
            findings.append(Finding("language", fault, name))
    return tuple(findings)


def _broken_fault(text: str, source: SourceText) -> str | None:
    match = None if text.isascii() and "\\" not in text else _BROKEN.search(text)
    if match and match[0].lower() not in folded_source(source):
        return f'It holds broken characters: "{excerpt(match[0])}".'
    return None


def _script_fault(text: str, source: SourceText) -> str | None:
    if not text.isascii():
        for run in _OTHER_RUN.findall(text):
            if run.lower() not in folded_source(source):
                return f'It holds words of another script: "{excerpt(run)}".'
    return None


def _chinese_fault(text: str, source: SourceText) -> str | None:
    n_han = sum(map(len, _HAN_RUN.findall(text)))
    words = LATIN_WORD.findall(text)
    if not n_han or n_han <= sum(word[0].islower() for word in words):
        return "It is not written in Chinese."
    return _script_fault(text, source) or (_mixed_fault(text, source) if words else None)


def _mixed_fault(text: str, source: SourceText) -> str | None:
    """English function words left in a Chinese sentence, alone or in a phrase that is no term of the source."""
    for run in _LATIN_RUN.findall(text):
        words = run.lower().split()
        small = [word for word in words if word in _ENGLISH]
        if not small or run.isupper() or len(run) < 2:
            continue
        if len(small) == len(words) and run.islower():
            return f'It mixes English words into Chinese: "{excerpt(run)}".'
        if run.lower() not in folded_source(source):
            return f'It mixes an English phrase into Chinese: "{excerpt(run)}".'
    return None


def _english_fault(text: str, source: SourceText) -> str | None:
    if not text.isascii():
        for run in _HAN_RUN.findall(text):
            if run not in folded_source(source):
                return f'It holds Chinese words: "{excerpt(run)}".'
    words = LATIN_WORD.findall(text.lower())
    if not words:
        return "It is not written in English."
    foreign = {word for word in words if word in _ROMANCE} if len(words) > 2 else set()
    if len(foreign) > 2 or (len(words) > 7 and _ENGLISH.isdisjoint(words)):
        return "It is not written in English."
    return _script_fault(text, source)
