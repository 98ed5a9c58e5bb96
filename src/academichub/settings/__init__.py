"""One frozen Settings, read once and passed in: defaults < hub.toml < environment.

The shapes alone, and what an entry of `allow_hosts` means. The names, defaults and checks of each key are in
table.py; reading them is in file.py. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import time
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path

from academichub.settings.masking import without_secrets

__all__ = [
    "AbstractsSettings",
    "AllowedHost",
    "ArxivSettings",
    "BriefSettings",
    "CrossrefSettings",
    "EuropepmcSettings",
    "FeedSettings",
    "FetchSettings",
    "Hours",
    "HuggingfaceSettings",
    "LlmSettings",
    "ModelSettings",
    "OpenalexSettings",
    "PubmedSettings",
    "RxivSettings",
    "SearchSettings",
    "Secret",
    "SemanticscholarSettings",
    "Settings",
    "SourcesSettings",
    "parse_allowed_host",
]


@dataclass(frozen=True, slots=True)
class Secret:
    """A key. Only `reveal` gives it away; neither repr, str nor an error shows it."""

    _value: str = field(repr=False)

    def reveal(self) -> str:
        return self._value

    def __str__(self) -> str:
        return "(set)"


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
class CrossrefSettings:
    """`journals`: ids of the catalogue, or ISSNs; without any it is not followed, and asked for abstracts alone."""

    journals: tuple[str, ...] = ()
    api_url: str = "https://api.crossref.org"


@dataclass(frozen=True, slots=True)
class PubmedSettings:
    """`query` in PubMed's own language; without any it is not followed, and asked for missing abstracts alone."""

    query: str = ""
    api_url: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    key: Secret | None = None


@dataclass(frozen=True, slots=True)
class EuropepmcSettings:
    """`query` in Europe PMC's own language; without any it is not followed, and asked for missing abstracts alone."""

    query: str = ""
    api_url: str = "https://www.ebi.ac.uk/europepmc/webservices/rest"


@dataclass(frozen=True, slots=True)
class OpenalexSettings:
    """`filter` in OpenAlex's own language; without one it is not followed, and asked for missing abstracts alone.
    `since`: by which of its dates works are asked for."""

    filter: str = ""
    since: str = "publication"
    api_url: str = "https://api.openalex.org"
    key: Secret | None = None


@dataclass(frozen=True, slots=True)
class SemanticscholarSettings:
    """`query` of words, with the signs of the bulk search (`+ | - "" *`); without any it is not followed, and asked for
    missing abstracts alone. No fields means all of them."""

    query: str = ""
    fields: tuple[str, ...] = ()
    api_url: str = "https://api.semanticscholar.org/graph/v1"
    key: Secret | None = None


@dataclass(frozen=True, slots=True)
class HuggingfaceSettings:
    api_url: str = "https://huggingface.co/api"


