"""A paper like one single example is found among examples of several topics; without nearness the profile decides."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.rank.nearness import NEARNESS, nearness
from academichub.rank.papers import Card
from academichub.rank.profile import PLAIN_MIX, Wishes, score, train
from academichub.rank.scoring import score_edition
from academichub.rank.shared import Shared
from tests.rank.invented import cards, viewed

CARDS = [*cards(10), Card("copy", cards(1)[0].title, cards(1)[0].abstract)]
VIEW = viewed(CARDS)
PLAIN = Shared("v", np.zeros(0, np.float32), None, PLAIN_MIX)
COPY = len(CARDS) - 1
NEAR = Shared("v", np.zeros(0, np.float32), None, {**PLAIN_MIX, "likest": 5.0})


def scores(wishes: Wishes, shared: Shared) -> np.ndarray:
    return np.asarray(score_edition(train(wishes, VIEW, shared.mix), wishes, VIEW, shared))


def test_without_nearness_in_the_mix_the_profile_alone_decides() -> None:
    wishes = Wishes(VIEW.take([0, 12, 25]))
    np.testing.assert_array_equal(scores(wishes, PLAIN), score(train(wishes, VIEW), VIEW))


def test_a_copy_of_one_example_gains_most_by_nearness() -> None:
    """Row 0 is a coral paper, the other examples are of three other topics."""
    wishes = Wishes(VIEW.take([0, 11, 12, 13, 21, 22, 23, 31, 32, 33]))
    gained = scores(wishes, NEAR) - scores(wishes, PLAIN)
    assert gained[COPY] == pytest.approx(500.0, abs=1e-2)
    others = [row for row in range(COPY) if VIEW.ids[row] not in wishes.wanted.ids]
    assert gained[others].max() < gained[COPY]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 39), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_order_and_repetition_of_examples_change_no_nearness(rows: list[int], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = rows + rows[:2]
    chance.shuffle(shuffled)
    once, again = (nearness(Wishes(VIEW.take(given)), VIEW) for given in (rows, shuffled))
    assert tuple(once) == NEARNESS
    for name in NEARNESS:
        np.testing.assert_array_equal(once[name], again[name])
        assert np.isfinite(once[name]).all()


def test_an_edition_without_papers_has_no_scores() -> None:
    wishes = Wishes(VIEW.take([0]))
    assert len(score_edition(train(wishes, VIEW, NEAR.mix), wishes, VIEW.take([]), NEAR)) == 0
