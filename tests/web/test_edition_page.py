"""The page of a day: every paper once, numbered without gaps, filtered as its counts say, empty with a reason."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from academichub.model import SourceId, SourceState, SourceStatus
from academichub.publish.wording import wording
from academichub.web import create_app
from academichub.web.edition import page_numbers
from tests.web.asking import Browser, browse
from tests.web.fakes import STATUSES, FakeLibrary, full_library
from tests.web.papers import LABELS, TODAY, Draft, plain
from tests.web.reading import article_numbers, parse_page, texts, words

N_TODAY = len(full_library().editions[TODAY])


def at(library: FakeLibrary, now: datetime) -> Browser:
    return Browser(create_app(library, language="en", sample=False, labels=LABELS, clock=lambda: now))


def front_of(library: FakeLibrary, now: datetime) -> str:
    return words(parse_page(at(library, now).get("/")))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_paper_of_the_day_stands_once_and_numbers_have_no_gap(language: str) -> None:
    browser = browse(language=language)
    numbers: list[str] = []
    titles: list[str] = []
    for page in (1, 2, 3):
        tree = parse_page(browser.get(f"/?page={page}"))
        numbers += article_numbers(tree)
        titles += [words(title) for title in tree.iter("h3")]
    assert numbers == [f"{n:02d}." for n in range(1, N_TODAY + 1)]
    assert len(set(titles)) == N_TODAY


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_purpose_stands_once_on_the_newest_edition_alone(language: str) -> None:
    browser, purpose = browse(language=language), wording(language)("site.purpose")
    assert texts(parse_page(browser.get("/")), "p", "aim") == [purpose]
    earlier = max(day for day in full_library().editions if day < TODAY)
    for path in ("/?page=2", "/?field=physics", f"/edition/{earlier}", "/days", "/status"):
        assert purpose not in browser.get(path).text, path


def test_only_the_cards_of_a_page_are_read_in_full() -> None:
    library = full_library()
    browse(library).get("/?page=2")
    assert [len(asked) for asked in library.asked] == [50]


def test_numbers_stay_whole_when_a_paper_is_gone_between_two_questions() -> None:
    class Forgetful(FakeLibrary):
        def entries(self, day, paper_ids, language):  # type: ignore[no-untyped-def]
            return super().entries(day, [paper_id for n, paper_id in enumerate(paper_ids) if n != 3], language)

    page = parse_page(browse(Forgetful(full_library().editions)).get("/"))
    assert article_numbers(page) == [f"{n:02d}." for n in range(1, 50)]


@pytest.mark.parametrize(
    "address", ["/", "/?field=physics", "/?source=arxiv&field=computer-science", "/?category=cs.LG"]
)
def test_each_filter_s_count_is_what_its_link_shows(address: str) -> None:
    browser = browse()
    page = parse_page(browser.get(address))
    facets = [section for section in page.iter("section") if section.get("class") == "facet"]
    links = [link for section in facets for link in section.iter("a")]
    assert len(links) > 10
    for link in links[::3]:
        if link.get("aria-current"):
            continue
        count = int(words(next(span for span in link.iter("span") if span.get("class") == "n")))
        shown = parse_page(browser.get(link.get("href", "")))
        (line,) = texts(shown, "p", "active")
        assert re.search(rf"; {count} papers?\.", line), (link.get("href"), line)


def test_a_chosen_filter_is_marked_and_its_link_takes_it_away() -> None:
    page = parse_page(browse().get("/?field=physics&source=arxiv"))
    chosen = [link.get("href") for link in page.iter("a") if link.get("aria-current") == "true"]
    assert chosen == ["/?field=physics", "/?source=arxiv"]


def test_links_keep_the_language_and_days_keep_the_filters() -> None:
    page = parse_page(browse().get("/?language=zh&field=physics"))
    links = [link.get("href", "") for link in page.iter("a")]
    own = [link for link in links if link.startswith("/")]
    switch = "/?field=physics"
    assert switch in own
    assert [link for link in own if "language=zh" not in link] == [switch]
    assert "/edition/2026-06-15?language=zh&field=physics" in own


def test_the_lead_tells_its_rule_and_groups_their_field() -> None:
    page = parse_page(browse().get("/"))
    headings = [words(heading) for heading in page.iter("h2")]
    assert headings.count("Curated") == 1
    assert any("Computer science" in heading for heading in headings)
    assert len(texts(page, "p", "rule")) == 1
    assert "Curated" not in [words(h) for h in parse_page(browse().get("/?field=physics")).iter("h2")]


def test_a_card_says_source_category_day_kind_authors_and_what_is_missing() -> None:
    cards = {}
    for page in (1, 2, 3):
        tree = parse_page(browse().get(f"/?page={page}"))
        for card in tree.iter("article"):
            cards[words(next(card.iter("h3")))] = words(card)
    tides = next(card for title, card in cards.items() if title.startswith("Charts That"))
    assert "arXiv (physics.ao-ph) 16 June 2026 new" in tides
    assert "Ingrid Aas, Kwabena Osei-Bonsu, María José Peña" in tides
    assert "and 2 more" in tides
    assert "0.31 m without new surveys. Extract" in tides
    assert re.search(r"Abstract page PDF Code Cite$", tides)
    friends = cards["Search for Sterile Resonances with Three Thousand Friends"]
    assert "and 2,997 more" in friends
    assert "Physicist-0004" not in friends
    missing = cards["Correspondence: Counting the Uncounted in District Hospitals"]
    assert "Nature" not in missing
    assert "The Lancet (Medicine) 16 June 2026" in missing
    assert "The source gives no abstract" in missing
    assert "Authors not given by the source" in missing
    assert "revised v3" in cards["Revised: Why Some Gradients Go Home Early"]
    assert "bioRxiv (neuroscience) 16 June 2026 withdrawn" in cards["Slow Wave Sleep and Memory in Zebrafish"]
    assert "cross-list" in cards["A Cross-Listed Note on Lattice Codes for Quiet Microphones"]
    assert "The Quiet Sky Collaboration" in cards["Nine Years of Silence from a Repeating Radio Source"]


def test_texts_name_their_language_where_it_is_not_the_page_s() -> None:
    page = parse_page(browse(language="zh").get("/?category=cs.CL"))
    (card,) = page.iter("article")
    assert card.get("lang") == "zh"
    english = next(c for c in parse_page(browse(language="zh").get("/?category=cs.SD")).iter("article"))
    assert english.get("lang") == "en"
    assert next(p for p in english.iter("p") if p.get("class") == "meta").get("lang") == "zh"
    assert page.get("lang") == "zh"


def test_mathematics_is_mathml() -> None:
    page = parse_page(browse().get("/?category=math.CO"))
    assert [words(math) for math in next(page.iter("h3")).iter("{http://www.w3.org/1998/Math/MathML}math")] == [
        "α",
        "O(n32logn)",
    ]


def test_a_hub_without_editions_says_what_to_do() -> None:
    empty = browse(FakeLibrary(sources=STATUSES)).get("/")
    assert empty.status_code == 200
    assert "academichub update" in words(parse_page(empty))
    bare = browse(FakeLibrary()).get("/")
    assert "hub.toml" in words(parse_page(bare))


def test_filters_that_leave_nothing_say_so_and_can_be_cleared() -> None:
    answer = browse().get("/?category=no.such&language=zh")
    page = parse_page(answer)
    assert answer.status_code == 200
    assert wording("zh")("empty.filter.title") in words(page)
    assert "/?language=zh" in [link.get("href") for link in page.iter("a")]
    assert words(page).count(wording("zh")("filter.clear")) == 1


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/edition/2026-06-20", 404, "20 June 2026 is a Saturday"),
        ("/edition/2026-06-17", 404, "17 June 2026"),
        ("/edition/tomorrow", 400, "A date is written"),
        ("/edition/20260616", 400, "A date is written"),
        ("/?page=4", 404, "ends at page 3"),
        ("/?page=none", 400, "“none” cannot be read as page"),
        ("/?language=fr", 400, "“fr” cannot be read as language"),
        ("/paper/arxiv:0000.00000", 404, "No paper is stored under “arxiv:0000.00000”"),
        ("/nothing", 404, "There is no page"),
    ],
)
def test_what_is_not_there_is_refused_in_words(path: str, status: int, says: str) -> None:
    answer = browse().get(path)
    page = parse_page(answer)
    assert answer.status_code == status
    assert says in words(page)
    assert any(link.get("href") == "/" for link in page.iter("a"))


@pytest.mark.parametrize(
    ("day", "language", "sentence"),
    [
        ("2026-06-14", "en", "14 June 2026 is a Sunday: arXiv and most journals announce nothing at weekends."),
        ("2026-06-17", "en", "No followed source announced a paper on Wednesday, 17 June 2026."),
        ("2026-06-17", "zh", "2026年6月17日（星期三），所关注的来源均未公布论文。"),
    ],
)
def test_a_day_without_an_edition_says_so_and_leads_to_those_around(day: str, language: str, sentence: str) -> None:
    answer = browse(language=language).get(f"/edition/{day}?field=physics")
    page = parse_page(answer)
    assert answer.status_code == 404
    assert words(next(page.iter("h1"))) == wording(language)("empty.day.title")
    assert texts(page, "p", "lead") == [sentence]
    near = "2026-06-15" if day < "2026-06-15" else "2026-06-16"
    around = {link.get("rel"): link.get("href") for link in page.iter("a") if link.get("rel") in ("prev", "next")}
    assert around == {"next" if day < near else "prev": f"/edition/{near}?field=physics"}


def test_every_page_of_the_list_is_near() -> None:
    assert page_numbers(1, 1) == (1,)
    assert page_numbers(1, 9) == (1, 2, 3, None, 9)
    assert page_numbers(5, 9) == (1, 2, 3, 4, 5, 6, 7, 8, 9)
    assert page_numbers(10, 20) == (1, None, 8, 9, 10, 11, 12, None, 20)
    for number in range(1, 13):
        around = page_numbers(number, 12)
        assert {1, number, 12} <= set(around)
        assert around.count(None) <= 2
    (pages,) = [nav for nav in parse_page(browse().get("/?page=2")).iter("nav") if nav.get("class") == "pages"]
    assert [words(link) for link in pages.iter("a") if not link.get("rel")] == ["1", "2", "3"]


def test_a_long_field_is_divided_by_its_categories() -> None:
    library = full_library(0)
    drafts = [Draft(f"t:{n}", plain(f"Paper {n}"), category=("cs.AI", "cs.CV")[n % 2]) for n in range(60)]
    many = parse_page(browse(replace(library, editions={TODAY: tuple(d.entry(TODAY) for d in drafts)})).get("/"))
    assert texts(many, "p", "category") == ["arXiv (cs.AI)", "arXiv (cs.CV)"]
    few = parse_page(browse(replace(library, editions={TODAY: tuple(d.entry(TODAY) for d in drafts[:30])})).get("/"))
    assert texts(few, "p", "category") == []


def test_four_authors_are_all_named_and_a_cross_list_says_where_it_came() -> None:
    page = parse_page(browse().get("/?category=bioinformatics"))
    beetle = next(words(card) for card in page.iter("article") if "Beetle" in words(card))
    assert "Đặng Thị Hương, François Lefèvre" in beetle
    assert "more" not in beetle
    note = words(next(iter(parse_page(browse().get("/?category=cs.SD")).iter("article"))))
    assert "cross-list also cs.SD" in note
    tides = words(next(iter(parse_page(browse().get("/?category=stat.AP")).iter("article"))))
    assert "new also cs.LG, stat.AP" in tides
    assert "also stat.AP" not in words(parse_page(browse().get("/?category=physics.ao-ph")))


def test_a_filter_without_values_is_not_offered() -> None:
    only = FakeLibrary({TODAY: (Draft("t:1", plain("One"), source="nature", category="physics").entry(TODAY),)})
    facets = [
        section for section in parse_page(browse(only).get("/")).iter("section") if section.get("class") == "facet"
    ]
    assert [words(next(facet.iter("h2"))) for facet in facets] == ["Source", "Field"]


def test_the_front_page_says_why_there_is_nothing_newer() -> None:
    library = full_library()
    wednesday = datetime(2026, 6, 17, 9, tzinfo=UTC)
    assert "Last update: 16 June 2026, 18:30 UTC. Run academichub update." in front_of(library, wednesday)
    asked = replace(library, sources=(replace(STATUSES[0], attempted_at=wednesday, succeeded_at=wednesday),))
    assert "No followed source announced a paper on 17 June 2026." in front_of(asked, wednesday)
    in_vain = replace(library, sources=(replace(STATUSES[0], attempted_at=wednesday, state=SourceState.FAILED),))
    assert "announced a paper on 17 June" not in front_of(in_vain, wednesday)
    never = replace(library, sources=())
    assert "Not updated yet" in front_of(never, wednesday)
    assert "Saturday" not in front_of(library, datetime(2026, 6, 16, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("newest", "answered_on", "is_excused"),
    [
        (date(2026, 6, 19), date(2026, 6, 19), True),  # Friday's
        (date(2026, 6, 18), date(2026, 6, 18), True),  # Friday may have been a holiday
        (date(2026, 6, 17), date(2026, 6, 17), False),
        (date(2025, 7, 1), date(2025, 7, 1), False),
        (date(2025, 7, 1), date(2026, 6, 20), True),  # asked on Saturday, and there was nothing
    ],
)
def test_a_weekend_excuses_no_edition_that_nobody_asked_beyond(
    newest: date, answered_on: date, is_excused: bool
) -> None:
    answered_at = datetime(answered_on.year, answered_on.month, answered_on.day, 6, tzinfo=UTC)
    status = replace(STATUSES[3], attempted_at=answered_at, succeeded_at=answered_at)
    library = FakeLibrary({newest: full_library(0).editions[TODAY]}, (status,))
    (line,) = texts(parse_page(at(library, datetime(2026, 6, 21, 9, tzinfo=UTC)).get("/")), "p", "notice")
    assert ("21 June 2026 is a Sunday" in line) is is_excused
    assert (f"Last update: {wording('en').day(answered_on)}" in line) is not is_excused


SUNDAY, MONDAY = datetime(2026, 6, 21, 9, tzinfo=UTC), datetime(2026, 6, 22, 9, tzinfo=UTC)


def asked_of(source: str, state: SourceState, when: datetime) -> SourceStatus:
    answered_at = None if state is SourceState.FAILED else when
    return SourceStatus(SourceId(source), source, state, attempted_at=when, succeeded_at=answered_at)


@pytest.mark.parametrize(
    ("now", "asked", "says"),
    [
        (
            SUNDAY,
            {"arxiv": SourceState.QUIET, "prl": SourceState.UNCHANGED},
            "All sources were asked on 21 June 2026, 09:00 UTC and announced nothing. "
            "It is Sunday: arXiv’s next edition is due on Monday, 22 June 2026.",
        ),
        (SUNDAY, {"prl": SourceState.QUIET}, "21 June 2026 is a Sunday: arXiv and most journals announce nothing"),
        (
            MONDAY,
            {"arxiv": SourceState.QUIET, "prl": SourceState.FAILED},
            "Some sources announced nothing when last asked, on 22 June 2026, 09:00 UTC; the others gave no usable "
            "answer yet. Run academichub update again later.",
        ),
        (
            MONDAY,
            {"arxiv": SourceState.FAILED, "prl": SourceState.PARTIAL},
            "No source gave a usable answer when last asked, on 22 June 2026, 09:00 UTC.",
        ),
    ],
)
def test_a_hub_whose_sources_were_asked_says_what_they_said(
    now: datetime, asked: dict[str, SourceState], says: str
) -> None:
    library = FakeLibrary(sources=tuple(asked_of(source, state, now) for source, state in asked.items()))
    for path in ("/", "/days"):
        (lead,) = texts(parse_page(at(library, now).get(path)), "p", "lead")
        assert says in lead


def test_the_front_page_names_the_sources_that_failed() -> None:
    lines = texts(parse_page(browse().get("/")), "p", "notice")
    assert len(lines) == 2
    assert lines[0].startswith("The Lancet (Medicine) could not be read")
    assert "bioRxiv" in lines[1]
    well = replace(full_library(), sources=STATUSES[:1])
    assert texts(parse_page(browse(well).get("/")), "p", "notice") == []


def test_the_sample_edition_is_marked_on_every_page() -> None:
    browser = browse(sample=True)
    for path in ("/", "/edition/2026-06-15", "/paper/arxiv:2606.10001", "/days", "/status", "/nothing"):
        assert wording("en")("edition.sample") in words(parse_page(browser.get(path)))
    assert wording("en")("edition.sample") not in words(parse_page(browse().get("/")))


def test_the_archive_lists_every_day() -> None:
    page = parse_page(browse().get("/days"))
    days = [time.get("datetime") for time in page.iter("time")]
    assert days == ["2026-06-16", "2026-06-15"]
    assert "June 2026" in [words(h) for h in page.iter("h2")]


def test_the_status_page_shows_each_source_with_its_reason() -> None:
    page = parse_page(browse().get("/status"))
    rows = [words(row) for row in page.iter("tr")][1:]
    assert len(rows) == len(STATUSES)
    assert "lancet.example.org: no answer within 60 s <b>at all</b>" in rows[2]
    assert "14 June 2026, 05:00 UTC" in rows[2]
    assert "31,204" in rows[0]
    well = FakeLibrary(sources=(SourceStatus(STATUSES[0].id, "arXiv", SourceState.QUIET),))
    assert "All sources are well." in words(parse_page(browse(well).get("/status")))


@pytest.mark.parametrize(
    ("states", "says"),
    [
        ("quiet never", "1 source has not been asked yet. The others are well."),
        ("never never", "2 sources have not been asked yet."),
        ("failed never", "1 source needs attention. 1 source has not been asked yet."),
        ("failed never fresh", "1 source needs attention. 1 source has not been asked yet. The others are well."),
        ("partial fresh", "1 source needs attention. The others are well."),
    ],
)
def test_the_status_page_counts_the_sources_that_were_never_asked_apart(states: str, says: str) -> None:
    sources = [SourceStatus(SourceId(f"s{n}"), f"S{n}", SourceState(state)) for n, state in enumerate(states.split())]
    page = parse_page(browse(FakeLibrary(sources=tuple(sources))).get("/status"))
    assert texts(page, "p", "lead")[1] == says


def test_an_edition_of_one_paper_counts_one() -> None:
    library = full_library(0)
    only = FakeLibrary({date(2026, 6, 16): library.editions[TODAY][:1]})
    text = words(parse_page(browse(only).get("/")))
    assert "1 paper announced, 1 of them new; from 1 source in 1 field" in text
