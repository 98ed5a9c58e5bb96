"""The use case: an identifier opens the paper, the index is looked after, lists show why, meaning is fused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from academichub.adapters.locks import alone
from academichub.errors import IndexUnusable
from academichub.index import Freshness, WordIndex
from academichub.model import Found, Kind, PaperId, Query
from academichub.pipeline import Finder
from academichub.pipeline.searching import DEEPEST
from academichub.store import Store
from tests.index.shelf import SHELF, fill, paper
from tests.samples import DAY
from tests.store.cards import save_papers


@pytest.fixture
def finder(store: Store, tmp_path: Path) -> Finder:
    fill(store)
    return Finder(store, WordIndex(tmp_path / "index", alone))


def look(finder: Finder, text: str, language: str = "en", limit: int = 20, offset: int = 0) -> tuple[Found, ...]:
    result = finder.search(text, limit=limit, offset=offset)
    return finder.show(result.hits, result.query, language)


def numbers(found: Sequence[Found]) -> list[int]:
    return [int(each.paper.paper_id[-1]) for each in found]


def marked(found: Found) -> str:
    assert found.snippet is not None
    return "".join(f"[{text}]" if is_marked else text for text, is_marked in found.snippet.runs)


def test_the_first_search_makes_the_index_and_later_ones_take_up_what_came(finder: Finder, store: Store) -> None:
    assert numbers(look(finder, "dams")) == [1]
    save_papers(store, [paper(9, "Gravel", "No dams here.")])
    assert finder.words.freshness(store) is Freshness.BEHIND
    assert sorted(numbers(look(finder, "dams"))) == [1, 9]


@pytest.mark.parametrize("text", ["2606.90003", "https://arxiv.org/abs/2606.90003v2", "arXiv:2606.90003"])
def test_an_identifier_or_address_is_its_paper(finder: Finder, text: str) -> None:
    result = finder.search(text)
    assert result.named == "arxiv:2606.90003"
    assert [hit.paper_id for hit in result.hits] == [result.named]


def test_an_identifier_that_is_not_stored_finds_nothing(finder: Finder) -> None:
    result = finder.search("arXiv:2606.00001")
    assert (result.named, result.hits) == (None, ())


@pytest.mark.parametrize(
    ("text", "filters", "named"),
    [
        ("2606.90002 category:cs.LG", None, True),
        ("2606.90002", Query(category="cs.CV"), False),
        ("https://huggingface.co/papers/2606.90002 since:2026-06-01", Query(author="Yang Liu"), True),
        ("2606.90002 year:1999", None, False),
        ("2606.90002 -category:cs.LG", None, False),
    ],
)
def test_an_identifier_with_filters_is_its_paper_where_it_passes_them(
    finder: Finder, text: str, filters: Query | None, *, named: bool
) -> None:
    result = finder.search(text, filters)
    assert (result.named is not None, result.n_found) == (named, int(named))


def test_what_the_index_lacks_is_told(store: Store, tmp_path: Path) -> None:
    fill(store)
    words = WordIndex(tmp_path / "index", alone)
    finder = Finder(store, words)
    assert finder.search("gravel").n_unseen == 0
    save_papers(store, [paper(8, "Gravel", "Coarse."), paper(9, "Gravel", "Fine.")])
    with words.alone() as is_alone:  # as when another process makes it
        assert is_alone
        result = finder.search("gravel")
        assert (result.n_found, result.n_unseen) == (0, 2)
    result = finder.search("gravel")
    assert (result.n_found, result.n_unseen) == (2, 0)


def test_an_index_of_an_undone_history_of_a_large_store_is_not_asked(store: Store, tmp_path: Path) -> None:
    class Undone(Store):
        def n_changed(self, since: int = 0) -> int:
            return 1_000_000

        def token_at(self, seq: int) -> str | None:
            return "another"

    fill(store)
    words = WordIndex(tmp_path / "index", alone)
    assert Finder(store, words).search("dams").n_found == 1
    with pytest.raises(IndexUnusable, match="academichub reindex"):
        Finder(Undone(store.engine, "undone"), words).search("dams")


def test_what_a_list_shows(finder: Finder) -> None:
    (found,) = look(finder, "dams sand")
    assert (found.kind, found.announced_on, found.source) == (Kind.NEW, DAY, "arxiv")
    assert marked(found) == "Rivers carry [sand]. [Dams] starve deltas of [sand], and café-sized grains matter."
    (chinese,) = look(finder, "河流", "zh")
    assert marked(chinese) == "本文用图神经网络预测[河流]流量。"
    assert look(finder, "河流", "en")[0].snippet is None, "another reader's summary is not shown"
    assert marked(look(finder, "图像生成 扩散")[0]) == "本文回顾[图像生成]中的[扩散]模型。"


def test_a_paper_that_is_gone_from_the_store_is_left_out(finder: Finder) -> None:
    hits = finder.search("rivers").hits
    gone = replace(hits[0], paper_id=PaperId("arxiv:gone"))
    assert len(finder.show((gone, *hits), Query(), "en")) == len(hits)


def test_pages_of_a_list_follow_each_other_and_end(finder: Finder) -> None:
    every = numbers(look(finder, "source:arxiv"))
    assert sorted(every) == [1, 2, 3, 4, 5]
    assert [
        number for at in range(0, 6, 2) for number in numbers(look(finder, "source:arxiv", limit=2, offset=at))
    ] == every
    assert finder.search("source:arxiv", limit=10, offset=DEEPEST + 5).hits == ()


def test_similar_papers(finder: Finder, store: Store) -> None:
    save_papers(store, [paper(7, "Sand starves River Deltas", "Dams starve deltas of sand; grains matter.")])
    hits = finder.similar(SHELF[0].paper_id)
    assert hits[0].paper_id == "arxiv:2606.90007"
    assert all(hit.paper_id != SHELF[0].paper_id for hit in hits)
    assert finder.similar(PaperId("unknown")) == ()


def test_a_large_store_is_not_indexed_while_somebody_waits(store: Store, tmp_path: Path) -> None:
    class Large(Store):
        def n_changed(self, since: int = 0) -> int:
            return 1_000_000

    fill(store)
    large = Finder(Large(store.engine, "large"), WordIndex(tmp_path / "index", alone))
    with pytest.raises(IndexUnusable, match="academichub reindex"):
        large.search("dams")
    assert large.similar(SHELF[0].paper_id) == ()


def test_meaning_is_fused_with_words(finder: Finder) -> None:
    near = [SHELF[3].paper_id, SHELF[1].paper_id]
    both = replace(finder, by_meaning=lambda query, limit: near[:limit])
    result = both.search("graph gauges")
    places = {hit.paper_id: (hit.by_words, hit.by_meaning) for hit in result.hits}
    assert result.hits[0].paper_id == SHELF[1].paper_id
    assert places[SHELF[1].paper_id] == (1, 2)
    assert places[SHELF[3].paper_id] == (None, 1)
    assert result.n_found == finder.search("graph gauges").n_found
    assert both.search("source:arxiv").hits == finder.search("source:arxiv").hits, "without words there is no meaning"


def test_a_folder_that_cannot_be_written_costs_the_search_and_nothing_else(finder: Finder, tmp_path: Path) -> None:
    """The paper's page asks for similar papers: it must not fail for them."""
    (tmp_path / "index").write_text("in the way", encoding="utf-8")
    assert finder.similar(PaperId("arxiv:2606.90001")) == ()
    with pytest.raises(IndexUnusable, match="academichub reindex"):
        finder.search("dams")
