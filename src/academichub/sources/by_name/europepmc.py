"""Europe PMC by DOIs and PubMed ids: one query that names them all. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from academichub.model import Identifiers, Page, Request, SourceId
from academichub.ports import Source
from academichub.settings import EuropepmcSettings
from academichub.sources.by_name.one_answer import OneAnswer
from academichub.sources.europepmc import EUROPEPMC, INTERVAL_S, NAMES, announcement, results_in
from academichub.sources.paging import page_of

__all__ = ["EuropepmcByName"]

_ACCEPT = "application/json"
_ROWS = 100  # a DOI may have an entry of each of its databases


@dataclass(frozen=True, slots=True)
class EuropepmcByName:
    """Implements ports.Lookup."""

    settings: EuropepmcSettings
    id: SourceId = EUROPEPMC
    label: str = "Europe PMC"
    most_at_once: int = 20

    def takes(self, names: Identifiers) -> bool:
        """A quotation mark would end its DOI in a query."""
        return names.pmid is not None or (names.doi is not None and not set('"\\') & set(names.doi))

    def works(self, names: Sequence[Identifiers]) -> Source:
        query = " OR ".join(
            f"(EXT_ID:{each.pmid} AND SRC:MED)" if each.pmid is not None else f'DOI:"{each.doi}"' for each in names
        )
        parameters = {"query": query, "resultType": "core", "format": "json", "pageSize": str(_ROWS)}
        url = f"{self.settings.api_url.rstrip('/')}/search?{urlencode(parameters)}"
        return OneAnswer(self.id, self.label, Request(url, _ACCEPT, INTERVAL_S, "europepmc"), _read)


def _read(body: bytes) -> Page:
    """Raises: ParseError."""
    _, rows = results_in(body)
    return page_of(rows, announcement, NAMES)
