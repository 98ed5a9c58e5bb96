"""Search by meaning beside search by words, on the same papers and in the same run.

    python -m bench.meaning [--data DIR] [--encoder multilingual] [--copies 1000000] [--quick]

DIR is ACADEMICHUB_RECORDED, else ../shared/data. What is asked is what a reader asks: the whole search, words alone and
both. The two weights of the fusion were chosen on the queries of even number; the figures are of the others.

zh         a Chinese sentence about a paper finds the paper among 10,000 English ones: recall at 1 and 10
known      four words of a title find the paper among the same: recall at 1 (bench.search has more of them)
cranfield  MAP and nDCG@10 over all 1,400 papers; relevant is what was judged 1 or better
csfcube    the begin of a paper, as much of it as a query may hold, ranks the papers judged for it: MAP and nDCG at 20 %
           of them, as its authors report; mean of the three facets' queries
similar    the same papers ranked by "similar papers", which has the whole abstract

Encoding 10,000 papers takes minutes; what was encoded is kept in the temporary folder of the system. With --copies the
times of one search at that many papers: a copy is a mixture of two papers, in words as bench.search makes it, in
vectors by 0.75 and 0.45 of theirs with a little noise; its times hold, what it finds means nothing.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from academichub.adapters.encoders import open_encoder
from academichub.adapters.locks import alone
from academichub.index import WordIndex, rebuild
from academichub.model import Hit, Paper, PaperId
from academichub.pipeline import Finder
from academichub.pipeline.meaning import Meaning
from academichub.ports import Encoder, TextKind
from academichub.settings import SearchSettings
from academichub.store import Store
from academichub.vectors import VectorFolder, catch_up
from academichub.vectors.building import packed, write_lead
from academichub.vectors.folder import State, connect, hold, write_state
from academichub.vectors.nearest import crc_of
from bench.record import SEED, write_results
from bench.search import Papers, Row, known_items, read_rows

_DEFAULT = Path(__file__).resolve().parents[1].parent / "shared" / "data"
N_PAPERS = 10_000
_N_CHINESE = 2_500
_DEEP = 200
_HAN = re.compile("[\u4e00-\u9fff]")
_GOALS = (
    ("zh_both_recall@10", 0.93),
    ("known_both_recall@1", 0.96),
)
Relevant = Mapping[str, int]


@dataclass
class Cached:
    """An encoder that keeps what it made, in a file of the temporary folder."""

    encoder: Encoder
    made: dict[str, NDArray[np.float32]] = field(default_factory=dict)
    many_at_once: bool = False

    @property
    def path(self) -> Path:
        return (
            Path(tempfile.gettempdir()) / f"academichub-bench-{sha256(self.encoder.id.encode()).hexdigest()[:12]}.npz"
        )

    @property
    def id(self) -> str:
        return self.encoder.id

    @property
    def n_dimensions(self) -> int:
        return self.encoder.n_dimensions

    def load(self) -> None:
        if self.path.exists():
            with np.load(self.path, allow_pickle=False) as kept:
                self.made = dict(zip(kept["keys"].tolist(), kept["rows"], strict=True))

    def keep(self) -> None:
        np.savez(self.path, keys=np.array(list(self.made)), rows=np.vstack(list(self.made.values())))

    def encode(self, texts: Sequence[str], kind: TextKind) -> NDArray[np.float32]:
        keys = [f"{kind} {sha256(text.encode()).hexdigest()}" for text in texts]
        lacking = [at for at, key in enumerate(keys) if key not in self.made]
        if lacking:
            rows = self.encoder.encode([texts[at] for at in lacking], kind)
            self.made |= {keys[at]: row for at, row in zip(lacking, rows, strict=True)}
        return np.vstack([self.made[key] for key in keys])


@dataclass(frozen=True, slots=True)
class Shelf(Papers):
    """A bench's papers as far as a Finder asks them of the store."""

    def find(self, _name: str) -> None:
        return None

    def papers(self, paper_ids: Iterable[PaperId]) -> dict[PaperId, Paper]:
        wanted = set(paper_ids)
        return {each.paper.paper_id: each.paper for each in self.changed(0, self.n) if each.paper.paper_id in wanted}


