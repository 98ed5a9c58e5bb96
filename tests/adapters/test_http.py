"""One GET over a real socket: what is sent, what is accepted, and what ends it."""

from __future__ import annotations

import gzip
import logging
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime

import h11
import httpcore
import pytest

from academichub.adapters.answers import parse_retry_after
from academichub.adapters.failures import EXPECTED, fetch_error
from academichub.adapters.http import Limits, Network, user_agent
from academichub.adapters.network import Phase
from academichub.errors import FetchError, RateLimited, Refused
from academichub.model import Request, Validators
from tests.adapters.outside import HandClock, ask, fetcher_for
from tests.upstreams.loopback import Loopback, http_answer

FEED = b"<rss>" + b"x" * 5000 + b"</rss>"


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        yield running


def refused(server: Loopback, path: str, limits: Limits | None = None) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher_for(server, limits=limits).fetch(ask(server.url(path)))
    assert "127.0.0.1" in str(caught.value)
    return caught.value


def test_answer_is_whole_and_says_what_to_ask_with_next_time(server: Loopback) -> None:
    headers = {"ETag": 'W/"abc"', "Last-Modified": "Mon, 01 Jun 2026 00:00:00 GMT", "Content-Type": "text/xml"}
    server.answer("/feed", FEED, headers=headers)
    response = fetcher_for(server).fetch(ask(server.url("/feed?a=1#part")))
    assert (response.status, response.body, response.content_type) == (200, FEED, "text/xml")
    assert response.url == server.url("/feed?a=1")
    assert response.validators == Validators('W/"abc"', "Mon, 01 Jun 2026 00:00:00 GMT")


def test_request_names_us_and_what_we_read(server: Loopback) -> None:
    server.answer("/feed", FEED)
    fetcher_for(server).fetch(ask(server.url("/feed"), accept="application/rss+xml"))
    assert server.requests[0].method == "GET"
    assert server.requests[0].headers == {
        "host": server.place,
        "user-agent": "AcademicHub/0.1 (+mailto:me@example.org)",
        "accept": "application/rss+xml",
        "accept-encoding": "gzip",
    }


def test_user_agent_without_contact_and_with_a_page() -> None:
    assert user_agent(None) == "AcademicHub/0.1"
    assert user_agent("https://example.org/bot") == "AcademicHub/0.1 (+https://example.org/bot)"


@pytest.mark.parametrize(
    ("known", "sent"),
    [
        (Validators('"1"', "Mon, 01 Jun 2026 00:00:00 GMT"), {"if-none-match": '"1"'}),
        (Validators(None, "Mon, 01 Jun 2026 00:00:00 GMT"), {"if-modified-since": "Mon, 01 Jun 2026 00:00:00 GMT"}),
        (Validators('"a\r\nX-Evil: 1"', None), {}),
        (Validators('"é中"', None), {}),
    ],
)
def test_conditional_request(server: Loopback, known: Validators, sent: dict[str, str]) -> None:
    server.answer("/feed", FEED)
    fetcher_for(server).fetch(ask(server.url("/feed")), known)
    asked = server.requests[0].headers
    assert {name: value for name, value in asked.items() if name.startswith(("if-", "x-"))} == sent


def test_not_modified_keeps_what_was_known(server: Loopback) -> None:
    server.script("/feed", b"HTTP/1.1 304 Not Modified\r\n\r\n")
    known = Validators('"1"', "Mon, 01 Jun 2026 00:00:00 GMT")
    response = fetcher_for(server).fetch(ask(server.url("/feed")), known)
    assert response.not_modified
    assert response.body == b""
    assert response.validators == known


def test_redirect_is_followed_without_our_validators(server: Loopback) -> None:
    server.redirect("/old", "/new?page=2", 301)
    server.answer("/new", FEED, headers={"ETag": '"2"'})
    response = fetcher_for(server).fetch(ask(server.url("/old")), Validators('"1"'))
    assert response.url == server.url("/new?page=2")
    assert response.body == FEED
    assert response.validators == Validators()
    assert ["if-none-match" in asked.headers for asked in server.requests] == [True, False]


