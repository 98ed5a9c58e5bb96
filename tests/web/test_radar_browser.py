"""Radars in real Chromium: votes by key and without a script, the preview that follows typing, how pages look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, Route

from academichub.model import PaperId, Person, Radar, Stance
from academichub.web.radars.links import anchor_of
from tests.web.radars import FakeRadars, example, watched
from tests.web.serving import serving
from tests.web.test_browser import CHROMIUM, SCREENS, SIZES, chromium, opened, overflow

__all__ = ["chromium"]  # the fixture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH: pages are not looked at in a browser"),
]

TONES = "声调与语音"
PAGES = {
    "radars": "/radars?",
    "radar": f"/radar/{TONES}?",
    "hidden": "/radar/Rain on windows/hidden?",
    "radar-form": f"/radar/{TONES}/edit?",
    "radar-front": "/?",
    "radar-remove": "/radar/Old interest/remove?",
    "radar-paper": "/paper/arxiv:2606.10001?",
}


@dataclass(frozen=True)
class Place:
    base: str
    radars: FakeRadars


@pytest.fixture
def place() -> Iterator[Place]:
    site, radars = watched()
    radars.save(
        Radar(
            "Rain on windows",
            include=("rain", "glass", "genome"),
            exclude=("Part 20",),
            quota=5,
            authors=(Person("Li Wenhua", None, ("Ada Moreau",)),),
        )
    )
    radars.save(Radar(TONES, boost=("声调", "语音识别"), quota=3, categories=("cs.CL", "cs.LG")))
    radars.save(Radar("Old interest", include=("tides",), paused=True))
    frugal = "Forgetting Schedules for Frugal Learners, Part 2"
    radars.add_examples(TONES, [example("arxiv:2606.20001", frugal, origin="library.bib")])
    radars.vote(TONES, PaperId("arxiv:2606.10009"), Stance.UP)
    with serving(site.app) as base:
        yield Place(base, radars)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_a_look_at_every_page_of_radars(chromium: Browser, place: Place, size: str, scheme: str, language: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    with opened(chromium, SIZES[size], color_scheme=scheme) as watching:
        page = watching.page
        for name, path in PAGES.items():
            page.goto(f"{place.base}{path}language={language}")
            assert overflow(page) <= 0, name
            page.screenshot(path=SCREENS / f"{name}-{size}-{scheme}-{language}.png", full_page=name != "radar-front")
        for act in ("preview", "backtest"):
            page.goto(f"{place.base}/radar/{TONES}/edit?language={language}")
            page.click(f"[value={act}]")
            page.wait_for_selector(f"#{act}")
            assert overflow(page) <= 0, act
            page.screenshot(path=SCREENS / f"radar-{act}-{size}-{scheme}-{language}.png", full_page=True)


def test_nothing_of_radars_is_wider_than_the_narrowest_window(chromium: Browser, place: Place) -> None:
    place.radars.save(Radar("W" * 60, boost=("x" * 200,)))
    with opened(chromium, (320, 600)) as watching:
        for path in (*PAGES.values(), f"/radar/{'W' * 60}?", f"/radar/{'W' * 60}/edit?"):
            for language in ("en", "zh"):
                watching.page.goto(f"{place.base}{path}language={language}")
                watching.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
                assert overflow(watching.page) <= 0, path


def pressed(page: Page, card: str, stance: str) -> str | None:
    return page.get_attribute(f"#{card} button[data-stance={stance}]", "aria-pressed")


def test_votes_by_key_stay_on_the_page(chromium: Browser, place: Place) -> None:
    first, second = (each.paper_id for each in place.radars.view("Rain on windows", place_day(place)).shown[:2])
    with opened(chromium) as watching:
        page = watching.page
        page.goto(f"{place.base}/radar/Rain on windows")
        asked = len([address for address in watching.asked if "/radar/" in address])
        page.keyboard.press("u")  # no card yet: nothing is voted on
        page.keyboard.press("j")
        with page.expect_response("**/vote"):
            page.keyboard.press("u")
        page.wait_for_selector(f"#{anchor_of(first)} [data-stance=up][aria-pressed=true]")
        page.keyboard.press("j")
        with page.expect_response("**/vote"):
            page.keyboard.press("d")
        page.wait_for_selector(f"#{anchor_of(second)} [data-stance=down][aria-pressed=true]")
        with page.expect_response("**/vote"):
            page.keyboard.press("u")
        page.wait_for_selector(f"#{anchor_of(second)} [data-stance=up][aria-pressed=true]")
        assert pressed(page, anchor_of(second), "down") == "false"
        with page.expect_response("**/vote"):
            page.keyboard.press("u")
        page.wait_for_selector(f"#{anchor_of(second)} [data-stance=up][aria-pressed=false]")
        assert page.url.endswith("/radar/Rain%20on%20windows")
        sent = [address for address in watching.asked if "/radar/" in address]
        assert len(sent) == asked + 4
    votes = place.radars.votes("Rain on windows")
    assert {paper: vote.stance for paper, vote in votes.items()} == {first: Stance.UP}


def place_day(place: Place):  # type: ignore[no-untyped-def]
    return place.radars.library.days()[0][0]


def test_a_vote_that_is_not_kept_says_so(chromium: Browser, place: Place) -> None:
    with opened(chromium) as watching:
        page = watching.page
        page.goto(f"{place.base}/radar/Rain on windows?language=zh")
        place.radars.remove("Rain on windows")
        page.locator("article.card form.vote button").first.click()
        page.wait_for_selector(".vote .told:text-is('未能保存，请重试。')")
        watching.complaints.clear()  # the browser logs the 404 itself


def test_a_vote_without_a_script_leads_back_to_its_card(chromium: Browser, place: Place) -> None:
    with opened(chromium, SIZES["phone"], java_script_enabled=False) as watching:
        page = watching.page
        page.goto(f"{place.base}/?language=zh")
        card = page.locator(".of-radar article").first
        anchor = card.get_attribute("id")
        card.locator("[data-stance=up]").click()
        page.wait_for_url(f"**#{anchor}")
        assert page.locator(f"#{anchor} [data-stance=up]").get_attribute("aria-pressed") == "true"
        assert page.locator(f"#{anchor} [data-stance=up]").inner_text().strip() == "▲ 已赞成"


def test_the_preview_follows_typing_and_keeps_the_file(chromium: Browser, place: Place) -> None:
    with opened(chromium) as watching:
        page = watching.page
        page.goto(f"{place.base}/radars/new")
        page.set_input_files("#f-file", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"arXiv:2606.10004"})
        page.fill("#f-include", "owls")
        page.wait_for_selector("#preview")
        assert page.locator("#trial article").count() == 9
        page.wait_for_selector("#brought p")
        page.fill("#f-include", "owls\ntides that nobody")
        page.fill("#f-authors", "Wei Li")  # not finished: nothing is said while typing
        page.fill("#f-authors", "Wei Li with Jane Doe")
        page.fill("#f-include", "charts")
        page.wait_for_selector("#trial .rule + article:last-child")
        assert page.locator(".fault").count() == 0
        page.fill("#f-quota", "none")
        page.click("[value=backtest]")
        page.wait_for_selector(".fault")
        assert page.evaluate("document.querySelector('.fault').nextElementSibling.id") == "f-quota"
        assert page.get_attribute("#f-quota", "aria-invalid") == "true"
        page.fill("#f-quota", "9")
        page.fill("#f-name", "Charts")
        page.click("[value=backtest]")
        page.wait_for_selector("#backtest")
        assert page.get_attribute("#f-quota", "aria-invalid") is None
        page.click("[value=save]")
        page.wait_for_url("**/radar/Charts")
    assert [each.key for each in place.radars.examples("Charts")] == ["arxiv:2606.10004"]


def test_a_radar_is_made_without_a_script(chromium: Browser, place: Place) -> None:
    with opened(chromium, java_script_enabled=False) as watching:
        page = watching.page
        page.goto(f"{place.base}/radars?language=zh")
        page.click("a.act")
        page.fill("[name=name]", "猫头鹰")
        page.fill("[name=include]", "owls，burrowing")
        page.click("[value=preview]")
        page.wait_for_url("**/radars/new?language=zh#trial")
        assert page.locator("#trial article").count() == 9
        page.click("[value=save]")
        assert page.locator("h1").inner_text() == "猫头鹰"
    assert place.radars.named("猫头鹰").include == ("owls", "burrowing")


def test_every_field_has_a_name(chromium: Browser, place: Place) -> None:
    with opened(chromium) as watching:
        watching.page.goto(f"{place.base}/radar/{TONES}/edit")
        nameless = watching.page.evaluate(
            "[...document.querySelectorAll('main :is(input, textarea)')]"
            ".filter((e) => e.type !== 'hidden' && !e.labels.length).length"
        )
        assert nameless == 0


def test_the_trial_is_busy_until_the_last_one_asked_for_is_there(chromium: Browser, place: Place) -> None:
    with opened(chromium) as watching:
        page = watching.page
        page.goto(f"{place.base}/radars/new")
        held: list[Route] = []
        page.route("**/radars/new", lambda route: held.append(route))
        page.fill("#f-include", "owls")
        with page.expect_request("**/radars/new"):
            page.click("[value=preview]")
        with page.expect_request("**/radars/new"), page.expect_event("requestfailed"):  # the first is given up
            page.click("[value=backtest]")
        page.evaluate("new Promise((done) => setTimeout(done))")
        assert page.get_attribute("#trial", "aria-busy") == "true"
        held[-1].continue_()
        page.wait_for_selector("#trial:not([aria-busy]) #backtest")