@dataclass(frozen=True, slots=True)
class Both:
    """The two searches over the same papers."""

    words: Finder
    both: Finder


def open_both(rows: Sequence[Row], encoder: Encoder, folder: Path) -> Both:
    shelf = Shelf(rows, len(rows))
    words = WordIndex(folder / "index", alone)
    rebuild(words, shelf, lambda *_: None)
    catch_up(VectorFolder(folder / "vectors", alone), encoder, shelf, _told)
    return _both(shelf, words, encoder, folder)


def _both(shelf: Shelf, words: WordIndex, encoder: Encoder, folder: Path) -> Both:
    store = cast(Store, shelf)
    meaning = Meaning(lambda: encoder, folder / "vectors", alone, words, store)
    return Both(Finder(store, words), Finder(store, words, meaning))


def _told(n_done: int, n_all: int) -> None:
    print(f"\r  encoded {n_done} of {n_all}", end="\n" if n_done == n_all else "", file=sys.stderr)


def row_of(number: str, title: str, abstract: str) -> Row:
    return {"id": number, "title": title, "summary": abstract, "authors": [], "categories": [], "listed": "2020-01-01"}


def ids_of(hits: Iterable[Hit]) -> list[str]:
    return [hit.paper_id.partition(":")[2] for hit in hits]


def average_precision(ranked: Sequence[str], relevant: Relevant) -> float:
    n, total = 0, 0.0
    for place, name in enumerate(ranked, start=1):
        if relevant.get(name, 0) > 0:
            n += 1
            total += n / place
    return total / max(1, sum(grade > 0 for grade in relevant.values()))


