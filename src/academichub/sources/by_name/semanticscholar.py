"""Semantic Scholar by DOIs and PubMed ids: one question that names them all (`paper/batch`). Pure.

Source: https://api.semanticscholar.org/api-docs/graph; the answer has a null for each that it does not know.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from academichub.errors import ParseError
from academichub.model import Announcement, Identifiers, Kind, Page, Request, SourceId
from academichub.ports import Source
from academichub.settings import Secret, SemanticscholarSettings
from academichub.sources.by_name.one_answer import OneAnswer
from academichub.sources.json_values import Json
from academichub.sources.paging import open_list, open_rows, page_of
from academichub.sources.semanticscholar import FIELDS, INTERVAL_S, NAMES, SEMANTICSCHOLAR, record_of

__all__ = ["SemanticscholarByName"]

_ACCEPT = "application/json"
_NO_DAY = date(2000, 1, 1)  # what is asked for is not announced, so its day says nothing


@dataclass(frozen=True, slots=True)
class SemanticscholarByName:
    """Implements ports.Lookup."""

    settings: SemanticscholarSettings
    key: Secret
    id: SourceId = SEMANTICSCHOLAR
    label: str = "Semantic Scholar"
    most_at_once: int = 100  # of 500 that it takes: an answer of 500 is some megabytes

    def takes(self, names: Identifiers) -> bool:
        return names.doi is not None or names.pmid is not None

    def works(self, names: Sequence[Identifiers]) -> Source:
        ids = [f"DOI:{each.doi}" if each.doi is not None else f"PMID:{each.pmid}" for each in names]
        request = Request(
            f"{self.settings.api_url.rstrip('/')}/paper/batch?fields={FIELDS}",
            _ACCEPT,
            INTERVAL_S,
            "semanticscholar",
            headers=(("x-api-key", self.key.reveal()),),
            question=json.dumps({"ids": ids}).encode(),
        )
        return OneAnswer(self.id, self.label, request, _read)


def _read(body: bytes) -> Page:
    """Raises: ParseError, with what it says is wrong where it does."""
    if body.lstrip()[:1] == b"{":
        open_rows(body, SEMANTICSCHOLAR, "Semantic Scholar", "papers", _refuse)
    rows = [row for row in open_list(body, SEMANTICSCHOLAR) if row != "null"]
    return page_of(rows, _announcement, NAMES)


def _refuse(_: object) -> Sequence[str]:
    raise ParseError("an object came instead of a list", subject=SEMANTICSCHOLAR)


def _announcement(row: Json) -> Announcement:
    """Raises: Unreadable."""
    return Announcement(record_of(row), Kind.NEW, _NO_DAY)
