"""Broken feeds: what is whole is read, what is not is named, and nothing but ParseError escapes."""

from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.errors import ParseError
from academichub.sources.feed_tolerant import read_tolerantly
from tests.sources.feeding import ADDRESS, item, read, rss

ENTRIES = 40
PARAGRAPH = "<description><![CDATA[<p>Number {} has enough words to be an abstract, truly.</p>]]></description>"
DATED = [item(n, guid=f"id-{n:04}", dc_creator="Ana Bee", dc_date="2026-06-23") for n in range(ENTRIES)]
TOLD = [item(n, guid=f"id-{n:04}") + PARAGRAPH.format(n) for n in range(ENTRIES, 2 * ENTRIES)]
BODY = rss(*DATED, *TOLD).encode()

DAMAGES = {
    "a byte that is no UTF-8": lambda body, at: body[:at] + b"\xff" + body[at + 1 :],
    "a byte lost": lambda body, at: body[:at] + body[at + 1 :],
    "a bracket": lambda body, at: body[:at] + b"<" + body[at:],
    "an ampersand": lambda body, at: body[:at] + b"&" + body[at:],
    "a null": lambda body, at: body[:at] + b"\0" + body[at:],
    "a tag that is not closed": lambda body, at: body[:at] + b"<b>" + body[at:],
    "an end without a start": lambda body, at: body[:at] + b"</x>" + body[at:],
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_in_the_middle_costs_one_entry_and_is_named(name: str) -> None:
    places = random.Random(name)
    first, last = BODY.index(b"<item>"), BODY.rindex(b"</item>")
    titles = {f"Paper {n} of the tests" for n in range(2 * ENTRIES)}
    for _ in range(25):
        page = read(DAMAGES[name](BODY, places.randrange(first, last)))
        missing = titles - {a.record.title.text for a in page.announcements}
        changed = len(page.announcements) + len(page.failed) - len(titles) + len(missing)
        assert len(missing) <= 1
        assert not missing or page.failed or changed, "an entry was lost and nobody was told"


def test_an_answer_that_breaks_off_keeps_its_entries_and_not_its_cursor() -> None:
    page = read(BODY[: BODY.index(b"<link>https://journal.example/p/7<")])
    assert [a.record.key for a in page.announcements] == [f"id-{n:04}" for n in range(7)]
    assert [entry.reason for entry in page.failed] == ["the answer was cut short in this entry; others may be missing"]
    assert page.cursor is None


def test_an_answer_that_ends_between_two_entries_says_so() -> None:
    page = read(BODY[: BODY.index(b"<item>", 3_000)])
    assert page.announcements
    assert [entry.id for entry in page.failed] == ["the end of the answer"]
    assert page.cursor is None


def test_an_entry_whose_cdata_lost_its_end_gives_back_the_entry_it_swallowed() -> None:
    broken = item(1) + "<description><![CDATA[<p>One</p>]] ></description>"
    page = read(rss(broken, item(2) + "<description><![CDATA[<p>Two</p>]]></description>", item(3)))
    assert [a.record.key for a in page.announcements] == ["p2", "p3"]
    assert [entry.id for entry in page.failed] == ["p1"]


def test_an_entry_that_writes_about_feeds_is_whole() -> None:
    about = (
        item(1) + "<description><![CDATA[An element such as <item>…</item> holds one paper of a feed.]]></description>"
    )
    assert [a.record.key for a in read(rss(about, item(2))).announcements] == ["p1", "p2"]


def test_html_that_was_not_escaped_is_html() -> None:
    inner = "<title>Of H<sub>2</sub>O<br></title><guid>p1</guid><description><p>A line<br>and one more.</description>"
    page = read(rss(inner, item(2)))
    assert page.failed == ()
    assert {a.record.title.text for a in page.announcements} == {"Of H<sub>2</sub>O", "Paper 2 of the tests"}


@pytest.mark.parametrize(
    "body",
    [
        b"<item><title>Without a root</title><link>https://journal.example/p/1</link></item>",
        b"<CHANNEL><ITEM HREF='https://journal.example/p/1'><TITLE>Without a root</TITLE>"
        b"<LINK>https://journal.example/p/1</LINK></ITEM></CHANNEL>",
    ],
)
def test_old_dialects_are_read_at_last(body: bytes) -> None:
    (announcement,) = read(body).announcements
    assert announcement.record.title.text == "Without a root"
    assert announcement.record.links.abstract == "https://journal.example/p/1"


@pytest.mark.parametrize(
    "body",
    [
        b"<item " + b" ".join(b"a%d='1'" % n for n in range(20_000)) + b"><title>x</title></item>",
        b"<item>" + b"<b>" * 100_000,
        b"<item>" + b"x" * 3_000_000,
        b"<item>" + b"<![CDATA[" * 50_000,
        b"<item>" + b"<!--" * 50_000,
        b"<item>" + b"<!DOCTYPE [" * 50_000,
        b"<item>" + b"&" * 200_000,
        b"<rss><channel><item><title>" + b"<a href=" * 20_000,
        b"<rss><channel><item><title>x</title><description>" + b"&lt;script&gt;" * 20_000 + b"</description></item>",
        b"<!DOCTYPE r [<!ENTITY a 'aaaaa'><!ENTITY b '&a;&a;&a;'>]><rss><channel><item><title>&b;</title></item>",
    ],
)  # fmt: skip
def test_what_would_hang_a_parser_is_refused_or_read_at_once(body: bytes) -> None:
    with contextlib.suppress(ParseError):
        assert len(read(body).announcements) <= 1


def test_no_file_is_read_whatever_the_answer_names() -> None:
    body = (
        b'<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><item><title>A &f; B</title>'
        b"<guid>1</guid></item></channel></rss>"
    )
    (announcement,) = read(body).announcements
    assert "root:" not in announcement.record.title.text
    with pytest.raises(ParseError):
        read_tolerantly(b"/etc/passwd <item", ADDRESS, "journal")


RUBBLE = """
<rss> <rdf:RDF> <feed> <channel> </channel> <item> </item> <entry> </entry> <title> </title> <link> </link> <guid>
</guid> <description> </description> <![CDATA[ ]]> <!-- --> & &amp; &lt;p&gt; <p> </p> <br/> doi: 10.5555/a.1
2026-06-24 Abstract Author(s): ; , $x^2$ {"version": [ " é
"""
PIECES = st.lists(st.sampled_from(RUBBLE.split()) | st.text(max_size=20), max_size=40)


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_only_parse_error_escapes_from_rubble(pieces: list[str]) -> None:
    with contextlib.suppress(ParseError):
        read("".join(pieces).encode(errors="replace"))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_only_parse_error_escapes_from_a_feed_that_was_bent(data: st.DataObject) -> None:
    body = bytearray(rss(item(1, description="<p>A <b>paper</b> of the tests.</p>"), item(2)).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body)))
        body[at : at + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=6))
    with contextlib.suppress(ParseError):
        read(bytes(body))


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400), st.text(max_size=200))
def test_any_text_in_any_field_gives_one_record_or_one_failure(text: str, title: str) -> None:
    fields = {
        name: text for name in ("description", "content_encoded", "dc_creator", "dc_date", "dc_identifier", "category")
    }
    page = read(rss(item(1, title=title, **fields)).encode(errors="replace"))
    assert len(page.announcements) + len(page.failed) >= 1
