"""The pages where search is by meaning, too: what is found so is counted beside, and a failure is said, not shown."""

from __future__ import annotations

from pathlib import Path

from academichub.adapters.locks import alone
from academichub.index import WordIndex
from academichub.pipeline import Finder
from academichub.pipeline.meaning import Meaning
from academichub.store import Store
from academichub.web.app import create_app
from tests.index.shelf import SHELF, fill, paper, quiet
from tests.store.cards import save_papers
from tests.vectors.bags import Bags
from tests.web.asking import Browser
from tests.web.fakes import NOW
from tests.web.papers import LABELS
from tests.web.reading import article_numbers, parse_page, texts
from tests.web.test_search_page import search


def site_of(store: Store, home: Path, encoder: Bags) -> Browser:
    words = WordIndex(home / "index", alone)
    meaning = Meaning(lambda: encoder, home / "vectors", alone, words, store)
    finder = Finder(store, words, meaning)
    finder.search("sand")
    meaning.fill(quiet)
    return Browser(create_app(store, language="en", sample=False, labels=LABELS, clock=lambda: NOW, finder=finder))


def test_what_is_found_by_meaning_is_counted_beside_and_paged(store: Store, tmp_path: Path) -> None:
    fill(store)
    save_papers(store, [paper(20 + n, f"Gravel {n}", "Coarse sand.") for n in range(30)])
    site = site_of(store, tmp_path, Bags())
    first = parse_page(site.get(search(site, "三角洲")))
    assert texts(first, "p", "counts") == ["0 papers found; beside them the 35 nearest by meaning"]
    assert len(article_numbers(first)) == 20
    assert first.find(".//span[@data-kind='near']") is not None
    assert "which may still be far" in " ".join(texts(first, "p", "rule"))
    second = parse_page(site.get(search(site, "三角洲", page="2")))
    assert len(article_numbers(second)) == 15
    assert texts(first, "p", "notice") == []
    similar = site.get(f"/paper/{SHELF[0].paper_id}").text
    assert "By their meaning and the rarest words they share" in similar


def test_a_failure_is_said_and_words_find(store: Store, tmp_path: Path) -> None:
    fill(store)
    page = parse_page(site_of(store, tmp_path, Bags(failing=1)).get("/search?q=dams"))
    (notice,) = texts(page, "p", "notice")
    assert notice.startswith("By words only: ")
    assert "mend it" in notice
    assert len(article_numbers(page)) == 1
