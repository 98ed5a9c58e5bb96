"""Addresses in feeds: made absolute, cleaned of tracking, and read for identifiers. Private and pure."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

__all__ = ["absolute", "untracked"]

_TRACKING = re.compile(r"utm_\w+|dgcid|rft_dat|mc_cid|mc_eid", re.IGNORECASE)
_TRACKING_VALUES = {("af", "r"), ("rss", "1"), ("rss", "yes"), ("track", "rss")}
_NO_QUERY = frozenset({"pubmed.ncbi.nlm.nih.gov"})
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")


def absolute(base: str, href: str | None) -> str | None:
    """`href` seen from `base`; None unless it is then an http or https address with a host."""
    text = "".join((href or "").split("\n")).strip()
    if not text:
        return None
    try:
        url = urljoin(base, _UNSAFE.sub(lambda bad: quote(bad.group()), text))
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:  # an address that no one can ask for: "http://[/"
        return None


def untracked(url: str) -> str:
    """The address without the parameters that only tell its owner where a reader came from."""
    parts = urlsplit(url)
    if not parts.query:
        return url
    if parts.hostname in _NO_QUERY:
        return urlunsplit(parts._replace(query=""))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    wanted = [pair for pair in pairs if not _tracks(*pair)]
    if len(wanted) == len(pairs):
        return url
    return urlunsplit(parts._replace(query=urlencode(wanted)))


def _tracks(name: str, value: str) -> bool:
    return _TRACKING.fullmatch(name) is not None or (name.lower(), value.lower()) in _TRACKING_VALUES
