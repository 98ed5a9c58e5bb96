"""Settings in, a wired hub out: constructs what lives as long as the hub does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache, partial
from importlib.metadata import entry_points
from pathlib import Path

from academichub.adapters.apart import Readers, read_apart
from academichub.adapters.encoders import open_encoder
from academichub.adapters.http import HttpFetcher, user_agent
from academichub.adapters.llm import open_models
from academichub.adapters.locks import alone
from academichub.adapters.pacing import Pacing
from academichub.app.hub import LABELS, Hub, Ranking, system_clock
from academichub.index import WordIndex
from academichub.model import Ranked, SourceId
from academichub.pipeline import Finder, in_order
from academichub.pipeline.briefing import Materials, OpenWriter, StoredBriefings
from academichub.pipeline.meaning import Meaning
from academichub.pipeline.summaries import Office, Stop
from academichub.ports import Encoder, SectionWriter, Source
from academichub.settings import Settings
from academichub.settings.file import make_home
from academichub.sources.by_name import configured_lookups
from academichub.store import Store

__all__ = ["DATABASE", "configured_sources", "open_hub"]

DATABASE = "hub.db"
BRIEFING = "briefing.lock"
INDEX = "index"
PACING = "pacing"
TASTE = "taste"
VECTORS = "vectors"
_BUILT_IN = (
    *("arxiv", "rxiv", "feed", "crossref", "pubmed", "europepmc", "openalex", "semanticscholar", "huggingface"),
)
_PLACES = {name: place for place, name in enumerate(_BUILT_IN)}  # of the factories; others follow


def configured_sources(settings: Settings) -> tuple[Source, ...]:
    """The sources that the settings ask for, from every factory registered under `academichub.sources`."""
    factories = sorted(
        entry_points(group="academichub.sources"), key=lambda entry: _PLACES.get(entry.name, len(_PLACES))
    )
    return tuple(source for entry in factories for source in entry.load()(settings))


def open_hub(settings: Settings, clock: Callable[[], datetime] = system_clock, *, is_sample: bool = False) -> Hub:
    """Wire a hub for the settings, making its home folder and database as needed. Over the sample, whose clock stands
    still at its own day, briefings say when they were really made.

    Raises: ConfigError, StoreError.
    """
    sources = configured_sources(settings)
    make_home(settings.home)
    store = Store.open(settings.home / DATABASE, [(source.id, source.label) for source in sources])
    fetcher = HttpFetcher(settings.fetch, settings.contact, pacing=Pacing(settings.home / PACING))
    words = WordIndex(settings.home / INDEX, alone)
    meaning = _meaning(settings, words, store)
    ranking = _ranking(settings.home / TASTE, store, clock, [*LABELS, *(source.id for source in sources)])

    def passing(name: str, day: date) -> Sequence[Ranked]:
        return ranking().radars.passing(name, day)

    materials = Materials(store, Finder(store, words, meaning), passing)
    briefings = StoredBriefings(materials, system_clock if is_sample else clock, _writer(settings, store, clock))
    if not is_sample:  # whose feeds are our own
        sources = read_apart(sources, Readers())
    lookups = in_order(tuple(configured_lookups(settings)))
    return Hub(settings, store, sources, fetcher, words, ranking, briefings, meaning, clock, is_sample, lookups)


def _ranking(
    folder: Path, store: Store, clock: Callable[[], datetime], sources: Sequence[SourceId]
) -> Callable[[], Ranking]:
    @cache
    def open_one() -> Ranking:
        from academichub.pipeline.radars import StoredRadars  # SciPy takes a third of a second, and few commands rank
        from academichub.taste import TasteFolder

        taste = TasteFolder(folder, alone)
        return Ranking(taste, StoredRadars(store, taste, clock, sources=sources))

    return open_one


def _writer(settings: Settings, store: Store, clock: Callable[[], datetime]) -> OpenWriter | None:
    """The model that writes briefings; None where none is configured."""
    if settings.llm is None:
        return None
    office = Office(store, settings.llm, settings.summary_languages, clock)

    def open_one(stop: Stop) -> SectionWriter:
        from academichub.pipeline.briefing.writing import ModelWriter  # NumPy and SciPy, as above

        models = partial(open_models, office.settings.models, user_agent(settings.contact))
        return ModelWriter(office, models, stop, partial(alone, settings.home / BRIEFING))

    return open_one


def _meaning(settings: Settings, words: WordIndex, store: Store) -> Meaning | None:
    if settings.search.encoder == "none":
        return None

    def open_one() -> Encoder:
        return open_encoder(settings.search, user_agent(settings.contact))

    return Meaning(open_one, settings.home / VECTORS, alone, words, store)
