"""The loopback server logs what it sees and fails as it is told."""

from __future__ import annotations

import http.client
import threading

import pytest

from tests.upstreams.reading import get
from tests.upstreams.server import FakeUpstream, Fault, Reply, Seen


class Echo(FakeUpstream):
    """Answers with the path; /boom is a bug of the fake, /lost is no place."""

    def reply(self, seen: Seen) -> Reply | None:
        if seen.path == "/boom":
            raise RuntimeError("the fake is broken")
        return None if seen.path == "/lost" else Reply(seen.path.encode() * 10)


def test_it_logs_every_request_with_headers_and_time() -> None:
    with Echo() as echo:
        get(f"{echo.base}/a%20b?x=1&y=", {"User-Agent": "probe"})
        get(f"{echo.base}/c")
    first, second = echo.seen
    assert (first.path, first.query, first.headers["user-agent"]) == ("/a b", {"x": "1", "y": ""}, "probe")
    assert second.at_s >= first.at_s
    assert echo.most_at_once == 1


def test_only_requests_that_overlap_are_counted_together() -> None:
    with Echo() as echo:
        for _ in range(50):
            get(f"{echo.base}/a")
        assert echo.most_at_once == 1
        echo.script(Fault(delay_s=3600))
        waiting = threading.Thread(target=get, args=(f"{echo.base}/slow",))
        waiting.start()
        while len(echo.seen) < 51:
            threading.Event().wait(0.001)
        get(f"{echo.base}/a")
        assert echo.most_at_once == 2
    waiting.join(timeout=10)


def test_not_modified_only_for_the_same_bytes() -> None:
    with Echo() as echo:
        tag = get(f"{echo.base}/a")[2]["etag"]
        assert get(f"{echo.base}/a", {"If-None-Match": tag})[:2] == (304, b"")
        assert get(f"{echo.base}/b", {"If-None-Match": tag})[0] == 200
        echo.change_next(lambda body: body + b"!")
        assert get(f"{echo.base}/a", {"If-None-Match": tag})[0] == 200


def test_faults_are_dealt_in_order_and_then_it_is_well_again() -> None:
    with Echo() as echo:
        echo.fail_next(2, 503, {"Retry-After": "7"})
        echo.change_next(bytes.upper)
        answers = [get(f"{echo.base}/a") for _ in range(4)]
        assert get(f"{echo.base}/lost")[0] == 404
    assert [status for status, _, _ in answers] == [503, 503, 200, 200]
    assert answers[1][2]["retry-after"] == "7"
    assert "etag" not in answers[0][2]
    assert [body for _, body, _ in answers[2:]] == [b"/A" * 10, b"/a" * 10]


def test_a_truncated_answer_ends_before_its_promised_length() -> None:
    with Echo() as echo:
        echo.truncate_next(keep=5)
        with pytest.raises(http.client.IncompleteRead) as broken:
            get(f"{echo.base}/abc")
    assert broken.value.partial == b"/abc/"


def test_a_slow_answer_arrives_whole_and_does_not_outlive_the_fake() -> None:
    with Echo() as echo:
        echo.slow_next(delay_s=0.001, drip=7)
        assert get(f"{echo.base}/abc")[1] == b"/abc" * 10
        echo.script(Fault(delay_s=3600))
        waiting = threading.Thread(target=get, args=(f"{echo.base}/abc",))
        waiting.start()
        while len(echo.seen) < 2:
            threading.Event().wait(0.001)
    waiting.join(timeout=10)
    assert not waiting.is_alive()


def test_a_bug_of_the_fake_is_no_failure_of_an_upstream() -> None:
    echo = Echo()
    with pytest.raises(RuntimeError, match="the fake is broken"), echo:
        assert get(f"{echo.base}/boom")[0] == 500
