"""Summaries by models as readers see them: in whose language, by what model, resting on what, and inert."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from academichub.model import SUMMARY_FIELDS, PaperId, Summary
from tests.web.asking import browse
from tests.web.fakes import FakeLibrary, full_library
from tests.web.papers import HOSTILE_TITLES
from tests.web.reading import parse_page, texts, words
from tests.web.summaries import CHINESE, MODEL, NOTE, ORDER, REVISED, TIDES, TRAP, ZH, told_library, written
from tests.web.test_safety import dangers

EXTRACT = "Over eleven estuaries the mean depth error falls"
BY_MODEL = f"由 {MODEL} 于2026年6月16日依据摘要撰写；数字、专名和语言已按规则核对，但仍可能有误"


def card(language: str, title: str, library: FakeLibrary | None = None) -> Element:
    page = parse_page(browse(library or told_library()).get(f"/?language={language}"))
    return next(card for card in page.iter("article") if title in words(next(card.iter("h3"))))


def own_page(paper_id: PaperId, language: str = "zh", library: FakeLibrary | None = None) -> Element:
    return parse_page(browse(library or told_library()).get(f"/paper/{paper_id}?language={language}"))


def test_a_card_speaks_the_language_of_its_page() -> None:
    chinese, english = card("zh", "Charts That"), card("en", "Charts That")
    assert texts(chinese, "p", "tldr") == [f"{ZH['tldr'][0]} 由 {MODEL} 撰写"]
    assert texts(english, "p", "tldr")[0].startswith("Soundings from passing ships")
    assert EXTRACT not in words(next(chinese.iter("p"))) + "".join(texts(chinese, "p", "tldr"))
    only_chinese = replace(told_library(), written={(TIDES, "zh"): written(TIDES, ZH)})
    assert texts(card("en", "Charts That", only_chinese), "p", "tldr")[0].startswith(EXTRACT)
    assert texts(card("en", "Charts That", only_chinese), "p", "tldr")[0].endswith("Extract")


def test_a_card_unfolds_every_field_and_says_by_whom_and_when() -> None:
    chinese = card("zh", "Charts That")
    (fold,) = [node for node in chinese.iter("details") if node.get("class") == "more"]
    assert [words(dt) for dt in fold.iter("dt")] == ["动机", "方法", "结果", "结论"]
    assert [words(dd) for dd in fold.iter("dd")] == [ZH[name][0] for name in SUMMARY_FIELDS[1:]]
    assert texts(fold, "p", "origin-line") == [BY_MODEL]


def test_every_text_of_a_card_names_its_language() -> None:
    chinese = card("zh", "Charts That")
    assert chinese.get("lang") == "en"
    assert next(p for p in chinese.iter("p") if p.get("class") == "tldr").get("lang") == "zh"
    assert {dd.get("lang") for dd in chinese.iter("dd")} == {"zh"}
    assert next(p for p in chinese.iter("p") if p.get("class") == "abstract").get("lang") is None


def test_the_paper_page_shows_on_demand_what_each_field_rests_on() -> None:
    page = own_page(TIDES)
    folds = [node for node in page.iter("details") if node.get("class") == "basis"]
    assert [words(next(fold.iter("summary"))) for fold in folds] == [
        *(f"依据摘要第 {n} 句" for n in (3, 1, 2, 3)),
        "依据摘要第 3、4 句",
    ]
    last = list(folds[-1].iter("li"))
    assert [(item.get("value"), item.get("lang")) for item in last] == [("3", "en"), ("4", "en")]
    assert words(last[1]).startswith("Opportunistic soundings are enough")
    assert BY_MODEL in texts(page, "p", "basis")


def test_earlier_summaries_are_there_on_demand() -> None:
    (fold,) = [node for node in own_page(TIDES).iter("details") if "earlier" in node.get("class", "")]
    assert words(next(fold.iter("summary"))) == "1 份旧要点（针对论文的旧版文字）"
    assert texts(fold, "p", "origin-line") == [f"v1 · {BY_MODEL}"]
    assert [words(dd) for dd in fold.iter("dd")] == ["旧的一句话。", "旧的结果。"]
    assert not [node for node in own_page(CHINESE).iter("details") if "earlier" in node.get("class", "")]


@pytest.mark.parametrize(
    ("paper_id", "title", "line"),
    [
        (CHINESE, "面向低资源", "原文摘录：句子选自作者摘要原文；模型撰写的要点将在非高峰时段生成"),
        (NOTE, "A Cross-Listed", "尚无要点；模型撰写的要点尚在排队，当日预算已用完"),
        (REVISED, "Revised:", "尚无要点；模型撰写的要点未通过核对"),
    ],
)
def test_what_is_shown_instead_says_why(paper_id: PaperId, title: str, line: str) -> None:
    assert texts(card("zh", title), "p", "origin-line") == [line]
    assert line in texts(own_page(paper_id), "p", "basis")


def test_text_that_addresses_a_model_has_a_badge_and_is_marked() -> None:
    trapped = card("en", "Obedient")
    assert texts(trapped, "span", "flag") == ["instruction-like text"]
    assert "given to no model" in texts(trapped, "p", "flagged")[0]
    assert [words(mark) for mark in trapped.iter("mark")] == [ORDER]
    page = own_page(TRAP)
    assert texts(page, "a", "flag") == ["含疑似指令文本"]
    assert texts(page, "p", "flagged")[0].endswith("摘要第 2 句")
    assert [words(mark) for mark in page.iter("mark")] == [ORDER]
    assert not list(own_page(TIDES).iter("mark"))
    assert not texts(card("en", "Charts That"), "span", "flag")


def hostile_summary(paper_id: PaperId, string: str) -> Summary:
    fields = {name: (f"{name} {string}", (0,)) for name in SUMMARY_FIELDS}
    return replace(written(paper_id, fields, "zh", f"m {string}"), basis=f"b {string}")


@pytest.mark.parametrize("string", HOSTILE_TITLES)
def test_what_a_model_writes_is_inert_and_shown_as_it_is(string: str) -> None:
    hostile = hostile_summary(TIDES, string)
    library = replace(full_library(0), written={(TIDES, "zh"): hostile}, earlier={TIDES: (hostile,)})
    for page in (parse_page(browse(library).get("/?language=zh")), own_page(TIDES, library=library)):
        assert dangers(page) == []
        for name in SUMMARY_FIELDS:
            assert " ".join(f"{name} {string}".split()) in words(page)
        assert f"由 m {' '.join(string.split())}" in words(page)


def test_a_summary_of_the_full_text_says_so() -> None:
    of_all = replace(written(TIDES, ZH), basis="full text", made_at=None)
    library = replace(full_library(0), written={(TIDES, "zh"): of_all})
    assert texts(own_page(TIDES, library=library), "p", "basis")[0].startswith(f"由 {MODEL} 依据全文撰写；")
