"""One paper, said in every format: the record is the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from academichub.model import Author, Identifiers, Links, Markup, MarkupFormat, Record, SourceId
from tests.sources.feeding import NAMESPACES, only, read, records

TITLE = "Sap flow in <i>Quercus robur</i> &amp; its kin"
ABSTRACT = "We measured sap flow in forty oaks through one dry summer, and found that it fell at noon."
PAPER = Record(
    source=SourceId("journal"),
    key="10.5555/oaks.1",
    title=Markup(TITLE, MarkupFormat.HTML),
    identifiers=Identifiers(doi="10.5555/oaks.1"),
    abstract=Markup(ABSTRACT, MarkupFormat.PLAIN),
    authors=(Author("Ana Núñez"), Author("Oak Growth Consortium", is_group=True)),
    categories=("biology", "Ecology"),
    primary_category="biology",
    posted_on=date(2026, 6, 23),
    links=Links(abstract="https://journal.example/oaks"),
)
SHOWN = "Sap flow in &lt;i&gt;Quercus robur&lt;/i&gt; &amp;amp; its kin"
DC = "<dc:creator>Ana Núñez</dc:creator><dc:creator>Oak Growth Consortium</dc:creator>"

FEEDS = {
    "rss 0.91": (
        f'<rss version="0.91" {NAMESPACES}><channel><title>J</title><item><title>{SHOWN}</title>'
        f"<link>https://journal.example/oaks</link><description>{ABSTRACT}</description>{DC}"
        "<dc:identifier>doi:10.5555/OAKS.1</dc:identifier><category>Ecology</category>"
        "<pubDate>Tue, 23 Jun 2026 23:30:00 -0800</pubDate></item></channel></rss>"
    ),
    "rss 1.0": (
        f'<rdf:RDF xmlns="http://purl.org/rss/1.0/" {NAMESPACES}><channel rdf:about="https://journal.example/">'
        "<title>J</title><items><rdf:Seq><rdf:li/></rdf:Seq></items></channel>"
        f'<item rdf:about="https://doi.org/10.5555/oaks.1"><title>{SHOWN}</title>'
        f"<link>https://journal.example/oaks</link><description>{ABSTRACT}</description>{DC}"
        "<dc:subject>Ecology</dc:subject><dc:date>2026-06-23</dc:date></item></rdf:RDF>"
    ),
    "rss 2.0": (
        f'<rss version="2.0" {NAMESPACES}><channel><title>J</title><item><title><![CDATA[{TITLE}]]></title>'
        f"<link>https://journal.example/oaks?utm_source=rss</link><guid isPermaLink='false'>10.5555/oaks.1</guid>"
        f"<content:encoded>{ABSTRACT}</content:encoded>{DC}<category>Ecology</category>"
        "<prism:publicationDate>2026-06-23</prism:publicationDate></item></channel></rss>"
    ),
    "atom": (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://journal.example/x/"><title>J</title><entry>'
        f'<id>https://doi.org/10.5555/oaks.1</id><title type="html">{SHOWN}</title><link href="../oaks"/>'
        '<link rel="self" href="https://journal.example/self"/>'
        "<author><name>Ana Núñez</name><email>ana@journal.example</email></author>"
        "<author><name>Oak Growth Consortium</name></author>"
        f'<category term="eco" label="Ecology"/><summary type="text">{ABSTRACT}</summary>'
        "<updated>2026-06-24T00:00:00Z</updated><published>2026-06-23T23:30:00-08:00</published></entry></feed>"
    ),
    "atom, prefixed": (
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>J</a:title><a:entry><a:id>10.5555/oaks.1</a:id>'
        f'<a:title type="html">{SHOWN}</a:title><a:link href="https://journal.example/oaks"/>'
        "<a:author><a:name>Ana Núñez</a:name></a:author><a:author><a:name>Oak Growth Consortium</a:name></a:author>"
        f'<a:category term="Ecology"/><a:summary>{ABSTRACT}</a:summary><a:issued>2026-06-23</a:issued>'
        "</a:entry></a:feed>"
    ),
    "json feed": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "J",
            "home_page_url": "https://journal.example/",
            "items": [
                {
                    "id": "https://doi.org/10.5555/oaks.1",
                    "url": "oaks",
                    "title": TITLE,
                    "content_text": ABSTRACT,
                    "authors": [{"name": "Ana Núñez"}, {"name": "Oak Growth Consortium"}],
                    "tags": ["Ecology"],
                    "date_published": "2026-06-23T10:00:00Z",
                }
            ],
        }
    ),
}


@pytest.mark.parametrize("name", FEEDS)
def test_every_format_gives_the_same_record(name: str) -> None:
    """But for the key: RSS 0.91 has no ids."""
    (record,) = records(FEEDS[name])
    assert replace(record, key=PAPER.key) == PAPER


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_every_encoding_gives_the_same_record(encoding: str) -> None:
    body = f'<?xml version="1.0" encoding="{encoding}"?>{FEEDS["rss 2.0"]}'.encode(encoding)
    assert records(body) == [PAPER]


def test_a_feed_that_forgot_its_encoding_and_its_namespaces_is_read_all_the_same() -> None:
    body = FEEDS["rss 2.0"].replace(NAMESPACES, "").encode("windows-1252")
    assert records(body) == [PAPER]


def test_an_xhtml_title_and_inline_html_keep_their_markup() -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title type="xhtml">'
        '<div xmlns="http://www.w3.org/1999/xhtml">H<sub>2</sub>O &amp; ice</div></title></entry></feed>'
    )
    assert records(body)[0].title == Markup("H<sub>2</sub>O &amp; ice", MarkupFormat.HTML)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The p<0.05 habit, and x > y", MarkupFormat.PLAIN),
        ("Yields of $B^0 \\to K$ decays", MarkupFormat.TEX),
        ("A prize of $5 and $10", MarkupFormat.PLAIN),
        ("H<sub>2</sub>O on ice", MarkupFormat.HTML),
        ("AT&T &#8211; a history", MarkupFormat.HTML),
        ("R&D in AT&T; a history", MarkupFormat.PLAIN),
        ("<jats:italic>Homo</jats:italic> and others", MarkupFormat.HTML),
        ("&lt;i&gt;Homo&lt;/i&gt; twice escaped", MarkupFormat.HTML),
    ],
)
def test_text_is_html_where_it_looks_like_it(said: str, expected: MarkupFormat) -> None:
    assert only(title=said).title.format is expected


def test_atom_text_that_is_declared_plain_stays_plain() -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>'
        '<title type="text">On &lt;b&gt; as a tag</title></entry></feed>'
    )
    assert records(body)[0].title == Markup("On <b> as a tag", MarkupFormat.PLAIN)


def test_pdf_and_licence_are_found() -> None:
    body = (
        f'<rss version="2.0" {NAMESPACES}><channel><item><title>T</title><link>/p/1</link>'
        '<enclosure url="https://journal.example/1.pdf" type="application/pdf"/>'
        '<cc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/></item></channel></rss>'
    )
    (record,) = records(body)
    assert record.links == Links(abstract="https://journal.example/p/1", pdf="https://journal.example/1.pdf")
    assert record.licence == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "http://[/"])
def test_only_web_addresses_become_links(link: str) -> None:
    assert only(link=link).links == Links()


def test_a_bad_item_of_a_json_feed_costs_itself_alone() -> None:
    page = read('{"version": "https://jsonfeed.org/version/1", "items": [3, {"id": 7, "title": "Seven"}, {"id": "8"}]}')
    assert [a.record.key for a in page.announcements] == ["7"]
    assert [(entry.id, entry.raw) for entry in page.failed] == [("entry 1", b"3"), ("8", b'{"id": "8"}')]


def test_odd_bytes_in_one_item_of_a_json_feed_cost_their_letter() -> None:
    odd = rb'{"id": "9", "title": "One \ud800 two \ud83d\ude00", "n": ' + b"9" * 5000 + b"}"
    deep = b'{"id": "10", "title": "T", "n": ' + b"[" * 20_000 + b"]" * 20_000 + b"}"
    page = read(b'{"version": "https://jsonfeed.org/version/1", "items": [' + odd + b", " + deep + b"]}")
    assert [a.record.title.text for a in page.announcements] == ["One \ufffd two 😀"]
    assert [(entry.id, entry.reason) for entry in page.failed] == [("entry 2", "it is not whole JSON")]
