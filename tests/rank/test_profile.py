"""A profile finds more of what its reader wants, says why, and does not care how the wishes were written down."""

from __future__ import annotations

import numpy as np
import pytest
from bench.radar.measures import area
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.rank.explain import explain, lessons_of, near_from
from academichub.rank.measures import best_first
from academichub.rank.profile import Wishes, score, train
from academichub.rank.words import alike
from tests.rank.invented import cards, viewed

CARDS = cards()
VIEW = viewed(CARDS)
ROW = {paper_id: row for row, paper_id in enumerate(VIEW.ids)}
CORAL = [row for row, paper_id in enumerate(VIEW.ids) if paper_id.startswith("coral")]
ROBOT = [row for row, paper_id in enumerate(VIEW.ids) if paper_id.startswith("robot")]


def order(wishes: Wishes) -> list[str]:
    return [VIEW.ids[row] for row in best_first(score(train(wishes, VIEW), VIEW), VIEW.ids)]


def test_one_example_lifts_its_topic() -> None:
    found = order(Wishes(VIEW.take(CORAL[:1])))
    assert area(found, {VIEW.ids[row] for row in CORAL[1:]}) > 0.9


def test_two_interests_in_one_radar_both_stand_first() -> None:
    found = order(Wishes(VIEW.take(CORAL[:3] + ROBOT[:3])))
    assert {paper_id.split("-")[0] for paper_id in found[:30]} == {"coral", "robot"}


def test_a_vote_down_lowers_its_like_and_raises_nothing_wanted() -> None:
    liked = VIEW.take(CORAL[:3] + ROBOT[:3])
    before, after = order(Wishes(liked)), order(Wishes(liked, VIEW.take(ROBOT[3:8])))
    rest = {VIEW.ids[row] for row in ROBOT[8:]}
    assert area(after, rest) < area(before, rest)


def test_new_taste_weighs_more_than_old() -> None:
    liked = VIEW.take(CORAL[:3] + ROBOT[:3])
    coral_new = train(Wishes(liked, wanted_days=[1, 1, 1, 2000, 2000, 2000]), VIEW)
    robot_new = train(Wishes(liked, wanted_days=[2000, 2000, 2000, 1, 1, 1]), VIEW)
    coral, robot = VIEW.take(CORAL[3:]), VIEW.take(ROBOT[3:])
    assert score(coral_new, coral).mean() > score(robot_new, coral).mean()
    assert score(coral_new, robot).mean() < score(robot_new, robot).mean()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(CORAL + ROBOT), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_order_and_repetition_of_examples_change_nothing(rows: list[int], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = rows + rows[: len(rows) // 2]
    chance.shuffle(shuffled)
    once, again = (score(train(Wishes(VIEW.take(given)), VIEW), VIEW) for given in (rows, shuffled))
    np.testing.assert_array_equal(once, again)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(40)))
def test_equal_scores_keep_one_order_whatever_order_they_came_in(places: list[int]) -> None:
    ids = [f"p{place:02d}" for place in places]
    scores = np.array([place % 3 for place in places], np.float32)
    found = [ids[row] for row in best_first(scores, ids)]
    assert found == sorted(ids, key=lambda paper_id: (-(int(paper_id[1:]) % 3), paper_id))


def test_nothing_wanted_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        train(Wishes(VIEW.take([])), VIEW)


def test_a_paper_without_known_words_is_scored_and_not_a_number_never_comes_out() -> None:
    odd = viewed([*CARDS, *cards()[:0]]).take([0])
    assert np.isfinite(score(train(Wishes(odd), VIEW), VIEW)).all()


def test_reasons_name_words_of_the_paper_that_the_example_has_too() -> None:
    wishes = Wishes(VIEW.take(CORAL[:4]), VIEW.take(ROBOT[:2]))
    row = CORAL[6]
    told = explain(train(wishes, VIEW), CARDS[row], VIEW.take([row]), lessons_of(wishes, {}))
    liked = " ".join(CARDS[r].text for r in CORAL[:4])
    assert told.words
    assert all(all(word in liked for word in term.split()) for term, _ in told.words)
    assert [share for _, share in told.words] == sorted((share for _, share in told.words), reverse=True)
    assert told.examples
    assert {paper_id for paper_id, _ in told.examples} <= {VIEW.ids[r] for r in CORAL[:4]}


def test_what_the_examples_taught_adds_up_to_what_the_words_carry() -> None:
    wishes = Wishes(VIEW.take(CORAL[:4]), wanted_days=[0, 10, 400, 900])
    profile, row = train(wishes, VIEW), CORAL[7]
    told = explain(profile, CARDS[row], VIEW.take([row]), lessons_of(wishes, {}), limit=1000)
    worth = dict(zip(VIEW.words[row].indices.tolist(), VIEW.words[row].data.tolist(), strict=True))
    weights = zip(profile.buckets.tolist(), profile.weights.tolist(), strict=True)
    carried = sum(max(weight, 0) * worth.get(bucket, 0.0) for bucket, weight in weights)
    assert sum(share for _, share in told.examples) == pytest.approx(carried, rel=1e-3)
    assert len(told.examples) == 4


def test_near_is_nearer_than_everyday_papers_come() -> None:
    limits = near_from(VIEW.take(CORAL[:2]), VIEW)
    close = alike(VIEW.take(ROBOT).words, VIEW.take(CORAL[:2]).words)
    assert list(limits) == [VIEW.ids[row] for row in CORAL[:2]]
    assert all(close.mean() < limit < 1 for limit in limits.values())
    assert near_from(VIEW.take(CORAL[:1]), VIEW.take(CORAL[:1])) == {VIEW.ids[CORAL[0]]: 0.0}


def test_a_wanted_paper_is_not_explained_by_itself() -> None:
    wishes, row = Wishes(VIEW.take(CORAL[:4])), CORAL[0]
    told = explain(train(wishes, VIEW), CARDS[row], VIEW.take([row]), lessons_of(wishes, {}))
    others = " ".join(CARDS[r].text for r in CORAL[1:4])
    assert told.own > max(share for _, share in told.examples)
    assert VIEW.ids[row] not in dict(told.examples)
    assert all(all(word in others for word in term.split()) for term, _ in told.words)
