"""Servers that drip: each ends at its deadline, and the healthy ones beside them are read meanwhile."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest

from academichub.adapters.http import Limits, Network
from academichub.errors import FetchError
from tests.adapters.outside import ask, fetcher_for, no_names
from tests.upstreams.loopback import Loopback, Script

FEED = b"<rss>" + b"x" * 5_000 + b"</rss>"
QUICK = Limits(total_s=1.5, header_s=1.0, connect_s=1.0)
"""The real limits are forty times as long; no drip here ends by itself within 100 s."""


ONE_BY_ONE: list[bytes | float] = [0.1, b"x"] * 1_000
INTERIM: list[bytes | float] = [b"HTTP/1.1 102 Processing\r\n\r\n", 0.1] * 1_000
CHUNK_BY_CHUNK: list[bytes | float] = [0.1, b"1\r\nx\r\n"] * 1_000


def drip(head: bytes) -> Script:
    return [head, *ONE_BY_ONE]


DRIPS: dict[str, Script] = {
    "/body": drip(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"),
    "/chunks": [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", *CHUNK_BY_CHUNK],
    "/headers": drip(b"HTTP/1.1 200 OK\r\nX-Long: "),
    "/status": drip(b"HTTP/1.1 20"),
    "/no-end": [b"HTTP/1.1 200 OK\r\n\r\n<rss>", 100.0],
    "/silence": [100.0],
    "/gzip": drip(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08" + bytes(8) + b"\xff\xff\0\0"),
    "/interim": [*INTERIM],
}


@contextmanager
def never_shaking_hands() -> Iterator[int]:
    """A port that accepts and drips at once, so that no TLS comes of it."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.1)

        def serve() -> None:
            held = []
            while not stop.is_set():
                with suppress(OSError):
                    connection, _ = listener.accept()
                    connection.sendall(b"\x16\x03\x03\x40\x00\x02")  # the head of a long record
                    held.append(connection)
                for connection in held:
                    with suppress(OSError):
                        connection.sendall(b"\0")
            for connection in held:
                connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1]
        stop.set()
        thread.join()


@pytest.mark.parametrize(
    ("n_slow", "n_healthy", "limits"),
    [
        (9, 60, QUICK),
        pytest.param(50, 500, QUICK, marks=pytest.mark.long),
        pytest.param(50, 500, Limits(), marks=pytest.mark.long, id="at the true limits"),
    ],
)
def test_slow_servers_end_and_hold_up_no_healthy_one(n_slow: int, n_healthy: int, limits: Limits) -> None:
    with Loopback() as server, never_shaking_hands() as mute:
        for path, script in DRIPS.items():
            server.script(path, script)
        server.answer("/feed", FEED)
        network = Network(no_names, ssl.create_default_context())
        fetcher = fetcher_for(server, limits=limits, network=network, also=(f"127.0.0.1:{mute}",))
        others = fetcher_for(server)
        slow = [*map(server.url, DRIPS), f"https://127.0.0.1:{mute}/"]
        urls = [slow[n % len(slow)] for n in range(n_slow)]

        def ends(n_and_url: tuple[int, str]) -> tuple[str, float]:
            n, url = n_and_url
            begun = time.monotonic()
            with pytest.raises(FetchError) as caught:
                fetcher.fetch(ask(url, lane=f"slow {n}"))
            return str(caught.value), time.monotonic() - begun

        with ThreadPoolExecutor(n_slow) as slow_pool, ThreadPoolExecutor(8) as pool:
            ended = slow_pool.map(ends, enumerate(urls))
            read = pool.map(lambda n: others.fetch(ask(server.url("/feed"), lane=f"well {n}")).body, range(n_healthy))
            assert list(read) == [FEED] * n_healthy
            told = list(ended)
    assert [words for words, _ in told if "within" not in words] == []
    assert (
        max(spent_s for _, spent_s in told) <= limits.total_s + 1
    )  # the promise itself: no drip holds a thread longer
