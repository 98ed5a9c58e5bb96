"""Which papers a briefing reads."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from academichub.brief.select import select_papers
from academichub.model import FieldId
from tests.brief.invented import SINCE, order, paper, week


def test_only_days_and_fields_of_the_order_first_day_and_last_included() -> None:
    days = [SINCE - timedelta(1), SINCE, SINCE + timedelta(6), SINCE + timedelta(7)]
    papers = [paper("coral", number, day) for number, day in enumerate(days)] + [paper("robot", 9)]
    chosen = select_papers(papers, order(fields=(FieldId("biology"),)))
    assert [each.paper_id for each in chosen] == ["coral-0001", "coral-0002"]


@given(st.randoms(use_true_random=False), st.integers(0, 60))
def test_the_order_of_the_papers_makes_no_difference(draw: random.Random, most: int) -> None:
    papers = week(8)
    shuffled = papers.copy()
    draw.shuffle(shuffled)
    asked = order(most_papers=most)
    assert select_papers(shuffled, asked) == select_papers(papers, asked)
    assert len(select_papers(papers, asked)) == min(most, len(papers))


def test_every_field_and_day_keeps_its_share() -> None:
    papers = week(70, subjects=("coral",)) + week(35, subjects=("robot",))
    chosen = select_papers(papers, order(most_papers=21))
    assert Counter(each.field for each in chosen) == {"biology": 14, "engineering": 7}
    assert Counter(each.announced_on for each in chosen) == dict.fromkeys((SINCE + timedelta(n) for n in range(7)), 3)


def test_another_seed_draws_other_papers_and_one_seed_the_same() -> None:
    papers = week(40)
    first, again, other = (select_papers(papers, order(most_papers=50, seed=seed)) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_a_paper_given_twice_counts_once_as_it_was_first_announced() -> None:
    one = paper("coral", 1, SINCE + timedelta(2))
    (chosen,) = select_papers([one, replace(one, announced_on=SINCE, title="Earlier")], order())
    assert chosen.title == "Earlier"
