"""Every sample paper comes back through the real sources: identifiers, kinds, days, nothing failed, nothing added."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from academichub.model import Announcement, Kind
from academichub.ports import Source
from academichub.sample import SAMPLE_TODAY, load_sample, sample_settings, serve_sample
from academichub.sample.listing import Listing, kind_seen_from
from academichub.sample.upstream import SAMPLE_CATEGORIES
from academichub.sources import arxiv, feed, rxiv
from tests.upstreams.reading import visit

EDITION = load_sample()
NOON = datetime.combine(SAMPLE_TODAY, time(12), UTC)
Found = dict[str, list[Announcement]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What one visit of each source brings at the sample's noon; no entry fails."""
    home: Path = tmp_path_factory.mktemp("home")
    announcements: Found = {}
    with serve_sample() as base:
        settings = sample_settings(home, base, "en")
        sources: list[Source] = [*arxiv.configured(settings), *rxiv.configured(settings), *feed.configured(settings)]
        for source in sources:
            announcements[source.id], failed = visit(source, NOON)
            assert failed == [], source.id
    return announcements


def test_all_eight_sources_answer(found: Found) -> None:
    assert list(found) == list(EDITION.listings)


@pytest.mark.parametrize("server", ["arxiv", "biorxiv", "medrxiv"])
def test_preprints_come_back_with_version_kind_and_day(found: Found, server: str) -> None:
    told = {
        (one.record.key, one.record.version): (one.kind, one.announced_on, one.record.categories)
        for one in found[server]
    }
    wanted = {
        (one.key, one.version): (kind(server, one), one.listed_on, one.categories) for one in EDITION.listings[server]
    }
    assert told == wanted
    assert len(found[server]) == len(wanted)


def kind(server: str, listing: Listing) -> Kind | None:
    if server != "arxiv" or listing.kind is Kind.WITHDRAWN:
        return listing.kind
    return kind_seen_from(listing, SAMPLE_CATEGORIES)


def test_papers_of_journals_come_back_with_their_doi_and_day(found: Found) -> None:
    for source in EDITION.journals:
        told = {one.record.identifiers.doi: one.record.posted_on for one in found[source]}
        wanted = {doi_of(one): one.listed_on for one in EDITION.listings[source]}
        assert told == wanted
        assert len(found[source]) == len(EDITION.listings[source])


def doi_of(listing: Listing) -> str | None:
    """Stated, or hidden in an address."""
    if listing.doi is not None:
        return listing.doi
    for address in (listing.address, listing.key):
        if "10.5555/" in address:
            return "10.5555/" + address.partition("10.5555/")[2].partition("?")[0]
    return None


def test_authors_are_neither_lost_nor_split(found: Found) -> None:
    by_name = {(source, one.record.key): one.record for source, listed in found.items() for one in listed}
    survey = by_name["arxiv", "2606.90205"]
    assert len(survey.authors) == 40
    orchard = by_name["arxiv", "2606.90102"].authors
    assert [author.name for author in orchard] == ["Noor van Esveld", "Caoimhe Brannigan", "Ravi Teluguntla"]
    assert orchard[2].affiliation == "Deccan Centre for Machine Perception, Hyderabad, India"
    assert [author.is_group for author in by_name["arxiv", "2606.90204"].authors] == [True]
    dusk = by_name["medrxiv", "10.64898/sample.2026.06.951"].authors
    assert [author.is_group for author in dusk] == [False, False, False, True]


def test_what_stands_in_an_abstracts_place_is_none(found: Found) -> None:
    without = {
        one.record.title.text: one.record.authors
        for listed in found.values()
        for one in listed
        if one.record.abstract is None
    }
    assert len(without) == 2
    surgeons = next(authors for title, authors in without.items() if title.startswith("Teaching surgeons"))
    assert [author.name for author in surgeons] == [
        "Gwendolyn Abernathy-Cruz",
        "Shigeo Tomonari",
        "Lucinda Okpara-West",
    ]


def test_withdrawn_papers_are_known_as_such(found: Found) -> None:
    withdrawn = {one.record.key for listed in found.values() for one in listed if one.record.withdrawn}
    assert withdrawn == {"2605.90310", "10.64898/sample.2026.06.908"}
