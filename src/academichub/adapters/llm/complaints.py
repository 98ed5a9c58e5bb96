"""What an endpoint says of a failure, in whatever form. Pure; how much of it may be shown is secrecy.py's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from academichub.adapters.llm.reading import Unreadable, as_mapping, parse_json

__all__ = ["Complaint", "find_complaint", "parse_complaint"]

_MAX_READ = 20_000
_SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1>|$)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[/!a-zA-Z][^>]*>")


@dataclass(frozen=True, slots=True)
class Complaint:
    """`code` holds the words meant for programs (code, type, parameter), `message` those for people; empty: none."""

    code: str = ""
    message: str = ""
    status: int | None = None  # an HTTP status told as the code, as some gateways do inside a 200

    @property
    def words(self) -> str:
        return f"{self.code} {self.message}".lower()


def parse_complaint(body: bytes) -> Complaint:
    """Read the body of an error: OpenAI's form, those of FastAPI, vLLM and gateways, a web page, or plain text."""
    try:
        return find_complaint(parse_json(body))
    except Unreadable:
        text = body[:_MAX_READ].decode("utf-8", "replace")
        return Complaint(message=" ".join(_TAG.sub(" ", _SCRIPT.sub(" ", text)).split()))


def find_complaint(value: object) -> Complaint:
    """The same of parsed JSON; an empty one when it says nothing."""
    if isinstance(value, list):
        return find_complaint(value[0]) if value and isinstance(value[0], dict) else Complaint()
    if isinstance(value, str):
        return Complaint(message=value)
    mapping = as_mapping(value)
    inner = mapping.get("error")
    if isinstance(inner, dict):
        return _of_fields(as_mapping(inner))
    if isinstance(inner, str):
        return Complaint(_code(mapping), inner)
    return _of_fields(mapping)


def _of_fields(mapping: Mapping[str, object]) -> Complaint:
    texts = (mapping.get(name) for name in ("message", "msg", "detail"))
    message = next((text for text in map(_text, texts) if text), "")
    code = mapping.get("code")
    status = code if isinstance(code, int) and 400 <= code < 600 else None
    return Complaint(_code(mapping), message, status)


def _code(mapping: Mapping[str, object]) -> str:
    values = (mapping.get(name) for name in ("code", "type", "param"))
    return " ".join(str(value) for value in values if isinstance(value, str | int) and value)


def _text(value: object) -> str:
    """A message; FastAPI gives a list of places and messages instead."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "; ".join(_place_and_message(as_mapping(item)) for item in value[:5])
    return ""


def _place_and_message(item: Mapping[str, object]) -> str:
    place = item.get("loc")
    where = ".".join(map(str, _known(place))) if isinstance(place, list) else ""
    return f"{where}: {item.get('msg', '')}" if where else str(item.get("msg", ""))


def _known(place: Iterable[object]) -> Iterable[object]:
    return (step for step in place if isinstance(step, str | int))
