"""The built-in upstream: serves the sample edition on loopback as arXiv, bioRxiv, medRxiv and five journals would.

Only GET; conditional requests are honoured by ETag. It tells what the sources had listed up to one day. One liberty is
taken: arXiv's feed holds the sample's earlier days as well, where the real one holds a day alone, so that one update
fills every edition. It is no general test double: scripted failures live with the tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

from academichub.sample.edition import SAMPLE_TODAY, SampleEdition, load_sample
from academichub.sample.formats import FEED_TYPES, FEED_WRITERS, RxivQuery, render_arxiv_rss, render_rxiv_page
from academichub.settings import (
    ArxivSettings,
    FeedSettings,
    FetchSettings,
    RxivSettings,
    Settings,
    SourcesSettings,
)

__all__ = ["SAMPLE_CATEGORIES", "Answer", "answer", "sample_settings", "serve_sample"]

SAMPLE_CATEGORIES = (
    *("cs.CV", "cs.CL", "cs.LG", "cs.RO", "math.CO", "math.AG", "stat.ME", "quant-ph", "hep-ex", "astro-ph.GA"),
    *("astro-ph.SR", "cond-mat.mtrl-sci", "cond-mat.stat-mech", "eess.SP", "econ.GN", "physics.ao-ph"),
)
"""The arXiv categories the sample follows. Some of its papers are at home elsewhere and so come as cross-lists."""

_PAGE_SIZE = 6  # small, so that a visit needs several pages as a real one does
_DETAILS = re.compile(r"/details/(biorxiv|medrxiv)/(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)/(\d+)(?:/json)?")


@dataclass(frozen=True, slots=True)
class Answer:
    """A body and the content type it is served under."""

    body: bytes
    content_type: str


def answer(edition: SampleEdition, day: date, target: str) -> Answer | None:
    """What the sample's upstreams say on the day to a request target (path and query); None: no such place."""
    parts = urlsplit(target)
    path = unquote(parts.path)
    if path.startswith("/rss/"):
        return _arxiv(edition, day, path.removeprefix("/rss/"))
    if path.startswith("/feeds/"):
        return _feed(edition, day, path.removeprefix("/feeds/"))
    match = _DETAILS.fullmatch(path)
    return _details(edition, day, match, parse_qs(parts.query)) if match else None


def _arxiv(edition: SampleEdition, day: date, categories: str) -> Answer:
    body = render_arxiv_rss(categories.split("+"), day, edition.until("arxiv", day))
    return Answer(body, "text/xml; charset=utf-8")


def _feed(edition: SampleEdition, day: date, name: str) -> Answer | None:
    journal = edition.journals.get(name)
    if journal is None:
        return None
    return Answer(FEED_WRITERS[journal.format](journal, edition.until(name, day)[::-1]), FEED_TYPES[journal.format])


def _details(edition: SampleEdition, day: date, match: re.Match[str], query: Mapping[str, list[str]]) -> Answer | None:
    server, first, last, cursor = match.groups()
    category = query.get("category", [None])[0]
    try:
        asked = RxivQuery(server, date.fromisoformat(first), date.fromisoformat(last), int(cursor), _subject(category))
    except ValueError:
        return None
    body = render_rxiv_page(asked, edition.until(server, day), _PAGE_SIZE)
    return Answer(body, "application/json; charset=utf-8")


def _subject(category: str | None) -> str | None:
    return category.replace("_", " ") if category else None


@contextmanager
def serve_sample(day: date = SAMPLE_TODAY) -> Iterator[str]:
    """Serve the sample, as it stood on the day, from a free loopback port; yields the base address, without a slash."""
    edition = load_sample()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(lambda target: answer(edition, day, target)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True, name="sample-upstream")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(respond: Callable[[str], Answer | None]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers GET from `respond`, 304 where the client holds the same bytes, and keeps silent about it."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = respond(self.path)
            if found is None:
                self._send(404, b"no such place\n", "text/plain; charset=utf-8", None)
                return
            etag = f'"{sha256(found.body).hexdigest()[:24]}"'
            if self.headers.get("If-None-Match") == etag:
                self._send(304, b"", found.content_type, etag)
            else:
                self._send(200, found.body, found.content_type, etag)

        def _send(self, status: int, body: bytes, content_type: str, etag: str | None) -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")  # no thread outlives its answer
            if etag is not None:
                self.send_header("ETag", etag)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


def sample_settings(home: Path, base: str, language: str) -> Settings:
    """Settings that follow every sample source at the base address that `serve_sample` gave."""
    arxiv = ArxivSettings(categories=SAMPLE_CATEGORIES, rss_url=f"{base}/rss", oai_url=f"{base}/oai")
    rxiv = RxivSettings(api_url=base)
    feeds = tuple(
        FeedSettings(journal.id, f"{base}/feeds/{journal.id}", journal.name, journal.field)
        for journal in load_sample().journals.values()
    )
    return Settings(
        home=home,
        language=language,
        sources=SourcesSettings(arxiv=arxiv, biorxiv=rxiv, medrxiv=rxiv, feed=feeds),
        fetch=FetchSettings(allow_hosts=(urlsplit(base).netloc,)),
    )
