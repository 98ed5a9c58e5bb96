"""What is found: words, phrases, characters, fields, filters, counts, likeness; and that no string is an error."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from academichub.index import WordIndex, catch_up
from academichub.model import Query
from academichub.search import parse_query
from academichub.store import Store
from tests.index.shelf import SHELF, fill, found, index_of, paper, quiet
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
        ("rivers -category:CS.cl", {1, 2}),
        ("rivers -category:cs.LG", {5}),
        ("rivers -source:arxiv", set()),
        ("rivers -source:nature", {1, 2, 5}),
        ("rivers -year:2026", set()),
        ("rivers -year:2020", {1, 2, 5}),
        (f"rivers -day:{DAY}", set()),
        (f"rivers -since:{DAY + timedelta(days=1)}", {1, 2, 5}),
        ("category:cs.LG -author:bo", {2}),
        ("source:arxiv -扩散图像", {1, 2, 3, 4, 5}),
        ("author:小明", {4}),
        ("author:小明王", {4}),
        ('author:"小明 王"', {4}),
        ("author:王", {4}),
        ("author:明小", set()),
        ('author:"Liu Bo"', {1}),
        ('author:"Müller, José"', {1}),
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
        ({"author": "小明"}, {4}),
        ({"author": "王小"}, {4}),
        ({"author": "小明王"}, {4}),
        ({"author": "小明, 王"}, {4}),
        ({"author": "王 小明"}, {4}),
        ({"author": "明王"}, set()),
        ({"author": "小明 Liu"}, set()),
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


def test_a_name_in_han_that_was_stored_with_a_blank_or_turned(store: Store, tmp_path: Path) -> None:
    fill(store, (paper(1, "One", "Silt.", "山田 太郎"), paper(2, "Two", "Silt.", "太郎山田")))
    words = index_of(tmp_path, store)
    for name in ("山田太郎", "山田 太郎", "太郎 山田"):
        assert set(found(words, "", author=name)) >= {1}, name
    assert set(found(words, "", author="太郎 山田")) == {1, 2}
    three = (paper(3, "Three", "Silt.", "Yang Ann Maria"), paper(4, "Four", "Silt.", "Ann Maria Yang"))
    save_papers(store, three)
    catch_up(words, store, quiet)
    assert set(found(words, 'author:"Ann Maria Yang"')) == set(found(words, "", author="Yang, Ann Maria")) == {3, 4}


def test_a_long_row_of_characters_is_met_by_its_parts_and_first_as_a_whole(store: Store, tmp_path: Path) -> None:
    apart = paper(1, "图像的扩散", "我们用扩散来做图像的生成，模型很小。扩散，图像，生成，模型。")
    whole = paper(2, "综述", "本文很长，谈到许多别的东西，也谈扩散模型图像生成，但只有一次，此外还谈河流与沙。")
    other = paper(3, "别的模型", "河流模型。")
    fill(store, (apart, whole, other))
    words = index_of(tmp_path, store)
    assert found(words, "扩散模型图像生成") == [2, 1]
    assert found(words, "摘要:扩散模型图像生成") == [2, 1]
    assert found(words, "扩散模型") == [2, 1]
    assert found(words, "“扩散模型图像生成”") == [2]
    assert sorted(found(words, "source:arxiv -扩散模型图像生成")) == [1, 3], "what is not wanted is the row as written"


def test_c_plus_plus_is_not_c(store: Store, tmp_path: Path) -> None:
    signed = paper(1, "Rivers in C++17", "Written in c++ and C#.")
    plain = paper(2, "Rivers in C", "A plus for C, which is sharp.")
    fill(store, (signed, plain))
    words = index_of(tmp_path, store)
    assert (found(words, "C++"), found(words, "rivers C++"), found(words, "c#")) == ([1], [1, 2], [1])
    assert words.search(parse_query("rivers C++"), 5).n_whole == 1
    assert (found(words, "C"), found(words, "rivers -C++")) == ([2], [2])
    snippet = words.snippet("Written in c++ and C#.", parse_query("C++"))
    assert snippet is not None
    assert [run for run, is_marked in snippet.runs if is_marked] == ["c++"]


def test_an_identifier_or_an_address_among_other_words_is_one_of_them(words: WordIndex) -> None:
    for name in ("2606.90003", "arXiv:2606.90003v1", "https://arxiv.org/abs/2606.90003", "hf.co/papers/2606.90003"):
        result = words.search(parse_query(f"drawn {name}"), 5)
        assert result.n_whole == 1, name
        assert found(words, f"drawn {name}")[0] == 3
        assert 3 not in found(words, f"source:arxiv -{name}")


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


def test_a_click_finds_what_was_counted_beside_it(store: Store, tmp_path: Path) -> None:
    """Few papers of one category have every word, and many of all: the click must not widen what is looked for."""
    both = [paper(n, "Gravel", "Coarse sand.", categories=("cs.LG" if n % 4 else "cs.CV",)) for n in range(10, 30)]
    one = [paper(n, "Gravel", "Fine.", categories=("cs.CV",), posted_on=date(2020, 1, 1)) for n in range(30, 50)]
    fill(store, (*both, *one))
    words = index_of(tmp_path, store)
    for text in ("gravel sand", "gravel sand category:cs.CV", "gravel unheard", "unheard gravel unsaid unseen -fine"):
        base = parse_query(text)
        for name, facets in words.search(base, 5, with_facets=True).facets.items():
            for facet in facets:
                value = int(facet.value) if name == "year" else facet.value
                clicked = words.search(replace(base, **{name: value}), 5)  # type: ignore[arg-type]
                assert clicked.n_found == facet.n_papers, (text, facet)
                assert clicked.n_whole <= clicked.n_found
    assert words.search(parse_query("gravel sand category:cs.CV"), 50).n_found == 5


def test_pages_follow_each_other_through_the_tiers(store: Store, tmp_path: Path) -> None:
    titled = [paper(n, f"Gravel and Sand {n}", "Coarse.") for n in range(10, 13)]
    whole = [paper(n, f"Gravel {n}", "Sand.") for n in range(20, 24)]
    some = [paper(n, f"Gravel {n}", "Silt.") for n in range(30, 36)]
    fill(store, (*some, *whole, *titled))
    words = index_of(tmp_path, store)
    query = parse_query("sand gravel")
    every = words.search(query, 50)
    numbers = found(words, "sand gravel", 50)
    assert (every.n_whole, every.n_found) == (7, 13)
    assert (set(numbers[:3]), set(numbers[3:7]), set(numbers[7:])) == ({10, 11, 12}, {*range(20, 24)}, {*range(30, 36)})
    for limit in (1, 2, 3, 5):
        pages = [words.search(query, limit, at) for at in range(0, 14, limit)]
        assert tuple(hit for page in pages for hit in page.hits) == every.hits, limit
        assert {(page.n_whole, page.n_found) for page in pages} == {(7, 13)}


def test_what_was_counted_is_counted_again_after_a_change(store: Store, tmp_path: Path) -> None:
    fill(store)
    words = index_of(tmp_path, store)
    query = parse_query("rivers")
    assert [words.search(query, 1, with_facets=True).n_found for _ in range(2)] == [3, 3]
    save_papers(store, [paper(9, "Gravel", "Of rivers.", categories=("cs.RO",))])
    catch_up(words, store, quiet)
    again = words.search(query, 1, with_facets=True)
    assert again.n_found == 4
    assert "cs.RO" in {facet.value for facet in again.facets["category"]}


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
