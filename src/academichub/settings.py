"""One frozen Settings, read once and passed in: defaults < hub.toml < environment < command line."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

__all__ = [
    "ArxivSettings",
    "FeedSettings",
    "FetchSettings",
    "RxivSettings",
    "Settings",
    "SourcesSettings",
]


@dataclass(frozen=True, slots=True)
class ArxivSettings:
    categories: tuple[str, ...] = ()
    rss_url: str = "https://rss.arxiv.org/rss"
    oai_url: str = "https://oaipmh.arxiv.org/oai"


@dataclass(frozen=True, slots=True)
class RxivSettings:
    """bioRxiv or medRxiv; no subjects means all of them."""

    subjects: tuple[str, ...] = ()
    api_url: str = "https://api.biorxiv.org"


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """One journal or feed: an id of the catalogue, or an id of the reader's own with a url."""

    id: str
    url: str | None = None
    name: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class SourcesSettings:
    """A source that is None is not followed."""

    arxiv: ArxivSettings | None = None
    biorxiv: RxivSettings | None = None
    medrxiv: RxivSettings | None = None
    feed: tuple[FeedSettings, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """`allow_hosts`: "host:port" of loopback or private hosts that may be fetched all the same."""

    allow_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    home: Path
    language: str = "en"
    contact: str | None = None
    sources: SourcesSettings = field(default_factory=SourcesSettings)
    fetch: FetchSettings = field(default_factory=FetchSettings)
