"""Manners: gaps between requests, one at a time, over threads and over processes that are killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest

from academichub.adapters.pacing import Pacing
from academichub.errors import FetchError, RateLimited
from tests.adapters.outside import HandClock
from tests.upstreams.loopback import Loopback


def test_gap_counts_from_the_end_of_the_last_request() -> None:
    hand = HandClock()
    pacing = Pacing(None, hand.clock)
    for took_s in (5.0, 1.0, 0.0):
        with pacing.turn("arxiv", 3.0):
            hand.at += took_s
    assert hand.slept == [3.0, 3.0]
    hand.at += 2.0
    with pacing.turn("arxiv", 3.0):
        pass
    assert hand.slept[2:] == [1.0]


def test_lanes_do_not_wait_for_each_other() -> None:
    hand = HandClock()
    pacing = Pacing(None, hand.clock)
    with pacing.turn("arxiv", 3.0), pacing.turn("nature", 3.0):
        pass
    assert hand.slept == []


def test_a_failed_request_counts_too() -> None:
    hand = HandClock()
    pacing = Pacing(None, hand.clock)
    with pytest.raises(OSError, match="down"), pacing.turn("arxiv", 3.0):
        raise OSError("down")
    with pacing.turn("arxiv", 3.0):
        pass
    assert hand.slept == [3.0]


@pytest.mark.parametrize("with_file", [False, True])
def test_threads_take_turns(tmp_path: Path, with_file: bool) -> None:
    pacing = Pacing(tmp_path if with_file else None)
    inside: list[int] = []
    seen: list[int] = []

    def work() -> None:
        for _ in range(5):
            with pacing.turn("arxiv", 0.001):
                inside.append(1)
                seen.append(len(inside))
                time.sleep(0.001)
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1] * 40


def test_the_next_run_keeps_gap_and_wait(tmp_path: Path) -> None:
    hand = HandClock()
    with Pacing(tmp_path, hand.clock).turn("arxiv", 3.0) as turn:
        turn.ask_to_wait(20)
    with Pacing(tmp_path, hand.clock).turn("arxiv", 3.0):
        pass
    assert hand.slept == [20]
    with Pacing(tmp_path, hand.clock).turn("arxiv", 3.0) as turn:
        turn.ask_to_wait(7200)
    hand.at += 60
    with (
        pytest.raises(RateLimited, match="arxiv: asked us to wait; not asked again for another 1 h 59 min"),
        Pacing(tmp_path, hand.clock).turn("arxiv", 3.0),
    ):
        pass
    hand.at += 7200
    with Pacing(tmp_path, hand.clock).turn("arxiv", 3.0):
        pass
    assert hand.slept == [20, 3.0]


def test_a_clock_set_back_costs_one_gap_at_most(tmp_path: Path) -> None:
    hand = HandClock()
    with Pacing(tmp_path, hand.clock).turn("arxiv", 3.0) as turn:
        turn.ask_to_wait(86_400)
    hand.at -= 500_000
    with Pacing(tmp_path, hand.clock).turn("arxiv", 3.0):
        pass
    assert hand.slept == [3.0]


@pytest.mark.parametrize(
    "text",
    [
        b"\0" * 64,
        b"{",
        b"[1",
        b'["x", 2]',
        b"[NaN, null]",
        b"[1e999, null]",
        b"7",
        b"[" * 4096,
        b"[1, null, -1, 0]",
        b"[1, null, 0, 1e9]",
    ],
)
def test_a_damaged_file_counts_as_a_request_when_it_was_written(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "arxiv.json"
    path.write_bytes(text)
    os.utime(path, (1_000_000, 1_000_000))
    hand = HandClock(at=1_000_001.0)
    pacing = Pacing(tmp_path, hand.clock)
    with pacing.turn("arxiv", 3.0):
        pass
    assert hand.slept == [2.0]
    assert json.loads(path.read_bytes()) == [1_000_003.0, None, 0, 0.0]


@pytest.mark.parametrize("lane", ["../../etc/x", "a/b", "[::1]", "", "é", "x" * 300, "CON\0"])
def test_lane_names_stay_in_the_folder(tmp_path: Path, lane: str) -> None:
    folder = tmp_path / "pacing"
    with Pacing(folder).turn(lane, 0.0):
        pass
    assert [path.parent for path in tmp_path.rglob("*.json")] == [folder]


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "pacing").write_text("a file")
    with pytest.raises(FetchError, match="cannot be written"), Pacing(tmp_path / "pacing").turn("arxiv", 0.0):
        pass


GAP_S = 0.06


def asking(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.adapters.asking", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def test_two_processes_keep_one_gap_between_them(tmp_path: Path) -> None:
    with Loopback() as server:
        server.answer("/feed", b"<rss/>")
        processes = [asking("often", tmp_path, server.url("/feed"), GAP_S, 12) for _ in range(2)]
        assert [process.wait(30) for process in processes] == [0, 0]
        for process in processes:
            process.communicate()
    # Each gap begins when the answer has reached the client, so it is at least this long on the server's clock too.
    begun = [asked.begun_at for asked in server.requests]
    assert len(begun) == 24
    assert min(later - earlier for earlier, later in pairwise(begun)) > GAP_S - 0.005
    assert server.n_open_max == 1


def test_a_killed_process_leaves_the_lane_free_and_its_request_counted(tmp_path: Path) -> None:
    with asking("hold", tmp_path) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        try:
            with pytest.raises(FetchError, match="arxiv: another AcademicHub has been asking for 2 s"):
                enter(Pacing(tmp_path, HandClock().clock, longest_queue_s=2))
        finally:
            process.kill()
    asked_at = json.loads((tmp_path / "arxiv.json").read_bytes())[0]
    hand = HandClock(at=asked_at + 1.0)
    enter(Pacing(tmp_path, hand.clock))
    assert hand.slept == [pytest.approx(2.0)]


def enter(pacing: Pacing) -> None:
    with pacing.turn("arxiv", 3.0):
        pass
