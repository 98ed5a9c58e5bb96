"""The details answer of bioRxiv's and medRxiv's API: one page of the versions posted between two days. Pure.

Source: https://api.biorxiv.org (details endpoint, checked 2026-11). `cursor` and `count` are numbers and the totals
texts, as the real service has them; a version that was withdrawn has the type "withdrawn".
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from academichub.model import Kind
from academichub.sample.listing import Listing

__all__ = ["RxivQuery", "render_rxiv_page"]


@dataclass(frozen=True, slots=True)
class RxivQuery:
    """What was asked: a server ("biorxiv", "medrxiv"), two days (both included), a position and a subject or None."""

    server: str
    first: date
    last: date
    cursor: int = 0
    category: str | None = None


def render_rxiv_page(query: RxivQuery, listings: Sequence[Listing], page_size: int = 30) -> bytes:
    """The page of matching listings that begins at the cursor; "no posts found" where it holds none."""
    found = [listing for listing in listings if _matches(query, listing)]
    page = found[query.cursor : query.cursor + page_size]
    if not page:
        return _encode({"messages": [{"status": "no posts found"}], "collection": []})
    message = {
        "status": "ok",
        "category": query.category or "all",
        "interval": f"{query.first}:{query.last}",
        "funder": "all",
        "cursor": query.cursor,
        "count": len(page),
        "count_new_papers": str(sum(listing.version == 1 for listing in found)),
        "total": str(len(found)),
    }
    return _encode({"messages": [message], "collection": [_row(query.server, listing) for listing in page]})


def _matches(query: RxivQuery, listing: Listing) -> bool:
    wanted = query.category
    return query.first <= listing.listed_on <= query.last and (wanted is None or wanted in listing.categories)


def _row(server: str, listing: Listing) -> dict[str, str]:
    suffix = listing.key.partition("/")[2]
    return {
        "title": listing.title,
        "authors": "; ".join(listing.authors),
        "author_corresponding": listing.authors[0] if listing.authors else "NA",
        "author_corresponding_institution": listing.institution or "NA",
        "doi": listing.key,
        "date": listing.listed_on.isoformat(),
        "version": str(listing.version),
        "type": "withdrawn" if listing.kind is Kind.WITHDRAWN else "new results",
        "license": listing.licence or "cc_no",
        "category": listing.categories[0] if listing.categories else "NA",
        "jatsxml": f"https://www.{server}.org/content/early/{listing.listed_on:%Y/%m/%d}/{suffix}.source.xml",
        "abstract": listing.abstract or "",
        "funder": "NA",
        "published": listing.doi or "NA",
        "server": {"biorxiv": "bioRxiv", "medrxiv": "medRxiv"}.get(server, server),
    }


def _encode(value: dict[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()
