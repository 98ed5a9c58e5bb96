"""What the fakes tell comes back whole through the project's own sources: the writers and the readers agree."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from academichub.errors import ParseError
from academichub.model import Announcement, Kind
from academichub.ports import Source
from academichub.sample.listing import Journal, Listing, kind_seen_from
from academichub.settings import ArxivSettings, FeedSettings, RxivSettings, Settings, SourcesSettings
from academichub.sources import arxiv, feed, rxiv
from tests.upstreams.arxiv import FakeArxiv
from tests.upstreams.calendar import announces, days_between, midnight
from tests.upstreams.feeds import FakeFeeds
from tests.upstreams.history import CATEGORIES, JOURNALS, make_history
from tests.upstreams.reading import visit
from tests.upstreams.rxiv import FakeRxiv

FIRST, LAST = date(2026, 6, 8), date(2026, 6, 24)
NOON = datetime(2026, 6, 16, 12, tzinfo=UTC)
HISTORY = make_history(FIRST, LAST, per_day=18)


def settings(**sources: object) -> Settings:
    return Settings(Path("nowhere"), sources=SourcesSettings(**sources))  # type: ignore[arg-type]


def arxiv_source(base: str, categories: tuple[str, ...] = CATEGORIES) -> Source:
    (source,) = arxiv.configured(settings(arxiv=ArxivSettings(categories, f"{base}/rss")))
    return source


def told(announcements: list[Announcement]) -> list[tuple[object, ...]]:
    return [
        (one.record.key, one.record.version, one.kind, one.announced_on, one.record.title.text, one.record.categories)
        for one in announcements
    ]


def true(listing: Listing, kind: Kind | None) -> tuple[object, ...]:
    """What a source ought to say; a withdrawal is told from a replacement by its words."""
    known = Kind.WITHDRAWN if listing.kind is Kind.WITHDRAWN else kind
    return (listing.key, listing.version, known, listing.listed_on, listing.title, listing.categories)


@pytest.mark.parametrize("wanted", [CATEGORIES, ("cs.CV",), ("cs", "quant-ph")], ids="+".join)
def test_every_day_of_arxiv(wanted: tuple[str, ...]) -> None:
    with FakeArxiv(HISTORY, NOON) as fake:
        source = arxiv_source(fake.base, wanted)
        for day in days_between(FIRST, LAST):
            fake.now = midnight(day) + timedelta(hours=3)
            announcements, failed = visit(source, fake.now)
            seen = [(one, kind_seen_from(one, wanted)) for one in HISTORY.on("arxiv", day)]
            assert told(announcements) == [true(one, kind) for one, kind in seen if kind is not None]
            assert failed == []
            assert bool(announcements) == announces(day)


def test_authors_licences_and_dois_of_arxiv() -> None:
    with FakeArxiv(HISTORY, NOON) as fake:
        records = {one.record.key: one.record for one in visit(arxiv_source(fake.base), NOON)[0]}
    for listing in HISTORY.on("arxiv", NOON.date()):
        record = records[listing.key]
        assert tuple(author.name for author in record.authors) == listing.authors
        assert (record.licence, record.published_doi) == (listing.licence, listing.doi)
        assert record.abstract is not None
        assert record.abstract.text == listing.abstract


def test_a_spoiled_item_costs_itself_alone() -> None:
    with FakeArxiv(HISTORY, NOON) as fake:
        fake.n_spoiled = 2
        announcements, failed = visit(arxiv_source(fake.base), NOON)
        assert len(failed) == 2
        assert len(announcements) == len(HISTORY.on("arxiv", NOON.date())) - 2


def test_an_error_dressed_as_a_feed_is_an_error() -> None:
    with FakeArxiv(HISTORY, NOON) as fake:
        fake.error = "The archive is being moved"
        with pytest.raises(ParseError, match="being moved"):
            visit(arxiv_source(fake.base), NOON)


@pytest.mark.parametrize("server", ["biorxiv", "medrxiv"])
@pytest.mark.parametrize("page_size", [5, 100])
def test_every_version_of_the_preprint_servers(server: str, page_size: int) -> None:
    with FakeRxiv(HISTORY, NOON, page_size) as fake:
        (source,) = rxiv.configured(settings(**{server: RxivSettings(api_url=fake.base)}))
        announcements, failed = visit(source, NOON)
    first = min(one.announced_on for one in announcements)
    wanted = [one for one in HISTORY.until(server, NOON.date()) if one.listed_on >= first]
    key = lambda row: (row[0], row[1])  # noqa: E731
    assert first <= NOON.date() - timedelta(days=2)
    assert sorted(told(announcements), key=key) == sorted((true(one, one.kind) for one in wanted), key=key)
    assert failed == []


def test_a_row_without_doi_costs_itself_alone() -> None:
    with FakeRxiv(HISTORY, NOON, page_size=100) as fake:
        fake.n_spoiled = 1
        (source,) = rxiv.configured(settings(biorxiv=RxivSettings(api_url=fake.base)))
        announcements, failed = visit(source, NOON)
    assert len(failed) == 1
    assert announcements


@pytest.mark.parametrize("journal", JOURNALS, ids=lambda journal: journal.id)
def test_every_entry_of_every_feed_format(journal: Journal) -> None:
    with FakeFeeds(HISTORY, NOON, length=25) as fake:
        own = FeedSettings(journal.id, f"{fake.base}/feeds/{journal.id}", journal.name, journal.field)
        (source,) = feed.configured(settings(feed=(own,)))
        announcements, failed = visit(source, NOON)
        fake.n_spoiled = 1
        fewer, spoiled = visit(source, NOON)
    newest = HISTORY.until(journal.id, NOON.date())[::-1][:25]
    assert failed == []
    assert {one.record.identifiers.doi: one.record.title.text for one in announcements} == {
        one.doi: one.title for one in newest
    }
    assert len(announcements) == len(newest)
    assert {one.record.identifiers.doi: one.record.posted_on for one in announcements} == {
        one.doi: one.listed_on for one in newest
    }
    by_doi = {one.record.identifiers.doi: one.record for one in announcements}
    assert all(tuple(a.name for a in by_doi[one.doi].authors) == one.authors for one in newest)
    assert (len(fewer), len(spoiled)) == (len(newest) - 1, 1)
