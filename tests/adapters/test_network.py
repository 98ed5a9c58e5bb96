"""Names to sockets: which address is tried when, and how soon a dead network is known."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from ipaddress import ip_address

import pytest

from academichub.adapters.http import Limits, Network
from academichub.adapters.network import alternating, look_up
from academichub.adapters.outages import Outages
from academichub.errors import FetchError
from tests.adapters.outside import HandClock, ask, fetcher_for, no_names
from tests.upstreams.loopback import Loopback


def test_both_halves_of_the_network_have_their_turn() -> None:
    six, four = [ip_address(f"2606:4700::{n}") for n in range(1, 5)], [ip_address("1.1.1.1"), ip_address("8.8.8.8")]
    assert alternating([*six, *four])[:4] == [six[0], four[0], six[1], four[1]]
    assert alternating([*four, *six])[:2] == [four[0], six[0]]
    assert alternating(four) == four


@pytest.mark.parametrize("answer", [[], ["nonsense"], ["1.1.1.1", "fe80::1%"]])
def test_an_answer_without_usable_addresses_is_a_failure(answer: list[str]) -> None:
    with pytest.raises(OSError, match="address"):
        look_up(lambda host, port: answer, "example.org", 443, 1)


def test_an_address_is_not_looked_up() -> None:
    assert look_up(no_names, "::1", 443, 1) == (ip_address("::1"),)


@pytest.fixture
def deaf() -> Iterator[int]:
    """A port of ::1 that lets no further connection through, as a packet filter would."""
    if sys.platform != "linux":
        pytest.skip("a full queue of connections hangs on Linux alone")
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket(socket.AF_INET6, socket.SOCK_STREAM))
        try:
            listener.bind(("::1", 0))
        except OSError:
            pytest.skip("no IPv6 here")
        listener.listen(0)
        for _ in range(2):
            waiting = stack.enter_context(socket.socket(socket.AF_INET6, socket.SOCK_STREAM))
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname()[:2])
        yield listener.getsockname()[1]


def test_a_deaf_address_leaves_time_for_the_next(deaf: int) -> None:
    with Loopback(port=deaf) as server:
        server.answer("/", b"<rss/>")
        network = Network(lambda host, port: ["::1", "127.0.0.1"])
        fetcher = fetcher_for(server, limits=Limits(connect_s=0.6), network=network, also=(f"two.test:{deaf}",))
        assert fetcher.fetch(ask(f"http://two.test:{deaf}/")).body == b"<rss/>"
        with pytest.raises(FetchError, match=r"no connection could be made within 0\.6 s"):
            fetcher_for(limits=Limits(connect_s=0.6), also=(f"[::1]:{deaf}",)).fetch(ask(f"http://[::1]:{deaf}/"))


def test_patience_is_short_while_nothing_answers() -> None:
    outages = Outages(HandClock().clock)
    overdue = FetchError("no connection", subject="example.org")
    assert outages.patience_s(10) == 10
    outages.add("a:443", overdue, overdue=True)
    outages.add("b:443", overdue, overdue=False)
    assert outages.patience_s(10) == 10
    outages.add("c:443", overdue, overdue=True)
    assert (outages.patience_s(10), outages.patience_s(1)) == (2, 1)
    outages.clear("d:443")
    assert outages.patience_s(10) == 10
    with pytest.raises(FetchError, match="no connection"):
        outages.check("a:443")
    outages.clear("a:443")
    outages.check("a:443")


def test_a_success_restores_patience() -> None:
    with Loopback() as server:
        server.answer("/", b"<rss/>")
        fetcher = fetcher_for(server)
        fetcher._outages.add("a:443", FetchError("x"), overdue=True)
        fetcher._outages.add("b:443", FetchError("x"), overdue=True)
        fetcher.fetch(ask(server.url()))
        assert fetcher._outages.patience_s(10) == 10
