"""Which sentences of the abstract each field of a draft rests on: the model's own word, completed and corrected. Pure.

Never takes away what the model named rightly and never guesses across languages: a Chinese field without numbers and
names keeps what the model named, be it nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    fields = {
        name: replace(field, sentences=_ground(field, draft.language, source)) for name, field in draft.fields.items()
    }
    return replace(draft, fields=fields)


def _ground(field: DraftField, language: str, source: SourceText) -> tuple[int, ...]:
    shown = dict(_shown(source))
    kept = [at for at in dict.fromkeys(field.sentences) if at in shown][:_MOST]
    for mark in _marks(field.text):
        holding = [at for at, row in shown.items() if _holds(row, mark)]
        if holding and len(kept) < _MOST and not set(holding) & set(kept):
            kept.append(holding[0])
    if not kept and language == "en":
        kept = _most_alike(field.text, source)
    return tuple(sorted(kept))


@lru_cache(32)
def _shown(source: SourceText) -> tuple[tuple[int, tuple[frozenset[str], str]], ...]:
    """(position, (numbers, letters and digits in one row)) of each sentence shown."""
    return tuple((at, (frozenset(_NUMBER.findall(fold(text))), _GAPS.sub("", fold(text)))) for at, text in source.shown)


def _marks(text: str) -> Sequence[str]:
    """Numbers of two digits and more, and names, in the order of the text."""
    numbers = [number for number in _NUMBER.findall(fold(text)) if len(number) > 1]
    return list(dict.fromkeys([*numbers, *names_in(text)]))


def _holds(sentence: tuple[frozenset[str], str], mark: str) -> bool:
    numbers, row = sentence
    return mark in numbers if mark[0].isdigit() and not mark[-1].isalpha() else _GAPS.sub("", fold(mark)) in row


def _most_alike(text: str, source: SourceText) -> list[int]:
    stems = content_stems(fold(text))
    if not stems:
        return []
    shares = [(len(stems & content_stems(fold(sentence))) / len(stems), -at) for at, sentence in source.shown]
    best, place = max(shares, default=(0.0, 0))
    return [-place] if best >= _ALIKE else []
