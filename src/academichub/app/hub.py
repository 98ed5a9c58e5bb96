"""The hub of one home folder: every use case, wired. It orders calls and decides nothing."""

from __future__ import annotations

import asyncio
import gc
import gzip
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from starlette.applications import Starlette

from academichub import pipeline
from academichub.adapters.files import make_folder, write_document
from academichub.adapters.http import user_agent
from academichub.adapters.llm import open_models
from academichub.adapters.locks import alone
from academichub.app.on_show import SampleOnShow
from academichub.errors import ConfigError
from academichub.index import WordIndex, catch_up, rebuild
from academichub.model import (
    BriefOrder,
    Filled,
    Found,
    Hit,
    LackingState,
    ModelCheck,
    PaperId,
    Query,
    Reconciled,
    RunReport,
    SearchResult,
    SourceId,
    SourceState,
    SpendRow,
    SummaryEstimate,
    SummaryOrder,
    SummaryReport,
)
from academichub.pipeline.briefing import StoredBriefings
from academichub.pipeline.briefing.weekly import due_order
from academichub.pipeline.meaning import Meaning
from academichub.pipeline.summaries import Office, Stop
from academichub.pipeline.works import Works
from academichub.ports import Fetcher, Lookup, Progress, Source, SummaryProgress
from academichub.publish.document import Document
from academichub.settings import FeedSettings, Settings
from academichub.sources.catalogue import load_catalogue
from academichub.sources.crossref import configured as configured_journals
from academichub.sources.feed import configured as configured_feeds
from academichub.store import Store
from academichub.web.app import create_app

if TYPE_CHECKING:
    from academichub.pipeline.radars import StoredRadars
    from academichub.taste import TasteFolder

__all__ = ["EDITIONS", "LABELS", "SUMMARISING", "Hub", "Ranking", "system_clock"]

S = TypeVar("S")
T = TypeVar("T")

EDITIONS = "editions"
SUMMARISING = "summarising.lock"
FILLING = "filling.lock"
_N_KEPT_CURRENT = 7  # editions whose digest files follow the store
_N_THREADS = 8  # visits at once; each waits for its own host most of the time
LABELS = {
    SourceId("arxiv"): "arXiv",
    SourceId("biorxiv"): "bioRxiv",
    SourceId("medrxiv"): "medRxiv",
    SourceId("crossref"): "Crossref",
    SourceId("pubmed"): "PubMed",
    SourceId("europepmc"): "Europe PMC",
    SourceId("openalex"): "OpenAlex",
    SourceId("semanticscholar"): "Semantic Scholar",
    SourceId("huggingface"): "Hugging Face",
}
"""Of the built-in sources, followed or not."""


def system_clock() -> datetime:
    """The time now, aware, UTC."""
    return datetime.now(UTC)


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Ranking:
    """The reader's radars, and what the store taught all of them."""

    taste: TasteFolder
    radars: StoredRadars


