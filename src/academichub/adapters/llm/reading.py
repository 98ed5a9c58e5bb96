"""A chat answer's JSON as a Completion. Pure; strict in what it believes, tolerant in what it is given.

Source: https://platform.openai.com/docs/api-reference/chat/object; DeepSeek counts cached tokens in
`prompt_cache_hit_tokens`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast

from academichub.model import Completion, Finish, RateHint, Usage

__all__ = ["MAX_TOKENS", "Unreadable", "as_mapping", "parse_completion", "parse_json", "parse_usage"]

MAX_TOKENS = 10_000_000
"""More than any model takes in one call: a count above it is not believed."""

_FINISHES = {
    "stop": Finish.STOP,
    "eos": Finish.STOP,
    "tool_calls": Finish.STOP,
    "function_call": Finish.STOP,
    "length": Finish.LENGTH,
    "max_tokens": Finish.LENGTH,
    "content_filter": Finish.FILTERED,
}


class Unreadable(Exception):
    """The answer is not a chat completion; the text says what came instead. Becomes a ModelUnavailable."""


def parse_json(body: bytes) -> object:
    """Raises: Unreadable, for numbers and nestings beyond all measure as well."""
    try:
        return cast(object, json.loads(body))
    except (ValueError, RecursionError):
        raise Unreadable("nothing at all" if not body.strip() else "what is not JSON") from None


def as_mapping(value: object) -> Mapping[str, object]:
    """The value if it is a JSON object, else an empty one."""
    return cast(Mapping[str, object], value) if isinstance(value, dict) else {}


def parse_completion(value: object, hint: RateHint | None = None) -> Completion:
    """Read the first choice. Raises: Unreadable.

    What a called tool was given goes before the text beside it, for no tool is offered but the one that carries the
    answer. A null text is an empty one: models that think answer so when their tokens ran out.
    """
    choices = as_mapping(value).get("choices")
    if not isinstance(choices, list) or not choices:
        raise Unreadable("JSON without choices")
    choice = as_mapping(choices[0])
    message = as_mapping(choice.get("message"))
    if not message:
        raise Unreadable("a choice without a message")
    usage = parse_usage(as_mapping(value).get("usage"))
    refusal = message.get("refusal")
    if isinstance(refusal, str) and refusal.strip():
        return Completion(refusal, Finish.FILTERED, usage, hint)
    arguments = _arguments(message.get("tool_calls"))
    text = _content(message.get("content")) if arguments is None else arguments
    return Completion(text, _finish(choice.get("finish_reason")), usage, hint)


def _finish(value: object) -> Finish:
    return _FINISHES.get(value, Finish.OTHER) if isinstance(value, str) else Finish.OTHER


def _content(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(_part(as_mapping(part)) for part in value)
    raise Unreadable("a message whose content is no text")


def _part(part: Mapping[str, object]) -> str:
    text = part.get("text")
    return text if part.get("type", "text") in ("text", "output_text") and isinstance(text, str) else ""


def _arguments(calls: object) -> str | None:
    """The arguments of the first call of a tool; None when none was called. Some servers send them as an object."""
    if not isinstance(calls, list) or not calls:
        return None
    arguments = as_mapping(as_mapping(calls[0]).get("function")).get("arguments")
    if isinstance(arguments, dict):
        return json.dumps(arguments, ensure_ascii=False)
    return arguments if isinstance(arguments, str) else None


def parse_usage(value: object) -> Usage | None:
    """Tokens as counted; None when they are not told, or cannot be true."""
    usage = as_mapping(value)
    tokens_in, tokens_out = _count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens"))
    if tokens_in is None or tokens_out is None:
        return None
    details = as_mapping(usage.get("prompt_tokens_details"))
    cached = _count(details.get("cached_tokens")) or _count(usage.get("prompt_cache_hit_tokens")) or 0
    return Usage(tokens_in, tokens_out, cached if cached <= tokens_in else 0)


def _count(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= MAX_TOKENS else None
