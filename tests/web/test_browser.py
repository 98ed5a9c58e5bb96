"""The pages in real Chromium: how they look (screens are kept in out/screens), the keys, what a page asks for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.asking import browse
from tests.web.serving import serving
from tests.web.summaries import TIDES, TRAP, told_library

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
SCREENS = Path(__file__).parents[2] / "out" / "screens"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIZES = {"phone": (390, 844), "desktop": (1360, 900)}
PAGES = {
    "front": "/?",
    "revisions": "/?page=3&",
    "paper": "/paper/arxiv:2606.10001?",
    "status": "/status?",
}
TOLD_PAGES = {"summaries": "/?", "summary": f"/paper/{TIDES}?", "trap": f"/paper/{TRAP}?"}
UNFOLD = "document.querySelectorAll('main details').forEach((d) => { d.open = true })"
TITLE_FOCUSED = "document.activeElement.matches('h3 a') && document.activeElement.closest('article').id"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH: pages are not looked at in a browser"),
]


@dataclass
class Watched:
    """A page, what it complained of, and every address it asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving(browse(sample=True).app) as base:
        yield base


@pytest.fixture(scope="module")
def told_site() -> Iterator[str]:
    """A site whose papers have summaries by models."""
    with serving(browse(told_library()).app) as base:
        yield base


