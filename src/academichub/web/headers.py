"""The headers that every answer carries, so that a page can load nothing and run nothing but our own files, and the
names that the site may be called by.

Owns the security policy alone; caching is said where an answer is made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["SECURITY_HEADERS", "KnownHosts", "SecurityHeaders"]

_POLICY = (
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",  # a vote or a preview that a script sends without leaving the page
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
_UNUSED_FEATURES = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")

SECURITY_HEADERS = {
    "Content-Security-Policy": "; ".join(_POLICY),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # under "no-referrer" a browser hides the origin of our own forms from us
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED_FEATURES),
}


class SecurityHeaders:
    """Adds the headers to every HTTP answer that passes through, refusals and redirects included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SECURITY_HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class KnownHosts:
    """Refuses a request whose Host is none of ours, with any port: another name may have been rebound to this address.

    `hosts` are in lower case, an IPv6 address in brackets.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self.app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self.app
        if scope["type"] != "lifespan" and not self._knows(Headers(scope=scope).getlist("host")):
            names = ", ".join(sorted(self._hosts))
            words = f"This site does not answer to the name in the Host header. It answers to: {names}\n"
            app = PlainTextResponse(words, 400, {"Cache-Control": "no-store"})
        await app(scope, receive, send)

    def _knows(self, given: Sequence[str]) -> bool:
        return len(given) == 1 and re.sub(r":[0-9]*\Z", "", given[0].lower()) in self._hosts
