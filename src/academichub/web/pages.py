"""Templates filled and answered: language, frame and caching are the same for every page."""

from __future__ import annotations

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

__all__ = ["Frame", "answer"]

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

    def render(self, template: str, here: Here, **values: object) -> str:
        """The page as HTML; every value is escaped but what phrases.py declared safe."""
        frame = {"w": wording(here.query.language), "here": here, "assets": self.assets, "sample": self.sample}
        return _environment().get_template(template).render(**frame, **values)


def answer(request: Request, html: str) -> Response:
    """The page, to be asked for again each time and sent again only when it changed."""
    body = html.encode("utf-8", "replace")
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'  # weak, as the bytes differ when compressed
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Content-Type": _HTML}
    if etag in (tag.strip() for tag in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers)
