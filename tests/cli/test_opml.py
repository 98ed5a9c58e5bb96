"""Lists of feeds in and out: nothing half-written, what is followed skipped, hostile files refused; and back again."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from stat import S_IMODE
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.adapters.locks import take
from academichub.app import import_feeds
from academichub.errors import ParseError
from academichub.model import SourceId
from academichub.settings.file import load_settings
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
START = "import sys; from academichub.cli import main; main(sys.argv[1:])"
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


def one(url: str) -> str:
    return f'<opml version="2.0"><body><outline text="One" xmlUrl="{url}"/></body></opml>'


def test_lists_that_are_imported_at_once_are_all_followed(shell: Shell, tmp_path: Path) -> None:
    shell.write_settings("")
    runs = []
    for n in range(3):
        path = tmp_path / f"{n}.opml"
        path.write_text(one(f"https://h{n}.example.org/feed"), encoding="utf-8")
        command = [sys.executable, "-c", START, "--home", str(shell.home), "sources", "import", str(path)]
        runs.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
    assert [run.wait() for run in runs] == [0] * 3
    text = (shell.home / "hub.toml").read_text(encoding="utf-8")
    assert all(f"https://h{n}.example.org/feed" in text for n in range(3))


def test_an_import_takes_up_what_was_added_since_its_settings_were_read(shell: Shell, listed: Path) -> None:
    settings = load_settings(shell.home, {}).settings
    with (shell.home / "hub.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[sources.feed]]\nid = "late"\nurl = "https://rivers.example.cn/feed"\n')
    choice = import_feeds(settings, {}, listed)
    assert ("late", "https://rivers.example.cn/feed") in choice.known
    assert "late" in (shell.home / "hub.toml").read_text(encoding="utf-8")


def test_one_who_does_not_end_is_not_waited_for_for_ever(shell: Shell, listed: Path) -> None:
    descriptor = os.open(shell.home, os.O_RDONLY)
    try:
        assert take(descriptor)
        ran = shell.run("sources", "import", str(listed))
    finally:
        os.close(descriptor)
    assert ran.code == 2
    assert "another import" in ran.err


def test_a_write_protected_file_is_left_as_it_is_and_another_keeps_its_mode(shell: Shell, listed: Path) -> None:
    path = shell.home / "hub.toml"
    path.chmod(0o444)
    ran = shell.run("sources", "import", str(listed))
    assert ran.code == 2
    assert "write-protected" in ran.err
    assert (path.read_text(encoding="utf-8"), S_IMODE(path.stat().st_mode)) == (SETTINGS, 0o444)
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 1234, 1235)
    assert shell.run("sources", "import", str(listed)).code == 3
    held = path.stat()
    assert S_IMODE(held.st_mode) == 0o640
    assert os.geteuid() != 0 or (held.st_uid, held.st_gid) == (1234, 1235)


@pytest.mark.parametrize("before", [None, 0o644])
def test_a_list_with_what_may_be_a_key_is_for_its_owner_alone(shell: Shell, tmp_path: Path, before: int | None) -> None:
    shell.write_settings('[[sources.feed]]\nid = "a"\nurl = "https://a.example.org/feed?apikey=SECRET"\n')
    out = tmp_path / "out.opml"
    if before is not None:
        out.write_text("x")
        out.chmod(before)
    ran = shell.run("sources", "export", "-o", str(out))
    assert "may hold a key" in ran.err
    assert "SECRET" in out.read_text(encoding="utf-8")
    assert S_IMODE(out.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest",
        "http://2130706433/",
        "http://[::ffff:127.0.0.1]/x",
        "https://feeds.example.org:22/feed",
        "https://0x7f.1/feed",
        "http://198.51.100.7/feed",
    ],
)
def test_what_would_never_be_asked_is_not_followed(shell: Shell, tmp_path: Path, url: str) -> None:
    shell.write_settings("")
    path = tmp_path / "one.opml"
    path.write_text(one(url), encoding="utf-8")
    ran = shell.run("sources", "import", str(path))
    assert ran.code == 3
    assert "0 added to hub.toml, 0 followed already, 1 refused" in ran.err
    assert (shell.home / "hub.toml").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("feed://deltas.example.org/rss", "http://deltas.example.org/rss"),
        ("feed:https://deltas.example.org/rss", "https://deltas.example.org/rss"),
        ("https://bücher.example.org/über?x=é", "https://xn--bcher-kva.example.org/%C3%BCber?x=%C3%A9"),
        ("https://河流.example.cn:8443/feed", "https://xn--ovwul.example.cn:8443/feed"),
        ("https://河流.example.cn/feed", "https://xn--ovwul.example.cn/feed"),
    ],
)
def test_other_ways_to_write_an_address_are_followed(shell: Shell, tmp_path: Path, url: str, followed: str) -> None:
    shell.write_settings("")
    path = tmp_path / "one.opml"
    path.write_text(one(url), encoding="utf-8")
    shell.run("sources", "import", str(path))
    tree = parse_toml((shell.home / "hub.toml").read_bytes(), "hub.toml").tree
    urls = [feed["url"] for feed in tree.get("sources", {}).get("feed", [])]  # type: ignore[attr-defined]
    assert urls == [followed]


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
