"""Settings in, a wired hub out: constructs what lives as long as the hub does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from academichub.adapters.encoders import open_encoder
from academichub.adapters.http import HttpFetcher, user_agent
from academichub.adapters.locks import alone
from academichub.adapters.pacing import Pacing
from academichub.app.hub import Hub, Ranking, system_clock
from academichub.index import WordIndex
from academichub.pipeline.meaning import Meaning
from academichub.ports import Encoder, Source
from academichub.settings import Settings
from academichub.settings.file import make_home
from academichub.store import Store

__all__ = ["DATABASE", "configured_sources", "open_hub"]

DATABASE = "hub.db"
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
    """Wire a hub for the settings, making its home folder and database as needed.

    Raises: ConfigError, StoreError.
    """
    sources = configured_sources(settings)
    make_home(settings.home)
    store = Store.open(settings.home / DATABASE, [(source.id, source.label) for source in sources])
    fetcher = HttpFetcher(settings.fetch, settings.contact, pacing=Pacing(settings.home / PACING))
    words = WordIndex(settings.home / INDEX, alone)
    meaning = _meaning(settings, words, store)
    ranking = _ranking(settings.home / TASTE, store, clock)
    return Hub(settings, store, sources, fetcher, words, ranking, meaning, clock, is_sample)


def _ranking(folder: Path, store: Store, clock: Callable[[], datetime]) -> Callable[[], Ranking]:
    @cache
    def open_one() -> Ranking:
        from academichub.pipeline.radars import StoredRadars  # SciPy takes a third of a second, and few commands rank
        from academichub.taste import TasteFolder

        taste = TasteFolder(folder, alone)
        return Ranking(taste, StoredRadars(store, taste, clock))

    return open_one


def _meaning(settings: Settings, words: WordIndex, store: Store) -> Meaning | None:
    if settings.search.encoder == "none":
        return None

    def open_one() -> Encoder:
        return open_encoder(settings.search, user_agent(settings.contact))

    return Meaning(open_one, settings.home / VECTORS, alone, words, store)
