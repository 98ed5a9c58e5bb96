"""Briefings in real Chromium: how they look, sentences behind numbers by pointer, key and finger, and the making."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Browser, Page

from academichub.model import BriefId, BriefPaper, BriefStage, Cluster, FieldId, PaperId, Trend
from tests.publish.briefing.made import PAPERS, brief_paper, briefing, skeleton
from tests.web.briefings import FakeBriefings, briefed
from tests.web.serving import serving
from tests.web.test_briefing_pages import ORDER
from tests.web.test_browser import CHROMIUM, SCREENS, SIZES, chromium, opened, overflow

__all__ = ["chromium"]  # the fixture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH: pages are not looked at in a browser"),
]

PAGES = {
    "briefings": "/briefings?",
    "briefing": "/briefings/4?",
    "briefing-large": "/briefings/5?",
    "briefing-making": "/briefings/making?",
}
LABELS_OVERLAP = """() => {
  const found = [];
  for (const svg of document.querySelectorAll('figure.picture-of-map svg')) {
    if (!svg.getBoundingClientRect().width) continue;
    const boxes = [...svg.querySelectorAll('text.halo')].map((t) => [t.textContent, t.getBoundingClientRect()]);
    for (const [i, [one, a]] of boxes.entries()) for (const [other, b] of boxes.slice(i + 1)) {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && high > 4) found.push([one, other]);  // lines of one label stand close
    }
  }
  return found;
}"""
SMALLEST_LETTERS = """() => Math.min(...[...document.querySelectorAll('svg.picture text')].map((text) => {
  const svg = text.ownerSVGElement, width = svg.getBoundingClientRect().width;
  return width ? parseFloat(text.getAttribute('font-size')) * width / svg.viewBox.baseVal.width : Infinity;
}))"""


def large() -> tuple[BriefPaper, ...]:
    """Three hundred papers of all fields in thirty places."""
    fields = ["computer-science", "physics", "biology", "medicine", "economics", "mathematics", "earth", "psychology"]
    return tuple(
        brief_paper(
            PaperId(f"x:{at}"),
            title=f"Paper {at}",
            field=FieldId(fields[at % 30 % 8]),
            place=(0.08 + 0.16 * (at % 30 % 6) + at / 4_500, 0.1 + 0.2 * (at % 30 // 6) + (at * 7 % 300) / 4_500),
        )
        for at in range(300)
    )


def clusters(papers: tuple[BriefPaper, ...]) -> tuple[Cluster, ...]:
    labels = (
        "reinforcement learning",
        "声调与语音识别",
        "point clouds",
        "a label that goes on for a good while longer",
    )
    return tuple(
        Cluster(
            k,
            f"{labels[k % 4]} {k}",
            (),
            tuple(each.paper_id for each in papers[k::30]),
            (papers[k].paper_id,),
            Trend(20, 90, 0.03 + k / 900, 0.02, 8, 0.001 * k),
        )
        for k in range(30)
    )


@dataclass(frozen=True)
class Place:
    base: str
    briefings: FakeBriefings


@pytest.fixture
def place() -> Iterator[Place]:
    papers = large()
    whole = replace(skeleton(), papers=(*PAPERS, *papers), clusters=clusters(papers))
    site, briefings = briefed(briefing(), briefing(brief_id=BriefId(5), skeleton=whole), sample=True, with_radars=True)
    briefings.begin(ORDER)
    briefings.advance(BriefStage.PLACES, 3, 20)
    with serving(site.app) as base:
        yield Place(base, briefings)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_a_look_at_every_page_of_briefings(
    chromium: Browser, place: Place, size: str, scheme: str, language: str
) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    with opened(chromium, SIZES[size], color_scheme=scheme) as watching:
        page = watching.page
        for name, path in PAGES.items():
            page.goto(f"{place.base}{path}language={language}")
            assert overflow(page) <= 0, name
            if name.startswith("briefing-large"):
                assert page.evaluate(LABELS_OVERLAP) == []
                assert page.evaluate(SMALLEST_LETTERS) >= 9.5
            page.screenshot(path=SCREENS / f"{name}-{size}-{scheme}-{language}.png", full_page=True)


def test_nothing_of_briefings_is_wider_than_the_narrowest_window(chromium: Browser, place: Place) -> None:
    long = "W" * 200
    order = replace(briefing().order, question=long, radar=long)
    place.briefings.kept[BriefId(4)] = briefing(order=order, model=long, inputs_id=long)
    with opened(chromium, (320, 600)) as watching:
        for path in (*PAGES.values(), "/briefings/5/table/map?", "/briefings/4/remove?"):
            for language in ("en", "zh"):
                watching.page.goto(f"{place.base}{path}language={language}")
                watching.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
                assert overflow(watching.page) <= 0, path


def shown(page: Page) -> list[str]:
    """The sentences that can be read."""
    return [each.inner_text() for each in page.locator(".sentence .said").all() if each.is_visible()]


TIDE = "It rose twice a day, by 3.5 m & more."


def test_a_sentence_is_shown_to_pointer_and_key(chromium: Browser, place: Place) -> None:
    with opened(chromium) as watching:
        page = watching.page
        page.goto(f"{place.base}/briefings/4")
        assert shown(page) == []
        page.locator(".cite > summary").nth(1).hover()
        assert shown(page) == [TIDE]
        assert page.locator(".sentence mark:visible").inner_text() == "rose twice a day"
        page.mouse.move(1, 1)
        assert shown(page) == []
        page.locator(".cite > summary").first.focus()
        assert shown(page) == [TIDE]
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('details.cite').open") is True
        page.keyboard.press("Escape")
        assert page.locator("details.cite[open]").count() == 0


def test_a_finger_opens_one_sentence_at_a_time_without_a_script(chromium: Browser, place: Place) -> None:
    phone = {"has_touch": True, "java_script_enabled": False}
    with opened(chromium, SIZES["phone"], **phone) as watching:
        page = watching.page
        page.goto(f"{place.base}/briefings/4?language=zh")
        page.locator(".cite > summary").nth(0).tap()
        assert TIDE in shown(page)
        page.locator(".cite > summary").nth(4).scroll_into_view_if_needed()
        page.locator(".cite > summary").nth(4).tap()
        assert page.locator("details.cite[open]").count() == 1
        assert not page.locator(".gone .claim").first.is_visible()
        page.locator(".part > details.more > summary").click()
        assert page.locator(".gone .claim").first.is_visible()


def test_one_drawing_of_each_picture_is_shown_and_its_table_unfolds(chromium: Browser, place: Place) -> None:
    for size, shape in (("phone", "for-narrow"), ("desktop", "for-wide")):
        with opened(chromium, SIZES[size]) as watching:
            page = watching.page
            page.goto(f"{place.base}/briefings/4")
            visible = page.locator("svg.picture:visible")
            assert visible.count() == 3
            assert page.locator(f".{shape} svg.picture:visible").count() == 3
            table = page.locator(".picture-of-map table").first
            assert not table.is_visible()
            page.locator(".picture-of-map details > summary").first.click()
            assert table.is_visible()


def test_colours_follow_the_readers_mode(chromium: Browser, place: Place) -> None:
    fill = "getComputedStyle(document.querySelector('.for-wide .p-earth')).fill"
    for scheme, colour in (("light", "rgb(0, 128, 124)"), ("dark", "rgb(47, 176, 170)")):
        with opened(chromium, color_scheme=scheme) as watching:
            watching.page.goto(f"{place.base}/briefings/4")
            assert watching.page.evaluate(fill) == colour
            if scheme == "dark":
                watching.page.emulate_media(media="print", color_scheme="light")
                assert watching.page.evaluate(fill) == "rgb(0, 128, 124)"


def test_the_making_is_followed_by_a_script_and_without_one(chromium: Browser, place: Place) -> None:
    for script in (True, False):
        place.briefings.progress = None
        place.briefings.begin(ORDER)
        with opened(chromium, java_script_enabled=script) as watching:
            page = watching.page
            page.goto(f"{place.base}/briefings/making?language=zh")
            place.briefings.advance(BriefStage.CLUSTERS)
            page.wait_for_selector("[data-stage=clusters][data-state=now]")
            place.briefings.finish(BriefId(7))
            page.wait_for_url("**/briefings/7?language=zh")


def test_a_form_with_a_fault_leads_to_it_and_a_good_one_on(chromium: Browser, place: Place) -> None:
    place.briefings.progress = None
    with opened(chromium) as watching:
        page = watching.page
        page.goto(f"{place.base}/briefings")
        page.fill("[name=days]", "many")
        page.click("text=Make the briefing")
        page.wait_for_selector("#fault-days")
        watching.complaints.clear()  # the browser logs the 422 itself
        page.fill("[name=days]", "3")
        page.check("[value=biology]")
        page.click("text=Make the briefing")
        page.wait_for_url("**/briefings/making#main")
    assert place.briefings.wishes[-1][0].fields == ("biology",)
