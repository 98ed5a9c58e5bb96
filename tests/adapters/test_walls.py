"""Requests forged by an address: whatever a feed, a redirect or a name server says, nothing inside is connected to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.adapters.http import HttpFetcher, Limits, Network
from academichub.adapters.network import resolve_name
from academichub.adapters.pacing import Pacing
from academichub.adapters.targets import Target, Walls, parse_location, parse_target
from academichub.errors import FetchError, Refused
from academichub.settings import FetchSettings, parse_allowed_host
from tests.adapters.outside import ask
from tests.recorded import recorded
from tests.upstreams.loopback import Loopback

HOSTS = [
    "127.0.0.1",
    "127.1",
    "0",
    "0.0.0.0",
    "2130706433",
    "0x7f.1",
    "0x",
    "017700000001",
    "0177.0.0.1",
    "127.0.0.1.",
    "LOCALHOST.",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[fe80::1%25lo]",
    "[::1%25lo]",
    "１２７.０.０.１",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "127%2e0%2e0%2e1",
    "inside.test",
    "mixed.test",
    "",
    "a..b",
    "a" * 64,
]
FORMS = [
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/info",
    "http://user:pass@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@example.org/",
    "http://127.0.0.1:{port}\\@example.org/",
    "http://example.org\\@127.0.0.1:{port}/",
    "http://127.0.0.1%00.example.org:{port}/",
    "http://127.0.0.1\r\nHost: x:{port}/",
    "http:///127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "127.0.0.1:{port}/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:0/",
    "http://127.0.0.1:+{port}/",
    "http://[::1]example.org:{port}/",
    "http://[::1:{port}/",
    "HTTP://127.0.0.1:{port}/",
    " http://127.0.0.1:{port}/",
    "http://127.0.0.1:{port}/\t",
    "http://127.0.0.1:{port}/\ud800",
    "http://\ud800:{port}/",
    "",
]


def resolve(host: str, port: int) -> Sequence[str]:
    """Names of the tests; what else looks odd goes to the operating system, whose reading counts."""
    names = {"inside.test": ["127.0.0.1"], "mixed.test": ["93.184.215.14", "127.0.0.1"], "outside.test": ["1.1.1.1"]}
    if host.endswith(".nip.io"):
        return ["169.254.169.254"]
    return names.get(host) or resolve_name(host, port)


@pytest.fixture
def canaries() -> Iterator[list[Loopback]]:
    """Servers that nobody may connect to, on both loopback addresses and one port."""
    with ExitStack() as stack:
        running = [stack.enter_context(Loopback())]
        with suppress(OSError):  # a machine without IPv6
            running.append(stack.enter_context(Loopback(host="::1", port=running[0].port)))
        yield running
    assert [server.n_connections for server in running] == [0] * len(running)


def curious(port: int, *allowed: str) -> HttpFetcher:
    """A fetcher for which the port alone would be no reason to refuse."""
    limits = Limits(ports=frozenset({port}), look_up_s=2)
    return HttpFetcher(FetchSettings(allowed), None, pacing=Pacing(None), limits=limits, network=Network(resolve))


@pytest.mark.parametrize("host", HOSTS)
def test_hosts_inside_are_refused(canaries: list[Loopback], host: str) -> None:
    port = canaries[0].port
    with pytest.raises(FetchError):
        curious(port).fetch(ask(f"http://{host}:{port}/"))


@pytest.mark.parametrize("form", FORMS)
def test_odd_addresses_are_refused(canaries: list[Loopback], form: str) -> None:
    port = canaries[0].port
    with pytest.raises(Refused):
        curious(port).fetch(ask(form.replace("{port}", str(port))))


@pytest.mark.recorded
def test_recorded_forms_are_refused_as_addresses_and_as_redirects(canaries: list[Loopback]) -> None:
    port = canaries[0].port
    hosts = recorded("hostile/ssrf/hosts.txt").read_text("utf-8").splitlines()
    forms = recorded("hostile/ssrf/url_forms.txt").read_text("utf-8").splitlines()
    targets = [f"http://{host}:{port}/" for host in hosts if host and not host.startswith("#")] + forms
    assert len(targets) > 80
    with Loopback() as door:
        fetcher = curious(port, door.place)
        for place, target in enumerate(targets):
            with pytest.raises(FetchError):
                fetcher.fetch(ask(target))
            door.redirect(f"/{place}", target.encode().decode("latin-1"))
            with pytest.raises(FetchError):
                fetcher.fetch(ask(door.url(f"/{place}")))
        assert len(door.requests) >= len(targets)


@pytest.mark.parametrize("port", [22, 25, 6379, 11211])
def test_other_ports_are_refused_unresolved(port: int) -> None:
    with pytest.raises(Refused, match=f"port {port} is not asked"):
        curious(443, "127.0.0.1:9000").fetch(ask(f"http://no-such-name.test:{port}/"))


@pytest.mark.parametrize(
    "answer", [["127.0.0.1", "10.0.0.1"], ["1.1.1.1", "127.0.0.1", "10.0.0.1"], ["fe80::1", "127.0.0.1"]]
)
def test_one_address_inside_is_one_too_many(answer: list[str]) -> None:
    walls = Walls({443}, [parse_allowed_host("127.0.0.0/8:443")])
    target = parse_target("https://mixed.test/")
    walls.check_addresses(target, [ip_address("1.1.1.1"), ip_address("127.0.0.1")])
    with pytest.raises(Refused, match="is not a host of the public internet"):
        walls.check_addresses(target, [ip_address(text) for text in answer])


def test_an_allowed_port_is_allowed_for_its_host_alone() -> None:
    walls = Walls({443}, [parse_allowed_host("127.0.0.1:9000")])
    with pytest.raises(Refused, match="port 9000 is not asked"):
        walls.check_addresses(parse_target("http://example.org:9000/"), [ip_address("1.1.1.1")])


@pytest.mark.parametrize("url", ["http://me@example.org/", "https://me:secret@example.org/", "http://@example.org/"])
def test_no_user_name_is_sent_anywhere(url: str) -> None:
    with pytest.raises(Refused, match="holds a user name"):
        parse_target(url)


def test_name_is_looked_up_once_and_the_checked_address_is_asked() -> None:
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    with Loopback() as server:
        server.answer("/", b"<rss/>")
        allowed = FetchSettings((f"127.0.0.0/8:{server.port}",))
        network = Network(lambda host, port: answers.pop(0))
        fetcher = HttpFetcher(allowed, None, pacing=Pacing(None), network=network)
        assert fetcher.fetch(ask(f"http://rebind.test:{server.port}/")).body == b"<rss/>"
        assert server.requests[0].headers["host"] == f"rebind.test:{server.port}"
        with pytest.raises(Refused, match=r"10\.0\.0\.1"):
            fetcher.fetch(ask(f"http://rebind.test:{server.port}/"))
    assert server.n_connections == 1


def test_an_allowed_host_lets_nothing_else_in() -> None:
    with Loopback() as allowed, Loopback() as neighbour:
        allowed.answer("/", b"<rss/>")
        allowed.redirect("/on", neighbour.url())
        fetcher = curious(443, allowed.place)
        assert fetcher.fetch(ask(allowed.url())).body == b"<rss/>"
        for url in (neighbour.url(), allowed.url("/on"), f"http://localhost:{allowed.port}/", "http://127.0.0.1:443/"):
            with pytest.raises(Refused):
                fetcher.fetch(ask(url))
    assert (allowed.n_connections, neighbour.n_connections) == (2, 0)


def test_refusal_says_how_to_allow_what_is_ours() -> None:
    with pytest.raises(Refused, match=r'add "\[::1\]:8080" to allow_hosts under \[fetch\]'):
        curious(8080).fetch(ask("http://[::1]:8080/"))


HOSTILE = st.text(st.sampled_from(list("htps:/\\@#?[]%.0127aé中。１\t\n\ud800 xn-")), max_size=40)


@settings(deadline=None)
@given(HOSTILE | HOSTILE.map("http://{}".format))
def test_any_text_is_refused_or_read_the_same_by_all(text: str) -> None:
    try:
        target = parse_target(text)
    except Refused:
        return
    again = urlsplit(target.url)
    assert target.url.isascii()
    assert (again.scheme, again.hostname, again.port or {"http": 80, "https": 443}[again.scheme]) == (
        target.scheme,
        target.host,
        target.port,
    )
    assert parse_target(target.url) == target


@settings(deadline=None)
@given(HOSTILE)
def test_any_location_is_refused_or_read(text: str) -> None:
    try:
        target = parse_location(Target("https", "example.org", 443, "/a/b"), text)
    except Refused:
        return
    assert target.scheme == "https"
    assert parse_target(target.url) == target


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("HTTPS://Example.ORG./Feed?b=1#x", "https://example.org/Feed?b=1"),
        ("https://example.org", "https://example.org/"),
        ("http://example.org:80/", "http://example.org/"),
        ("http://example.org:8080/%7Ea/é", "http://example.org:8080/%7Ea/%C3%A9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://rss.arxiv.org/rss/cs.CV+cs.RO", "https://rss.arxiv.org/rss/cs.CV+cs.RO"),
        ("https://[2001:4860:4860:0::8888]/", "https://[2001:4860:4860::8888]/"),
    ],
)
def test_honest_addresses_are_read(url: str, read: str) -> None:
    assert parse_target(url).url == read
