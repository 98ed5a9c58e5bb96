"""The client of OpenAI-compatible endpoints: what it sends, what it believes, how long and how much it takes."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import ssl
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from academichub.adapters.llm import open_models
from academichub.errors import ModelRefused, ModelUnavailable, SummaryError
from academichub.model import Completion, Dialect, Finish, RateHint, ReplyMode, Usage
from tests.adapters.llm_asking import KEY, PLAIN, REQUEST, ask, request_about, settings_for, with_model
from tests.adapters.test_tls import LOCALHOST
from tests.upstreams.llm import FakeEndpoint, Limit, Outcome
from tests.upstreams.llm_answers import good_answer
from tests.upstreams.loopback import Loopback
from tests.upstreams.server import Fault, Reply


def sent(endpoint: FakeEndpoint) -> dict[str, object]:
    return dict(json.loads(endpoint.seen[-1].body))


def json_fault(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Fault:
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Fault(reply=Reply(body, status, "application/json", headers or {}, etag=""))


@pytest.mark.parametrize("mode", ReplyMode)
def test_every_mode_is_asked_in_its_own_form_and_read(mode: ReplyMode) -> None:
    with FakeEndpoint() as endpoint:
        endpoint.modes = {mode}
        completion = ask(endpoint.url, Dialect(mode))
    assert completion.text == good_answer(sent(endpoint))
    assert completion.finish is Finish.STOP


def test_the_body_is_the_dialects() -> None:
    with FakeEndpoint() as endpoint:
        ask(endpoint.url, Dialect(ReplyMode.JSON_SCHEMA))
        first = sent(endpoint)
        ask(endpoint.url, Dialect(ReplyMode.PROMPT, "max_completion_tokens", takes_temperature=False))
        second = sent(endpoint)
    schema = {"name": "summary", "strict": True, "schema": REQUEST.schema}
    messages = [{"role": message.role, "content": message.text} for message in REQUEST.messages]
    assert first == {
        "model": "m-1",
        "messages": messages,
        "max_tokens": 700,
        "temperature": 0,
        "response_format": {"type": "json_schema", "json_schema": schema},
    }
    assert second == {"model": "m-1", "messages": messages, "max_completion_tokens": 700}


def test_the_key_goes_into_one_header_and_nothing_is_asked_for_compressed() -> None:
    with FakeEndpoint() as endpoint:
        ask(endpoint.url)
        ask(endpoint.url, key=None)
    with_key, without = (seen.headers for seen in endpoint.seen)
    assert with_key["authorization"] == f"Bearer {KEY}"
    assert (with_key["user-agent"], with_key["accept-encoding"]) == ("AcademicHub/0.1", "identity")
    assert "authorization" not in without
    assert "cookie" not in with_key


def test_usage_and_finish_are_read() -> None:
    with FakeEndpoint() as endpoint:
        first = ask(endpoint.url)
        endpoint.usage_style = "deepseek"
        second = ask(endpoint.url, request=request_about("We study a thing.", max_tokens=5))
        endpoint.tells_usage = False
        third = ask(endpoint.url)
    calls = endpoint.calls
    assert first.usage == Usage(calls[0].tokens_in, calls[0].tokens_out, 0)
    assert second.usage == Usage(calls[1].tokens_in, 5, calls[1].tokens_cached)
    assert calls[1].tokens_cached > 0
    assert (second.finish, len(second.text)) == (Finish.LENGTH, 20)
    assert third.usage is None


def test_limits_are_told_with_the_answer() -> None:
    with FakeEndpoint() as endpoint:
        assert ask(endpoint.url).hint is None
        endpoint.limit = Limit(3, 60.0)
        hint = ask(endpoint.url).hint
    assert isinstance(hint, RateHint)
    assert hint.remaining == 2
    assert hint.reset_s == pytest.approx(60.0, abs=5.0)


def test_many_calls_at_once_share_one_pool() -> None:
    async def run(urls: list[str]) -> list[Completion]:
        async with open_models([settings_for(url, model=str(at)) for at, url in enumerate(urls)], "x") as models:
            assert [model.name for model in models] == ["0", "1"]
            asked = [models[at % 2].complete(request_about(f"Sentence {at}."), PLAIN) for at in range(40)]
            return await asyncio.gather(*asked)

    with FakeEndpoint() as one, FakeEndpoint() as other:
        one.latency_s = other.latency_s = 0.2
        completions = asyncio.run(run([one.url, other.url]))
    assert len(completions) == 40
    assert one.most_at_once == other.most_at_once == 20
    assert set(one.by_text(Outcome.ANSWERED).values()) == {1}


def test_connections_are_kept() -> None:
    n_connections = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal n_connections
        n_connections += 1
        body = b'{"choices": [{"message": {"content": "ok"}}]}'
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
                await reader.readexactly(int(length.split(b":")[1]))
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        except asyncio.IncompleteReadError:
            writer.close()

    async def run() -> list[str]:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        async with server, open_models([settings_for(url)], "x") as (model,):
            return [(await model.complete(REQUEST, PLAIN)).text for _ in range(5)]

    assert asyncio.run(run()) == ["ok"] * 5
    assert n_connections == 1


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (b"", "nothing at all"),
        (b"<html>Bad gateway</html>", "what is not JSON: '<html>Bad gateway"),
        (b'{"choices": [{"message": {"cont', "what is not JSON"),
        (b"[" * 100_000, "what is not JSON"),
        (b'{"n": ' + b"9" * 10_000 + b"}", "what is not JSON"),
        ([], "JSON without choices"),
        ({"choices": []}, "JSON without choices"),
        ({"choices": [{"text": "old"}]}, "a choice without a message"),
        ({"choices": [{"message": {"content": 7}}]}, "a message whose content is no text"),
    ],
)
def test_an_answer_that_is_no_completion_may_have_cost(value: object, words: str) -> None:
    with FakeEndpoint() as endpoint:
        endpoint.script(json_fault(value))
        with pytest.raises(ModelUnavailable) as caught:
            ask(endpoint.url)
    assert f"answered 200 with {words}" in str(caught.value)
    assert caught.value.may_cost


def test_an_error_inside_a_success_is_an_error() -> None:
    error = {"error": {"message": "Provider returned error", "code": 429}}
    with FakeEndpoint() as endpoint:
        endpoint.script(
            json_fault({"error": {"message": "Overloaded"}}),
            json_fault({"choices": [{"message": {"content": ""}, **error, "finish_reason": "error"}]}),
        )
        with pytest.raises(ModelUnavailable, match="answered 200: 'Overloaded'"):
            ask(endpoint.url)
        with pytest.raises(ModelUnavailable, match="answered 429: too many requests: 'Provider"):
            ask(endpoint.url)


def failed(url: str, timeout_s: float = 10.0) -> ModelUnavailable:
    with pytest.raises(ModelUnavailable) as caught:
        ask(url, timeout_s=timeout_s)
    return caught.value


def test_nobody_listens() -> None:
    with FakeEndpoint() as endpoint, endpoint.refusing():
        error = failed(endpoint.url)
    assert "no connection could be made (" in str(error)
    assert not error.may_cost
    assert type(error) is ModelUnavailable


def test_a_name_that_no_one_has() -> None:
    error = failed("http://no-such-host.invalid/v1")
    assert "its name could not be looked up" in str(error) or "within 5 s" in str(error)
    assert not error.may_cost


def test_a_port_that_accepts_and_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        over_tls = failed(f"https://127.0.0.1:{port}/v1", timeout_s=0.2)
        plain = failed(f"http://127.0.0.1:{port}/v1", timeout_s=0.2)
    assert "no connection could be made within 0.2 s" in str(over_tls)
    assert not over_tls.may_cost
    assert "no whole answer within 0.2 s" in str(plain)
    assert plain.may_cost


def test_a_connection_has_a_deadline_of_its_own() -> None:
    async def run(url: str) -> None:
        async with open_models([settings_for(url, timeout_s=5.0)], "x", connect_s=0.2) as (model,):
            await model.complete(REQUEST, PLAIN)

    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/v1"
        with pytest.raises(ModelUnavailable, match=r"no connection could be made within 0\.2 s"):
            asyncio.run(run(url))


def test_plain_http_where_tls_was_asked() -> None:
    with FakeEndpoint() as endpoint:
        error = failed(endpoint.url.replace("http:", "https:"))
    assert "no TLS connection could be made" in str(error)
    assert not error.may_cost
    assert endpoint.seen == []


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    (tmp_path / "own.pem").write_text(LOCALHOST)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "own.pem")
    with Loopback(tls=context) as server:
        error = failed(f"https://localhost:{server.port}/v1")
    assert "its TLS certificate is not to be trusted" in str(error)
    assert not error.may_cost
    assert server.requests == []


@pytest.mark.parametrize(
    "fault",
    [Fault(delay_s=1.5), Fault(delay_s=0.05, drip=1), Fault(keep=20, delay_s=0.0)],
    ids=["hangs", "drips", "breaks off"],
)
def test_an_answer_that_does_not_end(fault: Fault) -> None:
    with FakeEndpoint() as endpoint:
        endpoint.script(fault)
        error = failed(endpoint.url, timeout_s=0.4)
    assert "whole answer" in str(error)
    assert error.may_cost


def test_a_client_that_gave_up_is_no_longer_under_way() -> None:
    with FakeEndpoint() as endpoint:
        endpoint.script(Fault(delay_s=3600))
        failed(endpoint.url, timeout_s=0.1)
        for _ in range(1_000):
            if endpoint.n_under_way == 0:
                break
            time.sleep(0.01)
        assert endpoint.n_under_way == 0


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b'"' + b"x" * 5 * 1024 * 1024 + b'"', etag=""), "the answer is larger than 4 MiB"),
        (Reply(gzip.compress(b"x" * 50_000_000), headers={"Content-Encoding": "gzip"}, etag=""), "larger than 4 MiB"),
        (Reply(b"x", headers={"Content-Encoding": "gzip, gzip"}, etag=""), "compressed more than once"),
        (Reply(b"x", headers={"Content-Encoding": "br"}, etag=""), "compressed by 'br'"),
        (Reply(b"no gzip", headers={"Content-Encoding": "gzip"}, etag=""), "answered 200, but"),
    ],
)
def test_bodies_are_bounded(reply: Reply, words: str) -> None:
    with FakeEndpoint() as endpoint:
        endpoint.script(Fault(reply=reply))
        error = failed(endpoint.url)
    assert words in str(error)
    assert error.may_cost


def test_an_answer_that_tells_no_length_is_bounded() -> None:
    async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        try:
            while True:
                writer.write(b" " * 65536)
                await writer.drain()
        except ConnectionError:
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(pour, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        async with server, open_models([settings_for(url, timeout_s=2.0)], "x") as (model,):
            with pytest.raises(ModelUnavailable, match="it sent more than 4096 KiB"):
                await model.complete(REQUEST, PLAIN)

    asyncio.run(run())


def test_a_compressed_answer_is_read() -> None:
    body = gzip.compress(json.dumps({"choices": [{"message": {"content": "ok"}}]}).encode())
    with FakeEndpoint() as endpoint:
        endpoint.script(Fault(reply=Reply(body, headers={"Content-Encoding": "gzip"}, etag="")))
        assert ask(endpoint.url).text == "ok"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(status: int) -> None:
    with FakeEndpoint() as endpoint, FakeEndpoint() as other:
        location = f"http://localhost:{other.host.split(':')[1]}/v1?token=hidden"
        endpoint.script(Fault(reply=Reply(b"", status, headers={"Location": location})))
        with pytest.raises(ModelRefused) as caught:
            ask(endpoint.url)
    assert "it wants to lead us to localhost" in str(caught.value)
    assert "hidden" not in str(caught.value)
    assert other.seen == []


def test_a_key_or_address_that_http_cannot_carry() -> None:
    with FakeEndpoint() as endpoint:
        with pytest.raises(ModelRefused, match="cannot be asked") as caught:
            ask(endpoint.url, key="two\nlines")
        with pytest.raises(ModelRefused, match="cannot be asked"):
            ask(f"http://{'a' * 70}.example/v1")
    assert "two" not in str(caught.value)
    assert endpoint.seen == []


def test_a_query_of_base_url_stays_at_the_end_and_unshown() -> None:
    with FakeEndpoint() as endpoint:
        ask(f"{endpoint.url}/?api-version=secret-version")
        assert endpoint.seen[0].target == "/v1/chat/completions?api-version=secret-version"
        endpoint.script(json_fault({"error": {"message": "bad api-version=secret-version here"}}, 404))
        with pytest.raises(ModelRefused) as caught:
            ask(f"{endpoint.url}/?api-version=secret-version")
    assert "secret-version" not in str(caught.value)
    assert "knows no model 'm-1'" in str(caught.value)


def test_no_cookie_is_kept() -> None:
    async def twice(url: str) -> None:
        async with open_models([settings_for(url)], "x") as (model,):
            for _ in range(2):
                await model.complete(REQUEST, PLAIN)

    with FakeEndpoint() as endpoint:
        endpoint.script(json_fault({"choices": [{"message": {"content": "a"}}]}, headers={"Set-Cookie": "a=b; Path=/"}))
        asyncio.run(twice(endpoint.url.replace("127.0.0.1", "localhost")))
    assert ["cookie" in seen.headers for seen in endpoint.seen] == [False, False]


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with FakeEndpoint() as endpoint:
        assert ask(endpoint.url).finish is Finish.STOP


def test_a_cancelled_call_is_cancelled() -> None:
    async def run(url: str) -> None:
        async with open_models([settings_for(url)], "x") as (model,):
            task = asyncio.create_task(model.complete(REQUEST, PLAIN))
            while not endpoint.seen:
                await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    with FakeEndpoint() as endpoint:
        endpoint.script(Fault(delay_s=3600))
        asyncio.run(run(endpoint.url))


def test_only_errors_of_the_tree_escape() -> None:
    junk = [
        b"\x00" * 50,
        b'{"error": [[]]}',
        b'{"error": {"message": {"a": 1}, "code": []}}',
        b'[{"error": 1}]',
        b"null",
    ]
    faults = [json_fault(body, status) for body in junk for status in (200, 400, 401, 429, 500, 599)]

    async def tell(url: str) -> None:
        async with open_models([settings_for(url)], "x") as (model,):
            for _ in faults:
                with pytest.raises(SummaryError):
                    await model.complete(REQUEST, Dialect())

    with FakeEndpoint() as endpoint:
        endpoint.script(*faults)
        asyncio.run(tell(endpoint.url))
    assert len(endpoint.seen) == len(faults)


def test_a_model_says_its_name() -> None:
    async def name(model: object) -> str:
        return repr(model)

    assert KEY not in with_model(settings_for("http://127.0.0.1:9/v1"), name)
