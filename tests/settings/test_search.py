"""[search]: what each encoder needs, and that its key is neither shown nor sent in the clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from academichub.settings import SearchSettings, Secret
from academichub.settings.file import describe_settings
from tests.settings.loading import load, mistake

KEY = "emb-0123456789abcdefghij"
ENDPOINT = '[search]\nencoder = "endpoint"\nbase_url = "https://e.example.org/v1"\nmodel = "m"\n'


def test_without_the_table_words_alone(tmp_path: Path) -> None:
    assert load(tmp_path, "").settings.search == SearchSettings("none")
    loaded = load(tmp_path, "", {"ACADEMICHUB_EMBEDDING_API_KEY": KEY})
    assert loaded.settings.search == SearchSettings("none")
    assert KEY not in repr(loaded)


@pytest.mark.parametrize("name", ["none", "multilingual", "english"])
def test_an_encoder_by_its_name(tmp_path: Path, name: str) -> None:
    assert load(tmp_path, f'[search]\nencoder = "{name}"').settings.search == SearchSettings(name)
    loaded = load(tmp_path, "", {"ACADEMICHUB_SEARCH_ENCODER": name, "ACADEMICHUB_EMBEDDING_API_KEY": KEY})
    assert loaded.settings.search == SearchSettings(name)


def test_the_key_of_an_endpoint_is_masked(tmp_path: Path) -> None:
    loaded = load(tmp_path, ENDPOINT, {"ACADEMICHUB_EMBEDDING_API_KEY": KEY})
    assert loaded.settings.search == SearchSettings("endpoint", "https://e.example.org/v1", "m", Secret(KEY))
    shown = {row.key: row for row in describe_settings(loaded)}
    assert shown["search.api_key"].value == "(set)"
    assert shown["search.api_key"].variable == "ACADEMICHUB_EMBEDDING_API_KEY"
    assert KEY not in repr(shown)


def test_a_key_may_be_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "embedding.key"
    path.touch(0o600)
    path.write_text(KEY + "\n")
    loaded = load(tmp_path, ENDPOINT + 'api_key_file = "embedding.key"')
    assert loaded.settings.search.key == Secret(KEY)
    path.chmod(0o644)
    assert "chmod 600" in mistake(tmp_path, ENDPOINT + 'api_key_file = "embedding.key"')


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[search]\nencoder = "chinese"',
            "must be one of none, multilingual, english, endpoint, sentence-transformers",
        ),
        ('[search]\nencoder = "endpoint"\nmodel = "m"', "[search] base_url: is missing"),
        ('[search]\nencoder = "endpoint"\nbase_url = "https://e.example.org"', "[search] model: is missing"),
        ('[search]\nencoder = "sentence-transformers"', "[search] model: is missing"),
        (ENDPOINT + f'api_key = "{KEY}"', "ACADEMICHUB_EMBEDDING_API_KEY"),
        (ENDPOINT.replace("/v1", "/v1/embeddings"), "must end before /embeddings"),
    ],
)
def test_mistakes(tmp_path: Path, text: str, problem: str) -> None:
    said = mistake(tmp_path, text)
    assert problem in said
    assert KEY not in said


def test_no_key_travels_in_the_clear(tmp_path: Path) -> None:
    text = ENDPOINT.replace("https", "http")
    assert "in the clear" in mistake(tmp_path, text, {"ACADEMICHUB_EMBEDDING_API_KEY": KEY})
    near = text.replace("e.example.org", "127.0.0.1:9")
    assert load(tmp_path, near, {"ACADEMICHUB_EMBEDDING_API_KEY": KEY}).settings.search.key == Secret(KEY)
