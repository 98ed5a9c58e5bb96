"""The name under which a call and its answer are kept, so that nothing is paid for twice. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache

from academichub.model.names import PaperId

__all__ = ["call_key"]


def call_key(
    paper_id: PaperId,
    version: int | None,
    text_hash: str,
    prompt_id: str,
    endpoint: str,
    model: str,
    languages: Sequence[str],
    schema: str,
    ask: int,
) -> str:
    """SHA-256, in hex, of all that decides the answer; different arguments give different keys.

    `endpoint` is the base_url: two servers may call different models by one name. `schema` is reply.schema_id; `ask` is
    1 for the first asking. The order of the languages counts, for it decides the words of the prompt.
    """
    return _digest("call-2", paper_id, version, text_hash, prompt_id, endpoint, model, tuple(languages), schema, ask)


@lru_cache(4096)  # of each paper a run asks for it some times
def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode("ascii")).hexdigest()
