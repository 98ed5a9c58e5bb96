"""What a feed's server may answer, good or odd: no paper is ever lost by it, and the state says in words what came."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from academichub.model import SourceId, SourceState
from academichub.store import Store
from tests.adapters.hub_like import NOON, Updates, feed_at
from tests.sources.feeding import item, rss
from tests.sources.test_hostile_feeds import DRIFTED
from tests.upstreams.loopback import Loopback, http_answer

FEED = rss(*(item(n, dc_date="2026-06-23") for n in range(5))).encode()
HTML = b"<!doctype html><html><title>We are moving</title><body>Soon.</body></html>"
ETAG = '"the-whole"'

REFUSING = {
    400: "does not understand", 401: "wants a login", 403: "does not let us in", 404: "nothing at this address",
    405: "refuses the question", 406: "no form of it", 407: "a proxy wants a login", 408: "refuses the question",
    410: "gone for good", 418: "refuses the question", 429: "too many requests", 451: "legal reasons",
    500: "it failed", 501: "it failed", 502: "it failed", 503: "overloaded", 504: "it failed", 520: "it failed",
    599: "it failed", 600: "a status that HTTP does not know", 799: "a status that HTTP does not know",
    201: "a success of a kind we cannot use", 202: "nothing ready yet", 204: "nothing to say", 205: "cannot use",
    206: "a part only", 226: "cannot use", 300: "leads nowhere", 304: "nothing was known", 305: "leads nowhere",
}  # fmt: skip
BODIES = {"nothing": b"", "a page": HTML, "a feed": FEED}
MATRIX: dict[str, tuple[bytes, str]] = {
    f"{status} with {what}": (http_answer(b"" if status in (204, 304) else body, status), words)
    for (status, words), (what, body) in itertools.product(REFUSING.items(), BODIES.items())
}
MATRIX |= {
    f"{status} to nowhere": (http_answer(status=status), "leads nowhere") for status in (301, 302, 303, 307, 308)
}
MATRIX |= {
    f"{status} inside": (
        http_answer(status=status, headers={"Location": "http://10.0.0.1/"}),
        "not a host of the public",
    )
    for status in (301, 302, 303, 307, 308)
}
MATRIX |= {
    "200 with nothing": (http_answer(), "with nothing in it"),
    "200 with blanks": (http_answer(b" \r\n "), "the answer is empty"),
    "200 with a page": (http_answer(HTML), "an HTML page came instead: We are moving"),
    "200 with a page called a feed": (
        http_answer(HTML, headers={"Content-Type": "application/rss+xml"}), "an HTML page came instead"
    ),
    "200 with a page in XHTML": (
        http_answer(b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'), "an HTML page"
    ),
    "200 with words": (http_answer(b"Service temporarily unavailable"), "not XML"),
    "200 with JSON": (http_answer(b'{"error": "no"}'), "not a JSON Feed|version is none of JSON Feed|not a JSON"),
    "200 with a list of feeds": (http_answer(b"<opml><body/></opml>"), "a list of feeds"),
    "200 with a sitemap": (http_answer(b"<urlset/>"), "a sitemap"),
    "200 with zeros": (http_answer(bytes(1_000)), "the answer is empty"),
    "200 that lies about its length": (
        http_answer(FEED, headers={"Content-Length": str(len(FEED) + 9)}), "not valid HTTP|middle of its answer"
    ),
    "200 of two lengths": (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", "not valid HTTP"),
    "200 in Brotli": (http_answer(FEED, headers={"Content-Encoding": "br"}), "compressed by 'br'"),
    "200 in broken gzip": (
        http_answer(gzip.compress(FEED)[:-20], headers={"Content-Encoding": "gzip"}), "ends before its end"
    ),
    "200 called gzip and not": (http_answer(FEED, headers={"Content-Encoding": "gzip"}), "compressed answer is broken"),
    "no HTTP": (b"220 mail.example ESMTP\r\n", "not valid HTTP"),
    "HTTP/0.9": (FEED, "not valid HTTP"),
    "a hang-up": (b"", "not valid HTTP|broke before it answered"),
    "200 of an upstream's error": (
        http_answer(b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>http://arxiv.org/api/errors#x</id>"
                    b"<title>Error</title><summary>bad</summary></entry></feed>"), "answered with an error"
    ),
    "418 that never ends": (b"HTTP/1.1 418 Tea\r\n\r\n" + bytes(300_000), "refuses the question"),
}  # fmt: skip


@contextmanager
def following(folder: Path, names: Sequence[str]) -> Iterator[Store]:
    """A store that shows how these sources stand."""
    store = Store.open(folder / "hub.db", [(SourceId(name), name.title()) for name in names])
    yield store
    store.close()


def test_the_matrix_has_the_promised_size() -> None:
    assert len(MATRIX) >= 120


def test_no_answer_costs_a_paper_and_each_is_named(tmp_path: Path) -> None:
    with Loopback() as server, following(tmp_path, ["journal"]) as store:
        updates = Updates(server, store)
        source = feed_at(server.url("/feed"))
        server.answer("/feed", FEED, headers={"ETag": ETAG})
        assert updates.run([source])["journal"].new == 5
        whole, at = [store.outline(day) for day, _ in store.days()], NOON
        for name, (answer, words) in MATRIX.items():
            # A 304 to a question without condition; everything else is the answer to "changed since?".
            conditional = not name.startswith("304")
            other = feed_at(server.url("/feed" if conditional else "/304"))
            server.script("/feed", answer)
            server.script("/304", answer)
            report = updates.run([other], at)["journal"]
            if name.startswith("410"):  # who says so is left alone for a week
                at += timedelta(days=7)
            assert report.state is SourceState.FAILED, name
            assert any(part in (report.error or "") for part in words.split("|")), (name, report.error)
            status = next(status for status in store.statuses() if status.id == "journal")
            assert status.reason == report.error, name
        assert [store.outline(day) for day, _ in store.days()] == whole
        server.script("/feed", b"HTTP/1.1 304 Not Modified\r\n\r\n")
        assert updates.run([source], at)["journal"].state is SourceState.UNCHANGED
        assert server.requests[-1].headers["if-none-match"] == ETAG


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.999])
def test_a_cut_answer_is_partial_and_asked_for_whole_again(store: Store, cut: float) -> None:
    """The server said that this was all: the length fits, the feed does not end."""
    with Loopback() as server:
        updates, source = Updates(server, store), feed_at(server.url("/feed"))
        server.answer("/feed", FEED[: int(len(FEED) * cut)], headers={"ETag": '"cut"'})
        report = updates.run([source])["journal"]
        assert report.state is SourceState.PARTIAL
        assert report.new >= int(5 * cut) - 1
        server.answer("/feed", FEED, headers={"ETag": ETAG})
        assert updates.run([source])["journal"].state in (SourceState.FRESH, SourceState.UNCHANGED)
        assert "if-none-match" not in server.requests[-1].headers
        assert sum(n for _, n in store.days()) == 5


def test_a_changed_format_raises_an_alert_and_is_kept_as_it_came(tmp_path: Path) -> None:
    """Thirty bodies of upstreams that changed their minds: each says so in its report and in its status."""
    names = [f"journal-{n}" for n in range(len(DRIFTED))]
    with Loopback() as server, following(tmp_path, names) as store:
        updates = Updates(server, store)
        sources = [feed_at(server.url(f"/{n}"), f"journal-{n}") for n in range(len(DRIFTED))]
        for n, body in enumerate(DRIFTED.values()):
            server.answer(f"/{n}", body, headers={"ETag": ETAG})
        reports = updates.run(sources)
        statuses = {status.id: status for status in store.statuses()}
        for (name, _), source in zip(DRIFTED.items(), sources, strict=True):
            report = reports[source.id]
            assert report.alert is not None, name
            assert "entries could not be read: the upstream may have changed its format" in report.alert
            assert (statuses[source.id].reason or "").startswith(report.alert), name
            assert report.state is SourceState.PARTIAL


@pytest.mark.parametrize(("n_bad", "n", "is_alarming"), [(0, 30, False), (1, 30, False), (1, 5, False), (2, 40, False),
                                                        (3, 40, True), (2, 5, True), (1, 1, True)])  # fmt: skip
def test_a_slip_is_no_drift(store: Store, n_bad: int, n: int, is_alarming: bool) -> None:
    entries = [item(k) if k >= n_bad else item(k).replace("title>", "headline>") for k in range(n)]
    with Loopback() as server:
        server.answer("/feed", rss(*entries).encode())
        report = Updates(server, store).run([feed_at(server.url("/feed"))])["journal"]
    assert (report.alert is not None) == is_alarming
    assert len(report.failed) == n_bad


@pytest.mark.parametrize(("n_feeds", "n_polls"), [(5, 7), pytest.param(40, 25, marks=pytest.mark.long)])
def test_polls_of_feeds_that_did_not_change_read_nothing_again(store: Store, n_feeds: int, n_polls: int) -> None:
    """But for the first of each, every answer is a 304."""
    with Loopback() as server:
        server.script(
            "*",
            lambda asked: (
                b"HTTP/1.1 304 Not Modified\r\n\r\n"
                if asked.headers.get("if-none-match") == ETAG
                else http_answer(FEED, headers={"ETag": ETAG})
            ),
        )
        updates = Updates(server, store)
        sources = [feed_at(server.url(f"/{n}"), f"journal-{n}") for n in range(n_feeds)]
        states = [{report.state for report in updates.run(sources).values()} for _ in range(n_polls)]
        n_whole = sum("if-none-match" not in asked.headers for asked in server.requests)
        assert len(server.requests) == n_feeds * n_polls
    assert n_whole == n_feeds
    assert states[1:] == [{SourceState.UNCHANGED}] * (n_polls - 1)
    assert [day for day, _ in store.days()] == [date(2026, 6, 23)]


def test_what_moved_is_asked_where_the_settings_say(store: Store) -> None:
    """A redirect is followed and never kept: who takes over a host for a day must not keep the feed."""
    with Loopback() as server:
        server.redirect("/old", "/new", 301)
        server.answer("/new", FEED, headers={"ETag": ETAG})
        updates, source = Updates(server, store), feed_at(server.url("/old"))
        for _ in range(4):
            assert updates.run([source])["journal"].error is None
        assert [asked.path for asked in server.requests] == ["/old", "/new"] * 4
