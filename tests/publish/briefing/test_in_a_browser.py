"""The HTML file of a briefing in a browser: sentences by pointer and by key, on paper, and without a script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from academichub.publish.briefing.html_file import render_html
from tests.publish.briefing import made

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("briefing") / "briefing.html"
    path.write_text(render_html(made.shown("zh", "zh")).text, encoding="utf-8")
    return path


@contextmanager
def opened(chromium: Browser, file: Path, width: int = 1280) -> Iterator[Page]:
    """The file in a page that complains of nothing, with scripts switched off."""
    said: list[str] = []
    with chromium.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False) as where:
        page = where.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.goto(file.as_uri())
        yield page
        assert said == []


def test_a_pointer_on_a_number_shows_the_sentence(chromium: Browser, file: Path) -> None:
    with opened(chromium, file) as page:
        cite = page.locator("#section-2-3 .cite").first
        tip = cite.locator(".tip")
        assert not tip.is_visible()
        cite.hover()
        tip.wait_for(state="visible")
        assert "节律每天出现两次。" in tip.inner_text()
        tip.hover()
        assert tip.is_visible()  # it can be read and marked with the pointer on it


def test_a_key_shows_the_sentence_too(chromium: Browser, file: Path) -> None:
    with opened(chromium, file) as page:
        link = page.locator("#section-2-2 .cite > a")
        link.focus()
        tip = page.locator("#section-2-2 .tip")
        tip.wait_for(state="visible")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**#ref-2")


def test_paper_has_the_sentences_below_the_references_and_the_dropped_claims(chromium: Browser, file: Path) -> None:
    with opened(chromium, file) as page:
        page.emulate_media(media="print")
        assert not page.locator(".tip").first.is_visible()
        assert page.locator("#ref-2 .notes").is_visible()
        assert page.get_by_text("Tides sing.").is_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen(chromium: Browser, file: Path, width: int) -> None:
    with opened(chromium, file, width) as page:
        widest = page.locator("html").evaluate("node => node.scrollWidth")
        assert widest <= width
