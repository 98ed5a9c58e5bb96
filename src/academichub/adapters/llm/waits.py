"""What an answer's headers say of limits: how long to wait, how much is left. Pure; the time is an argument.

Headers are looked up by lower-case names. Sources: RFC 9110 section 10.2.3 (Retry-After); OpenAI's rate limit guide
(x-ratelimit-*, durations such as "6m0s" and "120ms"); draft-ietf-httpapi-ratelimit-headers (RateLimit-*); OpenRouter
sends X-RateLimit-Reset in milliseconds since 1970.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from academichub.adapters.answers import MAX_RETRY_AFTER_S, parse_retry_after
from academichub.model import RateHint, Usage

__all__ = ["parse_duration", "parse_hint", "parse_said_wait", "parse_wait"]

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_PIECE = r"[0-9]{1,12}(?:\.[0-9]{1,12})?(?:ms|s|m|h|d)"
_PIECES = re.compile(rf"(?:{_PIECE})+")
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{0,12})?")
_SAID = re.compile(rf"\b(?:try again|retry)\s+(?:in|after)\s+((?:{_PIECE})+)|\"?retryDelay\"?\s*:\s*\"((?:{_PIECE})+)")
_FROM_EPOCH_S = 1e9  # a number of seconds as large as this is a moment
_FROM_EPOCH_MS = 1e12
_DRAFT_FIELD = re.compile(r"\b(remaining|reset|r|t)\s*=\s*([0-9]{1,12})")


def parse_duration(value: str | None, now_s: float) -> float | None:
    """Seconds from now, from 0 to 24 hours, of "1s", "6m0s", "120ms", "20", a moment since 1970 or an ISO time."""
    text = (value or "").strip()
    if _NUMBER.fullmatch(text):
        number = float(text)
        seconds = number / 1000 - now_s if number >= _FROM_EPOCH_MS else number
        seconds = number - now_s if _FROM_EPOCH_S <= number < _FROM_EPOCH_MS else seconds
    elif _PIECES.fullmatch(text):
        seconds = _pieces(text)
    else:
        return _until(text, now_s)
    return min(max(seconds, 0.0), MAX_RETRY_AFTER_S)


def _pieces(text: str) -> float:
    found = re.findall(r"([0-9.]+)(ms|s|m|h|d)", text)
    return sum(float(number) * _UNITS[unit] for number, unit in found)


def _until(text: str, now_s: float) -> float | None:
    try:
        at = datetime.fromisoformat(text)
        seconds = at.replace(tzinfo=at.tzinfo or UTC).timestamp() - now_s
    except (ValueError, OverflowError):
        return None
    return min(max(seconds, 0.0), MAX_RETRY_AFTER_S)


def parse_said_wait(message: str) -> float | None:
    """The wait that a message names: "Please try again in 6m0s."."""
    found = _SAID.search(message)
    return min(_pieces(found[1] or found[2]), MAX_RETRY_AFTER_S) if found else None


def parse_wait(headers: Mapping[str, str], message: str, now_s: float) -> float | None:
    """How long the endpoint asks to be left alone, from 0 to 24 hours; None when it does not say.

    The explicit wish goes before the resets; of the resets the longest of those whose limit is used up counts, else
    the shortest.
    """
    milliseconds = headers.get("retry-after-ms", "").strip()
    if _NUMBER.fullmatch(milliseconds):
        return min(float(milliseconds) / 1000, MAX_RETRY_AFTER_S)
    if (wish := parse_retry_after(headers.get("retry-after"), now_s)) is not None:
        return wish
    if (said := parse_said_wait(message)) is not None:
        return said
    limits = [limit for limit in _limits(headers, now_s) if limit.reset_s is not None]
    used_up = [limit.reset_s or 0.0 for limit in limits if limit.remaining == 0]
    return max(used_up) if used_up else min((limit.reset_s or 0.0 for limit in limits), default=None)


@dataclass(frozen=True, slots=True)
class _Limit:
    """One limit as its headers tell it. `of_tokens`: it counts tokens, not requests."""

    remaining: int | None
    reset_s: float | None
    of_tokens: bool = False


def _limits(headers: Mapping[str, str], now_s: float) -> list[_Limit]:
    if not any("ratelimit" in name.lower() for name in headers):
        return []
    limits = [
        _limit(headers, "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests", now_s),
        _limit(headers, "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens", now_s, of_tokens=True),
        _limit(headers, "x-ratelimit-remaining", "x-ratelimit-reset", now_s),
        _limit(headers, "ratelimit-remaining", "ratelimit-reset", now_s),
        _draft_limit(headers.get("ratelimit", "")),
    ]
    return [limit for limit in limits if (limit.remaining, limit.reset_s) != (None, None)]


def _limit(headers: Mapping[str, str], remaining: str, reset: str, now_s: float, *, of_tokens: bool = False) -> _Limit:
    return _Limit(_count(headers.get(remaining)), parse_duration(headers.get(reset), now_s), of_tokens)


def _draft_limit(value: str) -> _Limit:
    """`RateLimit: "default";r=50;t=30`, or the older `limit=100, remaining=50, reset=30`."""
    fields = {name: int(number) for name, number in _DRAFT_FIELD.findall(value[:500])}
    reset = fields.get("reset", fields.get("t"))
    return _Limit(
        fields.get("remaining", fields.get("r")), None if reset is None else min(float(reset), MAX_RETRY_AFTER_S)
    )


def _count(value: str | None) -> int | None:
    text = (value or "").strip()
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else None


def parse_hint(headers: Mapping[str, str], usage: Usage | None, now_s: float) -> RateHint | None:
    """The tightest limit, in requests; None when the headers tell of none.

    Tokens left are counted as requests of the size of this one; where its size is not known, only none left says
    something.
    """
    size = usage.tokens_in + usage.tokens_out if usage is not None else 0
    known = [(_requests_left(limit, size), limit.reset_s) for limit in _limits(headers, now_s)]
    counted = [(left, reset_s) for left, reset_s in known if left is not None]
    if not counted:
        return RateHint(None, known[0][1]) if known else None
    left, reset_s = min(counted, key=lambda limit: limit[0])
    return RateHint(left, reset_s)


def _requests_left(limit: _Limit, size: int) -> int | None:
    if limit.remaining is None or not limit.of_tokens:
        return limit.remaining
    if size > 0:
        return limit.remaining // size
    return 0 if limit.remaining == 0 else None
