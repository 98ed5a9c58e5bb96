"""arXiv's feeds, RSS and Atom: every rule on invented papers. Recorded answers: test_recorded_preprints.py."""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.errors import ParseError
from academichub.model import Author, Identifiers, Kind, Links, Markup, MarkupFormat, Page, Record, Response, Visit
from academichub.settings import ArxivSettings, Settings, SourcesSettings
from academichub.sources.arxiv import Arxiv, configured
from academichub.sources.author_lists import authors_from_list

VISIT = Visit(datetime(2026, 6, 24, 6, 0, tzinfo=UTC))
SOURCE = Arxiv(ArxivSettings(("cs.CV", "cs.RO")))
NAMESPACES = (
    'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom"'
)
MIDNIGHT = "Wed, 24 Jun 2026 00:00:00 -0400"


def item(
    paper: str = "2606.24001v1",
    kind: str = "new",
    *,
    title: str = "Folding laundry with $\\pi$",
    abstract: str = "We fold.",
    creator: str = "Ada Bee, Carl Dee",
    more: str = "",
) -> str:
    number = paper.partition("v")[0]
    return f"""<item><title>{escape(title)}</title><link>https://arxiv.org/abs/{number}</link>
    <description>arXiv:{paper} Announce Type: {kind} \nAbstract: {escape(abstract)}</description>
    <guid isPermaLink="false">oai:arXiv.org:{paper}</guid><category>cs.RO</category><category>cs.CV</category>
    <pubDate>{MIDNIGHT}</pubDate><arxiv:announce_type>{kind}</arxiv:announce_type>
    <dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>{more}
    <dc:creator>{escape(creator)}</dc:creator></item>"""


def rss(
    *items: str, pub_date: str = f"<pubDate>{MIDNIGHT}</pubDate>", title: str = "cs.CV updates on arXiv.org"
) -> bytes:
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<rss {NAMESPACES} version="2.0"><channel><title>{title}</title><link>http://rss.arxiv.org/rss/cs.CV</link>
<description>cs.CV updates on the arXiv.org e-print archive.</description>
<lastBuildDate>Sun, 22 Nov 2026 11:18:26 +0000</lastBuildDate>{pub_date}
{"".join(items)}</channel></rss>""".encode()


def read(body: bytes, source: Arxiv = SOURCE) -> Page:
    request = source.start(VISIT)
    assert request is not None
    return source.parse(request, Response(request.url, 200, body), VISIT)


def only_record(body: bytes) -> Record:
    (announcement,) = read(body).announcements
    return announcement.record


def test_one_listing_is_read_whole() -> None:
    more = "<arxiv:DOI>10.1234/ABC.5</arxiv:DOI><arxiv:journal_reference>J. Inv. 3 (2026) 1-9</arxiv:journal_reference>"
    page = read(rss(item("2606.24001v3", "replace", more=more)))
    (announcement,) = page.announcements
    assert announcement.kind is Kind.REPLACE
    assert announcement.announced_on == page.day == date(2026, 6, 24)
    assert (page.failed, page.next, page.cursor) == ((), None, "2026-06-24")
    assert announcement.record == Record(
        source=SOURCE.id,
        key="2606.24001",
        title=Markup("Folding laundry with $\\pi$", MarkupFormat.TEX),
        version=3,
        identifiers=Identifiers(arxiv="2606.24001"),
        abstract=Markup("We fold.", MarkupFormat.TEX),
        authors=(Author("Ada Bee"), Author("Carl Dee")),
        categories=("cs.RO", "cs.CV"),
        primary_category="cs.RO",
        licence="http://creativecommons.org/licenses/by/4.0/",
        comment="J. Inv. 3 (2026) 1-9",
        links=Links("https://arxiv.org/abs/2606.24001", "https://arxiv.org/pdf/2606.24001v3"),
        published_doi="10.1234/abc.5",
    )


@pytest.mark.parametrize("kind", ["new", "cross", "replace", "replace-cross", "absonly"])
def test_the_atom_twin_is_read_alike(kind: str) -> None:
    entry = f"""<?xml version='1.0' encoding='UTF-8'?>
