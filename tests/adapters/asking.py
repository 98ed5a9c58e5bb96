"""Another process that asks, for the tests of pacing: python -m tests.adapters.asking often|hold|ever|ahead FOLDER …"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from academichub.adapters.http import HttpFetcher, Network
from academichub.adapters.pacing import Pacing
from academichub.model import Request
from academichub.settings import FetchSettings


def often(folder: str, url: str, gap_s: str, n_times: str) -> None:
    place = url.removeprefix("http://").partition("/")[0]
    fetcher = HttpFetcher(FetchSettings((place,)), None, pacing=Pacing(Path(folder)))
    for _ in range(int(n_times)):
        fetcher.fetch(Request(url, min_interval_s=float(gap_s), lane="arxiv"))


def ever(folder: str, url: str) -> None:
    """Ask until killed; the lane and its gap are the owner's whose name the address bears."""
    place = url.removeprefix("http://").partition("/")[0]
    network = Network(lambda host, port: ["127.0.0.1"])
    fetcher = HttpFetcher(FetchSettings((place,)), None, pacing=Pacing(Path(folder)), network=network)
    while True:
        fetcher.fetch(Request(url, min_interval_s=0.0))


def ahead(folder: str, url: str, gap_s: str) -> None:
    """Ask until killed, in arXiv's lane with a gap of its own."""
    place = url.removeprefix("http://").partition("/")[0]
    fetcher = HttpFetcher(FetchSettings((place,)), None, pacing=Pacing(Path(folder)))
    while True:
        fetcher.fetch(Request(url, min_interval_s=float(gap_s), lane="arxiv"))


def hold(folder: str) -> None:
    with Pacing(Path(folder)).turn("arxiv", 0.0):
        print("held", flush=True)
        time.sleep(60)


if __name__ == "__main__":
    acts: dict[str, Callable[..., None]] = {"often": often, "hold": hold, "ever": ever, "ahead": ahead}
    acts[sys.argv[1]](*sys.argv[2:])
