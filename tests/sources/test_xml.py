"""The opening of XML: what is mended, what is salvaged, what is refused."""

from __future__ import annotations

import pytest
from lxml import etree

from academichub.errors import ParseError
from academichub.sources._encodings import charset_of
from academichub.sources.xml_opening import CUT_SHORT, MOST_SALVAGED, local_name, open_xml


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"\n\n <?xml version='1.0'?><a>late declaration</a>", "late declaration"),
        (b"\xef\xbb\xbf<a>mark</a>", "mark"),
        (b"<?xml version='1.0' encoding='utf-8'?><a>caf\xe9</a>", "café"),  # Windows-1252 in truth
        ("<?xml version='1.0' encoding='gb2312'?><a>论文</a>".encode("gbk"), "论文"),
        ("<?xml version='1.0' encoding='utf-16'?><a>论文 & more</a>".encode("utf-16"), "论文 & more"),
        ("<?xml version='1.0' encoding='us-ascii'?><a>café</a>".encode(), "café"),
        ("<?xml version='1.0' encoding='utf-8'?><a>é and ".encode() + b"\x93stray\x94</a>", "é and “stray”"),
        (b"<?xml version='1.0' encoding='utf-7'?><a>+ADw-b+AD4- \xe9</a>", "+ADw-b+AD4- é"),
        (b"<?xml version='1.0' encoding='punycode'?><a>x &nbsp;y</a>", "x \xa0y"),
        (b"<a>AT&T, p < 0.05, &eacute;, &nosuch;, &#0;&#x1F;&#65;</a>", "AT&T, p < 0.05, é, &nosuch;, A"),
        (b"<a>x & <![CDATA[y & <b> &eacute;]]></a>", "x & y & <b> &eacute;"),
        (b"<a>one<!-- not --> text<?php echo 1 ?></a>", "one text"),
        (b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd' [<!ENTITY e '&lt;'>]><a>&e;</a>", "&e;"),
        (b"<!DOCTYPE a [<!ENTITY uni 'Uni &#252;'><!ENTITY two '&uni;'>]><a>&uni; &amp; &two;</a>", "Uni ü & &two;"),
        (b"<!DOCTYPE a [<!ENTITY big '" + b"x" * 200 + b"'>]><a>" + b"&big;" * 400 + b"</a>", "&big;" * 400),
        (b"<!-- --><!doctype a><a>dtd</a>", "dtd"),
    ],
)
def test_the_slips_of_feeds_are_mended_without_losing_text(body: bytes, text: str) -> None:
    opened = open_xml(body, "feed")
    assert (opened.root.text, opened.damage, opened.broken) == (text, None, ())


@pytest.mark.parametrize(
    ("charset", "body", "text"),
    [
        ("gb18030", "<a>论文</a>".encode("gbk"), "论文"),
        ("gb18030", "<?xml version='1.0' encoding='utf-8'?><a>论文</a>".encode("gbk"), "论文"),
        ("iso8859_1", "<a>论文</a>".encode(), "论文"),  # a server's word about all its files
        ("iso8859_1", b"<a>\x93caf\xe9\x94</a>", "“café”"),
        ("utf_16", b"<a>plain</a>", "plain"),
        ("cp1252", b"\xef\xbb\xbf<a>caf\xc3\xa9</a>", "café"),
        ("ascii", "<a>論文</a>".encode(), "論文"),
        ("ascii", b"<a>caf\xe9</a>", "café"),
        (
            None,
            "<a>Научная статья о методах обучения языковых моделей</a>".encode("koi8_r"),
            "Научная статья о методах",
        ),
    ],
)
def test_what_http_says_of_the_encoding_counts_where_it_can_be(charset: str | None, body: bytes, text: str) -> None:
    assert (open_xml(body, "feed", charset).root.text or "").startswith(text)


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("text/xml; charset=gb2312", "gb2312"),
        ("application/rss+xml;Charset= 'ISO-8859-1'", "iso8859_1"),
        ("text/xml; charset=utf-7", None),
        ("text/xml; charset=rot13", None),
        ("text/xml; charset=nonsense\0", None),
        ("text/xml", None),
        (None, None),
    ],
)
def test_the_name_that_http_gives(header: str | None, charset: str | None) -> None:
    assert charset_of(header) == charset


