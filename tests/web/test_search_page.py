"""The search page: a form without a script, results with marks, filters as links, identifiers, safety."""

from __future__ import annotations

import html
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from academichub.adapters.locks import alone
from academichub.index import WordIndex
from academichub.pipeline import Finder
from academichub.store import Store
from academichub.web.app import create_app
from tests.index.shelf import SHELF, fill, paper
from tests.store.cards import save_papers
from tests.web.asking import Browser, browse
from tests.web.fakes import NOW, FakeLibrary
from tests.web.papers import LABELS
from tests.web.radars import FakeRadars
from tests.web.reading import article_numbers, parse_page, texts, words

MANY = tuple(paper(number, f"Gravel {number}", "Gravel is coarse sand.", "Ann Yang") for number in range(20, 65))


def site_of(store: Store, folder: Path) -> Browser:
    finder = Finder(store, WordIndex(folder / "index", alone))
    return Browser(create_app(store, language="en", sample=False, labels=LABELS, clock=lambda: NOW, finder=finder))


@pytest.fixture
def site(store: Store, tmp_path: Path) -> Browser:
    fill(store)
    save_papers(store, MANY)
    return site_of(store, tmp_path)


def test_a_search_is_saved_with_its_filters_and_found_again(store: Store, tmp_path: Path) -> None:
    fill(store)
    finder, radars = Finder(store, WordIndex(tmp_path / "index", alone)), FakeRadars(FakeLibrary())
    app = create_app(store, language="en", sample=False, labels=LABELS, clock=lambda: NOW, finder=finder, radars=radars)
    site = Browser(app)
    page = parse_page(site.get(search(site, "rivers", source="arxiv", category="cs.LG", language="zh")))
    (form,) = (each for each in page.iter("form") if each.get("action", "").startswith("/searches/save"))
    (text,) = (each.get("value", "") for each in form.iter("input") if each.get("name") == "text")
    saved = site.post(form.get("action", ""), {"name": "Rivers <b>", "text": text})
    assert saved.headers["location"] == "/radars?language=zh#searches"
    for path in ("/radars", "/search"):
        (link,) = (each for each in parse_page(site.get(path)).iter("a") if words(each) == "Rivers <b>")
        found = parse_page(site.get(link.get("href", "")))
        assert article_numbers(found) == article_numbers(page) != []
    (remove,) = (
        each
        for each in parse_page(site.get("/radars")).iter("form")
        if each.get("action", "").startswith("/searches/remove")
    )
    (name,) = (each.get("value", "") for each in remove.iter("input"))
    site.post("/searches/remove", {"name": name})
    assert radars.searches() == ()


def search(site: Browser, text: str, **others: str) -> str:
    return f"/search?{urlencode({'q': text, **others})}"


def test_a_second_filter_of_one_kind_is_told_to_be_unused(site: Browser) -> None:
    page = parse_page(site.get(search(site, "sand source:arxiv source:nature")))
    assert texts(page, "p", "notice") == ["Not used, as another one of its kind counts: source:nature"]
    assert texts(parse_page(site.get(search(site, "sand source:arxiv"))), "p", "notice") == []


def test_results_with_the_matched_words_marked(site: Browser) -> None:
    page = parse_page(site.get(search(site, "dams sand")))
    first = next(iter(page.iter("article")))
    assert words(next(first.iter("h3"))) == "Silt and Sand in River Deltas"
    assert [words(mark) for mark in first.iter("mark")] == ["sand", "Dams", "sand"]
    assert words(next(page.iter("h1"))) == "dams sand"
    (box,) = (each for each in page.iter("input") if each.get("name") == "q")
    assert box.get("value") == "dams sand"


def test_the_form_is_on_every_page_and_needs_no_script(site: Browser) -> None:
    for path in ("/", "/days", "/status", "/search", f"/paper/{SHELF[0].paper_id}", "/?language=zh"):
        page = parse_page(site.get(path))
        (form,) = (each for each in page.iter("form") if each.get("role") == "search")
        assert (form.get("action"), form.get("method")) == ("/search", "get")
        hidden = [each.get("value") for each in form.iter("input") if each.get("type") == "hidden"]
        assert hidden == (["zh"] if "zh" in path else [])


def test_filters_are_links_with_true_counts(site: Browser) -> None:
    page = parse_page(site.get(search(site, "rivers")))
    (link,) = (each for each in page.iter("a") if words(each).startswith("cs.LG"))
    assert words(link) == "cs.LG 2"
    narrowed = parse_page(site.get(link.get("href", "")))
    assert len(article_numbers(narrowed)) == 2
    (chosen,) = (each for each in narrowed.iter("a") if each.get("aria-current") == "true")
    assert words(chosen) == "cs.LG 2"
    assert len(article_numbers(parse_page(site.get(chosen.get("href", ""))))) == 3


