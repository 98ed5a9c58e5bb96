"""The rules of the upstreams, kept over processes, kills, restarts and clocks: the server's own log is the judge."""

from __future__ import annotations

import random
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from academichub.adapters.http import HttpFetcher, Network
from academichub.adapters.pacing import Pacing
from academichub.errors import RateLimited
from academichub.model import Request
from academichub.settings import FetchSettings
from tests.adapters.outside import HandClock
from tests.upstreams.loopback import Asked, Loopback, Script, http_answer

GAP_S = 0.06
READ_S = 0.002
"""A request counts for us from when it was written; the fake's clock begins when it has read it."""

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Nothing here is encrypted, and to read the authorities for each fetcher takes its time."""


def gaps(server: Loopback) -> list[float]:
    begun = sorted(asked.begun_at for asked in server.requests)
    return [later - earlier for earlier, later in pairwise(begun)]


def spawn(*arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.adapters.asking", *map(str, arguments)])


def run_with_kills(
    server: Loopback, n_requests: int, n_kills: int, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    """Three processes until so many requests have come; now and then one is killed, and another takes its place."""
    chosen = random.Random(n_requests)
    processes = [start() for _ in range(3)]
    try:
        for n_killed in range(1, n_kills + 1):
            wait_for(server, n_requests * n_killed // (n_kills + 1), processes)
            time.sleep(chosen.random() * GAP_S)  # anywhere between two requests, or in one
            victim = processes.pop(chosen.randrange(3))
            victim.kill()
            victim.wait()
            processes.append(start())
        wait_for(server, n_requests, processes)
    finally:
        for process in processes:
            process.kill()
            process.wait()


def wait_for(server: Loopback, n_requests: int, processes: list[subprocess.Popen[bytes]]) -> None:
    while len(server.requests) < n_requests:
        assert all(process.poll() is None for process in processes), "a process gave up"
        time.sleep(0.005)


@pytest.mark.parametrize(("n_requests", "n_kills"), [(45, 4), pytest.param(500, 20, marks=pytest.mark.long)])
def test_three_processes_and_kills_keep_one_gap(tmp_path: Path, n_requests: int, n_kills: int) -> None:
    with Loopback() as server:
        server.script("/feed", [0.003, http_answer(b"<rss/>")])
        run_with_kills(server, n_requests, n_kills, lambda: spawn("ahead", tmp_path, server.url("/feed"), GAP_S))
        assert min(gaps(server)) >= GAP_S - READ_S
        assert server.n_open_max == 1


@pytest.mark.long
def test_arxiv_itself_is_asked_every_three_seconds(tmp_path: Path) -> None:
    """In real time, with arXiv's own gap."""
    with Loopback() as server:
        server.script("/feed", http_answer(b"<rss/>"))
        url = f"http://rss.arxiv.org:{server.port}/feed"
        run_with_kills(server, 40, 6, lambda: spawn("ever", tmp_path, url))
        assert min(gaps(server)) >= 3.0 - READ_S
        assert server.n_open_max == 1


@pytest.mark.long
def test_the_national_library_of_medicine_has_three_a_second_from_three_processes(tmp_path: Path) -> None:
    with Loopback() as server:
        server.script("/", http_answer(b"<xml/>"))
        url = f"http://eutils.ncbi.nlm.nih.gov:{server.port}/"
        run_with_kills(server, 8, 1, lambda: spawn("ever", tmp_path, url))
        assert busiest_second([asked.begun_at for asked in server.requests]) <= 3


def busiest_second(times: list[float]) -> int:
    return max(sum(begin <= at < begin + 1.0 for at in times) for begin in times)


