"""Rules of single sources of the catalogues: retractions, relations, markup, keys, signals."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from academichub.errors import ConfigError, ParseError, SourceError
from academichub.match import Known, decide, is_listing
from academichub.model import (
    Announcement,
    Identifiers,
    Kind,
    Markup,
    MarkupFormat,
    PaperId,
    Record,
    Request,
    Response,
    SourceId,
    Visit,
)
from academichub.settings import (
    CrossrefSettings,
    OpenalexSettings,
    PubmedSettings,
    Secret,
    SemanticscholarSettings,
    Settings,
    SourcesSettings,
)
from academichub.sources import crossref
from academichub.sources._crossref_work import announcement as crossref_announcement
from academichub.sources._crossref_work import is_news
from academichub.sources.crossref import Crossref
from academichub.sources.fragments import fragment, title_fragment
from academichub.sources.json_values import Json
from academichub.sources.openalex import Openalex, abstract_of
from academichub.sources.paging import Unreadable
from academichub.sources.pubmed import Pubmed
from academichub.sources.semanticscholar import Semanticscholar
from academichub.taxonomy import field_of
from academichub.text import render
from tests.sources.test_contract import CASES, TODAY, WORKS, follow
from tests.upstreams.catalogues import FakeCrossref, FakeHuggingface, FakePubmed

NOW = datetime(2026, 6, 24, 12, tzinfo=UTC)
VISIT = Visit(NOW)
OLD, NOTICE = 40_000_000, WORKS[60]
DOI = WORKS[60].doi


def work(**members: object) -> Json:
    row = {"DOI": "10.5555/X", "title": ["Moss"], "created": {"date-parts": [[2026, 6, 20]]}, "ISSN": ["0028-0836"]}
    return Json(row | members)


def said(**members: object) -> Announcement:
    return crossref_announcement(work(**members), SourceId("crossref"), {"0028-0836": "biology"})


def test_a_notice_of_retraction_marks_the_work_and_stays_a_paper_of_its_own() -> None:
    works = [*WORKS[:60], replace(NOTICE, retracts=OLD), *WORKS[61:]]
    with FakeCrossref(works, NOW) as fake:
        pages = follow(CASES[0].source(fake.base), Visit(NOW, cursor="2026-06-23"))
    by_doi = {one.record.key: one for page in pages for one in page.announcements}
    retracted, notice = by_doi[f"10.5555/work.{OLD}"], by_doi[NOTICE.doi]
    assert (retracted.kind, retracted.record.withdrawn) == (Kind.WITHDRAWN, True)
    assert retracted.announced_on == NOTICE.day
    assert retracted.record.comment == f"Retracted: https://doi.org/{NOTICE.doi}"
    assert retracted.record.abstract is not None
    assert (notice.kind, notice.record.comment) == (Kind.NEW, f"Notice about https://doi.org/10.5555/work.{OLD}")
    assert pages[-1].cursor == "2026-06-24"


def test_pubmed_fetches_what_a_notice_takes_back() -> None:
    old = replace(WORKS[0], retracted=True)
    works = [old, *WORKS[1:60], replace(NOTICE, retracts=OLD), *WORKS[61:]]
    with FakePubmed(works, NOW) as fake:
        pages = follow(CASES[1].source(fake.base), Visit(NOW, cursor="2026-06-23"))
    (found,) = [one for page in pages for one in page.announcements if one.record.key == str(OLD)]
    assert (found.kind, found.announced_on, found.record.withdrawn) == (Kind.WITHDRAWN, NOTICE.day, True)
    assert pages[-1].cursor == "2026-06-24"


def test_notices_beyond_what_one_visit_follows_are_told() -> None:
    updates = [{"DOI": f"10.5555/old.{n}", "type": "retraction"} for n in range(450)]
    row = work(DOI="10.5555/notice", **{"update-to": updates}).members
    body = json.dumps({"status": "ok", "message": {"total-results": 1, "items": [row]}}).encode()
    source = Crossref(("0028-0836",), CrossrefSettings(api_url="http://127.0.0.1:9"))
    page = source.parse(Request("https://example.org/works"), Response("x", 200, body), VISIT)
    (told,) = page.failed
    assert (told.id, told.raw) == ("notices", b"")
    assert told.reason == "of 50 notices beyond 400 the works that they speak of were not asked for"
    assert page.next is not None
    few = json.dumps({"status": "ok", "message": {"total-results": 1, "items": [work().members]}}).encode()
    assert source.parse(Request("https://example.org/works"), Response("x", 200, few), VISIT).failed == ()


@pytest.mark.parametrize(
    ("update", "withdrawn", "remark"),
    [
        ("retraction", True, "Retracted"),
        ("withdrawal", True, "Withdrawn"),
        ("removal", True, "Removed"),
        ("partial_retraction", False, "Partly retracted"),
        ("erratum", False, "Corrected"),
        ("expression_of_concern", False, "Expression of concern"),
        ("new_version", False, None),
    ],
)
def test_what_crossref_says_that_others_say_of_a_work(update: str, withdrawn: bool, remark: str | None) -> None:
    read = said(**{"updated-by": [{"DOI": "10.5555/N", "type": update}]})
    assert (read.record.withdrawn, read.kind is Kind.WITHDRAWN) == (withdrawn, withdrawn)
    assert read.record.comment == (f"{remark}: https://doi.org/10.5555/n" if remark else None)


def test_relations_name_the_preprint_and_the_version_of_record() -> None:
    preprint = {"has-preprint": [{"id-type": "doi", "id": "10.48550/arXiv.2606.90001"}]}
    assert said(relation=preprint).record.identifiers == Identifiers(arxiv="2606.90001", doi="10.5555/x")
    record = said(relation={"is-preprint-of": [{"id-type": "doi", "id": "10.1234/INV.7"}]}).record
    assert record.published_doi == "10.1234/inv.7"
    assert said(relation={"is-preprint-of": "x", "has-preprint": [3]}).record.published_doi is None


@pytest.mark.parametrize(
    ("members", "is_new"),
    [
        ({}, True),
        ({"published": {"date-parts": [[2026, 5, 21]]}}, True),
        ({"published": {"date-parts": [[2026, 5, 20]]}}, False),
        ({"published": {"date-parts": [[2026, 5]]}}, True),
        ({"published": {"date-parts": [[2026, 4]]}}, False),
        ({"published": {"date-parts": [[2026]]}}, True),
        ({"published": {"date-parts": [[1931]]}}, False),
        ({"published": {"date-parts": [[2027, 1]]}}, True),
        ({"published-print": {"date-parts": [[2025]]}, "published-online": {"date-parts": [[2026, 6, 19]]}}, True),
        ({"issued": {"date-parts": [[None]]}}, True),
        ({"issued": {"date-parts": [[2026, 13]]}, "published": {"date-parts": "?"}}, True),
        ({"update-to": [{"DOI": "10.5555/other", "type": "correction"}]}, False),
        ({"update-to": [{"DOI": "10.5555/x", "type": "correction"}]}, True),
        ({"created": {}}, False),
    ],
)
def test_what_a_publisher_registers_is_news_where_it_is_new_and_no_notice(
    members: dict[str, object], is_new: bool
) -> None:
    assert is_news(work(**members)) is is_new


def test_a_work_of_crossref_is_read_whole() -> None:
    read = said(
        title=["A <i>moss</i> at p<0.05 &amp; more"],
        author=[
            {"given": "Ada", "family": "Bee", "suffix": "Jr.", "ORCID": "https://orcid.org/0000-0002-1825-0097"},
            {"name": "The Moss Group"},
            {"family": "null"},
        ],
        license=[
            {"URL": "https://l/tdm", "content-version": "tdm"},
            {"URL": "https://l/vor", "content-version": "vor"},
        ],
    )
    assert render(read.record.title).plain == "A moss at p<0.05 & more"
    assert [(one.name, one.orcid, one.is_group) for one in read.record.authors] == [
        ("Ada Bee Jr.", "0000-0002-1825-0097", False),
        ("The Moss Group", None, True),
    ]
    assert (read.record.licence, read.record.primary_category) == ("https://l/vor", "biology")
    assert read.announced_on == date(2026, 6, 20)
    assert said(license=[{"URL": "https://l/tdm", "content-version": "tdm"}]).record.licence is None


@pytest.mark.parametrize(
    "bad",
    [{"DOI": "none"}, {"title": []}, {"title": [" "]}, {"created": {}}, {"created": {"date-parts": [[2026, 13, 1]]}}],
)
def test_a_work_without_what_it_needs_is_no_work(bad: dict[str, object]) -> None:
    with pytest.raises(Unreadable, match=r"^no "):
        said(**bad)


def test_what_holds_an_issue_together_is_no_paper_and_no_failure() -> None:
    rows = [work(title=["Issue Information"]).members, work(DOI="10.5555/Y").members]
    body = json.dumps({"status": "ok", "message": {"total-results": 2, "items": rows}}).encode()
    source = Crossref(("0028-0836",), CrossrefSettings())
    page = source.parse(Request("https://example.org/works"), Response("x", 200, body), VISIT)
    assert [one.record.key for one in page.announcements] == ["10.5555/y"]
    assert (page.failed, page.cursor) == ((), "2026-06-24")


def test_many_issns_are_asked_in_several_lists() -> None:
    source = Crossref(tuple(f"{n:04d}-0000" for n in range(250)), CrossrefSettings(api_url="http://127.0.0.1:9"))
    empty = json.dumps({"status": "ok", "message": {"total-results": 0, "items": []}}).encode()
    request: Request | None = source.start(VISIT)
    asked: list[int] = []
    while request is not None:
        assert len(request.url) < 8_000
        asked.append(request.url.count("issn:"))
        page = source.parse(request, Response(request.url, 200, empty), VISIT)
        request = page.next
    assert asked == [100, 100, 50]
    assert page.cursor == "2026-06-24"


def test_the_window_asks_no_old_works_at_first_and_a_fortnight_later_on() -> None:
    source = Crossref(("0028-0836",), CrossrefSettings(api_url="http://127.0.0.1:9"), mail="me@example.org")
    first, later = source.start(VISIT), source.start(Visit(NOW, cursor="2026-06-10"))
    assert first is not None
    assert later is not None
    assert "from-index-date:2026-06-18,from-created-date:2026-06-18" in first.url
    assert "from-index-date:2026-06-08,from-created-date:2026-05-25" in later.url
    assert "mailto=me%40example.org" in first.url


def test_an_unknown_journal_is_named() -> None:
    chosen = Settings(Path("unused"), sources=SourcesSettings(crossref=CrossrefSettings(("natur",))))
    with pytest.raises(ConfigError, match="natur"):
        tuple(crossref.configured(chosen))


def test_openalex_without_a_key_says_where_to_get_one() -> None:
    with pytest.raises(SourceError, match=r"openalex\.org/settings/api.*ACADEMICHUB_SOURCES_OPENALEX_API_KEY"):
        Openalex(OpenalexSettings("type:article")).start(VISIT)


def test_an_abstract_is_put_together_in_order_whatever_its_index_holds() -> None:
    index = {"grows.": [2], "Moss": [0], "slowly": [1, "x", -4, True, 10**9], "x": "no list"}
    assert abstract_of(Json(index)) == Markup("Moss slowly grows.")
    assert abstract_of(Json({})) is None


def test_the_key_of_semantic_scholar_is_a_header_and_the_pool_is_asked_slowly() -> None:
    with_key = Semanticscholar(SemanticscholarSettings("moss", ("Biology",), key=Secret("k"))).start(VISIT)
    without = Semanticscholar(SemanticscholarSettings("moss")).start(VISIT)
    assert (with_key.headers, with_key.min_interval_s) == ((("x-api-key", "k"),), 1.1)
    assert (without.headers, without.min_interval_s) == ((), 5.0)
    assert "fieldsOfStudy=Biology" in with_key.url
    assert "=k" not in with_key.url


def test_nothing_found_is_no_error_of_semantic_scholar() -> None:
    source = Semanticscholar(SemanticscholarSettings("moss"))
    page = source.parse(source.start(VISIT), Response("x", 200, b'{"total": 0, "offset": 0}'), VISIT)
    assert (page.announcements, page.failed, page.cursor) == ((), (), "2026-06-24")


def test_pubmed_says_when_a_day_has_more_than_can_be_listed() -> None:
    with FakePubmed(WORKS, NOW) as fake:
        fake.most = 2
        pages = follow(CASES[1].source(fake.base), VISIT)
    failed = [entry for page in pages for entry in page.failed]
    assert len(failed) == 7
    assert "finds 3 papers and 2 can be listed" in failed[0].reason
    assert pages[-1].cursor == "2026-06-20"  # from which the next visit asks for the same days


def test_an_article_that_cannot_be_fetched_is_named() -> None:
    with FakePubmed(WORKS, NOW) as fake:
        source = CASES[1].source(fake.base)
        pages = follow(source, VISIT)
        request = next(page.next for page in reversed(pages) if page.next is not None)
        empty = source.parse(request, Response("x", 200, b"<PubmedArticleSet></PubmedArticleSet>"), VISIT)
    assert len(empty.failed) == 21
    assert {entry.reason for entry in empty.failed} == {"it was found by the search and could not be fetched"}
    with pytest.raises(ParseError, match="API rate limit exceeded"):
        source.parse(
            request, Response("x", 200, b"<eFetchResult><ERROR>API rate limit exceeded</ERROR></eFetchResult>"), VISIT
        )


def test_labels_of_a_structured_abstract_become_headings_and_cited_works_no_identifiers() -> None:
    with FakePubmed(WORKS, NOW) as fake:
        pages = follow(Pubmed(PubmedSettings("moss", fake.base)), VISIT)
    records = [one.record for page in pages for one in page.announcements]
    assert all(record.abstract is not None for record in records)
    assert all(record.abstract and render(record.abstract).plain.startswith("Background: ") for record in records)
    assert all(record.identifiers.doi != "10.5555/cited" for record in records)


def test_an_article_without_a_doi_does_not_take_that_of_a_work_it_cites() -> None:
    with FakePubmed(WORKS, NOW) as fake:
        fake.change_next(lambda body: body.replace(f'<ArticleId IdType="doi">{DOI}'.encode(), b"<ArticleId>"), 9)
        pages = follow(CASES[1].source(fake.base), VISIT)
    (record,) = [one.record for page in pages for one in page.announcements if one.record.key == str(WORKS[60].number)]
    assert record.identifiers == Identifiers(pmid=str(WORKS[60].number))


def test_votes_are_a_comment_and_announce_no_known_paper() -> None:
    with FakeHuggingface(WORKS, TODAY) as fake:
        fake.votes = 1_234
        (announcement, *_) = follow(CASES[5].source(fake.base), VISIT)[0].announcements
    record = announcement.record
    assert record.comment == "1,234 upvotes on Hugging Face daily papers"
    (unknown,) = decide([announcement], Known())
    assert is_listing(unknown)
    arxiv = Record(SourceId("arxiv"), record.key, record.title, identifiers=record.identifiers)
    known = Known()
    known.learn(arxiv, PaperId(f"arxiv:{record.key}"))
    (known_change,) = decide([announcement], known)
    assert known_change.paper_id == f"arxiv:{record.key}"
    assert not is_listing(known_change)
    later = Announcement(replace(record, comment="1,300 upvotes"), announcement.kind, announcement.announced_on)
    (more_votes,) = decide([later], known)
    assert not is_listing(more_votes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("counts of <5% and a<b", Markup("counts of <5% and a<b")),
        ("<i>S.</i> at p<0.05", Markup("<i>S.</i> at p&lt;0.05", MarkupFormat.HTML)),
        ('<mml:math xmlns:mml="x"><mml:mi>a</mml:mi></mml:math>', None),
        ("R&D; in moss", Markup("R&D; in moss", MarkupFormat.PLAIN)),
        ("  ", None),
    ],
)
def test_text_is_plain_unless_there_is_markup_in_it(text: str, expected: Markup | None) -> None:
    found = fragment(text)
    if text.startswith("<mml"):
        assert found is not None
        assert found.format is MarkupFormat.HTML
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [("Moss.", "Moss"), ("[Moss in Jena].", "Moss in Jena"), ("Moss...", "Moss..."), ("[A] b", "[A] b")],
)
def test_the_full_stop_and_the_brackets_of_medline_are_no_part_of_a_title(text: str, title: str) -> None:
    assert title_fragment(text) == Markup(title)


@pytest.mark.parametrize(
    ("category", "source", "field"),
    [
        ("Physics and Astronomy", "openalex", "physics"),
        ("Medicine", "openalex", "medicine"),
        ("Computer Science", "semanticscholar", "computer-science"),
        ("Geology", "semanticscholar", "earth"),
        ("Something New", "openalex", "other"),
        (None, "huggingface", "other"),
        ("education", "biorxiv", "biology"),
    ],
)
def test_fields_of_study_are_fields_of_ours(category: str | None, source: str, field: str) -> None:
    assert field_of(category, source) == field
