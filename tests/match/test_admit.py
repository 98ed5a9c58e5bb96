"""The boundary: what honest sources say comes through equal, and nothing that could do harm does."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.match import admit
from academichub.match.admit import (
    LONGEST_ABSTRACT,
    LONGEST_AUTHOR,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_RAW,
    LONGEST_TITLE,
    MOST_AUTHORS,
    MOST_CATEGORIES,
    MOST_FAILED,
)
from academichub.model import (
    Author,
    FailedEntry,
    Identifiers,
    Kind,
    Links,
    Markup,
    MarkupFormat,
    Page,
    Record,
    SourceId,
)
from tests.samples import DAY, announced, arxiv_record, journal_record

HOSTILE = "\x1b]0;PWNED\x07\x9b31m\u202egnp.exe\u2066\u200b\x00\ud800"
TOMORROW = DAY + timedelta(days=1)


def page(*records: Record, day: date = DAY) -> Page:
    return Page(tuple(announced(record, day=day) for record in records), day=day)


def taken(record: Record) -> Record:
    (listed,) = admit(page(record), DAY).announcements
    return listed.record


def refused(record: Record, day: date = DAY) -> FailedEntry:
    admitted = admit(page(record, day=day), DAY)
    assert admitted.announcements == ()
    (failed,) = admitted.failed
    return failed


def strings(value: object) -> Iterator[str]:
    """Every string inside a page."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from strings(part)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from strings(getattr(value, name))


def test_an_honest_page_comes_back_equal() -> None:
    authors = (Author("Éva Őri", "Uni of Moss | Botany", "0000-0001"), Author("王小明"), Author("X", is_group=True))
    links = Links("https://arxiv.org/abs/1", code="http://code.example/é")
    whole = arxiv_record(licence="CC BY", comment="12 pages", links=links, authors=authors)
    bare = replace(journal_record(doi=None), abstract=None, version=None, posted_on=None)
    said = replace(page(whole, bare), failed=(FailedEntry("entry 3", "no title", b"<item/>"),), cursor="2026-06-16")
    assert admit(said, DAY) == said


def test_no_hostile_character_passes_in_any_string() -> None:
    record = Record(
        source=SourceId("x" + HOSTILE),
        key="k" + HOSTILE,
        title=Markup("T" + HOSTILE),
        identifiers=Identifiers(*("i" + HOSTILE for _ in range(4))),
        abstract=Markup("A" + HOSTILE, MarkupFormat.HTML),
        authors=(Author("E" + HOSTILE, "U" + HOSTILE, "0" + HOSTILE),),
        categories=("c" + HOSTILE, HOSTILE, " c\n" + HOSTILE),
        primary_category="c" + HOSTILE,
        licence="l" + HOSTILE,
        comment="m" + HOSTILE,
        links=Links(*("https://e.example/" + HOSTILE for _ in range(3))),
        published_doi="10.5555/" + HOSTILE,
    )
    failed = (FailedEntry("f" + HOSTILE, "r" + HOSTILE, HOSTILE.encode(errors="replace")),)
    admitted = admit(replace(page(record, arxiv_record(title=HOSTILE)), failed=failed), DAY)
    assert len(admitted.announcements) == 2
    kinds = {unicodedata.category(character) for text in strings(admitted) for character in text}
    assert not kinds & {"Cc", "Cf", "Cs"}


def test_white_space_is_folded_in_lines_and_breaks_of_an_abstract_stay() -> None:
    record = taken(
        arxiv_record(
            key=" a \n b ",
            categories=("cs.\tCV\n", " "),
            primary_category="\n",
            licence=" \u00a0",
            comment="a\r\nb",
            authors=(Author(" Ada \n Bee ", "  ", ""), Author(" ")),
            abstract=Markup("One.\r\nTwo.\x00"),
        )
    )
    assert (record.key, record.categories, record.primary_category) == ("a b", ("cs. CV",), None)
    assert (record.licence, record.comment, record.authors) == (None, "a b", (Author("Ada Bee"),))
    assert record.abstract == Markup("One.\nTwo.")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"key": "g" * (LONGEST_NAME + 1)}, "the identifier is longer than 500 characters"),
        (
            {"identifiers": Identifiers(doi="10.1/" + "1" * LONGEST_NAME)},
            "the identifier is longer than 500 characters",
        ),
        ({"published_doi": "10.1/" + "1" * LONGEST_NAME}, "the identifier is longer than 500 characters"),
        ({"key": "\u200b\x00"}, "it has no identifier"),
        ({"title": " \n\u200b"}, "the title is empty"),
        ({"version": 2**63}, "the version cannot be"),
        ({"version": -1}, "the version cannot be"),
    ],
)
def test_what_no_one_could_find_or_show_is_refused(changes: dict[str, object], reason: str) -> None:
    failed = refused(arxiv_record(**changes))  # type: ignore[arg-type]  # the table names the fields
    assert failed.reason == reason
    assert 0 < len(failed.id) <= LONGEST_NAME
    assert failed.raw


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31), TOMORROW + timedelta(days=1), date.max])
def test_a_day_that_cannot_be_is_refused_or_forgotten(day: date) -> None:
    assert refused(arxiv_record(), day).reason == f"the day {day.isoformat()} cannot be"
    assert taken(arxiv_record(posted_on=day)).posted_on is None
    mixed = Page((announced(arxiv_record(1), day=day), announced(arxiv_record(2))), day=day)
    assert admit(mixed, DAY).day == DAY
    assert admit(page(arxiv_record(), day=day), DAY).day is None