def test_pages(site: Browser) -> None:
    first = parse_page(site.get(search(site, "gravel")))
    assert texts(first, "p", "counts") == ["45 papers found"]
    assert article_numbers(first)[::19] == ["01.", "20."]
    (following,) = {each.get("href") for each in first.iter("a") if each.get("rel") == "next"}
    last = parse_page(site.get(search(site, "gravel", page="3")))
    assert article_numbers(last) == [f"{number}." for number in range(41, 46)]
    assert following == "/search?q=gravel&page=2"


def test_a_page_past_the_end_says_so_and_leads_back(site: Browser) -> None:
    answer = site.get(search(site, "gravel", page="9"))
    page = parse_page(answer)
    assert (answer.status_code, article_numbers(page)) == (200, [])
    assert "No page 9" in [words(each) for each in page.iter("h2")]
    assert "Nothing found" not in answer.text
    (back,) = (each.get("href", "") for each in page.iter("a") if words(each) == "To page 3")
    assert len(article_numbers(parse_page(site.get(back)))) == 5
    assert [each for each in page.iter() if each.get("rel") in ("prev", "next")] == []


def test_what_the_index_lacks_is_told(store: Store, tmp_path: Path) -> None:
    fill(store)
    site = site_of(store, tmp_path)
    site.get(search(site, "sand"))
    save_papers(store, MANY[:2])
    with WordIndex(tmp_path / "index", alone).alone():
        page = parse_page(site.get(search(site, "sand")))
        assert texts(page, "p", "notice") == [
            "2 new or changed papers are not in the search index and cannot be found yet. Run academichub reindex."
        ]
    assert texts(parse_page(site.get(search(site, "sand"))), "p", "notice") == []


def test_an_identifier_or_address_opens_the_paper(site: Browser) -> None:
    for text in ("2606.90003", "https://arxiv.org/abs/2606.90003"):
        found = site.get(search(site, text, language="zh"))
        assert (found.status_code, found.headers["location"]) == (302, "/paper/arxiv:2606.90003?language=zh")


@pytest.mark.parametrize(
    ("text", "said"),
    [("unheard", "Nothing found"), ("-sand", "needs a word that is wanted"), ("graph -networks unheard gauges", "")],
)
def test_nothing_found_says_what_to_do(site: Browser, text: str, said: str) -> None:
    answer = site.get(search(site, text))
    assert answer.status_code == 200
    assert said in answer.text


def test_an_empty_search_is_the_form_and_a_hint(site: Browser) -> None:
    page = site.get("/search?q=%20")
    assert page.status_code == 200
    assert "An identifier or an address opens the paper" in page.text


def test_in_chinese(site: Browser) -> None:
    page = parse_page(site.get(search(site, "扩散", language="zh")))
    assert texts(page, "p", "counts") == ["找到 1 篇论文"]
    assert [words(mark) for mark in page.iter("mark")] == ["扩散"]
    switch = next(each for each in page.iter("a") if each.get("hreflang") == "en")
    assert switch.get("href") == f"/search?q={quote('扩散')}"


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=a&q=b",
        "/search?q=a&day=someday",
        "/search?year=20x6",
        "/search?q=a&page=0",
        "/search?language=xx",
        "/search?year=0000",
        "/search?year=0999",
        "/search?q=a&since=20260616",
        "/search?q=a&day=2026-W25-2",
    ],
)
def test_bad_parameters_are_refused_in_words(site: Browser, path: str) -> None:
    assert site.get(path).status_code == 400


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\x00\ud83d", "a" * 9_000]
)
def test_what_is_typed_is_never_markup(site: Browser, text: str) -> None:
    answer = site.get(f"/search?q={quote(text, errors='surrogatepass')}")
    assert answer.status_code == 200
    page = parse_page(answer)
    assert [each.get("src", "") for each in page.iter("script") if not each.get("src", "").startswith("/static/")] == []
    assert next(page.iter("img"), None) is None
    assert html.escape(text, quote=False) not in answer.text or "<" not in text or "&lt;" in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_similar_papers_stand_on_the_page_of_a_paper(site: Browser) -> None:
    page = parse_page(site.get(f"/paper/{MANY[0].paper_id}"))
    alike = next(each for each in page.iter("ul") if each.get("class") == "alike")
    links = [each.get("href", "") for each in alike.iter("a")]
    assert len(links) == 5
    assert all(link.startswith("/paper/arxiv:2606.900") for link in links)
    assert f"/paper/{MANY[0].paper_id}" not in links


def test_without_an_index_of_a_large_store_the_page_says_so(store: Store, tmp_path: Path) -> None:
    class Large(Store):
        def n_changed(self, since: int = 0) -> int:
            return 1_000_000

    fill(store)
    site = site_of(Large(store.engine, "large"), tmp_path)
    answer = site.get("/search?q=sand")
    assert answer.status_code == 503
    assert "academichub reindex" in answer.text
    assert site.get(f"/paper/{SHELF[0].paper_id}").status_code == 200


def test_a_site_without_a_finder_has_no_search() -> None:
    site = browse()
    assert site.get("/search?q=a").status_code == 404
    assert 'role="search"' not in site.get("/").text