@contextmanager
def opened(chromium: Browser, size: tuple[int, int] = SIZES["desktop"], **context: object) -> Iterator[Watched]:
    """A fresh page of a size, watched; closing it checks that it kept quiet and to itself."""
    where = chromium.new_context(viewport={"width": size[0], "height": size[1]}, **context)  # type: ignore[arg-type]
    watched = Watched(where.new_page())
    watched.page.on("console", lambda message: watched.complaints.append(message.text))
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    watched.page.on("request", lambda request: watched.asked.append(request.url))
    yield watched
    where.close()
    assert watched.complaints == []


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_a_look_at_every_kind_of_page(chromium: Browser, site: str, size: str, scheme: str, language: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    with opened(chromium, SIZES[size], color_scheme=scheme) as watched:
        page = watched.page
        for name, path in PAGES.items():
            page.goto(f"{site}{path}language={language}")
            assert overflow(page) <= 0, name
            page.screenshot(
                path=SCREENS / f"{name}-{size}-{scheme}-{language}.png", full_page=name in ("paper", "status")
            )
        is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert (paper == "rgb(20, 22, 25)") is is_dark
    assert {address.partition("/")[2].split("/")[1] for address in watched.asked} == {site.removeprefix("http://")}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_a_look_at_summaries_by_models(
    chromium: Browser, told_site: str, size: str, scheme: str, language: str
) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    with opened(chromium, SIZES[size], color_scheme=scheme) as watched:
        for name, path in TOLD_PAGES.items():
            watched.page.goto(f"{told_site}{path}language={language}")
            watched.page.evaluate(UNFOLD)
            assert overflow(watched.page) <= 0, name
            watched.page.screenshot(
                path=SCREENS / f"{name}-{size}-{scheme}-{language}.png", full_page=name != "summaries"
            )


def test_the_sentences_of_a_field_unfold_without_javascript(chromium: Browser, told_site: str) -> None:
    with opened(chromium, SIZES["phone"], java_script_enabled=False) as watched:
        page = watched.page
        page.goto(f"{told_site}/paper/{TIDES}?language=zh")
        sentence, earlier = page.locator(".basis li").first, page.locator(".earlier dd").first
        assert not sentence.is_visible()
        assert not earlier.is_visible()
        page.locator("details.basis > summary").first.click()
        page.locator("details.earlier > summary").click()
        assert sentence.is_visible()
        assert earlier.is_visible()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_wider_than_the_narrowest_window(
    chromium: Browser, site: str, told_site: str, language: str
) -> None:
    paths = (*PAGES.values(), "/?page=2&", "/?source=medrxiv&", "/paper/doi:10.5555/prl.0010?", "/days?", "/none?")
    with opened(chromium, (320, 600)) as watched:
        for path in paths:
            watched.complaints.clear()  # the page that is not there logs its own 404
            watched.page.goto(f"{site}{path}language={language}")
            watched.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
            assert overflow(watched.page) <= 0, path
        watched.complaints.clear()
        for path in TOLD_PAGES.values():
            watched.page.goto(f"{told_site}{path}language={language}")
            watched.page.evaluate(UNFOLD)
            assert overflow(watched.page) <= 0, path


def test_the_keys(chromium: Browser, site: str) -> None:
    with opened(chromium) as watched:
        page = watched.page
        page.goto(site)
        press = page.keyboard.press
        press("j")
        assert page.evaluate(TITLE_FOCUSED) == "p-1"
        press("j")
        press("j")
        press("k")
        assert page.evaluate(TITLE_FOCUSED) == "p-2"
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        press("o")
        assert page.evaluate("document.querySelector('#p-2 details.more').open") is True
        press("o")
        assert page.evaluate("document.querySelector('#p-2 details.more').open") is False
        press("Control+j")
        press("Alt+k")
        assert page.evaluate(TITLE_FOCUSED) == "p-2"
        press("/")
        assert page.evaluate("document.activeElement.matches('.facet:first-of-type li:first-child a')") is True
        press("?")
        assert page.evaluate("document.getElementById('keys').open") is True
        press("j")
        assert page.evaluate("document.getElementById('keys').contains(document.activeElement)") is True
        press("Escape")
        assert page.evaluate("document.getElementById('keys').open") is False
        press("j")
        href = page.evaluate("document.activeElement.href")
        press("Enter")
        page.wait_for_url(href)
        press("/")
        press("j")
        press("o")
        assert page.url == href


def test_the_first_key_takes_up_where_the_reader_is(chromium: Browser, site: str) -> None:
    with opened(chromium) as watched:
        watched.page.goto(site)
        watched.page.evaluate("document.getElementById('p-9').scrollIntoView()")
        watched.page.keyboard.press("j")
        assert watched.page.evaluate(TITLE_FOCUSED) == "p-9"


def test_filters_fold_on_a_phone_and_a_key_opens_them(chromium: Browser, site: str) -> None:
    with opened(chromium, SIZES["phone"]) as watched:
        page = watched.page
        page.goto(site)
        link = page.locator(".facet a").first
        assert not link.is_visible()
        page.keyboard.press("/")
        assert link.is_visible()
        assert link.evaluate("(a) => a === document.activeElement") is True


def test_everything_is_readable_without_javascript(chromium: Browser, site: str) -> None:
    with opened(chromium, java_script_enabled=False) as watched:
        page = watched.page
        page.goto(site)
        abstract = page.locator("#p-1 .abstract")
        assert not abstract.is_visible()
        page.locator("#p-1 details.more > summary").click()
        assert abstract.is_visible()
        assert not page.locator(".keys-opener").is_visible()
        fifth_author = page.locator(".author", has_text="O’Connor")
        assert not fifth_author.is_visible()
        page.locator(".others > summary").first.click()
        assert fifth_author.is_visible()
        page.locator(".facet a", has_text="Physics").first.click()
        assert "field=physics" in page.url
        assert page.locator("article.card").count() == 10
    with opened(chromium, SIZES["phone"], java_script_enabled=False) as watched:
        watched.page.goto(site)
        watched.page.locator(".filters > summary").click()
        assert watched.page.locator(".facet a").first.is_visible()


def test_names_unfolded_by_a_key_keep_the_focus(chromium: Browser, site: str) -> None:
    with opened(chromium) as watched:
        page = watched.page
        page.goto(f"{site}/?category=physics.ao-ph")
        fold = page.locator(".others > summary").first
        fold.focus()
        page.keyboard.press("Enter")
        assert page.locator(".author", has_text="O’Connor").is_visible()
        assert fold.inner_text().strip() == "show fewer"
        assert page.evaluate("document.activeElement.matches('.others[open] > summary')") is True
        page.keyboard.press("Enter")
        assert fold.inner_text().strip() == "and 2 more"


def test_the_column_holds_a_line_that_reads_well(chromium: Browser, site: str) -> None:
    with opened(chromium) as watched:
        watched.page.goto(f"{site}/?language=zh")
        column, size, han, latin = watched.page.evaluate(
            """() => {
              const lines = (selector) => parseFloat(getComputedStyle(document.querySelector(selector)).lineHeight)
                / parseFloat(getComputedStyle(document.querySelector(selector)).fontSize);
              const title = document.querySelector("article h3");
              const text = document.querySelector("article .tldr");
              return [title.getBoundingClientRect().width, parseFloat(getComputedStyle(text).fontSize),
                lines("article:lang(zh) .tldr"), lines("article:lang(en) .tldr")];
            }"""
        )
        assert 34 <= column / size <= 38
        assert han == pytest.approx(1.75)
        assert latin == pytest.approx(1.55)


def test_every_control_has_a_name(chromium: Browser, site: str) -> None:
    with opened(chromium) as watched:
        for path in PAGES.values():
            watched.page.goto(site + path)
            nameless = watched.page.evaluate(
                "[...document.querySelectorAll('a, button, summary')].filter((e) => !e.textContent.trim()).length"
            )
            assert nameless == 0, path


def test_print_gives_the_edition(chromium: Browser, site: str) -> None:
    with opened(chromium) as watched:
        page = watched.page
        page.goto(site)
        page.emulate_media(media="print")
        assert page.locator("#p-1 h3").is_visible()
        assert page.locator("#p-1 .number").is_visible()
        for hidden in (".rail", ".places", "#p-1 .links", ".colophon", ".pages"):
            assert not page.locator(hidden).first.is_visible(), hidden