class Virtual:
    """A server on loopback under any name, and a fetcher whose time passes only in waits; `at` is when it was asked."""

    def __init__(self, server: Loopback, folder: Path | None, answer: Callable[[Asked], Script]) -> None:
        self.server = server
        self.folder = folder
        self.hand = HandClock(at=1_790_000_000.0)
        self.at: list[float] = []
        server.script("*", lambda asked: self._answered(asked, answer))

    def _answered(self, asked: Asked, answer: Callable[[Asked], Script]) -> Script:
        self.at.append(self.hand.at)
        return answer(asked)

    def fetcher(self, jitter: float = 0.5) -> HttpFetcher:
        """A new run of the hub."""
        return HttpFetcher(
            FetchSettings((f"127.0.0.0/8:{self.server.port}",)),
            None,
            pacing=Pacing(self.folder, self.hand.clock, jitter=lambda: jitter),
            clock=self.hand.clock,
            network=Network(lambda host, port: ["127.0.0.1"], NO_TLS),
        )

    def ask(self, fetcher: HttpFetcher, host: str, query: str = "") -> bool:
        """Whether an answer came; no lane, no gap of its own."""
        try:
            fetcher.fetch(Request(f"http://{host}:{self.server.port}/x{query}", min_interval_s=0.0))
        except RateLimited:
            return False
        return True


def well(_asked: Asked) -> Script:
    return http_answer(b"<rss/>")


@pytest.mark.parametrize(
    ("host", "query", "rate"),
    [
        ("eutils.ncbi.nlm.nih.gov", "", 3),
        ("eutils.ncbi.nlm.nih.gov", "?api_key=K", 10),
        ("pmc.ncbi.nlm.nih.gov", "?api_key=", 3),
        ("api.semanticscholar.org", "", 1),
        ("api.crossref.org", "", 5),
        ("api.openalex.org", "", 10),
    ],
)
def test_no_second_has_more_requests_than_the_upstream_allows(tmp_path: Path, host: str, query: str, rate: int) -> None:
    """Any second whatever, over two runs of the hub."""
    with Loopback() as server:
        world = Virtual(server, tmp_path, well)
        for _ in range(2):
            fetcher = world.fetcher()
            for _ in range(2 * rate + 2):
                assert world.ask(fetcher, host, query)
        times = world.at
        assert busiest_second(times) == rate


def test_a_rate_that_changes_in_the_middle_is_kept_from_then_on(tmp_path: Path) -> None:
    """Crossref tells its rate with each answer; the next run knows the last one told."""

    def told(asked: Asked) -> Script:
        limit, interval = ("4", "1s") if len(world.at) <= 10 else ("2", "1s") if len(world.at) <= 20 else ("30", "1s")
        return http_answer(b"{}", headers={"X-Rate-Limit-Limit": limit, "X-Rate-Limit-Interval": interval})

    with Loopback() as server:
        world = Virtual(server, tmp_path, told)
        for _ in range(6):
            fetcher = world.fetcher()
            for _ in range(5):
                assert world.ask(fetcher, "api.crossref.org")
    assert [round(later - earlier, 3) for earlier, later in pairwise(world.at)] == [0.25] * 10 + [0.5] * 10 + [0.2] * 9


@pytest.mark.parametrize(
    ("limit", "interval"), [("0", "1s"), ("-3", "1s"), ("x", "1s"), ("5", ""), ("5", "1 fortnight"), ("9" * 50, "1s")]
)
def test_a_rate_that_says_nothing_changes_nothing(limit: str, interval: str) -> None:
    headers = {"X-Rate-Limit-Limit": limit, "X-Rate-Limit-Interval": interval}
    with Loopback() as server:
        world = Virtual(server, None, lambda asked: http_answer(b"{}", headers=headers))
        fetcher = world.fetcher()
        assert [world.ask(fetcher, "api.crossref.org") for _ in range(3)] == [True] * 3
    assert [round(later - earlier, 3) for earlier, later in pairwise(world.at)] == [0.2, 0.2]


