"""arXiv's and bioRxiv's recorded answers: every listing announced once or reported, and none of them mangled."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from academichub.errors import ParseError
from academichub.model import Kind, Page, Response, Visit
from academichub.settings import ArxivSettings, RxivSettings, Settings, SourcesSettings
from academichub.sources import arxiv, rxiv
from tests.recorded import recorded

pytestmark = pytest.mark.recorded

VISIT = Visit(datetime(2026, 11, 22, 12, 0, tzinfo=UTC))
SOURCES = SourcesSettings(arxiv=ArxivSettings(("cs.CV",)), biorxiv=RxivSettings())
FEEDS = {
    "cs.CL_2026-03-09.rss.xml": date(2026, 3, 9),
    "cs.CL_2026-05-13.atom.xml": date(2026, 5, 13),
    "cs.CV+cs.LG_awkward.rss.xml": date(2026, 5, 13),
    "cs.CV_2026-05-13.atom.xml": date(2026, 5, 13),
}
ANSWERS = ("fastpaper-cli__biorxiv_search.json", "research_bot__biorxiv_details.json")


def feed(name: str) -> bytes:
    return recorded(f"payloads/arxiv_rss_regenerated/{name}").read_bytes()


def read_arxiv(body: bytes) -> Page:
    (source,) = arxiv.configured(Settings(Path("unused"), sources=SOURCES))
    request = source.start(VISIT)
    assert request is not None
    return source.parse(request, Response(request.url, 200, body), VISIT)


def read_biorxiv(name: str) -> tuple[Page, list[dict[str, str]]]:
    body = recorded(f"payloads/biorxiv_api/{name}").read_bytes()
    (source,) = rxiv.configured(Settings(Path("unused"), sources=SOURCES))
    request = source.start(VISIT)
    assert request is not None
    return source.parse(request, Response(request.url, 200, body), VISIT), json.loads(body)["collection"]


@pytest.mark.parametrize("name", FEEDS)
def test_every_listing_of_arxiv_is_announced_once_as_listed(name: str) -> None:
    body = feed(name)
    listed = re.findall(rb"oai:arXiv\.org:(\S+?)v(\d+)<", body)
    kinds = re.findall(rb"<arxiv:announce_type>(.+?)<", body)
    page = read_arxiv(body)
    assert len(listed) == body.count(b"<item>") + body.count(b"<entry>") > 50
    assert (page.failed, page.day) == ((), FEEDS[name])
    assert {read.announced_on for read in page.announcements} == {FEEDS[name]}
    announced = [(read.record.key, read.record.version) for read in page.announcements]
    assert announced == [(key.decode(), int(number)) for key, number in listed]
    for read, kind in zip(page.announcements, kinds, strict=True):
        assert read.kind == (Kind.WITHDRAWN if read.record.withdrawn else kind.decode())


@pytest.mark.parametrize("name", FEEDS)
def test_no_field_of_arxiv_is_mangled(name: str) -> None:
    n_withdrawn = 0
    for read in read_arxiv(feed(name)).announcements:
        record = read.record
        assert re.fullmatch(r"\d{4}\.\d{4,5}|[a-z-]+/\d{7}", record.key)
        assert record.title.text
        assert record.abstract is not None
        assert not re.match(r"arXiv:|Announce Type|Abstract:", record.abstract.text)
        assert record.categories[0] == record.primary_category
        assert record.licence is not None
        assert record.authors
        assert not [author for author in record.authors if re.search(r"[,;()]|^\W|\s\s|\bal\b", author.name)]
        n_withdrawn += record.withdrawn
    assert n_withdrawn <= 1


@pytest.mark.parametrize("name", FEEDS)
def test_a_recorded_feed_cut_short_keeps_every_whole_listing(name: str) -> None:
    body = feed(name)
    whole = read_arxiv(body).announcements
    for end in range(2_000, len(body) - 10, len(body) // 7):
        page = read_arxiv(body[:end])
        n_whole = body[:end].count(b"</item>") + body[:end].count(b"</entry>")
        assert page.announcements == whole[:n_whole]
        assert page.failed[-1].reason == "the answer was cut short"


def test_saturday_is_empty_and_no_error() -> None:
    page = read_arxiv(feed("cs.CV_2026-05-16_empty_saturday.rss.xml"))
    assert page == Page(day=date(2026, 5, 16), cursor="2026-05-16")
    assert read_arxiv(feed("cs.CV_2026-05-16_empty_saturday.atom.xml")) == Page()  # the twin names no day


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_arxivs_error_feeds_are_errors_in_its_own_words(form: str) -> None:
    with pytest.raises(ParseError, match="Bad archive 'foo'"):
        read_arxiv(feed(f"error_bad_archive.{form}.xml"))


@pytest.mark.parametrize("name", ANSWERS)
def test_every_record_of_biorxiv_is_announced_once(name: str) -> None:
    page, rows = read_biorxiv(name)
    assert page.failed == ()
    announced = [(read.record.key, read.record.version) for read in page.announcements]
    assert sorted(announced) == sorted({(row["doi"].lower(), int(row["version"])) for row in rows})
    assert (page.next is None) == (len(rows) == 3)
    by_name = {(row["doi"].lower(), int(row["version"])): row for row in rows}
    for read in page.announcements:
        row = by_name[read.record.key, read.record.version or 0]
        assert read.announced_on.isoformat() == row["date"]
        assert read.record.withdrawn == (row["type"] == "withdrawn")
        assert read.record.primary_category == row["category"]
        assert (read.record.published_doi or "na") == row["published"].lower()
        assert len(read.record.authors) == len([name for name in row["authors"].split(";") if name.strip()])


@pytest.mark.parametrize("name", ANSWERS)
def test_no_abstract_of_biorxiv_shows_debris(name: str) -> None:
    page, rows = read_biorxiv(name)
    texts = [read.record.abstract.text for read in page.announcements if read.record.abstract]
    assert len(texts) == len(rows)
    for text in texts:
        assert not re.search(
            r"[OC]_(?:ST_ABS|LI|FIG|TBL|SCPLOW|SCPCAP|LINKSMALLFIG)|View larger version|\{(?:beta|kappa|sigma|gamma)\}",
            text,
        )
        assert len(text) > 100
