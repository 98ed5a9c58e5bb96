"""Ask the application in process, without a server: one request, one answer, undecoded where asked."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from starlette.applications import Starlette

from academichub.ports import Library
from academichub.web.app import create_app
from tests.web.fakes import NOW, full_library
from tests.web.papers import LABELS

__all__ = ["Browser", "browse"]


@dataclass(frozen=True)
class Browser:
    """A reader of one application. Redirects are not followed, and a bug in the application is an answer of 500."""

    app: Starlette
    base: str = "http://127.0.0.1:8000"

    def get(self, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None) -> httpx.Response:
        return asyncio.run(self._ask(method, path, dict(headers or {})))

    def post(
        self,
        path: str,
        data: Mapping[str, str | list[str]] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        files: Mapping[str, tuple[str, bytes]] | None = None,
    ) -> httpx.Response:
        """Send a form, as a page of ours has it sent."""
        ours = {"sec-fetch-site": "same-origin"} if headers is None else dict(headers)
        return asyncio.run(self._ask("POST", path, ours, data=data or {}, files=files))

    async def _ask(self, method: str, path: str, headers: dict[str, str], **sent: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=self.base) as client:
            return await client.request(method, self.base + path, headers=headers, **sent)


def browse(library: Library | None = None, *, language: str = "en", sample: bool = False) -> Browser:
    """A reader of the full library, or of the one given."""
    return Browser(
        create_app(library or full_library(), language=language, sample=sample, labels=LABELS, clock=lambda: NOW)
    )
