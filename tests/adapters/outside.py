"""What the tests of the fetcher share: a fetcher whose limits are scaled down, and clocks that are set by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from academichub.adapters.clock import SYSTEM_CLOCK, Clock
from academichub.adapters.http import HttpFetcher, Limits, Network
from academichub.adapters.pacing import Pacing
from academichub.model import Request
from academichub.settings import FetchSettings
from tests.upstreams.loopback import Loopback

__all__ = ["HandClock", "ask", "fetcher_for", "no_names"]


@dataclass
class HandClock:
    """Time that passes only when someone sleeps."""

    at: float = 1_000_000.0
    slept: list[float] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        return Clock(monotonic=lambda: self.at, wall=lambda: self.at, sleep=self.sleep)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


def no_names(host: str, port: int) -> Sequence[str]:
    raise AssertionError(f"{host} was looked up")


def fetcher_for(
    *servers: Loopback,
    limits: Limits | None = None,
    network: Network | None = None,
    contact: str | None = "me@example.org",
    clock: Clock = SYSTEM_CLOCK,
    also: tuple[str, ...] = (),
) -> HttpFetcher:
    """A fetcher that may ask these servers, by their literal addresses, and the places in `also`."""
    return HttpFetcher(
        FetchSettings(allow_hosts=(*(server.place for server in servers), *also)),
        contact,
        pacing=Pacing(None, clock),
        limits=limits or Limits(),
        clock=clock,
        network=network or Network(resolver=no_names),
    )


def ask(url: str, lane: str = "", accept: str = "*/*") -> Request:
    return Request(url, accept=accept, min_interval_s=0.0, lane=lane)
