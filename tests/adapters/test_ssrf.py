"""Six hundred tries to be led inside, by every door an address can come through: not one connection is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from itertools import chain, cycle, islice

import pytest

from academichub.adapters.http import HttpFetcher, Limits, Network
from academichub.adapters.network import resolve_name
from academichub.adapters.pacing import Pacing
from academichub.errors import FetchError, Refused
from academichub.settings import FetchSettings
from tests.adapters.outside import ask
from tests.adapters.test_walls import FORMS, HOSTS
from tests.recorded import RECORDED
from tests.upstreams.loopback import Loopback

CODES = (301, 302, 303, 307, 308)


def recorded_lines(name: str) -> list[str]:
    path = RECORDED / "hostile/ssrf" / name
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [line for line in lines if line and not line.startswith("#")]


def inside_addresses(port: int) -> list[str]:
    """Addresses that lead inside: our own, and the recorded ones where they are."""
    hosts = dict.fromkeys([*HOSTS, *recorded_lines("hosts.txt")])
    forms = [form.replace("{port}", str(port)) for form in FORMS] + recorded_lines("url_forms.txt")
    return [*(f"http://{host}:{port}/" for host in hosts), *dict.fromkeys(forms)]


def resolve(host: str, port: int) -> Sequence[str]:
    names = {"inside.test": ["127.0.0.1"], "mixed.test": ["93.184.215.14", "127.0.0.1"]}
    if host.endswith(".nip.io"):
        return ["169.254.169.254"]
    return names.get(host) or resolve_name(host, port)


def curious(port: int, *allowed: str) -> HttpFetcher:
    """A fetcher for which the port alone would be no reason to refuse."""
    limits = Limits(ports=frozenset({port}), look_up_s=2)
    return HttpFetcher(FetchSettings(allowed), None, pacing=Pacing(None), limits=limits, network=Network(resolve))


@pytest.fixture
def canaries() -> Iterator[list[Loopback]]:
    """Servers on both loopback addresses and one port; at the end, nobody may have connected."""
    with ExitStack() as stack:
        running = [stack.enter_context(Loopback())]
        with suppress(OSError):  # a machine without IPv6
            running.append(stack.enter_context(Loopback(host="::1", port=running[0].port)))
        yield running
        assert [server.n_connections for server in running] == [0] * len(running)


def test_six_hundred_tries_reach_nothing_inside(canaries: list[Loopback]) -> None:
    """As an address of the settings, over TLS, and as where each kind of redirect leads."""
    port = canaries[0].port
    n_tried = 0
    with Loopback() as door:
        fetcher = curious(port, door.place)
        for place, url in enumerate(inside_addresses(port)):
            tries = [url, url.replace("http:", "https:", 1)]
            for code in CODES:
                door.redirect(f"/{place}/{code}", url.encode("utf-8", "surrogatepass").decode("latin-1"), code)
                tries.append(door.url(f"/{place}/{code}"))
            for tried in tries:
                with pytest.raises(FetchError):
                    fetcher.fetch(ask(tried))
            n_tried += len(tries)
    assert n_tried >= (600 if recorded_lines("hosts.txt") else 300)


def test_an_open_port_and_a_shut_one_sound_the_same(canaries: list[Loopback]) -> None:
    """Else whoever adds a feed could find out what runs inside."""
    with Loopback() as gone:
        shut = gone.port
    told = []
    for port in (canaries[0].port, shut):
        with pytest.raises(Refused) as caught:
            curious(port).fetch(ask(f"http://inside.test:{port}/"))
        told.append(str(caught.value).replace(str(port), "PORT"))
    assert told[0] == told[1]


def test_a_chain_of_redirects_ends_before_the_last_one_leads_inside(canaries: list[Loopback]) -> None:
    with Loopback() as door:
        for place in range(6):
            door.redirect(f"/{place}", f"/{place + 1}", CODES[place % 5])
        door.redirect("/6", canaries[0].url())
        with pytest.raises(Refused, match="more than 5 times"):
            curious(canaries[0].port, door.place).fetch(ask(door.url("/0")))
        with pytest.raises(Refused, match="not a host of the public internet"):
            curious(canaries[0].port, door.place).fetch(ask(door.url("/2")))


@pytest.mark.parametrize(
    "headers", [{"Refresh": "0; url={}"}, {"Link": "<{}>; rel=canonical"}, {"Content-Location": "{}"}, {"URI": "{}"}]
)
def test_no_other_header_leads_on(canaries: list[Loopback], headers: dict[str, str]) -> None:
    with Loopback() as door:
        told = {name: value.format(canaries[0].url()) for name, value in headers.items()}
        body = f'<html><meta http-equiv=refresh content="0;url={canaries[0].url()}"></html>'.encode()
        door.answer("/", body, headers=told)
        assert curious(canaries[0].port, door.place).fetch(ask(door.url())).body == body


def test_a_thousand_answers_of_a_name_server_that_changes_its_mind(canaries: list[Loopback]) -> None:
    """Public, then private; both at once; a private one last; and in every form that means loopback."""
    if len(canaries) < 2:
        pytest.skip("no IPv6 here")
    inside = ["::1", "::ffff:127.0.0.2", "64:ff9b::7f00:1", "2002:7f00:1::", "10.0.0.1", "fe80::1"]
    with Loopback(port=0) as outside:
        outside.answer("/", b"<rss/>")
        answers = cycle(
            chain.from_iterable((["127.0.0.1"], ["127.0.0.1", bad], [bad, "127.0.0.1"], [bad]) for bad in inside)
        )
        allowed = FetchSettings((f"127.0.0.1/32:{outside.port}",))
        script = islice(answers, 1_000)
        limits = Limits(ports=frozenset({outside.port}))
        fetcher = HttpFetcher(
            allowed, None, pacing=Pacing(None), limits=limits, network=Network(lambda host, port: next(script))
        )
        n_read = n_refused = 0
        for _ in range(1_000):
            try:
                n_read += fetcher.fetch(ask(f"http://rebind.test:{outside.port}/")).body == b"<rss/>"
            except Refused as refusal:
                n_refused += "not a host of the public internet" in str(refusal)
        assert (n_read, n_refused) == (250, 750)
        assert outside.n_connections == n_read


def test_an_allowed_port_has_no_neighbours() -> None:
    with Loopback() as ours, Loopback() as neighbour:
        ours.answer("/", b"<rss/>")
        ours.redirect("/on", neighbour.url())
        fetcher = curious(1, ours.place)
        for port in {ours.port - 1, ours.port + 1, neighbour.port}:
            for url in (f"http://127.0.0.1:{port}/", f"http://127.0.0.2:{ours.port}/"):
                with pytest.raises(Refused):
                    fetcher.fetch(ask(url))
        with pytest.raises(Refused):
            fetcher.fetch(ask(ours.url("/on")))
        assert fetcher.fetch(ask(ours.url())).body == b"<rss/>"
        assert neighbour.n_connections == 0
