"""A briefing without a model, and the checks of claims: python -m bench.brief [--data DIR] [--since DAY]

DIR holds `corpus/papers-2025.jsonl.gz`: the environment's ACADEMICHUB_RECORDED by default, else ../shared/data. Of the
week that begins on DAY, 2,000 papers with those of the eight weeks before:

gather     the papers of both spans from a store that holds them, in papers a second, and the tagging of the week's
skeleton   CPU seconds from papers in sentences to clusters, trends, bridges and tensions, by stage
clusters   normalised mutual information with the primary categories, beside k-means on TF-IDF and SVD (scikit-learn)
labels     labels made from four fifths of each cluster: the share of the other fifth's titles that have a word of the
           label, beside as many single words by class-based TF-IDF, BERTopic's formula
claims     of 200 false claims of five kinds the share refused, of 200 true ones the share kept
written    the same of claims that a double of a model plants in whole briefings; calls, tokens and CPU of one
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics import normalized_mutual_info_score

from academichub.adapters.locks import alone
from academichub.brief.claims.verify import Given, verify_claim
from academichub.brief.skeleton.building import build_skeleton
from academichub.brief.skeleton.labels import label_clusters
from academichub.brief.words.lexicon import base_form
from academichub.brief.words.phrases import read_phrases, text_of_paper
from academichub.index import WordIndex
from academichub.match import admit
from academichub.model import BriefOrder, BriefPaper, BriefStage, Markup, MarkupFormat, PaperId, Skeleton, SourceId
from academichub.pipeline import Finder
from academichub.pipeline.briefing import Materials
from academichub.pipeline.briefing.gather import gather, with_roles
from academichub.pipeline.saving import save_pages
from academichub.sources.rows import IMPORT_SOURCE, parse_rows
from academichub.store import Store
from academichub.summary.roles import tag
from academichub.taxonomy import field_of
from academichub.text import render
from academichub.text.sentences import split_sentences
from bench.checks import read_lines
from bench.claims import false_claims, sources_of, true_claims
from bench.record import SEED, write_results
from bench.written import writing_figures

_DEFAULT = Path(__file__).resolve().parents[1].parent / "shared" / "data"
N_WEEKS = 8
N_TRUE, N_EACH_FALSE = 200, 40
_WORD = re.compile(r"[a-z0-9]+")


def paper_of(row: Mapping[str, Any], tagged: bool) -> BriefPaper:
    title, abstract = (render(Markup(row[name], MarkupFormat.TEX)).plain for name in ("title", "summary"))
    sentences = tuple(abstract[start:end] for start, end in split_sentences(abstract))
    paper = BriefPaper(
        PaperId(row["id"]),
        title,
        date.fromisoformat(row["listed"]),
        SourceId("arxiv"),
        field_of(row["categories"][0], "arxiv"),
        sentences,
        tuple(row["categories"]),
    )
    return replace(paper, roles=_roles(sentences)) if tagged else paper


def _roles(sentences: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, scores in enumerate(tag(sentences)):
        found[scores.best].append(at)
    return {role: tuple(places) for role, places in found.items()}


def load(path: Path, since: date) -> tuple[list[BriefPaper], list[BriefPaper]]:
    """The week's papers, and those of the weeks before."""
    first, end = since - timedelta(weeks=N_WEEKS), since + timedelta(days=7)
    rows = [row for row in read_lines(path) if first.isoformat() <= row["listed"] < end.isoformat()]
    now = [paper_of(row, True) for row in rows if row["listed"] >= since.isoformat()]
    return now, [paper_of(row, False) for row in rows if row["listed"] < since.isoformat()]


def timed_skeleton(
    order: BriefOrder, now: Sequence[BriefPaper], before: Sequence[BriefPaper]
) -> tuple[Skeleton, dict[str, float]]:
    begun: list[tuple[BriefStage, float]] = []
    started = time.process_time()
    skeleton = build_skeleton(order, now, before, lambda stage: begun.append((stage, time.process_time())))
    ended = time.process_time()
    ends = [at for _, at in begun[1:]] + [ended]
    stages = {f"skeleton_{stage}_cpu_s": round(end - at, 2) for (stage, at), end in zip(begun, ends, strict=True)}
    return skeleton, {"skeleton_cpu_s": round(ended - started, 2), **stages}


