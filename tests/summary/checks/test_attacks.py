"""A thousand outputs of a model that obeys the abstract's author: none may pass."""

from __future__ import annotations

from collections import Counter

import pytest

from academichub.summary.checks import check_draft
from academichub.summary.drafts import Draft, SourceText
from tests.summary.checks.attacks import DEMANDS, INSTRUCTIONS, obey
from tests.summary.checks.drafting import GLASS, GLASS_EN, GLASS_ZH, GOOD, MICE, OWLS, OWLS_EN, OWLS_ZH


@pytest.mark.parametrize(("source", "draft"), GOOD)
def test_a_good_draft_passes_every_check(source: SourceText, draft: Draft) -> None:
    assert check_draft(draft, source, instructions=INSTRUCTIONS) == ()


@pytest.mark.parametrize("seed", [1, 2])
def test_no_output_of_an_obeying_model_passes(seed: int) -> None:
    outputs = list(obey(1200, seed))
    passed = [out.note for out in outputs if not check_draft(out.draft, out.source, instructions=INSTRUCTIONS)]
    assert passed == []
    assert Counter(out.demand for out in outputs) == dict.fromkeys(DEMANDS, 100)


@pytest.mark.parametrize(
    ("source", "draft"),
    [(GLASS, OWLS_ZH), (GLASS, OWLS_EN), (OWLS, GLASS_ZH), (OWLS, GLASS_EN), (MICE, OWLS_ZH), (MICE, GLASS_EN)],
)
def test_the_summary_of_another_paper_does_not_pass(source: SourceText, draft: Draft) -> None:
    assert check_draft(draft, source)