def test_a_prefix_that_was_never_declared_means_what_everybody_means() -> None:
    body = b"<rss><channel><item><dc:creator x:y='1'>Ada Bee</dc:creator></item></channel></rss>"
    (creator,) = open_xml(body, "feed").root.iter("{http://purl.org/dc/elements/1.1/}creator")
    assert (creator.text, local_name(str(creator.tag))) == ("Ada Bee", "creator")


@pytest.mark.parametrize(
    "frame",
    [
        "<rss xmlns:d='urn:d'><channel><title>T</title>{}</channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:d='urn:d'><title>T</title>{}</feed>",
        "<r:RDF xmlns:r='urn:r' xmlns:d='urn:d'><channel><title>T</title></channel>{}</r:RDF>",
    ],
)
def test_what_is_whole_of_a_damaged_document_stands_where_it_stood(frame: str) -> None:
    name = "entry" if "feed" in frame else "item"
    entries = "".join(f"<{name}><d:n>{number}</d:n></{name}>" for number in range(4))
    body = frame.format(entries.replace("<d:n>2</d:n>", "<d:n>2</d:m>"))
    opened = open_xml(body.encode(), "feed")
    whole = open_xml(frame.format(entries.replace(f"<{name}><d:n>2</d:n></{name}>", "")).encode(), "feed")
    assert etree.tostring(opened.root) == etree.tostring(whole.root)
    assert opened.broken == (f"<{name}><d:n>2</d:m></{name}>".encode(),)
    assert opened.damage is not None
    assert opened.damage.startswith("the answer is not well-formed XML: ")
    cut = open_xml(body.encode()[:-2], "feed")
    assert (cut.damage, len(list(cut.root.iter("{*}n")))) == (CUT_SHORT, 3)


def test_a_bomb_of_entities_stays_a_few_letters() -> None:
    layers = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    body = f"<!DOCTYPE a [<!ENTITY e0 'boom'>{layers}]><a>&e11;</a>".encode()
    assert open_xml(body, "feed").root.text == "&e11;"
    assert len(etree.tostring(open_xml(body.decode().encode("utf-16"), "feed").root)) < len(body)


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"\0", b"plain words", b"{}", b"<", b"<html><body>", b"<!DOCTYPE html>x"]
)
def test_what_holds_no_document_is_refused(body: bytes) -> None:
    with pytest.raises(ParseError) as caught:
        open_xml(body, "feed")
    assert caught.value.subject == "feed"


def test_entries_are_parsed_inside_their_roots_namespaces_and_nothing_else_of_it() -> None:
    """The root's other attributes would cost each entry of a damaged document their parsing once more."""
    attributes = " ".join(f"a{n}='{n}'" for n in range(50))
    body = f'<rss {attributes} xmlns:d = "urn:d"><channel><item><d:n>1</d:n></item><item><b></item></channel></rss>'
    opened = open_xml(body.encode(), "feed")
    assert [found.text for found in opened.root.iter("{urn:d}n")] == ["1"]
    assert (len(opened.broken), opened.root.get("a49"), opened.n_beyond) == (1, "49", 0)


def test_a_damaged_document_without_end_is_salvaged_to_a_limit() -> None:
    body = b"<rss><channel><item><b></item>" + b"<item/> <item></item>" * (MOST_SALVAGED + 4) + b"</channel></rss>"
    opened = open_xml(body, "feed")
    assert len(opened.broken) == 1
    assert len(list(opened.root.iter("item"))) == MOST_SALVAGED - 1
    assert opened.n_beyond == 5
