from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.errors import ParseError
from academichub.model import Harvested, Kind, Page, Request, Response, Visit
from academichub.settings import ArxivSettings
from academichub.sources.arxiv_calendar import ARXIV_CALENDAR, announced_for
from academichub.sources.arxiv_oai import ArxivHarvest, oai_sets
from tests.recorded import recorded
from tests.upstreams.calendar import NEW_YORK, announces, days_between

NOW = Visit(datetime(2026, 6, 17, 12, tzinfo=UTC))
SINCE = date(2026, 6, 10)
HARVEST = ArxivHarvest(ArxivSettings(("cs.CV", "quant-ph")), SINCE, date(2026, 1, 1))
RAW = """\
<record><header{status}><identifier>oai:arXiv.org:{key}</identifier><datestamp>{day}</datestamp></header>
{body}</record>"""
BODY = """<metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>{key}</id>{versions}<title>A Title</title>
<authors>Ada Fox, Bo Li</authors><categories>{categories}</categories><comments>9 pages</comments>
<license>http://creativecommons.org/licenses/by/4.0/</license><abstract>  We test. </abstract></arXivRaw></metadata>"""


def record(key: str, day: str, *versions: str, categories: str = "cs.CV cs.LG", status: str = "") -> str:
    told = "".join(f'<version version="v{n}"><date>{at}</date></version>' for n, at in enumerate(versions, 1))
    body = BODY.format(key=key, versions=told, categories=categories)
    return RAW.format(status=status, key=key, day=day, body="" if status else body)


def parse(*records: str, tail: str = "", request: Request | None = None) -> Page:
    inner = f"<ListRecords>{''.join(records)}{tail}</ListRecords>" if records or not tail else tail
    body = f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{inner}</OAI-PMH>'.encode()
    asked = request or HARVEST.start(NOW)
    assert asked is not None
    return HARVEST.parse(asked, Response(asked.url, 200, body), NOW)


def told(page: Page) -> list[tuple[Kind, date, bool]]:
    return [(one.kind, one.announced_on, one.is_sure) for one in page.announcements if isinstance(one, Harvested)]


MON, TUE, MAY = "Mon, 15 Jun 2026 16:00:00 GMT", "Tue, 16 Jun 2026 16:00:00 GMT", "Mon, 04 May 2026 16:00:00 GMT"


def test_a_record_becomes_what_was_announced() -> None:
    page = parse(record("2606.90001", "2026-06-16", MON))
    (one,) = page.announcements
    assert (one.kind, one.announced_on) == (Kind.NEW, date(2026, 6, 16))
    assert (one.record.key, one.record.version, one.record.title.text) == ("2606.90001", 1, "A Title")
    assert [author.name for author in one.record.authors] == ["Ada Fox", "Bo Li"]
    assert (one.record.categories, one.record.comment) == (("cs.CV", "cs.LG"), "9 pages")
    assert one.record.abstract is not None
    assert one.record.abstract.text == "We test."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (record("2606.90001", "2026-06-17", MON, TUE), [(Kind.NEW, 16, True), (Kind.REPLACE, 17, True)]),
        (record("2606.90001", "2026-06-16", MON, categories="math.CO cs.CV"), [(Kind.CROSS, 16, True)]),
        (record("2606.90001", "2026-06-16", MON, categories="math.CO"), []),
        (record("2606.90001", "2026-06-16", "", status=' status="deleted"'), []),
        (record("2605.90001", "2026-06-16", MAY), [(Kind.NEW, 16, True), (Kind.ABSONLY, 16, False)]),
    ],
)
def test_what_a_record_announces(text: str, expected: list[tuple[Kind, int, bool]]) -> None:
    assert told(parse(text)) == [(kind, date(2026, 6, day), sure) for kind, day, sure in expected]


def test_a_list_goes_on_by_its_token_to_the_next_set_and_the_end() -> None:
    first = HARVEST.start(NOW)
    assert first is not None
    assert first.url.endswith("set=cs%3Acs%3ACV&from=2026-06-10")
    page = parse(record("2606.90001", "2026-06-16", MON), tail="<resumptionToken>a b|1</resumptionToken>")
    assert page.next is not None
    assert page.next.url.endswith("verb=ListRecords&resumptionToken=a+b%7C1")
    last = parse(record("2606.90002", "2026-06-16", MON), tail="<resumptionToken/>", request=page.next)
    assert last.next is not None
    assert "set=physics%3Aquant-ph" in last.next.url
    end = parse(tail='<error code="noRecordsMatch">none</error>', request=last.next)
    assert (end.next, end.announcements) == (None, ())


