"""The outer shape of a draft: a TL;DR, fields neither empty nor endless, and ground that exists. Pure."""

from __future__ import annotations

import re

from academichub.model import SUMMARY_FIELDS
from academichub.summary.checks._reading import is_chinese
from academichub.summary.drafts import Draft, DraftField, Finding, SourceText

__all__ = ["check_shape", "longest"]

_LONGEST = {True: (150, 400), False: (350, 900)}
"""Characters by whether the draft is Chinese: of the TL;DR, of any other field. Of 38,000 published Chinese summaries
one in a thousand fields is longer."""
_SHORTEST = {True: 6, False: 12}
"""Letters and digits. The shortest honest field seen in Chinese has seven."""

_LETTERS = re.compile(r"[^\W_]+")


def longest(draft: Draft, name: str) -> int:
    """How many characters the field may have."""
    return _LONGEST[is_chinese(draft)][name != "tldr"]


def check_shape(draft: Draft, source: SourceText) -> tuple[Finding, ...]:
    """A missing TL;DR, an unknown field, a field too short or too long, sentences named that were not given."""
    findings = [] if "tldr" in draft.fields else [Finding("shape", "The tldr is missing.", "tldr")]
    for name, field in draft.fields.items():
        fault = _size_fault(draft, name, field) or _ground_fault(field, source)
        if fault:
            findings.append(Finding("shape", fault, name))
    return tuple(findings)


def _size_fault(draft: Draft, name: str, field: DraftField) -> str | None:
    if name not in SUMMARY_FIELDS:
        return "There is no such field."
    most = longest(draft, name)
    if len(field.text) > most:
        return f"It has {len(field.text)} characters; at most {most} are allowed."
    least = _SHORTEST[is_chinese(draft)]
    if len(field.text) < 4 * least and sum(map(len, _LETTERS.findall(field.text))) < least:
        return "It says next to nothing."
    return None


def _ground_fault(field: DraftField, source: SourceText) -> str | None:
    unknown = [at for at in field.sentences if not 0 <= at < len(source.sentences) or at in source.flagged]
    return f"It rests on a sentence that was not given: {unknown[0]}." if unknown else None
