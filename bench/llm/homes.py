"""The hubs' folders: one with the papers, copied for each run, so that each begins alike."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from academichub.app import Hub, open_hub
from academichub.model import Dialect
from academichub.pipeline.progress import SilentProgress
from academichub.settings import LlmSettings, ModelSettings, Settings
from bench.llm.papers import Papers

__all__ = ["MODEL", "copy_home", "fill", "opened", "save_dialect"]

MODEL = "bench"


def settings(home: Path, url: str, concurrency: int) -> Settings:
    model = ModelSettings(url, MODEL, price_in=0.15, price_out=0.60)
    return Settings(home, llm=LlmSettings((model,), ("zh",), concurrency))


@contextmanager
def opened(home: Path, url: str, concurrency: int = 16) -> Iterator[Hub]:
    hub = open_hub(settings(home, url, concurrency))
    try:
        yield hub
    finally:
        hub.store.close()


def fill(home: Path, papers: Papers) -> None:
    """Import the papers into a new home, extracts included, as they are there before any model is asked."""
    rows = home.with_suffix(".jsonl")
    rows.write_bytes(b"".join(line.rstrip(b"\n") + b"\n" for line in papers.lines))
    with opened(home, "http://127.0.0.1:9/v1") as hub:
        report = hub.import_file(rows, SilentProgress())
    assert report.all_well, report


def copy_home(filled: Path, home: Path, url: str, *, knows_dialect: bool = True) -> Path:
    """A home for one run. `knows_dialect`: the model was asked before, as on every day but the first."""
    shutil.copytree(filled, home)
    if knows_dialect:
        save_dialect(home, url)
    return home


def save_dialect(home: Path, url: str) -> None:
    with opened(home, url) as hub, hub.store.ledger() as ledger:
        ledger.save_dialect(url, MODEL, Dialect(), datetime.now(UTC))
