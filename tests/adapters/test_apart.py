"""Answers read in a process of their own: whatever becomes of it, one feed fails by name and the others are read."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import pytest

from academichub.adapters.apart import ReadApart, Readers, ReadingLimits, read_apart
from academichub.adapters.apart.wire import Broken, Outcome, decode_outcome, encode_outcome
from academichub.errors import ParseError
from academichub.model import Page, Request, Response, SourceId, Visit
from academichub.sources.feed import FeedSource
from tests.fakes import FakeSource
from tests.sources.feeding import ADDRESS, SOURCE, TODAY, item, read, rss

VISIT = Visit(TODAY)
MIB = 1024 * 1024
TIGHT = ReadingLimits(memory_bytes=300 * MIB, cpu_s=1, wall_s=30.0, processes=2)
IMPATIENT = replace(TIGHT, wall_s=3.0)
HOSTILE = SourceId("hostile")
unlimited = pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows these limits")


@dataclass(frozen=True, slots=True)
class Hostile:
    """A source whose answers do to their reader what their body says."""

    id: SourceId = HOSTILE
    label: str = "Hostile"
    of_strangers: ClassVar[bool] = True

    def start(self, visit: Visit) -> Request:
        return Request(ADDRESS)

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        match response.body:
            case b"spin":
                while True:
                    pass
            case b"sleep":
                time.sleep(600)
            case b"eat":
                held = [bytes(16 * MIB) for _ in range(1_000)]
                return Page(total=len(held))
            case b"crash":
                ctypes.string_at(1)
            case b"kill":
                os.kill(os.getpid(), signal.SIGKILL)
            case b"exit":
                os._exit(0)
            case b"quit":
                sys.exit(1)
            case b"print":
                print("not a frame", flush=True)
                os.write(1, b"neither is this")
            case b"bug":
                raise TypeError("unexpected")
            case b"refuse":
                raise ParseError("not a feed", subject=self.id) from ValueError("line 7")
            case b"write":
                (Path(request.url) / "written").write_text("x" * 100)
            case b"pid":
                return Page(total=os.getpid())
            case b"environment":
                return Page(cursor=" ".join(f"{name}={value}" for name, value in os.environ.items()))
        return Page(total=0)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    opened = Readers(TIGHT)
    yield opened
    opened.close()


def ask(readers: Readers, body: bytes, url: str = ADDRESS) -> Page:
    return readers.read(Hostile(), Request(url), Response(url, 200, body), VISIT)


def test_a_feed_is_read_apart_as_it_is_read_here(readers: Readers) -> None:
    body = rss(*(item(n, dc_creator="Ada Bee", dc_date="2026-06-23") for n in range(50)), "<title>no more</title>")
    here = read(body)
    (apart,) = read_apart([SOURCE], readers)
    assert (apart.id, apart.label, apart.start(VISIT)) == (SOURCE.id, SOURCE.label, SOURCE.start(VISIT))
    page = apart.parse(SOURCE.start(VISIT), Response(ADDRESS, 200, body.encode()), VISIT)
    assert page == here
    assert len(page.announcements) == 50
    assert len(page.failed) == 1


def test_only_sources_of_strangers_are_read_apart(readers: Readers) -> None:
    trusted, feed = FakeSource([]), FeedSource(SourceId("f"), "F", ADDRESS)
    assert read_apart([trusted, feed], readers) == (trusted, ReadApart(feed, readers))


def test_one_process_is_kept_warm(readers: Readers) -> None:
    pids = {ask(readers, b"pid").total for _ in range(5)}
    assert len(pids) == 1
    assert pids != {os.getpid()}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(b"spin", "processor time", marks=unlimited),
        pytest.param(b"eat", "more memory than is given", marks=unlimited),
        (b"crash", "brought the reader down"),
        (b"kill", "brought the reader down"),
        (b"exit", "brought the reader down"),
        (b"quit", "brought the reader down"),
        (b"bug", "a fault of AcademicHub's own: TypeError"),
        (b"refuse", r"not a feed \(line 7\)"),
    ],
)
def test_what_ends_a_reader_costs_one_feed(readers: Readers, body: bytes, words: str) -> None:
    before = ask(readers, b"pid").total
    with pytest.raises(ParseError, match=rf"^hostile: .*{words}"):
        ask(readers, body)
    assert (ask(readers, b"pid").total == before) == (body in (b"bug", b"refuse"))


def test_a_reader_that_hangs_is_ended_and_holds_up_no_other() -> None:
    readers = Readers(IMPATIENT)
    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(lambda _: ask(readers, b"pid").total, range(60)))) == 2
        hung = pool.submit(ask, readers, b"sleep")
        pages = [pool.submit(ask, readers, b"") for _ in range(20)]
        assert [page.result().total for page in pages] == [0] * 20
        assert not hung.done()
        with pytest.raises(ParseError, match="reading it was ended after 3 s"):
            hung.result()
    assert ask(readers, b"").total == 0
    readers.close()


def test_many_threads_share_few_processes(readers: Readers) -> None:
    with ThreadPoolExecutor(8) as pool:
        pids = set(pool.map(lambda _: ask(readers, b"pid").total, range(60)))
    assert 1 <= len(pids) <= TIGHT.processes


def test_what_a_library_prints_is_no_answer(readers: Readers) -> None:
    assert ask(readers, b"print").total == 0
    assert ask(readers, b"").total == 0


@unlimited
def test_nothing_is_written_to_disk(readers: Readers, tmp_path: Path) -> None:
    with pytest.raises(ParseError):
        ask(readers, b"write", str(tmp_path))
    assert (tmp_path / "written").read_text() == "" if (tmp_path / "written").exists() else True


def test_no_key_of_ours_is_in_reach(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACADEMICHUB_LLM__API_KEY", "SECRET")
    said = ask(readers, b"environment").cursor or ""
    assert "PYTHONPATH=" in said
    assert "SECRET" not in said


def test_a_reader_without_work_is_ended() -> None:
    readers = Readers(ReadingLimits(idle_s=0.05))
    first = ask(readers, b"pid").total
    assert first is not None
    ended = False
    while not ended:
        time.sleep(0.02)
        try:
            os.kill(first, 0)
        except ProcessLookupError:
            ended = True
    assert ask(readers, b"pid").total != first
    readers.close()


def test_readers_end_with_their_owner() -> None:
    readers = Readers(TIGHT)
    pid = ask(readers, b"pid").total
    assert pid is not None
    del readers
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.parametrize(
    "program", [["/nonexistent/python"], [sys.executable, "-c", "pass"], [sys.executable, "-c", "print(7)"]]
)
def test_where_no_process_may_be_started_feeds_are_read_here_and_that_is_said_once(
    program: Sequence[str], caplog: pytest.LogCaptureFixture
) -> None:
    readers = Readers(TIGHT, program)
    with caplog.at_level(logging.WARNING):
        assert [ask(readers, b"pid").total for _ in range(3)] == [os.getpid()] * 3
        with pytest.raises(ParseError, match="not a feed"):
            ask(readers, b"refuse")
        with pytest.raises(ParseError, match="a fault of AcademicHub's own"):
            ask(readers, b"bug")
    assert sum("no process can be started" in record.message for record in caplog.records) == 1


def test_a_system_that_once_could_start_a_process_is_not_read_in_without_limits(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.symlink_to(sys.executable)
    readers = Readers(TIGHT, [str(python), "-P", "-m"])
    assert ask(readers, b"pid").total != os.getpid()
    with pytest.raises(ParseError, match="brought the reader down"):
        ask(readers, b"kill")
    python.unlink()
    with pytest.raises(ParseError, match="no process could be started"):
        ask(readers, b"pid")
    python.symlink_to(sys.executable)
    assert ask(readers, b"pid").total not in (None, os.getpid())
    readers.close()


@pytest.mark.parametrize("n", [40_000, pytest.param(200_000, marks=pytest.mark.long)])
def test_two_hundred_thousand_items_do_not_swell_the_hub(n: int) -> None:
    """Read to the limit in the other process; here, the answer and the page are all there is."""
    measured = pytest.importorskip("tests.adapters.measured")
    body = rss().replace("</channel>", "").encode() + b"<item><title>A</title><link>/</link></item>" * n
    readers = Readers(ReadingLimits())
    response = Response(ADDRESS, 200, body)
    readers.read(SOURCE, SOURCE.start(VISIT), Response(ADDRESS, 200, rss(item()).encode()), VISIT)
    measured.forget_peak()
    before = measured.peak_bytes()
    page = readers.read(SOURCE, SOURCE.start(VISIT), response, VISIT)
    grown = measured.peak_bytes() - before
    readers.close()
    assert any("entries 5001 to" in entry.id for entry in page.failed)
    assert grown < 32 * MIB


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc1",
        b"\x94\xc0\xa0\xa0",
        b"\x94\xc0\x01\x02\x03",
        b"\x95\x81\xa5total\xa1x\xa0\xa0\xa0",
        b"\x91" * 5_000,
    ],
)
def test_what_is_no_page_is_never_taken_for_one(data: bytes) -> None:
    with suppress(Broken):
        assert decode_outcome(data) == Outcome()


def test_a_page_too_large_for_its_frame_is_an_error() -> None:
    outcome = decode_outcome(encode_outcome(Outcome(Page(cursor="x" * (65 * MIB)))))
    assert (outcome.page, outcome.error) == (None, "what it holds is too much")


def test_a_reader_has_no_socket_of_ours(readers: Readers) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        pid = ask(readers, b"pid").total
        folder = Path(f"/proc/{pid}/fd")
        if not folder.exists():
            pytest.skip("no /proc here")
        assert not any("socket" in str(entry.readlink()) for entry in folder.iterdir())
