"""Checks of a model's summary before it is believed, without a model: each finds one kind of fault. Pure.

`check_draft` is the whole of it. `grounded` completes the source sentences before the checks, `without_empty` drops
what a model honestly left out. The checks know the draft and its source alone; what happens to a draft that fails is
not theirs to say.
"""

from __future__ import annotations

from academichub.summary.checks.cut import check_cut
from academichub.summary.checks.foreign import check_foreign
from academichub.summary.checks.ground import grounded
from academichub.summary.checks.language import check_language
from academichub.summary.checks.names import check_names
from academichub.summary.checks.numbers import check_numbers
from academichub.summary.checks.overlap import check_overlap
from academichub.summary.checks.refusal import check_refusal, without_empty
from academichub.summary.checks.repeats import check_repeats
from academichub.summary.checks.scope import check_scope
from academichub.summary.checks.shape import check_shape
from academichub.summary.checks.support import check_support
from academichub.summary.checks.talk import check_talk
from academichub.summary.drafts import Draft, Finding, SourceText

__all__ = ["CHECKS_ID", "check_draft", "grounded", "without_empty"]

CHECKS_ID = "checks-2"
"""Changes with any rule or table here, so that it can be told what a stored summary has passed."""

_CHEAPEST_FIRST = (
    check_shape,
    check_cut,
    check_language,
    check_scope,
    check_names,
    check_repeats,
    check_refusal,
    check_foreign,
    check_talk,
    check_support,
    check_numbers,
)


def check_draft(draft: Draft, source: SourceText, *, instructions: str = "") -> tuple[Finding, ...]:
    """All that is wrong with the draft, in a fixed order; () means that it may be shown.

    `instructions` are our own words to the model, which a draft must not repeat; "" leaves that out.
    """
    findings = [finding for check in _CHEAPEST_FIRST for finding in check(draft, source)]
    return (*findings, *check_overlap(draft, source, instructions))
