from __future__ import annotations

import pytest

from academichub.summary.checks.repeats import check_repeats
from academichub.summary.drafts import Draft, SourceText
from tests.summary.checks.drafting import GOOD, OWLS, OWLS_EN, OWLS_ZH, rewritten


@pytest.mark.parametrize(("source", "draft"), GOOD)
def test_a_good_draft_says_nothing_twice(source: SourceText, draft: Draft) -> None:
    assert check_repeats(draft, source) == ()


@pytest.mark.parametrize("draft", [OWLS_ZH, OWLS_EN])
def test_a_field_like_another_is_found(draft: Draft) -> None:
    text = draft.fields["method"].text
    for copy in (text, text.upper() + "!", text[:-4]):
        assert "repeats" in {finding.check for finding in check_repeats(rewritten(draft, {"result": copy}), OWLS)}


@pytest.mark.parametrize("draft", [OWLS_ZH, OWLS_EN])
def test_a_field_inside_another_is_found(draft: Draft) -> None:
    whole = draft.fields["motivation"].text + " " + draft.fields["tldr"].text
    assert check_repeats(rewritten(draft, {"motivation": whole}), OWLS)


def test_the_abstract_as_a_field_is_found() -> None:
    abstract = " ".join(OWLS.sentences)
    for text in (abstract, abstract[: int(len(abstract) * 0.8)]):
        (finding,) = check_repeats(rewritten(OWLS_EN, {"method": text}), OWLS)
        assert (finding.field, "abstract" in finding.detail) == ("method", True)


@pytest.mark.parametrize(
    ("draft", "text"),
    [
        (OWLS_EN, "It counts the the the owls by their calls at night."),
        (OWLS_EN, "It counts owls and it counts owls and it counts owls and it counts owls and it counts owls."),
        (OWLS_ZH, "该方法计数计数计数计数计数计数猫头鹰的叫声。"),
        (OWLS_ZH, "精确率得到提升，精确率得到提升，精确率得到提升，精确率得到提升。"),
        (OWLS_ZH, "该方法的的的的叫声。"),
    ],
)
def test_a_loop_is_found(draft: Draft, text: str) -> None:
    (finding,) = check_repeats(rewritten(draft, {"result": text}), OWLS)
    assert finding.field == "result"


def test_parallel_clauses_are_no_loop() -> None:
    text = "共有8个阵列参加测试，4个阵列在雨前记录，另外4个阵列则在雨后记录。"
    assert check_repeats(rewritten(OWLS_ZH, {"result": text}), OWLS) == ()
