"""Small answers that want to be large: each is refused, in a process of its own that says what it cost."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.recorded import RECORDED
from tests.sources.feeding import read
from tests.upstreams.loopback import Loopback, http_answer

if sys.platform == "win32":
    pytest.skip("memory is measured by a module that Windows has not", allow_module_level=True)

MIB = 1024 * 1024
MOST_GROWN = 64 * MIB
MOST_CPU_S = 2.0


def packed_gibibyte(head: bytes) -> bytes:
    """About 1 MB that stands for 1 GiB."""
    packer = zlib.compressobj(9, wbits=-15)
    mebibyte = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + mebibyte * 1024


GZIP_HEAD = b"\x1f\x8b\x08" + bytes(7)
ONE = packed_gibibyte(GZIP_HEAD)
TWO = gzip.compress(gzip.compress(bytes(16 * MIB), 9), 9)
THREE = gzip.compress(TWO, 9)
BROTLI_LOOK = b"\x1b\xff\xff\xff" + bytes(2_000)
ZSTD_LOOK = b"\x28\xb5\x2f\xfd\xa4" + bytes(2_000)


def packed(body: bytes, coding: str, status: int = 200, **more: str) -> bytes:
    return http_answer(body, status, {"Content-Encoding": coding, **more})


BOMBS: dict[str, bytes] = {
    "/gzip": packed(ONE, "gzip"),
    "/x-gzip": packed(ONE, "X-GZIP"),
    "/deflate": packed(packed_gibibyte(b"\x78\xda"), "deflate"),
    "/bare-deflate": packed(packed_gibibyte(b""), "deflate"),
    "/members": packed(gzip.compress(b"") * 600_000, "gzip"),
    "/many-gzip": packed(gzip.compress(bytes(MIB)) * 999, "gzip"),
    "/double": packed(TWO, "gzip, gzip"),
    "/double-in-two-headers": packed(TWO, "gzip\r\nContent-Encoding: gzip"),
    "/triple": packed(THREE, "gzip,gzip,gzip"),
    "/deflate-in-gzip": packed(gzip.compress(packed_gibibyte(b"\x78\xda")), "deflate, gzip"),
    "/br": packed(BROTLI_LOOK, "br"),
    "/zstd": packed(ZSTD_LOOK, "zstd"),
    "/redirect": packed(ONE, "gzip", 302, Location="/gzip"),
    "/not-found": packed(ONE, "gzip", 404),
    "/failed": packed(ONE, "gzip", 500),
    "/unavailable": packed(ONE, "gzip", 503),
    "/huge-length": http_answer(b"x", headers={"Content-Length": str(10**14)}),
    "/length-of-5000-digits": http_answer(b"x", headers={"Content-Length": "9" * 5_000}),
}
"""Each answer by its path; the last two lie about their length."""


def measured(*arguments: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.adapters.measured", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=120, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def check(rows: Mapping[str, dict[str, Any]]) -> None:
    for path, row in rows.items():
        assert "Refused" in row["outcome"] or "FetchError" in row["outcome"] or "RateLimited" in row["outcome"], path
        assert row["grown"] < MOST_GROWN, (path, row)
        assert row["cpu_s"] < MOST_CPU_S, (path, row)


def test_no_bomb_goes_off() -> None:
    with Loopback() as server:
        server.answer("/small", b"<rss/>")
        for path, answer in BOMBS.items():
            server.script(path, answer)
        small, *rows = measured("fetch", server.place, "/small", *(path for path in BOMBS if path != "/unavailable"))
        (unavailable,) = measured("fetch", server.place, "/unavailable")
    assert small["outcome"] == "6 bytes"
    check(dict(zip((path for path in BOMBS if path != "/unavailable"), rows, strict=True)))
    check({"/unavailable": unavailable})
    assert "once decompressed" in rows[0]["outcome"]


def test_a_stream_without_end_is_refused_at_its_limit() -> None:
    heads = {
        "/plain": b"HTTP/1.1 200 OK\r\n\r\n",
        "/chunked": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "/zeros": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + GZIP_HEAD,
    }
    packer = zlib.compressobj(9, wbits=-15)
    zeros = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    chunks = {"/plain": b"x" * 65_536, "/chunked": b"10000\r\n" + b"x" * 65_536 + b"\r\n", "/zeros": zeros}
    with Loopback() as server:
        for path in heads:
            server.script(path, lambda asked: [heads[asked.path], *[chunks[asked.path]] * 400])
        rows = dict(zip(heads, measured("fetch", server.place, *heads), strict=True))
    check(rows)
    assert all("larger than 15 MiB" in row["outcome"] for row in rows.values())


def feed_around(text: bytes, head: bytes = b"") -> bytes:
    return head + b"<rss><channel><item><title>A " + text + b"</title><guid>1</guid></item></channel></rss>"


def layers(n: int, unit: bytes) -> bytes:
    inner = b"".join(b"<!ENTITY e%d '%b'>" % (k, b"&e%d;" % (k - 1) * 10) for k in range(1, n))
    return b"<!DOCTYPE rss [<!ENTITY e0 '" + unit + b"'>" + inner + b"]>"


def xml_bombs(share: int) -> dict[str, bytes]:
    """The bombs at full size, or of a share of it."""
    attributes = b" ".join(b"a%d='1'" % n for n in range(100_000 // share))
    return {
        "a billion laughs": feed_around(b"&e11;", layers(12, b"ha")),
        "a billion laughs in UTF-16": feed_around(b"&e11;", layers(12, b"ha")).decode().encode("utf-16"),
        "parameter entities": feed_around(
            b"&x;", b"<!DOCTYPE rss [<!ENTITY % a '<!ENTITY x \"" + b"x" * 99_999 + b"\">'>%a;]>"
        ),
        "one long entity, often": feed_around(
            b"&long;" * (200_000 // share), b"<!DOCTYPE rss [<!ENTITY long '" + b"x" * 190 + b"'>]>"
        ),
        "an entity of itself": feed_around(b"&aa;", b"<!DOCTYPE rss [<!ENTITY aa '&bb;'><!ENTITY bb '&aa;'>]>"),
        "elements in one another": feed_around(b"<b>" * (1_000_000 // share)),
        "elements in one another, closed": feed_around(b"<b>" * (200_000 // share) + b"</b>" * (200_000 // share)),
        "an element of attributes": feed_around(b"<b " + attributes + b"/>"),
        "an attribute of megabytes": feed_around(b"<b a='" + b"x" * (12_000_000 // share) + b"'/>"),
        "a name of megabytes": feed_around(b"<" + b"b" * (5_000_000 // share) + b"/>"),
        "namespaces": feed_around(b"".join(b"<b xmlns:n%d='u%d'/>" % (n, n) for n in range(100_000 // share))),
        "comments without end": feed_around(b"<!--" * (1_000_000 // share)),
        "sections without end": feed_around(b"<![CDATA[" * (500_000 // share)),
        "references": feed_around(b"&#65;" * (2_000_000 // share)),
    }


def xxe_files() -> list[Path]:
    folder = RECORDED / "hostile/xxe"
    return sorted(path for path in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("share", [8, pytest.param(1, marks=pytest.mark.long)])
def test_no_xml_bomb_goes_off_in_a_reader_and_nothing_is_fetched_or_read(tmp_path: Path, share: int) -> None:
    """Twelve bombs and more, what others have written, and answers that name a file and a server."""
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    with Loopback() as canary:
        named = [secret.as_uri(), canary.url("/dtd"), f"ftp://127.0.0.1:{canary.port}/"]
        lures = [feed_around(b"&x;", b"<!DOCTYPE rss [<!ENTITY x SYSTEM '%b'>]>" % url.encode()) for url in named]
        lures += [feed_around(b"", b"<!DOCTYPE rss SYSTEM '%b'>" % url.encode()) for url in named]
        lures += [feed_around(b"", b"<?xml-stylesheet href='%b' type='text/xsl'?>" % url.encode()) for url in named]
        lures += [
            feed_around(
                b"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' href='%b'/>" % url.encode()
            )
            for url in named
        ]
        files = xxe_files()
        for name, body in [*xml_bombs(share).items(), *((f"lure {n}", lure) for n, lure in enumerate(lures))]:
            path = tmp_path / name
            path.write_bytes(body)
            files.append(path)
        rows = measured("read", *map(str, files))
        assert canary.n_connections == 0
    for path, row in zip(files, rows, strict=True):
        assert row["cpu_s"] < MOST_CPU_S, (path.name, row)
        assert row["grown"] < 4 * MOST_GROWN, (path.name, row)
        assert row["outcome"].startswith("ParseError") or row["outcome"].endswith(" papers"), row
        assert "SECRET" not in row["outcome"]


def test_a_feed_with_small_entities_of_its_own_is_read() -> None:
    head = b"<!DOCTYPE rss [<!ENTITY nbsp '&#160;'><!ENTITY journal 'Ann. of Tests'>]>"
    page = read(feed_around(b"of&nbsp;the &journal; &amp; more", head))
    assert [found.record.title.text for found in page.announcements] == ["A of the Ann. of Tests & more"]
