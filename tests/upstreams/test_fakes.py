"""Each fake tells the history's truth in its real format, read here with plain parsers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

import pytest
from lxml import etree

from academichub.model import Kind
from academichub.sample.listing import Listing
from tests.upstreams.arxiv import FakeArxiv
from tests.upstreams.arxiv_oai import OAI
from tests.upstreams.calendar import harvestable_at, midnight
from tests.upstreams.feeds import FakeFeeds
from tests.upstreams.history import CATEGORIES, JOURNALS, make_history
from tests.upstreams.reading import get
from tests.upstreams.rxiv import FakeRxiv

TUESDAY = date(2026, 6, 16)
NOON = datetime(2026, 6, 16, 12, tzinfo=UTC)
HISTORY = make_history(date(2026, 6, 1), date(2026, 6, 24), per_day=12)
ALL = "+".join(CATEGORIES)


@pytest.fixture
def arxiv() -> Iterator[FakeArxiv]:
    with FakeArxiv(HISTORY, NOON) as fake:
        yield fake


def names(feed: bytes) -> list[str | None]:
    return [item.findtext("guid") for item in etree.fromstring(feed).iter("item")]


def expected(listings: tuple[Listing, ...]) -> list[str]:
    return [f"oai:arXiv.org:{one.key}v{one.version}" for one in listings]


def test_the_feed_changes_at_midnight_in_new_york(arxiv: FakeArxiv) -> None:
    arxiv.now = midnight(TUESDAY) - timedelta(seconds=1)
    assert names(get(f"{arxiv.base}/rss/{ALL}")[1]) == expected(HISTORY.on("arxiv", date(2026, 6, 15)))
    arxiv.now = midnight(TUESDAY)
    assert names(get(f"{arxiv.base}/rss/{ALL}")[1]) == expected(HISTORY.on("arxiv", TUESDAY))


@pytest.mark.parametrize("day", [date(2026, 6, 19), date(2026, 6, 20), date(2026, 6, 21)])
def test_the_feed_is_empty_on_holidays_and_weekends(arxiv: FakeArxiv, day: date) -> None:
    arxiv.now = midnight(day) + timedelta(hours=12)
    status, body, _ = get(f"{arxiv.base}/rss/{ALL}")
    assert (status, names(body)) == (200, [])
    assert etree.fromstring(body).findtext("channel/pubDate", "").startswith(f"{day:%a, %d %b %Y} 00:00:00 -0400")


def test_a_stale_batch_is_the_announcement_before(arxiv: FakeArxiv) -> None:
    arxiv.now, arxiv.stale = midnight(date(2026, 6, 22)), True
    body = get(f"{arxiv.base}/rss/{ALL}")[1]
    assert names(body) == expected(HISTORY.on("arxiv", date(2026, 6, 18)))
    assert b"<pubDate>Thu, 18 Jun 2026 00:00:00 -0400</pubDate>" in body


def test_a_paper_is_new_at_home_and_cross_elsewhere(arxiv: FakeArxiv) -> None:
    paper = next(one for one in HISTORY.on("arxiv", TUESDAY) if one.kind is Kind.NEW and len(one.categories) > 1)
    guid = f"oai:arXiv.org:{paper.key}v1"
    seen = {}
    for categories in (paper.categories[0], paper.categories[1], "+".join(paper.categories[:2])):
        items = etree.fromstring(get(f"{arxiv.base}/rss/{categories}")[1]).iter("item")
        seen[categories] = [i.findtext("{*}announce_type") for i in items if i.findtext("guid") == guid]
    assert list(seen.values()) == [["new"], ["cross"], ["new"]]


def test_the_tag_stays_while_the_build_date_moves(arxiv: FakeArxiv) -> None:
    first, second = (get(f"{arxiv.base}/rss/{ALL}") for _ in range(2))
    assert first[1] != second[1]
    assert first[2]["etag"] == second[2]["etag"]
    assert get(f"{arxiv.base}/rss/{ALL}", {"If-None-Match": first[2]["etag"]})[0] == 304


def test_errors_come_dressed_as_feeds(arxiv: FakeArxiv) -> None:
    status, body, _ = get(f"{arxiv.base}/rss/foo.BAR")
    assert status == 400
    assert b"Bad archive 'foo'" in body
    arxiv.error = "Search is down"
    status, body, _ = get(f"{arxiv.base}/rss/{ALL}")
    assert status == 200
    assert etree.fromstring(body).findtext("channel/title", "").startswith("Feed error")


def test_spoiled_items_name_no_paper_and_the_others_are_whole(arxiv: FakeArxiv) -> None:
    arxiv.n_spoiled = 2
    found = names(get(f"{arxiv.base}/rss/{ALL}")[1])
    assert found == [None, None, *expected(HISTORY.on("arxiv", TUESDAY))[2:]]


def oai(fake: FakeArxiv, **query: str) -> etree._Element:
    status, body, _ = get(f"{fake.base}/oai?{urlencode(query)}")
    assert status == 200
    return etree.fromstring(body)


def text(element: etree._Element, name: str) -> str:
    return element.findtext(f".//{{*}}{name}") or ""


def harvested(fake: FakeArxiv, prefix: str, asked: Mapping[str, str]) -> list[etree._Element]:
    page = oai(fake, verb="ListRecords", metadataPrefix=prefix, **asked)
    records = page.findall(f".//{{{OAI}}}record")
    while token := text(page, "resumptionToken"):
        page = oai(fake, verb="ListRecords", resumptionToken=token)
        records += page.findall(f".//{{{OAI}}}record")
    return records


@pytest.mark.parametrize("prefix", ["arXivRaw", "arXiv", "oai_dc"])
def test_a_harvest_to_the_end_holds_every_paper_once(arxiv: FakeArxiv, prefix: str) -> None:
    arxiv.oai.page_size = 7
    records = harvested(arxiv, prefix, {"from": "2026-06-10"})
    newest = {one.key: one for one in HISTORY.until("arxiv", TUESDAY)}
    wanted = {f"oai:arXiv.org:{key}" for key, one in newest.items() if one.listed_on >= date(2026, 6, 10)}
    identifiers = [text(record, "identifier") for record in records]
    assert len(identifiers) > 7
    assert sorted(identifiers) == sorted(wanted)
    assert all(text(record, "title") == newest[text(record, "identifier").split(":")[2]].title for record in records)


def test_raw_records_tell_all_versions(arxiv: FakeArxiv) -> None:
    last = next(one for one in HISTORY.until("arxiv", TUESDAY) if one.version == 2)
    records = harvested(arxiv, "arXivRaw", {"set": "cs", "from": "2026-06-01"})
    records += harvested(arxiv, "arXivRaw", {"set": "physics"}) + harvested(arxiv, "arXivRaw", {"set": "stat"})
    records += harvested(arxiv, "arXivRaw", {"set": "math:math:CO"}) + harvested(arxiv, "arXivRaw", {"set": "eess"})
    record = next(record for record in records if text(record, "identifier") == f"oai:arXiv.org:{last.key}")
    versions = [version.get("version") for version in record.iter("{*}version")]
    assert versions[:2] == ["v1", "v2"]
    assert text(record, "categories").split() == list(last.categories)


def test_records_can_be_had_from_half_past_ten_in_the_evening(arxiv: FakeArxiv) -> None:
    arxiv.now = harvestable_at(TUESDAY) - timedelta(seconds=1)
    query = {"verb": "ListRecords", "metadataPrefix": "arXiv", "from": TUESDAY.isoformat()}
    assert oai(arxiv, **query).find(f"{{{OAI}}}error").get("code") == "noRecordsMatch"  # type: ignore[union-attr]
    arxiv.now = harvestable_at(TUESDAY)
    assert oai(arxiv, **query).find(f".//{{{OAI}}}record") is not None


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"verb": "Dance"}, "badVerb"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "bibtex"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "metadataPrefix": "arXiv", "from": "yesterday"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "arXiv", "from": "2030-01-01"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "resumptionToken": "arXiv||||7|2026-06-15"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "x", "from": "2026-06-01"}, "badArgument"),
    ],
)
def test_the_protocol_refuses_in_its_own_words(arxiv: FakeArxiv, query: dict[str, str], code: str) -> None:
    error = oai(arxiv, **query).find(f"{{{OAI}}}error")
    assert error is not None
    assert error.get("code") == code


def test_the_harvest_is_identified(arxiv: FakeArxiv) -> None:
    assert text(oai(arxiv, verb="Identify"), "granularity") == "YYYY-MM-DD"


def test_rxiv_pages_hold_the_window_once_and_no_later_day() -> None:
    with FakeRxiv(HISTORY, NOON, page_size=4) as fake:
        rows: list[dict[str, str]] = []
        while page := json.loads(get(f"{fake.base}/details/medrxiv/2026-06-08/2026-06-30/{len(rows)}/json")[1]):
            if not page["collection"]:
                break
            rows += page["collection"]
            message = page["messages"][0]
            assert (message["status"], message["count"]) == ("ok", len(page["collection"]))
        fake.n_spoiled = 1
        spoiled = json.loads(get(f"{fake.base}/details/medrxiv/2026-06-08/2026-06-30/0/json")[1])["collection"]
    wanted = [one for one in HISTORY.until("medrxiv", TUESDAY) if one.listed_on >= date(2026, 6, 8)]
    assert [(row["doi"], row["version"]) for row in rows] == [(one.key, str(one.version)) for one in wanted]
    assert len(rows) > 4
    assert ["doi" in row for row in spoiled] == [False, True, True, True]


def test_rxiv_takes_one_subject() -> None:
    with FakeRxiv(HISTORY, NOON) as fake:
        address = f"{fake.base}/details/biorxiv/2026-06-01/2026-06-16/0/json?category=cell_biology"
        rows = json.loads(get(address)[1])["collection"]
    assert rows
    assert {row["category"] for row in rows} == {"cell biology"}


@pytest.mark.parametrize("journal", JOURNALS, ids=lambda journal: journal.id)
def test_feeds_hold_the_newest_entries_first(journal: object) -> None:
    chosen = next(one for one in JOURNALS if one == journal)
    with FakeFeeds(HISTORY, NOON, length=6) as fake:
        _, body, headers = get(f"{fake.base}/feeds/{chosen.id}")
        assert get(f"{fake.base}/feeds/none")[0] == 404
        fake.n_spoiled = 1
        spoiled = get(f"{fake.base}/feeds/{chosen.id}")[1]
    newest = HISTORY.until(chosen.id, TUESDAY)[::-1][:6]
    assert "charset=utf-8" in headers["content-type"]
    assert [title for title, _ in entries(body)] == [one.title for one in newest]
    assert [doi for _, doi in entries(body)] == [one.doi for one in newest]
    assert [title for title, _ in entries(spoiled)] == [None, *(one.title for one in newest[1:])]


def entries(feed: bytes) -> list[tuple[str | None, str | None]]:
    """Title and DOI of each entry."""
    if feed.startswith(b"{"):
        items = json.loads(feed)["items"]
        return [(item.get("title"), item["external_url"].removeprefix("https://doi.org/")) for item in items]
    root = etree.fromstring(feed)
    found = [*root.iter("{*}item"), *root.iter("{*}entry")]
    dois = [entry.findtext("{*}doi") or (entry.findtext("{*}identifier") or "").removeprefix("doi:") for entry in found]
    return [(entry.findtext("{*}title"), doi) for entry, doi in zip(found, dois, strict=True)]
