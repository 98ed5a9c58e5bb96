"""Databases that can be asked for single works by DOI or PubMed id, many at once: one file each. Pure.

What a row of an answer means is said in the file of the source itself (sources/crossref.py and its like); here is how
it is asked by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from academichub.ports import Lookup
from academichub.settings import CrossrefSettings, EuropepmcSettings, PubmedSettings, Settings
from academichub.sources.by_name.crossref import CrossrefByName
from academichub.sources.by_name.europepmc import EuropepmcByName
from academichub.sources.by_name.openalex import OpenalexByName
from academichub.sources.by_name.pubmed import PubmedByName
from academichub.sources.by_name.semanticscholar import SemanticscholarByName
from academichub.sources.pubmed import Pubmed

__all__ = ["configured_lookups"]


def configured_lookups(settings: Settings) -> Iterator[Lookup]:
    """Those that the settings let us ask: the open ones always, the others where there is a key."""
    sources = settings.sources
    yield CrossrefByName(sources.crossref or CrossrefSettings(), settings.mail)
    yield PubmedByName(Pubmed(sources.pubmed or PubmedSettings(), settings.mail))
    yield EuropepmcByName(sources.europepmc or EuropepmcSettings())
    if sources.openalex is not None and sources.openalex.key is not None:
        yield OpenalexByName(sources.openalex, sources.openalex.key)
    if sources.semanticscholar is not None and sources.semanticscholar.key is not None:
        yield SemanticscholarByName(sources.semanticscholar, sources.semanticscholar.key)
