"""Two lists made one: every paper once, what matches every word ahead, and neither list is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.model import PaperId
from academichub.search import ByMeaning, ByWords, fuse, latin_part, parse_query

A, B, C, D = map(PaperId, "abcd")
PAIRS = st.lists(
    st.tuples(st.integers(0, 30).map(lambda n: PaperId(str(n))), st.floats(0, 100)), unique_by=lambda pair: pair[0]
)


def order(by_words: ByWords, by_meaning: ByMeaning) -> list[PaperId]:
    return [hit.paper_id for hit in fuse(by_words, by_meaning)]


def test_the_best_match_of_words_stands_first_unless_it_is_far_in_meaning() -> None:
    words = ByWords(((A, 30.0), (B, 29.0), (C, 3.0)), n_whole=2)
    assert order(words, ByMeaning(((D, 0.8), (B, 0.6)), {A: 0.5, C: 0.1})) == [B, A, D, C]


def test_words_that_are_a_small_share_of_the_query_say_little() -> None:
    near = ByMeaning(((B, 0.7), (C, 0.65)), {A: 0.4})
    assert order(ByWords(((A, 12.0),)), near)[0] == A
    assert order(ByWords(((A, 12.0),), share=0.2), near) == [B, C, A]


def test_a_paper_without_a_vector_keeps_its_place_among_words() -> None:
    words = ByWords(((A, 30.0), (B, 20.0)), n_whole=2)
    hits = fuse(words, ByMeaning(((C, 0.9), (D, 0.2))))
    order_ = [hit.paper_id for hit in hits]
    assert order_.index(A) < order_.index(B) < order_.index(D)
    assert {hit.paper_id: (hit.by_words, hit.by_meaning) for hit in hits} == {
        A: (1, None),
        B: (2, None),
        C: (None, 1),
        D: (None, 2),
    }


@given(PAIRS, PAIRS, st.integers(0, 10))
def test_every_paper_is_there_once_best_first(
    words: list[tuple[PaperId, float]], near: list[tuple[PaperId, float]], n: int
) -> None:
    near = [(paper_id, score / 100) for paper_id, score in sorted(near, key=lambda pair: -pair[1])]
    hits = fuse(ByWords(words, n), ByMeaning(near))
    assert sorted(hit.paper_id for hit in hits) == sorted({paper_id for paper_id, _ in (*words, *near)})
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@given(PAIRS, st.integers(0, 10))
def test_without_meaning_the_order_of_words_stays(words: list[tuple[PaperId, float]], n: int) -> None:
    """Whatever the scores of a later part of the list say."""
    assert order(ByWords(words, n), ByMeaning()) == [paper_id for paper_id, _ in words]


@pytest.mark.parametrize(
    ("text", "words", "share"),
    [
        ("SiltNet是一个河流模型", ["SiltNet"], 1 / 4.5),
        ("结合GPT-4o的三角洲 deltas", ["GPT-4o", "deltas"], 3 / 6),
        ("-沙 SiltNet模型", ["沙", "SiltNet"], 1 / 2),
        ("“SiltNet模型”", ["SiltNet"], 1 / 2),
    ],
)
def test_the_latin_words_inside_chinese(text: str, words: list[str], share: float) -> None:
    part = latin_part(parse_query(text))
    assert part is not None
    assert [term.text for term in part[0].terms] == words
    assert part[1] == pytest.approx(share)


@pytest.mark.parametrize("text", ["三角洲的沙", "river deltas", "", "-SiltNet模型", "110张图像"])
def test_where_nothing_is_mixed_there_is_no_latin_part(text: str) -> None:
    assert latin_part(parse_query(text)) is None
