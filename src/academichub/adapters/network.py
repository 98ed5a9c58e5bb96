"""Names to checked sockets, and the deadlines of one exchange: what httpcore calls instead of its own network code.

A name is looked up once. The addresses that were checked are the ones connected to, and the socket is asked whom it
reached, so an answer that changes between check and use changes nothing. Every read and write ends at the nearest of
the deadlines: timeouts of HTTP libraries are per read, and a drip of single bytes outlives them.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address
from itertools import chain, zip_longest

import httpcore

from academichub.adapters.addresses import parse_ip
from academichub.adapters.clock import Clock
from academichub.errors import Refused

__all__ = [
    "Address",
    "CheckedBackend",
    "Deadline",
    "Limits",
    "Network",
    "Phase",
    "Resolver",
    "alternating",
    "look_up",
    "resolve_name",
]

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
"""Host and port to IP addresses as text, the preferred first. May raise OSError or UnicodeError."""

_MAX_TRIED = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may take; seconds and bytes."""

    total_s: float = 60.0  # over all redirects; waiting for one's turn is not counted
    header_s: float = 15.0  # from the connection to the end of the answer's headers
    connect_s: float = 10.0  # TLS included
    look_up_s: float = 5.0
    body_bytes: int = 15 * 1024 * 1024  # as received, and once more as decoded
    redirects: int = 5
    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})


def resolve_name(host: str, port: int) -> list[str]:
    """All addresses of a host, as the operating system gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


@dataclass(frozen=True, slots=True)
class Network:
    """How names become addresses, and whom TLS trusts: by default the certificate authorities of certifi."""

    resolver: Resolver = resolve_name
    tls: ssl.SSLContext | None = None


class Phase(StrEnum):
    """How far an exchange has come; for deadlines and messages."""

    LOOK_UP = "look up"
    CONNECT = "connect"
    ANSWER = "answer"
    BODY = "body"


class Deadline:
    """The time left to an exchange: of its phase, and of the whole. `within_s` is what the phase was given."""

    def __init__(self, clock: Clock, limits: Limits, total_s: float) -> None:
        self._now = clock.monotonic
        self._limits = limits
        self._total_s = total_s
        self._end = self._now() + total_s
        self.enter(Phase.CONNECT)

    def enter(self, phase: Phase) -> None:
        own = {Phase.CONNECT: self._limits.connect_s, Phase.ANSWER: self._limits.header_s}.get(phase)
        now = self._now()
        self._phase_end = self._end if own is None else min(self._end, now + own)
        self.within_s = self._total_s if own is None else self._phase_end - now
        self.phase = phase

    def left_s(self) -> float:
        """Seconds, more than 0. Raises: TimeoutError once there are none."""
        left = self._phase_end - self._now()
        if left <= 0:
            raise TimeoutError
        return left


def look_up(resolver: Resolver, host: str, port: int, within_s: float) -> tuple[Address, ...]:
    """The addresses of a host; one that is an address already is not looked up.

    The resolver runs in a thread of its own, for getaddrinfo cannot be told to stop: with a name server that drops
    every packet it takes half a minute. Raises: TimeoutError, and what the resolver raises.
    """
    if literal := parse_ip(host):
        return (literal,)
    answers: queue.SimpleQueue[Sequence[str] | BaseException] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolver(host, port))
        except BaseException as error:  # carried over to the thread that waits
            answers.put(error)

    threading.Thread(target=ask, name=f"look up {host}", daemon=True).start()
    try:
        answer = answers.get(timeout=within_s)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, BaseException):
        raise answer
    return _parse_addresses(answer)


def _parse_addresses(texts: Sequence[str]) -> tuple[Address, ...]:
    addresses = [parse_ip(text) for text in dict.fromkeys(texts)]
    if not addresses:
        raise OSError("it has no address")
    if None in addresses:
        raise OSError("its address cannot be read")
    return tuple(address for address in addresses if address is not None)


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to the given addresses, whatever name httpcore asks for.

    `sent` is called right before the request is written and right after: a lane's gap counts from there.
    """

    def __init__(self, addresses: Sequence[Address], deadline: Deadline, sent: Callable[[], None]) -> None:
        self._addresses = alternating(addresses)[:_MAX_TRIED]
        self._deadline = deadline
        self._sent = sent

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: OSError = OSError("it has no address")
        for place, address in enumerate(self._addresses):
            share = self._deadline.left_s() / (len(self._addresses) - place)
            try:
                return _Stream(_connect(address, port, share), self._deadline, self._sent)
            except OSError as error:
                failure = error
        raise failure


def alternating(addresses: Sequence[Address]) -> list[Address]:
    """IPv6 and IPv4 by turns, beginning with the preferred: a broken half of the network must not hide the other."""
    first = [address for address in addresses if address.version == addresses[0].version]
    others = [address for address in addresses if address.version != addresses[0].version]
    return [address for address in chain.from_iterable(zip_longest(first, others)) if address is not None]


def _connect(address: Address, port: int, within_s: float) -> socket.socket:
    connection = socket.create_connection((str(address), port), timeout=within_s)
    try:
        reached = parse_ip(str(connection.getpeername()[0]))
    except OSError:
        connection.close()
        raise
    if reached != address:
        connection.close()
        raise Refused(f"the connection to {address} reached {reached} instead")
    return connection


class _Stream(httpcore.NetworkStream):
    """A socket whose every wait ends at the deadline; httpcore's own timeouts are not used."""

    def __init__(self, connection: socket.socket, deadline: Deadline, sent: Callable[[], None]) -> None:
        self._socket = connection
        self._deadline = deadline
        self._sent = sent

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._socket.settimeout(self._deadline.left_s())
        return self._socket.recv(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        is_first = self._deadline.phase is Phase.CONNECT
        if is_first:
            self._deadline.enter(Phase.ANSWER)
            self._sent()
        try:
            self._socket.settimeout(self._deadline.left_s())
            self._socket.sendall(buffer)
        except TimeoutError:
            raise
        except OSError as error:  # httpcore then still reads the answer of a server that hung up early
            raise httpcore.WriteError(str(error)) from error
        if is_first:
            self._sent()

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            self._socket.settimeout(self._deadline.left_s())
            wrapped = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except BaseException:
            self.close()
            raise
        return _Stream(wrapped, self._deadline, self._sent)

    def get_extra_info(self, info: str) -> object:
        return self._socket if info == "ssl_object" and isinstance(self._socket, ssl.SSLSocket) else None