def test_redirects_have_an_end(server: Loopback) -> None:
    server.redirect("/a", "/b")
    server.redirect("/b", "/a")
    assert "more than 5 times" in str(refused(server, "/a"))
    assert len(server.requests) == 6


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_inside_is_refused_unasked(server: Loopback, status: int) -> None:
    with Loopback() as canary:
        server.redirect("/a", canary.url("/latest/meta-data"), status)
        error = refused(server, "/a")
    assert isinstance(error, Refused)
    assert canary.n_connections == 0


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (http_answer(), "answered 200 with nothing in it"),
        (http_answer(status=204), "answered 204"),
        (http_answer(b"part", 206), "answered 206"),
        (b"HTTP/1.1 304 Not Modified\r\n\r\n", "though nothing was known"),
        (http_answer(status=302), "a redirect that leads nowhere"),
        (http_answer(b"<html>", 404), "there is nothing at this address"),
        (http_answer(b"<html>", 410), "gone for good"),
        (http_answer(b"", 451), "legal reasons"),
        (http_answer(b"<html>", 500), "answered 500: it failed"),
        (http_answer(b"", 799), "answered 799"),
    ],
)
def test_no_status_but_success_is_content(server: Loopback, answer: bytes, words: str) -> None:
    server.script("/feed", answer)
    error = refused(server, "/feed")
    assert words in str(error)
    assert error.status == int(answer.split()[1])
    assert not isinstance(error, RateLimited | Refused)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nlying",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nlying",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\ngarbage\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nBad Header : 1\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"x" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        b"\x16\x03\x01garbage\r\n\r\n",
        b"",
    ],
)
def test_broken_http_is_an_error_of_ours(server: Loopback, answer: bytes) -> None:
    server.script("/feed", answer)
    refused(server, "/feed")


def test_answer_without_length_ends_with_the_connection(server: Loopback) -> None:
    server.script("/feed", b"HTTP/1.0 200 OK\r\n\r\n" + FEED)
    assert fetcher_for(server).fetch(ask(server.url("/feed"))).body == FEED


def test_chunks_and_interim_answers_are_put_together(server: Loopback) -> None:
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (FEED[:7], FEED[7:])) + b"0\r\n\r\n"
    head = b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.script("/feed", [head, chunks[:20], 0.01, chunks[20:]])
    assert fetcher_for(server).fetch(ask(server.url("/feed"))).body == FEED


def test_gzip_is_undone_once(server: Loopback) -> None:
    server.answer("/feed", gzip.compress(FEED), headers={"Content-Encoding": "gzip"})
    assert fetcher_for(server).fetch(ask(server.url("/feed"))).body == FEED


@pytest.mark.parametrize("coding", ["gzip, gzip", "br", "zstd", "gzip\r\nContent-Encoding: gzip"])
def test_other_and_stacked_codings_are_refused(server: Loopback, coding: str) -> None:
    server.answer("/feed", gzip.compress(gzip.compress(FEED)), headers={"Content-Encoding": coding})
    assert isinstance(refused(server, "/feed"), Refused)


SMALL = Limits(body_bytes=10_000)


@pytest.mark.parametrize(
    "answer",
    [
        http_answer(b"x" * 10_001),
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 200_000,
        http_answer(gzip.compress(b"x" * 10_001), headers={"Content-Encoding": "gzip"}),
    ],
)
def test_large_answers_are_refused(server: Loopback, answer: bytes) -> None:
    server.script("/feed", answer)
    error = refused(server, "/feed", SMALL)
    assert isinstance(error, Refused)
    assert "larger than" in error.message


def test_answer_of_exactly_the_limit_is_read(server: Loopback) -> None:
    server.answer("/feed", b"x" * 10_000)
    assert len(fetcher_for(server, limits=SMALL).fetch(ask(server.url("/feed"))).body) == 10_000


QUICK = Limits(total_s=1.0, header_s=0.5, look_up_s=0.1)
DRIP: list[bytes | float] = [step for byte in b"0123456789" * 4 for step in (0.05, bytes([byte]))]


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n", *DRIP], "not whole within 1 s"),
        ([b"HTTP/1.1 200 OK\r\nX: ", *DRIP, b"\r\nContent-Length: 1\r\n\r\nx"], "did not answer within 0.5 s"),
        ([*[b"HTTP/1.1 100 Continue\r\n\r\n", 0.05] * 40, http_answer(FEED)], "did not answer within 0.5 s"),
        ([2.0, http_answer(FEED)], "did not answer within 0.5 s"),
    ],
)
def test_drips_end_at_the_deadline(server: Loopback, script: list[bytes | float], words: str) -> None:
    server.script("/feed", script)
    assert words in str(refused(server, "/feed", QUICK))


