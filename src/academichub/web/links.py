"""Addresses: of our own pages, and of the places elsewhere that a paper names. Pure."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote, urlsplit

from academichub.identifiers import address_of
from academichub.model import Identifiers, PaperId

__all__ = ["edition_path", "identifier_links", "outside", "paper_path"]

_DOT_SEGMENT = re.compile(r"(?:^|/)\.{1,2}(?:/|$)")


def edition_path(day: date) -> str:
    return f"/edition/{day.isoformat()}"


def paper_path(paper_id: PaperId) -> str:
    """Where a paper's page lies. An id with dot segments has its slashes hidden, as browsers would fold it away."""
    safe = ":" if _DOT_SEGMENT.search(paper_id) else ":/"
    return "/paper/" + quote(paper_id, safe=safe)


def outside(address: str | None) -> str | None:
    """The address if a browser may be sent there (http or https with a host), else None."""
    if address is None or not address.isprintable():
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def identifier_links(identifiers: Identifiers) -> tuple[tuple[str, str, str], ...]:
    """(name of the scheme, identifier, address) of each identifier that is known."""
    known = ((name, getattr(identifiers, name)) for name in ("arxiv", "doi", "pmid", "pmcid"))
    return tuple((name, value, address_of(name, value)) for name, value in known if value)
