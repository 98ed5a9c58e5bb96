"""Words of rules are compared whole, in both numbers; a page never shows two alike or one paper twice."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.rank.choose import ask_about, assign, diversify
from academichub.rank.measures import precision_recall
from academichub.rank.papers import Card
from academichub.rank.rules import folded, has_phrase, is_under
from academichub.rank.words import N_BUCKETS, bucket_of, count_terms, is_telling, placed_terms, telling, terms_of
from tests.rank.invented import cards, viewed


@pytest.mark.parametrize(
    ("wanted", "text", "stands"),
    [
        ("dune", "Dunes at dawn", True),
        ("dunes", "A dune at dawn", True),
        ("dune", "The duneless shore", False),
        ("sand dune", "Old sand  DUNES", True),
        ("sand dunes", "Sands and dunes", False),
        ("theory", "Two theories", True),
        ("theories", "A theory", True),
        ("boundary layer", "Boundary layers", True),
        ("box", "Boxes", True),
        ("boxes", "A box", True),
        ("analysis", "Analysi", False),
        ("class", "Clas", False),
        ("news", "A new way", False),
        ("gas", "Ga", False),
        ("ai", "ais", False),
        ("llm", "LLMs that plan", True),
        ("c++", "Faster C++ code", True),
        ("c++", "C code", False),
        ("c", "C++ code", True),
        ("模型", "大模型综述", True),
        ("ＤＩＦＦＵＳＩＯＮ", "Diffusion models", True),
        ("diﬀusion", "Diffusion models", True),
        ("モデル", "拡散モデルの高速化", True),
        ("かな", "ひらかなの表", True),
        ("딥러닝", "딥러닝을 이용한 분류", True),
        ("모델", "딥러닝을 이용한 분류", False),
        ("", "anything", False),
    ],
)
def test_a_phrase_stands_as_whole_words_the_last_in_singular_or_plural(wanted: str, text: str, stands: bool) -> None:
    assert has_phrase(folded(text), folded(wanted)) is stands


@given(st.text(alphabet="abcesyz +-.x", min_size=1).map(folded).filter(bool))
def test_a_phrase_stands_in_itself(phrase: str) -> None:
    assert has_phrase(phrase, phrase)
    assert has_phrase(f"({phrase})", phrase)


def test_a_category_is_under_itself_and_its_archive() -> None:
    held = ("cs.lg", "stat")
    assert [is_under(held, wanted) for wanted in ("cs.lg", "cs", "stat", "c", "cs.l", "stat.ml", "")] == [
        *(True, True, True),
        *(False, False, False, False),
    ]


def test_a_near_copy_gives_way_to_something_else() -> None:
    first, *rest = cards(6)
    copy = Card("coral-copy", first.title, first.abstract)
    view = viewed([first, copy, *rest])
    scores = np.linspace(1, 0.9, len(view.ids)).astype(np.float32)
    assert diversify(scores, view, 2, sameness=0) == [0, 1]
    chosen = diversify(scores, view, 2, sameness=5)
    assert chosen[0] == 0
    assert 1 not in chosen


def test_each_paper_goes_to_the_radar_that_fits_it_best() -> None:
    scores = {"b": {"p": 1.0, "q": 0.2}, "a": {"p": 1.0, "q": 0.1}}
    assert assign(scores) == {"p": "a", "q": "b"}


def test_it_asks_about_a_paper_at_the_edge_and_not_one_on_the_page() -> None:
    scores, ids = np.array([5.0, 4.0, 1.0, 0.9, -3.0]), list("abcde")
    assert ask_about(scores, ids, {"a", "b"}, 2) == "c"
    assert ask_about(scores, ids, set(ids), 2) is None


def test_precision_and_recall_by_hand() -> None:
    assert precision_recall("ab", "bcde") == (0.5, 0.25)
    assert precision_recall("", "b") == (None, 0.0)


def test_terms_are_words_pairs_and_han_pairs() -> None:
    assert list(terms_of("Policies, of GANs")) == ["policies", "of", "gans", "policies of", "of gans"]
    assert list(terms_of("大模型 法")) == ["大模", "模型", "法", "大模 模型", "模型 法"]
    assert list(terms_of("拡散モデルの")) == [
        *(pairs := ["拡散", "散モ", "モデ", "デル", "ルの"]),
        *map(" ".join, pairwise(pairs)),
    ]
    assert list(terms_of("딥러닝을 AI")) == ["딥러", "러닝", "닝을", "ai", "딥러 러닝", "러닝 닝을", "닝을 ai"]
    assert list(terms_of("\ud800 \x00")) == []
    assert list(terms_of("sand dune\nsand dunes")) == ["sand", "dune", "sand", "dunes", "sand dune", "sand dunes"]


@given(st.text(max_size=60) | st.lists(st.sampled_from("of gans sand 扩散モデル\n 딥러닝 a1".split(" "))).map(" ".join))
def test_terms_come_with_their_buckets(text: str) -> None:
    assert list(placed_terms(text)) == [(term, bucket_of(term)) for term in terms_of(text)]


def test_no_pair_goes_over_the_end_of_a_title_or_a_phrase() -> None:
    of_lines = count_terms(["sand dune\nsand dunes"])
    said = ("sand", "dune", "dunes", "sand dune", "sand dunes")
    assert set(of_lines.indices) == {bucket_of(term) for term in said}
    wrapped = Card("p", "Old\nsand", "A dune\nfield.")
    assert set(terms_of(wrapped.text)) == {"old", "sand", "dune", "field", "old sand", "dune field"}


@pytest.mark.parametrize(
    ("term", "tells"),
    [("gans", True), ("sparse policy", True), ("モデ", True), ("する", False), ("of", False), ("of gans", False)],
)
def test_a_bucket_says_whether_its_term_tells_anything(term: str, tells: bool) -> None:
    assert is_telling(term) is bool(telling(bucket_of(term))) is tells
    assert 0 <= bucket_of(term) < N_BUCKETS
