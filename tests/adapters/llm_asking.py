"""What the tests of the language model client share: a request, and one call through real HTTP."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from functools import cache
from typing import TypeVar

import certifi

from academichub.adapters.llm import open_models
from academichub.model import ChatRequest, Completion, Dialect, Message, ReplyMode
from academichub.ports import BatchModel
from academichub.settings import ModelSettings, Secret

__all__ = ["KEY", "PLAIN", "REQUEST", "ask", "request_about", "settings_for", "with_model"]

KEY = "sk-test-0123456789abcdefghij"
PLAIN = Dialect(ReplyMode.PROMPT)

_FIELD = {"type": "object", "properties": {"text": {"type": "string"}, "from": {"type": "array"}}}
_SCHEMA = {"type": "object", "properties": {"zh": _FIELD, "en": _FIELD}, "required": ["zh", "en"]}

T = TypeVar("T")


def request_about(*sentences: str, max_tokens: int = 700) -> ChatRequest:
    lines = "\n".join(f"{number}. {text}" for number, text in enumerate(sentences, 1))
    system = Message("system", 'Summarise. Answer as {"zh": {…}, "en": {…}}.')
    return ChatRequest((system, Message("user", f"Title: A title\n{lines}")), "summary", _SCHEMA, max_tokens)


REQUEST = request_about("We study a thing.", "It behaves.")


def settings_for(url: str, key: str | None = KEY, timeout_s: float = 10.0, model: str = "m-1") -> ModelSettings:
    return ModelSettings(url, model, None if key is None else Secret(key), timeout_s=timeout_s)


@cache
def _tls() -> ssl.SSLContext:
    """What open_models makes by itself; reading the authorities takes longer than most tests here."""
    return ssl.create_default_context(cafile=certifi.where())


def with_model(settings: ModelSettings, act: Callable[[BatchModel], Awaitable[T]]) -> T:
    """Run `act` on the one model of these settings."""

    async def run() -> T:
        async with open_models([settings], "AcademicHub/0.1", tls=_tls()) as (model,):
            return await act(model)

    return asyncio.run(run())


def ask(
    url: str,
    dialect: Dialect = PLAIN,
    *,
    key: str | None = KEY,
    timeout_s: float = 10.0,
    request: ChatRequest = REQUEST,
) -> Completion:
    return with_model(settings_for(url, key, timeout_s), lambda model: model.complete(request, dialect))
