"""What a status and the words beside it mean: one table from an endpoint's refusal to our error tree. Pure.

The order of the rules matters: no money before everything, then what concerns this one request (too long, withheld,
asked in a way the endpoint does not know), and only then the status. Money and "slow down" share the 429, and OpenAI's
"slow down" names the billing page, so a message that says when to come back is never read as "no credit".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from academichub.adapters.answers import MAX_RETRY_AFTER_S, REDIRECTS, format_wait
from academichub.adapters.llm.complaints import Complaint
from academichub.adapters.llm.secrecy import Scrubber
from academichub.adapters.llm.waits import parse_wait
from academichub.errors import (
    InvalidReply,
    ModelBusy,
    ModelRefused,
    ModelUnavailable,
    ModeUnsupported,
    SummaryError,
)
from academichub.model import Dialect, ReplyMode

__all__ = ["Place", "Refusal", "failure_of"]

_NO_CREDIT = re.compile(
    r"insufficient[_ ](?:user[_ ])?(?:quota|balance|credits?|funds?)|out of credits?|no credits? left|"
    r"payment[_ ]required|credit balance|billing[_ ](?:hard[_ ]limit|not[_ ]active)|arrear|余额不足|欠费"
)
_ABOUT_MONEY = re.compile(r"billing|exceeded your current quota")
_RATE = re.compile(r"rate[_ ]?limit")
_TOO_LONG = re.compile(
    r"context[_ ](?:length|window|size)|maximum context|too many tokens|(?:prompt|input) is too long|"
    r"reduce the length|exceeds? the available context"
)
_WITHHELD = re.compile(
    r"content[_ ](?:filter|policy|management|exists risk)|data_inspection|inappropriate content|moderation|"
    r"safety (?:system|policy)|flagged"
)
_UNKNOWN_PARAMETER = re.compile(
    r"unsupported|not supported|does not support|unrecognized|unknown|not permitted|not allowed|unexpected|"
    r"extra (?:inputs|fields)|deprecated|invalid parameter|only the default"
)
_ABOUT_FORMAT = re.compile(
    r"response[_ ]format|json[_ ]schema|json[_ ]object|json[_ ]mode|structured[_ ]output|guided|grammar|"
    r"input should be 'text'|\bschema\b"
)
_ABOUT_TOOLS = re.compile(r"\btools?\b|tool[_ ]c(?:hoice|all)|\bfunctions?\b|function[_ ]call")
_NO_ROUTE = re.compile(r"no endpoints found that (?:support|can handle)")  # OpenRouter, as a 404

_MODE_STATUSES = frozenset({200, 400, 422, 500, 501})
_OF_THIS_REQUEST = frozenset({400, 403, 413, 422, 451, 500})
_TRY_LATER = frozenset({408, 409, 423, 425})
_WORKED_IN_VAIN = frozenset({502, 504, 520, 524})
"""A gateway tired of waiting: the model behind it may have done the work, and the provider may count it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Whom we asked, as messages may name it. `shown` is the base_url without what could be secret."""

    host: str
    shown: str
    model: str
    scrubber: Scrubber = field(default_factory=Scrubber)
    key_variable: str = "ACADEMICHUB_LLM_API_KEY"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is not a success, or is one in name only."""

    status: int
    complaint: Complaint
    headers: Mapping[str, str] = field(default_factory=dict)  # looked up by lower-case names


def failure_of(refusal: Refusal, place: Place, dialect: Dialect | None, now_s: float) -> SummaryError:
    """The error that a refusal is. `dialect` None: nothing was asked that has one. `now_s`: since the epoch."""
    wait_s = parse_wait(refusal.headers, refusal.complaint.message, now_s)
    if _is_about_money(refusal, wait_s):
        said = _said(refusal, place)
        message = f"no credit left at {place.host}{said}; pay there, or name another key"
        return ModelRefused(message, subject=place.model, status=refusal.status)
    return (
        _about_request(refusal, place)
        or (_about_dialect(refusal, place, dialect) if dialect is not None else None)
        or _by_status(refusal, place, wait_s)
    )


