"""What the benchmark of radars counts with: very many radars at once, and measures of an order."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from bench.radar.many import best_of_each
from bench.radar.measures import found_in, work_saved

from academichub.rank.kindred import kindred_pairs
from academichub.rank.metric import Plan, learn_metric
from academichub.rank.profile import PLAIN_MIX, Wishes, score, train
from academichub.rank.rarity import weigh
from academichub.rank.shared import Shared, look, plain_shared
from tests.rank.invented import small_store


def learned() -> Shared:
    store = small_store()
    rarity = plain_shared(store.papers).rarity
    plan = Plan(n_terms=2_000, n_dimensions=8, n_epochs=2, batch=64)
    words = weigh(store.papers.counts, rarity)
    return Shared("v", rarity, learn_metric(words, kindred_pairs(store.authors), np.random.default_rng(0), plan))


@pytest.mark.parametrize("mix", [PLAIN_MIX, {"words": 0.5, "kin": 0.5, "kin_likeness": 0.2}])
def test_many_profiles_at_once_are_scored_as_each_alone(mix: Mapping[str, float]) -> None:
    view = look(small_store().papers, learned())
    assert view.kin.shape[1] == 8
    profiles = [train(Wishes(view.take(rows)), view, mix) for rows in ([0], [0, 1, 2, 3], [9])]
    for profile, (rows, scores) in zip(profiles, best_of_each(profiles, view, 5), strict=True):
        alone = score(profile, view)
        np.testing.assert_allclose(scores, alone[rows], atol=1e-3)
        assert alone[rows].min() >= np.sort(alone)[-5] - 1e-3


def test_measures_of_an_order_by_hand() -> None:
    found = found_in(list("abcdefghijkl"), {"b", "k"})
    assert (found.mrr, found.recall_10, found.recall_25) == (0.5, 0.5, 1.0)
    assert found.auc == pytest.approx((9 + 1) / 20)
    assert work_saved(list("abcdefghij"), {"a", "b"}) == pytest.approx(0.75)
