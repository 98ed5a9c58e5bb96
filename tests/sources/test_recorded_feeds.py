"""Real feeds of publishers, blogs and preprint servers: every entry accounted for, and the text clean."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from academichub.errors import ParseError
from academichub.identifiers import parse_doi
from academichub.model import Page, Record, Response, SourceId, Visit
from academichub.sources.feed import FeedSource
from academichub.text import render
from tests.recorded import recorded

pytestmark = pytest.mark.recorded

FOLDERS = ("journal_rss", "journal_rss_derived", "biorxiv_rss", "generic_rss", "other_rss", "jsonfeed")
REFUSED = {
    "biorss__2021-11-24_e379dc5d4d4c416ee999e4b32339d5e8.xml": "HTML page",
    "biorss__examples_pubmed-article.xml": "PubMed XML",
    "commonmeta-py__test_get_jsonfeed.yaml": "not a JSON Feed",
    "commonmeta-py__test_get_jsonfeed_item_not_found.yaml": "not a JSON Feed",
    "commonmeta-py__test_ghost_with_institutional_author.yaml": "not a JSON Feed",
}
WITH_DOI = re.compile(
    r"phytokeys|zookeys|mycokeys|pubmed|tandf|oup|biotaxa|mapress|cambridge|taxon|acs_|jacs|rxiv|bio\.rdf"
)
LINK = re.compile(rb"""<link>\s*(?:<!\[CDATA\[)?\s*([^<]+?)\s*<|rel=.alternate.[^>]*href=.([^"']+)|href=.([^"']+)""")
SOURCE = FeedSource(SourceId("recorded"), "Recorded", "https://feeds.example/")


def answers() -> Iterator[tuple[str, bytes]]:
    for folder in FOLDERS:
        for path in sorted(recorded(f"payloads/{folder}").iterdir()):
            yield path.name, _cassette(path.read_text()) if path.suffix == ".yaml" else path.read_bytes()


def _cassette(text: str) -> bytes:
    """The answer in a cassette: the first `string:`, a quoted YAML scalar."""
    found = re.search(r"""string:\s*(?:!!\S+\s+)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')""", text, re.DOTALL)
    assert found is not None
    double, single = found.groups()
    if double is None:
        return re.sub(r"(?<!\n)\n\s*", " ", re.sub(r"\n\s*\n\s*", "\n", single.replace("''", "'"))).encode()
    double = re.sub(r"\n\s*", " ", re.sub(r"\\\n\s*", "", double)).replace("\\ ", " ")
    double = re.sub(r"\\x([0-9a-fA-F]{2})", r"\\u00\1", double)
    return json.loads(f'"{double}"', strict=False).encode()  # type: ignore[no-any-return]


def read(body: bytes) -> Page:
    visit = Visit(datetime(2026, 11, 22, 9, tzinfo=UTC))
    return SOURCE.parse(SOURCE.start(visit), Response(SOURCE.url, 200, body), visit)


@pytest.fixture(scope="module")
def pages() -> dict[str, tuple[bytes, Page]]:
    return {name: (body, read(body)) for name, body in answers() if name not in REFUSED}


def all_records(pages: dict[str, tuple[bytes, Page]]) -> Iterator[tuple[str, Record]]:
    for name, (_, page) in pages.items():
        for announcement in page.announcements:
            yield name, announcement.record


def _works(name: str, body: bytes) -> set[str]:
    """The works of a feed counted another way: by the DOI in the address, else by the address, of each piece of it."""
    if name.endswith(".json"):
        return {item["id"] for item in json.loads(body)["items"]}
    pieces = re.split(rb"<(?:item|entry)(?=[\s>])", body)[1:]
    works = set()
    for piece in pieces:
        if re.search(rb"<title>\s*Issue Information\s*</title>", piece):
            continue
        link = LINK.search(piece)
        assert link is not None
        address = next(filter(None, link.groups())).decode()
        doi = re.search(r"10\.\d{4,9}/[^/?&#]+", address)
        works.add(doi.group() if doi else address)
    return works


def test_every_entry_is_announced_or_failed_or_left_out_by_a_written_rule(
    pages: dict[str, tuple[bytes, Page]],
) -> None:
    wrong = {
        name: (len(page.announcements), len(page.failed), len(_works(name, body)))
        for name, (body, page) in pages.items()
        if len(page.announcements) + len(page.failed) != _expected(name, body)
    }
    assert not wrong


def _expected(name: str, body: bytes) -> int:
    """Where a feed's entries share one address, or hold a graphical abstract of their own, they are counted plainly."""
    if "bridge_errors" in name or "chem_sci" in name or "digital_discovery" in name:
        return body.count(b"<item>")
    return len(_works(name, body))


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_feed_is_refused_with_the_reason(name: str) -> None:
    with pytest.raises(ParseError, match=REFUSED[name]):
        read(dict(answers())[name])


def test_failures_are_only_the_entries_without_a_title(pages: dict[str, tuple[bytes, Page]]) -> None:
    reasons = Counter((name, entry.reason) for name, (_, page) in pages.items() for entry in page.failed)
    assert reasons == {("RSParser__manton.rss", "it has no title"): 4}


def test_dois_are_valid_and_found_where_the_publisher_gives_them(pages: dict[str, tuple[bytes, Page]]) -> None:
    for name, record in all_records(pages):
        doi = record.identifiers.doi
        assert doi is None or parse_doi(doi) == doi
        assert doi is not None or not WITH_DOI.search(name), (name, record.key)


def test_no_abstract_is_boilerplate_or_printed_twice_and_no_text_has_tags(
    pages: dict[str, tuple[bytes, Page]],
) -> None:
    debris = re.compile(
        r"publication date|source:|author\(s\)|authors?:|doi:|abstract\b|volume \d|.{0,60}published online:|pmid", re.I
    )
    for name, record in all_records(pages):
        title = render(record.title).plain
        assert title.strip() == title != "", (name, record.key)
        assert not re.search(r"</?[a-z]+[^<>]*>|&[a-z]+;", title), (name, title)
        if record.abstract is not None:
            text = render(record.abstract).plain
            words = text.split()
            assert not debris.match(text), (name, text[:80])
            assert words[: len(words) // 2] != words[len(words) // 2 :], (name, text[:80])
            assert text != title


def test_authors_are_names(pages: dict[str, tuple[bytes, Page]]) -> None:
    names = Counter(author.name for _, record in all_records(pages) for author in record.authors)
    assert sum(names.values()) > 10_000
    bad = [name for name in names if re.search(r"[@;<>&]|et al", name) or len(name) > 80]
    assert not bad


def test_only_parse_error_escapes_from_two_thousand_hostile_feeds() -> None:
    root: Path = recorded("hostile/feedparser")
    feeds = [path for path in sorted(root.rglob("*")) if path.is_file() and path.name != "LICENSE"]
    refused = [path for path in feeds if not _is_read_or_refused(path.read_bytes())]
    assert len(feeds) > 2_000
    assert len(refused) < 20


def _is_read_or_refused(body: bytes) -> bool:
    try:
        page = read(body)
    except ParseError:
        return False
    assert all(entry.reason and entry.id for entry in page.failed)
    return True
