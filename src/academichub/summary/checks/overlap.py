"""Whether a draft tells our own instructions to the model. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from academichub.summary.checks._lexicon import words_of
from academichub.summary.checks._reading import HAN, excerpt, fold, folded_source, joined_fold
from academichub.summary.drafts import Draft, Finding, SourceText

__all__ = ["check_overlap"]

_UNIT = re.compile(rf"[{HAN}]|[a-z0-9]+")
_RUN = {True: 12, False: 6}
"""Units (words, Han characters) in a row from the instructions that are no chance: by whether they are mostly Han."""
_SHARE = 0.35
"""Share of a field's triples that the instructions hold."""
_FEWEST = 8  # triples; less is too little to tell

_Triple = tuple[str, str, str]


def check_overlap(draft: Draft, source: SourceText, instructions: str = "") -> tuple[Finding, ...]:
    """A field with a long run or with a large share of the instructions' own words that the source does not have."""
    if not _share_words(fold(instructions), joined_fold(draft)):
        return ()
    ours = _triples_of(instructions)
    findings = []
    for name, field in draft.fields.items():
        units = _UNIT.findall(fold(field.text))
        triples = list(zip(units, units[1:], units[2:], strict=False))
        if not ours.isdisjoint(triples) and (leak := _leak(units, triples, ours - _triples_of(folded_source(source)))):
            findings.append(Finding("overlap", f'It repeats the instructions: "{excerpt(leak)}".', name))
    return tuple(findings)


def _share_words(ours: str, folded: str) -> bool:
    """Whether they may have a triple in common: most drafts in Chinese have no word of instructions in English."""
    return not ours.isascii() or not words_of(ours).isdisjoint(words_of(folded))


@lru_cache(32)
def _triples_of(text: str) -> frozenset[_Triple]:
    units = _UNIT.findall(fold(text))
    return frozenset(zip(units, units[1:], units[2:], strict=False))


def _leak(units: Sequence[str], triples: Sequence[_Triple], ours: frozenset[_Triple]) -> str | None:
    """The longest run of our words, where it is too long or too many of the field's words are ours."""
    longest = run = n_ours = end = 0
    for at, triple in enumerate(triples):
        run = run + 1 if triple in ours else 0
        n_ours += run > 0
        if run > longest:
            longest, end = run, at + 3
    text = " ".join(units[end - longest - 2 : end])
    is_long = longest and longest + 2 >= _RUN[not text.isascii()]
    return text if is_long or (len(triples) >= _FEWEST and n_ours > _SHARE * len(triples)) else None
