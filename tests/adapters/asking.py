"""Another process that asks, for the tests of pacing: `python -m tests.adapters.asking often|hold FOLDER …`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from academichub.adapters.http import HttpFetcher
from academichub.adapters.pacing import Pacing
from academichub.model import Request
from academichub.settings import FetchSettings


def often(folder: str, url: str, gap_s: str, n_times: str) -> None:
    place = url.removeprefix("http://").partition("/")[0]
    fetcher = HttpFetcher(FetchSettings((place,)), None, pacing=Pacing(Path(folder)))
    for _ in range(int(n_times)):
        fetcher.fetch(Request(url, min_interval_s=float(gap_s), lane="arxiv"))


def hold(folder: str) -> None:
    with Pacing(Path(folder)).turn("arxiv", 0.0):
        print("held", flush=True)
        time.sleep(60)


if __name__ == "__main__":
    if sys.argv[1] == "often":
        often(*sys.argv[2:])
    else:
        hold(*sys.argv[2:])
