"""The loopback HTTP server under every fake upstream: a log of requests, entity tags, and scripted faults.

A fake subclasses `FakeUpstream` and answers in `reply`; it is used as a context manager. Faults are dealt to the next
requests in the order they were scripted, one each, before `reply` is trusted again. An error inside a fake is raised
when the context ends, so that it cannot pass for an upstream's failure.
"""

from __future__ import annotations

import select
import socket
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, unquote, urlsplit

__all__ = ["FakeUpstream", "Fault", "Reply", "Seen"]


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as it arrived. `at_s` is on the monotonic clock; header names are in lower case."""

    at_s: float
    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> dict[str, str]:
        """The parameters; of one given twice the last."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. `etag` None: the hash of the body; empty: the answer carries none."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None

    @property
    def tag(self) -> str | None:
        if self.status != 200 or self.etag == "":
            return None
        return f'"{self.etag or sha256(self.body).hexdigest()[:24]}"'


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one answer.

    `reply` is sent instead of the fake's own; `change` alters the body; `delay_s` passes before the first byte; of the
    promised length only `keep` bytes are sent; after every `drip` bytes `delay_s` passes again.
    """

    reply: Reply | None = None
    change: Callable[[bytes], bytes] | None = None
    delay_s: float = 0.0
    keep: int | None = None
    drip: int | None = None


_NO_FAULT = Fault()
_NOT_FOUND = Reply(b"no such place\n", 404)


class FakeUpstream(ABC):
    """A fake on a free loopback port while its context lasts."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.most_at_once = 0
        self._under_way = 0
        self._faults: deque[Fault] = deque()
        self._errors: list[BaseException] = []
        self._lock = Lock()
        self._closing = Event()
        self._server: ThreadingHTTPServer | None = None
        self._thread: Thread | None = None

    @abstractmethod
    def reply(self, seen: Seen) -> Reply | None:
        """The answer to a request when nothing goes wrong; None: 404."""

    @property
    def host(self) -> str:
        """host:port, as `allow_hosts` wants it."""
        assert self._server is not None, "the fake is not running"
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def base(self) -> str:
        """The address, without a slash at the end."""
        return f"http://{self.host}"

    def script(self, *faults: Fault) -> None:
        """Deal these faults, in order, to the next requests."""
        with self._lock:
            self._faults.extend(faults)

    def fail_next(self, n: int = 1, status: int = 500, headers: Mapping[str, str] | None = None) -> None:
        """The next n answers have this status."""
        reply = Reply(b"scripted failure\n", status, headers=headers or {})
        self.script(*[Fault(reply=reply)] * n)

    def slow_next(self, n: int = 1, delay_s: float = 1.0, drip: int | None = None) -> None:
        """The next n answers come late, or `drip` bytes at a time with the delay between."""
        self.script(*[Fault(delay_s=delay_s, drip=drip)] * n)

    def truncate_next(self, n: int = 1, keep: int = 100) -> None:
        """The next n answers promise their whole length and end after `keep` bytes."""
        self.script(*[Fault(keep=keep)] * n)

    def change_next(self, change: Callable[[bytes], bytes], n: int = 1) -> None:
        """The next n bodies are altered, entity tag included."""
        self.script(*[Fault(change=change)] * n)

    def __enter__(self) -> Self:
        self._listen()
        return self

    def _listen(self, port: int = 0) -> None:
        self._server = _Server(self, port)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Nobody listens on the port meanwhile. Waits first for the answers under way."""
        assert self._server is not None
        assert self._thread is not None
        port = self._server.server_port
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        try:
            yield
        finally:
            self._listen(port)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        assert self._server is not None
        assert self._thread is not None
        self._closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        if self._errors and error is None:
            raise self._errors[0]

    def note(self, seen: Seen) -> tuple[Reply, Fault]:
        """Log a request and decide its answer."""
        with self._lock:
            self.seen.append(seen)
            fault = self._faults.popleft() if self._faults else _NO_FAULT
            reply = fault.reply if fault.reply is not None else self.reply(seen) or _NOT_FOUND
        if fault.change is not None:
            reply = replace(reply, body=fault.change(reply.body), etag=None)
        if reply.tag is not None and seen.headers.get("if-none-match") == reply.tag:
            return replace(reply, status=304, body=b"", headers={**reply.headers, "ETag": reply.tag}), fault
        return reply, fault

    def began(self) -> Callable[[], None]:
        """Count a request as under way; the returned function, called once or oftener, counts it as done.

        It must be called before the last bytes go out: a client that has its answer may ask again at once, and two
        requests one after the other would be taken for two at the same time.
        """
        with self._lock:
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
        remaining = [1]

        def done() -> None:
            with self._lock:
                self._under_way -= remaining.pop() if remaining else 0

        return done

    @property
    def n_under_way(self) -> int:
        """Requests whose answer is not out yet, and whose client still waits."""
        return self._under_way

    @property
    def is_closing(self) -> bool:
        return self._closing.is_set()

    def pause(self, delay_s: float) -> None:
        """Wait, but no longer than the fake runs."""
        if delay_s > 0:
            self._closing.wait(delay_s)

    def note_error(self, error: BaseException) -> None:
        """Keep an error of the fake itself for the end of the context."""
        self._errors.append(error)


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # closing waits for the answers under way: no thread outlives its test
    request_queue_size = 128

    def __init__(self, upstream: FakeUpstream, port: int = 0) -> None:
        self.upstream = upstream
        super().__init__(("127.0.0.1", port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5  # seconds: a client that connects and says nothing cannot keep the fake from ending

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        upstream = self._upstream
        done = upstream.began()
        try:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            seen = Seen(time.monotonic(), self.command, self.path, headers, self.rfile.read(length))
            self._send(*upstream.note(seen), done)
        except ConnectionError:
            pass  # the client went away, as a client with a deadline does
        except Exception as error:
            upstream.note_error(error)
            self.send_error(500, "the fake is broken")
            self.close_connection = True
        finally:
            done()

    @property
    def _upstream(self) -> FakeUpstream:
        assert isinstance(self.server, _Server)
        return self.server.upstream

    def _send(self, reply: Reply, fault: Fault, done: Callable[[], None]) -> None:
        self._pause(fault.delay_s)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        self.send_header("Connection", "close")
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.tag is not None:
            self.send_header("ETag", reply.tag)
        body = b"" if self.command == "HEAD" else reply.body[: fault.keep]
        step = fault.drip or max(len(body), 1)
        pieces = [body[start : start + step] for start in range(0, len(body), step)]
        self._write(pieces, fault.delay_s, done)

    def _pause(self, delay_s: float) -> None:
        """Wait, but no longer than the fake runs. Raises: ConnectionError when the client leaves before that."""
        end = time.monotonic() + delay_s
        while (left := end - time.monotonic()) > 0 and not self._upstream.is_closing:
            readable, _, _ = select.select([self.connection], [], [], min(left, 0.05))
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                raise ConnectionAbortedError("the client went away")
            if readable:  # it asks on before it has its answer
                return self._upstream.pause(left)

    def _write(self, pieces: Sequence[bytes], delay_s: float, done: Callable[[], None]) -> None:
        """The headers and then the pieces, with the delay between these; counted as done before the last of it."""
        if not pieces:
            done()
        self.end_headers()
        for place, piece in enumerate(pieces, 1):
            if place > 1:
                self._upstream.pause(delay_s)
            if place == len(pieces):
                done()
            self.wfile.write(piece)

    def log_message(self, format: str, *args: object) -> None:
        pass
