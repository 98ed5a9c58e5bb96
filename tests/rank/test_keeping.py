"""The shared part comes back from its arrays as it was; arrays of another format are refused."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest

from academichub.errors import ParseError
from academichub.rank.keeping import shared_from_arrays, shared_to_arrays
from academichub.rank.kindred import kindred_pairs
from academichub.rank.metric import Plan, learn_metric
from academichub.rank.profile import Wishes, train
from academichub.rank.rarity import weigh
from academichub.rank.scoring import score_edition
from academichub.rank.shared import Shared, look, plain_shared
from tests.rank.invented import small_store


def learned() -> Shared:
    store = small_store(12)
    plain = plain_shared(store.papers)
    plan = Plan(n_terms=500, n_dimensions=4, n_epochs=1, batch=64)
    words = weigh(store.papers.counts, plain.rarity)
    metric = learn_metric(words, kindred_pairs(store.authors), np.random.default_rng(0), plan)
    return Shared("v", plain.rarity, metric, {"words": 0.25, "kin": 0.75}, power=2.0)


@pytest.mark.parametrize("shared", [plain_shared(small_store(12).papers), learned()], ids=["plain", "learned"])
def test_saved_and_loaded_without_pickle_it_is_the_same(shared: Shared) -> None:
    kept = io.BytesIO()
    np.savez_compressed(kept, **shared_to_arrays(shared))
    kept.seek(0)
    with np.load(kept, allow_pickle=False) as arrays:
        again = shared_from_arrays(arrays)
    assert (again.version, again.mix, again.power) == (shared.version, shared.mix, shared.power)
    assert (again.metric is None) == (shared.metric is None)
    before, after = shared_to_arrays(shared), shared_to_arrays(again)
    assert before.keys() == after.keys()
    assert all(np.array_equal(before[name], after[name]) for name in before)


def test_every_part_missing_or_of_another_shape_is_a_parse_error() -> None:
    arrays = shared_to_arrays(learned())
    for name in arrays.keys() - {"metric_buckets"}:
        with pytest.raises(ParseError, match=name):
            shared_from_arrays({key: part for key, part in arrays.items() if key != name})
        with pytest.raises(ParseError):
            shared_from_arrays({**arrays, name: np.zeros((2, 2, 2, 2, 2))})


@pytest.mark.parametrize("wrong", [np.array(0), np.array("1"), np.array(1.0)])
def test_another_format_is_refused(wrong: np.ndarray) -> None:
    with pytest.raises(ParseError, match="format"):
        shared_from_arrays({**shared_to_arrays(learned()), "format": wrong})


def test_a_measure_that_is_no_more_is_passed_over() -> None:
    """A mix that an earlier version learned may name it."""
    shared = learned()
    arrays = shared_to_arrays(replace(shared, mix={**shared.mix, "nearest": 9.0}))
    old, papers = shared_from_arrays(arrays), small_store(12).papers
    view = look(papers, old)
    wishes = Wishes(view.take([0, 1]))
    scores = (score_edition(train(wishes, view, one.mix), wishes, view, one) for one in (old, shared))
    np.testing.assert_array_equal(*scores)


@pytest.mark.parametrize("wrong", [np.nan, np.inf, 0.0, -1.0, 40.0, 2, "2"])
def test_a_power_that_nothing_is_weighed_by_is_refused(wrong: object) -> None:
    with pytest.raises(ParseError, match="power"):
        shared_from_arrays({**shared_to_arrays(learned()), "power": np.array(wrong)})
