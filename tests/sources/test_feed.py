"""What a feed announces, when, and what it refuses."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from academichub.errors import ConfigError, ParseError
from academichub.model import Kind, Visit
from academichub.ports import Source
from academichub.settings import FeedSettings, Settings, SourcesSettings
from academichub.sources.feed import FeedSource, configured
from academichub.sources.feed_wire import MAX_ATTRIBUTES, MAX_ENTRIES
from tests.sources.feeding import ADDRESS, SOURCE, TODAY, item, read, rss


def followed(*feeds: FeedSettings) -> list[FeedSource]:
    return list(configured(Settings(home=Path("unused"), sources=SourcesSettings(feed=feeds))))


def test_asks_for_the_feed_alone_one_request_a_second_for_a_host() -> None:
    source: Source = SOURCE
    request = source.start(Visit(TODAY))
    assert request is not None
    assert (request.url, request.lane, request.min_interval_s) == (ADDRESS, "journal.example", 1.0)


def test_announces_the_entries_as_new_in_their_order() -> None:
    page = read(rss(item(2, pubDate="Tue, 23 Jun 2026 10:00:00 GMT"), item(1, pubDate="Mon, 22 Jun 2026 10:00:00 GMT")))
    assert [(a.record.key, a.kind, a.announced_on) for a in page.announcements] == [
        ("p2", Kind.NEW, date(2026, 6, 23)),
        ("p1", Kind.NEW, date(2026, 6, 22)),
    ]
    assert (page.day, page.cursor, page.next, page.failed) == (date(2026, 6, 23), None, None, ())


@pytest.mark.parametrize(
    ("stated", "last_visit", "expected"),
    [
        ("2026-06-20", None, date(2026, 6, 20)),  # the first visit fills the past
        ("2026-06-20", date(2026, 6, 22), date(2026, 6, 22)),  # listed late: not into an edition that was read
        ("2026-06-23", date(2026, 6, 22), date(2026, 6, 23)),
        ("2026-12-01", date(2026, 6, 22), date(2026, 6, 24)),  # a cover date is ahead of us
        ("", date(2026, 6, 22), date(2026, 6, 24)),
        ("", None, date(2026, 6, 24)),
        ("2026-06-20", date(2026, 7, 30), date(2026, 6, 24)),  # a clock that went back
    ],
)
def test_announces_on_the_stated_day_but_in_no_edition_that_is_out(
    stated: str, last_visit: date | None, expected: date
) -> None:
    page = read(rss(item(dc_date=stated)), last_visit=last_visit)
    assert [announcement.announced_on for announcement in page.announcements] == [expected]
    assert page.day == expected


def test_the_day_of_the_feed_is_the_newest_that_an_entry_got() -> None:
    dated, undated = item(1, dc_date="2026-06-20"), item(2)
    assert read(rss(undated, item(3))).day == date(2026, 6, 24)
    assert read(rss(dated, undated)).day == date(2026, 6, 24)
    assert read(rss(dated)).day == date(2026, 6, 20)


def test_an_entry_that_stands_twice_is_announced_once() -> None:
    page = read(rss(item(1, title="First wording"), item(2), item(1, title="Second wording")))
    assert [a.record.title.text for a in page.announcements] == ["First wording", "Paper 2 of the tests"]


@pytest.mark.parametrize(
    "title", ["Issue Information", "EDITORIAL BOARD", "Front Cover: A paper of ours (Journal 3/2026)"]
)
def test_furniture_of_an_issue_is_left_out(title: str) -> None:
    page = read(rss(item(1, title=title), item(2, title="Editorial: what we publish")))
    assert [a.record.key for a in page.announcements] == ["p2"]
    assert page.failed == ()


def test_an_entry_that_cannot_be_shown_or_known_again_fails_with_its_bytes() -> None:
    nameless = "<description>An entry has neither title nor link.</description>"
    untitled = "<title> </title><link>https://journal.example/p/9</link>"
    page = read(rss(item(1), untitled, nameless, "<title>No name</title>"))
    assert [a.record.key for a in page.announcements] == ["p1"]
    assert [(entry.id, entry.reason) for entry in page.failed] == [
        ("https://journal.example/p/9", "it has no title"),
        ("an entry without a name", "it has neither an id nor an address"),
        ("an entry without a name", "it has neither an id nor an address"),
    ]
    assert page.failed[0].raw == f"<item>{untitled}</item>".encode()


def test_entries_beyond_the_limit_are_named() -> None:
    items = [{"id": n, "title": "T"} for n in range(MAX_ENTRIES + 3)]
    bodies = (
        rss(*(item(n) for n in range(MAX_ENTRIES + 3))),
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}),
    )
    for page in map(read, bodies):
        assert len(page.announcements) == MAX_ENTRIES
        assert [entry.id for entry in page.failed] == [f"entries {MAX_ENTRIES + 1} to {MAX_ENTRIES + 3}"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<!DOCTYPE html><html><head><title>Log in</title></head></html>", "HTML page came instead: Log in"),
        (b"<html><body><p>Just a moment</p></body></html>", "HTML page"),
        (b"<?xml version='1.0'?><opml version='2.0'><body/></opml>", "OPML"),
        (b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "sitemap"),
        (b"<note><item><title>x</title></item></note>", "not a feed"),
        (b"Forbidden", "not XML"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not XML"),
        (b'{"message": "rate limited"}', "not a JSON Feed"),
        (b'{"version": "2", "items": []}', "none of JSON Feed"),
        (b"[1, 2, 3]", "not a JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1"', "not whole JSON"),
        (b"[" * 100_000, "JSON"),
    ],
)
def test_what_is_no_feed_is_refused_with_the_reason(body: bytes, reason: str) -> None:
    with pytest.raises(ParseError, match=reason) as caught:
        read(body)
    assert caught.value.subject == "journal"


def test_an_error_dressed_as_an_entry_is_an_error() -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/api/errors#incorrect_id</id>'
        "<title>Error</title><summary>incorrect id format</summary></entry></feed>"
    )
    with pytest.raises(ParseError, match="incorrect id format"):
        read(body)


def test_an_empty_feed_is_a_quiet_day() -> None:
    page = read('<feed xmlns="http://www.w3.org/2005/Atom"><title>J</title></feed>')
    assert (page.announcements, page.failed, page.day, page.cursor) == ((), (), None, None)


def test_too_many_attributes_and_too_deep_nesting_are_refused() -> None:
    attributes = " ".join(f'a{n}="1"' for n in range(MAX_ATTRIBUTES + 1))
    with pytest.raises(ParseError, match="attributes"):
        read(rss(item(), f"<title {attributes}>x</title>"))
    page = read(rss(item(1), "<description>" + "<b>" * 400 + "</b>" * 400 + "</description>", item(2)))
    assert [a.record.key for a in page.announcements] == ["p1", "p2"]
    assert len(page.failed) == 1


def test_journals_come_from_the_catalogue_and_feeds_from_their_address() -> None:
    sources = followed(
        FeedSettings("nature"),
        FeedSettings("prl", url="https://mirror.example/prl.xml"),
        FeedSettings("our-lab", url="https://lab.example/feed.json", name="Our lab", field="chemistry"),
        FeedSettings("bare", url="http://bare.example/rss"),
    )
    assert [(source.id, source.label, source.field) for source in sources] == [
        ("nature", "Nature (Science)", "multidisciplinary"),
        ("prl", "PRL (Physics)", "physics"),
        ("our-lab", "Our lab", "chemistry"),
        ("bare", "bare", "other"),
    ]
    assert sources[0].url == "https://www.nature.com/nature.rss"
    assert sources[1].url == "https://mirror.example/prl.xml"


@pytest.mark.parametrize(
    ("feeds", "words"),
    [
        ([FeedSettings("nautre")], ["'nautre'", "did you mean 'nature'", "url ="]),
        ([FeedSettings("zzzzz")], ["'zzzzz'", "url ="]),
        ([FeedSettings("nature"), FeedSettings("nature")], ["'nature'", "twice", "another id"]),
        ([FeedSettings("arxiv", url="https://a.example/")], ["'arxiv'", "another id"]),
        ([FeedSettings("mine", url="file:///etc/passwd")], ["'mine'", "http"]),
        ([FeedSettings("mine", url="https://[/")], ["'mine'", "http"]),
        ([FeedSettings("mine", url="https://a.example/", field="botany")], ["'botany'", "biology"]),
    ],
)
def test_a_feed_that_cannot_be_followed_is_named_with_the_remedy(feeds: list[FeedSettings], words: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        followed(*feeds)
    assert all(word in str(caught.value) for word in words), str(caught.value)
