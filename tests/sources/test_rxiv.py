"""bioRxiv and medRxiv: every rule on invented papers. Recorded answers: test_recorded_preprints.py."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.errors import ParseError
from academichub.model import (
    Announcement,
    Author,
    FailedEntry,
    Identifiers,
    Kind,
    Links,
    Markup,
    MarkupFormat,
    Page,
    Record,
    Request,
    Response,
    Visit,
)
from academichub.settings import RxivSettings, Settings, SourcesSettings
from academichub.sources.rxiv import Rxiv, configured

VISIT = Visit(datetime(2026, 7, 20, 6, 0, tzinfo=UTC))
BEGAN = "2026-07-16"  # the cursor of a first visit that is cut: two days after the beginning of its window
HOME = Path("unused")


def source(server: str = "biorxiv", *subjects: str) -> Rxiv:
    chosen = RxivSettings(subjects, api_url="http://127.0.0.1:9/")
    followed = SourcesSettings(biorxiv=chosen) if server == "biorxiv" else SourcesSettings(medrxiv=chosen)
    (found,) = configured(Settings(HOME, sources=followed))
    return found


def row(number: int = 700001, **fields: object) -> dict[str, object]:
    return {
        "title": "Moss counts steps",
        "authors": "Bee, A. C.; Dee, E.",
        "author_corresponding": "Ada C. Bee",
        "author_corresponding_institution": "University of Moss",
        "doi": f"10.64898/2026.07.13.{number}",
        "date": "2026-07-15",
        "version": "1",
        "type": "new results",
        "license": "cc_by",
        "category": "Plant Biology",
        "jatsxml": "https://www.biorxiv.org/content/early/x.source.xml",
        "abstract": "Moss walks.",
        "funder": "NA",
        "published": "NA",
        "server": "bioRxiv",
    } | fields


def answer(rows: Sequence[object], *, status: str = "ok", **message: object) -> bytes:
    return json.dumps({"messages": [{"status": status, "count": len(rows)} | message], "collection": rows}).encode()


def read(body: bytes, of: Rxiv | None = None, request: Request | None = None) -> Page:
    asked = of or source()
    request = request or asked.start(VISIT)
    assert request is not None
    return asked.parse(request, Response(request.url, 200, body), VISIT)


def only(**fields: object) -> Announcement:
    page = read(answer([row() | fields], total=1))
    assert page.failed == ()
    (announcement,) = page.announcements
    return announcement


def test_one_record_is_read_whole_by_the_names_of_its_fields() -> None:
    fields = row(version="2", published="10.1234/INV.7")
    shuffled = dict(sorted(fields.items(), reverse=True)) | {"a_new_field": [1]}
    page = read(answer([shuffled], total="1", cursor=0))
    doi = "10.64898/2026.07.13.700001"
    assert page == Page(
        announcements=(
            Announcement(
                Record(
                    source=source().id,
                    key=doi,
                    title=Markup("Moss counts steps"),
                    version=2,
                    identifiers=Identifiers(doi=doi),
                    abstract=Markup("Moss walks."),
                    authors=(Author("A. C. Bee"), Author("E. Dee")),
                    categories=("plant biology",),
                    primary_category="plant biology",
                    posted_on=date(2026, 7, 15),
                    licence="cc_by",
                    links=Links(
                        f"https://www.biorxiv.org/content/{doi}v2", f"https://www.biorxiv.org/content/{doi}v2.full.pdf"
                    ),
                    published_doi="10.1234/inv.7",
                ),
                Kind.REPLACE,
                date(2026, 7, 15),
            ),
        ),
        day=date(2026, 7, 15),
        cursor="2026-07-20",
    )


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"version": "1"}, Kind.NEW),
        ({"version": 1}, Kind.NEW),
        ({"version": "14"}, Kind.REPLACE),
        ({"type": "withdrawn", "version": "1"}, Kind.WITHDRAWN),
        ({"title": "WITHDRAWN: Moss counts steps"}, Kind.WITHDRAWN),
        ({"title": "Withdrawn: Moss counts steps", "version": "3"}, Kind.WITHDRAWN),
        ({"abstract": "This manuscript has been withdrawn by the authors as moss does not walk."}, Kind.WITHDRAWN),
        ({"abstract": "Patients were withdrawn from moss."}, Kind.NEW),
    ],
)
def test_a_withdrawal_is_kept_as_withdrawn_and_a_later_version_is_no_news(
    fields: dict[str, object], kind: Kind
) -> None:
    announcement = only(**fields)
    assert announcement.kind is kind
    assert announcement.record.withdrawn is (kind is Kind.WITHDRAWN)


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("Bee, A. C.; Gaudi-Dee, E.; van der Eff, G", [("A. C. Bee", 0), ("E. Gaudi-Dee", 0), ("G van der Eff", 0)]),
        ("Bee, A., Jr.; Dee, E. III", [("A. Bee Jr.", 0), ("E. III Dee", 0)]),
        ("Moss Genome Consortium; Sukarno", [("Moss Genome Consortium", 1), ("Sukarno", 0)]),
        ("The Robin Study Group, ; Bee, A.", [("The Robin Study Group", 1), ("A. Bee", 0)]),
        ("M&uuml;ller, A.;; ;-", [("A. Müller", 0)]),
        ("NA", []),
        (None, []),
    ],
)
def test_authors_are_named_given_name_first(authors: object, expected: list[tuple[str, int]]) -> None:
    found = only(authors=authors).record.authors
    assert [(author.name, int(author.is_group)) for author in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Counts of <5% and a<b & c", Markup("Counts of <5% and a<b & c")),
        ("<i>Sphagnum</i> at p<0.05", Markup("<i>Sphagnum</i> at p&lt;0.05", MarkupFormat.HTML)),
        ("Ca<sup>2+</sup>", Markup("Ca<sup>2+</sup>", MarkupFormat.HTML)),
        ("&alpha;-moss", Markup("&alpha;-moss", MarkupFormat.HTML)),
        ("where a<b and c>d", Markup("where a<b and c>d")),
        ("R&D; in moss", Markup("R&D; in moss")),
    ],
)
def test_text_is_plain_unless_markup_was_left_in_it(text: str, expected: Markup) -> None:
    record = only(title=text, abstract=text).record
    assert record.title == expected
    assert record.abstract == expected


def test_letters_written_by_name_become_letters() -> None:
    record = only(
        title="NF-{kappa}B in O_SCPLOWMC_SCPLOWOSS at 5 {micro}m {+/-} 1", abstract="{Delta}H {varepsilon}"
    ).record
    assert record.title.text == "NF-κB in MOSS at 5 µm ± 1"
    assert record.abstract == Markup("ΔH ε")
    assert only(title="Sets {a}, {Science} and $\\mathrm{beta}$").record.title.text.endswith("$\\mathrm{beta}$")


def test_debris_of_the_typesetting_is_cleaned_from_the_abstract() -> None:
    abstract = only(abstract="O_ST_ABSBackgroundC_ST_ABSMoss is slow.").record.abstract
    assert abstract is not None
    assert "_ST_" not in abstract.text
    assert "Moss is slow." in abstract.text
    assert only(abstract="NA").record.abstract is None


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row(doi=None), "no DOI"),
        (row(doi="see page"), "no DOI"),
        (row(title=" "), "no title"),
        (row(title=7.5), "no title"),
        (row(date=""), "no date"),
        (row(date="2026-02-30"), "not a date: 2026-02-30"),
        (row(version="NA"), "no version"),
        (row(version="9" * 30), "not a version: 999"),
        (row(version=-1), "not a version: -1"),
        ({}, "no DOI"),
        (["not", "an", "object"], "not an object"),
        (None, "not an object"),
    ],
)
def test_a_bad_record_costs_itself_alone_and_is_kept(bad: object, reason: str) -> None:
    page = read(answer([row(1_000_001), bad, row(1_000_002)], total=3))
    assert len(page.announcements) == 2
    (failed,) = page.failed
    assert failed.reason.startswith(reason)
    assert json.loads(failed.raw) == bad
    assert page.cursor == "2026-07-20"


def test_characters_that_no_text_may_hold_are_dropped_or_marked() -> None:
    assert only(title="Moss\ud800 \x00walks").record.title.text == "Moss\ufffd walks"


@pytest.mark.parametrize(
    ("bad", "kept"),
    [
        (json.dumps(row(1_000_002, title="Caf*")).encode().replace(b"*", b"\xe9"), 3),
        (json.dumps(row(1_000_002)).encode().replace(b"Moss counts", b"Moss\x01counts"), 3),
        (json.dumps(row(1_000_002)).encode()[:-1] + b', "n": ' + b"9" * 5000 + b"}", 3),
        (json.dumps(row(1_000_002)).encode()[:-1] + b', "n": NaN}', 3),
        (json.dumps(row(1_000_002)).encode()[:-1] + b', "n": ' + b"[" * 20_000 + b"]" * 20_000 + b"}", 2),
        (json.dumps(row(1_000_002)).encode()[:-1] + b', "n": "\\q,]}"}', 2),
        (b"nonsense", 2),
    ],
)
def test_a_bad_byte_costs_no_more_than_its_record(bad: bytes, kept: int) -> None:
    rows = (json.dumps(row(1_000_001)).encode(), bad, json.dumps(row(1_000_003)).encode())
    head = b'{"messages": [{"status": "ok", "total": ' + b"9" * 5000 + b'}], "collection": ['
    page = read(head + b", ".join(rows) + b"]}")
    assert (len(page.announcements), len(page.failed)) == (kept, 3 - kept)
    assert [failed.raw for failed in page.failed] == [bad] * (3 - kept)


def test_subjects_are_chosen_whatever_their_case_and_blanks() -> None:
    rows = [row(1_000_001), row(1_000_002, category="cell biology"), row(1_000_003, category=None)]
    body = answer(rows, total=3)
    for subjects in (["plant biology"], ["Plant_Biology"], [" PLANT  biology "]):
        (announcement,) = read(body, source("biorxiv", *subjects)).announcements
        assert announcement.record.key.endswith("1000001")
    assert len(read(body, source("biorxiv", "cell biology", "plant biology")).announcements) == 2
    assert len(read(body).announcements) == 3


def test_versions_of_one_paper_come_in_order_and_each_once() -> None:
    second, first = row(1_000_001, version="2", date="2026-07-16"), row(1_000_001)
    page = read(answer([second, row(1_000_002), first, second], total=4))
    versions = [(read.record.key[-7:], read.record.version) for read in page.announcements]
    assert versions == [("1000001", 1), ("1000001", 2), ("1000002", 1)]


@pytest.mark.parametrize(
    ("cursor", "first"),
    [
        (None, "2026-07-14"),
        ("2026-07-19", "2026-07-17"),
        ("2026-05-01", "2026-04-29"),  # all of a long outage
        ("2026-07-20", "2026-07-18"),
        ("2026-08-01", "2026-07-14"),  # a clock that ran ahead
        ("junk", "2026-07-14"),
        ("0001-01-01", "2026-07-14"),
    ],
)
def test_the_window_overlaps_the_last_visit(cursor: str | None, first: str) -> None:
    request = source("medrxiv").start(replace(VISIT, cursor=cursor))
    assert request is not None
    assert request.url == f"http://127.0.0.1:9/details/medrxiv/{first}/2026-07-20/0/json"
    assert (request.min_interval_s, request.lane, request.conditional) == (1.0, "rxiv", False)


def follow(pages: dict[int, bytes]) -> tuple[list[int], list[Page]]:
    """Visit a server that has these pages by offset, and nothing elsewhere."""
    asked: list[int] = []
    read_pages: list[Page] = []
    of = source()
    request = of.start(VISIT)
    while request is not None:
        asked.append(int(request.url.split("/")[-2]))
        assert len(asked) < 60, "the visit does not end"
        read_pages.append(read(pages.get(asked[-1], answer([], total=0)), of, request))
        request = read_pages[-1].next
    return asked, read_pages


@pytest.mark.parametrize("total", [5, "5"])
def test_every_page_is_read_whatever_its_size(total: object) -> None:
    rows = [row(1_000_000 + n) for n in range(5)]
    asked, pages = follow(
        {
            0: answer(rows[:2], total=total, cursor=0),
            2: answer(rows[2:3], total=total, cursor="2"),
            3: answer(rows[3:], total=total, cursor=3),
        }
    )
    assert asked == [0, 2, 3]
    assert [page.cursor for page in pages] == [BEGAN, BEGAN, "2026-07-20"]
    assert [len(page.announcements) for page in pages] == [2, 1, 2]


def test_without_a_total_the_list_ends_at_an_empty_page() -> None:
    asked, pages = follow({0: answer([row(1_000_001)]), 1: answer([row(1_000_002)]), 2: answer([])})
    assert asked == [0, 1, 2]
    assert pages[-1] == Page(cursor="2026-07-20")


@pytest.mark.parametrize("echo", [True, False])
def test_a_server_that_repeats_its_page_is_left_and_the_cursor_stays(echo: bool) -> None:
    rows = [row(1_000_001), row(1_000_002)]
    offsets = {n: answer(rows, total=50, cursor=n if echo else None) for n in range(0, 50, 2)}
    asked, pages = follow(offsets)
    assert asked == [0, 2]
    assert pages[-1].cursor == BEGAN
    assert pages[-1].failed == (
        FailedEntry("list", "the server sent the same page again instead of papers 2 and on, of 50", b""),
    )


def test_a_server_that_ignores_the_offset_says_so_itself() -> None:
    pages = {0: answer([row(1_000_001)], total=9, cursor=0), 1: answer([row(1_000_002)], total=9, cursor=0)}
    asked, visited = follow(pages)
    assert asked == [0, 1]
    assert visited[-1].failed[0].id == "list"


@pytest.mark.parametrize("end", [answer([], total=9), answer([], status="no posts found")])
def test_a_list_that_ends_before_its_end_is_asked_for_again_next_time(end: bytes) -> None:
    asked, pages = follow({0: answer([row(1_000_001), row(1_000_002)], total=9), 2: end})
    assert asked == [0, 2]
    assert pages[-1].cursor == BEGAN
    assert pages[-1].failed[0].reason == "the list ended after 2 of 9 papers"


@pytest.mark.parametrize("total", [200_000, None])
def test_a_list_that_comes_one_by_one_without_end_is_left(total: int | None) -> None:
    asked, pages = follow({n: answer([row(1_000_000 + n)], total=total, cursor=n) for n in range(100)})
    assert len(asked) == 50
    assert pages[-1].failed[0].reason == "the list comes too slowly: stopped after 50 papers on 50 pages"
    assert (pages[-1].cursor, len(pages[-1].announcements)) == (BEGAN, 1)


def test_a_page_without_end_is_read_to_a_limit_and_says_so() -> None:
    page = read(answer([{}] * 10_002, total=1))
    assert page.failed[0].reason == "no more than 10,000 papers of a page are read"
    assert (len(page.failed), page.cursor, page.next) == (10_001, BEGAN, None)


def test_a_day_without_posts_is_no_error() -> None:
    assert read(answer([], status="no posts found")) == Page(cursor="2026-07-20")
    assert read(b'{"messages": [{"status": "no posts found"}]}') == Page(cursor="2026-07-20")
    assert read(answer([], total="0")) == Page(cursor="2026-07-20")


DEEP = b'{"messages": [{"status": "ok"}], "collection": ' + b"[" * 100_000


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "not JSON"),
        (b"[]", "not a JSON object"),
        (b"NaN", "not a JSON object"),
        (b"<!doctype html><title>Just a moment</title>", "a web page came"),
        (b"\xff\xfe{", "not JSON"),
        (DEEP, "not JSON"),
        (b'{"collection": []}', "no status"),
        (b'{"messages": []}', "no status"),
        (b'{"messages": ["ok"], "collection": []}', "no status"),
        (b'{"messages": [{"status": "ok"}]}', "no collection"),
        (b'{"messages": [{"status": "ok"}], "collection": {}}', "no collection"),
        (b'{"messages": [{"status": "incorrect date format"}], "collection": []}', "incorrect date format"),
    ],
)
def test_an_answer_that_is_not_the_apis_is_an_error(body: bytes, words: str) -> None:
    with pytest.raises(ParseError, match=words) as caught:
        read(body)
    assert caught.value.subject == "biorxiv"


def test_the_settings_decide_which_server_is_followed() -> None:
    chosen = RxivSettings()
    both = Settings(HOME, sources=SourcesSettings(biorxiv=chosen, medrxiv=chosen))
    assert [(found.id, found.label) for found in configured(both)] == [("biorxiv", "bioRxiv"), ("medrxiv", "medRxiv")]
    assert list(configured(Settings(HOME))) == []
    assert only().record.links.abstract == "https://www.biorxiv.org/content/10.64898/2026.07.13.700001v1"
    (announcement,) = read(answer([row()], total=1), source("medrxiv")).announcements
    assert announcement.record.links.pdf == "https://www.medrxiv.org/content/10.64898/2026.07.13.700001v1.full.pdf"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(sorted(row())), JSON), max_size=3), st.dictionaries(st.text(), JSON))
def test_every_record_of_strange_values_is_announced_or_reported(
    changes: list[dict[str, object]], extra: dict[str, object]
) -> None:
    page = read(answer([row(1_000_000 + n) | change for n, change in enumerate(changes)], total=len(changes)))
    assert len(page.announcements) + len(page.failed) == len(changes)
    with contextlib.suppress(ParseError):
        read(json.dumps(extra).encode())


BODY = answer([row(), row(1_000_002)], total="2", cursor=0)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(BODY)), st.integers(0, 20), st.binary(max_size=6)), min_size=1, max_size=3)
)
def test_only_a_parse_error_escapes_from_mutated_answers(edits: list[tuple[int, int, bytes]]) -> None:
    body = BODY
    for start, cut, insert in edits:
        body = body[:start] + insert + body[start + cut :]
    with contextlib.suppress(ParseError):
        for announcement in read(body).announcements:
            assert announcement.record.title.text
            assert announcement.record.identifiers.doi
