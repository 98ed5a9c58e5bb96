from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.summary.checks import grounded
from academichub.summary.drafts import Draft, DraftField, SourceText
from tests.summary.checks.drafting import GOOD, OWLS


def ground(language: str, text: str, named: tuple[int, ...] = (), source: SourceText = OWLS) -> tuple[int, ...]:
    return grounded(Draft(language, {"tldr": DraftField(text, named)}), source).fields["tldr"].sentences


def test_what_the_model_named_stays() -> None:
    assert ground("zh", "稀疏阵列可以替代夜间调查。", (6,)) == (6,)
    assert ground("zh", "稀疏阵列可以替代夜间调查。", (6, 0, 6)) == (0, 6)


def test_sentences_that_the_model_never_saw_go() -> None:
    source = SourceText(OWLS.title, OWLS.sentences, flagged=(0,))
    assert ground("zh", "稀疏阵列可以替代夜间调查。", (0, 6, 7, -1), source) == (6,)


@pytest.mark.parametrize(
    ("text", "named", "whole"),
    [
        ("精确率达到91.4%。", (), (4,)),
        ("在4,300小时的录音上训练，精确率达到91.4%。", (0,), (0, 3, 4)),
        ("OwlBench测试集上的结果。", (1,), (1, 4)),
        ("LanternNet表现良好。", (4,), (4,)),
        ("LanternNet表现良好。", (), (2,)),
        ("表现良好。", (), ()),
    ],
)
def test_numbers_and_names_bring_their_sentences(text: str, named: tuple[int, ...], whole: tuple[int, ...]) -> None:
    assert ground("zh", text, named) == whole


def test_english_without_marks_gets_the_sentence_most_like_it() -> None:
    assert ground("en", "Cameras fail in the dark and hand counts of birds are slow.") == (0,)
    assert ground("en", "Penguins swallow fish beneath frozen harbours.") == ()


def test_no_sentence_is_added_beyond_four() -> None:
    assert ground("zh", "OwlBench", (0, 1, 2, 3)) == (0, 1, 2, 3)
    assert ground("zh", "稀疏阵列。", (6, 5, 4, 3, 2)) == (3, 4, 5, 6)


@given(st.text(), st.lists(st.integers(-3, 9)).map(tuple), st.sampled_from(["zh", "en"]))
def test_ground_is_sorted_shown_and_stable(text: str, named: tuple[int, ...], language: str) -> None:
    once = grounded(Draft(language, {"tldr": DraftField(text, named)}), OWLS)
    places = once.fields["tldr"].sentences
    assert list(places) == sorted(set(places))
    assert len(places) <= 4
    assert set(places) <= set(range(len(OWLS.sentences)))
    assert grounded(once, OWLS) == once


@pytest.mark.parametrize(("source", "draft"), GOOD)
def test_only_the_ground_changes(source: SourceText, draft: Draft) -> None:
    whole = grounded(draft, source)
    assert {name: field.text for name, field in whole.fields.items()} == {n: f.text for n, f in draft.fields.items()}
    assert whole.fields["result"].sentences