@dataclass(frozen=True, slots=True)
class SourcesSettings:
    """A source that is None is not followed."""

    arxiv: ArxivSettings | None = None
    biorxiv: RxivSettings | None = None
    medrxiv: RxivSettings | None = None
    crossref: CrossrefSettings | None = None
    pubmed: PubmedSettings | None = None
    europepmc: EuropepmcSettings | None = None
    openalex: OpenalexSettings | None = None
    semanticscholar: SemanticscholarSettings | None = None
    huggingface: HuggingfaceSettings | None = None
    feed: tuple[FeedSettings, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """`allow_hosts`: "host:port" of loopback or private hosts that may be fetched all the same."""

    allow_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AbstractsSettings:
    """Missing abstracts. `fill`: ask further sources for them; `most`: for so many papers in one run, at most."""

    fill: bool = True
    most: int = 500


@dataclass(frozen=True, slots=True)
class Hours:
    """A part of every day in UTC, from `start` up to `end`; it passes midnight where `end` is not after `start`."""

    start: time
    end: time

    def covers(self, at: time) -> bool:
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """One language model. Prices are for a million tokens, in the owner's currency; None: not known."""

    base_url: str
    model: str
    key: Secret | None = None
    price_in: float | None = None
    price_out: float | None = None
    price_cached: float | None = None
    timeout_s: float = 90.0


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """Summaries by language models. `models` are asked in turn, each for what failed the checks of the one before.

    `languages` empty: the language of the hub. `daily_tokens` and `daily_cost` None: no cap.
    """

    models: tuple[ModelSettings, ...]
    languages: tuple[str, ...] = ()
    concurrency: int = 16
    daily_tokens: int | None = None
    daily_cost: float | None = None
    off_peak: Hours | None = None


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """What searches by meaning. `encoder` "none": words alone. The others are for an endpoint or a model by name."""

    encoder: str = "none"
    base_url: str | None = None
    model: str | None = None
    key: Secret | None = None


@dataclass(frozen=True, slots=True)
class BriefSettings:
    """The weekly briefing. `weekly` None: there is none; `language` None: the language of the hub."""

    weekly: str | None = None  # the weekday from which on it is due: "monday"
    days: int = 7
    fields: tuple[str, ...] = ()  # ids of the taxonomy; none means all
    radar: str | None = None
    language: str | None = None
    with_model: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    home: Path
    language: str = "en"
    contact: str | None = None
    sources: SourcesSettings = field(default_factory=SourcesSettings)
    fetch: FetchSettings = field(default_factory=FetchSettings)
    abstracts: AbstractsSettings = field(default_factory=AbstractsSettings)
    llm: LlmSettings | None = None  # None: no model is configured
    search: SearchSettings = field(default_factory=SearchSettings)
    brief: BriefSettings = field(default_factory=BriefSettings)

    @property
    def mail(self) -> str | None:
        """The contact where it is a mail address, which some upstreams take in what they are asked."""
        return self.contact if self.contact and "://" not in self.contact else None

    @property
    def summary_languages(self) -> tuple[str, ...]:
        """The languages that summaries are asked in; none where no model is configured."""
        return (self.llm.languages or (self.language,)) if self.llm is not None else ()


@dataclass(frozen=True, slots=True)
class AllowedHost:
    """One exception to the rule that only public hosts are fetched: a host as the address names it, or a network."""

    port: int
    host: str = ""  # in lower case, an IPv6 address without brackets; empty where `network` is set
    network: IPv4Network | IPv6Network | None = None

    def covers(self, host: str, address: IPv4Address | IPv6Address, port: int) -> bool:
        """Whether a host of that name, found at that IP address, may be asked on that port."""
        if port != self.port:
            return False
        return host == self.host if self.network is None else address in self.network


_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")


def parse_allowed_host(text: str) -> AllowedHost:
    """Read `host:port`, `[IPv6]:port`, `10.0.0.0/8:port` or `[fd00::/8]:port`.

    Raises: ValueError when it is none of these; the message is a whole sentence without the key's name.
    """
    host, _, port = text.strip().lower().rpartition(":")
    if (scheme := re.match(r"[a-z]+://", text.strip().lower())) or set("@?#") & set(text):
        extra = scheme.group() if scheme else "all but host and port"
        raise ValueError(f"{without_secrets(text)!r}: leave out {extra}; write host:port, such as 127.0.0.1:9000")
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65536:
        raise ValueError(f"{text!r} names no port; write host:port, such as 127.0.0.1:9000")
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    elif ":" in host:
        raise ValueError(f"{text!r}: put an IPv6 address in brackets, such as [::1]:9000")
    if "/" in host:
        return AllowedHost(int(port), network=_parse_network(host, text))
    return AllowedHost(int(port), host=_parse_host(host, text))


def _parse_network(host: str, text: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(host)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a network and a port, such as 10.0.0.0/8:8080 ({error})") from None


def _parse_host(host: str, text: str) -> str:
    try:
        return str(ip_address(host))
    except ValueError:
        if _NAME.fullmatch(host):
            return host
        raise ValueError(f"{text!r} is not host:port or network:port, such as 127.0.0.1:9000") from None
