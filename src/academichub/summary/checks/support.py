"""Whether an English draft speaks of this paper at all: the share of its words that the source has. Pure.

Words are compared by their beginnings, so "classifies" rests on "classification". What a word claims is not judged, and
a Chinese draft is not either: there, names and numbers tell one paper from another.
"""

from __future__ import annotations

import re
from functools import lru_cache

from academichub.summary.checks._reading import excerpt, fold, folded_source, read_table
from academichub.summary.drafts import Draft, Finding, SourceText

__all__ = ["check_support", "content_stems", "support_of"]

_STEM = 6  # letters
_LEAST = 0.28
_FEWEST = 2  # stems; one says too little to judge

_FEWEST_OF_SENTENCE = 3  # stems
_LEAST_OF_SENTENCE = 0.01  # none at all: an honest sentence beside others seldom has none

_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")
_WORD = re.compile(r"[a-z]{3,}")
_COMMON = frozenset(read_table("support.toml")["common"].split())


def check_support(draft: Draft, source: SourceText) -> tuple[Finding, ...]:
    """Each field of an English draft whose words are mostly not the source's."""
    if draft.language != "en":
        return ()
    findings = []
    for name, field in draft.fields.items():
        stems = content_stems(fold(field.text))
        if len(stems) >= _FEWEST and support_of(stems, source) < _LEAST:
            findings.append(Finding("support", "Most of its words do not occur in the paper's text.", name))
        elif stranger := _stranger(field.text, source):
            findings.append(Finding("support", f'The paper\'s text says nothing of "{excerpt(stranger)}".', name))
    return tuple(findings)


def _stranger(text: str, source: SourceText) -> str | None:
    """A sentence that has next to no word of the source, among others that have."""
    sentences = _SENTENCE_END.split(text)
    if len(sentences) < 2:
        return None
    for sentence in sentences:
        stems = content_stems(fold(sentence))
        if len(stems) >= _FEWEST_OF_SENTENCE and support_of(stems, source) < _LEAST_OF_SENTENCE:
            return sentence
    return None


def support_of(stems: frozenset[str], source: SourceText) -> float:
    """The share of the stems that the source has, 1 for no stems."""
    return len(stems & _source_stems(source)) / len(stems) if stems else 1.0


def content_stems(folded: str) -> frozenset[str]:
    """The beginnings of the words that say what a text is about."""
    return frozenset(word[:_STEM] for word in _WORD.findall(folded) if word not in _COMMON)


@lru_cache(32)
def _source_stems(source: SourceText) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(folded_source(source)))
