"""What the store teaches: kindred papers come near, excluded authors teach nothing, and the same store the same."""

from __future__ import annotations

import numpy as np
from bench.radar.measures import area

from academichub.rank.kindred import kindred_pairs
from academichub.rank.measures import best_first
from academichub.rank.metric import Plan, learn_metric, place
from academichub.rank.profile import PLAIN_MIX, Wishes, score, train
from academichub.rank.rarity import rarity_of, sharpen, weigh
from academichub.rank.shared import Corpus, Shared, learn_shared, look, plain_shared
from tests.rank.invented import small_store

PLAN = Plan(n_terms=2_000, n_dimensions=8, n_epochs=4, batch=64)


def test_pairs_share_two_names_or_one_rare_name() -> None:
    authors = [("Ann", "Bo"), ("Ann", "Bo", "Cy"), ("Cy",), ("Dee",), *[("Common",)] * 6]
    pairs = kindred_pairs(authors)
    found = dict(zip(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True), pairs.weight.tolist(), strict=True))
    assert found == {(0, 1): 0.67, (1, 2): 0.2}


def test_no_pair_has_a_paper_of_an_excluded_author() -> None:
    pairs = kindred_pairs([("Ann", "Bo"), ("Ann", "Bo"), ("Bo", "Cy", "Ann")], excluded={"Cy"})
    assert (pairs.first.tolist(), pairs.second.tolist()) == ([0], [1])


def test_the_metric_brings_kindred_papers_nearer_than_words_do() -> None:
    store = small_store()
    words = weigh(store.papers.counts, rarity_of(store.papers.counts))
    pairs = kindred_pairs(store.authors)
    metric = learn_metric(words, pairs, np.random.default_rng(0), PLAN)
    assert metric is not None
    assert np.isfinite(metric.vectors).all()
    topics = np.array([paper_id.split("-")[0] for paper_id in store.papers.ids])
    places = place(metric, words)
    assert _gap(places @ places.T, topics) > _gap((words @ words.T).toarray(), topics)


def test_few_pairs_are_learned_from_in_smaller_batches() -> None:
    store = small_store()
    words = weigh(store.papers.counts, rarity_of(store.papers.counts))
    pairs = kindred_pairs(store.authors)
    assert 256 <= len(pairs.first) < Plan().batch
    metric = learn_metric(words, pairs, np.random.default_rng(0), Plan(n_terms=2_000, n_dimensions=8, n_epochs=1))
    assert metric is not None
    assert np.ptp(metric.weights) > 0, "no step was taken"


def test_rows_are_sharpened_as_if_weighed_by_a_power_of_rarity() -> None:
    counts = small_store(12).papers.counts
    rarity = rarity_of(counts)
    plain = weigh(counts, rarity)
    sharp = sharpen(plain, rarity, 2)
    assert abs(sharp - weigh(counts, rarity**2)).max() < 1e-6
    assert abs(sharp - plain).max() > 0.01


def test_words_alone_are_sharpened() -> None:
    store = small_store()
    plain = plain_shared(store.papers)
    metric = learn_metric(
        weigh(store.papers.counts, plain.rarity), kindred_pairs(store.authors), np.random.default_rng(0), PLAN
    )
    before = look(store.papers, Shared("v", plain.rarity, metric))
    after = look(store.papers, Shared("v", plain.rarity, metric, power=2.0))
    np.testing.assert_array_equal(before.kin, after.kin)
    assert abs(before.words - after.words).max() > 0.01
    assert (before.titles != after.titles).nnz == 0


def test_only_what_has_learned_places_is_sharpened() -> None:
    few, many = learn_shared(small_store(4), plan=PLAN), learn_shared(small_store(60), plan=PLAN)
    assert (few.metric, few.power) == (None, 1.0)
    assert (many.metric is not None, many.power) == (True, 2.0)


def _gap(closeness: np.ndarray, topics: np.ndarray) -> float:
    same = topics[:, None] == topics
    return float((closeness[same].mean() - closeness[~same].mean()) / closeness.std())


def test_the_same_store_teaches_the_same_and_another_seed_names_another_version() -> None:
    store = small_store(12)
    one, two = (learn_shared(store, plan=PLAN) for _ in range(2))
    assert one.version == two.version != learn_shared(store, seed=1, plan=PLAN).version
    assert one.mix == two.mix


def test_too_small_a_store_teaches_the_plain_part_only() -> None:
    shared = learn_shared(small_store(4), plan=PLAN)
    assert shared.metric is None
    assert shared.mix is PLAIN_MIX


def test_learned_from_enough_readers_a_radar_finds_its_topic_in_later_papers() -> None:
    store = small_store(60)
    earlier = store.take([row for row, day in enumerate(store.days) if day < 50])
    shared = learn_shared(earlier, plan=Plan(n_terms=2_000, n_dimensions=8, n_epochs=2, batch=64))
    assert shared.metric is not None or shared.mix is PLAIN_MIX
    view = look(store.papers, shared)
    later = view.take([row for row, day in enumerate(store.days) if day >= 50])
    profile = train(Wishes(view.take([0, 8])), view.take(range(len(earlier.days))), shared.mix)
    found = [later.ids[row] for row in best_first(score(profile, later), later.ids)]
    assert area(found, {i for i in later.ids if i.startswith("coral")}) > 0.9


def test_taking_rows_keeps_papers_authors_and_days_together() -> None:
    store: Corpus = small_store(3).take([5, 1])
    assert store.papers.ids[1].split("-")[0] == next(iter(store.authors[1])).split()[0]
    assert len(store.days) == store.papers.counts.shape[0] == 2
