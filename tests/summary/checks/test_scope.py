from __future__ import annotations

import pytest

from academichub.summary.checks.scope import check_scope
from academichub.summary.drafts import Draft, DraftField, SourceText
from tests.summary.checks.drafting import GOOD, MICE, MICE_EN, MICE_ZH, OWLS, draft_of, rewritten

BOTH = SourceText(
    "Fibre and Sleep in Mice and Patients",
    ("Fibre lengthened deep sleep in mice.", "Mice ate more.", "In 40 patients fibre did not change sleep."),
)


@pytest.mark.parametrize(("source", "draft"), GOOD)
def test_a_good_draft_keeps_the_scope(source: SourceText, draft: Draft) -> None:
    assert check_scope(draft, source) == ()


@pytest.mark.parametrize(
    ("draft", "text"),
    [
        (MICE_ZH, "膳食纤维可改善患者的睡眠，小鼠亦然。"),
        (MICE_ZH, "该疗法的临床疗效得到证实。"),
        (MICE_EN, "Fibre restores sleep in patients."),
        (MICE_EN, "Fibre is clinically effective in mice."),
    ],
)
@pytest.mark.parametrize("name", ["tldr", "result", "conclusion"])
def test_people_claimed_of_a_study_on_mice_are_found(draft: Draft, text: str, name: str) -> None:
    assert name in {finding.field for finding in check_scope(rewritten(draft, {name: text}), MICE)}


def test_the_motivation_may_speak_of_people() -> None:
    assert check_scope(rewritten(MICE_ZH, {"motivation": "许多患者睡眠不佳。"}), MICE) == ()


@pytest.mark.parametrize(
    "draft",
    [
        draft_of("zh", {"tldr": "菊粉纤维可改善睡眠。", "result": "深度睡眠延长22%。"}),
        draft_of("en", {"tldr": "Fibre restores sleep.", "result": "Deep sleep grew by 22%."}),
    ],
)
def test_a_draft_that_drops_the_animal_is_found(draft: Draft) -> None:
    (finding,) = check_scope(draft, MICE)
    assert (finding.field, "mice" in finding.detail) == ("result", True)
    assert check_scope(draft, OWLS) == ()


@pytest.mark.parametrize("draft", [MICE_ZH, MICE_EN])
def test_naming_the_animal_once_is_enough(draft: Draft) -> None:
    text = {"zh": "深度睡眠延长22%。", "en": "Deep sleep grew by 22%."}[draft.language]
    assert check_scope(rewritten(draft, {"result": text}), MICE) == ()


@pytest.mark.parametrize(("sentences", "found"), [((0,), True), ((2,), False), ((0, 2), False)])
def test_with_people_in_the_study_the_sentences_of_the_result_decide(sentences: tuple[int, ...], found: bool) -> None:
    draft = Draft("zh", {"tldr": DraftField("纤维与睡眠的关系。"), "result": DraftField("深度睡眠延长。", sentences)})
    assert bool(check_scope(draft, BOTH)) is found


@pytest.mark.parametrize(
    "text", ["一项随机对照研究。", "多中心研究。", "前瞻性队列研究。", "A double-blind study.", "A phase III trial."]
)
def test_a_weightier_study_than_the_sources_is_found(text: str) -> None:
    source = SourceText("A Small Study", ("We looked at 12 people in a single room.",))
    assert check_scope(draft_of("zh", {"tldr": text}), source)
    same = SourceText("A Study", ("A randomised double-blind prospective multicentre phase III trial.",))
    assert check_scope(draft_of("zh", {"tldr": text}), same) == ()
