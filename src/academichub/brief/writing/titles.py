"""Whether words that a model wrote for a title or a question may be used: they rest on no cited sentence. Pure.

A title is no claim, but a reader sees it, and one paper's title must not speak for a section of others. So it has to
keep to the labels and terms of its own clusters, which many papers have made.
"""

from __future__ import annotations

from collections.abc import Sequence

from academichub.summary.checks.foreign import check_foreign
from academichub.summary.checks.language import check_language
from academichub.summary.checks.names import check_names
from academichub.summary.checks.refusal import check_refusal
from academichub.summary.checks.support import content_stems
from academichub.summary.checks.talk import check_talk
from academichub.summary.drafts import Draft, DraftField, SourceText
from academichub.summary.hygiene import is_instruction
from academichub.text.numbers import unsupported_numbers

__all__ = ["keeps_to"]

_CHECKS = (check_names, check_foreign, check_talk, check_refusal, check_language)
_LEAST_SHARED = 0.5  # of the telling words of an English title


def keeps_to(text: str, terms: Sequence[str], language: str) -> bool:
    """Whether the text is fit to stand over what these terms tell of."""
    known = "\n".join(terms)
    draft, source = Draft(language, {"title": DraftField(text)}), SourceText("", tuple(terms))
    if not text or is_instruction(text) or unsupported_numbers(text, known):
        return False
    if any(check(draft, source) for check in _CHECKS):
        return False
    stems = content_stems(text.lower())
    return language != "en" or len(stems & content_stems(known.lower())) >= _LEAST_SHARED * len(stems)
