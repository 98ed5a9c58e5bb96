"""Pages that show radars: their list, their days with reasons and votes, what was hidden, and where they lead."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from academichub.model import PaperId, Radar, Reason, ReasonKind, SavedSearch, Stance
from academichub.publish.wording import wording
from academichub.web.fit import FITS, Fit
from academichub.web.radars.links import anchor_of
from academichub.web.radars.shown import said_of
from tests.web.asking import Browser
from tests.web.fakes import FakeLibrary
from tests.web.papers import TODAY, Draft, plain
from tests.web.radars import FakeRadars, example, watched
from tests.web.reading import article_numbers, parse_page, texts, words

CHARTS = PaperId("arxiv:2606.10001")


@pytest.fixture
def site() -> tuple[Browser, FakeRadars]:
    """Two radars that work, and a paused one."""
    browser, radars = watched()
    radars.save(Radar("Rain", include=("rain", "glass"), exclude=("Part 20", "Part 1"), quota=4))
    radars.save(Radar("Sea beds", boost=("soundings",), categories=("cs.LG", "cs.CV"), quota=3))
    radars.save(Radar("Old", boost=("old",), paused=True))
    return browser, radars


def of_class(page: Element, tag: str, css_class: str) -> list[Element]:
    return [each for each in page.iter(tag) if css_class in each.get("class", "").split()]


def hrefs(page: Element) -> list[str]:
    return [link.get("href", "") for link in page.iter("a")]


def test_no_radar_yet_is_said_with_the_way_to_begin() -> None:
    browser, _ = watched()
    page = parse_page(browser.get("/radars"))
    assert "A radar watches one of your interests" in words(page)
    assert "/radars/new" in hrefs(page)
    front = parse_page(browser.get("/"))
    assert texts(front, "p", "invite") == ["Make a radar to have your own papers stand first."]
    assert not of_class(front, "section", "of-radar")
    for path in ("/?page=2", "/?source=arxiv"):
        assert not texts(parse_page(browser.get(path)), "p", "invite")


def test_the_list_counts_and_marks_what_is_paused(site: tuple[Browser, FakeRadars]) -> None:
    browser, radars = site
    radars.vote("Rain", CHARTS, Stance.DOWN)
    radars.add_examples("Rain", [example("x", "Drops")])
    rows = [words(row) for row in parse_page(browser.get("/radars")).iter("li")]
    assert rows[0] == "Rain 4 papers on 16 June 2026 · 4 words · 1 example · 0 up, 1 down Edit"
    assert rows[2] == "Old paused 1 word Edit"


def test_a_day_says_what_is_shown_why_and_what_was_left_out(site: tuple[Browser, FakeRadars]) -> None:
    page = parse_page(site[0].get("/radar/rain"))
    assert article_numbers(page) == ["01.", "02.", "03.", "04.", "05."]
    assert texts(page, "p", "why")[0] == "Why shown: says “glass”"
    (counts,) = texts(page, "p", "counts")
    assert counts.startswith("4 of 134 papers of 16 June 2026; ")
    assert "removed by rules" in counts
    assert "left out as fitting less" in counts
    assert "/radar/Rain/hidden?day=2026-06-16" in hrefs(page)
    assert "/radar/Rain?day=2026-06-15" in hrefs(page)
    (asked,) = of_class(page, "section", "asked")
    assert "The radar is not sure of this one." in words(asked)


@pytest.mark.parametrize(
    ("query", "status"),
    [("2026-06-15", 200), ("2026-06-01", 404), ("never", 400), ("", 200), ("20260616", 400), ("2026-W25-2", 400)],
)
def test_days_of_a_radar(site: tuple[Browser, FakeRadars], query: str, status: int) -> None:
    for path in ("/radar/Rain", "/radar/Rain/hidden"):
        assert site[0].get(f"{path}?day={query}").status_code == status


def test_a_paused_radar_says_so_and_stays_off_the_front(site: tuple[Browser, FakeRadars]) -> None:
    browser, _ = site
    assert "This radar is paused" in words(parse_page(browser.get("/radar/Old")))
    leading = [words(part) for part in of_class(parse_page(browser.get("/")), "section", "of-radar")]
    assert len(leading) == 2
    assert not any("Old" in part.split() for part in leading)


def test_the_edition_leads_with_the_radars_and_goes_on_as_it_is(site: tuple[Browser, FakeRadars]) -> None:
    browser, _ = site
    page = parse_page(browser.get("/"))
    first, second = of_class(page, "section", "of-radar")
    assert words(next(first.iter("h2"))) == "Radar Rain 4"
    assert article_numbers(first) == ["01.", "02.", "03.", "04.", "05."]
    assert article_numbers(second)[:2] == ["06.", "07."]
    assert article_numbers(page) == [f"{n:02d}." for n in range(1, 51)], "numbers run through the whole page"
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert "/radar/Rain?day=2026-06-16" in hrefs(page)
    for path in ("/?page=2", "/?source=arxiv"):
        assert not of_class(parse_page(browser.get(path)), "section", "of-radar")
    assert article_numbers(parse_page(browser.get("/?source=arxiv")))[0] == "01."
    assert of_class(parse_page(browser.get("/edition/2026-06-15")), "section", "of-radar")


def test_each_paper_of_an_edition_stands_once_in_all_its_pages(site: tuple[Browser, FakeRadars]) -> None:
    pages = [parse_page(site[0].get(f"/?page={n}")) for n in (1, 2, 3)]
    links = [h3.find("a") for page in pages for h3 in page.iter("h3") if (h3.get("id") or "").startswith("t-")]
    papers = [link.get("href") for link in links if link is not None]
    assert len(papers) == len(set(papers)) == 134
    assert [number for page in pages for number in article_numbers(page)] == [f"{n:02d}." for n in range(1, 135)]
    n_above = sum(len(article_numbers(part)) for part in of_class(pages[0], "section", "of-radar"))
    assert f"{n_above} of the 134 papers of the day stand above, in your radars" in words(pages[0])
    assert f"Showing {n_above + 1}–50 of 134" in words(pages[0])
    assert f"{n_above} papers stand on the first page, in your radars" in words(pages[1])
    assert "Showing 51–100 of 134" in words(pages[1])


def test_where_radars_have_all_papers_of_a_day_nothing_is_said_to_be_missing() -> None:
    drafts = [Draft(f"arxiv:2606.3{n:04d}", plain(f"tide {n}")) for n in range(3)]
    browser, radars = watched(FakeLibrary({TODAY: tuple(draft.entry(TODAY) for draft in drafts)}))
    radars.save(Radar("Tides", include=("tide",)))
    page = parse_page(browser.get("/"))
    assert article_numbers(page) == ["01.", "02.", "03."]
    assert "3 of the 3 papers of the day stand above" in words(page)
    assert not of_class(page, "section", "empty")


@pytest.mark.parametrize(
    ("origin", "led"),
    [
        ({"from": "radar", "day": "2026-06-16", "page": "1"}, "/radar/Rain?day=2026-06-16&page=1"),
        ({"from": "hidden", "day": "2026-06-16"}, "/radar/Rain/hidden?day=2026-06-16"),
        ({"from": "front"}, "/"),
        ({"from": "edition", "day": "2026-06-15"}, "/edition/2026-06-15"),
        ({"from": "edition", "day": "//evil.example"}, "/radar/Rain"),
        ({"from": "https://evil.example/", "day": "../..", "page": "x"}, "/radar/Rain"),
        ({}, "/radar/Rain"),
    ],
)
def test_a_vote_leads_back_to_its_card_and_nowhere_else(
    site: tuple[Browser, FakeRadars], origin: dict[str, str], led: str
) -> None:
    browser, radars = site
    answer = browser.post("/radar/rain/vote", {"paper": CHARTS, "stance": "up", **origin})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{led}#{anchor_of(CHARTS)}")
    assert radars.votes("Rain")[CHARTS].stance is Stance.UP


def test_a_vote_is_seen_and_can_be_taken_back(site: tuple[Browser, FakeRadars]) -> None:
    browser, radars = site
    paper = radars.view("Rain", TODAY).shown[0].paper_id
    for sent, pressed, offered in (("up", "true", "none"), ("none", "false", "up")):
        browser.post("/radar/Rain/vote", {"paper": paper, "stance": sent, "from": "radar"})
        page = parse_page(browser.get("/radar/Rain"))
        (card,) = (each for each in page.iter("article") if each.get("id") == anchor_of(paper))
        up, down = card.iter("button")
        assert (up.get("aria-pressed"), up.get("value")) == (pressed, offered)
        assert (down.get("aria-pressed"), down.get("value")) == ("false", "down")
    assert not radars.votes("Rain")


def test_a_script_is_told_the_vote_alone(site: tuple[Browser, FakeRadars]) -> None:
    json = {"accept": "application/json", "sec-fetch-site": "same-origin"}
    answer = site[0].post("/radar/Rain/vote", {"paper": CHARTS, "stance": "down"}, headers=json)
    assert answer.json() == {"stance": "down"}


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("/radar/Rain/vote", {"paper": CHARTS, "stance": "sideways"}, 400),
        ("/radar/Rain/vote", {"paper": CHARTS}, 400),
        ("/radar/Rain/vote", {"paper": "nothing", "stance": "up"}, 404),
        ("/radar/Rain/vote", {"stance": "up"}, 404),
        ("/radar/None/vote", {"paper": CHARTS, "stance": "up"}, 404),
        ("/radar/Rain/example", {"paper": "nothing"}, 404),
    ],
)
def test_a_vote_that_means_nothing_is_refused(
    site: tuple[Browser, FakeRadars], path: str, sent: dict[str, str], status: int
) -> None:
    browser, radars = site
    assert browser.post(path, sent).status_code == status
    assert not radars.votes("Rain")
    assert not radars.examples("Rain")


def test_what_was_hidden_is_told_by_rule_and_value(site: tuple[Browser, FakeRadars]) -> None:
    browser, radars = site
    page = parse_page(browser.get("/radar/Rain/hidden"))
    rules = texts(page, "h3", "ruling")
    assert rules[0].startswith("says “Part 20”, which is excluded")
    assert any(rule.startswith("has none of the words it must have: rain, glass") for rule in rules)
    assert any("score" in words(meta) for meta in of_class(page, "p", "meta"))
    view = radars.view("Sea beds", TODAY)
    assert view.elsewhere
    other = parse_page(browser.get("/radar/Sea beds/hidden"))
    assert "in Rain" in words(other)


def test_of_those_left_out_the_best_are_listed_and_all_are_counted(site: tuple[Browser, FakeRadars]) -> None:
    browser, radars = site
    radars.save(Radar("Much", boost=("learners",), quota=1))
    radars.remove("Rain")
    cut = radars.view("Much", TODAY).cut
    page = parse_page(browser.get("/radar/Much/hidden"))
    listed = [each.get("id") for each in page.iter("article")]
    assert listed == [anchor_of(ranked.paper_id) for ranked in cut[:20]]
    assert len(cut) > 100
    assert f"The best of {len(cut)} papers that passed the rules" in words(page)


def test_how_many_are_everyday_papers_is_told(site: tuple[Browser, FakeRadars]) -> None:
    browser, radars = site
    radars.n_everyday = 7
    assert "7 of them score no more than an everyday paper" in words(parse_page(browser.get("/radar/Sea beds/hidden")))


def test_a_radar_that_there_is_not_is_spoken_of_as_one(site: tuple[Browser, FakeRadars]) -> None:
    for path in ("/radar/Nobody", "/radar/Nobody/hidden", "/radar/Nobody/edit"):
        answer = site[0].get(path)
        assert (answer.status_code, "There is no radar “Nobody”" in words(parse_page(answer))) == (404, True)
    zh = words(parse_page(site[0].get("/radar/Nobody?language=zh")))
    assert "没有名为“Nobody”的雷达" in zh
    assert "paper" not in words(next(parse_page(site[0].get("/radar/Nobody")).iter("main")))


def test_all_of_one_rule_is_paged(site: tuple[Browser, FakeRadars]) -> None:
    browser, _ = site
    page = parse_page(browser.get("/radar/Rain/hidden"))
    (more,) = (href for href in hrefs(page) if "rule=include" in href)
    first = parse_page(browser.get(more))
    assert len(article_numbers(first)) == 50
    last = parse_page(browser.get(f"{more}&page=2"))
    assert article_numbers(last)[0] == "51."
    assert browser.get(f"{more}&page=4").status_code == 404
    assert browser.get("/radar/Rain/hidden?rule=x&value=<b>").status_code == 404


def test_a_paper_is_voted_on_and_made_an_example_on_its_own_page(site: tuple[Browser, FakeRadars]) -> None:
    browser, radars = site
    path = f"/paper/{CHARTS}"
    page = parse_page(browser.get(path))
    actions = [form.get("action") for form in page.iter("form") if form.get("method") == "post"]
    assert actions[:2] == ["/radar/Rain/vote", "/radar/Rain/example"]
    assert browser.post("/radar/Rain/example", {"paper": CHARTS, "act": "add"}).headers["location"] == f"{path}#radars"
    (kept,) = radars.examples("Rain")
    assert (kept.key, kept.paper_id) == (CHARTS, CHARTS)
    assert "Is an example" in words(parse_page(browser.get(path)))
    browser.post("/radar/Rain/example", {"paper": CHARTS, "act": "remove"})
    browser.post("/radar/Rain/example", {"paper": CHARTS, "act": "remove"})
    assert radars.examples("Rain") == ()
    led = browser.post("/radar/Rain/vote?language=zh", {"paper": CHARTS, "stance": "up", "from": "paper"})
    assert led.headers["location"] == f"{path}?language=zh#radars"


def test_the_score_is_explained_by_what_the_store_has(site: tuple[Browser, FakeRadars]) -> None:
    told = words(parse_page(site[0].get("/radar/Rain/hidden")))
    assert "everyday paper of all that are stored here" in told
    assert "of this day, 1" not in told


def test_an_empty_day_says_why(site: tuple[Browser, FakeRadars]) -> None:
    browser, radars = site
    radars.save(Radar("Nothing", include=("unheard-of",)))
    assert "Its rules removed every paper of the day." in words(parse_page(browser.get("/radar/Nothing")))
    empty, others = watched(FakeLibrary())
    others.save(Radar("Early", boost=("sea",)))
    assert "No edition yet" in words(parse_page(empty.get("/radar/Early")))
    assert empty.get("/radars").status_code == 200
    assert empty.get("/radar/Early/hidden").status_code == 404


def test_no_page_of_radars_is_heavy() -> None:
    noise = "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(3_000))
    drafts = [
        Draft(f"arxiv:2606.3{n:04d}", plain(f"tide {n} {noise[n : 900 + n]}"), abstract=plain(noise[n:] * 2))
        for n in range(200)
    ]
    library = FakeLibrary({TODAY: tuple(draft.entry(TODAY) for draft in drafts)})
    browser, radars = watched(library)
    for n in range(12):
        radars.save(Radar(f"Tides {n}", include=("tide",), quota=120 if not n else 5))
        radars.add_examples(f"Tides {n}", [example(f"x{n}", drafts[n].title.plain + " tide 1")])
    for path in ("/", "/radar/Tides 0", "/radar/Tides 0?page=3", "/radar/Tides 0/hidden", "/radar/Tides 1/hidden"):
        answer = browser.get(path, headers={"accept-encoding": "gzip"})
        assert answer.status_code == 200
        assert len(answer.content) > 10_000
        assert int(answer.headers["content-length"]) < 100_000, path


def test_saved_searches_are_listed_and_removed() -> None:
    browser, radars = watched()
    radars.save_search(SavedSearch("Silt", "source:arxiv silt"))
    browser.post("/searches/remove", {"name": "Silt"})
    assert radars.searches() == ()
    assert browser.post("/searches/remove", {"name": "Silt"}).status_code == 303
    assert browser.post("/searches/save", {"name": "", "text": "x"}).status_code == 400
    assert browser.post("/searches/save", {"name": "A", "text": "tides"}).headers["location"] == "/radars#searches"
    assert [search.text for search in radars.searches()] == ["tides"]


@pytest.mark.parametrize("fit", FITS)
def test_a_card_says_what_speaks_against_its_paper_however_much_speaks_for_it(fit: Fit) -> None:
    reasons = [Reason(ReasonKind.WORD, f"word {n}", 1.0) for n in range(9)]
    said = said_of([*reasons, Reason(ReasonKind.AGAINST, "survey", -0.5)], wording("en"), fit)
    assert said[-1] == ("against it: says “survey”", None)
    assert len(said) < len(reasons)


@pytest.mark.parametrize("path", ["/", "/radars", "/radar/Rain", "/radar/Rain/remove", f"/paper/{CHARTS}"])
def test_a_page_that_only_counts_examples_reads_none(site: tuple[Browser, FakeRadars], path: str) -> None:
    browser, radars = site
    radars.add_examples("Rain", [example(CHARTS, "Charts")])
    assert browser.get(path).status_code == 200
    assert radars.n_read == 0
