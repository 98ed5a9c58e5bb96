"""Pages of briefings: asked for, watched, read with their sentences, renewed, removed, taken along."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from academichub.errors import ConfigError, StoreError
from academichub.model import BriefId, BriefOrder, BriefStage, ClaimState, PaperId
from academichub.web.headers import SECURITY_HEADERS
from tests.publish.briefing.made import TIDES, brief_paper, briefing, claim, sections, skeleton
from tests.web.asking import browse
from tests.web.briefings import briefed
from tests.web.fakes import FakeLibrary
from tests.web.reading import parse_page, texts, words

SVG = "{http://www.w3.org/2000/svg}"
ASK = {"days": "2", "speech": "en", "model": "yes"}
ORDER = BriefOrder(date(2026, 6, 15), date(2026, 6, 16), "en")


def test_without_the_port_there_is_no_such_page_and_nothing_leads_there() -> None:
    assert browse().get("/briefings").status_code == 404
    assert "/briefings" not in browse().get("/").text


def test_the_list_tells_what_each_was_asked_for_and_what_came_of_it() -> None:
    site, briefings = briefed()
    assert "/briefings" in site.get("/").text
    page = parse_page(site.get("/briefings"))
    assert texts(page, "p", "what") == ["15 to 21 June 2026"]
    assert texts(page, "p", "about") == ["Earth and environment · tides · What keeps time?"]
    (parts,) = texts(page, "p", "parts")
    assert parts.startswith("3 papers · 7 claims · 2 verified · 1 dropped · inkwell-2 · English · renewed")
    chinese = parse_page(site.get("/briefings?language=zh"))
    assert texts(chinese, "p", "what") == ["2026年6月15日至21日（英文）"]  # told from a Chinese one of the same days
    briefings.kept.clear()
    assert "None yet." in words(parse_page(site.get("/briefings")))


def test_the_form_counts_papers_by_field_and_says_what_it_costs() -> None:
    page = parse_page(briefed()[0].get("/briefings"))
    ticks = texts(page, "label", "tick")
    assert "Computer science 34" in ticks  # a revision is none of them
    assert "Humanities 0" in ticks
    assert "it costs nothing" in words(page)
    assert not [each for each in page.iter("select")]  # no radars here
    empty = parse_page(briefed(library=FakeLibrary())[0].get("/briefings?language=zh"))
    assert "目前尚未收录任何论文" in words(empty)


def test_a_good_form_begins_and_leads_to_where_it_can_be_watched() -> None:
    site, briefings = briefed(with_radars=True)
    answer = site.post("/briefings?language=zh", {**ASK, "field": ["physics", "biology"], "model": "no"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/briefings/making?language=zh#main")
    ((order, with_model, renews),) = briefings.wishes
    assert (order.since, order.until, order.fields) == (ORDER.since, ORDER.until, ("physics", "biology"))
    assert (with_model, renews) == (False, None)


def test_a_faulty_form_is_shown_again_with_all_that_was_typed() -> None:
    site, briefings = briefed(with_radars=True)
    answer = site.post("/briefings", {**ASK, "days": "many", "field": "physics", "question": "<b>Why?</b>"})
    page = parse_page(answer)
    assert answer.status_code == 422
    assert texts(page, "p", "fault") == ["A whole number from 1 to 366."]
    typed = {each.get("name"): each for each in page.iter("input") if each.get("type") == "text"}
    assert typed["days"].get("value") == "many"
    assert typed["days"].get("aria-invalid") == "true"
    assert "fault-days" in (typed["days"].get("aria-describedby") or "")
    assert next(each.get("value") for each in page.iter("input") if each.get("checked") is not None) == "physics"
    assert [(each.text or "").strip() for each in page.iter("textarea")] == ["<b>Why?</b>"]
    assert not briefings.wishes


def test_what_the_desk_refuses_is_said_at_its_field() -> None:
    site, briefings = briefed()
    briefings.refuses = ConfigError("is too long ago; name a later day", subject="since")
    answer = site.post("/briefings", ASK)
    assert answer.status_code == 422
    assert texts(parse_page(answer), "p", "fault") == ["is too long ago; name a later day"]
    briefings.refuses = StoreError("database is locked: /secret")
    answer = site.post("/briefings", ASK)
    assert answer.status_code == 503
    assert "secret" not in answer.text


def test_what_another_site_sends_or_is_too_much_begins_nothing() -> None:
    site, briefings = briefed()
    for path in ("/briefings", "/briefings/4/renew", "/briefings/4/remove"):
        assert site.post(path, ASK, headers={"sec-fetch-site": "cross-site"}).status_code == 403
        assert site.post(path, {"question": "x" * 70_000}).status_code == 413
    assert not briefings.wishes
    assert BriefId(4) in briefings.kept


def test_progress_is_told_stage_by_stage_to_readers_and_scripts() -> None:
    site, briefings = briefed()
    assert site.get("/briefings/making").headers["location"] == "/briefings"
    briefings.begin(ORDER)
    briefings.advance(BriefStage.WRITE, 3, 12)
    page = site.get("/briefings/making")
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page.text
    steps = [words(each) for each in parse_page(page).iter("li") if each.get("data-stage")]
    assert len(steps) == len(BriefStage)
    assert steps[0] == "Gather the papers from the store done"
    assert steps[-2:] == ["Write and check the sections (with a model) 3 of 12", "Store it to come"]
    told = json.loads(site.get("/briefings/making.json?language=zh").text)
    assert told["go"] is None
    assert told["stages"]["write"] == {"state": "now", "told": "3 / 12"}
    assert told["stages"]["gather"] == {"state": "done", "told": "已完成"}
    assert "see how far it is" in words(parse_page(site.get("/briefings")))


def test_where_no_model_is_set_up_none_is_offered_or_waited_for() -> None:
    site, briefings = briefed()
    briefings.has_model = False
    page = parse_page(site.get("/briefings?language=zh"))
    assert not [each for each in page.iter("input") if each.get("name") == "model"]
    assert "未配置模型" in words(page)
    briefings.begin(ORDER)
    stages = [each.get("data-stage") for each in parse_page(site.get("/briefings/making")).iter("li")]
    assert "save" in stages
    assert not {"outline", "write"} & set(stages)


def test_the_end_leads_on_to_the_briefing() -> None:
    site, briefings = briefed()
    briefings.begin(ORDER)
    briefings.finish(BriefId(9))
    answer = site.get("/briefings/making?language=zh")
    assert (answer.status_code, answer.headers["location"]) == (303, "/briefings/9?language=zh")
    assert json.loads(site.get("/briefings/making.json").text) == {"go": "/briefings/making"}


def test_a_failure_is_said_in_words_and_asks_no_more() -> None:
    site, briefings = briefed()
    briefings.begin(ORDER)
    briefings.fail("the model <b>refused</b> the key; check it")
    page = site.get("/briefings/making?language=zh")
    assert "refresh" not in page.text
    tree = parse_page(page)
    assert texts(tree, "p", "notice") == ["the model <b>refused</b> the key; check it"]
    assert "未保存任何内容" in words(tree)


def test_the_page_has_claims_with_their_states_and_sentences() -> None:
    page = parse_page(briefed()[0].get("/briefings/4"))
    heads = [words(each) for each in page.iter("h2")][:6]
    assert heads == ["Summary", "Ocean tides", "Bridges", "Trends", "Tensions", "Dropped claims (1)"]
    states = texts(page, "span", "state")
    assert states[:4] == [
        "counted",
        "the authors’ words",
        "by a model, verified",
        "by a model, verified after one correction",
    ]
    said = texts(page, "p", "said")
    assert said[1] == "It rose twice a day, by 3.5 m & more."
    marked = [words(each) for each in page.iter("mark")]
    assert marked[1] == "rose twice a day"
    links = [each.get("href") for each in page.iter("a")]
    assert f"/paper/{TIDES}" in links
    assert "#ref-1" in links
    changed = texts(page, "p", "changed")
    assert "A paper it cites has been revised since." in changed
    assert "This paper is no longer stored." in changed
    (facts,) = (words(each) for each in page.iter("footer") if each.get("class") == "facts-line")
    assert facts.startswith("3 papers · 7 claims · 2 verified · 1 dropped · inkwell-2 · cost 0.0512")


@pytest.mark.parametrize("path", ["/briefings/4", "/briefings/4/table/map"])
def test_a_briefing_keeps_its_language_on_a_page_of_another(path: str) -> None:
    """Only the frame and what can be done with it follow the reader."""
    site = briefed()[0]
    english, chinese = (parse_page(site.get(path + query)) for query in ("", "?language=zh"))
    assert (english.get("lang"), chinese.get("lang")) == ("en", "zh")
    heads = [
        [words(each) for tag in ("h1", "figcaption", "th") for each in page.iter(tag)] for page in (english, chinese)
    ]
    assert heads[0]
    assert heads[0] == heads[1]
    assert texts(english, "span", "state") == texts(chinese, "span", "state")
    spoken = [
        each for each in chinese.iter() if each.get("lang") == "en" and "h1" in {inner.tag for inner in each.iter()}
    ]
    assert spoken, "nothing says that the article is English"
    assert words(english) != words(chinese)


@pytest.mark.parametrize("ending", ["md", "html"])
def test_a_file_is_in_the_language_of_the_briefing(ending: str) -> None:
    site = briefed()[0]
    assert site.get(f"/briefings/4.{ending}?language=zh").text == site.get(f"/briefings/4.{ending}").text


def test_dropped_claims_and_changes_are_listed_with_reasons() -> None:
    site, briefings = briefed()
    briefings.kept[BriefId(3)] = briefing(brief_id=BriefId(3), renews=BriefId(2))
    page = parse_page(site.get("/briefings/4"))
    assert texts(page, "p", "why-not") == ["Dropped because: It cites no sentence."]
    assert [
        each for each in page.iter("summary") if each.get("aria-label", "").startswith("Cites a paper that does not")
    ]
    (log,) = (each for each in page.iter("dl") if each.get("class") == "log")
    assert words(log).count("Renewed on 22 June 2026") == 2  # its own, and that of number 3; number 2 is gone
    assert "A cluster is gone: old tides." in words(log)


def test_pictures_stand_beside_their_tables_and_bring_no_style() -> None:
    answer = briefed()[0].get("/briefings/4")
    page = parse_page(answer)
    assert len([each for each in page.iter(f"{SVG}svg") if each.get("role") == "img"]) == 6  # three, in two widths
    assert not [each for each in page.iter("style")]
    assert " style=" not in answer.text
    assert answer.headers["content-security-policy"] == SECURITY_HEADERS["Content-Security-Policy"]
    summaries = [words(each) for each in page.iter("summary")]
    for name in (
        "Clusters (2 rows)",
        "Phrases whose share changed (2 rows)",
        "How fields meet (1 row)",
        "Bridges between fields (1 row)",
    ):
        assert f"Table: {name}" in summaries


def test_a_long_table_has_a_page_of_its_own() -> None:
    papers = tuple(brief_paper(TIDES.replace("1", str(n)), title=f"Paper {n}") for n in range(150))  # type: ignore[arg-type]
    site, _ = briefed(briefing(skeleton=skeleton(papers[:3] + papers[3:]), sections=(), dropped=()))
    page = site.get("/briefings/4")
    assert "/briefings/4/table/map" in page.text
    assert "The first 100 of 150 rows" in page.text
    assert len([each for each in parse_page(site.get("/briefings/4/table/map")).iter("tr")]) == 151
    assert site.get("/briefings/4/table/nonsense").status_code == 404


@pytest.mark.parametrize("path", ["/briefings/99", "/briefings/99.md", f"/briefings/{10**30}", "/briefings/4.exe"])
def test_what_is_not_there_is_said_so(path: str) -> None:
    assert briefed()[0].get(path).status_code == 404


def test_a_briefing_that_is_gone_is_said_to_be_and_leads_to_the_others() -> None:
    page = parse_page(briefed()[0].get("/briefings/99?language=zh"))
    assert texts(page, "p", "lead") == ["没有这份简报，可能已被删除。"]
    (links,) = (each for each in page.iter("p") if each.get("class") == "links")
    assert [each.get("href") for each in links.iter("a")] == ["/briefings?language=zh", "/?language=zh"]


def test_the_first_link_of_a_briefing_skips_to_its_text() -> None:
    site, briefings = briefed()
    briefings.begin(ORDER)
    for path in ("/briefings", "/briefings/4", "/briefings/making", "/briefings/4/remove", "/briefings/4/table/map"):
        page = parse_page(site.get(f"{path}?language=zh"))
        assert texts(page, "a", "skip") == ["跳到正文"], path


def test_poisoned_papers_stay_text_on_every_page() -> None:
    poison = '"><script>alert(1)</script></svg></details>{{ 7*7 }}\u202e'
    papers = tuple(replace(each, title=poison, sentences=(poison,), authors=(poison,)) for each in skeleton().papers)
    bad = (claim(poison, ClaimState.QUOTED, (TIDES, 0, poison)),)
    told = tuple(replace(each, title=poison, claims=bad) for each in sections())
    gone = (claim(poison, ClaimState.DROPPED, (PaperId(poison), 0, poison), reason=poison),)
    order = replace(briefing().order, question=poison, radar=poison)
    made = briefing(skeleton=skeleton(papers), sections=told, order=order, model=poison, unwritten=poison, dropped=gone)
    site, briefings = briefed(made)
    for path in ("/briefings/4", "/briefings", "/briefings/4/table/map", "/briefings/4/remove"):
        answer = site.get(path)
        parse_page(answer)
        assert "<script>alert" not in answer.text
        assert "\u202e" not in answer.text
    assert briefings.kept


def test_renewing_begins_the_same_order_or_the_newest_days() -> None:
    site, briefings = briefed()
    old = replace(briefing().order, since=date(2026, 6, 1), until=date(2026, 6, 7))
    briefings.kept[BriefId(4)] = replace(briefing(), order=old)
    assert site.post("/briefings/4/renew").headers["location"] == "/briefings/making"
    assert briefings.wishes[0] == (old, True, BriefId(4))
    briefings.progress = None
    site.post("/briefings/4/renew", {"days": "newest"})
    order, with_model, _ = briefings.wishes[1]
    assert (order.since, order.until, with_model) == (date(2026, 6, 10), date(2026, 6, 16), True)
    briefings.refuses = ConfigError("there is no such radar; make one", subject="tides")
    answer = site.post("/briefings/4/renew")
    assert answer.status_code == 400
    assert "tides: there is no such radar" in words(parse_page(answer))


def test_removing_asks_first() -> None:
    site, briefings = briefed()
    page = parse_page(site.get("/briefings/4/remove"))
    assert "Delete the briefing of 15 to 21 June 2026?" in words(page)
    assert "Its 7 claims" in words(page)
    assert BriefId(4) in briefings.kept
    assert site.post("/briefings/4/remove").headers["location"] == "/briefings"
    assert not briefings.kept
    assert site.post("/briefings/4/remove").status_code == 404


@pytest.mark.parametrize(
    ("ending", "media_type", "beginning"),
    [
        ("md", "text/markdown", "# "),
        ("html", "text/html", "<!doctype html>"),
        ("json", "application/json", "{"),
        ("bib", "application/x-bibtex", "@"),
        ("ris", "application/x-research-info-systems", "TY  -"),
    ],
)
def test_files_have_their_types_and_names(ending: str, media_type: str, beginning: str) -> None:
    answer = briefed()[0].get(f"/briefings/4.{ending}?language=zh")
    assert answer.headers["content-type"].startswith(media_type)
    name = f"briefing-2026-06-15-2026-06-21.{ending}"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.text.lstrip("\ufeff").startswith(beginning)
    if ending == "html":
        assert len(re.findall("<svg", answer.text)) >= 3


def test_a_pdf_is_a_pdf_or_a_page_that_says_what_is_missing() -> None:
    answer = briefed()[0].get("/briefings/4.pdf")
    if answer.status_code == 200:
        assert answer.content.startswith(b"%PDF")
        assert answer.headers["content-type"] == "application/pdf"
    else:
        assert answer.status_code == 501
        assert "pip install" in words(parse_page(answer))


def test_the_sample_edition_is_marked_on_every_page() -> None:
    site, briefings = briefed(sample=True)
    briefings.begin(ORDER)
    for path in ("/briefings", "/briefings/4", "/briefings/making", "/briefings/4/remove", "/briefings/4/table/map"):
        assert "Sample edition" in site.get(path).text, path
    assert "invented" in site.get("/briefings/4.md").text


def test_radars_can_be_chosen_where_there_are_any() -> None:
    site, _ = briefed(with_radars=True)
    assert "<select" not in site.get("/briefings").text
    site.post("/radars/new", {"name": "Rain <1>", "boost": "rain", "act": "save"})
    assert [words(each) for each in parse_page(site.get("/briefings")).iter("option")] == [
        "none: all papers",
        "Rain <1>",
    ]
