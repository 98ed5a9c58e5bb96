from __future__ import annotations

import pytest

from academichub.summary.checks.cut import check_cut
from academichub.summary.checks.shape import longest
from academichub.summary.drafts import Draft, SourceText
from tests.summary.checks.drafting import GOOD, OWLS, OWLS_EN, OWLS_ZH, rewritten


@pytest.mark.parametrize(("source", "draft"), GOOD)
def test_a_good_draft_is_whole(source: SourceText, draft: Draft) -> None:
    assert check_cut(draft, source) == ()


@pytest.mark.parametrize(
    ("draft", "text"),
    [
        (OWLS_ZH, "该方法分离叫声，"),
        (OWLS_ZH, "该方法分离叫声并且"),
        (OWLS_ZH, "该方法分离叫声、关联时间和"),
        (OWLS_ZH, "该方法分离叫声（包括相邻个体"),
        (OWLS_ZH, "该方法分离叫声…"),
        (OWLS_ZH, "该方法分离叫声……"),
        (OWLS_ZH, "该方法采用“图神经"),
        (OWLS_EN, "It separates the calls,"),
        (OWLS_EN, "It separates the calls of"),
        (OWLS_EN, "It separates the calls (those of neigh"),
        (OWLS_EN, "It separates the calls..."),
        (OWLS_EN, "It separates the calls. Then they are link"),
    ],
)
def test_a_cut_field_is_found(draft: Draft, text: str) -> None:
    assert [finding.field for finding in check_cut(rewritten(draft, {"method": text}), OWLS)] == ["method"]


@pytest.mark.parametrize(("draft", "letter"), [(OWLS_ZH, "猫"), (OWLS_EN, "o")])
def test_a_field_without_an_end_at_its_limit_is_found(draft: Draft, letter: str) -> None:
    most = longest(draft, "tldr")
    assert check_cut(rewritten(draft, {"tldr": letter * most}), OWLS)
    assert check_cut(rewritten(draft, {"tldr": letter * (most - 1) + "."}), OWLS) == ()
    assert check_cut(rewritten(draft, {"tldr": letter * (most // 2)}), OWLS) == ()


@pytest.mark.parametrize(
    ("draft", "text"),
    [
        (OWLS_ZH, "该方法分离叫声"),
        (OWLS_ZH, "精确率达到91.4%"),
        (OWLS_ZH, "该任务需要更广泛的参与"),
        (OWLS_ZH, "数据已趋于饱和"),
        (OWLS_ZH, "该方法分离叫声（LanternNet）"),
        (OWLS_EN, "Counting owls by their calls"),
        (OWLS_EN, "It works in calm weather (below 8 m/s)."),
        (OWLS_EN, 'It separates "overlapping" calls!'),
    ],
)
def test_a_missing_full_stop_alone_is_no_fault(draft: Draft, text: str) -> None:
    assert check_cut(rewritten(draft, {"method": text}), OWLS) == ()
