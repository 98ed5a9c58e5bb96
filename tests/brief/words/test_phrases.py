"""Noun phrases: what is one, what is none, where each occurs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.brief.words.phrases import read_phrases
from academichub.brief.words.reading import long_forms, phrases_in


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("We train large language models on text.", "large language model"),
        ("A vision-language model sees.", "vision language model"),
        ("Retrieval-augmented generation helps.", "retrieval augmented generation"),
        ("studies of the glacier's basal sliding", "basal sliding"),
        ("Fréchet distances are computed", "fréchet distance"),
        ("on Chest X-ray reports", "chest x-ray report"),
        ("low-resource languages", "low resource language"),
        ("biases and batches", "batch"),
        ("the bias of a lens", "bias"),
        ("海洋热浪对珊瑚礁的影响研究", "珊瑚礁"),
        ("基于深度学习的遥感影像分割", "遥感影像"),
    ],
)
def test_a_noun_phrase_is_found(text: str, phrase: str) -> None:
    assert phrase in phrases_in(text)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("This shows results and exceeds baselines", "show"),
        ("we generate diverse data", "generate diverse"),
        ("we generate diverse data", "diverse data"),
        ("it significantly improves the recall", "significantly"),
        ("a semantic and textual cue", "semantic"),
        ("a new method", "method"),
        ("the end. Coral reefs", "end coral"),
        ("in 2024 we see 30 cases", "2024"),
        ("one two three four five coral reef polyp lagoon algae", "coral reef polyp lagoon algae"),
        ("海洋热浪对珊瑚礁的影响研究", "对珊瑚"),
    ],
)
def test_what_is_no_noun_phrase_is_not(text: str, phrase: str) -> None:
    assert phrase not in phrases_in(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_read_and_no_phrase_has_more_than_four_words_or_six_characters(text: str) -> None:
    for phrase in phrases_in(text):
        assert phrase == phrase.strip() == phrase.lower()
        assert phrase
        assert len(phrase.split(" ")) <= 4
        assert phrase[0] < "\u3400" or len(phrase) <= 6


def test_a_short_form_is_told_by_the_first_letters_before_it() -> None:
    assert list(long_forms("We use large language models (LLMs) daily")) == [("llm", "large language model")]
    assert list(long_forms("Sea surface temperature (SST) rose")) == [("sst", "sea surface temperature")]
    assert list(long_forms("the coral (CRX) lives")) == []


def test_a_short_form_counts_where_its_long_form_is_sought() -> None:
    texts = [
        "Sea surface temperature (SST) rose",
        "Sea surface temperature fell",
        "SST near the coast",
        "SST in spring",
    ]
    phrases = read_phrases(texts)
    assert "sst" not in phrases.names
    assert phrases.papers_with(phrases.names.index("sea surface temperature")).tolist() == [0, 1, 2, 3]


def test_a_part_of_one_longer_phrase_is_no_phrase_unless_it_stands_alone() -> None:
    together = ["gaussian splatting of a wall", "gaussian splatting of a tree", "gaussian splatting of a car"]
    assert "splatting" not in read_phrases(together).names
    assert "splatting" in read_phrases([*together, *["splatting of mud"] * 2]).names


def test_a_phrase_needs_two_papers_and_must_not_stand_in_a_third_of_many() -> None:
    texts = [f"common word and rare{number // 2} thing" for number in range(40)] + ["lonely otter"]
    names = read_phrases(texts).names
    assert "common word" not in names
    assert "rare3 thing" in names
    assert "lonely otter" not in names


def test_papers_before_are_counted_for_the_phrases_of_the_window_alone() -> None:
    phrases = read_phrases(["coral reef", "coral reef"], ["coral reef", "alpine glacier", "alpine glacier"])
    assert phrases.names == ("coral reef",)
    assert (phrases.n_now.tolist(), phrases.n_before.tolist()) == ([2], [1])


def test_a_phrase_is_shown_as_most_papers_write_it() -> None:
    phrases = read_phrases(["Fine-tuning BERT models", "on fine-tuning and BERT models", "fine tuning a BERT model"])
    assert {phrases.shown(at) for at in range(len(phrases.names))} >= {"fine-tuning", "BERT models"}


def test_a_word_broken_at_the_end_of_a_line_is_shown_whole() -> None:
    phrases = read_phrases(["Speech with pre- training of coral", "Vision with pre- training of coral"])
    assert "pre-training" in {phrases.shown(at) for at in range(len(phrases.names))}
