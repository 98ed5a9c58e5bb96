from __future__ import annotations

import pytest

from academichub.summary.checks.language import check_language
from academichub.summary.drafts import Draft, SourceText
from tests.summary.checks.drafting import GOOD, OWLS, OWLS_EN, OWLS_ZH, draft_of, rewritten


@pytest.mark.parametrize(("source", "draft"), GOOD)
def test_a_good_draft_is_in_its_language(source: SourceText, draft: Draft) -> None:
    assert check_language(draft, source) == ()


@pytest.mark.parametrize(
    "text",
    [
        "LanternNet counts owls at night.",
        "Error",
        "91.4%",
        "\\u63d0\\u51fa\\u4e86\\u4e00\\u79cd\\u65b9\\u6cd5。",
        "该方法 even精确地计数。",
        "结果表明， separated叫声 is often必要，as removing it lowers precision。",
        "该方法使用a graph of the calls计数。",
        "夜间计数的\ufffd\ufffd方法。",
        "å¤œé—´計数 Ã©tude 的方法。",
        "フクロウを数える方法です。",
        "올빼미를 세는 방법。",
        "считает сов 的方法。",
    ],
)
def test_a_chinese_field_in_another_language_or_broken_is_found(text: str) -> None:
    assert [finding.field for finding in check_language(rewritten(OWLS_ZH, {"result": text}), OWLS)] == ["result"]


@pytest.mark.parametrize(
    "text",
    [
        "LanternNet在OwlBench上达到91.4%。",
        "提出LanternNet（graph neural network）計數貓頭鷹。",
        "采用self-supervised learning，阈值α=0.5。",
        "在 test set 上评估 LanternNet 的精确率。",
        "使用Owl-to-Array的方法。",
    ],
)
def test_names_and_terms_of_the_source_may_stand_in_chinese(text: str) -> None:
    assert check_language(rewritten(OWLS_ZH, {"result": text}), OWLS) == ()


@pytest.mark.parametrize(
    "text",
    [
        "在夜间自动计数猫头鹰。",
        "It counts owls 在夜间 by their calls.",
        "LanternNet compte les hiboux dans la nuit avec des micros.",
        "LanternNet zählt die Eulen und ist nicht teuer.",
        "12, 91.4",
        "It counts совы by their calls.",
    ],
)
def test_an_english_field_in_another_language_is_found(text: str) -> None:
    assert check_language(rewritten(OWLS_EN, {"result": text}), OWLS)[0].field == "result"


def test_what_the_source_quotes_may_be_quoted() -> None:
    source = SourceText("On the word 道 and the kana のに", ("We study the words 道 and のに in old texts.",))
    assert check_language(draft_of("en", {"tldr": "The words 道 and のに are studied in old texts."}), source) == ()


def test_another_language_is_judged_by_its_characters_alone() -> None:
    french = draft_of("fr", {"tldr": "LanternNet compte les hiboux dans la nuit."})
    assert check_language(french, OWLS) == ()
    assert check_language(rewritten(french, {"tldr": "LanternNet compte \ufffd les hiboux."}), OWLS)