def gather_figures(path: Path, order: BriefOrder) -> dict[str, Any]:
    """From a store into which the rows of both spans were imported. What `import` costs is not counted."""
    first = (order.since - timedelta(weeks=N_WEEKS)).isoformat()
    with TemporaryDirectory() as folder, closing(Store.open(Path(folder) / "hub.db")) as store:
        rows = [row for row in read_lines(path) if first <= row["listed"] <= order.until.isoformat()]
        listed = [{**row, "abstract": row["summary"]} for row in rows]
        page = admit(parse_rows(enumerate((json.dumps(row).encode() for row in listed), 1)), order.until)
        with store.writing() as unit:
            save_pages(unit, IMPORT_SOURCE, [page], datetime.now(UTC))
        materials = Materials(store, Finder(store, WordIndex(Path(folder) / "index", alone)), lambda name, day: ())
        started = time.process_time()
        gathered = gather(materials, order, lambda n_done, n_total: None)
        read = time.process_time()
        n_tagged = len(list(with_roles(gathered.papers, lambda n_done, n_total: None)))
        tagged = time.process_time()
    n_papers = len(gathered.papers) + len(gathered.before)
    return {
        "gathered_papers": n_papers,
        "gather_cpu_s": round(read - started, 2),
        "gather_papers_per_s": round(n_papers / (read - started)),
        "tag_cpu_s": round(tagged - read, 2),
        "tag_papers_per_s": round(n_tagged / (tagged - read)),
    }


def cluster_figures(skeleton: Skeleton) -> dict[str, Any]:
    papers = skeleton.papers
    truth = [paper.categories[0] for paper in papers]
    of_paper = {paper_id: cluster.cluster_id for cluster in skeleton.clusters for paper_id in cluster.paper_ids}
    ours = [of_paper[paper.paper_id] for paper in papers]
    k = len(skeleton.clusters)
    started = time.process_time()
    words = TfidfVectorizer(stop_words="english", min_df=2, sublinear_tf=True).fit_transform(map(text_of_paper, papers))
    points = TruncatedSVD(80, random_state=SEED).fit_transform(words)
    points /= np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-9)
    plain = KMeans(k, n_init=3, random_state=SEED).fit_predict(points)
    return {
        "n_clusters": k,
        "largest_share_percent": round(100 * max(Counter(ours).values()) / len(papers), 1),
        "nmi": round(normalized_mutual_info_score(truth, ours), 4),
        "nmi_sklearn_kmeans": round(normalized_mutual_info_score(truth, plain), 4),
        "largest_share_sklearn_percent": round(100 * max(Counter(plain.tolist()).values()) / len(papers), 1),
        "sklearn_kmeans_cpu_s": round(time.process_time() - started, 2),
    }


def label_figures(skeleton: Skeleton) -> dict[str, Any]:
    draw = random.Random(SEED)
    of_paper = {paper_id: cluster.cluster_id for cluster in skeleton.clusters for paper_id in cluster.paper_ids}
    held = {paper.paper_id for paper in skeleton.papers if draw.random() < 0.2}
    taught = [paper for paper in skeleton.papers if paper.paper_id not in held]
    tested = [paper for paper in skeleton.papers if paper.paper_id in held]
    numbers = np.array([of_paper[paper.paper_id] for paper in taught])
    phrases = read_phrases([text_of_paper(paper) for paper in taught])
    labelled = label_clusters(phrases, numbers, len(skeleton.clusters))
    ours = [{word for at in each.columns for word in phrases.names[at].split()} for each in labelled]
    words = single_words(taught, numbers, [len(each) for each in ours])
    one_word = single_words(taught, numbers, [1] * len(ours))
    return {
        "n_held_titles": len(tested),
        "label_words_mean": round(float(np.mean([len(each) for each in ours])), 2),
        "labels_of_several_words_percent": _percent([len(each) > 1 for each in ours]),
        "held_titles_with_label_word_percent": _percent([_has(p, ours[of_paper[p.paper_id]]) for p in tested]),
        "held_titles_with_one_single_word_percent": _percent([_has(p, one_word[of_paper[p.paper_id]]) for p in tested]),
        "held_titles_with_single_words_percent": _percent([_has(p, words[of_paper[p.paper_id]]) for p in tested]),
        "other_titles_with_label_word_percent": _percent(_elsewhere(tested, of_paper, ours)),
        "other_titles_with_single_words_percent": _percent(_elsewhere(tested, of_paper, words)),
    }


