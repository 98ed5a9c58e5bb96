"""The Fetcher: every byte from outside comes through here, one question at a time.

Owns redirects and the order of checks. Each hop has a connection of its own, made to addresses that were checked, and
no state is shared between hops but pace and outages. It never retries: when to come back is the pipeline's to decide.
Proxies named in the environment are not used.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import certifi
import httpcore

from academichub import __version__
from academichub.adapters.answers import PERMANENT, RATE_LIMITS, SUCCESSES, Answer, check_answer, parse_retry_after
from academichub.adapters.clock import SYSTEM_CLOCK, Clock
from academichub.adapters.decoding import check_length, decode_body, parse_coding
from academichub.adapters.failures import EXPECTED, fetch_error, is_overdue
from academichub.adapters.lanes import Lane, lane_of, parse_rate
from academichub.adapters.network import (
    Address,
    CheckedBackend,
    Deadline,
    Limits,
    Network,
    Phase,
    look_up,
)
from academichub.adapters.outages import Outages
from academichub.adapters.pacing import Pacing, Turn
from academichub.adapters.targets import Target, Walls, parse_location, parse_target
from academichub.errors import FetchError, Refused
from academichub.model import Request, Response, Validators
from academichub.settings import FetchSettings, parse_allowed_host

__all__ = ["HttpFetcher", "Limits", "Network", "user_agent"]

# At DEBUG it writes the headers of every answer to the log, and keys stand in the addresses that redirects name.
logging.getLogger("httpcore").setLevel(logging.WARNING)


class HttpFetcher:
    """Implements ports.Fetcher. One object serves all threads of a run."""

    def __init__(
        self,
        settings: FetchSettings,
        contact: str | None,
        *,
        pacing: Pacing,
        limits: Limits = Limits(),  # noqa: B008  # frozen
        clock: Clock = SYSTEM_CLOCK,
        network: Network = Network(),  # noqa: B008  # frozen
    ) -> None:
        """Raises: ValueError for an entry of allow_hosts that is none (settings are checked when they are read)."""
        self._walls = Walls(limits.ports, tuple(parse_allowed_host(entry) for entry in settings.allow_hosts))
        self._user_agent = user_agent(contact)
        self._pacing = pacing
        self._limits = limits
        self._clock = clock
        self._resolver = network.resolver
        self._tls = network.tls or ssl.create_default_context(cafile=certifi.where())
        self._outages = Outages(clock)

    def fetch(self, request: Request, validators: Validators | None = None) -> Response:
        """Make the request, politely; validators make it conditional, on its own address and never after a redirect.

        Raises: FetchError (RateLimited, Refused) naming the host and the reason; never another exception.
        """
        target = first = parse_target(request.url)
        left_s = self._limits.total_s
        known = validators or Validators()
        moved_to: str | None = None
        is_for_good = True
        for _ in range(self._limits.redirects + 1):
            with _naming(target, first):
                lane = lane_of(target.host, request, first.host)
                headers = self._headers(request, target, known, first)
                answer, spent_s = self._hop(_Hop(target, lane, headers, left_s, request.question))
                if answer.location is None:
                    return replace(self._response(answer, target, known, direct=target is first), moved_to=moved_to)
                if request.question is not None:
                    raise Refused(f"{first.shown} leads on, and what is sent along is sent nowhere else")
                target = parse_location(target, answer.location)
                is_for_good = is_for_good and answer.status in PERMANENT
                moved_to = target.url if is_for_good else moved_to
            left_s -= spent_s
            known = Validators()
        raise Refused(f"{first.shown} leads on more than {self._limits.redirects} times")

    def _headers(self, request: Request, target: Target, known: Validators, first: Target) -> list[tuple[bytes, bytes]]:
        return [
            (b"Host", target.authority.encode("ascii")),
            (b"User-Agent", self._user_agent.encode("ascii")),
            (b"Accept", request.accept.encode("ascii", "ignore")),
            (b"Accept-Encoding", b"gzip"),
            *_condition(known),
            *(_own_headers(request) if _same_server(target, first) else ()),
            *(_of_question(request.question) if request.question is not None else ()),
        ]

    def _response(self, answer: Answer, target: Target, known: Validators, *, direct: bool) -> Response:
        check_answer(answer, target.shown, self._clock.wall(), conditional=bool(_condition(known)))
        given = answer.validators
        if answer.status == 304:
            given = Validators(given.etag or known.etag, given.last_modified or known.last_modified)
        return Response(
            url=target.url,
            status=answer.status,
            body=answer.body,
            content_type=answer.headers.get("content-type"),
            # Those of another address say nothing about this one the next time.
            validators=given if direct else Validators(),
            headers=answer.headers,
        )

    def _hop(self, hop: _Hop) -> tuple[Answer, float]:
        """One question without redirects, in its turn; with the seconds it took, waiting for the turn left out."""
        self._walls.check_port(hop.target)
        self._outages.check(hop.place)
        addresses = self._look_up(hop)
        self._walls.check_addresses(hop.target, addresses)
        with self._pacing.turn(hop.lane.name, hop.lane.gap_s) as turn:
            self._outages.check(hop.place)  # another thread may have found out while we waited
            begun = self._clock.monotonic()
            answer = self._exchange(hop, addresses, turn.sent)
            self._heed(answer, turn, hop.lane)
            return answer, self._clock.monotonic() - begun

    def _heed(self, answer: Answer, turn: Turn, lane: Lane) -> None:
        """Keep to what an answer says of when to ask again."""
        asked = parse_retry_after(answer.retry_after or answer.backoff, self._clock.wall())
        if answer.status in RATE_LIMITS:
            turn.refused(asked, lane.least_wait_s, self._pacing.jitter())
            return
        turn.answered()
        if asked is not None:
            turn.ask_to_wait(asked)
        if (gap_s := parse_rate(answer.headers)) is not None:
            turn.keep_gap(gap_s)

    def _look_up(self, hop: _Hop) -> Sequence[Address]:
        within_s = self._outages.patience_s(self._limits.look_up_s)
        try:
            return look_up(self._resolver, hop.target.host, hop.target.port, within_s)
        except EXPECTED as error:
            raise self._failure(error, Phase.LOOK_UP, within_s, hop) from error

    def _exchange(self, hop: _Hop, addresses: Sequence[Address], sent: Callable[[], None]) -> Answer:
        patience_s = self._outages.patience_s(self._limits.connect_s)
        deadline = Deadline(self._clock, replace(self._limits, connect_s=patience_s), hop.left_s)
        connection = httpcore.HTTPConnection(
            origin=hop.url.origin, ssl_context=self._tls, network_backend=CheckedBackend(addresses, deadline, sent)
        )
        try:
            method = "GET" if hop.question is None else "POST"
            with connection, connection.stream(method, hop.url, headers=hop.headers, content=hop.question) as response:
                deadline.enter(Phase.BODY)
                self._outages.clear(hop.place)
                return _read(response, self._limits)
        except EXPECTED as error:
            raise self._failure(error, deadline.phase, deadline.within_s, hop) from error

    def _failure(self, error: Exception, phase: Phase, within_s: float, hop: _Hop) -> FetchError:
        failure = fetch_error(error, phase, within_s, hop.target.host)
        unreached, overdue = phase in (Phase.LOOK_UP, Phase.CONNECT), is_overdue(error)
        if unreached or (phase is Phase.ANSWER and overdue):
            failure.__cause__ = error
            self._outages.add(hop.place, failure, overdue=unreached and overdue)
        return failure


@dataclass(frozen=True, slots=True)
class _Hop:
    """One step of a fetch. `left_s`: what is left of the time for the whole."""

    target: Target
    lane: Lane
    headers: list[tuple[bytes, bytes]]
    left_s: float
    question: bytes | None = None

    @property
    def place(self) -> str:
        return f"{self.target.host}:{self.target.port}"

    @property
    def url(self) -> httpcore.URL:
        target = self.target
        return httpcore.URL(
            scheme=target.scheme.encode(), host=target.host.encode(), port=target.port, target=target.path.encode()
        )


def user_agent(contact: str | None) -> str:
    """How we name ourselves: "AcademicHub/0.1 (+mailto:me@example.org)", or with a web page; in ASCII."""
    name = f"AcademicHub/{'.'.join(__version__.split('.')[:2])}"
    if contact is None:
        return name
    return f"{name} (+{contact if '://' in contact else f'mailto:{contact}'})"


def _condition(validators: Validators) -> list[tuple[bytes, bytes]]:
    """The headers that ask "changed since?". A stored value that no header can carry is left out."""
    pairs = ((b"If-None-Match", validators.etag), (b"If-Modified-Since", validators.last_modified))
    for name, value in pairs:
        if value and value.isprintable() and value == value.strip() and max(value) < "\u0100":
            return [(name, value.encode("latin-1"))]
    return []


def _same_server(one: Target, other: Target) -> bool:
    return (one.scheme, one.host, one.port) == (other.scheme, other.host, other.port)


def _of_question(question: bytes) -> list[tuple[bytes, bytes]]:
    return [(b"Content-Type", b"application/json"), (b"Content-Length", str(len(question)).encode("ascii"))]


def _own_headers(request: Request) -> list[tuple[bytes, bytes]]:
    """The request's further headers. Raises: Refused for one that no header can carry; its value is not shown."""
    pairs = []
    for name, value in request.headers:
        if not (value.isascii() and value.isprintable() and name.isascii() and name.replace("-", "").isalnum()):
            raise Refused(f"the header {name[:40]!r} holds a character that no header can carry")
        pairs.append((name.encode("ascii"), value.encode("ascii")))
    return pairs


def _read(response: httpcore.Response, limits: Limits) -> Answer:
    """The answer; of errors and redirects no body is read, so none can be a bomb or a drip."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in response.headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    if response.status not in SUCCESSES:
        return Answer(response.status, headers)
    coding = parse_coding(headers.get("content-encoding"))
    check_length(headers.get("content-length"), limits.body_bytes)
    return Answer(response.status, headers, decode_body(response.iter_stream(), coding, limits.body_bytes))


@contextmanager
def _naming(target: Target, first: Target) -> Iterator[None]:
    """Say which host an error is about, where its message does not name it, and who led us there."""
    try:
        yield
    except FetchError as error:
        if error.subject is None and target.host not in error.message:
            error.subject = target.host
        if target is not first:
            error.message += f"; {first.shown} led there"
        raise
