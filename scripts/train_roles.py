"""Train the sentence-role model from CSAbstruct and write it; the same data gives the same bytes.

    python scripts/train_roles.py --data CSABSTRUCT --out src/academichub/summary/roles.crfsuite

CSABSTRUCT is a folder with train.jsonl and dev.jsonl (each line: `sentences` and `labels` of one abstract), as in
`data/CSAbstruct` of https://github.com/allenai/sequential_sentence_classification (Apache-2.0). The data is read, never
copied. Choices, measured on dev and by 4-fold cross-validation on train: a strong L2 penalty beats every L1 setting by
2 points (the labels are uncertain: 64 % of them have a confidence below 0.7), and attributes seen fewer than three
times are half of the file and gain nothing.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

from academichub.summary._features import sequence_features
from academichub.summary.roles import ROLES, Tagger

MAX_BYTES = 2_000_000
PARAMETERS = {
    "c1": 0.0,
    "c2": 15.0,
    "max_iterations": 200,
    "feature.minfreq": 3,
    "feature.possible_transitions": True,
}

Abstracts = Sequence[tuple[Sequence[str], Sequence[str]]]
"""Sentences and their labels, per abstract."""


def read_abstracts(path: Path) -> Abstracts:
    """Raises: ValueError on a label that is no role, or sentences without labels."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    abstracts = [(row["sentences"], row["labels"]) for row in rows]
    for sentences, labels in abstracts:
        if len(sentences) != len(labels) or not set(labels) <= set(ROLES):
            raise ValueError(f"{path}: not CSAbstruct: {labels}")
    return abstracts


def train(abstracts: Abstracts, out: Path) -> None:
    """Fit and write the model; L-BFGS from zero weights, so nothing is random."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for sentences, labels in abstracts:
        trainer.append(sequence_features(sentences), labels)
    trainer.set_params(PARAMETERS)
    trainer.train(str(out))


def score_roles(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """Accuracy, macro-F1, and F1 of each role, all 0..1. A role that never occurs has F1 0."""
    f1 = {role: _f1(gold, found, role) for role in ROLES}
    right = sum(a == b for a, b in zip(gold, found, strict=True))
    return {"accuracy": right / len(gold), "macro_f1": sum(f1.values()) / len(f1), **f1}


def _f1(gold: Sequence[str], found: Sequence[str], role: str) -> float:
    both = sum(a == b == role for a, b in zip(gold, found, strict=True))
    total = gold.count(role) + found.count(role)
    return 2 * both / total if total else 0.0


def evaluate(tagger: Tagger, abstracts: Abstracts) -> dict[str, float]:
    """The scores of a tagger on labelled abstracts; a sentence's role is the likeliest one."""
    gold = [label for _, labels in abstracts for label in labels]
    found = [scores.best for sentences, _ in abstracts for scores in tagger.tag(sentences)]
    return score_roles(gold, found)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Train the sentence-role model.")
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="model file to write")
    options = parser.parse_args(arguments)
    train(read_abstracts(options.data / "train.jsonl"), options.out)
    model = options.out.read_bytes()
    if len(model) > MAX_BYTES:
        raise SystemExit(f"{options.out}: {len(model)} bytes, more than {MAX_BYTES}: raise feature.minfreq")
    scores = evaluate(Tagger(model), read_abstracts(options.data / "dev.jsonl"))
    print(f"{len(model)} bytes; dev: " + ", ".join(f"{name} {value:.4f}" for name, value in scores.items()))


if __name__ == "__main__":
    main()
