"""How well radars find a reader's papers: python -m bench.radar [--cases FILE --papers FILE…] [--json]"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from academichub.rank.measures import best_first
from bench.radar.cases import Case, Cases, Row, cases_of, load_cases, load_papers, present
from bench.radar.hub import Learned, learn
from bench.radar.measures import found_in
from bench.radar.peers import PEERS

MEASURES = ("mrr", "recall@10", "recall@25", "auc")
GOALS = ("mrr", "recall@10")
LEAST_RATIO = 1.1
Scorer = Callable[[Sequence[int], Sequence[int]], Any]
DATA = Path(os.environ.get("ACADEMICHUB_RECORDED", "../shared/data"))


def main() -> None:
    asked = _asked()
    rows = load_papers(asked.papers or [DATA / "corpus" / "papers-2025.jsonl.gz"])
    cases = load_cases(asked.cases) if asked.cases else cases_of(rows)
    asked_for = len(cases.cases)
    cases = present(cases, {row["id"] for row in rows})
    if len(cases.cases) < asked_for:
        print(f"{asked_for - len(cases.cases)} cases left out: their papers are not among those given")
    if not cases.cases:
        sys.exit("no cases to rank")
    tables = _measure(rows, cases, asked.folds)
    _tell(tables, [case.person for case in cases.cases])
    means = {name: dict(zip(MEASURES, map(float, table.mean(axis=0)), strict=True)) for name, table in tables.items()}
    ours = means.pop("academichub")
    print(json.dumps({"academichub": ours, "peers": means}))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.radar")
    parser.add_argument("--cases", type=Path, help="cases of the form {cases: [{person, day, seeds, relevant}], days}")
    parser.add_argument("--papers", type=Path, nargs="+", help="papers, one JSON object a line, gzip or plain")
    parser.add_argument(
        "--folds", type=int, default=1, help="in so many parts of the readers, each taught by the others"
    )
    parser.add_argument("--json", action="store_true", help="the last line is JSON with or without it")
    return parser.parse_args()


def _measure(rows: Sequence[Row], cases: Cases, n_folds: int) -> Mapping[str, Any]:
    """(cases, measures) of each ranker. Nothing of the first case's day or later is known to any of them."""
    first = min(case.day for case in cases.cases)
    at = {row["id"]: i for i, row in enumerate(rows)}
    known = [i for i, row in enumerate(rows) if row["listed"] < first]
    learned = learn(rows, known, [case.person for case in cases.cases], n_folds)
    tables = {
        "academichub": _own_table(learned, cases, at),
        "academichub-plain": _table(learned.plain().rank, cases, at),
    }
    texts = [f"{row['title']}\n{row['summary'] or ''}" for row in rows]
    for name, make in PEERS.items():
        rank = make(texts, known)
        tables[name] = _table(lambda seeds, shown, rank=rank: rank(seeds)[shown], cases, at)  # type: ignore[misc]
        print(name, tables[name].mean(axis=0).round(4), flush=True)
    return tables


def _own_table(learned: Learned, cases: Cases, at: Mapping[str, int]) -> Any:
    """Each reader ranked by the hub that no paper of theirs has taught."""
    table = np.zeros((len(cases.cases), len(MEASURES)))
    for fold, people in enumerate(learned.folds):
        rows = [row for row, case in enumerate(cases.cases) if case.person in people]
        part = Cases(tuple(cases.cases[row] for row in rows), cases.days)
        table[rows] = _table(learned.hub(fold).rank, part, at)
    return table


def _table(scorer: Scorer, cases: Cases, at: Mapping[str, int]) -> Any:
    """One ranking for all of a reader's days: the scores of all those days' papers at once."""
    by_wish: dict[tuple[str, ...], list[int]] = {}
    for row, case in enumerate(cases.cases):
        by_wish.setdefault(case.seeds, []).append(row)
    table = np.zeros((len(cases.cases), len(MEASURES)))
    for seeds, numbers in by_wish.items():
        shown = [[at[i] for i in cases.days[cases.cases[n].day]] for n in numbers]
        scores = scorer([at[i] for i in seeds], [row for rows in shown for row in rows])
        ends = np.cumsum([len(rows) for rows in shown])[:-1]
        for number, part in zip(numbers, np.split(scores, ends), strict=True):
            table[number] = _found(cases.cases[number], cases.days[cases.cases[number].day], part)
    return table


def _found(case: Case, ids: Sequence[str], scores: Any) -> tuple[float, ...]:
    found = found_in([ids[row] for row in best_first(scores, ids)], case.relevant)
    return found.mrr, found.recall_10, found.recall_25, found.auc


def _tell(tables: Mapping[str, Any], people: Sequence[str]) -> None:
    for name, table in tables.items():
        print(f"{name:22}", *(f"{label} {value:.3f}" for label, value in zip(MEASURES, table.mean(0), strict=True)))
    print("academichub over each, as a ratio, with the 95 % interval of 2,000 samples of readers:")
    for name, table in tables.items():
        if name != "academichub":
            shown = zip(MEASURES, *_ratios(tables["academichub"], table, people), strict=True)
            print(f"{name:22}", *(f"{m} {r:.3f} [{low:.3f}, {high:.3f}]" for m, r, low, high in shown))
    for measure in GOALS:
        print(_goal(tables, people, MEASURES.index(measure)))


def _goal(tables: Mapping[str, Any], people: Sequence[str], measure: int) -> str:
    """At least a tenth above the best peer, and above it in the whole interval."""
    best = max(PEERS, key=lambda name: float(tables[name][:, measure].mean()))
    ratio, low, _ = (part[measure] for part in _ratios(tables["academichub"], tables[best], people))
    said = "reached" if ratio >= LEAST_RATIO and low > 1 else "not reached"
    return f"goal {MEASURES[measure]} {LEAST_RATIO:.2f} times {best}, interval above 1: {ratio:.3f}, {low:.3f}: {said}"


def _ratios(ours: Any, theirs: Any, people: Sequence[str]) -> tuple[Any, Any, Any]:
    """Ratio, low and high end of the interval, each by measure.

    Whole readers are drawn, since a reader's days are not independent.
    """
    _, who = np.unique(people, return_inverse=True)
    sums = [np.stack([np.bincount(who, table[:, m]) for m in range(len(MEASURES))], 1) for table in (ours, theirs)]
    drawn = np.random.default_rng(0).integers(0, len(sums[0]), (2_000, len(sums[0])))
    ratios = sums[0][drawn].sum(axis=1) / sums[1][drawn].sum(axis=1)
    low, high = np.percentile(ratios, [2.5, 97.5], axis=0)
    return ours.sum(axis=0) / theirs.sum(axis=0), low, high


if __name__ == "__main__":
    main()
