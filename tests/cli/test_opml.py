"""Lists of feeds in and out: nothing half-written, what is followed skipped, hostile files refused; and back again."""

from __future__ import annotations

import contextlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.errors import ParseError
from academichub.model import SourceId
from academichub.settings.following import Wanted, choose_feeds, place_of, with_feeds
from academichub.settings.toml import parse_toml
from academichub.sources.opml import MOST_FEEDS, ListedFeed, parse_opml, render_opml
from tests.cli.running import Shell
from tests.recorded import recorded
from tests.samples import NOON

SETTINGS = """# my own remark
language = "en"

[[sources.feed]]   # the first
id = "mine"
url = "https://feeds.example.org/mine.xml"
"""
LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.1"><head><title>x</title></head><body>
<outline text="Science"><outline text="earth"><outline text="Deltas &amp; Rivers" type="rss"
  xmlUrl="https://deltas.example.org/rss?a=1&amp;b=2" htmlUrl="https://deltas.example.org/"/></outline>
<outline title="河流学报" xmlurl="https://rivers.example.cn/feed"/></outline>
<outline text="Mine again" xmlUrl="http://feeds.example.org:80/mine.xml/"/>
<outline text="eLife" xmlUrl="https://elifesciences.org/rss/recent.xml"/>
<outline text="Deltas twice" xmlUrl="https://DELTAS.example.org/rss?a=1&amp;b=2#top"/>
<outline text="Bad" xmlUrl="ftp://example.org/feed"/>
<outline text="Inside" xmlUrl="http://192.168.1.4/feed"/>
<outline text="Secret" xmlUrl="https://me:s3cret@example.org/feed"/>
<outline text="A remark"/>
</body></opml>"""


@pytest.fixture
def listed(shell: Shell, tmp_path: Path) -> Path:
    shell.write_settings(SETTINGS)
    path = tmp_path / "feeds.opml"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_a_list_is_followed_and_every_word_of_the_file_stays(shell: Shell, listed: Path) -> None:
    ran = shell.run("sources", "import", str(listed))
    text = (shell.home / "hub.toml").read_text(encoding="utf-8")
    assert ran.code == 3  # three are refused
    assert text.startswith(SETTINGS)
    tree = parse_toml(text.encode(), "hub.toml").tree
    feeds = tree["sources"]["feed"]  # type: ignore[index]
    assert feeds[1:] == [
        {
            "id": "deltas-rivers",
            "url": "https://deltas.example.org/rss?a=1&b=2",
            "name": "Deltas & Rivers",
            "field": "earth",
        },
        {"id": "rivers-example-cn", "url": "https://rivers.example.cn/feed", "name": "河流学报"},
        {"id": "elife"},
    ]
    assert "Followed already, as mine" in ran.err
    assert "Followed already, as deltas-rivers" in ran.err
    assert "put 192.168.1.4:80 into fetch.allow_hosts first" in ran.err
    assert "must be an address that begins with https:// or http://" in ran.err
    assert "3 added to hub.toml, 2 followed already, 3 refused" in ran.err
    assert "s3cret" not in ran.out + ran.err
    again = shell.run("sources", "import", str(listed), "--json")
    assert (again.rows[0]["added"], len(again.rows[0]["known"])) == ([], 5)
    assert (shell.home / "hub.toml").read_text(encoding="utf-8") == text


def test_what_is_exported_is_followed_elsewhere(shell: Shell, listed: Path, tmp_path: Path) -> None:
    shell.run("sources", "import", str(listed))
    out = tmp_path / "out.opml"
    assert shell.run("sources", "export", "-o", str(out)).code == 0
    root = ElementTree.fromstring(out.read_bytes())
    outlines = root.findall("./body/outline")
    assert (root.tag, root.get("version"), len(outlines)) == ("opml", "2.0", 4)
    assert all({"type", "text", "xmlUrl", "htmlUrl"} <= set(outline.keys()) for outline in outlines)
    other = Shell(tmp_path / "other", shell.capture)
    other.write_settings("")
    assert other.run("sources", "import", str(out)).code == 0
    told = [{row["id"] for row in each.run("sources", "--json").rows[0]["sources"]} for each in (shell, other)]
    assert told[0] == told[1]
    assert (
        shell.run("sources", "export").out == out.read_text(encoding="utf-8")
        or "<opml" in shell.run("sources", "export").out
    )


HOSTILE = (
    b"",
    b"<html><title>login</title></html>",
    b'{"feeds": []}',
    b"<rss version='2.0'><channel/></rss>",
    b"<opml version='2.0'><body><outline xmlUrl='https://a.example.org/'",
    b"<opml><body>" + b"<outline text='x'>" * 400 + b"</outline>" * 400 + b"</body></opml>",
    b"<opml><body>" + b"<outline xmlUrl='https://a.example.org/'/>" * (MOST_FEEDS + 1) + b"</body></opml>",
)


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_list_is_named_and_nothing_is_written(shell: Shell, listed: Path, body: bytes) -> None:
    listed.write_bytes(body)
    ran = shell.run("sources", "import", str(listed))
    assert ran.code == 2
    assert str(listed) in ran.err
    assert (shell.home / "hub.toml").read_text(encoding="utf-8") == SETTINGS


def test_entities_are_no_way_into_the_machine() -> None:
    bomb = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 9))
    body = (
        b'<!DOCTYPE opml [<!ENTITY e0 "aaaaaaaaaa">' + bomb + b'<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        b'<opml><body><outline text="&e8;&f;" xmlUrl="https://a.example.org/feed"/></body></opml>'
    )
    (feed,) = parse_opml(body, "x")
    assert feed.url == "https://a.example.org/feed"
    assert "root:" not in (feed.name or "")
    assert len(feed.name or "") < 100


def test_a_file_whose_feeds_are_one_list_is_left_as_it_is(shell: Shell, listed: Path) -> None:
    text = '[sources]\nfeed = [{id = "nature"}]\n'
    shell.write_settings(text)
    ran = shell.run("sources", "import", str(listed))
    assert ran.code == 2
    assert "[[sources.feed]]" in ran.err
    assert (shell.home / "hub.toml").read_text(encoding="utf-8") == text


def test_a_missing_file_is_named(shell: Shell) -> None:
    shell.write_settings("")
    assert "there is no such file" in shell.run("sources", "import", "nowhere.opml").err


LINES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)
FEEDS = st.lists(
    st.builds(
        ListedFeed,
        url=st.integers(0, 10**6).map(lambda n: f"https://h{n}.example.org/feed?x={n}&y=\"'<>"),
        name=LINES,
        folders=st.sampled_from([(), ("earth",), ("biology", "physics")]),
        page=st.none() | st.just("https://h.example.org/"),
    ),
    max_size=6,
)


@given(FEEDS)
def test_a_list_comes_back_as_it_was(feeds: list[ListedFeed]) -> None:
    assert list(parse_opml(render_opml(feeds, "<My & list>", NOON).encode(), "x")) == feeds


@given(st.lists(st.tuples(st.integers(0, 40), LINES), max_size=12))
def test_what_is_chosen_can_be_read_from_the_file_under_ids_of_its_own(pairs: list[tuple[int, str]]) -> None:
    wanted = [Wanted(f"https://h{n}.example.org/feed", name) for n, name in pairs]
    choice = choose_feeds(wanted, {}, {}, {"arxiv"})
    assert {feed.url for feed in choice.added} == {one.url for one in wanted}
    assert len({feed.id for feed in choice.added}) == len(choice.added)
    assert choice.refused == ()
    tree = parse_toml(with_feeds(SETTINGS, choice.added).encode(), "hub.toml").tree
    read = tree["sources"]["feed"][1:]  # type: ignore[index]
    assert [(each["id"], each["url"], each.get("name")) for each in read] == [
        (feed.id, feed.url, feed.name) for feed in choice.added
    ]


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"<opml>{text}</opml>".encode(errors="ignore")))
def test_nothing_but_a_parse_error_escapes(body: bytes) -> None:
    with contextlib.suppress(ParseError):
        assert len(parse_opml(body, "x")) <= len(body)


@pytest.mark.parametrize("url", ["https://e.org/f", "http://e.org:80/f/", "https://E.ORG:443/f#x", "http://e.org./f"])
def test_one_place_has_many_addresses(url: str) -> None:
    assert place_of(url) == "e.org/f"
    assert SourceId(place_of("http://[bad")) == "http://[bad"


@pytest.mark.recorded
def test_a_list_of_another_reader_is_read_whole() -> None:
    feeds = parse_opml(recorded("payloads/opml/RSParser__Subs.opml").read_bytes(), "x")
    choice = choose_feeds([Wanted(feed.url, feed.name, feed.folders) for feed in feeds], {}, {}, ())
    assert (len(feeds), len(choice.added), len(choice.known), choice.refused) == (207, 206, 1, ())
