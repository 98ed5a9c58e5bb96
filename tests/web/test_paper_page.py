"""A paper's own page shows all that is stored of it, and is found by each of its names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.model import Kind, PaperId, Summary, SummaryField
from academichub.publish.wording import wording
from academichub.web.licences import licence_words
from academichub.web.links import outside, paper_path
from tests.web.asking import browse
from tests.web.fakes import FakeLibrary, full_library
from tests.web.papers import TODAY, Draft, people, plain
from tests.web.reading import parse_page, texts, words


def test_everything_that_is_stored() -> None:
    page = parse_page(browse().get("/paper/arxiv:2606.10001"))
    text = words(page)
    assert words(next(page.iter("h1"))).startswith("Charts That Correct Themselves")
    for piece in (
        "arXiv (physics.ao-ph) 16 June 2026 v1",
        "Zoë O’Connor",
        "arXiv 2606.10001",
        "DOI 10.5555/tides.2026.1",
        "physics.ao-ph, cs.LG, stat.AP",
        "arXiv, 16 June 2026: new",
        "Also found at Nature (Science)",
        "v1 Posted 16 June 2026",
        "Extract: sentences chosen",
        "@misc{aas2026charts-",
        "← Edition of 16 June 2026",
        "Licence CC BY 4.0",
    ):
        assert piece in text, piece
    links = {link.get("href") for link in page.iter("a")}
    assert {"https://arxiv.org/abs/2606.10001", "https://doi.org/10.5555/tides.2026.1"} <= links
    assert {"https://example.org/pdf/1", "https://example.org/code/1", "https://example.org/copy"} <= links


def test_a_summary_by_a_model_shows_the_sentences_it_rests_on() -> None:
    library = full_library(0)
    entry = library.editions[TODAY][0]
    summary = Summary(
        entry.paper.paper_id, 1, "zh", "model-7", "p1", "0", {"tldr": SummaryField(plain("海图自行更新。"), (1, 3))}
    )
    told = FakeLibrary({TODAY: (replace(entry, summary=summary),)})
    page = parse_page(browse(told).get("/paper/arxiv:2606.10001"))
    basis = [(item.get("value"), words(item)) for item in page.iter("li") if item.get("value")]
    assert [number for number, _ in basis] == ["2", "4"]
    assert basis[1][1] == "Opportunistic soundings are enough to keep a harbour chart current for three years."
    assert "model-7" in words(page)
    assert next(dd for dd in page.iter("dd") if "海图" in words(dd)).get("lang") == "zh"


def test_three_thousand_authors_are_all_there() -> None:
    page = parse_page(browse().get("/paper/doi:10.5555/prl.0010"))
    assert len(texts(page, "span", "author")) == 3000


def test_names_fold_only_where_there_are_a_hundred() -> None:
    def folds(n: int) -> bool:
        entry = Draft("t:many", plain("Many"), authors=people(*(f"Name {i}" for i in range(n)))).entry(TODAY)
        return "show fewer" in browse(FakeLibrary({TODAY: (entry,)})).get("/paper/t:many").text

    assert not folds(99)
    assert folds(100)


def test_what_nobody_dates_is_dated_by_its_announcement() -> None:
    entry = Draft("t:1", plain("Undated"), kind=Kind.REPLACE, version=2).entry(TODAY)
    undated = replace(entry, paper=replace(entry.paper, posted_on=None))
    page = parse_page(browse(FakeLibrary({TODAY: (undated,)})).get("/paper/t:1"))
    assert texts(page, "p", "meta")[0].startswith("arXiv (cs.LG) 16 June 2026 revised v2")


def test_a_mere_field_is_no_category_of_a_journal() -> None:
    assert "Categories" not in words(parse_page(browse().get("/paper/doi:10.5555/nature.0005")))


@pytest.mark.parametrize(
    ("licence", "shown"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
        ("http://creativecommons.org/licenses/by-nc-nd/4.0/legalcode", "CC BY-NC-ND 4.0"),
        ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("http://arxiv.org/licenses/nonexclusive-distrib/1.0/", "arXiv 非独占发布许可"),
        ("cc_by_nc", "CC BY-NC"),
        ("cc_no", "未经许可不得再使用"),
        ("https://evil.example/creativecommons.org/licenses/by/4.0/", None),
        ("All rights reserved", None),
    ],
)
def test_a_licence_is_shown_by_its_name(licence: str, shown: str | None) -> None:
    assert licence_words(licence, wording("zh")) == (shown or licence)


def test_a_withdrawn_paper_says_so() -> None:
    text = words(parse_page(browse().get("/paper/doi:10.5555/2026.06.10.0006")))
    assert "This paper was withdrawn" in text


@pytest.mark.parametrize("name", ["2606.10001", "10.5555/tides.2026.1"])
def test_other_names_lead_to_the_paper(name: str) -> None:
    answer = browse().get(f"/paper/{name}?language=zh")
    assert (answer.status_code, answer.headers["location"]) == (302, "/paper/arxiv:2606.10001?language=zh")


@pytest.mark.parametrize("paper_id", ["feed:a/../b", "feed:x?y#z", "doi:10.1/<a>;\"b'", "feed:..", "t:王 %2F \\"])
def test_an_id_of_any_shape_has_a_page(paper_id: str) -> None:
    library = FakeLibrary({TODAY: (Draft(paper_id, plain("Awkward")).entry(TODAY),)})
    page = parse_page(browse(library).get("/"))
    (address,) = {link.get("href", "") for title in page.iter("h3") for link in title.iter("a")}
    answer = browse(library).get(address)
    assert answer.status_code == 200
    assert words(next(parse_page(answer).iter("h1"))) == "Awkward"


@given(st.text())
def test_a_paper_s_address_stays_under_our_roof(paper_id: str) -> None:
    path = paper_path(PaperId("x:" + paper_id.encode("utf-8", "replace").decode()))
    assert path.startswith("/paper/")
    assert path.isascii()
    assert not {"?", "#", '"', "<", "\\"} & set(path)
    assert not {".", ".."} & set(path.split("/")[2:])


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", " javascript:x", "data:text/html,x", "//host/x", "https://", "x", "",
     "https://a\nb", "http://[bad", None],
)  # fmt: skip
def test_only_web_addresses_are_linked(address: str | None) -> None:
    assert outside(address) is None
