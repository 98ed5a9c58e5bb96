"""Quality and speed of the extract: python -m bench.summary [--data DIR] [--out FILE]

DIR holds `bench/csabstruct` and `bench/scitldr` (both Apache-2.0) and `corpus/papers-2025.jsonl.gz`: the environment's
ACADEMICHUB_RECORDED by default, else ../shared/data. Reported: the tagger's accuracy and F1 on CSAbstruct dev; papers
per CPU-second of split + tag + choose in one thread; the share of papers that leave a field empty; ROUGE-1 of the
chosen TL;DR against the authors' own on SciTLDR dev, between the first sentence and the best possible one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from scripts.train_roles import evaluate, read_abstracts

from academichub.model import SUMMARY_FIELDS, PaperId, RichText, Span, Summary
from academichub.summary import extract
from academichub.summary.roles import MODEL_FILE, default_tagger
from bench.record import SEED, write_results

N_PAPERS = 3000
ROUNDS = 3
_DEFAULT = Path(__file__).resolve().parents[1].parent / "shared" / "data"


def extract_plain(plain: str) -> Summary:
    return extract(PaperId("bench:1"), 1, RichText((Span(plain),)), "en")


def measure_roles(data: Path) -> dict[str, float]:
    """Accuracy, macro-F1 and F1 per role on CSAbstruct dev, in per cent."""
    dev = read_abstracts(data / "bench/csabstruct/data/CSAbstruct/dev.jsonl")
    return {f"dev_{name}": round(100 * value, 2) for name, value in evaluate(default_tagger(), dev).items()}


def corpus_abstracts(path: Path) -> Iterator[str]:
    """A seeded sample of the corpus, its hard line breaks undone."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        summaries = [json.loads(line)["summary"] for line in lines]
    return (" ".join(text.split()) for text in random.Random(SEED).sample(summaries, min(N_PAPERS, len(summaries))))


def measure_speed(abstracts: Sequence[str]) -> dict[str, float]:
    """Papers per CPU-second: best and median of the rounds; others on the machine slow every core."""
    extract_plain(abstracts[0])
    rates = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in abstracts:
            extract_plain(text)
        rates.append(len(abstracts) / (time.process_time() - start))
    return {"papers_per_cpu_s": round(sorted(rates)[ROUNDS // 2]), "papers_per_cpu_s_best": round(max(rates))}


def measure_empty(abstracts: Sequence[str]) -> dict[str, float]:
    """Per cent of papers whose field is absent."""
    filled = Counter(name for text in abstracts for name in extract_plain(text).fields)
    n = len(abstracts)
    return {f"empty_{name}_percent": round(100 * (1 - filled[name] / n), 1) for name in SUMMARY_FIELDS}


def rouge1(text: str, reference: str) -> float:
    """F1 of the words in common, 0..1."""
    ours, theirs = (Counter(re.findall(r"\w+", each.lower())) for each in (text, reference))
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 0.0


def measure_tldr(data: Path) -> dict[str, float]:
    """Mean ROUGE-1 (x 100) against the author's TL;DR: chosen, first sentence, best sentence."""
    lines = (data / "bench/scitldr/SciTLDR-Data/SciTLDR-A/dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    chosen = first = best = 0.0
    for row in rows:
        sentences, target = row["source"], row["target"][0]
        field = extract_plain(" ".join(sentences)).fields.get("tldr")
        chosen += rouge1(field.text.plain, target) if field else 0.0
        first += rouge1(sentences[0], target)
        best += max(rouge1(sentence, target) for sentence in sentences)
    scores = {"chosen": chosen, "first_sentence": first, "best_sentence": best}
    return {f"tldr_rouge1_{name}": round(100 * value / len(rows), 2) for name, value in scores.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ACADEMICHUB_RECORDED", _DEFAULT)))
    parser.add_argument("--out", type=Path, help="write the results here as well")
    options = parser.parse_args()
    if not options.data.exists():
        raise SystemExit(f"no data at {options.data}: name it with --data or ACADEMICHUB_RECORDED")
    abstracts = list(corpus_abstracts(options.data / "corpus/papers-2025.jsonl.gz"))
    figures = {
        "model_bytes": len(files("academichub.summary").joinpath(MODEL_FILE).read_bytes()),
        "n_papers": len(abstracts),
        **measure_roles(options.data),
        **measure_speed(abstracts),
        **measure_empty(abstracts),
        **measure_tldr(options.data),
    }
    path = write_results("summary", figures)
    if options.out:
        shutil.copyfile(path, options.out)


if __name__ == "__main__":
    main()
