"""The ranking rules of four peers, written from their descriptions, each given the same words.

All read title and abstract alone. Where a rule needs papers the reader did not choose, it gets what the peer would
have: arxiv-sanity-lite every stored paper, ASReview 5,000 unlabelled ones taken as not relevant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

__all__ = ["PEERS", "Ranker"]

Ranker = Callable[[Sequence[int]], Any]
"""Rows of the seeds, newest last -> scores of all rows."""

Maker = Callable[[Sequence[str], Sequence[int]], Ranker]
"""All texts, rows that were known before the first day -> the peer's rule."""


def centroid(texts: Sequence[str], known: Sequence[int]) -> Ranker:
    """Cosine to the mean of the examples; TF-IDF of words and word pairs."""
    rows = _rows(TfidfVectorizer(stop_words="english", ngram_range=(1, 2), sublinear_tf=True, min_df=2), texts, known)
    return lambda seeds: rows @ np.asarray(rows[seeds].mean(axis=0)).ravel()


def arxiv_sanity_lite(texts: Sequence[str], known: Sequence[int]) -> Ranker:
    """TF-IDF of 20,000 words and pairs; per reader a linear SVM of the examples against every other paper.

    Its own text holds the author names too; here they are no feature for anyone.
    """
    rows = _rows(
        TfidfVectorizer(
            stop_words="english",
            ngram_range=(1, 2),
            sublinear_tf=True,
            max_features=20_000,
            min_df=5,
            max_df=0.1,
            strip_accents="unicode",
        ),
        texts,
        known,
    )

    def rank(seeds: Sequence[int]) -> Any:
        model = LinearSVC(class_weight="balanced", C=0.01, max_iter=10_000, tol=1e-6, random_state=0)
        model.fit(rows[known], np.isin(known, seeds))
        return model.decision_function(rows)

    return rank


def zotero_arxiv_daily(texts: Sequence[str], known: Sequence[int]) -> Ranker:
    """Mean cosine to the examples, the newest weighing most (1 / (1 + log10 of its place)).

    The encoder is TF-IDF: on cases of this form it ranks better than the sentence encoders the peer ships with.
    """
    rows = _rows(TfidfVectorizer(stop_words="english", ngram_range=(1, 2), sublinear_tf=True, min_df=2), texts, known)

    def rank(seeds: Sequence[int]) -> Any:
        newest_first = np.sort(seeds)[::-1]
        weight = 1 / (1 + np.log10(np.arange(len(newest_first)) + 1))
        return rows @ (rows[newest_first].T @ (weight / weight.sum()))

    return rank


def elas_u4(texts: Sequence[str], known: Sequence[int]) -> Ranker:
    """The published configuration of ASReview 2's default model, written here: installing it would bring 480 MB.

    TF-IDF of words and pairs (sublinear, max_df .95, min_df 1), linear SVM with C .11, classes balanced 9.8 to 1.
    """
    rows = _rows(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=1, max_df=0.95), texts, known)
    others = np.random.default_rng(0).choice(known, min(5_000, len(known)), replace=False)

    def rank(seeds: Sequence[int]) -> Any:
        negatives = np.setdiff1d(others, seeds)
        sides = np.r_[np.ones(len(seeds)), np.zeros(len(negatives))]
        weight = np.where(sides > 0, 1.0, len(seeds) / (9.8 * len(negatives)))
        model = LinearSVC(loss="squared_hinge", C=0.11, random_state=0)
        model.fit(rows[np.r_[seeds, negatives]], sides, sample_weight=weight * len(sides) / weight.sum())
        return model.decision_function(rows)

    return rank


PEERS: dict[str, Maker] = {
    "tfidf-centroid": centroid,
    "arxiv-sanity-lite": arxiv_sanity_lite,
    "zotero-arxiv-daily": zotero_arxiv_daily,
    "elas-u4": elas_u4,
}


def _rows(vectoriser: TfidfVectorizer, texts: Sequence[str], known: Sequence[int]) -> Any:
    vectoriser.fit([texts[row] for row in known])
    return vectoriser.transform(texts).astype(np.float32).tocsr()
