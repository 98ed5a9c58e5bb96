"""What every source that asks an API holds to, each against its own fake: nothing lost, nothing shown that failed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from academichub.errors import ParseError
from academichub.model import Page, Request, Response, Visit
from academichub.ports import Source, SourceFactory
from academichub.settings import (
    CrossrefSettings,
    EuropepmcSettings,
    HuggingfaceSettings,
    OpenalexSettings,
    PubmedSettings,
    Secret,
    SemanticscholarSettings,
    Settings,
    SourcesSettings,
)
from academichub.sources import crossref, europepmc, huggingface, openalex, pubmed, semanticscholar
from academichub.text import render
from tests.upstreams import catalogues
from tests.upstreams.catalogues import FakeCatalogue
from tests.upstreams.reading import get
from tests.upstreams.works import Work, make_works

TODAY = datetime(2026, 6, 24, 12, tzinfo=UTC)
WORKS = make_works(date(2026, 6, 1), date(2026, 7, 10))
KEY = Secret("sesame")


@dataclass(frozen=True)
class Case:
    """One source. `first` and `overlap` are the days its window reaches back; `pages`: whether its list has pages."""

    name: str
    fake: type[FakeCatalogue]
    factory: SourceFactory
    sources: Callable[[str], SourcesSettings]
    first: int = 6
    overlap: int = 2
    pages: bool = True

    def source(self, base: str) -> Source:
        (found,) = self.factory(Settings(Path("unused"), contact="me@example.org", sources=self.sources(base)))
        return found


CASES = (
    Case(
        "crossref",
        catalogues.FakeCrossref,
        crossref.configured,
        lambda base: SourcesSettings(crossref=CrossrefSettings(("nature",), base)),
    ),
    Case(
        "pubmed",
        catalogues.FakePubmed,
        pubmed.configured,
        lambda base: SourcesSettings(pubmed=PubmedSettings("moss", base, KEY)),
        pages=False,
    ),
    Case(
        "europepmc",
        catalogues.FakeEuropepmc,
        europepmc.configured,
        lambda base: SourcesSettings(europepmc=EuropepmcSettings("moss", base)),
    ),
    Case(
        "openalex",
        catalogues.FakeOpenalex,
        openalex.configured,
        lambda base: SourcesSettings(openalex=OpenalexSettings("type:article", "created", base, KEY)),
    ),
    Case(
        "semanticscholar",
        catalogues.FakeSemanticscholar,
        semanticscholar.configured,
        lambda base: SourcesSettings(semanticscholar=SemanticscholarSettings("moss", (), base, KEY)),
        overlap=21,
    ),
    Case(
        "huggingface",
        catalogues.FakeHuggingface,
        huggingface.configured,
        lambda base: SourcesSettings(huggingface=HuggingfaceSettings(base)),
        first=2,
        pages=False,
    ),
)
every_source = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def follow(source: Source, visit: Visit) -> list[Page]:
    pages: list[Page] = []
    request = source.start(visit)
    while request is not None:
        assert len(pages) < 200, "the visit does not end"
        status, body, headers = get(request.url, dict(request.headers))
        assert status == 200, body
        pages.append(source.parse(request, Response(request.url, status, body, headers.get("content-type")), visit))
        request = pages[-1].next
    return pages


def titles(pages: list[Page]) -> list[tuple[str, date]]:
    said = [one for page in pages for one in page.announcements]
    return sorted((render(one.record.title).plain, one.announced_on) for one in said)


def true(first: date, last: date | None = None) -> list[tuple[str, date]]:
    return sorted((work.title, work.day) for work in WORKS if first <= work.day <= (last or TODAY.date()))


@every_source
def test_a_first_visit_brings_the_last_days_whole(case: Case) -> None:
    with case.fake(WORKS, TODAY) as fake:
        source = case.source(fake.base)
        pages = follow(source, Visit(TODAY))
        assert titles(pages) == true(TODAY.date() - timedelta(days=case.first))
        assert [page.failed for page in pages if page.failed] == []
        assert pages[-1].cursor == "2026-06-24"
        assert len(pages) > 1
        assert source.id == case.name
        assert fake.most_at_once == 1


@every_source
def test_a_first_visit_that_is_cut_begins_again_where_it_began(case: Case) -> None:
    """Ten days later, too: the window of a first visit would have moved past what was not read."""
    with case.fake(WORKS, TODAY) as fake:
        source = case.source(fake.base)
        cut = follow(source, Visit(TODAY))[:-1]
        cursor = next((page.cursor for page in reversed(cut) if page.cursor is not None), None)
        fake.now = TODAY + timedelta(days=10)
        if case.name == "huggingface":  # a day a page: the lists of days past stay for a week alone
            assert cursor is None
            return
        after = titles(follow(source, Visit(fake.now, cursor=cursor)))
    assert set(true(TODAY.date() - timedelta(days=case.first))) <= set(after)


@every_source
def test_a_week_of_outage_loses_no_day(case: Case) -> None:
    with case.fake(WORKS, TODAY) as fake:
        source = case.source(fake.base)
        before = titles(follow(source, Visit(TODAY)))
        fake.now = TODAY + timedelta(days=9)
        after = titles(follow(source, Visit(fake.now, cursor="2026-06-24")))
    first = TODAY.date() - timedelta(days=case.overlap)
    assert after == true(first, fake.now.date())
    assert {row for row in before if row[1] >= first} <= set(after)


@every_source
def test_what_is_asked_twice_says_the_same(case: Case) -> None:
    with case.fake(WORKS, TODAY) as fake:
        source = case.source(fake.base)
        first, second = (follow(source, Visit(TODAY, cursor="2026-06-22")) for _ in range(2))
    assert first == second


@every_source
def test_a_row_without_a_title_costs_itself_alone(case: Case) -> None:
    with case.fake(WORKS, TODAY) as fake:
        fake.n_spoiled = 1
        pages = follow(case.source(fake.base), Visit(TODAY))
    failed = [entry for page in pages for entry in page.failed]
    n_all = len(true(TODAY.date() - timedelta(days=case.first)))
    assert 0 < len(failed) < n_all
    assert sum(len(page.announcements) for page in pages) == n_all - len(failed)
    assert all(entry.raw and entry.reason.startswith("no ") and entry.id for entry in failed)
    assert pages[-1].cursor == "2026-06-24"


@every_source
def test_a_record_holds_what_the_catalogue_says(case: Case) -> None:
    with case.fake(WORKS, TODAY) as fake:
        said = [one for page in follow(case.source(fake.base), Visit(TODAY)) for one in page.announcements]
    by_title = {render(one.record.title).plain: one.record for one in said}
    for work in (work for work in WORKS if work.title in by_title):
        record = by_title[work.title]
        people = [" ".join(name) for name in work.authors]
        groups = [work.group] if work.group and case.name != "huggingface" else []
        assert [author.name for author in record.authors if not author.is_group] == people
        assert [author.name for author in record.authors if author.is_group] == groups
        assert record.abstract is not None
        text = render(record.abstract).plain
        assert work.abstract.split(". ")[-1] in text
        assert {*_names(work)} >= {name for name in _identifiers(record.identifiers) if name}
        assert any(_identifiers(record.identifiers))


def _names(work: Work) -> tuple[str | None, ...]:
    return (work.doi, work.arxiv, str(work.number))


def _identifiers(identifiers: object) -> list[str | None]:
    return [getattr(identifiers, name) for name in ("arxiv", "doi", "pmid", "pmcid")]


@every_source
def test_requests_have_manners_and_hide_their_keys(case: Case) -> None:
    source = case.source("http://127.0.0.1:9")
    request = source.start(Visit(TODAY))
    assert request is not None
    assert request.min_interval_s > 0.1
    assert request.lane
    assert not request.conditional
    assert "sesame" not in repr(request)


@pytest.mark.parametrize("case", [case for case in CASES if case.pages], ids=lambda case: case.name)
def test_a_server_that_repeats_its_page_is_left_and_the_cursor_stays(case: Case) -> None:
    with case.fake(WORKS, TODAY) as fake:
        fake.repeats = True
        pages = follow(case.source(fake.base), Visit(TODAY, cursor="2026-06-20"))
    assert len(pages) == 2
    assert pages[-1].cursor is None
    assert "same page again" in pages[-1].failed[0].reason


@every_source
def test_totals_are_those_of_the_whole_visit(case: Case) -> None:
    with case.fake(WORKS, TODAY) as fake:
        pages = follow(case.source(fake.base), Visit(TODAY))
    n_all = sum(len(page.announcements) for page in pages)
    assert {page.total for page in pages} - {None} <= {n_all, n_all + 3}


ERRORS = (
    b"",
    b"<!doctype html><title>Just a moment</title>",
    b'{"error": "down for maintenance"}',
    b'{"error": "down", "message": "down for maintenance", "status": "failed", "errMsg": "down for maintenance"}',
    b"[1, 2",
    b'"text"',
    b"{" * 100_000,
    b"\xff\xfe{",
)


@every_source
@pytest.mark.parametrize("body", ERRORS, ids=range(len(ERRORS)))
def test_an_error_page_is_no_content(case: Case, body: bytes) -> None:
    source = case.source("http://127.0.0.1:9")
    request = source.start(Visit(TODAY))
    assert request is not None
    with pytest.raises(ParseError) as caught:
        source.parse(request, Response(request.url, 200, body), Visit(TODAY))
    assert caught.value.subject == case.name
    assert "sesame" not in str(caught.value)


@every_source
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.data(),
    edits=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 30), st.binary(max_size=8)), min_size=1, max_size=4),
)
def test_only_a_parse_error_escapes(case: Case, data: st.DataObject, edits: list[tuple[int, int, bytes]]) -> None:
    request, body = data.draw(st.sampled_from(recorded_of(case)))
    for start, cut, insert in edits:
        start %= len(body) or 1
        body = body[:start] + insert + body[start + cut :]
    with contextlib.suppress(ParseError):
        page = case.source("http://127.0.0.1:9").parse(request, Response(request.url, 200, body), Visit(TODAY))
        assert all(one.record.title.text.strip() for one in page.announcements)


_ANSWERS: dict[str, list[tuple[Request, bytes]]] = {}


def recorded_of(case: Case) -> list[tuple[Request, bytes]]:
    """The answers of the fake to one visit, of each kind."""
    if case.name not in _ANSWERS:
        with case.fake(WORKS, TODAY) as fake:
            source, visit, kept = case.source(fake.base), Visit(TODAY), []
            request = source.start(visit)
            while request is not None:
                body = get(request.url, dict(request.headers))[1]
                kept.append((request, body))
                request = source.parse(request, Response(request.url, 200, body), visit).next
        _ANSWERS[case.name] = kept
    return _ANSWERS[case.name]
