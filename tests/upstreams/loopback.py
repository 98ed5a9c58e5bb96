"""A server on loopback that answers exactly the bytes it is told to: the ground under every fake upstream.

    with Loopback() as server:
        server.answer("/feed", body=b"<rss/>", headers={"ETag": '"1"'})
        server.script("/slow", [b"HTTP/1.1 200 OK\r\n", 0.1, b"Content-Length: 0\r\n\r\n"])

A script is bytes to send and seconds to wait, in order; then the connection is closed. A function of the request may
give the script instead. Everything asked is kept in `requests`, and every connection, whatever came over it, counted.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

__all__ = ["Asked", "Loopback", "Script", "http_answer"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as received; header names are in lower case, `begun_at` is in monotonic seconds."""

    method: str
    path: str
    headers: Mapping[str, str]
    begun_at: float = field(default_factory=time.monotonic)


Script = bytes | Iterable[bytes | float]
Answerer = Callable[[Asked], Script]


def http_answer(body: bytes = b"", status: int = 200, headers: Mapping[str, str] | None = None) -> bytes:
    """A whole HTTP/1.1 answer, with a Content-Length unless `headers` says otherwise."""
    lines = [f"HTTP/1.1 {status} Status"]
    given = {"Content-Length": str(len(body)), **(headers or {})}
    lines += [f"{name}: {value}" for name, value in given.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


class Loopback:
    """Listens from construction to the end of its `with` block; a path that has no script is answered 404."""

    def __init__(self, *, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.socket(family, socket.SOCK_STREAM)
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.bind((host, port))
        self._listener.listen(128)
        self._tls = tls
        self._answers: dict[str, Answerer] = {}
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._sockets: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.port: int = self._listener.getsockname()[1]
        self.host = host
        self.requests: list[Asked] = []
        self.n_connections = 0
        self.n_open_max = 0
        self._n_open = 0

    @property
    def place(self) -> str:
        """ "host:port", as allow_hosts wants it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def url(self, path: str = "/") -> str:
        return f"{'https' if self._tls else 'http'}://{self.place}{path}"

    def script(self, path: str, script: Script | Answerer) -> None:
        """What to send to whoever asks for `path` (without query); "*" is for every path without one of its own."""
        self._answers[path] = script if callable(script) else lambda _asked: script

    def answer(self, path: str, body: bytes = b"", status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        self.script(path, http_answer(body, status, headers))

    def redirect(self, path: str, location: str, status: int = 302) -> None:
        self.answer(path, status=status, headers={"Location": location})

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept
        self._listener.close()
        with self._lock:
            for connection in self._sockets:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)

    def _start(self, target: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.n_connections += 1
                self._n_open += 1
                self.n_open_max = max(self.n_open_max, self._n_open)
                self._sockets.add(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        plain = connection
        try:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            if asked := _read_request(connection):
                self.requests.append(asked)
                self._play(connection, self._find(asked)(asked))
        except OSError:  # the client hung up, as many tests want it to
            pass
        finally:
            with self._lock:
                self._n_open -= 1
                self._sockets.discard(plain)
            connection.close()

    def _find(self, asked: Asked) -> Answerer:
        path = asked.path.partition("?")[0]
        return self._answers.get(path) or self._answers.get("*") or (lambda _asked: http_answer(status=404))

    def _play(self, connection: socket.socket, script: Script) -> None:
        for step in [script] if isinstance(script, bytes) else script:
            if isinstance(step, bytes):
                connection.sendall(step)
            elif self._stop.wait(step):
                return


def _read_request(connection: socket.socket) -> Asked | None:
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65536)
        if not chunk:
            return None
        data += chunk
    first, *lines = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Asked(method, path, headers)
