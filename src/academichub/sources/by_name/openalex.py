"""OpenAlex by DOIs: one filter that names them all. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from academichub.model import Announcement, Identifiers, Kind, Page, SourceId
from academichub.ports import Source
from academichub.settings import OpenalexSettings, Secret
from academichub.sources.by_name.one_answer import OneAnswer
from academichub.sources.json_values import Json
from academichub.sources.openalex import INTERVAL_S, NAMES, OPENALEX, SELECT, record_of, results_in
from academichub.sources.paging import PagedRequest, page_of

__all__ = ["OpenalexByName"]

_ACCEPT = "application/json"
_NO_DAY = date(2000, 1, 1)  # what is asked for is not announced, so its day says nothing


@dataclass(frozen=True, slots=True)
class OpenalexByName:
    """Implements ports.Lookup."""

    settings: OpenalexSettings
    key: Secret
    id: SourceId = OPENALEX
    label: str = "OpenAlex"
    most_at_once: int = 50

    def takes(self, names: Identifiers) -> bool:
        """A comma or a bar would end its DOI in a filter."""
        return names.doi is not None and not set(",|") & set(names.doi)

    def works(self, names: Sequence[Identifiers]) -> Source:
        parameters = {
            "filter": "doi:" + "|".join(f"https://doi.org/{each.doi}" for each in names),
            "select": SELECT,
            "per_page": "100",
            "api_key": self.key.reveal(),
        }
        url = f"{self.settings.api_url.rstrip('/')}/works?{urlencode(parameters, safe=':,|/')}"
        return OneAnswer(self.id, self.label, PagedRequest(url, _ACCEPT, INTERVAL_S, "openalex"), _read)


def _read(body: bytes) -> Page:
    """Raises: ParseError."""
    _, rows = results_in(body)
    return page_of(rows, _announcement, NAMES)


def _announcement(row: Json) -> Announcement:
    """Raises: Unreadable."""
    return Announcement(record_of(row), Kind.NEW, _NO_DAY)
