"""Thousands of broken, bent and hostile answers: nothing but ParseError escapes, and no entry is lost but the damaged.

The ordinary suite takes a seeded sample; `pytest -m long` the figures that are promised.
"""

from __future__ import annotations

import ast
import contextlib
import json
import random
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from academichub.errors import ParseError
from academichub.model import FailedEntry, Page, Response, SourceId, Visit
from academichub.settings import ArxivSettings, RxivSettings
from academichub.sources._encodings import charset_of, mended_controls
from academichub.sources._rxiv_entry import Server
from academichub.sources.arxiv import Arxiv
from academichub.sources.json_pieces import decoded, text_of_body
from academichub.sources.rxiv import Rxiv
from academichub.sources.xml_opening import open_xml
from tests.recorded import RECORDED, recorded
from tests.sources.feeding import ADDRESS, NAMESPACES, SOURCE, item, read, rss
from tests.sources.test_feed_damage import DAMAGES

SLOWEST_S = 5.0
VISIT = Visit(datetime(2026, 6, 24, 9, tzinfo=UTC))

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>A journal</title>
<entry><id>urn:1</id><title type="html">On &lt;i&gt;E. coli&lt;/i&gt; &amp; $x^2$</title><link href="https://journal.example/1"/>
<updated>2026-06-23T00:00:00Z</updated><summary>A summary that is long enough to be one of a paper.</summary>
<author><name>Ada Bee</name></author><author><name>李雷</name></author></entry></feed>"""
RDF = f"""<rdf:RDF {NAMESPACES} xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://journal.example/">
<title>B</title></channel><item rdf:about="https://journal.example/2"><title>A title</title>
<link>https://journal.example/2</link><dc:creator>Bee, A., Cy, D.</dc:creator><prism:doi>10.5555/b.2</prism:doi>
<description>&lt;p&gt;Words&lt;/p&gt;</description></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "C",
        "items": [{"id": "1", "title": "A title", "url": "https://journal.example/3", "authors": [{"name": "Ada"}]}],
    }
)
ARXIV = f"""<rss version="2.0" {NAMESPACES} xmlns:arxiv="http://arxiv.org/schemas/atom"><channel><title>cs.CL</title>
<pubDate>Wed, 24 Jun 2026 00:00:00 -0400</pubDate><item><title>T</title><link>https://arxiv.org/abs/2606.00001</link>
<description>arXiv:2606.00001v1 Announce Type: new \nAbstract: We do.</description>
<guid>oai:arXiv.org:2606.00001v1</guid>
<category>cs.CL</category><arxiv:announce_type>new</arxiv:announce_type><dc:creator>Ada Bee, Cy Dee (X)</dc:creator>
</item></channel></rss>"""
RXIV = json.dumps(
    {
        "messages": [{"status": "ok", "cursor": 0, "count": 1, "total": "1"}],
        "collection": [
            {"doi": "10.1101/2026.06.23.1", "title": "T", "authors": "Bee, A.", "date": "2026-06-23", "version": "1",
             "category": "genomics", "abstract": "We do.", "server": "bioRxiv", "published": "NA"}
        ],
    }
)  # fmt: skip
OWN = [
    rss(item(1, description="<p>Some <b>words</b> of one paper</p>", dc_creator="A B, C D"), item(2)),
    rss(*map(item, range(1, 25))),
    ATOM,
    RDF,
    JSON,
]
TOKENS = (
    b"<item>|</item>|<entry|]]>|<![CDATA[|<!--|-->|&|&#0;|&#xD800;|&lt;|<b>|</x>|<|>|\"|'|\0|\xff|\xef\xbb\xbf|<?xml|"
    b"<!DOCTYPE x [|xmlns:q='u'|\\ud800|{|}|[|]|,|:|<rss>|</channel>|\xc3|\xe2\x80|%s|1e999|2026-99-99|https://[::1|javascript:|10.1101/|\r\n"
).split(b"|")


@cache
def seeds() -> tuple[bytes, ...]:
    """Feeds of ours, and short ones of real publishers where they are recorded."""
    folder = RECORDED / "payloads/journal_rss"
    real = sorted(folder.iterdir()) if folder.exists() else []
    short = [path.read_bytes() for path in real if path.stat().st_size < 12_000]
    return (*(feed.encode() for feed in (*OWN, ARXIV, RXIV)), *short[:20])


def mutant(chosen: random.Random) -> bytes:
    body = bytearray(chosen.choice(seeds()))
    for _ in range(chosen.randint(1, 8)):
        at, n = chosen.randrange(len(body) + 1), chosen.choice([0, 1, 2, 7, 40, 400])
        match chosen.randrange(6):
            case 0:
                body[at : at + n] = chosen.randbytes(min(n, 8))
            case 1:
                body[at:at] = chosen.choice(TOKENS)
            case 2:
                body[at:at] = body[at : at + n] * chosen.choice([1, 2, 30])
            case 3:
                del body[at : at + n]
            case 4:
                other = chosen.choice(seeds())
                place = chosen.randrange(len(other))
                body[at : at + n] = other[place : place + n]
            case 5:
                body[at : at + 1] = bytes([chosen.randrange(256)])
    return bytes(body)


