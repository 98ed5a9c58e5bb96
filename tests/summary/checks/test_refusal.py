from __future__ import annotations

import pytest

from academichub.summary.checks.refusal import check_refusal, without_empty
from academichub.summary.drafts import Draft, SourceText
from tests.summary.checks.drafting import GOOD, OWLS, OWLS_ZH, draft_of, rewritten


@pytest.mark.parametrize(("source", "draft"), GOOD)
def test_a_good_draft_refuses_nothing_and_loses_nothing(source: SourceText, draft: Draft) -> None:
    assert check_refusal(draft, source) == ()
    assert without_empty(draft) is draft


@pytest.mark.parametrize(
    "text",
    [
        "Summary generation failed",
        "Conclusion extraction failed.",
        "Error",
        "**Error**: timeout",
        "HTTP Error 500",
        "null",
        "undefined",
        "Failed to generate summary",
        "I'm sorry, but I can’t help with this abstract.",
        "As an AI language model, I cannot read papers.",
        "Please provide the abstract.",
        "Here is the summary of the paper.",
        "This content has not passed the compliance test.",
        "抱歉，我无法完成这个请求。",
        "对不起。",
        "作为一个AI语言模型，我不能评价论文。",
        "摘要生成失败",
        "生成失败。",
        "请提供论文摘要。",
        "该内容未通过审查，无法显示。",
    ],
)
def test_a_failure_told_as_a_summary_is_found(text: str) -> None:
    assert [finding.field for finding in check_refusal(rewritten(OWLS_ZH, {"method": text}), OWLS)] == ["method"]


@pytest.mark.parametrize(
    "text",
    [
        "N/A",
        "n/a.",
        "None",
        "TBD",
        "无",
        "无。",
        "暂无",
        "未提及",
        "文中未提及具体结果。",
        "Not mentioned in the abstract.",
        "The abstract does not mention any results.",
        "",
        "  ",
        "—",
        "...",
    ],
)
def test_an_honest_nothing_is_dropped_and_only_found_where_it_stays(text: str) -> None:
    draft = rewritten(OWLS_ZH, {"conclusion": text})
    assert check_refusal(draft, OWLS)
    assert without_empty(draft).fields == {k: v for k, v in OWLS_ZH.fields.items() if k != "conclusion"}


@pytest.mark.parametrize(
    "text",
    [
        "错误率降低了37%。",
        "现有方法无法处理重叠的叫声。",
        "无人机在夜间失效。",
        "论文提出了错误检测方法。",
        "Errors fall by 37%.",
        "Error analysis shows that wind matters.",
        "Error-prone counters are replaced.",
        "None of the bars cracked.",
        "Unfortunately common calls overlap.",
    ],
)
def test_speaking_of_errors_is_no_failure(text: str) -> None:
    draft = rewritten(OWLS_ZH, {"result": text})
    assert without_empty(draft) is draft
    assert check_refusal(draft, OWLS) == ()


def test_a_refusal_inside_a_field_is_found_unless_the_source_says_it() -> None:
    text = "该研究考察模型的回答：As an AI language model, I cannot say."
    source = SourceText("Refusals", ("Models answer: As an AI language model, I cannot say.",))
    assert check_refusal(draft_of("zh", {"tldr": text}), OWLS)
    assert check_refusal(draft_of("zh", {"tldr": text}), source) == ()
