"""The files of the batch interface: requests as lines, and lines as answers. Pure.

Source: https://platform.openai.com/docs/guides/batch.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from academichub.adapters.llm.asking import render_body
from academichub.adapters.llm.complaints import find_complaint
from academichub.adapters.llm.failures import Place, Refusal, failure_of
from academichub.adapters.llm.reading import Unreadable, as_mapping, parse_completion, parse_json
from academichub.errors import ModelUnavailable, SummaryError
from academichub.model import ChatRequest, Completion, Dialect

__all__ = [
    "CHAT_PATH",
    "TOKEN_NAME",
    "BatchStatus",
    "Outcome",
    "parse_line",
    "parse_listing",
    "parse_status",
    "render_lines",
]

CHAT_PATH = "/v1/chat/completions"
TOKEN_NAME = "academichub"
"""In a batch's metadata: under which name the token stands that we know it again by."""

Outcome = Completion | SummaryError

_ENDED = frozenset({"completed", "expired", "cancelled"})
_NEVER_RAN = ("batch_expired", "batch_cancelled")


@dataclass(frozen=True, slots=True)
class BatchStatus:
    """How far a batch is. `failure` tells why it was rejected as a whole; `file_ids` are set once it has ended."""

    has_ended: bool = False
    file_ids: tuple[str, ...] = ()
    failure: str | None = None


def render_lines(model: str, requests: Mapping[str, ChatRequest], dialect: Dialect) -> bytes:
    return b"".join(_lines(model, requests, dialect))


def _lines(model: str, requests: Mapping[str, ChatRequest], dialect: Dialect) -> Iterable[bytes]:
    for key, request in requests.items():
        body = render_body(model, request, dialect)
        yield json.dumps({"custom_id": key, "method": "POST", "url": CHAT_PATH, "body": body}).encode() + b"\n"


def parse_status(value: object) -> BatchStatus:
    """A status that is not known is one of a batch still being worked on. Raises: Unreadable."""
    batch = as_mapping(value)
    status = batch.get("status")
    if not isinstance(status, str):
        raise Unreadable("a batch without a status")
    if status == "failed":
        return BatchStatus(True, failure=_reasons(batch) or "it gives no reason")
    if status not in _ENDED:
        return BatchStatus()
    ids = (batch.get(name) for name in ("output_file_id", "error_file_id"))
    return BatchStatus(True, tuple(name for name in ids if isinstance(name, str) and name))


def _reasons(batch: Mapping[str, object]) -> str:
    data = as_mapping(batch.get("errors")).get("data")
    found = (find_complaint(item) for item in data[:3]) if isinstance(data, list) else ()
    return "; ".join(complaint.message or complaint.code for complaint in found)


def parse_listing(value: object, token: str) -> tuple[str | None, str | None]:
    """Of one page of the list of batches: the id of the one with the token, and after which id the next page begins.

    The first is None where the page has no such batch, the second where no page follows. Raises: Unreadable.
    """
    listing = as_mapping(value)
    data = listing.get("data")
    if not isinstance(data, list):
        raise Unreadable("JSON without a list of batches")
    batches = [batch for batch in map(as_mapping, data) if _id_of(batch)]
    ours = (batch for batch in batches if as_mapping(batch.get("metadata")).get(TOKEN_NAME) == token)
    found = next(map(_id_of, ours), None)
    return found, _id_of(batches[-1]) if batches and listing.get("has_more") is True else None


def _id_of(batch: Mapping[str, object]) -> str | None:
    name = batch.get("id")
    return name if isinstance(name, str) and name else None


def parse_line(line: bytes, place: Place) -> tuple[str, Outcome] | None:
    """The key and what became of its request; None for a line that cannot be read, or whose request never ran."""
    try:
        fields = as_mapping(parse_json(line))
    except Unreadable:
        return None
    key = fields.get("custom_id")
    if not isinstance(key, str) or _never_ran(fields):
        return None
    try:
        return key, _outcome(fields, place)
    except Unreadable as error:
        message = f"{place.host} answered with {error}"
        return key, ModelUnavailable(message, subject=place.model, may_cost=True)


def _never_ran(fields: Mapping[str, object]) -> bool:
    return as_mapping(fields.get("error")).get("code") in _NEVER_RAN


def _outcome(fields: Mapping[str, object], place: Place) -> Outcome:
    """Raises: Unreadable. No wait is told of a failed line: it is long past."""
    response = as_mapping(fields.get("response"))
    status, body = response.get("status_code"), response.get("body")
    if fields.get("error"):
        status = status if isinstance(status, int) and status >= 400 else 500
        return failure_of(Refusal(status, find_complaint(fields)), place, None, 0.0)
    if not isinstance(status, int):
        raise Unreadable("a line without a status")
    if status != 200 or as_mapping(body).get("error"):
        return failure_of(Refusal(status, find_complaint(body)), place, None, 0.0)
    completion = parse_completion(body)
    return replace(completion, text=place.scrubber.hide(completion.text))
