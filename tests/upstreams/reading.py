"""Follows a source through a fake upstream, page by page, without the project's fetcher: for tests of the fakes."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from academichub.model import Announcement, FailedEntry, Request, Response, Visit
from academichub.ports import Source

__all__ = ["Got", "get", "visit"]

Got = tuple[int, bytes, Mapping[str, str]]
"""Status, body and headers, whose names are in lower case."""


def get(url: str, headers: Mapping[str, str] | None = None) -> Got:
    """One GET; whatever the transport raises, it raises."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        connection.request("GET", f"{parts.path}?{parts.query}" if parts.query else parts.path, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
    finally:
        connection.close()


def visit(source: Source, now: datetime) -> tuple[list[Announcement], list[FailedEntry]]:
    """Everything that one visit of the source brings."""
    asked = Visit(now)
    announcements: list[Announcement] = []
    failed: list[FailedEntry] = []
    request: Request | None = source.start(asked)
    while request is not None:
        status, body, headers = get(request.url)
        page = source.parse(request, Response(request.url, status, body, headers.get("content-type")), asked)
        announcements.extend(page.announcements)
        failed.extend(page.failed)
        request = page.next
    return announcements, failed
