"""A process that does something hostile and says what it cost: `python -m tests.adapters.measured fetch|read …`.

fetch HOST:PORT PATH…   fetches from a server on loopback
read FILE…              reads files as feeds
Each prints one JSON object a line: what came of it, the processor seconds, and by how many bytes memory grew at most.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from academichub.adapters.http import HttpFetcher, Limits
from academichub.adapters.pacing import Pacing
from academichub.errors import HubError
from academichub.model import Request, Response, SourceId, Visit
from academichub.settings import FetchSettings
from academichub.sources.feed import FeedSource

UNIT = 1 if sys.platform == "darwin" else 1024
SOURCE = FeedSource(SourceId("journal"), "Journal", "https://journal.example/feed")


def forget_peak() -> None:
    """From here on `peak_bytes` counts anew, where the system can (Linux)."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def peak_bytes() -> int:
    """The most memory this process has held. On Linux, getrusage would count what our parent held before we began."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT


def measure(act: Callable[[], str]) -> None:
    forget_peak()
    before, begun = peak_bytes(), time.process_time()
    try:
        outcome = act()
    except HubError as error:
        outcome = f"{type(error).__name__}: {error}"
    row = {"outcome": outcome, "cpu_s": time.process_time() - begun, "grown": peak_bytes() - before}
    print(json.dumps(row), flush=True)


def fetch(place: str, *paths: str) -> None:
    fetcher = HttpFetcher(FetchSettings((place,)), None, pacing=Pacing(None), limits=Limits(total_s=20))
    for path in paths:
        request = Request(f"http://{place}{path}", min_interval_s=0.0)
        measure(lambda: f"{len(fetcher.fetch(request).body)} bytes")  # noqa: B023  # called at once


def read(*files: str) -> None:
    visit = Visit(datetime(2026, 6, 24, tzinfo=UTC))
    for file in files:
        body = Path(file).read_bytes()
        response = Response(SOURCE.url, 200, body)
        measure(lambda: f"{len(SOURCE.parse(SOURCE.start(visit), response, visit).announcements)} papers")  # noqa: B023


if __name__ == "__main__":
    act = fetch if sys.argv[1] == "fetch" else read
    act(*sys.argv[2:])
