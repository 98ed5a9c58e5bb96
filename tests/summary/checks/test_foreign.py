from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.summary.checks.foreign import check_foreign
from academichub.summary.drafts import Draft, SourceText
from tests.summary.checks.drafting import GOOD, OWLS, OWLS_EN, OWLS_ZH, rewritten

FOREIGN = [
    "https://example.org/a", "http://1.2.3.4", "ftp://files.example", "www.example.org", "example.com/login",
    "owl.io",
    "//evil.example/x", "hxxp://evil", "evil[.]com", "me@example.org", "me (at) example.org", "mailto:me", "@owl_lab",
    "<b>bold</b>", "<img src=x", "</div>", "<!-- x", "&lt;", "&#60;", "`rm`", "```", "[text](target)",
    "[text] (target)",
    "![",
    "**bold**", "__bold__", "# Heading", "- item",
    "{{name}}", "<|end|>", "[/INST]", "\\href{a}{b}", "\\cite{x}",
    "javascript:alert", "onerror=x", "alert(1)", "document.cookie", '{"a": "b"}', "arXiv:2501.00001", "2501.00001",
    "10.1000/182", "doi: 10", "PMID 123456", "[1]", "[2, 3]", "[^1]", "【1†source】",
    "一三八零零一三八零零零", "一三八-零零一三-八零零零",
    "/etc/passwd", "C:\\temp", "run.exe",
    "😀", "✅", "\u200bx", "\u202ex", "\u00adx", "\ufe0f", "\U000e0041", "\x1b[0m", "\ue000",
]  # fmt: skip


@pytest.mark.parametrize(("source", "draft"), GOOD)
def test_a_good_draft_is_plain_text(source: SourceText, draft: Draft) -> None:
    assert check_foreign(draft, source) == ()


@pytest.mark.parametrize("piece", FOREIGN)
def test_a_foreign_piece_is_found_wherever_it_stands(piece: str) -> None:
    for draft, text in ((OWLS_ZH, f"{piece} 见此处。"), (OWLS_EN, f"{piece} is here.")):
        assert [finding.field for finding in check_foreign(rewritten(draft, {"result": text}), OWLS)] == ["result"]


@pytest.mark.parametrize("piece", ["https://example.org/a", "A[1]", "`x`", "arXiv:2501.00001", "owl.io", "<s>"])
def test_what_the_source_holds_in_the_same_characters_may_stand(piece: str) -> None:
    source = SourceText(OWLS.title, (*OWLS.sentences, f"See {piece} for more."))
    assert check_foreign(rewritten(OWLS_EN, {"result": f"See {piece} for more."}), source) == ()


@pytest.mark.parametrize(
    "text",
    [
        "p < 0.05 且 n > 30。",
        "召回率/精确率为1/2。",
        "α-β剪枝，2.5倍，3.14159。",
        "A&B，50%–60%；5 × 5。",
        "★评分",
        "二〇二四年一月，三三两两，一九四九至二〇二四",
        "速度为8 m/s。",
        "It holds for n<m and 3.5 points; e.g. at night, i.e. in the dark.",
        "C++ and A* agree (see Fig. 2).",
    ],
)
def test_mathematics_and_plain_marks_may_stand(text: str) -> None:
    assert check_foreign(rewritten(OWLS_ZH, {"result": text}), OWLS) == ()


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    for finding in check_foreign(rewritten(OWLS_ZH, {"result": text}), OWLS):
        assert finding.field == "result"
        assert "\n" not in finding.detail
