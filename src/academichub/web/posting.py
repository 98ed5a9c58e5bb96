"""What a reader sends: only from our own pages, only so much of it, and read before a view runs.

Owns the refusals of a POST and the reading of its body. Every endpoint that takes one goes through `posted`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["LARGEST_FILE", "LARGEST_FORM", "SameOrigin", "posted"]

LARGEST_FORM = 64 * 1024
LARGEST_FILE = 10 * 1024 * 1024
"""Bytes of what is sent in all: of a form, and of one with a file."""

_SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
_MOST_FIELDS = 1_000
_Handler = Callable[[Request, FormData], Response]


class SameOrigin:
    """Refuses what a page of another site makes its visitor's browser send. `refuse` makes the answer to a status.

    A browser says where a request comes from: in Sec-Fetch-Site or, where our address is no secure one or it is old,
    in Origin. What says neither is no browser, and has no visitor to abuse.
    """

    def __init__(self, app: ASGIApp, refuse: Callable[[Request, int], Response]) -> None:
        self.app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self.app
        if scope["type"] == "http" and scope["method"] not in _SAFE and not _is_ours(Headers(scope=scope)):
            app = self._refuse(Request(scope), 403)
        await app(scope, receive, send)


def _is_ours(headers: Headers) -> bool:
    """What the browser says of itself counts first: behind a proxy it knows us by another host than we are given."""
    sites, origins = headers.getlist("sec-fetch-site"), headers.getlist("origin")
    if sites:
        return len(sites) == 1 and sites[0] in ("same-origin", "none")
    host = headers.get("host", "").lower()
    return not origins or (len(origins) == 1 and origins[0].lower() in (f"http://{host}", f"https://{host}"))


def posted(view: _Handler, *, takes_file: bool = False) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint that reads a form, within its limit, and gives it to a view in a thread."""

    async def endpoint(request: Request) -> Response:
        is_multipart = request.headers.get("content-type", "").startswith("multipart/")
        limit = LARGEST_FILE if takes_file and is_multipart else LARGEST_FORM
        limited = Request(request.scope, _Counted(request, limit).receive)
        async with limited.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=limit) as form:
            _check_typed(form)
            return await run_in_threadpool(view, request, form)

    return endpoint


def _check_typed(form: FormData) -> None:
    """What is typed has its own limit, within that of a file. Raises: HTTPException 413."""
    typed = (value for _, value in form.multi_items() if isinstance(value, str))
    if sum(len(value.encode("utf-8", "surrogatepass")) for value in typed) > LARGEST_FORM:
        raise HTTPException(413)


class _Counted:
    """The body of a request, up to a limit."""

    def __init__(self, request: Request, limit: int) -> None:
        self._request = request
        self._left = limit
        said = request.headers.get("content-length", "0")
        if not (said.isascii() and said.isdigit()) or int(said) > limit:
            raise HTTPException(413)

    async def receive(self) -> Message:
        message = await self._request.receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise HTTPException(413)
        return message
