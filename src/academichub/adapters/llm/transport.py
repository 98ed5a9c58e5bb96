"""One bounded exchange with an endpoint over HTTP, and what its breaking off means.

Every exchange ends at its deadline, whatever the endpoint does; bodies are bounded; no redirect is followed, no cookie
kept, no proxy of the environment used, and nothing is logged. It never retries.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache

import aiohttp
import certifi
from aiohttp.abc import AbstractStreamWriter

from academichub.adapters.decoding import check_length, decode_body, parse_coding
from academichub.adapters.llm.failures import Place
from academichub.errors import FetchError, ModelRefused, ModelUnavailable

__all__ = ["CONNECT_S", "Answer", "Question", "Transport", "open_session"]

CONNECT_S = 5.0  # from the look-up of the name to the end of the TLS handshake
_IDLE_S = 4.0  # uvicorn, under vLLM and llama.cpp, hangs up after 5 s: a request must not meet that
_IN_CONNECTING = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
_BODY_BYTES = 4 * 1024 * 1024
_FILE_BYTES = 256 * 1024 * 1024
_CHUNK_BYTES = 64 * 1024
_ERROR_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Question:
    """One request. `body` is sent as JSON when it is bytes. `within_s` covers all, to the last byte of the answer."""

    method: str
    url: str
    within_s: float
    body: bytes | aiohttp.FormData | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; `headers` are looked up by lower-case names."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@asynccontextmanager
async def open_session(
    user_agent: str, tls: ssl.SSLContext | None = None, connect_s: float = CONNECT_S, *, is_secure: bool = True
) -> AsyncIterator[aiohttp.ClientSession]:
    """The one pool of connections that all models share. How many are open at once is the caller's to bound.

    `is_secure`: whether any of them is asked over https; where none is, the authorities of certifi are not read.
    """
    connector = aiohttp.TCPConnector(
        ssl=tls or (_trusting_certifi() if is_secure else True), limit=0, keepalive_timeout=_IDLE_S
    )
    session = aiohttp.ClientSession(
        connector=connector,
        timeout=aiohttp.ClientTimeout(total=None, connect=connect_s),
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
        auto_decompress=False,
        headers={"User-Agent": user_agent, "Accept-Encoding": "identity"},
    )
    async with session:
        yield session


@cache
def _trusting_certifi() -> ssl.SSLContext:
    """Made once: to read all authorities takes 20 ms."""
    return ssl.create_default_context(cafile=certifi.where())


class _Json(aiohttp.BytesPayload):
    """A body that knows whether it has left: from then on the provider may work for it, and want to be paid.

    aiohttp's own traces tell the same, at a sixth of what a whole exchange costs.
    """

    def __init__(self, value: bytes) -> None:
        super().__init__(value, content_type="application/json")
        self.has_left = False

    async def write(self, writer: AbstractStreamWriter) -> None:  # what aiohttp before 3.12 calls
        self.has_left = True
        await super().write(writer)

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        self.has_left = True
        await super().write_with_length(writer, content_length)


class Transport:
    """Exchanges with the endpoint of one model. The key is written into the header here and is kept nowhere else."""

    def __init__(self, session: aiohttp.ClientSession, place: Place, key: str | None) -> None:
        self._session = session
        self._place = place
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}

    async def ask(self, question: Question) -> Answer:
        """The whole answer, of whatever status. Raises: ModelUnavailable, ModelRefused (it cannot be asked)."""
        async with self._exchange(question) as response:
            limit = _BODY_BYTES if response.status < 300 else _ERROR_BYTES
            return Answer(response.status, response.headers, await self._read(response, limit))

    @asynccontextmanager
    async def lines(self, question: Question) -> AsyncIterator[AsyncIterator[bytes] | Answer]:
        """The lines of a long answer as they come; of an answer that is no success, the whole of it instead."""
        async with self._exchange(question) as response:
            if response.status != 200:
                yield Answer(response.status, response.headers, await self._read(response, _ERROR_BYTES))
            else:
                yield self._lines(response)

    @asynccontextmanager
    async def _exchange(self, question: Question) -> AsyncIterator[aiohttp.ClientResponse]:
        body = _Json(question.body) if isinstance(question.body, bytes) else question.body
        try:
            async with asyncio.timeout(question.within_s), self._send(question, body) as response:
                yield response
        except (aiohttp.ClientError, OSError) as error:  # TimeoutError among them
            was_sent = body.has_left if isinstance(body, _Json) else not isinstance(error, _IN_CONNECTING)
            raise self._failure(error, question, was_sent=was_sent) from None
        except ValueError:  # a key or an address that cannot be written as HTTP
            message = f"{self._place.host} cannot be asked: base_url or the key holds a character that HTTP has not"
            raise ModelRefused(message, subject=self._place.model) from None

    def _send(self, question: Question, body: _Json | aiohttp.FormData | None) -> aiohttp.client._RequestContextManager:
        return self._session.request(
            question.method, question.url, data=body, headers=self._headers, allow_redirects=False
        )

    async def _read(self, response: aiohttp.ClientResponse, limit: int) -> bytes:
        try:
            check_length(response.headers.get("Content-Length"), limit)
            coding = self._coding(response)
            chunks = [chunk async for chunk in _bounded(response, limit)]
            return decode_body(chunks, coding, limit)
        except FetchError as error:
            raise self._unusable(response.status, error) from None

    async def _lines(self, response: aiohttp.ClientResponse) -> AsyncGenerator[bytes, None]:
        try:
            if self._coding(response):
                raise FetchError("the file is compressed, which was not asked for")
            check_length(response.headers.get("Content-Length"), _FILE_BYTES)
            async for line in _split(_bounded(response, _FILE_BYTES)):
                yield line
        except FetchError as error:
            raise self._unusable(response.status, error) from None

    def _coding(self, response: aiohttp.ClientResponse) -> str:
        """Raises: Refused, in words that may be shown."""
        return parse_coding(self._place.scrubber.clean(response.headers.get("Content-Encoding", "")))

    def _unusable(self, status: int, error: FetchError) -> ModelUnavailable:
        message = f"{self._place.host} answered {status}, but {error.message}"
        return ModelUnavailable(message, subject=self._place.model, status=status, may_cost=status < 300)

    def _failure(self, error: Exception, question: Question, *, was_sent: bool) -> ModelUnavailable:
        in_connecting = isinstance(error, aiohttp.ConnectionTimeoutError)
        within_s = self._session.timeout.connect if in_connecting else question.within_s
        what = _broken(error, within_s, was_sent=was_sent) or _unreached(error)
        return ModelUnavailable(f"{self._place.host}: {what}", subject=self._place.model, may_cost=was_sent)


def _broken(error: Exception, within_s: float | None, *, was_sent: bool) -> str | None:
    """What went wrong with a request, where it is not known from the error alone; None when it is."""
    overdue = isinstance(error, TimeoutError)
    if was_sent:
        return f"no whole answer within {within_s:g} s" if overdue else "the connection broke before a whole answer"
    return f"no connection could be made within {within_s:g} s" if overdue else None


def _unreached(error: Exception) -> str:
    match error:
        case aiohttp.ClientConnectorCertificateError():
            return "its TLS certificate is not to be trusted"
        case aiohttp.ClientSSLError():
            return "no TLS connection could be made"
        case aiohttp.ClientConnectorDNSError():
            return "its name could not be looked up"
        case aiohttp.ClientConnectorError():
            return f"no connection could be made ({error.os_error.strerror or type(error.os_error).__name__})"
    return "no connection could be made"


async def _bounded(response: aiohttp.ClientResponse, limit: int) -> AsyncGenerator[bytes, None]:
    n_received = 0
    async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
        n_received += len(chunk)
        if n_received > limit:
            raise FetchError(f"it sent more than {limit // 1024} KiB")
        yield chunk


async def _split(chunks: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    """Lines without their ends; one that is too long comes as an empty one, so that it costs itself alone."""
    kept, too_long = bytearray(), False
    async for chunk in chunks:
        *whole, rest = chunk.split(b"\n")
        for piece in whole:
            kept += piece
            yield b"" if too_long or len(kept) > _BODY_BYTES else bytes(kept)
            kept, too_long = bytearray(), False
        kept += rest
        if len(kept) > _BODY_BYTES:
            kept, too_long = bytearray(), True
    if kept and not too_long:
        yield bytes(kept)
