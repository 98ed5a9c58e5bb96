"""Learning from votes: screening of reviews (WSS@95) and readers' libraries (recall@50): python -m bench.radar.votes

A review is screened as ASReview simulates it: two labelled papers to start, then always the papers the ranker puts
first, learning again after each fiftieth of the papers. Nothing is learned from any store here: words alone.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from academichub.rank.papers import Card, read_papers
from academichub.rank.profile import Wishes, score, train
from academichub.rank.shared import look, plain_shared
from bench.radar.__main__ import DATA
from bench.radar.measures import work_saved

Ranker = Callable[[Sequence[int], Sequence[int]], Any]
"""Rows voted up and down -> scores of all rows."""

REVIEWS = DATA / "bench" / "systematic_reviews" / "datasets"
LIBRARIES = DATA / "bench" / "citeulike-dummy" / "data" / "dummy"
SEEDS = range(3)


@dataclass(frozen=True, slots=True)
class Review:
    name: str
    texts: tuple[str, ...]
    included: tuple[bool, ...]


def main() -> None:
    csv.field_size_limit(10**7)
    for name, make in RANKERS.items():
        saved = {review.name: float(np.mean([_screen(make, review, seed) for seed in SEEDS])) for review in _reviews()}
        found = float(np.mean(list(_libraries(make))))
        told = {"wss@95": float(np.mean(list(saved.values()))), "citeulike recall@50": found, "reviews": saved}
        print(name, json.dumps(told), flush=True)


def _reviews() -> Iterator[Review]:
    for path in sorted(REVIEWS.rglob("*.csv")):
        with path.open(newline="", encoding="utf-8", errors="replace") as lines:
            rows = [row for row in csv.DictReader(lines) if row.get("label_included") in ("0", "1")]
        included = tuple(row["label_included"] == "1" for row in rows)
        if 10 <= sum(included) < len(rows):
            texts = tuple(f"{row['title']}\n{row['abstract']}" for row in rows)
            yield Review(path.stem, texts, included)


def _screen(make: Callable[[Sequence[str]], Ranker], review: Review, seed: int) -> float:
    rng = np.random.default_rng(seed)
    wanted = np.array(review.included)
    order = [int(rng.choice(np.flatnonzero(wanted))), int(rng.choice(np.flatnonzero(~wanted)))]
    rank, step = make(review.texts), max(10, len(wanted) // 50)
    while len(order) < len(wanted) and wanted[order].mean() * len(order) < wanted.sum():
        scores = np.array(rank([r for r in order if wanted[r]], [r for r in order if not wanted[r]]), float)
        scores[order] = -np.inf
        order += np.argsort(-scores, kind="stable")[: min(step, len(wanted) - len(order))].tolist()
    order += sorted(set(range(len(wanted))) - set(order))
    return work_saved([str(row) for row in order], {str(row) for row in np.flatnonzero(wanted)})


def _libraries(make: Callable[[Sequence[str]], Ranker]) -> Iterator[float]:
    with (LIBRARIES / "raw-data.csv").open(newline="", encoding="utf-8", errors="replace") as lines:
        rank = make([f"{row['raw.title']}\n{row['raw.abstract']}" for row in csv.DictReader(lines)])
    for known, hidden in zip(_readers("train"), _readers("test"), strict=True):
        scores = np.array(rank(known, ()), float)
        scores[known] = -np.inf
        best = set(np.argsort(-scores, kind="stable")[:50].tolist())
        if hidden:
            yield len(best & set(hidden)) / len(hidden)


def _readers(part: str) -> list[list[int]]:
    """Each line: how many papers, then their rows."""
    lines = (LIBRARIES / f"cf-{part}-10-users.dat").read_text().splitlines()
    return [[int(row) for row in line.split()[1:]] for line in lines if line.strip()]


def _own(texts: Sequence[str]) -> Ranker:
    papers = read_papers(Card(str(row), "", text) for row, text in enumerate(texts))
    view = look(papers, plain_shared(papers))
    chosen = np.sort(np.random.default_rng(0).permutation(len(texts))[:2_500])

    def rank(up: Sequence[int], down: Sequence[int]) -> Any:
        wishes = Wishes(view.take(up), view.take(down) if len(down) else None)
        return score(train(wishes, view.take(chosen)), view)

    return rank


def _elas_u4(texts: Sequence[str]) -> Ranker:
    """The published configuration, written here; without votes down every other paper stands for them."""
    rows = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, max_df=0.95).fit_transform(texts)

    def rank(up: Sequence[int], down: Sequence[int]) -> Any:
        against = np.array(down) if len(down) else np.setdiff1d(np.arange(len(texts)), up)
        sides = np.r_[np.ones(len(up)), np.zeros(len(against))]
        weight = np.where(sides > 0, 1.0, len(up) / (9.8 * len(against)))
        model = LinearSVC(loss="squared_hinge", C=0.11, random_state=0)
        model.fit(rows[np.r_[up, against].astype(int)], sides, sample_weight=weight * len(sides) / weight.sum())
        return model.decision_function(rows)

    return rank


RANKERS = {"academichub": _own, "elas-u4": _elas_u4}

if __name__ == "__main__":
    if not Path(REVIEWS).is_dir():
        sys.exit(f"no reviews under {REVIEWS}")
    main()
