"""Receipts on /status, and gaps in the edition they lie in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import sync_playwright

from academichub.model import Account, Gap, Receipt, ReceiptState, Silence, SourceId
from academichub.web.app import create_app
from tests.web.asking import Browser
from tests.web.fakes import NOW, full_library
from tests.web.papers import LABELS, TODAY
from tests.web.reading import parse_page, words
from tests.web.serving import serving
from tests.web.test_browser import CHROMIUM, FLAGS, SCREENS, SIZES

ARXIV, LANCET = SourceId("arxiv"), SourceId("lancet")
STATES = (ReceiptState.FRESH, ReceiptState.QUIET, ReceiptState.WAITING, ReceiptState.STALLED, ReceiptState.FAILED)
GAP = Gap(LANCET, TODAY - timedelta(days=3), TODAY, "dropped")


def receipt(day: date, number: int) -> Receipt:
    if number % 5:
        return Receipt(ARXIV, day, state=STATES[number % 5], reason="the feed <still> holds 2026-06-01")
    withheld, missing = (("entry 17", "no <b>title</b>"),), ("2606.90001",)
    return Receipt(ARXIV, day, 405, 403, 402, withheld, missing, ReceiptState.FRESH, None, None, NOW)


@dataclass
class FakeAccounts:
    def over(self, n_days: int) -> Sequence[Account]:
        days = [TODAY - timedelta(days=n) for n in reversed(range(n_days))]
        first = Account(ARXIV, "arXiv", tuple((day, receipt(day, n)) for n, day in enumerate(days)))
        silence = Silence(TODAY - timedelta(days=40), 7.0)
        return first, Account(LANCET, "The Lancet", tuple((day, None) for day in days), (GAP,), silence)

    def gaps(self, day: date) -> Sequence[Gap]:
        return (GAP,) if GAP.since <= day <= GAP.until else ()


def site() -> Browser:
    app = create_app(
        full_library(), language="en", sample=False, labels=LABELS, clock=lambda: NOW, accounts=FakeAccounts()
    )
    return Browser(app)


def of_class(page: Element, tag: str, name: str) -> list[Element]:
    return [element for element in page.iter(tag) if name in element.get("class", "").split()]


def test_thirty_days_of_each_source_as_a_table_with_words() -> None:
    page = parse_page(site().get("/status"))
    (table,) = of_class(page, "table", "marks")
    head, *rows = table.iter("tr")
    assert len(list(head.iter("th"))) == 31
    assert [len(list(row.iter("td"))) for row in rows] == [30, 30]
    assert [(words(th), th.get("scope")) for row in rows for th in row.iter("th")] == [
        ("arXiv", "row"),
        ("The Lancet", "row"),
    ]
    said = [words(cell) for cell in rows[0].iter("td")]
    assert said[25].split(maxsplit=1) == ["●", "12 June 2026: fresh, 405 announced"]
    assert [text.split()[0] for text in said[25:]] == ["●", "·", "…", "!", "×"]
    assert "not asked" in words(next(rows[1].iter("td")))


def test_each_receipt_tells_its_numbers_and_reasons_on_demand() -> None:
    page = parse_page(site().get("/status"))
    details = of_class(page, "details", "by-day")[0]
    assert "open" not in details.attrib
    (row,) = [tr for tr in details.iter("tr") if "12 June 2026" in words(tr)]
    assert [words(cell) for cell in row.iter("td")][1:] == ["405", "403", "402", "1", "1"]
    assert "entry 17 (no <b>title</b>)" in words(row)
    assert "Missing: 2606.90001" in words(row)
    assert "the feed <still> holds 2026-06-01" in words(details)


@pytest.mark.parametrize(
    ("language", "silent", "gap"),
    [("en", "usual interval is 7 days", "may have announced"), ("zh", "间隔为 7 天", "可能还公布过")],
)
def test_silence_and_gaps_are_named(language: str, silent: str, gap: str) -> None:
    text = words(parse_page(site().get(f"/status?language={language}")))
    assert silent in text
    assert gap in text


def test_the_edition_of_a_gap_says_so_and_no_other() -> None:
    for path, is_told in ((f"/edition/{TODAY}", True), ("/", True), ("/days", False)):
        assert ("may have announced more between" in words(parse_page(site().get(path)))) is is_told


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
def test_the_marks_fit_the_screen(size: str, language: str, scheme: str) -> None:
    with serving(site().app) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        width, height = SIZES[size]
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"{base}/status?language={language}")
        SCREENS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENS / f"receipts-{size}-{scheme}-{language}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        boxes = [mark.bounding_box() for mark in page.locator(".marks tbody tr:first-child td").all()]
        assert all(box is not None and box["width"] >= 9 and box["x"] + box["width"] <= width for box in boxes)
        assert len({box["y"] for box in boxes if box is not None}) == 1
        browser.close()
