"""Fields that say one thing twice: each other, the abstract, or themselves in a loop. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from operator import add

from academichub.summary.checks._reading import HAN, excerpt, folded_source, is_chinese
from academichub.summary.drafts import Draft, Finding, SourceText

__all__ = ["check_repeats"]

_ALIKE = 0.8
"""Jaccard likeness of the character pairs of two fields."""
_LONG = {True: 16, False: 60}
"""Letters, by whether the draft is Chinese, from which a field inside another is no chance."""
_ABSTRACT_SHARE = 0.7
_ABSTRACT_LENGTH = 400  # letters; shorter abstracts may be told whole
_FRESH = 0.6
"""Share of the character pairs (Chinese) or word triples that must differ from each other."""

_SURELY_FRESH = 0.95

_GAPS = re.compile(r"[\W_]+")
_HAN_RUN = re.compile(f"[{HAN}]+")
_STUTTER = re.compile(r"([^\W\d_])\1{3}")


def check_repeats(draft: Draft, source: SourceText) -> tuple[Finding, ...]:
    """Two fields alike or one inside the other, a field that is most of the abstract, a phrase over and over."""
    chinese = is_chinese(draft)
    letters = {name: _GAPS.sub("", field.text.lower()) for name, field in draft.fields.items()}
    pairs = {name: set(map(add, text, text[1:])) for name, text in letters.items()}
    findings = [*_twins(letters, pairs, _LONG[chinese])]
    for name, field in draft.fields.items():
        if _loops(field.text, len(pairs[name]) / (len(letters[name]) or 1), chinese):
            findings.append(Finding("repeats", f'It says the same over and over: "{excerpt(field.text)}".', name))
        elif _is_abstract(letters[name], source):
            findings.append(Finding("repeats", "It is the abstract, not a summary.", name))
    return tuple(findings)


def _twins(letters: Mapping[str, str], pairs: Mapping[str, set[str]], long: int) -> Iterator[Finding]:
    for one, other in combinations(letters, 2):
        short, tall = sorted((letters[one], letters[other]), key=len)
        if len(short) >= long and short in tall:
            yield Finding("repeats", f"It repeats {one}.", other)
        elif len(short) > 0.6 * len(tall) and _are_alike(pairs[one], pairs[other]):
            yield Finding("repeats", f"It says the same as {one}.", other)


def _are_alike(one: set[str], other: set[str]) -> bool:
    few, many = sorted((len(one), len(other)))
    if few <= _ALIKE * many:  # not even if the larger held all of the smaller
        return False
    shared = len(one & other)
    return shared / (few + many - shared or 1) > _ALIKE


def _loops(text: str, fresh: float, chinese: bool) -> bool:
    """`fresh` is the share of the text's character pairs that differ: where it is high in Chinese, nothing loops."""
    if chinese:
        return fresh < _SURELY_FRESH and (bool(_STUTTER.search(text)) or _stale_characters(text))
    return _stale_words(text) or bool(_STUTTER.search(text))


def _stale_characters(text: str) -> bool:
    """Latin names are left out: a list of results may name each model twice."""
    pairs = [pair for run in _HAN_RUN.findall(text) for pair in map(add, run, run[1:])]
    return len(pairs) >= 10 and len(set(pairs)) < _FRESH * len(pairs)


def _stale_words(text: str) -> bool:
    words = text.lower().split()
    triples = list(zip(words, words[1:], words[2:], strict=False))
    if any(one == two == three and one.isalpha() for one, two, three in triples):
        return True
    return len(triples) >= 10 and len(set(triples)) < _FRESH * len(triples)


def _is_abstract(letters: str, source: SourceText) -> bool:
    if len(letters) < _ABSTRACT_SHARE * _ABSTRACT_LENGTH:
        return False
    abstract = _GAPS.sub("", folded_source(source))
    if len(abstract) < _ABSTRACT_LENGTH or len(letters) < _ABSTRACT_SHARE * len(abstract):
        return False
    own = [letters[at : at + 8] for at in range(0, len(letters) - 8, 8)]
    return sum(group in abstract for group in own) > _ABSTRACT_SHARE * len(own)
