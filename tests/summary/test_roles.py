"""The role tagger, with the shipped model."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripts.train_roles import MAX_BYTES, evaluate, main, read_abstracts, score_roles

from academichub.summary.roles import MODEL_FILE, ROLES, RoleScores, Tagger, default_tagger, tag
from tests.recorded import recorded

ABSTRACT = [
    "Bridges age, and many of them are difficult to inspect in recent years.",
    "The aim of this paper is to study whether drones can inspect bridges.",
    "We trained a model on photographs that were collected at forty bridges using a camera.",
    "The results show that our method outperforms the baseline by 12%.",
    "Copyright 2015 Elsevier Ltd. All rights reserved.",
]


def test_each_role_is_told() -> None:
    assert [scores.best for scores in tag(ABSTRACT)] == list(ROLES)


@given(st.lists(st.text(max_size=60), max_size=6))
@settings(max_examples=60)
def test_any_text_gets_probabilities(sentences: list[str]) -> None:
    found = tag(sentences)
    assert len(found) == len(sentences)
    for scores in found:
        values = [getattr(scores, role) for role in ROLES]
        assert sum(values) == pytest.approx(1, abs=1e-6)
        assert min(values) >= 0
        assert getattr(scores, scores.best) == max(values)


def test_one_tagger_serves_many_threads() -> None:
    alone = [tag(ABSTRACT[:n]) for n in range(1, 6)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda i: tag(ABSTRACT[: i % 5 + 1]), range(200))) == alone * 40


def test_a_tagger_keeps_its_model_alive() -> None:
    tagger = Tagger(files("academichub.summary").joinpath(MODEL_FILE).read_bytes())
    rubble = [bytes(2_000_000) for _ in range(20)]
    assert tagger.tag(ABSTRACT) == tag(ABSTRACT)
    assert rubble


@pytest.mark.parametrize("model", [b"", b"no model at all" * 100])
def test_no_model_is_refused(model: bytes) -> None:
    with pytest.raises(ValueError, match="model"):
        Tagger(model)


def test_equal_scores_fall_to_the_first_role() -> None:
    assert RoleScores(0.2, 0.2, 0.2, 0.2, 0.2).best == "background"


def test_scores_of_roles() -> None:
    scores = score_roles(["method", "method", "result"], ["method", "result", "result"])
    assert scores["accuracy"] == pytest.approx(2 / 3)
    assert scores["method"] == pytest.approx(2 / 3)
    assert scores["other"] == 0
    assert scores["macro_f1"] == pytest.approx(4 / 3 / 5)


def test_the_model_is_small() -> None:
    assert len(files("academichub.summary").joinpath(MODEL_FILE).read_bytes()) <= MAX_BYTES


def write_data(folder: Path) -> Path:
    row = json.dumps({"sentences": ABSTRACT, "labels": list(ROLES)})
    for name in ("train", "dev"):
        (folder / f"{name}.jsonl").write_text(f"{row}\n" * 4, encoding="utf-8")
    return folder


def test_training_writes_the_same_model_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = write_data(tmp_path)
    for name in ("one", "two"):
        main(["--data", str(data), "--out", str(tmp_path / name)])
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert "accuracy 1.0000" in capsys.readouterr().out


def test_unknown_labels_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text('{"sentences": ["A b."], "labels": ["moral"]}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="moral"):
        read_abstracts(path)


@pytest.mark.recorded
def test_accuracy_on_dev() -> None:
    scores = evaluate(default_tagger(), read_abstracts(recorded("bench/csabstruct/data/CSAbstruct/dev.jsonl")))
    assert scores["accuracy"] >= 0.6855
    assert scores["macro_f1"] >= 0.635
