"""What is found: words, phrases, characters, fields, filters, counts, likeness; and that no string is an error."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from academichub.index import WordIndex
from academichub.model import Query
from academichub.search import parse_query
from academichub.store import Store
from tests.index.shelf import SHELF, fill, found, index_of, paper
from tests.recorded import recorded
from tests.samples import DAY
from tests.store.cards import save_papers


@pytest.fixture
def words(store: Store, tmp_path: Path) -> WordIndex:
    fill(store)
    return index_of(tmp_path, store)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("dams", {1}),
        ("gauge river", {2, 5}),
        ("MULLER cafe", {1}),
        ("José Mu\u0308ller", {1}),
        ('"graph neural"', {2}),
        ('"neural graph"', set()),
        ("gpt-4", {5}),
        ("ＧＰＴ-4", {5}),
        ("river -gauges", {1}),
        ('rivers -"neural networks" -title:gpt', {1}),
        ("title:deltas", {1, 3}),
        ("abstract:neural", {3}),
        ('abstract:"neural networks"', {3}),
        ("author:liu", {1, 2}),
        ("作者：王小明", {4}),
        ("扩", {4}),
        ("扩散", {4}),
        ("扩散模型", {4}),
        ("散扩", set()),
        ("标题:综述", {4}),
        ("标题:图像", set()),
        ("摘要:图像生成", {4}),
        ('"扩散模型"', {4}),
        ("河流流量", {2}),
        ("用图神经网络预测河流", {2}),
        ("arxiv:2606.90003 drawn", {3}),
        ("nothing-like-it", set()),
        ("-rivers", set()),
    ],
)
def test_what_matches(words: WordIndex, text: str, numbers: set[int]) -> None:
    n_whole = words.search(parse_query(text), 10).n_whole
    assert set(found(words, text)[:n_whole]) == numbers


def test_every_term_first_then_most_of_them(words: WordIndex) -> None:
    query = parse_query("graph networks rivers learn")
    result = words.search(query, 10)
    assert found(words, "graph networks rivers learn")[0] == 2
    assert (result.n_whole, result.n_found) == (1, 2)
    assert words.search(query, 1, 1).hits == result.hits[1:]
    assert found(words, "gauges unheardof unspoken unseen untold") != [], "one word is enough where no more are met"
    assert words.search(parse_query("gauges unheardof unspoken unseen untold"), 5).n_whole == 0


def test_a_word_of_the_title_counts_most(words: WordIndex) -> None:
    assert found(words, "gauges") == [5, 2]
    assert found(words, "deltas")[0] in (1, 3)


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({"category": "CS.lg"}, {1, 2}),
        ({"author": "Yang Liu"}, {2}),
        ({"author": "Liu, Yang"}, {2}),
        ({"author": "Ann Yang"}, {1}),
        ({"author": "Yang Bo"}, set()),
        ({"author": "..."}, set()),
        ({"source": "arxiv"}, {1, 2, 3, 4, 5}),
        ({"source": "nature"}, set()),
        ({"day": DAY}, {1, 2, 3, 4, 5}),
        ({"day": DAY + timedelta(days=1)}, {3}),
        ({"since": DAY + timedelta(days=1)}, {3}),
        ({"year": DAY.year}, {1, 2, 3, 4, 5}),
        ({"year": 1999}, set()),
        ({"category": "cs.LG", "author": "liu"}, {1, 2}),
    ],
)
def test_filters_are_exact_and_all_hold(
    store: Store, tmp_path: Path, filters: dict[str, object], numbers: set[int]
) -> None:
    fill(store)
    save_papers(store, [SHELF[2]], DAY + timedelta(days=1))
    words = index_of(tmp_path, store)
    assert set(found(words, "", 10, **filters)) == numbers
    assert set(found(words, "graph", 10, **filters)) == numbers & {2, 3}


def test_without_a_word_the_newest_first(store: Store, tmp_path: Path) -> None:
    for days, each in enumerate((SHELF[1], SHELF[0], SHELF[2])):
        save_papers(store, [each], DAY + timedelta(days=days))
    assert found(index_of(tmp_path, store), "source:arxiv") == [3, 1, 2]


def test_counts_are_those_of_the_store(store: Store, tmp_path: Path) -> None:
    old = paper(6, "Old River", "Rivers.", categories=("cs.LG",), posted_on=date(2020, 1, 1))
    fill(store, (*SHELF, old))
    result = index_of(tmp_path, store).search(parse_query("rivers"), 2, with_facets=True)
    told = {name: {facet.value: facet.n_papers for facet in facets} for name, facets in result.facets.items()}
    matching = [each for each in (*SHELF, old) if "river" in f"{each.title.plain} {each.abstract}".lower()]
    assert result.n_found == len(matching) == 4
    names = {name for each in matching for name in each.categories}
    assert told["category"] == {name: sum(name in each.categories for each in matching) for name in names}
    assert told["source"] == {"arxiv": 4}
    assert told["year"] == {"2026": 3, "2020": 1}


def test_counts_of_a_filter_in_force_are_what_its_other_values_would_find(words: WordIndex) -> None:
    for text, others in (("graph category:cs.LG", {"cs.LG": 1, "q-bio.PE": 1}), ("category:cs.LG", None)):
        told = {
            facet.value: facet.n_papers
            for facet in words.search(parse_query(text), 3, with_facets=True).facets["category"]
        }
        for value, n in told.items():
            assert words.search(parse_query(text, default=Query(category=value)), 1).n_found == n
        assert told == (others or {"cs.LG": 2, "physics.ao-ph": 1, "q-bio.PE": 1, "cs.CV": 1, "cs.CL": 1})


def test_similar_papers_share_rare_words_and_are_never_the_paper_itself(store: Store, tmp_path: Path) -> None:
    twin = paper(7, "Sand starves River Deltas", "Dams starve deltas of sand; grains matter.")
    fill(store, (*SHELF, twin))
    words = index_of(tmp_path, store)
    alike = [paper_id for paper_id, _ in words.similar(SHELF[0], 5)]
    assert alike[0] == twin.paper_id
    assert SHELF[0].paper_id not in alike
    assert words.similar(paper(8, "Unheard", "Unspoken."), 5) == ()


def assert_safe(words: WordIndex, strings: list[str]) -> None:
    for text in strings:
        for filters in (Query(), Query(author=text[:200] or None, category=text[:200] or None)):
            query = parse_query(text, default=filters)
            words.search(query, 3, with_facets=True)
            words.snippet(text, query)


def test_ten_thousand_random_strings_are_safe(words: WordIndex) -> None:
    picks = random.Random(20260616)
    pieces = [
        '"',
        "-",
        "title:",
        "作者：",
        "(",
        ")",
        "[",
        "]",
        "*",
        "?",
        "~",
        "^",
        "\\",
        "/",
        "AND",
        "OR",
        "NOT",
        "TO",
        "{",
        "}",
    ]
    pieces += [
        "sand",
        "扩散",
        "模",
        "é",
        "\u0301",
        "\0",
        "\ud800",
        "𝒪",
        "\U0010ffff",
        "day:",
        "2026-06-16",
        ":",
        "+",
        " ",
        " ",
    ]
    strings = ["".join(picks.choices(pieces, k=picks.randrange(1, 40))) for _ in range(9_000)]
    strings += ["".join(map(chr, picks.choices(range(0x11000), k=picks.randrange(1, 60)))) for _ in range(1_000)]
    for text in strings:
        words.search(parse_query(text), 3)
    assert_safe(words, strings[:500])


@pytest.mark.recorded
def test_naughty_strings_are_safe(words: WordIndex) -> None:
    folder = recorded("hostile/blns")
    assert_safe(words, [text for path in folder.glob("*.json") for text in json.loads(path.read_text("utf-8"))])
