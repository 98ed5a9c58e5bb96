"""Fetch somebody's papers from an upstream, page by page, within bounds."""

from __future__ import annotations

from collections.abc import Iterator

from academichub.errors import ConfigError, FetchError
from academichub.model import ReadReferences, Request, Unread
from academichub.ports import Fetcher
from academichub.references.entries import Entry
from academichub.references.reading import collected
from academichub.references.upstreams import ReferencesPage, Wish

__all__ = ["MOST_PAGES", "fetch_references"]

MOST_PAGES = 100
"""Pages of one wish; ten thousand items of Zotero, twenty thousand papers of arXiv."""


def fetch_references(wish: Wish, fetcher: Fetcher) -> ReadReferences:
    """Whatever the upstream holds of it, each paper once.

    Raises: ConfigError, saying what to do, when the upstream knows no such person or library or does not let us in;
    FetchError (RateLimited) when it cannot be asked now; ParseError when its answer is not what it promises. Then
    nothing is returned of the pages before.
    """
    return collected(_entries(wish, fetcher))


def _entries(wish: Wish, fetcher: Fetcher) -> Iterator[Entry | Unread]:
    request: Request | None = wish.start()
    n_read, total = 0, None
    for _ in range(MOST_PAGES):
        if request is None:
            break
        page = _page(wish, request, fetcher)
        yield from page.entries
        n_read += page.n_listed
        total, request = page.total, page.next
    if request is not None:
        yield Unread(wish.label, f"there is more, and no more than {MOST_PAGES} pages are read")
    elif total is not None and n_read < total:
        yield Unread(wish.label, f"{total - n_read:,} of {total:,} entries did not come")


def _page(wish: Wish, request: Request, fetcher: Fetcher) -> ReferencesPage:
    try:
        return wish.read(request, fetcher.fetch(request))
    except FetchError as error:
        remedy = wish.remedy(error)
        if remedy is None:
            raise
        raise ConfigError(remedy, subject=wish.label) from error
