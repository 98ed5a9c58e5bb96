"""The web front end as one Starlette application: routes, refusals, and the layers that every answer passes through."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from academichub.errors import NotFound, StoreError
from academichub.model import SourceId
from academichub.ports import Accounts, Briefings, Finder, Library, Radars, Works
from academichub.publish.wording import LANGUAGES, wording
from academichub.web.assets import load_assets
from academichub.web.briefings import BriefingRoom, briefing_routes
from academichub.web.headers import SECURITY_HEADERS, KnownHosts, SecurityHeaders
from academichub.web.here import Here
from academichub.web.pages import GZIP_LEVEL, Frame
from academichub.web.posting import SameOrigin
from academichub.web.query import BadQuery, Query
from academichub.web.radars import Room, radar_routes
from academichub.web.search import SearchViews
from academichub.web.views import Views
from academichub.web.works import work_routes

__all__ = ["LOCAL_HOSTS", "create_app"]

LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
"""The names a reader on this machine may call us by. Another name is refused, or a page elsewhere could rebind its own
name to this address and read the hub through its visitor's browser."""


def create_app(
    library: Library,
    *,
    language: str,
    sample: bool,
    labels: Mapping[SourceId, str],
    clock: Callable[[], datetime],
    hosts: Sequence[str] = LOCAL_HOSTS,
    finder: Finder | None = None,
    radars: Radars | None = None,
    briefings: Briefings | None = None,
    accounts: Accounts | None = None,
    works: Works | None = None,
) -> Starlette:
    """The pages over a library. `language` is the one spoken unless a reader asks for another; `sample` marks every
    page as the sample edition; `labels` name the sources; `hosts` are the names this site may be called by;
    without a `finder` nothing is searched; without `radars`, `briefings` or `works` there are none, and without all of
    them nothing can be sent to the site.
    """
    frame = Frame(load_assets(), sample, finder is not None, radars is not None, briefings is not None)
    room = Room(radars, library, language, labels, clock, frame, finder) if radars is not None else None
    views = Views(library, language, labels, clock, frame, finder, room, accounts, has_works=works is not None)
    search = SearchViews(finder, language, labels, frame, radars)
    briefs = BriefingRoom(briefings, library, language, labels, clock, frame, radars) if briefings is not None else None
    refusals = _Refusals(frame, language)
    return Starlette(
        routes=[
            Route("/", views.front),
            Route("/edition/{day}", views.edition),
            Route("/paper/{paper_id:path}", views.paper),
            Route("/search", search.search),
            Route("/days", views.days),
            Route("/status", views.status),
            Route("/static/{name}", views.static),
            Route("/robots.txt", views.robots),
            *(radar_routes(room) if room is not None else ()),
            *(briefing_routes(briefs) if briefs is not None else ()),
            *(work_routes(works, language, labels, frame) if works is not None else ()),
        ],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(KnownHosts, hosts=hosts),
            Middleware(SameOrigin, refuse=refusals.refuse),
            Middleware(GZipMiddleware, compresslevel=GZIP_LEVEL),
        ],
        exception_handlers={
            HTTPException: refusals.http,
            BadQuery: refusals.bad_query,
            NotFound: refusals.not_found,
            StoreError: refusals.store,
            Exception: refusals.bug,
        },
    )


@dataclass(frozen=True, slots=True)
class _Refusals:
    """What went wrong as a page in words. Nothing of an error's own text is shown: it may name paths and hosts."""

    frame: Frame
    language: str

    def http(self, request: Request, error: Exception) -> Response:
        """Our own refusals, and those of the router; `detail` is shown where a view wrote it."""
        assert isinstance(error, HTTPException)
        status = error.status_code if error.status_code in (400, 403, 404, 405, 413) else 400
        return self._page(request, status, error.detail if _is_ours(error) else None, dict(error.headers or {}))

    def refuse(self, request: Request, status: int) -> Response:
        """What never came as far as a view."""
        return self._page(request, status)

    def bad_query(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, BadQuery)
        w = wording(self._language(request))
        return self._page(request, 400, w("error.400.value", name=error.name, value=error.value))

    def not_found(self, request: Request, error: Exception) -> Response:
        return self._page(request, 404)

    def store(self, request: Request, error: Exception) -> Response:
        return self._page(request, 503, headers={"Retry-After": "30"})

    def bug(self, request: Request, error: Exception) -> Response:
        """Outside of every other layer, so it brings the security headers itself."""
        return self._page(request, 500, headers=SECURITY_HEADERS)

    def _page(
        self, request: Request, status: int, why: str | None = None, headers: Mapping[str, str] | None = None
    ) -> Response:
        here = Here("/", Query(self._language(request)), self.language)
        of_briefings = self.frame.has_briefings and request.url.path.startswith("/briefings/")
        html = self.frame.render("error.html", here, status=status, why=why, of_briefings=of_briefings)
        return HTMLResponse(html, status, {"Cache-Control": "no-store", **(headers or {})})

    def _language(self, request: Request) -> str:
        asked = request.query_params.get("language")
        return asked if asked in LANGUAGES else self.language


def _is_ours(error: HTTPException) -> bool:
    """Whether a view gave the words: Starlette fills in the status phrase where nobody did."""
    return error.detail != HTTPException(error.status_code).detail