def wishes(n: int) -> list[tuple[str, float]]:
    """Values of Retry-After, with the seconds that each asks for: 0 where it asks for nothing that can be read."""
    chosen = random.Random(11)
    now = datetime.fromtimestamp(1_790_000_000, UTC)
    forms: list[Callable[[int], tuple[str, float]]] = [
        lambda s: (str(s), s),
        lambda s: (f" {s}.5 ", s + 0.5),
        lambda s: (format_datetime(now + timedelta(seconds=s), usegmt=True), s),
        lambda s: ((now + timedelta(seconds=s)).strftime("%A, %d-%b-%y %H:%M:%S GMT"), s),
        lambda s: ((now + timedelta(seconds=s)).strftime("%a %b %d %H:%M:%S %Y"), s),
        lambda s: (f"-{s}", 0),
        lambda s: (format_datetime(now - timedelta(seconds=s), usegmt=True), 0),
        lambda s: ("1e9", 0),
        lambda s: ("9" * (10 + s % 500), 86_400),
        lambda s: (format_datetime(now + timedelta(days=400 + s % 9_000), usegmt=True), 86_400),
        lambda s: (
            chosen.choice(["soon", "", "never", "\xb3", "NaN", "inf", "0x10", "1,2", "\t", "Wed", ";", "10 s"]),
            0,
        ),
    ]
    return [chosen.choice(forms)(chosen.choice([1, 7, 29, 31, 300, 4_000, 80_000])) for _ in range(n)]


@pytest.mark.parametrize("status", [429, 503])
def test_two_hundred_wishes_to_be_left_alone_are_kept_to_the_second(status: int) -> None:
    with Loopback() as server:
        for value, asked_s in wishes(100):
            answers = [http_answer(b"<rss/>"), http_answer(b"", status, {"Retry-After": value})]
            world = Virtual(server, None, lambda asked, answers=answers: answers.pop())  # type: ignore[misc]
            fetcher = world.fetcher()
            assert not world.ask(fetcher, "feeds.test")
            while not world.ask(fetcher, "feeds.test"):
                world.hand.at += 10.0 + asked_s / 10.0  # whoever comes too early is sent away unasked
            waited = world.at[1] - world.at[0]
            assert asked_s <= waited <= 1.1 * max(asked_s, 30.0) + 10.0, value


@pytest.mark.parametrize("value", [None, "1", "0", "never"])
@pytest.mark.parametrize("jitter", [0.0, 1.0])
def test_a_day_of_refusals_costs_a_host_thirty_requests(tmp_path: Path, value: str | None, jitter: float) -> None:
    """A hub that looks every two minutes, restarted every hour."""
    headers = {} if value is None else {"Retry-After": value}
    with Loopback() as server:
        world = Virtual(server, tmp_path, lambda asked: http_answer(b"", 503, headers))
        for _ in range(24):
            fetcher = world.fetcher(jitter)
            for _ in range(30):
                assert not world.ask(fetcher, "feeds.test")
                world.hand.at += 120.0
        assert 5 < len(world.at) <= 30


def test_an_answer_ends_the_waits_that_grew(tmp_path: Path) -> None:
    answers = [http_answer(b"<rss/>"), *[http_answer(b"", 503)] * 3, http_answer(b"<rss/>"), http_answer(b"", 503)]
    with Loopback() as server:
        world = Virtual(server, tmp_path, lambda asked: answers.pop())
        while answers:
            world.ask(world.fetcher(jitter=0.0), "feeds.test")
            world.hand.at += 1.0
    assert [later - earlier for earlier, later in pairwise(world.at)] == [30.0, 1.0, 30.0, 60.0, 120.0]


def test_a_server_behind_a_guard_is_left_alone_for_its_minute() -> None:
    answers = [http_answer(b"{}"), http_answer(b"error code: 1015", 429, {"Retry-After": "2"})]
    with Loopback() as server:
        world = Virtual(server, None, lambda asked: answers.pop())
        fetcher = world.fetcher()
        while answers:
            world.ask(fetcher, "www.biorxiv.org")
            world.hand.at += 1.0
    assert world.at[1] - world.at[0] >= 60.0