@dataclass(frozen=True, slots=True)
class Hub:
    """Everything wired for one home folder. `is_sample` marks the hub of the invented papers."""

    settings: Settings
    store: Store
    sources: tuple[Source, ...]
    fetcher: Fetcher
    words: WordIndex
    ranking: Callable[[], Ranking]
    briefings: StoredBriefings
    meaning: Meaning | None = None  # None: search by words alone
    clock: Callable[[], datetime] = system_clock
    is_sample: bool = False
    lookups: tuple[Lookup, ...] = ()  # who is asked for missing abstracts, in this order
    own: Hub | None = None  # of the sample hub: the reader's own, whose sources are the true ones

    @property
    def labels(self) -> Mapping[SourceId, str]:
        """The name of each source as readers know it; of sources that were followed once, too."""
        return {**LABELS, **{source.id: source.label for source in self.sources}}

    def close(self) -> None:
        """Give up what is being made in the background, and let go of the database."""
        self.briefings.close()
        self.store.close()

    def source_named(self, name: str) -> Source:
        """Raises: ConfigError naming the followed sources."""
        for source in self.sources:
            if source.id == name:
                return source
        followed = ", ".join(source.id for source in self.sources) or "none"
        raise ConfigError(f"no followed source has this id (followed: {followed})", subject=name)

    def update(self, names: Iterable[str], progress: Progress) -> RunReport:
        """Visit the named sources, or all, and measure those whose turn it is by their complete channels.

        Raises: ConfigError for a name that is not followed.
        """
        chosen = [self.source_named(name) for name in dict.fromkeys(names)] or list(self.sources)
        report = pipeline.update(chosen, self.fetcher, self.store, self.clock, progress, _threaded_map)
        if self.is_sample:
            return report
        reconciled = pipeline.reconcile_due(chosen, self.fetcher, self.store, self.clock, progress)
        return replace(report, reconciled=reconciled)

    def fill_abstracts(self, tell: Callable[[int, int], None], keep: Callable[[], bool] = _always) -> Filled | None:
        """Ask further sources for abstracts that are missing, for two minutes at most; `tell` hears how many papers
        were asked for, of how many, `keep` is asked now and then whether to go on.

        None where that is switched off, of the sample, and where another process is at it. Raises: StoreError.
        """
        if self.is_sample or not self.settings.abstracts.fill:
            return None
        search = pipeline.Search(self.lookups, self.settings.abstracts.most, keep=keep)
        with alone(self.settings.home / FILLING) as is_alone:
            return pipeline.fill_abstracts(search, self.fetcher, self.store, self.clock, tell) if is_alone else None

    def lacking_abstracts(self) -> LackingState:
        """How it stands with the papers of the last weeks that came without an abstract. Raises: StoreError."""
        own = self.own or self
        since = pipeline.lacking_since(own.clock())
        return own.store.lacking_state(since, [lookup.id for lookup in own.lookups])

    def reconcile(self, names: Iterable[str], progress: Progress, days: int) -> tuple[Reconciled, ...]:
        """Measure the named sources, or all, by their complete channels over the last so many days, and fill what is
        missing. Raises: ConfigError for a name that is not followed."""
        chosen = [self.source_named(name) for name in dict.fromkeys(names)] or list(self.sources)
        return pipeline.reconcile(chosen, self.fetcher, self.store, self.clock, progress, days)

    @property
    def accounts(self) -> pipeline.StoredAccounts:
        """What became of all that the reader's own sources announced."""
        own = self.own or self
        return pipeline.StoredAccounts(own.sources, own.store, own.clock)

    def check_source(self, name: str) -> pipeline.SourceCheck:
        """What a followed source, or a journal of the catalogue, answers now; nothing is stored.

        Raises: ConfigError for a name that is neither.
        """
        return pipeline.check_source(self._source_or_journal(name), self.fetcher, self.clock)

    def _source_or_journal(self, name: str) -> Source:
        if name in load_catalogue() and not any(source.id == name for source in self.sources):
            sources = replace(self.settings.sources, feed=(FeedSettings(name),))
            settings = replace(self.settings, sources=sources)
            found: tuple[Source, ...] = (*configured_feeds(settings), *configured_journals(settings))
            return next(source for source in found if source.id == name)
        return self.source_named(name)

    def import_file(self, path: Path, progress: Progress) -> RunReport:
        """Import a file of JSON rows, plain or compressed by gzip.

        Raises: ConfigError when it cannot be read, or only in part: what came before is stored.
        """
        try:
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
                return pipeline.import_papers(lines, self.store, self.clock, progress)
        except (OSError, EOFError, zlib.error) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise ConfigError(f"cannot be read to its end: {reason}", subject=str(path)) from None

    def plan_summaries(self, order: SummaryOrder) -> SummaryEstimate:
        """What an order would cost. Raises: ConfigError where no model is configured; NotFound."""
        office = self._office()
        return pipeline.summaries.estimate(office, pipeline.summaries.plan(office, order))

    def summarise(
        self, order: SummaryOrder, progress: SummaryProgress, stop: Stop | None = None, within_s: float | None = None
    ) -> SummaryReport:
        """Have the models do an order; `stop` ends it early, in good order.

        Where another run is at it, the papers are put into the queue and the report says so.
        Raises: ConfigError where no model is configured; NotFound; StoreError.
        """
        office = self._office()

        async def run() -> SummaryReport:
            async with open_models(office.settings.models, user_agent(self.settings.contact)) as models:
                return await pipeline.summaries.summarise(
                    office, models, order, progress, stop or Stop(), within_s=within_s
                )

        with alone(self.settings.home / SUMMARISING) as is_alone:
            if is_alone:
                with _all_that_lasts_left_alone():
                    return asyncio.run(run())
        pipeline.summaries.enqueue(office, order)
        return SummaryReport(stopped="another run is asking the models now", why="busy")

    def check_models(self, languages: Sequence[str] = ()) -> list[ModelCheck]:
        """Try every configured model. Raises: ConfigError where there is none; StoreError."""
        office = self._office()

        async def run() -> list[ModelCheck]:
            async with open_models(office.settings.models, user_agent(self.settings.contact)) as models:
                return await pipeline.summaries.check_models(office, models, languages)

        return asyncio.run(run())

    def spend(self, since: date, until: date | None = None) -> tuple[SpendRow, ...]:
        """What the models were paid on the days (UTC) from `since` to `until`, both included."""
        return self.store.spend(since, until)

    def order_after(self, report: RunReport, filled: Collection[PaperId] = ()) -> SummaryOrder:
        """What an update leaves to summarise: the newest edition, the days it brought something of, whatever waits;
        and the papers of other days that have an abstract now."""
        fresh = {source.day for source in report.sources if source.day and source.state is not SourceState.UNCHANGED}
        newest = {day for day, _ in self.store.days()[:1]}
        days = tuple(sorted(fresh | newest, reverse=True))
        return SummaryOrder(days=days, with_queue=True, also=tuple(filled))

    def order_for_radar(self, name: str, days: Iterable[date]) -> SummaryOrder:
        """What a radar shows on these days, the best of each day first. Raises: NotFound, StoreError."""
        views = [self.radars.view(name, day) for day in days]
        shown = [ranked.paper_id for view in views for ranked in view.shown]
        asked = [view.asked.paper_id for view in views if view.asked is not None]
        return SummaryOrder(paper_ids=tuple(dict.fromkeys((*shown, *asked))))

    def _office(self) -> Office:
        if self.settings.llm is None:
            raise ConfigError("no language model is configured; add [llm] with base_url and model to hub.toml")
        return Office(self.store, self.settings.llm, self.settings.summary_languages, self.clock)

    @property
    def finder(self) -> pipeline.Finder:
        return pipeline.Finder(self.store, self.words, self.meaning)

    def search(self, text: str, filters: Query | None = None, limit: int = 20, offset: int = 0) -> SearchResult:
        """What a reader's words find; any text is a query. Raises: IndexUnusable; StoreError."""
        return self.finder.search(text, filters, limit=limit, offset=offset)

    def show(self, hits: Iterable[Hit], query: Query) -> tuple[Found, ...]:
        """What a list shows of the papers found, in the language of the settings."""
        return self.finder.show(hits, query, self.settings.language)

    def similar(self, paper_id: PaperId, limit: int = 5) -> tuple[Hit, ...]:
        """The papers most like a stored one; empty where there is no index."""
        return self.finder.similar(paper_id, limit)

    def index(self, tell: Callable[[int, int], None], *, anew: bool = False) -> int | None:
        """Bring the index up to the store, or make it anew; `tell` hears how many papers are done, of how many.

        Returns how many were written; None where another process is at it. Raises: IndexUnusable; StoreError.
        """
        return (rebuild if anew else catch_up)(self.words, self.store, tell)

    @property
    def radars(self) -> StoredRadars:
        return self.ranking().radars

    @property
    def learning_is_due(self) -> bool:
        """Whether the store would teach the radars something new. Raises: StoreError."""
        return self.ranking().taste.is_due(self.store)

    def learn(self, tell: Callable[[int, int], None]) -> bool:
        """Learn from the store's papers what all radars share; `tell` hears how many are read, of how many.

        Some minutes for a large store. False where another process is at it. Raises: StoreError.
        """
        return self.ranking().taste.learn(self.store, tell)

    def encode(
        self, tell: Callable[[int, int], None], keep: Callable[[], bool] = _always, *, anew: bool = False
    ) -> int | None:
        """Bring the vectors up to the store, or make them anew; `keep` is asked now and then whether to go on.

        Returns how many papers were looked at, 0 where search is by words alone; None where another process is at it.
        Raises: ConfigError where a package is missing; EncoderError; StoreError. What was done stays.
        """
        return self.meaning.fill(tell, keep, anew=anew) if self.meaning is not None else 0

    def briefing_due(self) -> BriefOrder | None:
        """The order of the weekly briefing that is due; None where none is, and of the sample. Raises: StoreError."""
        if self.is_sample or self.settings.brief.weekly is None:
            return None
        editions = [day for day, _ in self.store.days()]
        made = [line.order for line in self.briefings.all()]
        return due_order(self.settings.brief, self.settings.language, self.clock().date(), editions, made)

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
        """Bring the digests of the newest editions under home/editions up to date; returns the files that changed.

        A run may add to several days: to arXiv's of today and to bioRxiv's of yesterday. Raises: PublishError.
        """
        folder = self.settings.home / EDITIONS
        make_folder(folder)
        days = [day for day, _ in self.store.days()[:_N_KEPT_CURRENT]]
        digests = {folder / f"{day.isoformat()}.{self.settings.language}.md": self.digest(day) for day in days}
        return tuple(path for path, document in digests.items() if write_document(document, path))

    def write(self, document: Document | bytes, path: Path) -> None:
        """Write a document into a folder that is there, whole or not at all. Raises: PublishError."""
        write_document(document, path)

    def web(self) -> Starlette:
        return create_app(
            self.store if self.own is None else SampleOnShow(self.store, self.own.store),
            language=self.settings.language,
            sample=self.is_sample,
            labels=self.labels,
            clock=self.clock,
            finder=self.finder,
            radars=self.radars,
            briefings=self.briefings,
            accounts=self.accounts,
            works=Works(self.store, self.clock),
        )


@contextmanager
def _all_that_lasts_left_alone() -> Iterator[None]:
    """What is loaded by now lasts as long as the run: the garbage collector need not go through it, 90 ms each time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _threaded_map(visit: Callable[[S], T], sources: Iterable[S]) -> Iterator[T]:
    """Visits in threads, yielded in the order of the sources, so that what is stored never depends on who was quick.

    An error outside the tree of expected ones stops the run.
    """
    with ThreadPoolExecutor(max_workers=_N_THREADS, thread_name_prefix="visit") as pool:
        yield from pool.map(visit, sources)
