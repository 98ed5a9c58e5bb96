"""Fake Zotero: the web API's lists of items, page by page, public or behind a key."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from tests.upstreams.server import FakeUpstream, Reply, Seen

__all__ = ["FakeZotero", "item"]


class FakeZotero(FakeUpstream):
    """`libraries`: the items under each path ("users/7", "groups/9/collections/ABCD2345").

    `key`: what a request must carry, where it is set. `backoff_s`: what each answer asks in its `Backoff` header.
    `says_next`: whether pages carry the `Link` header.
    """

    def __init__(self, libraries: Mapping[str, Sequence[object]], key: str | None = None) -> None:
        super().__init__()
        self.libraries = libraries
        self.key = key
        self.backoff_s: int | None = None
        self.says_next = True

    def reply(self, seen: Seen) -> Reply | None:
        if seen.headers.get("zotero-api-version") != "3":
            return Reply(b"Invalid API version", 400)
        if self.key is not None and seen.headers.get("zotero-api-key") != self.key:
            return Reply(b"Forbidden", 403)
        items = self.libraries.get(seen.path.removeprefix("/").removesuffix("/items/top"))
        if items is None:
            return None
        start, limit = int(seen.query["start"]), min(int(seen.query["limit"]), 100)
        headers = {"Total-Results": str(len(items)), "Zotero-API-Version": "3", "Last-Modified-Version": "12"}
        if self.says_next and start + limit < len(items):
            elsewhere = f"https://api.zotero.org{seen.path}?start={start + limit}"
            headers["Link"] = f'<{elsewhere}>; rel="next", <{elsewhere}>; rel="last"'
        if self.backoff_s is not None:
            headers["Backoff"] = str(self.backoff_s)
        body = json.dumps(items[start : start + limit]).encode()
        return Reply(body, content_type="application/json", headers=headers)


def item(number: int, **data: object) -> dict[str, object]:
    """One item as the API wraps it."""
    key = f"KEY{number:05d}"
    fields = {"key": key, "version": 1, "itemType": "journalArticle", "title": f"Silt, part {number}", **data}
    return {"key": key, "version": 1, "library": {"type": "user", "id": 7}, "meta": {}, "data": fields}
