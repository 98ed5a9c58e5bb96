"""One card per work: python -m bench.match [--data DIR] [--papers N]

DIR holds `bench/preprint_linker` and `corpus/papers-2025.jsonl.gz`: the environment's ACADEMICHUB_RECORDED by default,
else ../shared/data. Neither side of a labelled pair is told the other's identifier.

pairs      of one half of the labelled pairs, in all combinations with each other and with every other preprint: which
           threshold parts them; of the other half, at the thresholds the program has: precision and recall, of all and
           of those whose title changed, and how many of the rest are suggested
found      the share of the pairs that the keys would bring together at all
random     100,000 pairs of different papers of the corpus, and the hard ones: who shares a key or a telling word of
           the title and an author; merges among them that are no merges of one title and abstract under two ids, by
           titles and people alone, and with the abstracts
speed      milliseconds of a processor a paper at N stored papers (a million), the median of five hundreds: traits;
           look-up with comparing
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sqlite3
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import msgspec

from academichub.match import Strand, Traits, Verdict, keys_of, likeness, traits_of
from academichub.match.likeness import MERGE_FROM, SUGGEST_FROM, score_of
from academichub.match.titlewords import telling_words
from academichub.model import Author, Markup, MarkupFormat, PaperId, Record, SourceId
from academichub.pipeline.matching import regroup
from academichub.store import Store
from academichub.store.packing import pack
from academichub.text import title_key
from bench.linked import Linked, read_others, read_pairs
from bench.record import SEED, write_results

_N_RANDOM = 100_000
T = TypeVar("T")
_N_TIMED = 500
_HUNDRED = 100


def main() -> None:
    given = _arguments()
    figures = _pair_figures(given.data / "bench" / "preprint_linker")
    rows = _read_rows(given.data / "corpus" / "papers-2025.jsonl.gz")
    corpus = [_read_paper(row, _record(row)) for row in rows]
    figures |= _corpus_figures(corpus, [_read_paper(row, _whole_record(row)) for row in rows])
    figures |= _speed_figures(corpus, [_whole_record(row) for row in rows[:_N_TIMED]], given.papers)
    write_results("match", figures)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.match")
    recorded = os.environ.get("ACADEMICHUB_RECORDED", "../shared/data")
    parser.add_argument("--data", type=Path, default=Path(recorded))
    parser.add_argument("--papers", type=int, default=1_000_000)
    return parser.parse_args()


# Labelled pairs


def _pair_figures(folder: Path) -> dict[str, Any]:
    pairs = random.Random(SEED).sample(found := read_pairs(folder), len(found))
    others = read_others(folder)
    tuned, judged = pairs[::2], pairs[1::2]
    highest = max(score for score, _ in _false(tuned, others))
    merged = [pair for pair in judged if likeness(pair.preprint, pair.article).verdict is Verdict.SAME]
    wrong = [verdict for _, verdict in _false(judged, others)]
    changed = [pair for pair in judged if pair.changed]
    n_perhaps = sum(likeness(pair.preprint, pair.article).verdict is Verdict.PERHAPS for pair in judged)
    n_wrong = wrong.count(Verdict.SAME)
    return {
        "pairs.tuned_on": len(tuned),
        "pairs.tuned.highest_score_of_two_works": round(highest, 3),
        "pairs.merge_from": MERGE_FROM,
        "pairs.suggest_from": SUGGEST_FROM,
        "pairs.judged_on": len(judged),
        "pairs.precision": round(len(merged) / (len(merged) + n_wrong), 4),
        "pairs.false_merges": n_wrong,
        "pairs.false_suggestions": wrong.count(Verdict.PERHAPS),
        "pairs.recall": round(len(merged) / len(judged), 4),
        "pairs.recall_or_suggested": round((len(merged) + n_perhaps) / len(judged), 4),
        "pairs.changed_titles": len(changed),
        "pairs.recall_of_changed_titles": round(sum(pair.changed for pair in merged) / len(changed), 4),
        "pairs.found_by_keys": round(
            sum(not keys_of(pair.preprint).isdisjoint(keys_of(pair.article)) for pair in pairs) / len(pairs), 4
        ),
    }


def _false(pairs: Sequence[Linked], others: Sequence[Traits]) -> list[tuple[float, Verdict]]:
    """Score and verdict of every article with every preprint that it did not come from and that shares an author."""
    by_author: dict[tuple[str, str], set[int]] = defaultdict(set)
    preprints = [*(pair.preprint for pair in pairs), *others]
    for at, preprint in enumerate(preprints):
        for author in preprint.authors:
            by_author[author].add(at)
    found = []
    for number, pair in enumerate(pairs):
        near = set().union(*(by_author[author] for author in pair.article.authors)) - {number}
        for at in near:
            score = score_of(preprints[at], pair.article)
            if score >= SUGGEST_FROM:
                found.append((score, likeness(preprints[at], pair.article).verdict))
    return found or [(0.0, Verdict.NO)]


# The corpus


def _read_rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path) as lines:
        return [json.loads(line) for line in lines]


def _read_paper(row: dict[str, Any], record: Record) -> tuple[Traits, str]:
    """Traits without names, so that words alone decide, with the beginning of the abstract."""
    return traits_of(record), title_key(row["summary"] or "")[:300]


def _whole_record(row: dict[str, Any]) -> Record:
    return replace(_record(row), abstract=Markup(row["summary"] or "", MarkupFormat.TEX))


def _record(row: dict[str, Any]) -> Record:
    return Record(
        source=SourceId("arxiv"),
        key=row["id"],
        title=Markup(row["title"], MarkupFormat.TEX),
        authors=tuple(map(Author, row["authors"])),
    )


def _corpus_figures(
    corpus: Sequence[tuple[Traits, str]], with_abstracts: Sequence[tuple[Traits, str]]
) -> dict[str, Any]:
    chance = random.Random(SEED)
    pairs: list[tuple[int, int]] = []
    while len(pairs) < _N_RANDOM:
        one, other = chance.randrange(len(corpus)), chance.randrange(len(corpus))
        if one != other:
            pairs.append((one, other))
    hard = _hard_pairs([traits for traits, _ in corpus])
    merged = [pair for pair in hard if _is_merged(corpus, pair)]
    doubles = [pair for pair in merged if _is_one_work(corpus, pair)]
    told = [pair for pair in hard if _is_merged(with_abstracts, pair)]
    return {
        "random.pairs": len(pairs),
        "random.false_merges": sum(_is_merged(corpus, pair) and not _is_one_work(corpus, pair) for pair in pairs),
        "random.hard_pairs": len(hard),
        "random.hard_merges": len(merged),
        "random.hard_merges_of_one_title_or_abstract": len(doubles),
        "random.hard_false_merges": len(merged) - len(doubles),
        "random.hard_suggestions": sum(_verdict(corpus, pair) is Verdict.PERHAPS for pair in hard),
        "random.hard_merges_with_abstracts": len(told),
        "random.hard_false_merges_with_abstracts": sum(not _is_one_work(corpus, pair) for pair in told),
    }


def _verdict(corpus: Sequence[tuple[Traits, str]], pair: tuple[int, int]) -> Verdict:
    one, other = corpus[pair[0]][0], replace(corpus[pair[1]][0], source="another")
    return likeness(one, other).verdict


def _is_merged(corpus: Sequence[tuple[Traits, str]], pair: tuple[int, int]) -> bool:
    return _verdict(corpus, pair) is Verdict.SAME


def _is_one_work(corpus: Sequence[tuple[Traits, str]], pair: tuple[int, int]) -> bool:
    """arXiv holds some papers twice, under two ids: the same title, or an abstract that begins with the same words."""
    (one, abstract), (other, its) = corpus[pair[0]], corpus[pair[1]]
    return title_key(one.titles[0]) == title_key(other.titles[0]) or bool(abstract and abstract[:100] == its[:100])


def _hard_pairs(corpus: Sequence[Traits]) -> set[tuple[int, int]]:
    """Who shares a key, or a telling word of the title and an author."""
    shared: dict[object, list[int]] = defaultdict(list)
    for at, traits in enumerate(corpus):
        words = telling_words(traits.titles[0]) if traits.titles else ()
        for place in (*keys_of(traits), *((name, word) for name in set(traits.authors) for word in words)):
            shared[place].append(at)
    return {(one, other) for places in shared.values() for one in places[:200] for other in places[:200] if one < other}


# Speed


def _speed_figures(corpus: Sequence[tuple[Traits, str]], records: Sequence[Record], n_papers: int) -> dict[str, Any]:
    fresh = [replace(traits, strand=f"fresh:{at}", source="fresh") for at, (traits, _) in enumerate(corpus)][:_N_TIMED]
    with TemporaryDirectory() as folder, closing(Store.open(Path(folder) / "hub.db")) as store:
        n_bytes = _fill(Path(folder) / "hub.db", corpus, n_papers)
        with store.writing() as unit:
            seeds = [Strand(traits, PaperId(traits.strand), PaperId(traits.strand), 0) for traits in fresh]
            regroup(unit.register, {seeds[0].name: seeds[0]}, {})
            looked = [
                _ms(lambda batch={strand.name: strand for strand in part}: regroup(unit.register, batch, {}))  # type: ignore[misc]
                for part in _hundreds(seeds)
            ]
    read = [_ms(lambda part=part: [traits_of(record) for record in part]) for part in _hundreds(records)]  # type: ignore[misc]
    return {
        "speed.stored_papers": n_papers,
        "speed.look_up_and_compare_ms": round(statistics.median(looked) / _HUNDRED, 3),
        "speed.traits_ms": round(statistics.median(read) / _HUNDRED, 3),
        "speed.bytes_a_paper_in_the_register": round(n_bytes / n_papers),
    }


def _hundreds(some: Sequence[T]) -> Iterator[Sequence[T]]:
    return (some[at : at + _HUNDRED] for at in range(0, len(some), _HUNDRED))


def _ms(work: Callable[[], object]) -> float:
    """Of a processor."""
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def _fill(path: Path, corpus: Sequence[tuple[Traits, str]], n_papers: int) -> int:
    """The register of a million papers: each has halves of two titles, and people drawn singly; returns its bytes."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA synchronous=OFF")
        before = path.stat().st_size
        keys: list[tuple[int, int]] = []
        numbered = enumerate(_invented([traits for traits, _ in corpus], n_papers), start=1)
        while chunk := list(islice(numbered, 20_000)):
            rows = [(at, t.strand, t.strand, t.strand, pack(msgspec.json.encode(t).decode())) for at, t in chunk]
            database.executemany("INSERT INTO strands VALUES (?, ?, ?, ?, NULL, ?)", rows)
            keys += [(key, at) for at, traits in chunk for key in keys_of(traits)]
        keys.sort()
        database.executemany("INSERT INTO strand_keys VALUES (?, ?)", keys)
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.stat().st_size - before


def _invented(corpus: Sequence[Traits], n_papers: int) -> Iterator[Traits]:
    chance = random.Random(SEED)
    corpus = [traits for traits in corpus if traits.titles and traits.authors]
    for at in range(n_papers):
        first, second = (corpus[chance.randrange(len(corpus))] for _ in range(2))
        people = tuple(chance.choice(corpus[chance.randrange(len(corpus))].authors) for _ in first.authors)
        mine, its = first.titles[0].split(), second.titles[0].split()
        title = " ".join((*mine[: len(mine) // 2 + 1], *its[len(its) // 2 :]))
        yield Traits(f"arxiv:{at}", "arxiv", (), (), (title,), people, len(people), (2025, 2025))


if __name__ == "__main__":
    main()