@pytest.mark.parametrize("day", [date(1900, 1, 1), DAY, TOMORROW])
def test_the_first_and_the_last_day_that_can_be(day: date) -> None:
    said = page(arxiv_record(posted_on=day), day=day)
    assert admit(said, DAY) == said


def test_long_texts_are_cut_at_a_word_and_marked() -> None:
    words = "word " * 20_000
    record = taken(arxiv_record(title=words, abstract=Markup(words), comment=words, licence="w" * 3000))
    assert record.abstract is not None
    for text, longest in ((record.title.text, LONGEST_TITLE), (record.abstract.text, LONGEST_ABSTRACT)):
        assert longest - 10 < len(text) <= longest
        assert text.endswith("word …")
    assert record.comment is not None
    assert len(record.comment) <= LONGEST_LINE
    assert record.licence == "w" * (LONGEST_LINE - 2) + " …"


def test_a_cut_in_html_leaves_no_half_tag() -> None:
    text = "<p>" + "x" * (LONGEST_TITLE - 20) + ' <a href="https://e.example/' + "y" * 50 + '" class="z">end</a>'
    assert taken(replace(arxiv_record(), title=Markup(text, MarkupFormat.HTML))).title.text.endswith("xx …")


def test_lists_are_held_to_a_length_and_missing_authors_are_counted() -> None:
    n = MOST_AUTHORS + 234
    said = arxiv_record(
        authors=tuple(Author(f"A{i}") for i in range(n)),
        categories=("c" * 101, *(f"c{i}" for i in range(300))),
        primary_category="c" * 101,
        links=Links("https://e.example/" + "a" * LONGEST_LINE, "javascript:alert(1)", "HTTPS://e.example"),
    )
    admitted = admit(page(said), DAY)
    record = admitted.announcements[0].record
    assert len(record.authors) == MOST_AUTHORS
    assert [failed.reason for failed in admitted.failed] == ["234 of its 10,234 authors are left out"]
    assert (len(record.categories), record.categories[0], record.primary_category) == (MOST_CATEGORIES, "c0", None)
    assert record.links == Links(code="HTTPS://e.example")
    assert (
        len(taken(arxiv_record(authors=(Author("n" * 999, "a" * 999, "o" * 999),))).authors[0].name) == LONGEST_AUTHOR
    )


def test_failures_are_cut_and_counted() -> None:
    entry = FailedEntry("i" * 9_999, "r" * 9_999, b"x" * 99_999)
    failed = admit(Page(failed=(entry,) * (MOST_FAILED + 1)), DAY).failed
    assert len(failed) == MOST_FAILED + 1
    assert {(len(one.id), len(one.reason), len(one.raw)) for one in failed} == {(500, 500, LONGEST_RAW)}
    bad = page(*(arxiv_record(i, key="") for i in range(20)))
    failed = admit(replace(bad, failed=(entry,) * MOST_FAILED), DAY).failed
    assert (len(failed), failed[-1].reason) == (MOST_FAILED + 1, "20 further entries could not be read")


TEXT = st.text(max_size=5) | st.sampled_from(["", " ", HOSTILE, "a\u00a0 b", "ﬁ", "x" * 120, "|", "a |b", "10.1/a"])
RECORDS = st.builds(
    Record,
    source=TEXT.map(SourceId),
    key=TEXT,
    title=st.builds(Markup, TEXT, st.sampled_from(list(MarkupFormat))),
    version=st.none() | st.integers(),
    identifiers=st.builds(Identifiers, st.none() | TEXT, TEXT),
    abstract=st.none() | st.builds(Markup, TEXT),
    authors=st.lists(st.builds(Author, TEXT, TEXT, TEXT), max_size=3).map(tuple),
    categories=st.lists(TEXT, max_size=3).map(tuple),
    primary_category=st.none() | TEXT,
    posted_on=st.none() | st.dates(),
    licence=TEXT,
    links=st.builds(Links, TEXT),
)


@given(st.lists(RECORDS, max_size=3), st.dates(date(1890, 1, 1), date(2030, 1, 1)))
def test_admitting_twice_is_admitting_once_and_nothing_is_lost_silently(records: list[Record], day: date) -> None:
    said = page(*records, day=day)
    admitted = admit(said, DAY)
    assert admit(admitted, DAY) == admitted
    assert len(admitted.announcements) + len(admitted.failed) == len(records)
    assert all(listed.kind is Kind.NEW for listed in admitted.announcements)
    for text in strings(admitted):
        text.encode()
        assert not {unicodedata.category(character) for character in text.replace("\n", "")} & {"Cc", "Cs"}
