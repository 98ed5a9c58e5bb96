"""Hard rules say which of them removed a paper; a page never shows two alike or one paper twice."""

from __future__ import annotations

import numpy as np
import pytest

from academichub.rank.choose import ask_about, assign, diversify
from academichub.rank.measures import found_in, precision_recall, work_saved
from academichub.rank.papers import Card
from academichub.rank.rules import NO_RULES, Rules, broken_rule, sift
from academichub.rank.words import N_BUCKETS, bucket_of, is_telling, telling, terms_of
from tests.rank.invented import cards, viewed

PAPER = Card(
    "p", "Sparse Autoencoders for C++ code", "大模型 in the wild.", ("cs.LG", "stat"), ("Ann Lee",), "arxiv", "en"
)


@pytest.mark.parametrize(
    ("rules", "removed_by"),
    [
        (NO_RULES, None),
        (Rules(must_words=("autoencoders",)), None),
        (Rules(must_words=("autoencoder",)), "must_words: autoencoder"),
        (Rules(must_words=("sparse  AUTOENCODERS", "x")), None),
        (Rules(must_not_words=("c++",)), "must_not_words: c++"),
        (Rules(must_words=("模型",)), None),
        (Rules(must_not_words=("",)), None),
        (Rules(must_authors=("ann lee",)), None),
        (Rules(must_not_authors=("Ann Lee",)), "must_not_authors: Ann Lee"),
        (Rules(must_categories=("cs",)), None),
        (Rules(must_categories=("c", "math")), "must_categories: c, math"),
        (Rules(must_not_categories=("cs.LG",)), "must_not_categories: cs.LG"),
        (Rules(sources=("biorxiv",)), "sources: biorxiv"),
        (Rules(languages=("en", "zh")), None),
    ],
)
def test_a_rule_removes_what_it_says_and_names_itself(rules: Rules, removed_by: str | None) -> None:
    assert broken_rule(rules, PAPER) == removed_by


def test_sifting_loses_no_paper() -> None:
    given = cards(3)
    kept, removed = sift(Rules(must_not_words=("coral",)), given)
    assert sorted(c.paper_id for c in [*kept, *(c for c, _ in removed)]) == sorted(c.paper_id for c in given)
    assert removed
    assert kept


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


def test_measures_of_an_order_by_hand() -> None:
    found = found_in(list("abcdefghijkl"), {"b", "k"})
    assert (found.mrr, found.recall_10, found.recall_25) == (0.5, 0.5, 1.0)
    assert found.auc == pytest.approx((9 + 1) / 20)
    assert work_saved(list("abcdefghij"), {"a", "b"}) == pytest.approx(0.75)
    assert precision_recall("ab", "bcde") == (0.5, 0.25)
    assert precision_recall("", "b") == (None, 0.0)


def test_terms_are_words_pairs_and_han_pairs() -> None:
    assert list(terms_of("Policies, of GANs")) == ["policies", "of", "gans", "policies of", "of gans"]
    assert list(terms_of("大模型 法")) == ["大模", "模型", "法", "大模 模型", "模型 法"]
    assert list(terms_of("\ud800 \x00")) == []


@pytest.mark.parametrize(
    ("term", "tells"), [("gans", True), ("sparse policy", True), ("of", False), ("of gans", False)]
)
def test_a_bucket_says_whether_its_term_tells_anything(term: str, tells: bool) -> None:
    assert is_telling(term) is bool(telling(bucket_of(term))) is tells
    assert 0 <= bucket_of(term) < N_BUCKETS
