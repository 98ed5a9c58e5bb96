"""The sentences of one abstract as candidates for a summary: content, role, section, and whether they may be shown.

Pure. How a sentence is worded is wording.py; which candidate goes where is choose.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from academichub.model import RichText
from academichub.summary.exclusions import is_barred
from academichub.summary.headings import is_structured, match_heading, sections_of
from academichub.summary.hygiene import instruction_like
from academichub.summary.leads import is_empty
from academichub.summary.roles import RoleScores, tag
from academichub.summary.wording import Wording, read_wording
from academichub.text.sentences import split_sentences

__all__ = ["MAX_CHARACTERS", "Abstract", "Candidate", "read_abstract"]

_ASIDE = frozenset({"aside"})
_CUT_OFF = ("...", "…", "[…]")  # how a feed ends an abstract that it does not give whole
MAX_CHARACTERS = 420
"""Of a field: about five lines on a phone."""

_ENUMERATED = re.compile(r"[(\[]?(?:\d{1,2}|[ivx]{1,4}|[a-e])[)\]](?=[\s,:;])|\d{1,2}\.\s")
_FEWEST_WORDS = 4  # fewer are a heading, a name or debris


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence: characters start..end of the plain reading, after the heading it may begin with."""

    position: int  # in split_sentences order
    start: int
    end: int
    text: str
    roles: RoleScores
    sections: frozenset[str] | None  # what the authors' heading says it is; None where no heading speaks
    wording: Wording
    follows: bool  # on the line of the sentence before it, with no heading between
    shown: bool  # False: never to be shown

    @property
    def traits(self) -> frozenset[str]:
        return self.wording.traits


@dataclass(frozen=True, slots=True)
class Abstract:
    """All sentences of one abstract. `structured`: its authors wrote headings of two kinds or more."""

    candidates: tuple[Candidate, ...]
    structured: bool


def read_abstract(abstract: RichText, *, tagged: bool) -> Abstract:
    """The sentences of the abstract. `tagged` False leaves every role score at 0: the tagger reads English alone."""
    plain = abstract.plain
    ranges = split_sentences(plain)
    found = [match_heading(plain[start:end], first=i == 0) for i, (start, end) in enumerate(ranges)]
    structured = is_structured(found)
    headings = [heading if heading and (heading.marked or structured) else None for heading in found]
    contents = [
        (start + (head.length if head else 0), end) for (start, end), head in zip(ranges, headings, strict=True)
    ]
    texts = [plain[start:end] for start, end in contents]
    roles = _tag_content(texts) if tagged else (RoleScores(),) * len(texts)
    formulas = _formula_ranges(abstract)
    sections = sections_of(headings)
    orders = instruction_like(plain)
    candidates = []
    for i, (start, end) in enumerate(contents):
        wording = read_wording(texts[i])
        fit = sections[i] != _ASIDE and i not in orders and _may_be_shown(texts[i], wording)
        shown = fit and _is_whole(start, end, formulas)
        follows = i > 0 and plain[ranges[i - 1][1] : start].strip(" ") == ""
        candidates.append(Candidate(i, start, end, texts[i], roles[i], sections[i], wording, follows, shown))
    return Abstract(tuple(candidates), structured)


def _may_be_shown(text: str, wording: Wording) -> bool:
    if wording.n_words < _FEWEST_WORDS or len(text) > MAX_CHARACTERS or text.endswith(_CUT_OFF):
        return False
    if _ENUMERATED.match(text) or is_empty(text, wording.n_words):
        return False
    return not is_barred(text)


def _tag_content(texts: Sequence[str]) -> tuple[RoleScores, ...]:
    """Tag what is not a bare heading, so that headings do not shift the others' places."""
    scores = iter(tag([text for text in texts if text]))
    return tuple(next(scores) if text else RoleScores() for text in texts)


def _formula_ranges(abstract: RichText) -> list[tuple[int, int]]:
    ranges, at = [], 0
    for span in abstract.spans:
        if span.mathml is not None:
            ranges.append((at, at + len(span.text)))
        at += len(span.text)
    return ranges


def _is_whole(start: int, end: int, formulas: Sequence[tuple[int, int]]) -> bool:
    """Whether the range cuts no formula in two: half of one cannot be rendered."""
    return not any(low < start < high or low < end < high for low, high in formulas)
