"""Papers per second from an arXiv RSS body of 1,000 entries to committed rows: python -m bench.ingest [--stored 500000]

Ours: parse, admit, decide, render the text, compose the card, commit with cursor (fsync on); at an empty and at a full
store. Peer: the `reader` package (pip install reader), which parses a feed and stores its entries, on the same bytes.
Each measurement runs in a process of its own; memory is that process's peak. Besides: pages of arXiv's OAI-PMH, parsed
and stored, and the bytes that a paper takes (bench/stored.py). Matching at a million papers: python -m bench.match.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from academichub.match import admit
from academichub.model import Response, SourceId, SourceState, Visit
from academichub.pipeline.extracts import make_extracts
from academichub.pipeline.progress import SilentProgress
from academichub.pipeline.saving import save_pages
from academichub.settings import ArxivSettings, Settings, SourcesSettings
from academichub.sources import arxiv
from academichub.sources.arxiv_oai import ArxivHarvest
from academichub.store import Store
from bench.bodies import arxiv_body, oai_body
from bench.record import write_results
from bench.stored import measure_stored

N_ENTRIES = 1000
REPEATS = 5
_ARXIV = SourceId("arxiv")
_NOW = datetime(2026, 6, 16, 12, tzinfo=UTC)


def ingest(store: Store, body: bytes) -> float:
    """Seconds from bytes to committed rows."""
    settings = Settings(Path(), sources=SourcesSettings(arxiv=ArxivSettings(("cs.CV",))))
    (source,) = arxiv.configured(settings)
    visit = Visit(_NOW)
    request = source.start(visit)
    assert request is not None
    start = time.perf_counter()
    page = admit(source.parse(request, Response(request.url, 200, body), visit), visit.today)
    with store.writing() as unit:
        report = save_pages(unit, _ARXIV, [page], _NOW)
        unit.save_state(_ARXIV, report.state, _NOW, day=report.day, cursor=page.cursor)
    took = time.perf_counter() - start
    assert report.new == N_ENTRIES, report
    assert report.state is SourceState.FRESH
    return took


def measure_ours(folder: Path, n_stored: int) -> dict[str, float]:
    """Rates at a store that holds `n_stored` papers, and of the extracts after it."""
    store = Store.open(folder / "hub.db")
    for first in range(0, n_stored, N_ENTRIES):
        ingest(store, arxiv_body(N_ENTRIES, first))
        if first % 50_000 == 0:
            print(f"  filled {first}", file=sys.stderr)
    if n_stored:
        _mark_extracted(store)
    times = [ingest(store, arxiv_body(N_ENTRIES, n_stored + turn * N_ENTRIES)) for turn in range(REPEATS)]
    start = time.perf_counter()
    n_extracts = make_extracts(store, lambda: _NOW, SilentProgress())
    extract_rate = n_extracts / (time.perf_counter() - start)
    return {
        "papers_per_s": N_ENTRIES / statistics.median(times),
        "extracts_per_s": extract_rate,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _mark_extracted(store: Store) -> None:
    """The filling is not to be extracted: only the measured papers are."""
    from academichub.summary import EXTRACT_ID

    with store.engine.connect().execution_options(writing=True) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE papers SET extract_id = ?", (EXTRACT_ID,))
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")  # the update above is the measurement's, not ours


def measure_reader(folder: Path) -> dict[str, float]:
    """The peer's rate: each body a new local feed, updated once."""
    from reader import make_reader

    times = []
    with make_reader(str(folder / "reader.sqlite"), feed_root=str(folder)) as peer:
        for turn in range(REPEATS):
            path = folder / f"feed{turn}.xml"
            path.write_bytes(arxiv_body(N_ENTRIES, turn * N_ENTRIES))
            peer.add_feed(path.name)
            start = time.perf_counter()
            peer.update_feeds()
            times.append(time.perf_counter() - start)
        assert peer.get_entry_counts().total == N_ENTRIES * REPEATS
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"papers_per_s": N_ENTRIES / statistics.median(times), "peak_mib": peak}


def measure_oai(folder: Path) -> dict[str, float]:
    """Records of arXiv's complete list in a second: parsed and admitted, two announcements of each; and stored."""
    harvest = ArxivHarvest(ArxivSettings(("cs.CV",)), date(2026, 6, 10), date(2026, 6, 1))
    visit, body, times = Visit(_NOW), oai_body(N_ENTRIES), []
    request = harvest.start(visit)
    assert request is not None
    for _ in range(REPEATS):
        start = time.perf_counter()
        page = admit(harvest.parse(request, Response(request.url, 200, body), visit), visit.today)
        times.append(time.perf_counter() - start)
        assert (len(page.announcements), page.failed) == (2 * N_ENTRIES, ())
    return {"records_per_s": N_ENTRIES / statistics.median(times), "stored_per_s": _store_oai(folder, harvest)}


def _store_oai(folder: Path, harvest: ArxivHarvest) -> float:
    """Records a second from the bytes of a page of works that nobody has to committed rows."""
    visit, times = Visit(_NOW), []
    request = harvest.start(visit)
    assert request is not None
    with closing(Store.open(folder / "hub.db")) as store:
        for turn in range(REPEATS):
            body = oai_body(N_ENTRIES, turn * N_ENTRIES)
            start = time.perf_counter()
            page = admit(harvest.parse(request, Response(request.url, 200, body), visit), visit.today)
            with store.writing() as unit:
                save_pages(unit, _ARXIV, [page], _NOW)
            times.append(time.perf_counter() - start)
    return N_ENTRIES / statistics.median(times)


def in_child(what: str) -> dict[str, float]:
    """Run one measurement in a process of its own."""
    command = [sys.executable, "-m", "bench.ingest", "--child", what]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def child(what: str) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        peers = {"reader": measure_reader, "oai": measure_oai, "stored": measure_stored}
        result = peers[what](folder) if what in peers else measure_ours(folder, int(what))
    print(json.dumps(result))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, default=500_000, help="papers in the full store")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child is not None:
        child(options.child)
        return
    reader, empty, full = in_child("reader"), in_child("0"), in_child(str(options.stored))
    oai = in_child("oai")
    figures: dict[str, Any] = {
        "papers_per_s_at_0": round(empty["papers_per_s"]),
        f"papers_per_s_at_{options.stored}": round(full["papers_per_s"]),
        "full_to_empty": round(full["papers_per_s"] / empty["papers_per_s"], 2),
        "reader_papers_per_s": round(reader["papers_per_s"]),
        "times_reader": round(empty["papers_per_s"] / reader["papers_per_s"], 1),
        "extracts_per_s": round(empty["extracts_per_s"]),
        "peak_mib_at_0": round(empty["peak_mib"]),
        f"peak_mib_at_{options.stored}": round(full["peak_mib"]),
        "oai_records_per_s": round(oai["records_per_s"]),
        "oai_stored_per_s": round(oai["stored_per_s"]),
        "reader_peak_mib": round(reader["peak_mib"]),
    }
    figures |= {name: round(value) for name, value in in_child("stored").items()}
    write_results("ingest", figures)


if __name__ == "__main__":
    main()
