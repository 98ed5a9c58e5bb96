"""Search by words: what is found, how fast, beside SQLite FTS5 and a scan.

    python -m bench.search [--papers FILE] [--copies 200000] [--keep FOLDER] [--only ours fts5 scan]

`--copies 1000000` takes about a quarter of an hour and 6 GB of disk the first time; with `--keep` what was built stays
there and is taken again, and with `--only` one engine is measured by itself.

FILE holds papers as `academichub import` takes them; without one a corpus under ACADEMICHUB_RECORDED is taken, else
under ../shared/data. Known item: four words of a title, the paper itself should stand first. Times are CPU of the one
thread that asks, ranked top 10 with the count of all; facets apart. Measured at the file's own size and at a
replication of it: each copy has three tenths of its abstract and a third of its title from another paper; its times
hold and its recall does not, as near copies compete. Beside ours, in the same run and on the same papers:

fts5   SQLite FTS5 (porter, bm25 with the title weighed), all words first, any word where fewer than ten papers have all
scan   arxiv-sanity-lite's rule: every paper is looked through for every query; a word in the title counts 20, in the
       authors 10, in the abstract as often as it occurs, three times at most
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from academichub.adapters.locks import alone
from academichub.index import Freshness, WordIndex, rebuild
from academichub.model import Author, Findable, Paper, PaperId, SourceId, Text
from academichub.search import parse_query
from bench.record import SEED, write_results

_DEFAULT = Path(__file__).resolve().parents[1].parent / "shared" / "data"
_CORPUS = "corpus/papers-2025.jsonl.gz"
N_KNOWN = 1_000
N_SCANNED = 40  # a scan takes a second each at a million papers
_STOP = frozenset("a an the of for and in on with to from by via is are at as using towards toward its".split())
_TOPICS = (
    "large language model",
    "diffusion model",
    "object detection",
    "image segmentation",
    "reinforcement learning",
    "graph neural network",
    "video generation",
    "multimodal reasoning",
    "3d reconstruction",
    "vision language",
    "time series forecasting",
    "question answering",
    "point cloud",
    "knowledge graph",
    "federated learning",
    "speech recognition",
    "robot manipulation",
    "transfer learning",
    "data augmentation",
    "adversarial attack",
)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Papers:
    """ports.Outbox over rows of a file, repeated up to `n`."""

    rows: Sequence[Row]
    n: int
    store_id: str = "bench"

    def last_seq(self) -> int:
        return self.n

    def token_at(self, seq: int) -> str | None:
        return None

    def n_changed(self, since: int = 0) -> int:
        return self.n - since

    def changed(self, since: int, limit: int) -> tuple[Findable, ...]:
        return tuple(_findable(seq, row) for seq, row in islice(self.read(since), limit))

    def read(self, since: int = 0) -> Iterator[tuple[int, Row]]:
        """(number from 1, row) of each paper after the one of that number."""
        for at in range(since, self.n):
            yield at + 1, self._copy(at) if at >= len(self.rows) else self.rows[at]

    def _copy(self, at: int) -> Row:
        row, other = self.rows[at % len(self.rows)], self.rows[random.Random(SEED + at).randrange(len(self.rows))]
        words, others = row["summary"].split(), other["summary"].split()
        kept, title, other_title = len(words) * 7 // 10, row["title"].split(), other["title"].split()
        return {
            **row,
            "id": f"{row['id']}-{at}",
            "title": " ".join((*title[: len(title) * 2 // 3], *other_title[-len(other_title) // 3 :])),
            "summary": " ".join((*words[:kept], *others[: len(words) - kept])),
        }


def _findable(seq: int, row: Row) -> Findable:
    name = f"arxiv:{row['id']}"
    paper = Paper(
        PaperId(name),
        SourceId("arxiv"),
        row["title"],
        Text(row["title"], row["title"]),
        Text(row["summary"], row["summary"]),
        tuple(map(Author, row["authors"])),
        tuple(row["categories"]),
    )
    return Findable(seq, paper, (name,), ((SourceId("arxiv"), date.fromisoformat(row["listed"])),))


def read_rows(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [{**row, "summary": row.get("summary") or row.get("abstract") or ""} for row in rows]


def known_items(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """(four words of its title, its id) of papers drawn with the seed."""
    draw = random.Random(SEED)
    items: list[tuple[str, str]] = []
    for row in draw.sample(list(rows), min(len(rows), 2 * N_KNOWN)):
        words = [word for word in re.findall(r"\w+", row["title"].lower()) if len(word) > 2 and word not in _STOP]
        if len(words) >= 4:
            items.append((" ".join(draw.sample(words, 4)), f"arxiv:{row['id']}"))
    return items[:N_KNOWN]


Ask = Callable[[str], list[str]]


def measure(ask: Ask, items: Sequence[tuple[str, str]], topics: Sequence[str] = _TOPICS) -> dict[str, float]:
    times, places = [], []
    for text, wanted in items:
        start = time.thread_time()
        got = ask(text)
        times.append(time.thread_time() - start)
        places.append(got.index(wanted) if wanted in got else None)
    broad = []
    for topic in topics:  # each once, as what was counted is remembered for the next page
        start = time.thread_time()
        ask(topic)
        broad.append(time.thread_time() - start)
    return {
        "recall@1": sum(place == 0 for place in places) / len(places),
        "recall@10": sum(place is not None for place in places) / len(places),
        **_percentiles("known", times),
        **_percentiles("topic", broad),
        "topic_max_ms": max(broad) * 1000,
    }


def _percentiles(name: str, times: Sequence[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=20, method="inclusive")
    return {f"{name}_p50_ms": statistics.median(times) * 1000, f"{name}_p95_ms": cuts[-1] * 1000}


def measure_ours(papers: Papers, items: Sequence[tuple[str, str]], folder: Path) -> dict[str, float]:
    words = WordIndex(folder, alone)
    built = {}
    if words.freshness(papers) is not Freshness.FRESH:
        built = _timed(papers, lambda: rebuild(words, papers, _tell))

    def ask(text: str) -> list[str]:
        return [paper_id for paper_id, _ in words.search(parse_query(text), 10).hits]

    figures = measure(ask, items)
    faceted = []
    afresh = WordIndex(folder, alone)  # what was counted is remembered
    for topic in _TOPICS:
        start = time.thread_time()
        afresh.search(parse_query(topic), 10, with_facets=True)
        faceted.append(time.thread_time() - start)
    return {**figures, **_percentiles("topic_with_facets", faceted), **built, "size_mb": _size_mb(words.folder)}


def _timed(papers: Papers, build: Callable[[], object]) -> dict[str, float]:
    start, cpu = time.perf_counter(), time.process_time()
    build()
    took, cpu = time.perf_counter() - start, time.process_time() - cpu
    return {"papers_per_s": papers.n / took, "papers_per_cpu_s": papers.n / cpu, "peak_mib": _peak_mib()}


def _tell(n_done: int, n_all: int) -> None:
    if n_done % 100_000 == 0:
        print(f"    {n_done} of {n_all}", file=sys.stderr)


def measure_fts5(papers: Papers, items: Sequence[tuple[str, str]], folder: Path) -> dict[str, float]:
    path = folder / "fts5.db"
    connection = sqlite3.connect(path)
    built = {}
    if not connection.execute("PRAGMA user_version").fetchone()[0]:
        built = _timed(papers, lambda: _build_fts5(connection, papers))
    ranked = "SELECT id FROM t WHERE t MATCH ? ORDER BY bm25(t, 8, 2, 1) LIMIT 10"

    def ask(text: str) -> list[str]:
        quoted = [f'"{word}"' for word in text.split()]
        got = [found for (found,) in connection.execute(ranked, (" ".join(quoted),))]
        if len(got) < 10:
            got += [found for (found,) in connection.execute(ranked, (" OR ".join(quoted),)) if found not in got]
        return got[:10]

    n_asked = max(N_SCANNED, min(len(items), 40_000_000 // papers.n))  # where any word may match, each takes a second
    return {**measure(ask, items[:n_asked]), **built, "size_mb": path.stat().st_size / 1e6}


def _build_fts5(connection: sqlite3.Connection, papers: Papers) -> None:
    connection.execute("DROP TABLE IF EXISTS t")
    connection.execute(
        "CREATE VIRTUAL TABLE t USING fts5(title, authors, abstract, id UNINDEXED, tokenize='porter unicode61')"
    )
    rows = ((row["title"], ", ".join(row["authors"]), row["summary"], f"arxiv:{row['id']}") for _, row in papers.read())
    connection.executemany("INSERT INTO t (title, authors, abstract, id) VALUES (?, ?, ?, ?)", rows)
    connection.execute("PRAGMA user_version = 1")
    connection.commit()


def measure_scan(papers: Papers, items: Sequence[tuple[str, str]], _folder: Path) -> dict[str, float]:
    """Here the papers are in memory, in small letters; the peer reads them from a database for each query."""
    held = [
        (f"arxiv:{row['id']}", row["title"].lower(), ", ".join(row["authors"]).lower(), row["summary"].lower())
        for _, row in papers.read()
    ]

    def ask(text: str) -> list[str]:
        words = text.lower().split()
        scored = []
        for name, title, authors, abstract in held:
            score = sum(20 * (word in title) + 10 * (word in authors) + min(3, abstract.count(word)) for word in words)
            if score:
                scored.append((score, name))
        return [name for _, name in sorted(scored, reverse=True)[:10]]

    return {**measure(ask, items[:N_SCANNED], _TOPICS[:3]), "peak_mib": _peak_mib()}


_MEASURES = {"ours": measure_ours, "fts5": measure_fts5, "scan": measure_scan}


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _size_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def in_child(what: str, file: Path, n: int, keep: Path | None) -> dict[str, float]:
    """Run one measurement in a process of its own."""
    command = [sys.executable, "-m", "bench.search", "--papers", str(file), "--copies", str(n), "--child", what]
    command += ["--keep", str(keep)] if keep else []
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    print(f"  {what} at {n}: {result}", file=sys.stderr)
    return result


def child(what: str, file: Path, n: int, keep: Path | None) -> None:
    rows = read_rows(file)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = keep / f"{what}-{n}" if keep else Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        print(json.dumps(_MEASURES[what](Papers(rows, n or len(rows)), known_items(rows), folder)))


def figures_of(measured: Mapping[str, Mapping[str, float]], n: int) -> dict[str, Any]:
    """Each engine's figures at `n` papers, and its times as ratios to ours: above 1 is slower."""
    figures: dict[str, Any] = {}
    for what, found in measured.items():
        figures |= {f"{what}_{key}_at_{n}": round(value, 3) for key, value in found.items()}
    for what in {"fts5", "scan"} & measured.keys() if "ours" in measured else ():
        for key in ("known_p50_ms", "known_p95_ms", "topic_p50_ms", "topic_p95_ms"):
            figures[f"{what}_to_ours_{key}_at_{n}"] = round(measured[what][key] / measured["ours"][key], 1)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=Path, default=Path(os.environ.get("ACADEMICHUB_RECORDED", _DEFAULT)) / _CORPUS)
    parser.add_argument("--copies", type=int, default=200_000, help="papers of the replication; 0: none")
    parser.add_argument("--keep", type=Path, help="a folder for what is built, to be taken again; else it is removed")
    parser.add_argument("--only", nargs="+", choices=_MEASURES, default=list(_MEASURES), help="these engines alone")
    parser.add_argument("--child", choices=_MEASURES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.papers.exists():
        sys.exit(f"no papers at {options.papers}: name a file with --papers")
    if options.child is not None:
        child(options.child, options.papers, options.copies, options.keep)
        return
    n_own = len(read_rows(options.papers))
    figures: dict[str, Any] = {}
    for n in dict.fromkeys((n_own, options.copies or n_own)):
        figures |= figures_of({what: in_child(what, options.papers, n, options.keep) for what in options.only}, n)
    write_results("search", figures)


if __name__ == "__main__":
    main()
