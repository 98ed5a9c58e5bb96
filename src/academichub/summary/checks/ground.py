"""Which sentences of the abstract each field of a draft rests on: the model's own word, completed and corrected. Pure.

Never takes away what the model named rightly and never guesses across languages: a Chinese field without numbers and
names keeps what the model named, be it nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from academichub.summary.checks._reading import fold
from academichub.summary.checks.names import names_in
from academichub.summary.checks.support import content_stems
from academichub.summary.drafts import Draft, DraftField, SourceText

__all__ = ["grounded"]

_MOST = 4  # sentences a field; more point at nothing
_ALIKE = 0.3  # share of an English field's stems that a sentence must have to be its ground

_NUMBER = re.compile(r"(?<![A-Za-z0-9.])\d+(?:[.,]\d+)*")
_GAPS = re.compile(r"[\W_]+")


def grounded(draft: Draft, source: SourceText) -> Draft:
    """The draft with each field's ground in order, each sentence once, at most four, and none that the model never saw.

    A number or name that none of the named sentences holds brings the first sentence that does. An English field that
    then has no ground gets the sentence most like it, where one is like it.
    """
    shown = dict(source.shown)
    fields = {
        name: replace(field, sentences=_ground(field, draft.language, shown)) for name, field in draft.fields.items()
    }
    return replace(draft, fields=fields)


def _ground(field: DraftField, language: str, shown: Mapping[int, str]) -> tuple[int, ...]:
    kept = [at for at in dict.fromkeys(field.sentences) if at in shown][:_MOST]
    for mark in _marks(field.text):
        if len(kept) == _MOST:
            break
        if not any(_holds(shown[at], mark) for at in kept):
            kept += next(([at] for at, sentence in shown.items() if _holds(sentence, mark)), [])
    if not kept and language == "en":
        kept = _most_alike(field.text, shown)
    return tuple(sorted(kept))


def _holds(sentence: str, mark: str) -> bool:
    """Whether the sentence has the number or name."""
    if mark[0].isdigit() and not mark[-1].isalpha():
        return mark in _numbers(sentence)
    return _in_a_row(mark) in _in_a_row(sentence)


@lru_cache(256)
def _numbers(sentence: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(fold(sentence)))


@lru_cache(256)
def _in_a_row(text: str) -> str:
    """Letters and digits alone."""
    return _GAPS.sub("", fold(text))


def _marks(text: str) -> Sequence[str]:
    """Numbers of two digits and more, and names, in the order of the text."""
    numbers = [number for number in _NUMBER.findall(fold(text)) if len(number) > 1]
    return list(dict.fromkeys([*numbers, *names_in(text)]))


def _most_alike(text: str, shown: Mapping[int, str]) -> list[int]:
    stems = content_stems(fold(text))
    if not stems:
        return []
    shares = [(len(stems & content_stems(fold(sentence))) / len(stems), -at) for at, sentence in shown.items()]
    best, place = max(shares, default=(0.0, 0))
    return [-place] if best >= _ALIKE else []
