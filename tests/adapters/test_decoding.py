"""Bounded decompression: every honest body is whole, and no bomb goes off."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.adapters.decoding import decode_body, parse_coding
from academichub.errors import FetchError, Refused

MIB = 1024 * 1024


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKERS: dict[str, list[Callable[[bytes], bytes]]] = {
    "gzip": [gzip.compress],
    "deflate": [zlib.compress, bare_deflate],
    "": [bytes],
}


@settings(deadline=None)
@given(st.data(), st.binary(max_size=3000), st.sampled_from(sorted(PACKERS)), st.integers(1, 50))
def test_packed_in_any_way_and_cut_anywhere_it_comes_out_whole(
    data: st.DataObject, plain: bytes, coding: str, size: int
) -> None:
    packed = data.draw(st.sampled_from(PACKERS[coding]))(plain)
    chunks = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert decode_body(chunks, coding, 4000) == plain


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=300), st.sampled_from(["gzip", "deflate"]), st.data())
def test_cut_short_or_damaged_is_never_content(plain: bytes, coding: str, data: st.DataObject) -> None:
    packed = PACKERS[coding][0](plain)
    with pytest.raises(FetchError):
        decode_body([packed[: data.draw(st.integers(1, len(packed) - 1))]], coding, 4000)
    with pytest.raises(FetchError):
        decode_body([packed, b"garbage"], coding, 4000)


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate"]))
def test_any_bytes_give_an_answer_or_an_error_of_ours(noise: bytes, coding: str) -> None:
    with suppress(FetchError):
        assert len(decode_body([noise], coding, 4000)) <= 4000


def test_members_of_one_gzip_body_follow_each_other() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 20
    assert decode_body([packed], "gzip", 100) == b"one two"
    assert decode_body([packed[at : at + 1] for at in range(len(packed))], "gzip", 100) == b"one two"


def test_a_million_empty_members_are_refused() -> None:
    with pytest.raises(Refused, match="parts"):
        decode_body([gzip.compress(b"") * 3000] * 100, "gzip", 100 * MIB)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_the_limit_is_exact(coding: str) -> None:
    packed = PACKERS[coding][0](b"x" * 5000)
    assert len(decode_body([packed], coding, 5000)) == 5000
    with pytest.raises(Refused, match="once decompressed"):
        decode_body([packed], coding, 4999)


def bomb(coding: str) -> bytes:
    """About 1 MB that stands for 1 GiB."""
    packer = zlib.compressobj(9, wbits=-15)
    mebibyte = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    head = b"\x1f\x8b\x08" + bytes(7) if coding == "gzip" else b"\x78\xda"
    return head + mebibyte * 1024


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
@pytest.mark.parametrize("size", [2_000_000, 65_536])
def test_bomb_is_refused_in_little_memory(coding: str, size: int) -> None:
    packed = bomb(coding)
    chunks = (packed[at : at + size] for at in range(0, len(packed), size))
    tracemalloc.start()
    try:
        with pytest.raises(Refused, match="larger than 15 MiB once decompressed"):
            decode_body(chunks, coding, 15 * MIB)
        assert tracemalloc.get_traced_memory()[1] < 64 * MIB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("header", "coding"),
    [(None, ""), ("", ""), ("identity", ""), (" GZIP ", "gzip"), ("x-gzip", "gzip"), ("identity, deflate", "deflate")],
)
def test_codings_we_read(header: str | None, coding: str) -> None:
    assert parse_coding(header) == coding


@pytest.mark.parametrize("header", ["br", "zstd", "gzip,gzip", "gzip, deflate", "compress", "gzip;q=1", "*"])
def test_codings_we_refuse(header: str) -> None:
    with pytest.raises(Refused):
        parse_coding(header)