def ndcg(ranked: Sequence[str], relevant: Relevant, depth: int) -> float:
    def gained(grades: Iterable[int]) -> float:
        return sum((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(islice(grades, depth)))

    best = gained(sorted(relevant.values(), reverse=True))
    return gained(relevant.get(name, 0) for name in ranked) / best if best else 0.0


def recalls(finder: Finder, asked: Sequence[tuple[str, str]]) -> dict[str, float]:
    found = [(ids_of(finder.search(text, limit=10).hits), wanted) for text, wanted in asked]
    return {
        "recall@1": sum(names[:1] == [wanted] for names, wanted in found) / len(found),
        "recall@10": sum(wanted in names for names, wanted in found) / len(found),
    }


def measure_corpus(data: Path, encoder: Encoder, folder: Path, *, quick: bool) -> dict[str, float]:
    rows = read_rows(data / "corpus/papers-2025.jsonl.gz")
    pool = random.Random(SEED).sample(rows, N_PAPERS // 10 if quick else N_PAPERS)
    searches = open_both(pool, encoder, folder)
    chinese = {row["id"]: row.get("tldr") or row.get("task") or "" for row in _lines(data / _CHINESE)}
    asked = [(text, row["id"]) for row in pool if len(_HAN.findall(text := chinese.get(row["id"], ""))) >= 10]
    known = [(text, wanted.partition(":")[2]) for text, wanted in known_items(pool)]
    figures: dict[str, float] = {"n_papers": len(pool)}
    for name, items in (("zh", asked[:_N_CHINESE][1::2]), ("known", known[1::2])):
        figures[f"{name}_n_queries"] = len(items)
        figures |= {f"{name}_words_{key}": value for key, value in recalls(searches.words, items).items()}
        figures |= {f"{name}_both_{key}": value for key, value in recalls(searches.both, items).items()}
    return figures


_CHINESE = "corpus/summaries-zh-2025.jsonl.gz"


def _lines(path: Path) -> list[Row]:
    return read_rows(path)


def measure_cranfield(data: Path, encoder: Encoder, folder: Path) -> dict[str, float]:
    text = (data / "bench/cranfield/cran.all.1400.xml").read_text(encoding="utf-8")
    found = re.findall(r"<docno>(.*?)</docno>.*?<title>(.*?)</title>.*?<text>(.*?)</text>", text, re.DOTALL)
    rows = [row_of(number.strip(), " ".join(title.split()), " ".join(body.split())) for number, title, body in found]
    asked = re.findall(r"<title>(.*?)</title>", (data / "bench/cranfield/cran.qry.xml").read_text(), re.DOTALL)
    judged: list[dict[str, int]] = [{} for _ in asked]
    for line in (data / "bench/cranfield/cranqrel.trec.txt").read_text().splitlines():
        query, _, number, grade = line.split()  # queries are counted, whatever number their topic has
        judged[int(query) - 1][number] = int(int(grade) > 0)
    searches = open_both(rows, encoder, folder)
    figures: dict[str, float] = {}
    for name, finder in (("words", searches.words), ("both", searches.both)):
        ranked = [ids_of(finder.search(" ".join(query.split()), limit=_DEEP).hits) for query in asked[1::2]]
        pairs = list(zip(ranked, judged[1::2], strict=True))
        figures[f"cranfield_{name}_map"] = _mean(average_precision(*pair) for pair in pairs)
        figures[f"cranfield_{name}_ndcg@10"] = _mean(ndcg(*pair, 10) for pair in pairs)
    return figures


def measure_csfcube(data: Path, encoder: Encoder, folder: Path) -> dict[str, float]:
    rows = []
    for row in map(json.loads, (data / "bench/csfcube/corpus_from_readable.jsonl").read_text().splitlines()):
        rows.append(row_of(row["id"], row["title"], " ".join(sentence for _, sentence in row["sentences"])))
    texts = {row["id"]: f"{row['title']}. {row['summary']}" for row in rows}
    judged: list[tuple[str, dict[str, int]]] = []
    for facet in ("background", "method", "result"):
        told = json.loads((data / f"bench/csfcube/test-pid2anns-csfcube-{facet}.json").read_text())
        for name, pool in told.items():
            grades = dict(zip(pool["cands"], pool["relevance_adju"], strict=True))
            judged.append((name, {each: grade for each, grade in grades.items() if each != name}))
    searches = open_both(rows, encoder, folder)

    def asked(finder: Finder, name: str) -> list[str]:
        return ids_of(finder.search(texts[name], limit=_DEEP).hits)

    def alike(finder: Finder, name: str) -> list[str]:
        return ids_of(finder.similar(PaperId(f"arxiv:{name}"), limit=_DEEP))

    ways: dict[str, Callable[[str], list[str]]] = {}
    for name, finder in (("words", searches.words), ("both", searches.both)):
        ways[f"csfcube_{name}"] = partial(asked, finder)
        ways[f"similar_{name}"] = partial(alike, finder)
    figures: dict[str, float] = {}
    for way, ask in ways.items():
        pairs = [(_of_pool(ask(name), grades), grades) for name, grades in judged[1::2]]
        figures[f"{way}_map"] = _mean(average_precision(*pair) for pair in pairs)
        figures[f"{way}_ndcg@20%"] = _mean(ndcg(*pair, max(1, len(pair[1]) // 5)) for pair in pairs)
    return figures


def _of_pool(ranked: Sequence[str], pool: Relevant) -> list[str]:
    """The judged papers in the order found; those that were not found, behind."""
    return list(dict.fromkeys([*(name for name in ranked if name in pool), *pool]))


def _mean(values: Iterable[float]) -> float:
    taken = list(values)
    return sum(taken) / len(taken)


def measure_times(data: Path, encoder: Cached, folder: Path, n: int) -> dict[str, float]:
    """CPU of the one thread that asks; each query is new, so its encoding is in it."""
    rows = random.Random(SEED).sample(read_rows(data / "corpus/papers-2025.jsonl.gz"), N_PAPERS)
    shelf = Shelf(rows, n)
    words = WordIndex(folder / "index", alone)
    rebuild(words, shelf, lambda *_: None)
    originals = np.vstack([encoder.encode([text], TextKind.PASSAGE) for text in _texts(rows)])
    _write_mixed(folder / "vectors", encoder.id, originals, n)
    searches = _both(shelf, words, encoder.encoder, folder)
    asked = [text for text, _ in known_items(rows)[:150]]
    searches.both.search("a first one", limit=10)
    figures: dict[str, float] = {}
    for name, finder in (("words", searches.words), ("both", searches.both)):
        times = []
        for text in asked:
            start = time.thread_time()
            finder.search(text, limit=10)
            times.append((time.thread_time() - start) * 1000)
        p50, p95 = np.percentile(times, [50, 95])
        figures |= {f"{name}_p50_ms_at_{n}": float(p50), f"{name}_p95_ms_at_{n}": float(p95)}
    return figures


def _texts(rows: Sequence[Row]) -> list[str]:
    return [f"{row['title']}. {row['summary']}"[:6_000] for row in rows]


def _write_mixed(folder: Path, encoder: str, originals: NDArray[np.float32], n: int) -> None:
    draw = np.random.default_rng(SEED)
    vectors = VectorFolder(folder, alone)
    folder.mkdir(parents=True)
    generation = vectors.make()
    state = State(encoder, "bench", originals.shape[1], n, n)
    with (generation / "rows.bin").open("wb") as file, closing(connect(generation)) as database, database:
        for begin in range(0, n, len(originals)):
            rows = _mixed(originals, draw, is_first=begin == 0)[: n - begin]
            file.write(rows.tobytes())
            _write_names(database, rows, begin)
    write_lead(generation, hold(generation, state), n_fitted := min(n, 20_000))
    with closing(connect(generation)) as database, database:
        write_state(database, State(encoder, "bench", originals.shape[1], n, n, n_fitted))
    vectors.name(generation)


def _mixed(originals: NDArray[np.float32], draw: np.random.Generator, *, is_first: bool) -> NDArray[np.void]:
    if is_first:
        return packed(originals)
    noise = draw.normal(0, 0.012, originals.shape)
    mixed = originals * 0.75 + originals[draw.permutation(len(originals))] * 0.45 + noise
    return packed((mixed / np.linalg.norm(mixed, axis=1, keepdims=True)).astype(np.float32))


def _write_names(database: sqlite3.Connection, rows: NDArray[np.void], begin: int) -> None:
    told = (
        (begin + at, f"arxiv:m-{begin + at}", (begin + at).to_bytes(16), crc_of(row)) for at, row in enumerate(rows)
    )
    database.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", told)


def tell_goals(figures: Mapping[str, Any]) -> None:
    lines = [(f"{name} at least {goal}", figures[name] >= goal) for name, goal in _GOALS if name in figures]
    for name in ("cranfield_{}_map", "cranfield_{}_ndcg@10", "csfcube_{}_map", "csfcube_{}_ndcg@20%"):
        if name.format("both") in figures:
            lines.append(
                (f"{name.format('both')} above words", figures[name.format("both")] > figures[name.format("words")])
            )
    lines += [(f"{name} under 60", value < 60) for name, value in figures.items() if name.startswith("both_p95_ms")]
    print("\ngoals")
    for line, is_met in lines:
        print(f"  {'met ' if is_met else 'NOT met'} {line}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ACADEMICHUB_RECORDED", _DEFAULT)))
    parser.add_argument("--encoder", default="multilingual", choices=("multilingual", "english"))
    parser.add_argument("--copies", type=int, default=0, help="times at so many papers, too; 0: no times")
    parser.add_argument("--quick", action="store_true", help="1,000 papers instead of 10,000")
    options = parser.parse_args()
    if not (options.data / _CHINESE).exists():
        sys.exit(f"no papers under {options.data}: name a folder with --data")
    encoder = Cached(open_encoder(SearchSettings(options.encoder), "bench"))
    encoder.load()
    figures: dict[str, Any] = {"encoder": encoder.id}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        figures |= measure_corpus(options.data, encoder, folder / "corpus", quick=options.quick)
        figures |= measure_cranfield(options.data, encoder, folder / "cranfield")
        figures |= measure_csfcube(options.data, encoder, folder / "csfcube")
        encoder.keep()
        if options.copies:
            figures |= measure_times(options.data, encoder, folder / "times", options.copies)
    rounded = {key: round(value, 4) if isinstance(value, float) else value for key, value in figures.items()}
    write_results("meaning" if options.encoder == "multilingual" else f"meaning-{options.encoder}", rounded)
    tell_goals(rounded)


if __name__ == "__main__":
    main()
