"""The composition root: settings in, a wired Hub out. The only place that constructs adapters."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.metadata import entry_points
from pathlib import Path
from typing import TypeVar

from starlette.applications import Starlette

from academichub import pipeline
from academichub.adapters.http import HttpFetcher
from academichub.adapters.pacing import Pacing
from academichub.errors import ConfigError, PublishError
from academichub.model import RunReport, SourceId
from academichub.pipeline.progress import SilentProgress
from academichub.ports import Fetcher, Progress, Source
from academichub.publish.document import Document
from academichub.sample import SAMPLE_TODAY, sample_settings, serve_sample
from academichub.settings import Settings
from academichub.store import Store
from academichub.web.app import create_app

__all__ = ["Hub", "configured_sources", "open_hub", "open_sample", "publish_sample", "sample_is_published"]

S = TypeVar("S")
T = TypeVar("T")

DATABASE = "hub.db"
EDITIONS = "editions"
PACING = "pacing"
SAMPLE = "sample"
_N_THREADS = 8  # visits at once; each waits for its own host most of the time
_PLACES = {"arxiv": 0, "rxiv": 1, "feed": 2}  # of the built-in factories; others follow
_LABELS = {SourceId("arxiv"): "arXiv", SourceId("biorxiv"): "bioRxiv", SourceId("medrxiv"): "medRxiv"}


def system_clock() -> datetime:
    """The time now, aware, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Hub:
    """Everything wired for one home folder. `is_sample` marks the hub of the invented papers."""

    settings: Settings
    store: Store
    sources: tuple[Source, ...]
    fetcher: Fetcher
    clock: Callable[[], datetime] = system_clock
    is_sample: bool = False

    @property
    def labels(self) -> Mapping[SourceId, str]:
        """The name of each source as readers know it; of sources that were followed once, too."""
        return {**_LABELS, **{source.id: source.label for source in self.sources}}

    def source_named(self, name: str) -> Source:
        """Raises: ConfigError naming the followed sources."""
        for source in self.sources:
            if source.id == name:
                return source
        followed = ", ".join(source.id for source in self.sources) or "none"
        raise ConfigError(f"no followed source has this id (followed: {followed})", subject=name)

    def update(self, names: Iterable[str], progress: Progress) -> RunReport:
        """Visit the named sources, or all. Raises: ConfigError for a name that is not followed."""
        chosen = [self.source_named(name) for name in dict.fromkeys(names)] or list(self.sources)
        return pipeline.update(chosen, self.fetcher, self.store, self.clock, progress, _threaded_map)

    def import_file(self, path: Path, progress: Progress) -> RunReport:
        """Import a file of JSON rows, plain or compressed by gzip. Raises: OSError, EOFError when it cannot be read."""
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
            return pipeline.import_papers(lines, self.store, self.clock, progress)

    def digest(self, day: date, categories: Iterable[str] = (), language: str | None = None) -> Document:
        """The digest of one day, in the language of the settings unless another is named."""
        followed = self.settings.sources.arxiv.categories if self.settings.sources.arxiv is not None else ()
        return pipeline.digest(
            self.store,
            pipeline.DigestOrder(
                day, tuple(categories), language or self.settings.language, followed, self.labels, self.is_sample
            ),
        )

    def publish(self) -> tuple[Path, ...]:
        """Write the digest of the newest edition under home/editions; nothing where there is no edition.

        Raises: PublishError.
        """
        day = pipeline.newest_day(self.store)
        if day is None:
            return ()
        path = self.settings.home / EDITIONS / f"{day.isoformat()}.{self.settings.language}.md"
        self.write(self.digest(day), path)
        return (path,)

    def write(self, document: Document, path: Path) -> None:
        """Write a document, whole or not at all. Raises: PublishError."""
        pipeline.write_document(document, path)

    def web(self) -> Starlette:
        return create_app(
            self.store,
            language=self.settings.language,
            sample=self.is_sample,
            labels=self.labels,
            clock=self.clock,
        )


def configured_sources(settings: Settings) -> tuple[Source, ...]:
    """The sources that the settings ask for, from every factory registered under `academichub.sources`."""
    factories = sorted(
        entry_points(group="academichub.sources"), key=lambda entry: _PLACES.get(entry.name, len(_PLACES))
    )
    return tuple(source for entry in factories for source in entry.load()(settings))


def open_hub(settings: Settings, clock: Callable[[], datetime] = system_clock, *, is_sample: bool = False) -> Hub:
    """Wire a hub for the settings, making its home folder and database as needed.

    Raises: ConfigError, StoreError.
    """
    sources = configured_sources(settings)
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"the home folder cannot be made: {error.strerror}", subject=str(settings.home)) from None
    store = Store.open(settings.home / DATABASE, [(source.id, source.label) for source in sources])
    fetcher = HttpFetcher(settings.fetch, settings.contact, pacing=Pacing(settings.home / PACING))
    return Hub(settings, store, sources, fetcher, clock, is_sample)


def sample_is_published(settings: Settings) -> bool:
    """Whether this home folder holds a sample edition."""
    return (settings.home / SAMPLE / DATABASE).exists()


def open_sample(settings: Settings) -> Hub:
    """The hub of the sample edition that was published in this home folder."""
    return _wire_sample(settings, "http://127.0.0.1:9")  # nothing is fetched: its papers are stored


def publish_sample(settings: Settings) -> Hub:
    """Make the sample edition anew, through the very path of a real one: fetched from a fake upstream on loopback.

    Raises: StoreError; PublishError when the path lost something of it.
    """
    shutil.rmtree(settings.home / SAMPLE, ignore_errors=True)
    with serve_sample() as base:
        hub = _wire_sample(settings, base)
        report = hub.update((), SilentProgress())
    if not report.all_well:
        failures = [source.error or str(source.failed) for source in report.sources if source.error or source.failed]
        raise PublishError(f"the sample edition is not whole: {'; '.join(failures)}")
    return hub


def _wire_sample(settings: Settings, base: str) -> Hub:
    noon = datetime.combine(SAMPLE_TODAY, time(12), UTC)
    return open_hub(sample_settings(settings.home / SAMPLE, base, settings.language), lambda: noon, is_sample=True)


def _threaded_map(visit: Callable[[S], T], sources: Iterable[S]) -> Iterator[T]:
    """Visits in threads, yielded in the order of the sources, so that what is stored never depends on who was quick.

    An error outside the tree of expected ones stops the run.
    """
    with ThreadPoolExecutor(max_workers=_N_THREADS, thread_name_prefix="visit") as pool:
        yield from pool.map(visit, sources)
