"""Fields that stop in the middle: what a length limit or a broken stream leaves. Pure.

A full stop that a Chinese writer leaves out is no fault: one published field in twenty does so.
"""

from __future__ import annotations

import re

from academichub.summary.checks._reading import excerpt, is_chinese
from academichub.summary.checks.shape import longest
from academichub.summary.drafts import Draft, Finding, SourceText

__all__ = ["check_cut"]

_ENDED = re.compile(r"[.!?。！？；．｡][\s\"'”’」』）)\]》*]*\Z")
_HANGING = re.compile(r"(?:[,，、:：;(（\[【{《<“‘「『\-–—/+&=~～…]|(?<!\.)\.{3})\s*\Z")
_HANGING_ENGLISH = re.compile(
    r"\b(?:a|an|the|and|or|but|of|in|on|at|to|for|from|with|without|by|as|is|are|was|were|be|its|their|our|this|these|"
    r"that|which|who|whose|while|when|where|because|than|such|not|no|can|could|may|might|will|would|into|via|using|"
    r"between|among|under|over|through|per|more|most|each|every|both|either)\s*\Z",
    re.IGNORECASE,
)
_HANGING_CHINESE = re.compile(
    r"(?:(?<![饱温缓总柔调平混共中])和|以及|或|或者|并且|並且|而且|但是|但|因为|由于|由於|从而|從而|通过了?|的是|一个|一種|一种|对于|關於|关于)\Z"
)
_STOP_WITHIN = re.compile(r"[a-z)\]%][.!?] +[A-Z]")
_BRACKETS = str.maketrans("（）［］【】", "()[][]")


def check_cut(draft: Draft, source: SourceText) -> tuple[Finding, ...]:
    """A field that ends in a comma, a conjunction, an open bracket or three dots, or without an end at its limit."""
    findings = []
    for name, field in draft.fields.items():
        text = field.text.strip()
        if _hangs(text, is_chinese(draft)) or _unended(text, longest(draft, name), is_chinese(draft)):
            findings.append(Finding("cut", f'It stops in the middle of a sentence: "…{excerpt(text[-30:])}".', name))
    return tuple(findings)


def _hangs(text: str, chinese: bool) -> bool:
    if _HANGING.search(text[-4:]):
        return True
    if (_HANGING_CHINESE if chinese else _HANGING_ENGLISH).search(text[-12:]):
        return True
    return not _ENDED.search(text[-4:]) and _open_bracket(text)


def _open_bracket(text: str) -> bool:
    """Whether the text ends inside a bracket that it opened last."""
    plain = text.translate(_BRACKETS)
    return any(plain.rfind(start) > plain.rfind(end) for start, end in ("()", "[]", "“”", "「」", "《》"))


def _unended(text: str, most: int, chinese: bool) -> bool:
    """No end mark where one is due: at the longest length, and after an English sentence that has one."""
    if _ENDED.search(text[-4:]):
        return False
    return len(text) >= most - 2 or (not chinese and bool(_STOP_WITHIN.search(text)))
