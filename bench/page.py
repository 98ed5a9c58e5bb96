"""The front page at 40,000 stored papers: python -m bench.page [--stored 40000]

A real server (uvicorn, one worker, one process) on loopback, asked over one kept connection as a browser would, pages
compressed. Reports requests a second, the times to the first byte and the size of the compressed page. The store holds
200 days of made papers (bench.bodies), with their extracts.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from academichub.app import open_hub
from academichub.model import Request, Response, SourceId, Visit
from academichub.pipeline.extracts import make_extracts
from academichub.pipeline.progress import SilentProgress
from academichub.pipeline.saving import save_pages
from academichub.settings import ArxivSettings, Settings, SourcesSettings
from academichub.sources import arxiv
from academichub.store import Store
from bench.bodies import arxiv_body
from bench.record import write_results

PER_DAY = 200
N_REQUESTS = 300
PORT = 8765
_ARXIV = SourceId("arxiv")
_NOW = datetime(2026, 6, 16, 12, tzinfo=UTC)
_FOLLOWED = SourcesSettings(arxiv=ArxivSettings(("cs.CV",)))


def fill(home: Path, n_stored: int) -> None:
    """Store papers, PER_DAY a day, and give each its extract."""
    store = Store.open(home / "hub.db")
    (source,) = arxiv.configured(Settings(home, sources=_FOLLOWED))
    request = Request("https://rss.arxiv.org/rss/cs.CV")
    for first in range(0, n_stored, PER_DAY):
        body = arxiv_body(PER_DAY, first)
        page = source.parse(request, Response(request.url, 200, body), Visit(_NOW))
        with store.writing() as unit:
            save_pages(unit, _ARXIV, [page], _NOW)
    make_extracts(store, lambda: _NOW, SilentProgress())
    store.close()


def serve(home: Path) -> None:
    """Serve until killed; runs in a process of its own."""
    import uvicorn

    hub = open_hub(Settings(home, sources=_FOLLOWED))
    uvicorn.run(hub.web(), port=PORT, log_level="error", access_log=False)


@contextmanager
def served(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    server = subprocess.Popen([sys.executable, "-m", "bench.page", "--serve", str(home)])
    try:
        _wait()
        yield server
    finally:
        server.terminate()
        server.wait()


def _wait() -> None:
    for _ in range(100):
        try:
            _get(http.client.HTTPConnection("127.0.0.1", PORT), "/robots.txt")
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("the server did not start")


def _get(connection: http.client.HTTPConnection, path: str) -> tuple[float, bytes]:
    """Seconds to the first byte, and the compressed body."""
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    took = time.perf_counter() - start
    body = answer.read()
    assert answer.status == 200, (path, answer.status)
    return took, body


def measure(path: str) -> dict[str, float]:
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    first, body = _get(connection, path)
    start = time.perf_counter()
    times = sorted(_get(connection, path)[0] for _ in range(N_REQUESTS))
    rate = N_REQUESTS / (time.perf_counter() - start)
    assert gzip.decompress(body)
    return {
        "requests_per_s": round(rate, 1),
        "first_ms": round(first * 1000, 1),
        "p50_ms": round(statistics.median(times) * 1000, 1),
        "p95_ms": round(times[int(len(times) * 0.95)] * 1000, 1),
        "compressed_kb": round(len(body) / 1000, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, default=40_000)
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve is not None:
        serve(Path(options.serve))
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        fill(Path(name), options.stored)
        with served(Path(name)) as server:
            front, paper = measure("/"), measure("/paper/arxiv:2601.00001")
            server.terminate()
            server.wait()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    figures = {
        f"{page}_{key}": value for page, found in (("front", front), ("paper", paper)) for key, value in found.items()
    }
    write_results("page", {"stored": options.stored, **figures, "server_peak_mib": round(peak)})


if __name__ == "__main__":
    main()
