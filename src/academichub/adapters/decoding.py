"""Bounded decompression: a body is undone at most once, and never grows past its limit. Pure.

HTTP libraries undo every coding named in the header with no bound: 269 bytes of triple gzip became 3.1 GB of memory.
Here one coding is allowed, gzip or deflate, and no more than the limit is ever inflated.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from academichub.errors import FetchError, Refused

__all__ = ["check_length", "decode_body", "parse_coding"]

_GZIP = 16 + zlib.MAX_WBITS
_RAW = -zlib.MAX_WBITS
_MAX_MEMBERS = 1_000
"""Parts of one gzip body. A block-compressed file has one for each 64 KiB; empty ones by the million cost only time."""


def parse_coding(header: str | None) -> str:
    """ "" (plain), "gzip" or "deflate". Raises: Refused for any other coding, and for several of them."""
    codings = [name.strip().lower().removeprefix("x-") for name in (header or "").split(",")]
    codings = [name for name in codings if name and name != "identity"]
    if len(codings) > 1:
        raise Refused("the answer is compressed more than once, which is not undone")
    if codings and codings[0] not in ("gzip", "deflate"):
        raise Refused(f"the answer is compressed by {codings[0][:20]!r}, which was not asked for")
    return codings[0] if codings else ""


def check_length(header: str | None, limit: int) -> None:
    """Spare both sides a body that names itself too large. Raises: Refused."""
    length = (header or "").strip()
    if length.isdecimal() and (len(length) > 15 or int(length) > limit):
        raise Refused(f"the answer is larger than {_mebibytes(limit)}")


def decode_body(chunks: Iterable[bytes], coding: str, limit: int) -> bytes:
    """The whole body. `limit` bounds the bytes received and, apart, the bytes decoded.

    Raises: Refused past the limit; FetchError when the compressed data is broken or ends early.
    """
    plain = bytearray()
    n_received = 0
    inflater = _Inflater(coding, limit) if coding else None
    for chunk in chunks:
        n_received += len(chunk)
        if n_received > limit:
            raise Refused(f"the answer is larger than {_mebibytes(limit)}")
        plain += inflater.feed(chunk) if inflater else chunk
    if inflater and n_received and not inflater.is_whole:
        raise FetchError("the compressed answer ends before its end")
    return bytes(plain)


class _Inflater:
    """Undoes gzip (of one or many members) or deflate (with or without its zlib frame)."""

    def __init__(self, coding: str, limit: int) -> None:
        self._coding = coding
        self._limit = limit
        self._left = limit
        self._n_members = 0
        self._stream: zlib._Decompress | None = None
        self._head = b""  # bytes held back until they tell what begins

    @property
    def is_whole(self) -> bool:
        """Whether the last member is complete."""
        return self._stream is not None and self._stream.eof and not self._head

    def feed(self, data: bytes) -> bytes:
        plain = bytearray()
        while data:
            if self._stream is None or self._stream.eof:
                data = self._begin(data)
                if self._stream is None or self._stream.eof:
                    break
            data = self._inflate(data, plain)
        return bytes(plain)

    def _begin(self, data: bytes) -> bytes:
        """Start the next member; gives the bytes to feed it, none where more are needed or nothing but padding came."""
        data = self._head + data
        self._head = b""
        if self._n_members:
            data = data.lstrip(b"\0")  # some servers pad the last member
            if self._coding == "deflate" and data:
                raise FetchError("the compressed answer goes on after its end")
        if len(data) < 2:
            self._head = data
            return b""
        self._n_members += 1
        if self._n_members > _MAX_MEMBERS:
            raise Refused(f"the compressed answer has more than {_MAX_MEMBERS} parts")
        self._stream = zlib.decompressobj(_GZIP if self._coding == "gzip" else _deflate_bits(data))
        return data

    def _inflate(self, data: bytes, plain: bytearray) -> bytes:
        """Feed the member until it ends or wants more; gives what lies behind its end."""
        assert self._stream is not None
        try:
            piece = self._stream.decompress(data, self._left + 1)
        except zlib.error as error:
            raise FetchError("the compressed answer is broken") from error
        if len(piece) > self._left:
            raise Refused(f"the answer is larger than {_mebibytes(self._limit)} once decompressed")
        self._left -= len(piece)
        plain += piece
        return self._stream.unused_data


def _deflate_bits(head: bytes) -> int:
    """Most servers frame deflate by zlib as the RFC says, some send it bare. Source: RFC 1950, section 2.2."""
    framed = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return zlib.MAX_WBITS if framed else _RAW


def _mebibytes(n_bytes: int) -> str:
    return f"{n_bytes / 1024 / 1024:g} MiB"
