from __future__ import annotations

import pytest

from academichub.summary.checks.shape import check_shape, longest
from academichub.summary.drafts import Draft, DraftField, SourceText
from tests.summary.checks.drafting import GOOD, OWLS, OWLS_EN, OWLS_ZH, rewritten


@pytest.mark.parametrize(("source", "draft"), GOOD)
def test_a_good_draft_has_a_good_shape(source: SourceText, draft: Draft) -> None:
    assert check_shape(draft, source) == ()


def test_a_draft_without_a_tldr_is_found() -> None:
    (finding,) = check_shape(Draft("zh", {"method": OWLS_ZH.fields["method"]}), OWLS)
    assert finding.field == "tldr"


@pytest.mark.parametrize("text", ["", "好。", "……", "!!!!!!!!!!", "Error", "A B C"])
@pytest.mark.parametrize("draft", [OWLS_ZH, OWLS_EN])
def test_next_to_nothing_is_found(draft: Draft, text: str) -> None:
    assert [finding.field for finding in check_shape(rewritten(draft, {"result": text}), OWLS)] == ["result"]


@pytest.mark.parametrize(("draft", "letter"), [(OWLS_ZH, "猫"), (OWLS_EN, "o")])
@pytest.mark.parametrize("name", ["tldr", "result"])
def test_a_field_may_have_its_longest_length_and_no_more(draft: Draft, letter: str, name: str) -> None:
    most = longest(draft, name)
    assert check_shape(rewritten(draft, {name: letter * most}), OWLS) == ()
    assert check_shape(rewritten(draft, {name: letter * (most + 1)}), OWLS)[0].field == name


@pytest.mark.parametrize(("sentences", "found"), [((0, 6), False), ((7,), True), ((-1,), True), ((0, 2), True)])
def test_ground_must_exist_and_not_be_flagged(sentences: tuple[int, ...], found: bool) -> None:
    source = SourceText(OWLS.title, OWLS.sentences, flagged=(2,))
    fields = {**OWLS_ZH.fields, "result": DraftField(OWLS_ZH.fields["result"].text, sentences)}
    assert bool(check_shape(Draft("zh", fields), source)) is found


def test_an_unknown_field_is_found() -> None:
    assert check_shape(rewritten(OWLS_ZH, {"secret": "这里有一些内容可看。"}), OWLS)[0].field == "secret"