def pages_of(body: bytes, content_type: str | None = None) -> Iterator[Page]:
    """What each source makes of a body; nothing but ParseError may stop one, and none may take long."""
    server = Server(SourceId("biorxiv"), "bioRxiv")
    for source in (SOURCE, Arxiv(ArxivSettings(("cs.CL",))), Rxiv(server, RxivSettings())):
        request = source.start(VISIT)
        assert request is not None
        begun = time.process_time()
        with contextlib.suppress(ParseError):
            yield source.parse(request, Response(ADDRESS, 200, body, content_type), VISIT)
        assert time.process_time() - begun < SLOWEST_S


@pytest.mark.parametrize("n", [400, pytest.param(10_000, marks=pytest.mark.long)])
def test_mutants_raise_nothing_else_and_are_read_soon(n: int) -> None:
    chosen = random.Random(20260624)
    n_read = n_failed = 0
    for _ in range(n):
        for page in pages_of(mutant(chosen)):
            n_read += len(page.announcements)
            n_failed += len(page.failed)
    assert n_read > n / 2  # most mutants are feeds still
    assert n_failed > n / 50


def hostile_files() -> list[Path]:
    folders = ("feedparser", "json", "xxe", "svg")
    return [path for folder in folders for path in sorted(recorded(f"hostile/{folder}").rglob("*")) if path.is_file()]


@pytest.mark.recorded
@pytest.mark.parametrize("share", [12, pytest.param(1, marks=pytest.mark.long)])
def test_the_hostile_files_of_others_raise_nothing_else(share: int) -> None:
    files = hostile_files()
    assert len(files) >= 2_107 + 340
    for path in files[::share]:
        for page in pages_of(path.read_bytes()):
            assert all(entry.reason for entry in page.failed)


@pytest.mark.recorded
def test_the_json_test_suite() -> None:
    """All that is JSON is read; what is not is refused but for six slips of real servers; no file of it is a feed."""
    tolerated = {"NaN", "infinity", "minus_infinity", "unescaped_ctrl_char", "unescaped_newline", "unescaped_tab"}
    counts = {"y": 0, "n": 0, "i": 0}
    for path in sorted(recorded("hostile/json/test_parsing").iterdir()):
        kind, body = path.name[0], path.read_bytes()
        try:
            value: object = decoded(text_of_body(body))
            is_read = True
        except ValueError:
            is_read = False
        if kind == "y":
            assert is_read, path.name
            assert value == json.loads(body, parse_int=lambda digits: int(digits) if len(digits) < 19 else digits)
        if kind == "n":
            is_tolerated = path.stem.removeprefix("n_number_").removeprefix("n_string_") in tolerated
            assert is_read == is_tolerated, path.name
        counts[kind] += 1
        assert not any(page.announcements for page in pages_of(body))
    assert counts == {"y": 95, "n": 188, "i": 35}


EXPECTED_TEXT = re.compile(r"""(?:entries\[0\]\S*|feed\['title'\]) == ('(?:[^'\\]|\\.)*'|\d+)""")
EXPECTED_ENCODING = re.compile(r"""encoding == '([\w-]+)'""")


def said_in(path: Path) -> str:
    """The file as text, to find what its author expects; the names are ASCII in every encoding."""
    return path.read_bytes().replace(b"\0", b"").decode("latin-1")


def texts_of(path: Path, header: str | None) -> list[str]:
    """The texts of the answer's elements as a reader gets them."""
    opened = open_xml(path.read_bytes(), "hostile", charset_of(header))
    return [mended_controls(unescape("".join(map(str, element.itertext())))) for element in opened.root.iter()]


def as_expected(path: Path) -> bool:
    """Whether a file is decoded as its author says: the text he names, or all of it by the encoding he names."""
    said, body = said_in(path), path.read_bytes()
    header = re.search(r"Content-type:\s*(.*)", said)
    texts = texts_of(path, header[1] if header else None)
    if named := EXPECTED_TEXT.search(said):
        literal = ast.literal_eval(named[1])
        return (chr(literal) if isinstance(literal, int) else unescape(literal)) in texts
    coding = EXPECTED_ENCODING.search(said)
    if coding is None and not body.isascii():
        return True
    whole = words_of(unescape(unescape(body.decode(coding[1] if coding else "ascii", errors="replace"))))
    return all(words_of(text) in whole for text in texts if "\n" not in text.strip())


