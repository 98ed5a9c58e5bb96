"""The built-in upstream answers as the real ones do, on loopback, and only with the sample."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from academichub.errors import ConfigError
from academichub.sample import SAMPLE_TODAY, load_sample, sample_settings, serve_sample
from academichub.sample import edition as edition_module
from academichub.sample.upstream import answer
from tests.upstreams.reading import get

EDITION = load_sample()


def items(target: str, day: date = SAMPLE_TODAY) -> list[etree._Element]:
    found = answer(EDITION, day, target)
    assert found is not None
    return list(etree.fromstring(found.body).iter("{*}item"))


def test_the_arxiv_feed_holds_what_the_categories_ask_for() -> None:
    keys = [item.findtext("guid") for item in items("/rss/cs.RO")]
    assert "oai:arXiv.org:2606.90102v1" in keys
    kinds = {item.findtext("guid"): item.findtext("{*}announce_type") for item in items("/rss/stat.ML+cs.CR")}
    assert kinds == {"oai:arXiv.org:2606.90104v1": "cross"}
    assert items("/rss/hep-lat") == []


def test_an_earlier_day_knows_nothing_of_later_ones() -> None:
    versions = {item.findtext("guid") for item in items("/rss/cs", date(2026, 6, 12))}
    assert versions == {"oai:arXiv.org:2606.90021v1", "oai:arXiv.org:2606.90022v1"}


def test_details_are_paged_to_the_end() -> None:
    dois: list[str] = []
    while True:
        found = answer(EDITION, SAMPLE_TODAY, f"/details/biorxiv/2026-06-10/2026-06-16/{len(dois)}/json")
        assert found is not None
        page = json.loads(found.body)
        if not page["collection"]:
            break
        dois += [f"{row['doi']}v{row['version']}" for row in page["collection"]]
        assert int(page["messages"][0]["total"]) == len(EDITION.listings["biorxiv"])
    assert sorted(dois) == sorted(f"{one.key}v{one.version}" for one in EDITION.listings["biorxiv"])
    assert page["messages"] == [{"status": "no posts found"}]


@pytest.mark.parametrize(
    "target", ["/", "/feeds/nature", "/details/chemrxiv/2026-06-10/2026-06-16/0/json", "/etc/passwd"]
)
def test_other_places_are_unknown(target: str) -> None:
    assert answer(EDITION, SAMPLE_TODAY, target) is None


def test_served_over_http_with_entity_tags() -> None:
    with serve_sample() as base:
        status, body, headers = get(f"{base}/feeds/sample-chemistry")
        assert (status, headers["content-type"]) == (200, "application/atom+xml; charset=utf-8")
        assert b"Sample Chemical Transactions" in body
        again, nothing, _ = get(f"{base}/feeds/sample-chemistry", {"If-None-Match": headers["etag"]})
        assert (again, nothing) == (304, b"")
        assert get(f"{base}/nowhere")[0] == 404


def test_it_is_gone_afterwards() -> None:
    with serve_sample() as base:
        pass
    with pytest.raises(ConnectionRefusedError):
        get(f"{base}/rss/cs.CV")


def test_settings_point_every_source_at_the_base(tmp_path: Path) -> None:
    settings = sample_settings(tmp_path, "http://127.0.0.1:9000", "zh")
    assert settings.fetch.allow_hosts == ("127.0.0.1:9000",)
    assert (settings.home, settings.language) == (tmp_path, "zh")
    assert settings.sources.arxiv is not None
    assert settings.sources.arxiv.rss_url == "http://127.0.0.1:9000/rss"
    assert settings.sources.biorxiv is not None
    assert settings.sources.medrxiv is not None
    assert [feed.id for feed in settings.sources.feed] == list(EDITION.journals)
    assert all(feed.url == f"http://127.0.0.1:9000/feeds/{feed.id}" and feed.name for feed in settings.sources.feed)


def test_a_slip_in_a_data_file_names_file_and_paper() -> None:
    paper = {"id": "2606.90999", "title": "A", "colour": "blue", "listed": [{"on": SAMPLE_TODAY, "kind": "new"}]}
    with pytest.raises(ConfigError, match=r"file\.toml: 2606\.90999"):
        list(edition_module.read_listings("file.toml", [paper]))
    with pytest.raises(ConfigError, match="listed on no day"):
        list(edition_module.read_listings("file.toml", [{"id": "2606.90999", "title": "A"}]))
