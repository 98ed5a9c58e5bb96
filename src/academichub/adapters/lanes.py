"""In whose lane a request goes: the owners of several hosts are asked one at a time, whichever host it is. Pure.

A source names the lane of its own requests. That name holds for the host it asked: where a redirect leads elsewhere,
the host it leads to has a lane of its own, or feeds could lead many requests at once to one server.

The rates are those that the upstreams publish, kept as gaps from the end of one request to the beginning of the next:
three a second can then never be four in any second. Where an upstream tells its rate in its answers, that counts from
then on, if it is slower.

Sources: https://info.arxiv.org/help/api/tou.html (one request every three seconds, over a single connection);
NCBI KA-05317 (three a second, ten with a key); api.crossref.org's documentation (its headers X-Rate-Limit-Limit and
X-Rate-Limit-Interval); api.semanticscholar.org (one a second with a key; without one, all the world shares a pool);
developers.openalex.org (100 a second; we never need more than ten).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from academichub.model import Request

__all__ = ["Lane", "lane_of", "parse_rate"]

_COUNT = re.compile(r"[0-9]{1,6}")
_INTERVAL = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,3})?)(ms|s|m|)")


@dataclass(frozen=True, slots=True)
class Lane:
    """Requests of one lane go one at a time, with at least `gap_s` seconds between two.

    `least_wait_s` is how long the owner is left alone after a refusal, whatever it asks for.
    """

    name: str
    gap_s: float
    least_wait_s: float = 0.0


_OWNERS = {
    "arxiv.org": Lane("arxiv", 3.0),
    "biorxiv.org": Lane("rxiv", 1.0, least_wait_s=60.0),  # behind a guard that blocks for a minute
    "medrxiv.org": Lane("rxiv", 1.0, least_wait_s=60.0),
    "crossref.org": Lane("crossref", 0.2),
    "ncbi.nlm.nih.gov": Lane("ncbi", 0.34),
    "openalex.org": Lane("openalex", 0.11),
    "semanticscholar.org": Lane("semanticscholar", 1.0),
}
"""By domain: all hosts of it are one owner's, whoever asks them."""
_NCBI_WITH_KEY_S = 0.11


def lane_of(host: str, request: Request, asked_first: str) -> Lane:
    """The lane in which `host` is asked for a request whose own address named the host `asked_first`."""
    for domain, lane in _OWNERS.items():
        if host == domain or host.endswith(f".{domain}"):
            gap_s = _NCBI_WITH_KEY_S if lane.name == "ncbi" and _has_key(request) else lane.gap_s
            return replace(lane, gap_s=max(gap_s, request.min_interval_s))
    own = request.lane if host == asked_first else ""
    return Lane(own or host, request.min_interval_s)


def _has_key(request: Request) -> bool:
    return bool(parse_qs(urlsplit(request.url).query).get("api_key"))


def parse_rate(headers: Mapping[str, str]) -> float | None:
    """The gap in seconds that an answer's headers ask for: "50" requests in "1s". None when they say nothing usable."""
    limit = headers.get("x-rate-limit-limit", "").strip()
    interval = _INTERVAL.fullmatch(headers.get("x-rate-limit-interval", "").strip().lower())
    if interval is None or not _COUNT.fullmatch(limit) or int(limit) == 0:
        return None
    return float(interval[1]) * {"ms": 0.001, "m": 60.0}.get(interval[2], 1.0) / int(limit)
