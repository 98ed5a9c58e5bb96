"""Templates filled and answered: language, frame and caching are the same for every page."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from academichub.publish.wording import wording
from academichub.web.assets import Asset
from academichub.web.here import Here
from academichub.web.phrases import lang_attribute

__all__ = ["GZIP_LEVEL", "HEAVIEST", "Frame", "answer", "pack"]

HEAVIEST = 96_000
"""Bytes of a compressed page of cards: with its headers it stays under 100 kB."""
GZIP_LEVEL = 4  # half the time of level 6 for one part in twenty of the size

_HTML = "text/html; charset=utf-8"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("academichub.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["lang"] = lang_attribute
    return environment


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page of one site."""

    assets: Mapping[str, Asset]
    sample: bool
    searches: bool = False
    has_radars: bool = False
    has_briefings: bool = False

    def render(self, template: str, here: Here, **values: object) -> str:
        """The page as HTML; every value is escaped but what phrases.py declared safe."""
        frame: dict[str, object] = {
            "w": wording(here.query.language),
            "here": here,
            "assets": self.assets,
            "sample": self.sample,
        }
        frame["searches"] = self.searches
        frame["has_radars"] = self.has_radars
        frame["has_briefings"] = self.has_briefings
        return _environment().get_template(template).render(**frame, **values)


def pack(html: str) -> bytes:
    """The page compressed; the same page gives the same bytes."""
    return gzip.compress(html.encode("utf-8", "replace"), GZIP_LEVEL, mtime=0)


def answer(request: Request, html: str, packed: bytes | None = None) -> Response:
    """The page, to be asked for again each time and sent again only when it changed. `packed` is the same page where
    it was compressed already; else the application does it.
    """
    body = html.encode("utf-8", "replace")
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'  # weak, as the bytes differ when compressed
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Content-Type": _HTML}
    if etag in (tag.strip() for tag in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    if packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, headers={**headers, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"})
    return Response(body, headers=headers)
