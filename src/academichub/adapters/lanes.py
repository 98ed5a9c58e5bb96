"""In whose lane a request goes: the owners of several hosts are asked one at a time, whichever host it is. Pure.

A source names the lane of its own requests. That name holds for the host it asked: where a redirect leads elsewhere,
the host it leads to has a lane of its own, or feeds could lead many requests at once to one server.

Source: https://info.arxiv.org/help/api/tou.html (one request every three seconds, over a single connection)
"""

from __future__ import annotations

from dataclasses import dataclass

from academichub.model import Request

__all__ = ["Lane", "lane_of"]


@dataclass(frozen=True, slots=True)
class Lane:
    """Requests of one lane go one at a time, with at least `gap_s` seconds between two."""

    name: str
    gap_s: float


_OWNERS = {
    "arxiv.org": Lane("arxiv", 3.0),
    "biorxiv.org": Lane("rxiv", 1.0),
    "medrxiv.org": Lane("rxiv", 1.0),
}
"""By domain: all hosts of it are one owner's, whoever asks them."""


def lane_of(host: str, request: Request, asked_first: str) -> Lane:
    """The lane in which `host` is asked for a request whose own address named the host `asked_first`."""
    for domain, lane in _OWNERS.items():
        if host == domain or host.endswith(f".{domain}"):
            return Lane(lane.name, max(lane.gap_s, request.min_interval_s))
    own = request.lane if host == asked_first else ""
    return Lane(own or host, request.min_interval_s)