<feed {NAMESPACES} xmlns="http://www.w3.org/2005/Atom"><id>http://rss.arxiv.org/atom/cs.CV</id>
<title>cs.CV updates on arXiv.org</title><updated>2026-11-22T11:18:26+00:00</updated>
<link href="http://rss.arxiv.org/atom/cs.CV" rel="self"/><subtitle>cs.CV updates on arXiv.</subtitle>
<entry><id>oai:arXiv.org:2606.24001v2</id><title>Folding laundry with $\\pi$</title>
<updated>2026-11-22T11:18:26+00:00</updated><link href="https://arxiv.org/abs/2606.24001" rel="alternate"/>
<summary>arXiv:2606.24001v2 Announce Type: {kind} \nAbstract: We fold.</summary>
<category term="cs.RO"/><category term="cs.CV"/><published>2026-06-24T00:00:00-04:00</published>
<arxiv:announce_type>{kind}</arxiv:announce_type><dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>
<dc:creator>Ada Bee, Carl Dee</dc:creator></entry></feed>"""
    assert read(entry.encode()) == read(rss(item("2606.24001v2", kind)))


@pytest.mark.parametrize(
    ("guid", "description", "link", "expected"),
    [
        ("oai:arXiv.org:math.GT/0309136v2", "", "", ("math/0309136", 2)),
        ("", "arXiv:2606.24001v4 Announce Type: new \nAbstract: A.", "", ("2606.24001", 4)),
        ("", "", "https://arxiv.org/abs/2606.24001v5", ("2606.24001", 5)),
        ("oai:arXiv.org:2606.24001", "arXiv:2606.24001v6 Announce Type: new", "", ("2606.24001", 6)),
        ("oai:arXiv.org:2606.24001", "arXiv:2606.99999v6 Announce Type: new", "", ("2606.24001", None)),
        ("junk", "", "http://arxiv.org/abs/2606.24001", ("2606.24001", None)),
    ],
)
def test_the_identifier_is_found_where_it_is(guid: str, description: str, link: str, expected: tuple[str, int]) -> None:
    fields = f"<title>T</title><guid>{guid}</guid><description>{description}</description><link>{link}</link>"
    record = only_record(rss(f"<item>{fields}<arxiv:announce_type>new</arxiv:announce_type></item>"))
    assert (record.identifiers.arxiv, record.version) == expected


@pytest.mark.parametrize(
    ("description", "abstract"),
    [
        ("arXiv:2606.24001v1 Announce Type: cross Abstract: We fold.", "We fold."),
        ("arXiv:2606.24001v1 Announce Type: replace-cross \n\nAbstract:\n  We fold.", "We fold."),
        ("arXiv:2606.24001v1\nAbstract: We fold.", "We fold."),
        ("We fold. Abstract: is a word.", "We fold. Abstract: is a word."),
        ("arXiv:2606.24001v1 Announce Type: new \nAbstract: ", None),
        ("", None),
    ],
)
def test_arxivs_own_words_are_no_part_of_the_abstract(description: str, abstract: str | None) -> None:
    body = rss(
        re.sub(
            r"<description>.*?</description>", lambda _: f"<description>{description}</description>", item(), flags=re.S
        )
    )
    found = only_record(body).abstract
    assert (found.text if found else None) == abstract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A. Bee (Univ. of X, Y), C. Dee", [("A. Bee", "Univ. of X, Y"), ("C. Dee", None)]),
        ("A. Bee (Inst. (East), X, Y), C. Dee (Z)", [("A. Bee", "Inst. (East), X, Y"), ("C. Dee", "Z")]),
        ("A. Bee (X) (Y, Z)", [("A. Bee", "X, Y, Z")]),
        ("A. Bee (1), C. Dee (1,2), ((1) Univ. of X, (2) Y)", [("A. Bee", None), ("C. Dee", None)]),
        ("Li (Bill) Eff, C. Dee", [("Li (Bill) Eff", None), ("C. Dee", None)]),
        ("A. Bee (never closed, C. Dee, E. Eff", [("A. Bee", "never closed"), ("C. Dee", None), ("E. Eff", None)]),
        ("A. Bee, Jr., III, C. Dee, Sr", [("A. Bee Jr. III", None), ("C. Dee Sr", None)]),
        ("A. Bee, Jr. (X, Y), C. Dee", [("A. Bee Jr.", "X, Y"), ("C. Dee", None)]),
        ("A. Bee, et al.", [("A. Bee", None)]),
        ("A. Bee, C. Dee, and others", [("A. Bee", None), ("C. Dee", None)]),
        (
            "A. Bee, C. Dee, and E. Eff and G. Haitch",
            [("A. Bee", None), ("C. Dee", None), ("E. Eff", None), ("G. Haitch", None)],
        ),
        ("Team Eleven,  :, A. Bee,,", [("Team Eleven", None), ("A. Bee", None)]),
        (
            "Fran\\c{c}ois Bee, \\'E.\\,K. D\\\"urer (\\'Ecole X), A.~Eff",
            [("François Bee", None), ("É. K. Dürer", "École X"), ("A. Eff", None)],
        ),
        ("  李明,  Émile Zéd ", [("李明", None), ("Émile Zéd", None)]),
        ("", []),
    ],
)
def test_a_comma_splits_names_and_nothing_else(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(author.name, author.affiliation) for author in authors_from_list(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("QUARK Collaboration, A. Bee", [("QUARK Collaboration", True), ("A. Bee", False)]),
        ("A. Bee for the QUARK Collaboration", [("A. Bee", False), ("QUARK Collaboration", True)]),
        ("A. Bee, on behalf of the Robin Consortium", [("A. Bee", False), ("Robin Consortium", True)]),
        ("for the QUARK Collaboration", [("QUARK Collaboration", True)]),
        ("The Q Collaboration and the R Collaboration", [("The Q Collaboration", True), ("the R Collaboration", True)]),
        ("Heart and Lung Study Group", [("Heart and Lung Study Group", True)]),
        (
            "RobinTeam, Jane Teamster, Ana Labrador",
            [("RobinTeam", True), ("Jane Teamster", False), ("Ana Labrador", False)],
        ),
    ],
)
def test_groups_are_told_from_people(text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(author.name, author.is_group) for author in authors_from_list(text)] == expected


@given(st.lists(st.sampled_from(["A. Bee", "Chloé Dee", "李明", "Eff (U, V)", "Gee (X (Y), Z)"]), max_size=30))
def test_no_author_is_lost_or_added(names: list[str]) -> None:
    assert len(authors_from_list(", ".join(names))) == len(names)


@pytest.mark.parametrize(
    ("title", "abstract", "withdrawn"),
    [
        ("A map", "This paper has been withdrawn by the author due to an error in Lemma 3.", True),
        ("A map", "This submission has been temporarily withdrawn.", True),
        ("A map", "Withdrawn: the data were wrong.", True),
        ("A map", "Paper withdrawn.", True),
        ("A map", "Withdrawal StatementThe authors have withdrawn their manuscript, as maps may err.", True),
        ("A map", "The authors have withdrawn their objections to maps.", False),
        ("A map", "The main result is false, and it was withdrawn by the authors.", True),
        ("Withdrawn: A map", "We map.", True),
        ("A map (withdrawn)", "We map.", True),
        ("Withdrawn troops and their letters", "We read letters.", False),
        ("A map", "This arXiv preprint was removed by the administrators.", True),
        ("A map", "The authors wish to withdraw this manuscript.", True),
        ("A map", "The authors have withdrawn blood from the maps.", False),
        ("A map", "The famous paper on maps was retracted in 1998.", False),
        ("A map", "Alcohol is withdrawn from patients in a new way.", False),
        ("A map", "We map. " * 40 + "This paper has been withdrawn by the author.", False),
    ],
)
def test_a_withdrawal_is_known_by_its_words(title: str, abstract: str, withdrawn: bool) -> None:
    page = read(rss(item(kind="replace", title=title, abstract=abstract)))
    assert page.announcements[0].record.withdrawn is withdrawn
    assert page.announcements[0].kind is (Kind.WITHDRAWN if withdrawn else Kind.REPLACE)


def test_a_paper_withdrawn_on_its_first_day_is_still_listed_as_new() -> None:
    (announcement,) = read(rss(item(title="Withdrawn: A map"))).announcements
    assert (announcement.kind, announcement.record.withdrawn) == (Kind.NEW, True)


@pytest.mark.parametrize(
    ("pub_date", "expected"),
    [
        ("Wed, 24 Jun 2026 00:00:00 -0400", date(2026, 6, 24)),
        ("Wed, 24 Jun 2026 04:00:00 +0000", date(2026, 6, 24)),
        ("Wed, 24 Jun 2026 03:59:00 GMT", date(2026, 6, 23)),  # still Tuesday in New York
        ("Wed, 24 Jun 2026 12:30:00 +1400", date(2026, 6, 23)),
        ("Wed, 14 Jan 2026 00:00:00 -0500", date(2026, 1, 14)),
        ("Wed, 14 Jan 2026 00:00:00 -0400", date(2026, 1, 14)),  # the offset of the other season
        ("2026-06-24T00:00:00-04:00", date(2026, 6, 24)),
    ],
)
def test_the_day_is_new_yorks(pub_date: str, expected: date) -> None:
    (announcement,) = read(rss(item().replace(MIDNIGHT, pub_date))).announcements
    assert announcement.announced_on == expected


def test_a_listing_without_a_date_has_the_feeds() -> None:
    undated = item().replace(f"<pubDate>{MIDNIGHT}</pubDate>", "")
    assert read(rss(undated)).announcements[0].announced_on == date(2026, 6, 24)
    page = read(rss(undated, pub_date=""))  # never lastBuildDate: that is when the server wrote the file
    assert (page.announcements, page.day, page.cursor) == ((), None, None)
    assert page.failed[0].reason == "no announcement day"


def test_a_weekend_is_a_day_without_papers() -> None:
    page = read(rss(pub_date="<pubDate>Sat, 16 May 2026 00:00:00 -0400</pubDate>"))
    assert page == Page(day=date(2026, 5, 16), cursor="2026-05-16")


def test_a_paper_in_several_categories_is_announced_once() -> None:
    second = item("2606.24001v1", "cross").replace(
        "<category>cs.RO</category>", "<category>cs.RO</category><category>eess.SY</category>"
    )
    page = read(rss(second, item("2606.24002v1"), item("2606.24001v1", "new")))
    assert [announcement.record.key for announcement in page.announcements] == ["2606.24001", "2606.24002"]
    merged = page.announcements[0]
    assert merged.kind is Kind.NEW
    assert merged.record.categories == ("cs.RO", "eess.SY", "cs.CV")
    assert merged.record.primary_category == "cs.RO"


def test_the_newest_version_of_a_paper_listed_twice_is_kept() -> None:
    page = read(rss(item("2606.24001v3", "replace-cross"), item("2606.24001v2", "replace", title="Older")))
    (announcement,) = page.announcements
    assert (announcement.record.version, announcement.kind) == (3, Kind.REPLACE)
    assert announcement.record.title.text != "Older"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (item(kind="renewed"), "unknown announce type: renewed"),
        (item().replace("<title>", "<titel>").replace("</title>", "</titel>"), "no title"),
        (item().replace("2606.24001", "junk"), "no arXiv identifier"),
        (item().replace(MIDNIGHT, "yesterday"), "not a date: yesterday"),
        (item().replace(MIDNIGHT, "Wed, 99999999999 Jun 2026 00:00:00 -0400"), "not a date: Wed, 99999999999"),
        ("<item/>", "no arXiv identifier"),
    ],
)
def test_a_bad_listing_costs_itself_alone(broken: str, reason: str) -> None:
    page = read(rss(item("2606.24002v1"), broken, item("2606.24003v1")))
    assert [announcement.record.key for announcement in page.announcements] == ["2606.24002", "2606.24003"]
    (failed,) = page.failed
    assert failed.reason.startswith(reason)
    assert failed.raw.startswith(b"<item")


@pytest.mark.parametrize("lost", [b"</item></channel></rss>", b"</rss>", b"creator></item></channel></rss>"])
def test_an_answer_cut_short_keeps_what_is_whole_and_says_so(lost: bytes) -> None:
    body = rss(item("2606.24002v1"), item("2606.24003v1"))
    assert body.endswith(lost)
    page = read(body.removesuffix(lost))
    whole = 2 if lost == b"</rss>" else 1
    assert [announcement.record.key for announcement in page.announcements] == ["2606.24002", "2606.24003"][:whole]
    assert page.failed[-1].reason == "the answer was cut short"
    assert [failed.id for failed in page.failed[:-1]] == ["2606.24003v1"][: 2 - whole]


def test_a_cut_anywhere_loses_no_whole_paper_and_shows_no_half_one() -> None:
    body = rss(*(item(f"2606.2400{number}v1") for number in range(4)))
    whole = read(body).announcements
    for end in range(body.index(b"<rss") + 5, len(body) - 1, 37):
        try:
            page = read(body[:end])
        except ParseError:
            assert b"<channel>" not in body[:end]
            continue
        n_whole = body[:end].count(b"</item>")
        assert page.announcements == whole[:n_whole]
        assert page.failed[-1].reason == "the answer was cut short"


def test_damage_in_the_middle_costs_that_listing_alone() -> None:
    body = rss(item("2606.24001v1"), item("2606.24002v1").replace("</title>", "</tilte>"), item("2606.24003v1"))
    page = read(body)
    assert [announcement.record.key for announcement in page.announcements] == ["2606.24001", "2606.24003"]
    assert page.failed[0].id == "2606.24002v1"
    assert b"</tilte>" in page.failed[0].raw
    assert "not well-formed" in page.failed[1].reason


def test_usual_slips_of_xml_lose_no_text() -> None:
    body = rss(item(abstract="XX")).replace(b"XX", b"R&D at p < 0.05 &eacute; &unknown; \xe9\x01")
    found = only_record(body)
    assert found.abstract is not None
    assert found.abstract.text == "R&D at p < 0.05 é &unknown; é"
    assert read(body).failed == ()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b" \n\0\0", "empty"),
        (b"<!DOCTYPE html><html><head><title>Rate exceeded</title></head></html>", "Rate exceeded"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "HTML"),
        (b'{"error": "no"}', "not XML"),
        (b"<urlset/>", "neither RSS nor Atom: the answer is a <urlset>"),
        (b"<rss version='2.0'/>", "neither RSS nor Atom"),
        (rss(title="Feed error for query: http://rss.arxiv.org/rss/foo"), "cs.CV updates on the arXiv.org"),
        (
            b"<feed xmlns='http://www.w3.org/2005/Atom'><title>Feed error for query: foo</title>"
            b"<subtitle>Bad archive 'foo'.</subtitle></feed>",
            "Bad archive 'foo'.",
        ),
        (
            b"<feed xmlns='http://www.w3.org/2005/Atom'><title>ArXiv Query</title><entry>"
            b"<id>http://arxiv.org/api/errors#incorrect_id_format_for_x</id><title>Error</title>"
            b"<summary>incorrect id format for x</summary></entry></feed>",
            "incorrect id format for x",
        ),
    ],
)  # fmt: skip
def test_an_answer_that_is_no_feed_is_an_error_with_the_upstreams_words(body: bytes, words: str) -> None:
    with pytest.raises(ParseError, match=re.escape(words)) as caught:
        read(body)
    assert caught.value.subject == "arxiv"


def test_no_entity_and_no_file_is_ever_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    doctype = f"<!DOCTYPE rss [<!ENTITY a SYSTEM 'file://{secret}'><!ENTITY b 'boom'>]><rss".encode()
    body = rss(item(title="X")).replace(b"<rss", doctype, 1).replace(b"<title>X</title>", b"<title>X &a; &b;</title>")
    assert only_record(body).title.text == "X &a; &b;"


def test_a_feed_at_its_cap_says_that_the_day_may_have_more() -> None:
    page = read(rss(*(item(f"2606.{number:05}v1") for number in range(1, 2001))))
    assert len(page.announcements) == 2000
    assert "2,000" in page.failed[0].reason


def test_requests_are_polite_and_as_few_as_can_be() -> None:
    request = SOURCE.start(VISIT)
    assert request is not None
    assert request.url == "https://rss.arxiv.org/rss/cs.CV+cs.RO"
    assert (request.min_interval_s, request.lane, request.conditional) == (3.0, "arxiv", True)


def test_very_many_categories_are_asked_for_in_turn() -> None:
    categories = tuple(f"long-archive-name.{number:03}" for number in range(150))
    source = Arxiv(ArxivSettings((*categories, categories[0], "a b"), rss_url="http://127.0.0.1:9/rss/"))
    asked: list[str] = []
    request = source.start(VISIT)
    while request is not None:
        path = request.url.removeprefix("http://127.0.0.1:9/rss/")
        assert len(path) <= 1500
        assert not request.conditional
        asked += path.split("+")
        page = source.parse(request, Response(request.url, 200, rss(item())), VISIT)
        assert (page.cursor is None) == (page.next is not None)
        request = page.next
    assert asked == [*categories, "a%20b"]


def test_the_settings_decide_whether_arxiv_is_followed(tmp_path: Path) -> None:
    nothing = Settings(home=tmp_path)
    followed = replace(nothing, sources=SourcesSettings(arxiv=ArxivSettings(("math.GT",))))
    assert list(configured(nothing)) == []
    assert [(source.id, source.label) for source in configured(followed)] == [("arxiv", "arXiv")]
    assert Arxiv(ArxivSettings()).start(VISIT) is None


BODY = rss(item("2606.24002v1"), item("2606.24003v2", "replace", creator="A. Bee (X, Y)"))


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(BODY)), st.integers(0, 40), st.binary(max_size=8)), min_size=1, max_size=4)
)
def test_only_a_parse_error_escapes_from_mutated_feeds(edits: list[tuple[int, int, bytes]]) -> None:
    body = BODY
    for start, cut, insert in edits:
        body = body[:start] + insert + body[start + cut :]
    try:
        page = read(body)
    except ParseError:
        return
    for announcement in page.announcements:
        assert re.fullmatch(r"\d{4}\.\d{4,5}|[a-z-]+/\d{7}", announcement.record.key)
        assert announcement.record.title.text


@given(st.binary(max_size=300))
def test_only_a_parse_error_escapes_from_any_bytes(body: bytes) -> None:
    for prefix in (b"", b"<rss><channel>", b"<rss><channel><item>", b"<?xml version='1.0' encoding='utf-16'?><rss>"):
        with contextlib.suppress(ParseError):
            assert read(prefix + body).announcements == ()


@pytest.mark.parametrize("broken", [b"", b"<item></oops>"])
def test_an_endless_feed_is_read_to_a_limit_and_says_so(broken: bytes) -> None:
    page = read(b"<rss><channel><title>t</title>" + broken + b"<item></item>" * 10_500 + b"</channel></rss>")
    assert len(page.failed) < 10_010
    assert page.failed[0].reason.endswith("further entries: no more than 10,000 are read")