def test_a_refused_token_goes_on_from_the_last_day_reached_and_not_for_ever() -> None:
    page = parse(record("2606.90001", "2026-06-15", MON), tail="<resumptionToken>x</resumptionToken>")
    refusal = '<error code="badResumptionToken">expired</error>'
    again = parse(tail=refusal, request=page.next).next
    assert again is not None
    assert "from=2026-06-15" in again.url
    for _ in range(4):
        again = parse(tail=refusal, request=again).next
    with pytest.raises(ParseError, match="again and again"):
        parse(tail=refusal, request=again)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b"<html><body>Down</body></html>", "HTML"),
        (b"<OAI-PMH><error code='badArgument'>no such set</error></OAI-PMH>", "no such set"),
        (b"<OAI-PMH><ListRecords><resumptionToken>x</resumptionToken></ListRecords></OAI-PMH>", "empty"),
        (b"<OAI-PMH/>", "neither a list nor an error"),
        (b"<rss/>", "no answer of OAI-PMH"),
    ],
)
def test_what_is_no_page_is_refused(body: bytes, says: str) -> None:
    asked = HARVEST.start(NOW)
    assert asked is not None
    with pytest.raises(ParseError, match=says):
        HARVEST.parse(asked, Response(asked.url, 200, body), NOW)


def test_the_same_page_twice_and_a_short_list_are_refused() -> None:
    more = '<resumptionToken completeListSize="3">x</resumptionToken>'
    page = parse(record("2606.90001", "2026-06-16", MON), tail=more)
    with pytest.raises(ParseError, match="came again"):
        parse(record("2606.90001", "2026-06-16", MON), tail=more, request=page.next)
    with pytest.raises(ParseError, match="after 2 of 3"):
        parse(record("2606.90002", "2026-06-16", MON), tail="<resumptionToken/>", request=page.next)


def test_a_bad_record_costs_itself_alone() -> None:
    bad = record("2606.90001", "2026-06-16", MON).replace("<title>A Title</title>", "")
    page = parse(bad, record("2606.90002", "2026-06-16", MON))
    assert [(one.id, one.reason) for one in page.failed] == [("oai:arXiv.org:2606.90001", "no title")]
    assert len(page.announcements) == 1


@given(st.binary(max_size=300), st.integers(0, 900))
def test_whatever_comes_only_parse_errors_escape(noise: bytes, at: int) -> None:
    body = f"<OAI-PMH><ListRecords>{record('2606.90001', '2026-06-16', MON)}</ListRecords></OAI-PMH>".encode()
    asked = HARVEST.start(NOW)
    assert asked is not None
    with suppress(ParseError):
        HARVEST.parse(asked, Response(asked.url, 200, body[:at] + noise + body[at + len(noise) :]), NOW)


def test_sets() -> None:
    assert oai_sets(("cs.CV", "quant-ph", "astro-ph.GA", "cs")) == (
        *("cs:cs:CV", "cs:cs", "physics:quant-ph", "physics:astro-ph:GA"),
    )
    assert oai_sets(tuple(f"cs.{name}" for name in ("AI", "CL", "CV", "LG", "RO"))) == ("cs",)


def test_the_calendar_is_the_fakes_own() -> None:
    """Two lists of holidays, written apart."""
    days = [*days_between(date(2026, 1, 1), date(2029, 12, 31))]
    assert [day for day in days if ARXIV_CALENDAR.announces(day)] == [day for day in days if announces(day)]


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [(15, 13, 16), (15, 14, 17), (18, 15, 22), (19, 13, 22), (19, 15, 23), (20, 10, 23), (21, 20, 23)],
)
def test_the_first_day_of_a_submission(day: int, hour: int, expected: int) -> None:
    """The 19th is a holiday whose feed is empty."""
    at = datetime(2026, 6, day, hour, 0, tzinfo=NEW_YORK)
    assert announced_for(at) == date(2026, 6, expected)


@pytest.mark.recorded
def test_recorded_answers() -> None:
    """Lists and single records of real servers, arXiv and arXivRaw: each record is read, or says why not."""
    harvest = ArxivHarvest(
        ArxivSettings(
            (
                "hep-ex",
                "hep-th",
                "hep-lat",
                "hep-ph",
                "cond-mat",
                "physics",
                "astro-ph",
                "gr-qc",
                "nucl-ex",
                "nucl-th",
                "math",
                "cs",
                "quant-ph",
            )
        ),
        date(1991, 1, 1),
        date(1991, 1, 1),
    )
    n_read = 0
    for path in sorted(Path(recorded("payloads/arxiv_oai")).glob("*.xml")):
        body = path.read_bytes()
        if b"oai_dc" in body:
            continue
        body = body.replace(b"GetRecord", b"ListRecords")
        asked = harvest.start(NOW)
        assert asked is not None
        page = harvest.parse(asked, Response(asked.url, 200, body), NOW)
        assert page.failed == (), path.name
        assert page.announcements, path.name
        for one in page.announcements:
            assert one.record.authors, path.name
            assert one.record.abstract is not None
            assert one.announced_on.year >= 1991
        n_read += 1
    assert n_read >= 10
