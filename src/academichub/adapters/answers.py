"""What an HTTP status and its headers mean to us. Pure: the time is an argument."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime

from academichub.errors import FetchError, RateLimited
from academichub.model import Validators

__all__ = [
    "MAX_RETRY_AFTER_S",
    "PERMANENT",
    "RATE_LIMITS",
    "REDIRECTS",
    "SUCCESSES",
    "Answer",
    "check_answer",
    "format_wait",
    "parse_retry_after",
]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
"""The redirects that say that an address has moved for good."""
SUCCESSES = frozenset({200, 203})
RATE_LIMITS = frozenset({429, 503})
MAX_RETRY_AFTER_S = 24 * 3600.0

_SECONDS = re.compile(r"[0-9]+(\.[0-9]*)?")
_MAX_VALIDATOR = 1_000

_MEANINGS = {
    202: "it has nothing ready yet",
    204: "it has nothing to say",
    206: "it sent a part only",
    400: "it does not understand the question",
    401: "it wants a login",
    403: "it does not let us in",
    404: "there is nothing at this address",
    406: "it has no form of it that we read",
    407: "a proxy wants a login",
    410: "it is gone for good",
    429: "too many requests",
    451: "it is withheld for legal reasons",
    503: "it is overloaded, or down for maintenance",
}
_BY_CLASS = {
    1: "an unfinished answer",
    2: "a success of a kind we cannot use",
    3: "a redirect that leads nowhere",
    4: "it refuses the question",
    5: "it failed",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from one hop. `headers` are by lower-case name; the values of a repeated one are joined by commas.

    `body` is empty but for a success: of errors and redirects nothing is read.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def location(self) -> str | None:
        """Where a redirect points; None when this is no redirect, or one without an address."""
        return self.headers.get("location") or None if self.status in REDIRECTS else None

    @property
    def retry_after(self) -> str | None:
        """The header, where the status makes it a wish to be left alone."""
        return self.headers.get("retry-after") if self.status in RATE_LIMITS else None

    @property
    def backoff(self) -> str | None:
        """The seconds for which a server that answered well asks to be left alone all the same, as Zotero's does."""
        return self.headers.get("backoff") if self.status in SUCCESSES else None

    @property
    def validators(self) -> Validators:
        return Validators(etag=self._validator("etag"), last_modified=self._validator("last-modified"))

    def _validator(self, name: str) -> str | None:
        value = self.headers.get(name, "").strip()
        return value if value and len(value) <= _MAX_VALIDATOR and value.isprintable() else None


def check_answer(answer: Answer, shown: str, now_s: float, conditional: bool) -> None:
    """Let through a success with a body, and a 304 to a conditional request.

    `shown` is the address for messages. Raises: RateLimited for 429 and 503; FetchError for anything else.
    """
    if answer.status in RATE_LIMITS:
        raise _rate_limited(answer, shown, now_s)
    if answer.status == 304 and conditional:
        return
    if answer.status == 304:
        raise FetchError(f"{shown} answered 304 (not modified), though nothing was known of it before", status=304)
    if answer.status not in SUCCESSES:
        raise FetchError(f"{shown} answered {answer.status}: {_meaning(answer.status)}", status=answer.status)
    if not answer.body:
        raise FetchError(f"{shown} answered {answer.status} with nothing in it", status=answer.status)


def _rate_limited(answer: Answer, shown: str, now_s: float) -> RateLimited:
    wait_s = parse_retry_after(answer.retry_after, now_s)
    wish = "" if wait_s is None else f"; it asks us to wait {format_wait(wait_s)}"
    message = f"{shown} answered {answer.status}: {_meaning(answer.status)}{wish}"
    return RateLimited(message, status=answer.status, retry_after_s=wait_s)


def _meaning(status: int) -> str:
    return _MEANINGS.get(status) or _BY_CLASS.get(status // 100, "a status that HTTP does not know")


def parse_retry_after(value: str | None, now_s: float) -> float | None:
    """Seconds to wait, from 0 to 24 hours; `now_s` is the time since the epoch. None when it says nothing usable.

    Source: RFC 9110, section 10.2.3: a number of seconds or an HTTP date.
    """
    text = (value or "").strip()
    if _SECONDS.fullmatch(text):
        wait_s = MAX_RETRY_AFTER_S if len(text.partition(".")[0]) > 9 else float(text)
    else:
        try:
            at = parsedate_to_datetime(text)
            wait_s = at.replace(tzinfo=at.tzinfo or UTC).timestamp() - now_s
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return min(max(wait_s, 0.0), MAX_RETRY_AFTER_S)


def format_wait(seconds: float) -> str:
    """A wait in words: "45 s", "12 min", "3 h 5 min"; rounded up."""
    whole = int(seconds) + (seconds > int(seconds))
    if whole < 120:
        return f"{whole} s"
    minutes = -(-whole // 60)
    hours, rest = divmod(minutes, 60)
    return f"{minutes} min" if not hours else f"{hours} h {rest} min" if rest else f"{hours} h"