def _is_about_money(refusal: Refusal, wait_s: float | None) -> bool:
    words = refusal.complaint.words
    if refusal.status == 402 or _NO_CREDIT.search(words):
        return True
    return bool(_ABOUT_MONEY.search(words)) and wait_s is None and not _RATE.search(refusal.complaint.code.lower())


def _about_request(refusal: Refusal, place: Place) -> SummaryError | None:
    """What is wrong with this one request and would not be with another."""
    words, status = refusal.complaint.words, refusal.status
    if status == 413 or (status in _OF_THIS_REQUEST and _TOO_LONG.search(words)):
        return InvalidReply(f"too long for {place.host}{_said(refusal, place)}", subject=place.model)
    if status in _OF_THIS_REQUEST and status != 500 and _WITHHELD.search(words):
        return InvalidReply(f"{place.host} withholds an answer{_said(refusal, place)}", subject=place.model)
    return None


def _about_dialect(refusal: Refusal, place: Place, dialect: Dialect) -> ModeUnsupported | None:
    """The message begins with what is not known: the name of a parameter, or of the mode."""
    words = refusal.complaint.words
    if refusal.status == 404 and not _NO_ROUTE.search(words):
        return None
    if refusal.status not in _MODE_STATUSES | {404}:
        return None
    what = _unknown_parameter(words, dialect) or _unknown_mode(words, dialect.mode)
    if what is None:
        return None
    message = f"{what}: {place.host} does not take it ({refusal.status}{_said(refusal, place)})"
    return ModeUnsupported(message, subject=place.model)


def _unknown_parameter(words: str, dialect: Dialect) -> str | None:
    if not _UNKNOWN_PARAMETER.search(words):
        return None
    if re.search(rf"\b{re.escape(dialect.limit_name)}\b", words):
        return dialect.limit_name
    return "temperature" if dialect.takes_temperature and "temperature" in words else None


def _unknown_mode(words: str, mode: ReplyMode) -> str | None:
    if mode is ReplyMode.PROMPT:
        return None
    is_about_it = _ABOUT_FORMAT.search(words) or (mode is ReplyMode.TOOL and _ABOUT_TOOLS.search(words))
    return mode.value if is_about_it or _NO_ROUTE.search(words) else None


def _by_status(refusal: Refusal, place: Place, wait_s: float | None) -> ModelUnavailable:
    status, said = refusal.status, _said(refusal, place)
    if status == 429 or (status == 503 and "retry-after" in refusal.headers):
        return _busy(refusal, place, wait_s)
    if status in _TRY_LATER or status >= 500 or status < 300:
        message = f"{place.host} answered {status}{said}"
        may_cost = status in _WORKED_IN_VAIN or status < 300
        return ModelUnavailable(message, subject=place.model, status=status, may_cost=may_cost)
    return ModelRefused(_refused(refusal, place) + said, subject=place.model, status=status)


def _busy(refusal: Refusal, place: Place, wait_s: float | None) -> ModelBusy:
    wish = "" if wait_s is None else f"; it asks us to wait {format_wait(min(wait_s, MAX_RETRY_AFTER_S))}"
    message = f"{place.host} answered {refusal.status}: too many requests{wish}{_said(refusal, place)}"
    return ModelBusy(message, subject=place.model, status=refusal.status, retry_after_s=wait_s)


def _refused(refusal: Refusal, place: Place) -> str:
    status = refusal.status
    if status in (401, 403):
        return f"{place.host} answered {status}: it does not accept the key ({place.key_variable}, or api_key_file)"
    if status == 404:
        return f"{place.shown} answered 404: it knows no model {place.model!r}, or base_url is wrong"
    if status in REDIRECTS:
        goal = place.scrubber.clean(_goal(refusal.headers.get("location", ""))) or place.host
        return f"{place.host} answered {status}: it wants to lead us to {goal}, where the key does not go; set base_url"
    return f"{place.host} answered {status}: it refuses the request"


def _goal(location: str) -> str:
    try:
        return urlsplit(location).hostname or ""
    except ValueError:
        return ""


def _said(refusal: Refusal, place: Place) -> str:
    text = place.scrubber.clean(refusal.complaint.message or refusal.complaint.code)
    return f": {text!r}" if text else ""
