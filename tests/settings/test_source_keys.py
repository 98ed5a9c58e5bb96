"""The keys of sources: where they may stand, and that none of them is shown or travels in the clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from academichub.app.wiring import configured_sources
from academichub.settings import PubmedSettings, Secret
from academichub.settings.describing import describe_settings
from academichub.settings.given import Layer
from tests.settings.loading import load, mistake

PUBMED = '[sources.pubmed]\nquery = "moss"\n'
KEY = "ACADEMICHUB_SOURCES_PUBMED_API_KEY"


def test_the_variable_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "k").touch(0o600)
    (tmp_path / "k").write_text("from-file\n")
    text = PUBMED + 'api_key_file = "k"'
    by_file, by_variable = load(tmp_path, text), load(tmp_path, text, {KEY: "from-variable"})
    for loaded, key, layer in (
        (by_file, "from-file", Layer.KEY_FILE),
        (by_variable, "from-variable", Layer.ENVIRONMENT),
    ):
        assert loaded.settings.sources.pubmed is not None
        assert loaded.settings.sources.pubmed.key == Secret(key)
        assert loaded.origin("sources.pubmed.api_key").layer is layer
        rows = {row.key: row.value for row in describe_settings(loaded)}
        assert rows["sources.pubmed.api_key"] == "(set)"
        assert key not in repr(loaded.settings)


def test_a_key_alone_follows_nothing(tmp_path: Path) -> None:
    loaded = load(tmp_path, "", {KEY: "abc"})
    assert loaded.settings.sources.pubmed is None
    assert "sources.pubmed.api_key" not in loaded.origins


def test_a_table_with_a_key_alone_is_not_followed_and_may_be_asked_for_abstracts(tmp_path: Path) -> None:
    loaded = load(tmp_path, "[sources.pubmed]\n[sources.openalex]\n[sources.crossref]\n", {KEY: "abc"})
    assert loaded.settings.sources.pubmed == PubmedSettings(key=Secret("abc"))
    assert configured_sources(loaded.settings) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PUBMED + 'api_key = "s3cret"', f"{KEY}, or into a file that api_key_file names"),
        (PUBMED + 'api_url = "http://example.org"', "the key would travel in the clear to example.org"),
        ('[sources.openalex]\nfilter = "a:1,from_created_date:2026-01-01"', "leave out from_created_date"),
        ('[sources.openalex]\nfilter = "a:1"\nsince = "ever"', "must be one of publication, created, updated"),
        ('[sources.crossref]\njournals = ["0028-0837"]', "its check digit is wrong"),
        ("[sources.crossref]\njournals = []", "names no journal"),
        ('[sources.crossref]\njournals = ["No Such"]', "neither an id of the catalogue"),
        ('[[sources.feed]]\nid = "pubmed"', "write [sources.pubmed] instead"),
    ],
)
def test_a_mistake_is_told_without_the_key(tmp_path: Path, text: str, words: str) -> None:
    said = mistake(tmp_path, text, {KEY: "abc"})
    assert words in said
    assert "s3cret" not in said
    assert "abc" not in said
