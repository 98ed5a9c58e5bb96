"""Whose turn a request waits for, above all after a redirect: nobody may be led to one server by many ways at once."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from academichub.adapters.http import Network
from academichub.adapters.lanes import Lane, lane_of
from academichub.model import Request
from tests.adapters.outside import HandClock, ask, fetcher_for
from tests.upstreams.loopback import Loopback

FEED = b"<rss/>"


def on_loopback(host: str, port: int) -> Sequence[str]:
    return ["127.0.0.1"]


@pytest.mark.parametrize(
    ("host", "request_lane", "first", "expected"),
    [
        ("feeds.test", "feeds", "feeds.test", Lane("feeds", 1.5)),
        ("feeds.test", "", "feeds.test", Lane("feeds.test", 1.5)),
        ("other.test", "feeds", "feeds.test", Lane("other.test", 1.5)),
        ("rss.arxiv.org", "mine", "rss.arxiv.org", Lane("arxiv", 3.0)),
        ("arxiv.org", "feeds", "feeds.test", Lane("arxiv", 3.0)),
        ("notarxiv.org", "feeds", "feeds.test", Lane("notarxiv.org", 1.5)),
        ("arxiv.org.test", "", "arxiv.org.test", Lane("arxiv.org.test", 1.5)),
        ("connect.biorxiv.org", "", "connect.biorxiv.org", Lane("rxiv", 1.5, 60.0)),
        ("www.medrxiv.org", "", "feeds.test", Lane("rxiv", 1.5, 60.0)),
    ],
)
def test_lane_of_a_host(host: str, request_lane: str, first: str, expected: Lane) -> None:
    request = Request(f"https://{first}/", accept="*/*", min_interval_s=1.5, lane=request_lane)
    assert lane_of(host, request, first) == expected


def test_a_source_may_ask_more_slowly_than_its_owner_wants() -> None:
    request = Request("https://rss.arxiv.org/", accept="*/*", min_interval_s=10.0)
    assert lane_of("rss.arxiv.org", request, "rss.arxiv.org") == Lane("arxiv", 10.0)


def test_feeds_that_redirect_to_one_server_reach_it_one_at_a_time() -> None:
    names = ("a.test", "b.test", "c.test", "d.test")
    with Loopback() as front, Loopback() as target:
        front.redirect("/feed", f"http://target.test:{target.port}/")
        target.script("/", [0.1, b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n", FEED])
        hosts = (*(f"{name}:{front.port}" for name in names), f"target.test:{target.port}")
        fetcher = fetcher_for(network=Network(on_loopback), also=hosts)
        with ThreadPoolExecutor(len(names)) as pool:
            requests = [Request(f"http://{name}:{front.port}/feed", "*/*", 0.05, name) for name in names]
            assert [answer.body for answer in pool.map(fetcher.fetch, requests)] == [FEED] * len(names)
        assert len(target.requests) == len(names)
        assert target.n_open_max == 1


def test_no_feed_breaks_the_gap_of_arxiv() -> None:
    hand = HandClock()
    with Loopback() as server:
        rss, other = f"rss.arxiv.org:{server.port}", f"feeds.test:{server.port}"
        server.answer("/rss", FEED)
        server.redirect("/feed", f"http://{rss}/rss")
        fetcher = fetcher_for(network=Network(on_loopback), clock=hand.clock, also=(rss, other))
        for url in (f"http://{rss}/rss", f"http://{other}/feed", f"http://{rss}/rss"):
            fetcher.fetch(ask(url, lane="mine"))
    assert hand.slept == [3.0, 3.0]