def test_redirects_share_one_deadline(server: Loopback) -> None:
    for place in range(5):
        server.script(f"/{place}", [0.25, http_answer(status=302, headers={"Location": f"/{place + 1}"})])
    server.answer("/5", FEED)
    refused(server, "/0", QUICK)
    assert len(server.requests) < 6


def test_name_server_that_never_answers() -> None:
    release = threading.Event()

    def hangs(host: str, port: int) -> list[str]:
        release.wait(5)
        return []

    with pytest.raises(FetchError, match=r"example\.org: its name could not be looked up within 0\.1 s"):
        fetcher_for(limits=QUICK, network=Network(hangs)).fetch(ask("https://example.org/"))
    release.set()


def test_host_that_cannot_be_reached_fails_at_once_for_a_while() -> None:
    asked: list[str] = []
    time = HandClock()

    def down(host: str, port: int) -> list[str]:
        asked.append(host)
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    fetcher = fetcher_for(network=Network(down), clock=time.clock)
    messages = []
    for wait in (0, 0, 29, 2):
        time.at += wait
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(ask("https://example.org/"))
        messages.append(str(caught.value))
    assert len(asked) == 2
    assert len(set(messages)) == 1
    assert "Temporary failure" in messages[0]


def test_closed_port_is_remembered() -> None:
    with Loopback() as closed:
        pass
    time = HandClock()
    fetcher = fetcher_for(closed, clock=time.clock)
    with pytest.raises(FetchError, match="no connection could be made"):
        fetcher.fetch(ask(closed.url()))
    with Loopback(port=closed.port) as opened:
        opened.answer("/", FEED)
        with pytest.raises(FetchError, match="no connection could be made"):
            fetcher.fetch(ask(opened.url()))
        assert opened.n_connections == 0
        time.at += 31
        assert fetcher.fetch(ask(opened.url())).body == FEED


def test_feeds_of_one_silent_host_cost_one_wait(server: Loopback) -> None:
    server.script("*", [5.0, http_answer(FEED)])
    time = HandClock()
    fetcher = fetcher_for(server, limits=QUICK, clock=time.clock)
    for path in ("/a", "/b", "/c", "/d"):
        with pytest.raises(FetchError, match=r"^127\.0\.0\.1: it did not answer within 0\.5 s"):
            fetcher.fetch(ask(server.url(path)))
    assert server.n_connections == 1
    server.answer("/b", FEED)
    time.at += 31
    assert fetcher.fetch(ask(server.url("/b"))).body == FEED


def test_a_broken_answer_is_no_outage(server: Loopback) -> None:
    server.script("/a", b"")
    server.answer("/b", FEED)
    fetcher = fetcher_for(server)
    with pytest.raises(FetchError, match="not valid HTTP"):
        fetcher.fetch(ask(server.url("/a")))
    assert fetcher.fetch(ask(server.url("/b"))).body == FEED


@pytest.mark.parametrize("path", ["/feed", "/on", "/round", "/closed"])
def test_a_message_names_its_host_once(server: Loopback, path: str) -> None:
    with Loopback() as closed:
        pass
    server.answer("/feed", status=500)
    server.redirect("/on", "http://10.0.0.1/")
    server.redirect("/round", "/round")
    server.redirect("/closed", closed.url())
    with pytest.raises(FetchError) as caught:
        fetcher_for(server, closed).fetch(ask(server.url(path)))
    told = str(caught.value).partition("; ")[0]
    assert len(re.findall(r"127\.0\.0\.1|10\.0\.0\.1", told)) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_wish_to_be_left_alone_is_kept(server: Loopback, status: int) -> None:
    server.answer("/feed", status=status, headers={"Retry-After": "31"})
    time = HandClock()
    fetcher = fetcher_for(server, clock=time.clock)
    for _ in range(2):
        with pytest.raises(RateLimited) as caught:
            fetcher.fetch(ask(server.url("/feed")))
        assert caught.value.retry_after_s == 31
        assert "31 s" in str(caught.value)
    assert len(server.requests) == 1
    time.at += 5
    with pytest.raises(RateLimited):
        fetcher.fetch(ask(server.url("/feed")))
    assert time.slept == [26]
    assert len(server.requests) == 2


