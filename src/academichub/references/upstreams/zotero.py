"""A library of Zotero by its web API: a person's or a group's, whole or one collection of it. Pure.

A hundred items a page. Pages are asked for by our own count: the address in the `Link` header only says that there is
more, so that a key goes nowhere but to the address that was set. The wait in `Backoff` is the fetcher's to keep.

Source: https://www.zotero.org/support/dev/web_api/v3/basics
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from academichub.errors import ConfigError, FetchError, ParseError
from academichub.model import Request, Response
from academichub.references.json_files import read_item
from academichub.references.upstreams.wishes import ReferencesPage
from academichub.sources.json_pieces import elements, text_of_body

__all__ = ["PAGE_SIZE", "ZOTERO_API", "ZoteroLibrary", "zotero_library"]

ZOTERO_API = "https://api.zotero.org"
PAGE_SIZE = 100

_LIBRARY = re.compile(
    r"(?:https?://(?:www\.|api\.)?zotero\.org/)?(?P<kind>users|groups)/(?P<id>[1-9]\d{0,11})"
    r"(?P<rest>/\S*)?",
    re.A,
)
_COLLECTION = re.compile(r"/collections(?:/(?P<key>[A-Z0-9]{8})(?![^/?#]))?", re.A)
_KEY = re.compile(r"[A-Za-z0-9]{8,128}", re.A)
_START = re.compile(r"([?&]start=)(\d+)")
_NEXT = re.compile(r';\s*rel="?next\b')


@dataclass(frozen=True, slots=True)
class ZoteroLibrary:
    """One library. `path` is "users/12345" or "groups/12345"; `key` None: it is public."""

    path: str
    collection: str | None = None
    key: str | None = field(default=None, repr=False)
    base_url: str = ZOTERO_API

    @property
    def label(self) -> str:
        within = f", collection {self.collection}" if self.collection else ""
        return f"Zotero {self.path}{within}"

    def start(self) -> Request:
        return self._request(0)

    def read(self, request: Request, response: Response) -> ReferencesPage:
        """Raises: ParseError when the answer is cut short or is no list of items."""
        try:
            items = [*elements(text_of_body(response.body))]
        except ValueError as error:
            raise ParseError(f"Zotero's answer is {error}; try again", subject=self.label) from None
        found = _START.search(request.url)
        begun = int(found[2]) if found else 0
        entries = (one for number, item in enumerate(items, begun + 1) for one in read_item(item, f"item {number}"))
        total = response.headers.get("total-results", "")
        n_all = int(total) if total.isascii() and total.isdigit() and len(total) < 10 else None
        has_more = _NEXT.search(response.headers.get("link", "")) or begun + len(items) < (n_all or 0)
        following = self._request(begun + len(items)) if items and has_more else None
        return ReferencesPage(tuple(entries), len(items), following, n_all)

    def remedy(self, error: FetchError) -> str | None:
        if error.status in (401, 403):
            given = "the key given may not read it" if self.key else "it is private"
            return f"{given}; make a key for it at https://www.zotero.org/settings/keys"
        if error.status == 404:
            return "Zotero knows no such library or collection; its number is at https://www.zotero.org/settings/keys"
        return None

    def _request(self, start: int) -> Request:
        within = f"/collections/{self.collection}" if self.collection else ""
        query = f"format=json&itemType=-attachment&start={start}&limit={PAGE_SIZE}"
        key = (("Zotero-API-Key", self.key),) if self.key else ()
        return Request(
            f"{self.base_url.rstrip('/')}/{self.path}{within}/items/top?{query}",
            "application/json",
            headers=(("Zotero-API-Version", "3"), *key),
        )


def zotero_library(text: str, key: str | None = None, base_url: str = ZOTERO_API) -> ZoteroLibrary:
    """The library that a text names: `users/12345`, `groups/12345` or its page; `/collections/ABCD2345` for a part.

    Raises: ConfigError when it is none, or the key is none; the key itself is never shown.
    """
    found = _LIBRARY.fullmatch(text.strip())
    part = _COLLECTION.search(found["rest"] or "") if found else None
    if found is None or (part is not None and part["key"] is None):
        raise ConfigError(
            "not a library of Zotero; write users/NUMBER or groups/NUMBER, /collections/KEY behind it for a part (your "
            "number is at https://www.zotero.org/settings/keys)",
            subject=text[:80],
        )
    if key is not None and not _KEY.fullmatch(key.strip()):
        raise ConfigError("what was given as key of Zotero is none; copy it whole from your settings there")
    return ZoteroLibrary(
        f"{found['kind']}/{found['id']}", part["key"] if part else None, key.strip() if key else None, base_url
    )
