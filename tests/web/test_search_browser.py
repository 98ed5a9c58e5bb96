"""The search page in real Chromium: it fits its window, the key leads to the box, and it works without a script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser

from academichub.store import Store
from tests.index.shelf import fill
from tests.web.serving import serving
from tests.web.test_browser import CHROMIUM, SCREENS, SIZES, chromium, opened, overflow
from tests.web.test_search_page import site_of

__all__ = ["chromium"]  # the fixture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH: pages are not looked at in a browser"),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("searched")
    with closing(Store.open(folder / "hub.db")) as store:
        fill(store)
        with serving(site_of(store, folder).app) as base:
            yield base


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
def test_a_look_at_the_search(chromium: Browser, place: str, size: str, language: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    pages = {"form": "", "found": "q=rivers+gauges&", "none": "q=unheard&", "chinese": "q=扩散&"}
    with opened(chromium, SIZES[size]) as watched:
        for name, query in pages.items():
            watched.page.goto(f"{place}/search?{query}language={language}")
            assert overflow(watched.page) <= 0, name
            watched.page.screenshot(path=SCREENS / f"search-{name}-{size}-{language}.png")


def test_the_key_leads_to_the_box_and_enter_searches(chromium: Browser, place: str) -> None:
    with opened(chromium) as watched:
        page = watched.page
        page.goto(f"{place}/status?language=zh")
        page.keyboard.press("/")
        page.keyboard.type("dams / sand")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?*")
        assert page.locator("article.card").count() == 1
        assert page.locator("html").get_attribute("lang") == "zh"
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.matches('#p-1 h3 a')") is True


def test_all_of_it_works_without_a_script(chromium: Browser, place: str) -> None:
    with opened(chromium, SIZES["phone"], java_script_enabled=False) as watched:
        page = watched.page
        page.goto(f"{place}/")
        page.locator(".seek input[type=search]").fill("rivers")
        page.locator(".seek button").click()
        assert page.locator("article.card").count() == 3
        page.locator(".filters > summary").click()
        page.locator(".facet a", has_text="cs.CL").click()
        assert page.locator("article.card").count() == 1
        page.locator("article.card h3 a").click()
        assert "/paper/arxiv:2606.90005" in page.url