NOW = datetime(2026, 6, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("1.5", 1.5),
        ("9" * 5000, 86400),
        ("1e9", None),
        ("-5", None),
        ("", None),
        (None, None),
        ("soon", None),
        ("٣", None),
        (format_datetime(NOW.replace(minute=10), usegmt=True), 600),
        (format_datetime(NOW.replace(hour=11), usegmt=True), 0),
        (format_datetime(NOW.replace(year=2030), usegmt=True), 86400),
        ("Wed, 24 Jun 2026 12:00:30", 30),
        ("Wed, 99 Jun 2026 12:00:30 GMT", None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert parse_retry_after(value, NOW.timestamp()) == seconds


def test_keys_are_never_told(server: Loopback, caplog: pytest.LogCaptureFixture) -> None:
    """Not in an error, and not in a log, even where somebody listens to all that the libraries say."""
    caplog.set_level(logging.DEBUG)
    server.answer("/api", status=500)
    server.answer("/well", FEED)
    server.redirect("/on", "http://10.0.0.1/?api_key=SECRET")
    server.redirect("/round", "/round?api_key=SECRET")
    server.answer("/slow-down", status=429, headers={"Retry-After": "SECRET"})
    paths = ("/api?api_key=SECRET", "/on?api_key=SECRET#SECRET", "/round?api_key=SECRET", "/slow-down?api_key=SECRET")
    told = [str(refused(server, path)) for path in paths]
    keyed = Request(server.url("/well?api_key=SECRET"), min_interval_s=0.0, headers=(("Authorization", "SECRET"),))
    told.append(repr(fetcher_for(server).fetch(keyed).headers))
    with pytest.raises(Refused) as caught:
        fetcher_for().fetch(ask("https://me:SECRET@example.org:x/?api_key=SECRET"))
    told.append(str(caught.value))
    assert "SECRET" not in "".join(told) + caplog.text
    assert "api_key=SECRET" in server.requests[-1].path


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (TimeoutError(), FetchError),
        (ConnectionResetError(104, "reset"), FetchError),
        (OSError("odd"), FetchError),
        (socket.gaierror(-2, "unknown"), FetchError),
        (ssl.SSLError(1, "bad record"), FetchError),
        (ssl.SSLCertVerificationError(1, "expired"), FetchError),
        (UnicodeError("label too long"), Refused),
        (ValueError("odd"), FetchError),
        (httpcore.ConnectError(), FetchError),
        (httpcore.ConnectTimeout(), FetchError),
        (httpcore.PoolTimeout(), FetchError),
        (httpcore.ReadError(), FetchError),
        (httpcore.ReadTimeout(), FetchError),
        (httpcore.WriteError(), FetchError),
        (httpcore.WriteTimeout(), FetchError),
        (httpcore.ProxyError(), FetchError),
        (httpcore.LocalProtocolError(), FetchError),
        (httpcore.RemoteProtocolError(), FetchError),
        (httpcore.UnsupportedProtocol(), Refused),
        (httpcore.ConnectionNotAvailable(), FetchError),
        (h11.RemoteProtocolError("bad"), FetchError),
        (h11.LocalProtocolError("bad"), FetchError),
    ],
)
def test_every_exception_of_the_libraries_has_words(error: Exception, kind: type[FetchError], phase: Phase) -> None:
    assert isinstance(error, EXPECTED)
    ours = fetch_error(error, phase, 10.0, "example.org")
    assert type(ours) is kind
    assert str(ours).startswith("example.org: ")


def test_no_exception_of_httpcore_is_forgotten() -> None:
    public = [thing for name in httpcore.__all__ if isinstance(thing := getattr(httpcore, name), type)]
    assert all(issubclass(kind, EXPECTED) for kind in public if issubclass(kind, Exception))
