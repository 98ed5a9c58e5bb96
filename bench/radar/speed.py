"""How fast: training one radar, and one edition for 100,000 radars: python -m bench.radar.speed [--radars N]"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from academichub.rank.papers import Card, Papers, View, read_papers
from academichub.rank.profile import KINDRED_MIX, Profile, Wishes, train
from academichub.rank.shared import Corpus, learn_shared, look
from bench.radar.__main__ import DATA
from bench.radar.cases import load_papers
from bench.radar.many import best_of_each

__all__ = ["main"]

_DIFFERENT = 500  # radars trained; the rest are these again, in another order


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.radar.speed")
    parser.add_argument("--radars", type=int, default=100_000)
    asked = parser.parse_args()
    view = _view()
    edition = view.take(range(len(view.ids) - 1_500, len(view.ids)))
    background = view.take(range(2_500))
    started = time.perf_counter()
    profiles = list(_trained(view, background))
    train_ms = (time.perf_counter() - started) / len(profiles) * 1e3
    started = time.perf_counter()
    n = sum(1 for _ in best_of_each((profiles[i % len(profiles)] for i in range(asked.radars)), edition, 50))
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    weights = float(np.mean([len(profile.buckets) for profile in profiles]))
    told = {"train_ms": train_ms, "radars": n, "seconds": seconds, "peak_gb": peak, "weights": weights}
    print(json.dumps(told))


def _view() -> View:
    rows = load_papers([DATA / "corpus" / "papers-2025.jsonl.gz"])[:12_000]
    papers: Papers = read_papers(Card(r["id"], r["title"], r["summary"], tuple(r["categories"])) for r in rows)
    days = [int(row["listed"].replace("-", "")) for row in rows]
    return look(papers, learn_shared(Corpus(papers, [row["authors"] for row in rows], days)))


def _trained(view: View, background: View) -> Iterator[Profile]:
    """Radars of 10 to 30 examples each."""
    rng = np.random.default_rng(0)
    ends = np.cumsum(rng.integers(10, 31, _DIFFERENT + 1))
    rows = rng.integers(2_500, len(view.ids), ends[-1])
    for start, end in pairwise(ends):
        yield train(Wishes(view.take(np.sort(rows[start:end]))), background, KINDRED_MIX)


if __name__ == "__main__":
    main()
