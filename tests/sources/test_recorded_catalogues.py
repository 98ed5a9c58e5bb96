"""Recorded answers of Crossref, PubMed, Europe PMC, OpenAlex, Semantic Scholar and Hugging Face: each row announced."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from academichub.errors import ParseError
from academichub.identifiers import parse_doi
from academichub.model import Kind, Page, Request, Response, Visit
from academichub.ports import Source
from academichub.settings import (
    CrossrefSettings,
    EuropepmcSettings,
    HuggingfaceSettings,
    OpenalexSettings,
    PubmedSettings,
    Secret,
    SemanticscholarSettings,
)
from academichub.sources.crossref import Crossref
from academichub.sources.europepmc import Europepmc
from academichub.sources.fragments import fragment
from academichub.sources.huggingface import Huggingface
from academichub.sources.openalex import Openalex
from academichub.sources.pubmed import Pubmed, _Fetch
from academichub.sources.semanticscholar import Semanticscholar
from academichub.text import render
from tests.recorded import recorded

pytestmark = pytest.mark.recorded

VISIT = Visit(datetime(2026, 11, 22, 12, tzinfo=UTC))
CROSSREF = Crossref(("0028-0836",), CrossrefSettings())


def read(source: Source, body: bytes, request: Request | None = None) -> Page:
    request = request or Request("https://example.org/works?cursor=*&date=2026-06-12")
    return source.parse(request, Response(request.url, 200, body), VISIT)


def bodies(folder: str) -> Iterator[tuple[str, bytes]]:
    """Every answer in a folder, those inside recordings too."""
    yaml = pytest.importorskip("yaml")
    for path in sorted(recorded(folder).iterdir()):
        if path.suffix != ".yaml":
            yield path.name, path.read_bytes()
            continue
        for exchange in yaml.safe_load(path.read_text())["interactions"]:
            said = exchange["response"]
            body: Any = (said.get("body") or {}).get("string") if "body" in said else said.get("content")
            data = body if isinstance(body, bytes) else (body or "").encode()
            yield path.name, gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def payload(name: str) -> bytes:
    path: Path = recorded(f"payloads/{name}")
    return path.read_bytes()


def test_every_list_of_works_of_crossref_is_read_and_nothing_else_is() -> None:
    n_lists = 0
    for name, body in bodies("payloads/crossref"):
        try:
            page = read(CROSSREF, body)
        except ParseError:
            continue
        items = [item for item in json.loads(body)["message"]["items"] if "DOI" in item and "created" in item]
        dois = {parse_doi(item["DOI"]) for item in items if item.get("title") and item["title"][0].strip()}
        assert {one.record.key for one in page.announcements} == dois, name
        assert all(render(one.record.title).plain for one in page.announcements)
        n_lists += bool(items)
    assert n_lists >= 20


def test_of_recorded_works_a_complete_list_names_papers_alone_and_each_as_new() -> None:
    complete = replace(CROSSREF, since=date(1990, 1, 1))
    named: dict[bool, set[str]] = {True: set(), False: set()}
    for name, body in bodies("payloads/crossref"):
        try:
            pages = {is_list: read(source, body) for is_list, source in ((False, CROSSREF), (True, complete))}
        except ParseError:
            continue
        for is_list, page in pages.items():
            named[is_list] |= {one.record.key for one in page.announcements}
        assert {one.kind for one in pages[True].announcements} <= {Kind.NEW}, name
        assert pages[True].failed == pages[False].failed
    assert named[True] < named[False]
    assert len(named[True]) > 50


def test_abstracts_in_jats_become_text() -> None:
    for path in sorted(recorded("payloads/crossref_html_titles").iterdir()):
        found = fragment(path.read_text(encoding="utf-8"))
        assert found is not None
        plain = render(found).plain
        assert len(plain) > 200
        assert "<" not in plain.replace(" < ", "")
        assert "jats" not in plain


def test_every_article_of_pubmeds_sample_is_read_and_the_retracted_are_marked() -> None:
    body = payload("pubmed/fatcat__pubmedsample_2019.xml")
    page = read(Pubmed(PubmedSettings("x")), body, _Fetch("x"))
    assert page.failed == ()
    assert len(page.announcements) == body.count(b"<PubmedArticle>")
    withdrawn = [one.record.key for one in page.announcements if one.record.withdrawn]
    assert len(withdrawn) == body.count(b'UI="D016441"')
    assert page.next is not None  # the papers that its two notices of retraction speak of
    assert sum(one.record.abstract is not None for one in page.announcements) > 60
    assert all(one.record.identifiers.pmid == one.record.key for one in page.announcements)


@pytest.mark.parametrize("name", ["biopython__epost2.xml", "biopython__esummary8.xml", "biopython__espell.xml"])
def test_other_answers_of_ncbi_are_errors(name: str) -> None:
    with pytest.raises(ParseError, match="PubMed answered"):
        read(Pubmed(PubmedSettings("x")), payload(f"pubmed/{name}"), _Fetch("x"))


def test_a_search_of_pubmed_gives_its_ids() -> None:
    page = read(Pubmed(PubmedSettings("x")), payload("pubmed/sotawhat__pubmed_esearch.json"))
    assert page.failed[0].reason.endswith("5 can be listed; make it narrower")
    assert page.next is not None
    assert "42286391" in page.next.url


def test_europe_pmc_openalex_and_hugging_face_are_read_whole() -> None:
    pmc = read(Europepmc(EuropepmcSettings("x")), payload("europepmc/fastpaper-cli__europepmc_search.json"))
    openalex = Openalex(OpenalexSettings("x", key=Secret("k")))
    alex = read(openalex, payload("openalex/fastpaper-cli__openalex_search.json"))
    face = read(Huggingface(HuggingfaceSettings()), payload("huggingface/sotawhat__hf_daily_papers.json"))
    assert [len(page.announcements) for page in (pmc, alex, face)] == [3, 3, 30]
    assert [entry.id for page in (pmc, alex, face) for entry in page.failed] == ["list"]  # cut from a longer one
    assert all(one.record.identifiers.arxiv for one in face.announcements)
    for one in (*pmc.announcements, *alex.announcements):
        assert any((one.record.identifiers.doi, one.record.identifiers.pmcid))
        assert one.record.authors


def test_every_paper_of_semantic_scholar_is_read() -> None:
    source, n_papers = Semanticscholar(SemanticscholarSettings("x")), 0
    for name, body in bodies("payloads/semanticscholar"):
        if "search_paper_bulk" not in name or b'"title"' not in body:
            continue
        page = read(source, body)
        assert page.failed == ()
        assert len(page.announcements) == len(json.loads(body)["data"])
        n_papers += len(page.announcements)
    assert n_papers >= 1_000