def words_of(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.recorded
def test_answers_are_decoded_as_their_authors_expect() -> None:
    folders = ("encoding", "illformed/chardet")
    files = [path for name in folders for path in sorted(recorded(f"hostile/feedparser/{name}").iterdir())]
    missed = [path.name for path in files if not as_expected(path)]
    assert len(files) == 82 + 8
    assert len(missed) <= 0.02 * len(files), missed


# 300 entries, eight damages, 250 places of each

N_ENTRIES = 300
ENTRIES = [
    item(n, guid=f"id-{n:04}", dc_creator="Ana Bée", dc_date="2026-06-23", description=f"Words of paper {n}, é.")
    for n in range(N_ENTRIES)
]
BODY = rss(*ENTRIES).encode()
WHOLE = {f"id-{n:04}" for n in range(N_ENTRIES)}


def keys_of(page: Page) -> set[str]:
    return {announcement.record.key for announcement in page.announcements}


def entry_at(place: int) -> int:
    """The entry that a place of the body is in."""
    return BODY.count(b"<item>", 0, place + 6) - 1


@pytest.mark.parametrize("n", [6, pytest.param(250, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", [*DAMAGES, "a cut"])
def test_of_a_damaged_feed_no_other_entry_is_lost(name: str, n: int) -> None:
    """A cut leaves what stands before it; all other damage costs its own entry at most, and says so."""
    chosen = random.Random(name)
    first, last = BODY.index(b"<item>"), BODY.rindex(b"</item>")
    for _ in range(n):
        place = chosen.randrange(first, last)
        here = entry_at(place)
        body = BODY[:place] if name == "a cut" else DAMAGES[name](BODY, place)
        page = read(body)
        kept = keys_of(page)
        expected = {f"id-{n:04}" for n in range(here)} if name == "a cut" else WHOLE - beside(place, here)
        assert expected <= kept, f"{name} at {place}: lost {sorted(expected - kept)[:5]}"
        if name == "a cut":
            assert page.failed, "an answer that was cut short is not whole"
            assert page.cursor is None
        if not kept >= WHOLE:
            renamed = len(page.announcements) == N_ENTRIES
            assert page.failed or renamed, f"{name} at {place}: nobody was told"
    assert keys_of(read(BODY)) == WHOLE


def beside(place: int, here: int) -> set[str]:
    """The entry that was damaged; at the very border of two, either."""
    names = {f"id-{here:04}"}
    border = BODY.rfind(b"</item>", 0, place + 1)
    if 0 <= place - border <= len(b"</item>\n<item>"):
        names.add(f"id-{max(here - 1, 0):04}")
    return names


# The upstream changes its format


CHANGES: dict[str, Callable[[str], str]] = {
    "no title": lambda entry: re.sub("<title>.*?</title>", "", entry),
    "an empty title": lambda entry: re.sub("<title>.*?</title>", "<title/>", entry),
    "a renamed title": lambda entry: entry.replace("title>", "headline>"),
    "a title of another namespace": lambda entry: entry.replace("title>", "z:title>"),
    "a title one level down": lambda entry: entry.replace("<title>", "<head><title>").replace(
        "</title>", "</title></head>"
    ),
    "no name and no address": lambda entry: re.sub("<(link|guid)>.*?</(link|guid)>", "", entry),
}


def drifted() -> Iterator[tuple[str, bytes]]:
    """Thirty bodies of an upstream that changed its mind about some of its entries, or all."""
    entries = [item(n, dc_creator="Ada Bee", description="Words") for n in range(30)]
    for n in (2, 5, 10, 15, 30):
        for name, change in CHANGES.items():
            yield f"{n} with {name}", rss(*map(change, entries[:n]), *entries[n:]).encode()


DRIFTED = dict(drifted())


@pytest.mark.parametrize("name", DRIFTED)
def test_nothing_of_a_changed_format_is_stored_half_empty(name: str) -> None:
    page = read(DRIFTED[name])
    assert len(page.announcements) + len(page.failed) >= 30 - 1
    assert all(isinstance(entry, FailedEntry) and entry.raw and entry.reason for entry in page.failed)
    for announcement in page.announcements:
        assert announcement.record.title.text.strip()
        assert announcement.record.key


ERRORS = [
    """<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title><entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_{n}</id><title>Error</title>
    <summary>incorrect id format for {n}</summary>
    <author><name>arXiv api core</name></author></entry></feed>""",
    """<rss version="2.0"><channel><title>feed error for query: {n}</title>
    <description>Bad archive "{n}".</description></channel></rss>""",
]  # fmt: skip


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("n", ["1234.12345v99", "cs.XX", "", "&amp;", "é"])
def test_an_error_in_the_shape_of_a_feed_is_no_paper(error: str, n: str) -> None:
    assert not any(page.announcements for page in pages_of(error.replace("{n}", n).encode()))