def single_words(papers: Sequence[BriefPaper], numbers: Any, n_each: Sequence[int]) -> list[set[str]]:
    """The best words of each cluster by class-based TF-IDF: tf · log(1 + average words of a class / tf of all)."""
    texts = [
        "\n".join(text_of_paper(p) for p, at in zip(papers, numbers, strict=True) if at == k)
        for k in range(len(n_each))
    ]
    counter = CountVectorizer(stop_words="english")
    counts = counter.fit_transform(texts).toarray().astype(float)
    weights = counts / counts.sum(axis=1, keepdims=True) * np.log(1 + counts.sum(axis=1).mean() / counts.sum(axis=0))
    names = counter.get_feature_names_out()
    return [{base_form(str(names[at])) for at in np.argsort(-row)[:n]} for row, n in zip(weights, n_each, strict=True)]


def _has(paper: BriefPaper, words: set[str]) -> bool:
    return not words.isdisjoint(base_form(word) for word in _WORD.findall(paper.title.lower()))


def _elsewhere(papers: Sequence[BriefPaper], of_paper: Mapping[PaperId, int], words: Sequence[set[str]]) -> list[bool]:
    """Whether titles of other clusters have the words too: a label that fits all tells nothing."""
    return [_has(paper, each) for paper in papers for at, each in enumerate(words) if at != of_paper[paper.paper_id]]


def _percent(hits: Sequence[bool]) -> float:
    return round(100 * sum(hits) / max(len(hits), 1), 1)


def claim_figures(skeleton: Skeleton) -> dict[str, Any]:
    draw = random.Random(SEED)
    papers = {paper.paper_id: paper for paper in skeleton.papers}
    pairs = [
        (papers[each], papers[cluster.paper_ids[(at + 1) % len(cluster.paper_ids)]])
        for cluster in skeleton.clusters
        for at, each in enumerate(cluster.paper_ids)
    ]
    cases = true_claims(pairs, 4 * N_TRUE, draw)
    given = Given(sources_of(skeleton.papers))
    started = time.process_time()
    kept = [verify_claim(case.claim, given, "en") for case in cases[:N_TRUE]]
    caught: dict[str, list[bool]] = defaultdict(list)
    for kind, claim in false_claims(cases, N_EACH_FALSE, draw):
        caught[kind].append(bool(verify_claim(claim, given, "en")))
    every = [hit for hits in caught.values() for hit in hits]
    why = Counter(fault.code.value for faults in kept for fault in faults)
    return {
        "n_false": len(every),
        "false_caught_percent": _percent(every),
        **{f"{kind}_caught_percent": _percent(hits) for kind, hits in caught.items()},
        "n_true": len(kept),
        "true_kept_percent": _percent([not faults for faults in kept]),
        **{f"true_refused_{code}": n for code, n in why.most_common()},
        "claim_cpu_ms": round(1000 * (time.process_time() - started) / (len(kept) + len(every)), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ACADEMICHUB_RECORDED", _DEFAULT)))
    parser.add_argument("--since", type=date.fromisoformat, default=date(2025, 5, 26), help="the first day of the week")
    options = parser.parse_args()
    path = options.data / "corpus" / "papers-2025.jsonl.gz"
    if not path.exists():
        raise SystemExit(f"no papers at {path}: name the folder with --data or ACADEMICHUB_RECORDED")
    now, before = load(path, options.since)
    order = BriefOrder(options.since, options.since + timedelta(days=6), "en", seed=SEED)
    skeleton, times = timed_skeleton(order, now, before)
    found = {
        "n_papers": len(skeleton.papers),
        "n_before": skeleton.n_before,
        **times,
        "n_bridges": len(skeleton.bridges),
        "n_tensions": len(skeleton.tensions),
        "n_trends": len(skeleton.trends),
    }
    found |= {**gather_figures(path, order), **cluster_figures(skeleton), **label_figures(skeleton)}
    found |= {**claim_figures(skeleton), **writing_figures(order, skeleton, SEED)}
    write_results("brief", found)


if __name__ == "__main__":
    main()
