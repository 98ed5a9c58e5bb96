"""Crossref by DOIs: one filter that names them all. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from academichub.model import Identifiers, Page, Request, SourceId
from academichub.ports import Source
from academichub.settings import CrossrefSettings
from academichub.sources._crossref_work import announcement
from academichub.sources.by_name.one_answer import OneAnswer
from academichub.sources.catalogue import field_by_issn
from academichub.sources.crossref import CROSSREF, INTERVAL_S, LANE, NAMES, works_address, works_in
from academichub.sources.paging import page_of

__all__ = ["CrossrefByName"]

_ACCEPT = "application/json"


@dataclass(frozen=True, slots=True)
class CrossrefByName:
    """Implements ports.Lookup."""

    settings: CrossrefSettings
    mail: str | None = None
    id: SourceId = CROSSREF
    label: str = "Crossref"
    most_at_once: int = 20

    def takes(self, names: Identifiers) -> bool:
        """A comma would end its DOI in a filter."""
        return names.doi is not None and "," not in names.doi

    def works(self, names: Sequence[Identifiers]) -> Source:
        filters = ",".join(f"doi:{each.doi}" for each in names)
        url = works_address(self.settings, self.mail, filter=filters, rows=str(self.most_at_once))
        return OneAnswer(self.id, self.label, Request(url, _ACCEPT, INTERVAL_S, LANE), _read)


def _read(body: bytes) -> Page:
    """Raises: ParseError."""
    _, rows = works_in(body, CROSSREF)
    return page_of(rows, lambda work: announcement(work, CROSSREF, field_by_issn()), NAMES)
